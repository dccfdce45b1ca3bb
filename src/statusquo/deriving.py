"""The course of derived facts: what follows while facts of other projections hold together.

A combination of part facts that agree on the shared places gives a fact on the intersection of
their periods. What is certain is the intersection of the certain, what is possible that of the
possible. Periods are of end-of-day values.
"""

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from statusquo.changes import Set
from statusquo.course import Course, Possible, Reasons
from statusquo.days import civil
from statusquo.findings import Finding
from statusquo.horizons import Horizons
from statusquo.keys import Key, KeyPlace, Pattern
from statusquo.keyspace import KeySpace
from statusquo.log import Log
from statusquo.periods import Periods, contains, intersection, union
from statusquo.projecting import Derived, Fact, ProjectionError
from statusquo.ranges import Range
from statusquo.remarks import Coverage
from statusquo.states import shown_key
from statusquo.turns import Turns
from statusquo.values import ABSENT, Values, identity
from statusquo.when import OPEN


@attrs.frozen(eq=False)
class PartFact:
    """One key of a part with one value, and when it holds."""

    code: int
    fact: Fact
    nominal: Periods
    certain: Periods
    possible: Periods


@attrs.frozen(eq=False)
class Combination:
    """Part facts that gave a derived fact with a value, and when they hold together."""

    parts: tuple[PartFact, ...]
    value: int
    nominal: Periods
    certain: Periods
    possible: Periods


def part_facts(course: Course) -> list[PartFact]:
    """Every key and value of a course that holds on some reading, with its periods."""
    nominal: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    held = course.turns.stretches
    for code, value, start, end in zip(
        *(column.tolist() for column in (held.key, held.value, held.start, held.end)), strict=True
    ):
        nominal[code, value].append((start, end))
    facts: list[PartFact] = []
    names, keys = course.space.names, course.space.keys
    for (code, value), periods in nominal.items():
        if code not in course.doubtful:
            fact = Fact(names, keys[code], course.values[value])
            facts.append(PartFact(code, fact, *(tuple(periods),) * 3))
    for code in sorted(course.doubtful):
        facts.extend(_doubtful_facts(course, code, nominal))
    return facts


def _doubtful_facts(
    course: Course, code: int, nominal: Mapping[tuple[int, int], list[tuple[int, int]]]
) -> Iterator[PartFact]:
    possible: dict[Any, Periods] = defaultdict(tuple)
    certain: dict[Any, Periods] = defaultdict(tuple)
    values: dict[Any, Any] = {}
    for start, end in _segments(course.turning_days(code)):
        options = course.possible(code, start)
        for value in _options(options):
            name = identity(value)
            values[name] = value
            possible[name] = union(possible[name], ((start, end),))
            if len(options) == 1 if isinstance(options, frozenset) else options.is_point:
                certain[name] = union(certain[name], ((start, end),))
    held: dict[Any, Periods] = {}
    for (key, value), periods in nominal.items():
        if key == code:
            name = identity(course.values[value])
            values.setdefault(name, course.values[value])
            held[name] = tuple(periods)
    for name in dict.fromkeys((*possible, *held)):
        yield PartFact(
            code,
            Fact(course.space.names, course.space.keys[code], values[name]),
            held.get(name, ()),
            certain[name],
            union(possible[name], held.get(name, ())),
        )


def _options(possible: Possible) -> list[Any]:
    """The values that a doubtful key may have; of an unsure total the whole range."""
    if isinstance(possible, Range):
        if possible.is_point:
            return [possible.low] if possible.low != 0 else []
        return [possible]
    return sorted((value for value in possible if value is not None), key=repr)


