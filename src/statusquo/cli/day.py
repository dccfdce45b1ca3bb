"""Everything that is said of one day, before it is written in any form."""

from collections.abc import Iterator, Sequence

import attrs

from statusquo.cli.holding import Held, covered_on, held_on, sources_behind, turned_on
from statusquo.dates.days import ordinal
from statusquo.lines.event import Event
from statusquo.lines.remarks import Coverage, Observation, Retraction
from statusquo.logs.log import Log
from statusquo.timelines.timeline import Timeline
from statusquo.timelines.turning import Turn


@attrs.frozen
class Part:
    """What one projection says of the day."""

    timeline: Timeline
    facts: Sequence[Held]
    turns: Sequence[Turn]
    coverages: Sequence[Coverage]


@attrs.frozen
class Day:
    """The whole answer, before it is written in any form."""

    day: str
    name: str
    log: Log
    parts: Sequence[Part]
    actor: str | None
    chosen: bool

    @property
    def happened(self) -> int:
        """How many events stand that had happened by the end of the day, or may have."""
        number = ordinal(self.day)
        return sum(1 for event in events_of(self.log) if event.on.first_day <= number)

    @property
    def sources(self) -> list[str]:
        """The sources of the events behind the facts."""
        return sources_behind([fact for part in self.parts for fact in part.facts], self.day)


def events_of(log: Log) -> Iterator[Event]:
    """The events that stand and change facts."""
    remarks = (Coverage, Observation, Retraction)
    return (event for event in log.standing() if not isinstance(event, remarks))


def part_of(timeline: Timeline, day: str, actor: str | None) -> Part:
    """What one timeline says of the day."""
    return Part(
        timeline,
        held_on(timeline, day, actor),
        list(turned_on(timeline, day, actor)),
        covered_on(timeline, day),
    )
