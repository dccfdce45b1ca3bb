"""The course of derived facts: what follows while facts of other projections hold together.

A combination of part facts that agree on the shared places gives a fact on the intersection of
their periods. What is certain is the intersection of the certain, what is possible that of the
possible. Periods are of end-of-day values.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from statusquo.dates.days import OPEN, civil
from statusquo.dates.periods import contains
from statusquo.lines.keys import Pattern, shown_key
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived
from statusquo.projecting.keyspace import KeySpace
from statusquo.projecting.values import ABSENT, Values
from statusquo.timelines.combining import Combination, combinations_of
from statusquo.timelines.course import Course, Possible, Reasons
from statusquo.timelines.findings import Finding
from statusquo.timelines.turns import Turns


@attrs.frozen(eq=False)
class DerivedCourse:
    """The course of the facts of one derived projection; see `Course`."""

    name: str
    log: Log
    parts: Mapping[str, Course]
    space: KeySpace
    values: Values
    combinations: Sequence[Sequence[Combination]]
    doubtful: frozenset[int] = attrs.field(
        init=False,
        default=attrs.Factory(lambda self: self._find_doubtful(), takes_self=True),
    )
    turns: Turns = attrs.field(
        init=False, default=attrs.Factory(lambda self: self._take_turns(), takes_self=True)
    )

    @property
    def sums(self) -> bool:
        return False

    @property
    def patterns(self) -> Sequence[tuple[Pattern, int]]:
        return ()

    def _find_doubtful(self) -> frozenset[int]:
        return frozenset(
            code
            for code, combinations in enumerate(self.combinations)
            if any(c.nominal != c.possible or c.nominal != c.certain for c in combinations)
            or self._clashes(code)
        )

    def _clashes(self, code: int) -> list[tuple[int, tuple[int, ...]]]:
        """The first days of periods on which a key has several values, with those values."""
        clashes: list[tuple[int, tuple[int, ...]]] = []
        for day in self.turning_days(code):
            values = self._nominal_values(code, day)
            if len(values) > 1:
                clashes.append((day, values))
        return clashes

    def _nominal_values(self, code: int, day: int) -> tuple[int, ...]:
        """The values of a key on a day, that of the latest beginning first."""
        begun: dict[int, int] = {}
        for combination in self.combinations[code]:
            for start, end in combination.nominal:
                if start <= day < end:
                    begun[combination.value] = max(start, begun.get(combination.value, 0))
        return tuple(sorted(begun, key=lambda value: (-begun[value], repr(self.values[value]))))

    def _take_turns(self) -> Turns:
        rows: list[tuple[int, int, int, int]] = []
        for code in range(len(self.space.keys)):
            for day in self.turning_days(code):
                value = next(iter(self._nominal_values(code, day)), ABSENT)
                rows.append((code, day, value, -1))
        return Turns.of_states(
            len(self.space.keys), *np.array(rows, dtype=np.int32).reshape(-1, 4).T
        )

    def possible(self, code: int, day: int) -> Possible:
        return frozenset(self.values[value] for value in self._outcomes(code, day))

    def is_certain(self, code: int, day: int) -> bool:
        outcomes = self._outcomes(code, day)
        return len(outcomes) == 1 and ABSENT not in outcomes

    def may_have(self, code: int, day: int, value: Any) -> bool:
        return self.values.known(value) in self._outcomes(code, day)

    def _outcomes(self, code: int, day: int) -> set[int]:
        combinations = self.combinations[code]
        values = {c.value for c in combinations if contains(c.possible, day)}
        certain = any(contains(c.certain, day) for c in combinations)
        return values if certain else values | {ABSENT}

    def turning_days(self, code: int) -> list[int]:
        days = {
            day
            for combination in self.combinations[code]
            for periods in (combination.nominal, combination.certain, combination.possible)
            for period in periods
            for day in period
            if day < OPEN
        }
        return sorted(days)

    def turned_by(self, turn: int) -> tuple[int, ...]:
        code, day = int(self.turns.key[turn]), int(self.turns.day[turn])
        rows: dict[int, None] = {}
        for combination in self.combinations[code]:
            if any(day in period for period in combination.nominal):
                for course, part in zip(self.parts.values(), combination.parts, strict=True):
                    rows.update(dict.fromkeys(_turned_on(course, part.code, day)))
        return tuple(sorted(rows, key=lambda row: self.log.events[row].id))

    def reasons(self, code: int, day: int) -> Reasons:
        chosen = self._behind(code, day)
        reasons = [
            course.reasons(part.code, day)
            for combination in chosen
            for course, part in zip(self.parts.values(), combination.parts, strict=True)
        ]
        return Reasons(
            events=_merged(r.events for r in reasons),
            corroborating=_merged(r.corroborating for r in reasons),
            rivals=_merged(r.rivals for r in reasons),
            superseded=_merged(r.superseded for r in reasons),
            contributions=_merged(r.contributions for r in reasons),
        )

    def _behind(self, code: int, day: int) -> list[Combination]:
        """The combinations that give the nominal value, or those that ended last before it."""
        value = self.turns.value_at(code, day)
        if value != ABSENT:
            return [
                c for c in self.combinations[code] if c.value == value and contains(c.nominal, day)
            ]
        ends = [
            (max(end for _, end in c.nominal if end <= day), c)
            for c in self.combinations[code]
            if any(end <= day for _, end in c.nominal)
        ]
        latest = max((end for end, _ in ends), default=0)
        return [c for end, c in ends if end == latest]

    def ended(self, code: int, day: int) -> bool:
        """Whether some part that every combination needs was ended by an event."""
        combinations = [c for c in self.combinations[code] if c.possible]
        return bool(combinations) and all(
            any(
                course.ended(part.code, day) and not contains(part.possible, day)
                for course, part in zip(self.parts.values(), c.parts, strict=True)
            )
            for c in combinations
        )

    def findings(self) -> tuple[Finding, ...]:
        own = tuple(
            self._two_values(code, day, values)
            for code in range(len(self.space.keys))
            for day, values in self._clashes(code)[:1]
        )
        theirs = dict.fromkeys(f for course in self.parts.values() for f in course.findings())
        return (*theirs, *own)

    def _two_values(self, code: int, day: int, values: tuple[int, ...]) -> Finding:
        key = self.space.keys[code]
        shown = " and ".join(repr(self.values[value]) for value in values)
        return Finding(
            code="two-values",
            text=f"{self.name}: {shown_key(key)} has two values at once, {shown}; "
            "both are possible",
            projection=self.name,
            key=key,
            on=civil(day),
        )


def _turned_on(course: Course, code: int, day: int) -> tuple[int, ...]:
    turns = course.turns
    return tuple(
        row
        for turn in turns.of_key(code)
        if turns.day[turn] == day
        for row in course.turned_by(turn)
    )


def _merged(many: Iterable[Iterable[Any]]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(item for items in many for item in items))


def derive(projection: Derived, parts: Mapping[str, Course], log: Log) -> DerivedCourse:
    """The course of a derived projection, from those of its parts."""
    values = Values()
    found = combinations_of(projection, parts, values)
    space = KeySpace.of(projection.key, found)
    return DerivedCourse(
        projection.name, log, parts, space, values, [found[key] for key in space.keys]
    )
