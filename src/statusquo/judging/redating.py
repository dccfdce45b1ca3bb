"""Other readings of a date: views of a log in which one uncertain event is on another day."""

from collections.abc import Iterator, Sequence

import attrs

from statusquo.dates.days import OPEN, civil
from statusquo.dates.when import When
from statusquo.lines.event import Event
from statusquo.logs.log import Log


def readings_of(log: Log, event: Event) -> Iterator[tuple[str, Log]]:
    """The readings of one event's date, each in words and as a view: first, last, or not at all.

    Where an act has several tellings, this one is taken. An exact date has no other reading.
    """
    if event.on.exact:
        return
    told = [e for e in log.standing() if e.act is not None and e.act == event.act]
    rest = log.leaving_out([event, *told])
    name = f"{event.on} {event.id[:12]}"
    for day in sorted({event.on.first_day, event.on.last_day} - {OPEN}):
        yield f"if {name} was on {civil(day)}", rest.plus(_on(event, day))
    if event.on.doubtful or event.on.last is None:
        yield f"if {name} did not happen", rest


def extremes(log: Log, events: Sequence[Event]) -> Iterator[tuple[str, Log]]:
    """The views with every uncertain event on its first day, and with each on its last.

    Where only one is uncertain, its own readings say as much. Events of acts with several
    tellings stay as they are.
    """
    moving = [e for e in events if not e.on.exact and e.act is None and e.on.last is not None]
    if len(moving) > 1:
        rest = log.leaving_out(moving)
        yield "if each was on its first day", rest.plus(*(_on(e, e.on.first_day) for e in moving))
        yield "if each was on its last day", rest.plus(*(_on(e, e.on.last_day) for e in moving))


def _on(event: Event, day: int) -> Event:
    """The event on one day, without its mark; it corrects nothing."""
    return attrs.evolve(event, on=When.of(civil(day)), recorded=event.recorded, replaces=None)
