"""Other readings of a date: views of a log in which one uncertain event is on another day."""

from collections.abc import Iterator

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
        moved = attrs.evolve(event, on=When.of(civil(day)), recorded=event.recorded, replaces=None)
        yield f"if {name} was on {civil(day)}", rest.plus(moved)
    if event.on.doubtful or event.on.last is None:
        yield f"if {name} did not happen by then", rest
