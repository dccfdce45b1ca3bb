"""Where timelines come from: a log replayed, and what is known of it on a day.

An origin gives the course and the horizons of each projection that it is asked for, each made
once; parts that projections share are made once too. From one origin come others: as known on a
day, with lines more, without some events.
"""

from collections.abc import Collection, Iterable, Sequence

from statusquo.courses.combining import ComposedCourse
from statusquo.courses.composing import derive
from statusquo.courses.course import Course, EventCourse
from statusquo.courses.derived_horizons import DerivedHorizons
from statusquo.courses.horizons import ClaimedHorizons, Horizons
from statusquo.dates.days import civil
from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.lines.page import Line
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection

_REMEMBERED = 2
"""So many days of knowing are kept at hand."""


class Origin:
    """What the timelines of one log are made of; see `WholeReplay`, `Knowing` and `Revision`."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self._recorded: dict[Projection, EventCourse] = {}
        self._derived: dict[Derived, ComposedCourse] = {}
        self._horizons: dict[Projection | Derived, Horizons] = {}
        self._known: dict[int, Knowing] = {}

    def course(self, projection: Projection | Derived) -> Course:
        """The course of a projection."""
        if isinstance(projection, Projection):
            return self.recorded(projection)
        return self.composed(projection)

    def recorded(self, projection: Projection) -> EventCourse:
        """The course of a projection of events."""
        if projection not in self._recorded:
            self._recorded[projection] = self._record(projection)
        return self._recorded[projection]

    def composed(self, projection: Derived) -> ComposedCourse:
        """The course of a derived projection."""
        if projection not in self._derived:
            self._derived[projection] = self._compose(projection)
        return self._derived[projection]

    def horizons(self, projection: Projection | Derived) -> Horizons:
        """How far the log can know about the facts of a projection."""
        if projection not in self._horizons:
            found: Horizons = self.claims(projection)
            if isinstance(projection, Derived):
                parts = {name: self.horizons(part) for name, part in projection.parts.items()}
                found = DerivedHorizons(found, self.composed(projection).behind, parts)
            self._horizons[projection] = found
        return self._horizons[projection]

    def claims(self, projection: Projection | Derived) -> ClaimedHorizons:
        """What the log claims about the facts of a projection by its own coverages."""
        places = len(projection.key)
        about = (c for c in self.log.coverages if c.about == projection.name)
        fitting = [c for c in about if len(c.scope) == places]
        return ClaimedHorizons(fitting, self.log.last_recorded())

    def known(self, day: int) -> "Knowing":
        """The same as known on a day."""
        if day not in self._known:
            if len(self._known) == _REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[day] = Knowing(self, day)
        return self._known[day]

    def touched(self, projection: Projection | Derived) -> Collection[Key] | None:
        """The keys on which it may differ from what it grew from; None where all may."""
        del projection
        return None

    def plus(self, lines: Sequence[Line]) -> "Origin":
        """The same with these lines more."""
        raise NotImplementedError

    def leaving_out(self, events: Iterable[Event]) -> "Origin":
        """The same without just these events."""
        raise NotImplementedError

    def _record(self, projection: Projection) -> EventCourse:
        raise NotImplementedError

    def _compose(self, projection: Derived) -> ComposedCourse:
        return derive(
            projection, {name: self.course(part) for name, part in projection.parts.items()}
        )


class Knowing(Origin):
    """An origin as known on a day: the same change logs, read by what stood then."""

    def __init__(self, origin: Origin, day: int) -> None:
        super().__init__(origin.log.known(civil(day)))
        self._origin = origin
        self._day = day

    def _record(self, projection: Projection) -> EventCourse:
        return self._origin.recorded(projection).known(self._day)

    def touched(self, projection: Projection | Derived) -> Collection[Key] | None:
        """See `Origin`."""
        return self._origin.touched(projection)

    def plus(self, lines: Sequence[Line]) -> Origin:
        """See `Origin`."""
        return self._origin.plus(lines).known(self._day)

    def leaving_out(self, events: Iterable[Event]) -> Origin:
        """See `Origin`."""
        return self._origin.leaving_out(events).known(self._day)
