"""Which events are meant: by an id, the beginning of one, an event, or a predicate."""

from collections.abc import Callable, Sequence

from statusquo.errors import StatusQuoError
from statusquo.lines.event import Event
from statusquo.lines.remarks import Retraction

Unwanted = str | Event | Callable[[Event], bool]


def chosen_events(
    unwanted: Unwanted, standing: Sequence[Event], find: Callable[[str], Event]
) -> list[Event]:
    """The events that are meant; a predicate is asked about those that stand.

    Raises `NoSuchEvent`, and `StatusQuoError` for a retraction or what names no event.
    """
    if not isinstance(unwanted, (str, Event)):
        if not callable(unwanted):
            raise StatusQuoError(
                f"{unwanted!r} names no event; give an id, an event or a predicate",
                code="not-an-event",
            )
        return [event for event in standing if unwanted(event)]
    event = find(unwanted if isinstance(unwanted, str) else unwanted.id)
    if isinstance(event, Retraction):
        raise StatusQuoError(
            f"{event.id[:12]} is a retraction: a view never drops a correction",
            code="correction-kept",
            hint="log.known(day) says what was on the record before it",
        )
    return [event]
