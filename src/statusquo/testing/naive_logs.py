"""The slow way to see which lines of a log count: by the words of the rules, over a plain list."""

from collections.abc import Callable, Iterable, Sequence

import pendulum

from statusquo.dates.days import LAST_DAY, civil
from statusquo.lines.event import Event
from statusquo.lines.page import Line
from statusquo.lines.remarks import Coverage, Retraction

_NOW = civil(LAST_DAY)


def standing_ids(lines: Sequence[Line], known: pendulum.Date = _NOW) -> list[str]:
    """The ids of the events that stand, in the order of replay, as known on a day or now.

    >>> wrong = Event(on="1999")
    >>> standing_ids([Retraction(of=wrong.id, on="2001"), wrong])
    []
    """
    events = _each_once(lines)
    standing = (event for event in events if not isinstance(event, Retraction))
    return [e.id for e in sorted(standing, key=_order) if _stands(events, e, known)]


def ids_until(lines: Sequence[Line], day: pendulum.Date) -> list[str]:
    """The ids of the standing events that may have taken effect by a day, and of all claims.

    >>> ids_until([Event(on="1999")], pendulum.date(1998, 12, 31))
    []
    """
    return _standing_where(
        lines, lambda e: isinstance(e, Coverage) or e.on.first_day <= day.toordinal()
    )


def ids_without(lines: Sequence[Line], unwanted: Event) -> list[str]:
    """The ids of the standing events without one, its replacements and other tellings of it.

    >>> ids_without([Event(on="1999")], Event(on="1999"))
    []
    """
    gone = _with_consequences(_each_once(lines), {unwanted.id})
    return _standing_where(lines, lambda event: event.id not in gone)


def _with_consequences(events: Sequence[Event], gone: set[str]) -> set[str]:
    while True:
        acts = {event.act for event in events if event.id in gone} - {None}
        more = {event.id for event in events if event.replaces in gone or event.act in acts}
        if more <= gone:
            return gone
        gone = gone | more


def _standing_where(lines: Sequence[Line], wanted: Callable[[Event], bool]) -> list[str]:
    by_id = {event.id: event for event in _each_once(lines)}
    return [id_ for id_ in standing_ids(lines) if wanted(by_id[id_])]


def _each_once(lines: Iterable[Line]) -> list[Event]:
    return list({line.id: line for line in lines if isinstance(line, Event)}.values())


def _order(event: Event) -> tuple[int, int, pendulum.Date, str]:
    return event.on.last_day, event.rank, event.recorded, event.id


def _stands(events: Sequence[Event], event: Event, known: pendulum.Date) -> bool:
    return _is_live(events, event, known) and not _superseded(events, event, known)


def _is_live(events: Sequence[Event], event: Event, known: pendulum.Date) -> bool:
    """Whether it is known and nothing that stands withdraws it."""
    retractions = (e for e in events if isinstance(e, Retraction) and e.of == event.id)
    return event.recorded <= known and not any(_stands(events, e, known) for e in retractions)


def _superseded(events: Sequence[Event], event: Event, known: pendulum.Date) -> bool:
    """Whether any event in the tree of its replacements is live."""
    replacements = [other for other in events if other.replaces == event.id]
    return any(_is_live(events, e, known) or _superseded(events, e, known) for e in replacements)
