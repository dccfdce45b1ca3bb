"""One drawn history under a projection, as the laws look at it."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import pendulum

from statusquo.dates.days import FIRST_DAY, LAST_DAY, civil
from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection
from statusquo.timelines.replaying import replay
from statusquo.timelines.timeline import Timeline


class Told:
    """What a timeline says of the days that it was asked for, each worked out once."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._facts: dict[pendulum.Date, dict[Key, Any]] = {}
        self._possible: dict[pendulum.Date, dict[Key, Any]] = {}

    def facts(self, day: pendulum.Date) -> dict[Key, Any]:
        """What holds at the end of a day."""
        if day not in self._facts:
            self._facts[day] = dict(self.timeline.at(day).items())
        return self._facts[day]

    def possible(self, day: pendulum.Date) -> dict[Key, Any]:
        """What may hold at the end of a day."""
        if day not in self._possible:
            self._possible[day] = self.timeline.at(day).possible()
        return self._possible[day]


@attrs.frozen(eq=False)
class Case:
    """A projection and a log; `history` is the timeline of the one over the other."""

    projection: Projection | Derived
    log: Log
    _remembered: dict[frozenset[str], Timeline] = attrs.field(
        factory=dict[frozenset[str], Timeline], repr=False
    )

    @functools.cached_property
    def history(self) -> Timeline:
        """The log replayed."""
        return replay(self.log, self.projection)

    @functools.cached_property
    def told(self) -> Told:
        """What `history` says of days, kept for the next law that asks."""
        return Told(self.history)

    @property
    def events(self) -> Sequence[Event]:
        """The events in the order of their lines."""
        return self.log.events

    @functools.cached_property
    def days(self) -> tuple[pendulum.Date, ...]:
        """The days that matter: on which a window opens or closes, the day before and after."""
        bounds = (day for e in self.events for day in (e.on.first_day, e.on.last_day))
        near = {day for bound in bounds for day in (bound - 1, bound, bound + 1)}
        return tuple(civil(day) for day in sorted(near) if FIRST_DAY <= day <= LAST_DAY)

    def facts(self, day: pendulum.Date) -> Mapping[Key, Any]:
        """What holds at the end of a day."""
        return self.told.facts(day)

    def replayed(self, events: Iterable[Event]) -> Timeline:
        """The timeline of other lines under the same projection."""
        return replay(Log(events), self.projection)

    def alone(self, events: Sequence[Event]) -> Timeline:
        """The timeline of only these events, made once for the same ones."""
        ids = frozenset(event.id for event in events)
        if ids not in self._remembered:
            self._remembered[ids] = self.replayed(events)
        return self._remembered[ids]
