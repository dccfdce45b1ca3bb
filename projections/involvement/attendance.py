"""Attendance: which conflicts of a region were fought in a period, and who was there from outside.

Each answer is a pair of bounds: whether it is so on every reading, and whether on some.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import attrs

from statusquo.courses.incidence import Incidence
from statusquo.courses.recorded import RecordedCourse
from statusquo.dates.periods import Periods, intersection
from statusquo.lines.keys import Key
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Projection
from statusquo.projecting.values import ABSENT
from statusquo.projections.involvement.coding_rules import CodingRule
from statusquo.projections.involvement.outsiders import external_involvement
from statusquo.projections.involvement.party_kinds import PartyKind
from statusquo.projections.involvement.regions import Region
from statusquo.projections.warfare import conflicts
from statusquo.timelines.replaying import replay
from statusquo.timelines.timeline import Timeline

Segment = tuple[Key, int, int]
"""A key and a period [start, end)."""


class Bounds(NamedTuple):
    """Whether something is so on every reading, and whether it is on some."""

    sure: bool
    possible: bool


_NEVER = Incidence()


@attrs.frozen(eq=False, slots=False)
class History:
    """When each key of a projection of states may and must have held, and what the log can know."""

    timeline: Timeline
    asked: dict[Segment, Bounds] = attrs.field(init=False, factory=dict[Segment, Bounds])

    @classmethod
    def of(cls, log: Log, projection: Projection) -> "History":
        """What a projection says of a log."""
        return cls(replay(log, projection))

    @functools.cached_property
    def keys(self) -> dict[Key, Incidence]:
        """Each key that the log names, keys in order."""
        course = self.timeline.course
        if not isinstance(course, RecordedCourse):
            return {}
        codes = ((key, course.space.code_of(key)) for key in self.timeline.named_keys())
        return {key: Incidence(course.acts_of(code)) for key, code in codes if code is not None}

    def of_key(self, key: Key) -> Incidence:
        """When one key held, named in the log or not."""
        return self.keys.get(key, _NEVER)

    @functools.cached_property
    def _told_until(self) -> dict[Key, int]:
        return {key: held.told_until() for key, held in self.keys.items()}

    def known_until(self, key: Key) -> int:
        """The last day of which the log can know whether the key holds.

        That is its horizon, or a later day on which the log tells of it all the same.
        """
        return max(self.timeline.horizons.horizon(key), self._told_until.get(key, 0))

    def bounds(self, segment: Segment) -> Bounds:
        """Whether a key held at some moment of a period; what is open may go on unknown to all."""
        if segment not in self.asked:
            self.asked[segment] = self._bounds(*segment)
        return self.asked[segment]

    def _bounds(self, key: Key, start: int, end: int) -> Bounds:
        held, known = self.of_key(key), self.known_until(key)
        if start > known:
            return Bounds(sure=False, possible=held.read.at(known) != {ABSENT})
        last = min(end - 1, known)
        return Bounds(held.must_occur(start, last), held.may_occur(start, last))

    def some_surely(self, segments: Iterable[Segment]) -> bool:
        """Whether some act, whichever telling of it is true, sets one of the keys in its period.

        So it is sure that somebody helped where it is only open with what.
        """
        told: dict[int, set[int]] = defaultdict(set)
        for key, start, end in segments:
            for telling in (t for act in self.of_key(key).acts for t in act.tellings):
                sets = telling.outcome != ABSENT and not telling.doubtful and telling.act >= 0
                if sets and start <= telling.first and telling.last < end:
                    told[telling.act].add(telling.event)
        groups = self.timeline.log.tellings.groups
        return any(len(events) == len(groups[act]) for act, events in told.items())


@attrs.frozen(eq=False, slots=False)
class Attendance:
    """The conflicts of a region, and who took part in them from outside by a coding rule.

    With claims open, what is only claimed is possible and not sure.
    """

    log: Log
    region: Region
    rule: CodingRule

    @functools.cached_property
    def fights(self) -> History:
        """The conflicts."""
        return History.of(self.log, conflicts)

    @functools.cached_property
    def sure(self) -> History:
        """Involvement of which the rule asks for no more than is told."""
        return self._under("counted" if self.rule.claims == "counted" else "excluded")

    @functools.cached_property
    def possible(self) -> History:
        """Involvement that the rule does not leave out."""
        return self._under("excluded" if self.rule.claims == "excluded" else "counted")

    def _under(self, claims: str) -> History:
        rule = self.rule.with_claims("counted" if claims == "counted" else "excluded")
        return History.of(self.log, external_involvement(self.region, rule))

    @functools.cached_property
    def conflicts(self) -> tuple[str, ...]:
        """The conflicts of the region of which the log tells that they began, in order."""
        named = (str(key[0]) for key in self.fights.keys)
        return tuple(conflict for conflict in named if self.region.has(conflict))

    @functools.cached_property
    def keys(self) -> dict[str, list[Key]]:
        """Conflict, party and role of all involvement that the log tells of, by conflict."""
        found: dict[str, list[Key]] = {}
        for key in self.possible.keys:
            found.setdefault(str(key[0]), []).append(key)
        return found

    def fought(self, conflict: str, first: int, last: int) -> Bounds:
        """Whether a conflict was fought at some moment of a period; both days are included."""
        return self.fights.bounds(((conflict,), first, last + 1))

    def attended(self, conflict: str, kind: PartyKind, first: int, last: int) -> Bounds:
        """Whether a party of a kind took part from outside while it was of the kind."""
        segments = [
            (key, *segment)
            for key in self.keys.get(conflict, ())
            for segment in self.of_kind(kind, key, first, last)
        ]
        # Who is in a conflict leaves it with its end, so the log knows of both equally far.
        end = self.fights.known_until((conflict,)) + 1
        known = [(key, start, min(stop, end)) for key, start, stop in segments]
        if any(self.sure.bounds(segment).sure for segment in known):
            return Bounds(sure=True, possible=True)
        sure = self.sure.some_surely(known)
        possible = any(self.possible.bounds(segment).possible for segment in segments)
        return Bounds(sure, sure or possible)

    def of_kind(self, kind: PartyKind, key: Key, first: int, last: int) -> Periods:
        """When the party of a key is of a kind, within a period, as periods [start, end)."""
        periods = kind.periods(str(key[1]), self.region.hosts_of(str(key[0])))
        return intersection(periods, ((first, last + 1),))
