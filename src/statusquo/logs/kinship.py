"""Events that belong together: what happened, its replacements and its other tellings."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from statusquo.lines.event import Event
from statusquo.lines.remarks import Retraction


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

    Where the view has only some of the events that correct each other, directly or through
    others, only those that stand are kept, and no retraction.
    """
    shown = {event.id for event in lines}
    torn = _torn_families(all_events, shown)
    return [
        event
        for event in lines
        if event.id not in torn or (event.id in standing and not isinstance(event, Retraction))
    ]


def _torn_families(events: Sequence[Event], shown: set[str]) -> set[str]:
    """The ids of all events in families of corrections of which some are not shown."""
    known = {event.id for event in events}
    linked: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for name in corrected_by(event) & known:
            linked[event.id].add(name)
            linked[name].add(event.id)
    torn: set[str] = set()
    waiting = [name for name in linked if name not in shown]
    while waiting:
        name = waiting.pop()
        if name not in torn:
            torn.add(name)
            waiting.extend(linked[name])
    return torn


def corrected_by(event: Event) -> set[str]:
    """The ids that an event retracts or replaces."""
    retracted = event.of if isinstance(event, Retraction) else None
    return {name for name in (event.replaces, retracted) if name is not None}
