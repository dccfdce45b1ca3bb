"""Events that belong together: what happened, its replacements and its other tellings."""

from collections.abc import Iterable, Sequence

from statusquo.event import Event


def with_kin(events: Sequence[Event], chosen: Iterable[Event]) -> set[str]:
    """The ids of the chosen events, of all that replaces them, and of all tellings of their acts.

    >>> told = Event(on="1999", act="fall")
    >>> retold = Event(on="1998", act="fall")
    >>> with_kin([told, retold], [told]) == {told.id, retold.id}
    True
    """
    kin: set[str] = set()
    acts: set[str] = set()
    waiting = list(chosen)
    while waiting:
        kin |= {event.id for event in waiting}
        acts |= {event.act for event in waiting if event.act is not None}
        waiting = [
            event
            for event in events
            if (event.replaces in kin or event.act in acts) and event.id not in kin
        ]
    return kin


def written_alone(
    lines: Sequence[Event], all_events: Sequence[Event], standing: set[str]
) -> list[Event]:
    """Those of a view's lines that, read again without the rest, mean what they mean in the view.

    Left out is what was superseded or withdrawn by a line that the view does not have, and what
    withdraws a line that it does not have.
    """
    shown = {event.id for event in lines}
    corrected_here = {name for event in lines for name in corrected_by(event)}
    missing = {event.id for event in all_events} - shown
    return [
        event
        for event in lines
        if (event.id in standing or event.id in corrected_here)
        and not (event.replaces is None and missing.intersection(corrected_by(event)))
    ]


def corrected_by(event: Event) -> set[str]:
    """The ids that an event retracts or replaces."""
    return {name for name in (event.replaces, getattr(event, "of", None)) if name is not None}
