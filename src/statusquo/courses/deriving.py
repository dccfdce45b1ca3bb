"""The course of derived facts: what follows while facts of other projections hold together.

A combination of part facts that agree on the shared places gives a fact on the intersection of
their periods. What is certain is the intersection of the certain, what is possible that of the
possible. Periods are of end-of-day values.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from statusquo.courses.combining import (
    Combination,
    Groups,
    Shared,
)
from statusquo.courses.course import Course, Possible, Reasons
from statusquo.courses.findings import Finding
from statusquo.courses.keeping import is_kept, kept
from statusquo.courses.part_facts import PartFact
from statusquo.courses.turns import Turns
from statusquo.dates.days import OPEN, civil
from statusquo.dates.periods import contains
from statusquo.lines.event import Event
from statusquo.lines.keys import Key, Pattern, shown_key
from statusquo.logs.stock import replay_order
from statusquo.projecting.changelog import Column
from statusquo.projecting.decorators import Derived
from statusquo.projecting.keyspace import KeySpace
from statusquo.projecting.values import ABSENT, Values


@attrs.frozen(eq=False, slots=False)
class DerivedCourse:
    """The course of the facts of one derived projection; see `Course`."""

    projection: Derived
    parts: Mapping[str, Course]
    groups: Groups
    found: Mapping[Key, Sequence[Combination]]
    values: Values

    @property
    @kept
    def space(self) -> KeySpace:
        """The keys that some combination gives."""
        return KeySpace.of(self.projection.key, self.found)

    @functools.cached_property
    def combinations(self) -> Sequence[Sequence[Combination]]:
        """The combinations that give each key, by its code."""
        return [self.found[key] for key in self.space.keys]

    def behind(self, key: Key) -> Sequence[Combination]:
        """The combinations that give a key."""
        return self.found.get(key, ())

    @property
    @kept
    def turns(self) -> Turns:
        """See `Course`."""
        return self._take_turns()

    @property
    @kept
    def doubtful(self) -> frozenset[int]:
        """See `Course`."""
        return self._find_doubtful()

    @functools.cached_property
    def keys_by_shared(self) -> Mapping[Shared, set[Key]]:
        """The keys that combinations with these shared places give."""
        found: dict[Shared, set[Key]] = defaultdict(set)
        for key, combinations in self.found.items():
            for combination in combinations:
                found[combination.shared].add(key)
        return found

    @property
    def sums(self) -> bool:
        return False

    def endings(self) -> tuple[tuple[Pattern, Event], ...]:
        """None: what ends a derived fact ends a part of it."""
        return ()

    def value_at(self, code: int, day: int) -> int:
        if is_kept(self, "turns"):
            return self.turns.value_at(code, day)
        return next(iter(self._nominal_values(code, day)), ABSENT)

    def held_at(self, day: int) -> tuple[Column, Column]:
        return self.turns.held_at(day)

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

    def is_set_on(self, code: int, day: int, value: int) -> bool:
        """Never: facts are put together as they are at the ends of days."""
        del code, day, value
        return False

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

    def deciding_days(self, code: int) -> list[int]:
        days = set(self.turning_days(code))
        for combination in self.combinations[code]:
            for course, part in self._with_parts(combination):
                days.update(course.deciding_days(part.code))
        return sorted(days)

    def turned_by(self, turn: int) -> tuple[Event, ...]:
        code, day = int(self.turns.key[turn]), int(self.turns.day[turn])
        events: dict[str, Event] = {}
        for combination in self.combinations[code]:
            if any(day in period for period in combination.nominal):
                for course, part in self._with_parts(combination):
                    events.update((e.id, e) for e in _turned_on(course, part.code, day))
        return tuple(events[name] for name in sorted(events))

    def _with_parts(self, combination: Combination) -> Iterator[tuple[Course, PartFact]]:
        return zip(self.parts.values(), combination.parts, strict=True)

    def is_disputed(self, code: int, day: int) -> bool:
        return any(
            course.is_disputed(part.code, day)
            for combination in self.combinations[code]
            for course, part in self._with_parts(combination)
        )

    def reasons(self, code: int, day: int) -> Reasons:
        reasons = [
            course.reasons(part.code, day)
            for combination in self._behind(code, day)
            for course, part in self._with_parts(combination)
        ]
        events = _merged(r.events for r in reasons)
        again = _merged(r.corroborating for r in reasons)
        return Reasons(
            events=events,
            corroborating=tuple(event for event in again if event not in events),
            rivals=_merged(r.rivals for r in reasons),
            superseded=_merged_pairs(r.superseded for r in reasons),
            contributions=_merged_pairs(r.contributions for r in reasons),
        )

    def _behind(self, code: int, day: int) -> list[Combination]:
        """The combinations that give the nominal value, or those that ended last before it."""
        value = self.value_at(code, day)
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
                for course, part in self._with_parts(c)
            )
            for c in combinations
        )

    def findings(self) -> tuple[Finding, ...]:
        return tuple(
            self._two_values(code, day, values)
            for code in range(len(self.space.keys))
            for day, values in self._clashes(code)[:1]
        )

    def _two_values(self, code: int, day: int, values: tuple[int, ...]) -> Finding:
        key = self.space.keys[code]
        shown = " and ".join(repr(self.values[value]) for value in values)
        return Finding(
            code="two-values",
            text=f"{self.projection.name}: {shown_key(key)} has two values at once, {shown}; "
            "both are possible",
            projection=self.projection.name,
            key=key,
            on=civil(day),
        )


def _turned_on(course: Course, code: int, day: int) -> tuple[Event, ...]:
    turns = course.turns
    return tuple(
        event
        for turn in turns.of_key(code)
        if turns.day[turn] == day
        for event in course.turned_by(turn)
    )


def _merged(many: Iterable[Iterable[Event]]) -> tuple[Event, ...]:
    events = {event.id: event for events in many for event in events}
    return tuple(sorted(events.values(), key=replay_order))


def _merged_pairs(many: Iterable[Iterable[tuple[Event, Any]]]) -> tuple[tuple[Event, Any], ...]:
    pairs = {(event.id, what): (event, what) for pairs in many for event, what in pairs}
    return tuple(pairs.values())
