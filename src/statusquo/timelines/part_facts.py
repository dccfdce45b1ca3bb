"""The facts that a derived projection is called with, and when each holds."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from statusquo.dates.days import OPEN
from statusquo.dates.periods import Periods, union
from statusquo.projecting.decorators import Fact
from statusquo.projecting.values import identity
from statusquo.ranges import Range
from statusquo.timelines.course import Course, Possible


@attrs.frozen(eq=False)
class PartFact:
    """One key of a part with one value, and when it holds."""

    code: int
    fact: Fact
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