def _segments(days: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip(days, [*days[1:], OPEN], strict=True)


@attrs.frozen(eq=False)
class DerivedCourse:
    """The course of the facts of one derived projection; see `Course`."""

    name: str
    log: Log
    parts: Mapping[str, Course]
    space: KeySpace
    values: Values
    combinations: Sequence[Sequence[Combination]]

    @property
    def sums(self) -> bool:
        return False

    @property
    def patterns(self) -> Sequence[tuple[Pattern, int]]:
        return ()

    @functools.cached_property
    def doubtful(self) -> frozenset[int]:
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

    @functools.cached_property
    def turns(self) -> Turns:
        rows: list[tuple[int, int, int, int]] = []
        for code in range(len(self.space.keys)):
            for day in self.turning_days(code):
                value = next(iter(self._nominal_values(code, day)), ABSENT)
                rows.append((code, day, value, -1))
        return Turns.of_states(
            len(self.space.keys), *np.array(rows, dtype=np.int32).reshape(-1, 4).T
        )

    def possible(self, code: int, day: int) -> Possible:
        combinations = self.combinations[code]
        values = {c.value for c in combinations if contains(c.possible, day)}
        certain = any(contains(c.certain, day) for c in combinations)
        return frozenset(
            self.values[value] for value in (values if certain else values | {ABSENT})
        )

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
                c
                for c in self.combinations[code]
                if c.value == value and contains(c.nominal, day)
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

    @functools.cached_property
    def findings(self) -> tuple[Finding, ...]:
        own = tuple(
            self._two_values(code, day, values)
            for code in range(len(self.space.keys))
            for day, values in self._clashes(code)[:1]
        )
        theirs = dict.fromkeys(f for course in self.parts.values() for f in course.findings)
        return (*theirs, *own)

    def _two_values(self, code: int, day: int, values: tuple[int, ...]) -> Finding:
        key = self.space.keys[code]
        shown = " and ".join(repr(self.values[value]) for value in values)
        return Finding(
            code="two-values",
            text=f"{self.name}: {shown_key(key)} has two values at once, {shown}; both are possible",
            projection=self.name,
            key=key,
            on=civil(day),
        )


@attrs.frozen(eq=False)
class DerivedHorizons:
    """What the coverages of the parts say about derived keys, beside coverages of their own.

    A derived fact needs every part of some combination: it is surely absent where each
    combination lacks a part that is surely absent, and known as far as the least known part.
    """

    own: Horizons
    course: DerivedCourse
    parts: Mapping[str, Horizons]

    def of_key(self, key: Key) -> tuple[Coverage, ...]:
        """See `Horizons`."""
        found = dict.fromkeys(self.own.of_key(key))
        for combination in self._combinations(key):
            for horizons, part in self._with_parts(combination):
                found.update(dict.fromkeys(horizons.of_key(part.fact.key)))
        return tuple(found)

    def horizon(self, key: Key) -> int:
        """The latest over combinations of the earliest over their parts."""
        if self.own.of_key(key) or not self._combinations(key):
            return self.own.horizon(key)
        return max(
            min(horizons.horizon(part.fact.key) for horizons, part in self._with_parts(c))
            for c in self._combinations(key)
        )

    def covered(self, key: Key, day: int) -> bool:
        """Whether every combination lacks a part of which the log is complete."""
        if self.own.covered(key, day):
            return True
        combinations = self._combinations(key)
        return bool(combinations) and all(
            any(
                horizons.covered(part.fact.key, day) and not contains(part.possible, day)
                for horizons, part in self._with_parts(combination)
            )
            for combination in combinations
        )

    def _combinations(self, key: Key) -> Sequence[Combination]:
        code = self.course.space.codes.get(key)
        return () if code is None else self.course.combinations[code]

    def _with_parts(self, combination: Combination) -> Iterator[tuple[Horizons, PartFact]]:
        return zip(self.parts.values(), combination.parts, strict=True)


def _turned_on(course: Course, code: int, day: int) -> tuple[int, ...]:
    turns = course.turns
    return tuple(
        row for turn in turns.of_key(code) if turns.day[turn] == day for row in course.turned_by(turn)
    )


def _merged(many: Any) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(item for items in many for item in items))


def derive(projection: Derived, parts: Mapping[str, Course], log: Log) -> DerivedCourse:
    """Call a derived projection with every combination of facts that may hold together.

    Raises `ProjectionError` where the function raises or returns what is no Set.
    """
    found: dict[Key, list[Combination]] = defaultdict(list)
    values = Values()
    for together in _together(projection, parts):
        common = _common(together)
        if common[2]:
            for change in _called(projection, together):
                _check_key(projection, change.key)
                found[change.key].append(Combination(together, values.code(change.value), *common))
    space = KeySpace.of(projection.key, found)
    return DerivedCourse(
        projection.name, log, parts, space, values, [found[key] for key in space.keys]
    )


def _together(
    projection: Derived, parts: Mapping[str, Course]
) -> Iterator[tuple[PartFact, ...]]:
    """Every combination of part facts that agree on the shared places, in a fixed order."""
    grouped: list[dict[tuple[KeyPlace, ...], list[PartFact]]] = []
    facts = {id(course): part_facts(course) for course in parts.values()}
    for course in parts.values():
        groups: dict[tuple[KeyPlace, ...], list[PartFact]] = defaultdict(list)
        for part in facts[id(course)]:
            groups[tuple(getattr(part.fact, name) for name in projection.share)].append(part)
        grouped.append(groups)
    for shared in sorted(set(grouped[0]).intersection(*grouped[1:])):
        yield from _products([groups[shared] for groups in grouped])


def _products(groups: list[list[PartFact]]) -> Iterator[tuple[PartFact, ...]]:
    """The products of the groups, cut short where facts cannot hold together."""
    if not groups:
        yield ()
        return
    for rest in _products(groups[:-1]):
        before = _common(rest)[2] if rest else None
        for part in groups[-1]:
            if before is None or intersection(before, part.possible):
                yield (*rest, part)


def _common(together: Sequence[PartFact]) -> tuple[Periods, Periods, Periods]:
    return tuple(  # type: ignore[return-value]
        functools.reduce(intersection, (getattr(part, which) for part in together))
        for which in ("nominal", "certain", "possible")
    )


def _called(projection: Derived, together: tuple[PartFact, ...]) -> list[Set]:
    facts = {name: part.fact for name, part in zip(projection.parts, together, strict=True)}
    try:
        changes = projection.function(**facts)
        if changes is None:
            return []
        listed = [changes] if isinstance(changes, Set) else list(changes)  # type: ignore[arg-type]
    except Exception as error:
        raise ProjectionError(
            f"the derived projection {projection.name} failed on {_shown(facts)}: "
            f"it raised {type(error).__name__}: {error}",
            code="projection-raised",
        ) from error
    for change in listed:
        if not isinstance(change, Set) or change.value is None:
            raise ProjectionError(
                f"the derived projection {projection.name} returned {change!r} for "
                f"{_shown(facts)}; it may return Set, several of them, or None",
                code="projection-nonsense",
            )
    return listed  # type: ignore[return-value]


def _shown(facts: Mapping[str, Fact]) -> str:
    return ", ".join(f"{name}={fact!r}" for name, fact in facts.items())


def _check_key(projection: Derived, key: object) -> None:
    sound = (
        isinstance(key, tuple)
        and len(key) == len(projection.key)
        and all(type(place) in (str, int) for place in key)
    )
    if not sound:
        raise ProjectionError(
            f"the derived projection {projection.name} set {key!r}; a key here is a tuple of "
            f"str or int: ({', '.join(projection.key)})",
            code="projection-nonsense",
        )
