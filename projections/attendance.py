"""Attendance: which conflicts of a region were fought in a period, and who was there from outside.

Each answer is a pair of bounds: whether it is so on every reading, and whether on some.
"""

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import attrs

from statusquo.courses.incidence import may_occur, must_occur
from statusquo.courses.readings import Act, possibilities
from statusquo.courses.recorded import RecordedCourse
from statusquo.dates.days import OPEN
from statusquo.dates.periods import Periods, intersection, union
from statusquo.lines.keys import Key
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Projection
from statusquo.projecting.values import ABSENT
from statusquo.projections.coding_rules import CodingRule
from statusquo.projections.outsiders import external_involvement
from statusquo.projections.party_kinds import PartyKind
from statusquo.projections.regions import Region
from statusquo.projections.warfare import conflicts
from statusquo.timelines.replaying import replay
from statusquo.timelines.timeline import Timeline


class Bounds(NamedTuple):
    """Whether something is so on every reading, and whether it is on some."""

    sure: bool
    possible: bool


@attrs.frozen(eq=False, slots=False)
class History:
    """The acts of each key of a projection of states, and how far the log can know of it."""

    timeline: Timeline

    @classmethod
    def of(cls, log: Log, projection: Projection) -> "History":
        """What a projection says of a log."""
        return cls(replay(log, projection))

    @functools.cached_property
    def acts(self) -> dict[Key, list[Act]]:
        """The acts that touch each key, keys in order."""
        course = self.timeline.course
        if not isinstance(course, RecordedCourse):
            return {}
        keys = self.timeline.named_keys()
        codes = [(key, course.space.code_of(key)) for key in keys]
        return {key: course.acts_of(code) for key, code in codes if code is not None}

    def known_until(self, key: Key) -> int:
        """The last day of which the log can know whether the key holds.

        That is its horizon, or a later day on which the log tells of it all the same.
        """
        told = (t.last for act in self.acts.get(key, []) for t in act.tellings if t.last < OPEN)
        return max(self.timeline.horizons.horizon(key), *told, 0)

    def bounds(self, key: Key, first: int, last: int) -> Bounds:
        """Whether a key held at some moment of a period; what is open may go on unknown to all."""
        acts, known = self.acts.get(key, []), self.known_until(key)
        if first > known:
            return Bounds(sure=False, possible=_may_hold(acts, known))
        end = min(last, known)
        return Bounds(must_occur(acts, first, end), may_occur(acts, first, end))

    def possible_days(self, key: Key) -> Periods:
        """The days at the end, or in the course, of which a key may hold."""
        tellings = (telling for act in self.acts.get(key, []) for telling in act.tellings)
        windows = ((t.first, min(t.last + 1, OPEN)) for t in tellings if t.outcome != ABSENT)
        held = ((start, end) for start, end, read in self._stretches(key) if read != {ABSENT})
        return union(tuple(held), tuple(windows))

    def certain_days(self, key: Key) -> Periods:
        """The days at the end of which a key holds on every reading."""
        stretches = self._stretches(key)
        return union(tuple((start, end) for start, end, read in stretches if ABSENT not in read))

    def _stretches(self, key: Key) -> Iterator[tuple[int, int, frozenset[int]]]:
        """What is possible of a key from one day to another."""
        read = possibilities(self.acts.get(key, []))
        return zip(read.days, [*read.days, OPEN][1:], read.outcomes, strict=True)


def _may_hold(acts: Sequence[Act], day: int) -> bool:
    return possibilities(acts).at(day) != {ABSENT}


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
        named = (str(key[0]) for key in self.fights.acts)
        return tuple(conflict for conflict in named if self.region.has(conflict))

    @functools.cached_property
    def keys(self) -> dict[str, list[Key]]:
        """Conflict, party and role of all involvement that the log tells of, by conflict."""
        found: dict[str, list[Key]] = {}
        for key in self.possible.acts:
            found.setdefault(str(key[0]), []).append(key)
        return found

    def fought(self, conflict: str, first: int, last: int) -> Bounds:
        """Whether a conflict was fought at some moment of a period; both days are included."""
        return self.fights.bounds((conflict,), first, last)

    def attended(self, conflict: str, kind: PartyKind, first: int, last: int) -> Bounds:
        """Whether a party of a kind took part from outside while it was of the kind."""
        found = [
            self._segment(key, *segment)
            for key in self.keys.get(conflict, ())
            for segment in self.of_kind(kind, key, first, last)
        ]
        return Bounds(any(b.sure for b in found), any(b.possible for b in found))

    def _segment(self, key: Key, start: int, end: int) -> Bounds:
        # Who is in a conflict leaves it with its end, so the log knows of both equally far.
        known = self.fights.known_until((key[0],))
        sure = self.sure.bounds(key, start, min(end - 1, known)).sure
        return Bounds(sure, sure or self.possible.bounds(key, start, end - 1).possible)

    def of_kind(self, kind: PartyKind, key: Key, first: int, last: int) -> Periods:
        """When the party of a key is of a kind, within a period, as periods [start, end)."""
        periods = kind.periods(str(key[1]), self.region.hosts_of(str(key[0])))
        return intersection(periods, ((first, last + 1),))
