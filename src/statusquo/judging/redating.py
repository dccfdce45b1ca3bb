"""Other readings of dates: what is left out and put in where uncertain events have another day."""

from collections.abc import Iterator, Sequence

import attrs

from statusquo.courses.origins import Origin
from statusquo.dates.days import OPEN, civil
from statusquo.dates.when import When
from statusquo.lines.event import Event
from statusquo.logs.log import Log


@attrs.frozen(eq=False)
class Otherwise:
    """What is otherwise in a view of a log, in words: events that are gone, and others instead."""

    words: str
    gone: Sequence[Event]
    instead: Sequence[Event] = ()

    def applied(self, origin: Origin) -> Origin:
        """The replay of that view, at the cost of the keys that it touches."""
        rest = origin.leaving_out(self.gone)
        return rest.plus(self.instead) if self.instead else rest


def readings_of(log: Log, event: Event) -> Iterator[Otherwise]:
    """The readings of one event's date: its first day, its last, or not at all.

    Where an act has several tellings, this one is taken. An exact date has no other reading.
    """
    if event.on.exact:
        return
    told = [e for e in log.standing() if e.act is not None and e.act == event.act]
    gone = list({e.id: e for e in (event, *told)}.values())
    name = f"{event.on} {event.id[:12]}"
    for day in sorted({event.on.first_day, event.on.last_day} - {OPEN}):
        yield Otherwise(f"if {name} was on {civil(day)}", gone, [_on(event, day)])
    if event.on.doubtful or event.on.last is None:
        yield Otherwise(f"if {name} did not happen", gone)


def extremes(events: Sequence[Event]) -> Iterator[Otherwise]:
    """Every uncertain event on its first day, and each on its last.

    Where only one is uncertain, its own readings say as much. Events of acts, which may have
    several tellings, stay as they are.
    """
    moving = [e for e in events if not e.on.exact and e.act is None and e.on.last is not None]
    if len(moving) > 1:
        first = [_on(event, event.on.first_day) for event in moving]
        last = [_on(event, event.on.last_day) for event in moving]
        yield Otherwise("if each was on its first day", moving, first)
        yield Otherwise("if each was on its last day", moving, last)


def _on(event: Event, day: int) -> Event:
    """The event on one day, without its mark; it corrects nothing."""
    return attrs.evolve(event, on=When.of(civil(day)), recorded=event.recorded, replaces=None)
