"""The facts that a derived projection is called with, and when each holds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import attrs

from statusquo.courses.course import Course, Possible
from statusquo.dates.days import OPEN
from statusquo.dates.periods import Periods, union
from statusquo.logs.columns import numbers
from statusquo.projecting.decorators import Fact
from statusquo.projecting.values import identity
from statusquo.ranges import Range


@attrs.frozen(eq=False)
class PartFact:
    """One key of a part with one value, and when it holds."""

    code: int
    fact: Fact
    nominal: Periods
    certain: Periods
    possible: Periods


def part_facts(course: Course) -> Iterator[PartFact]:
    """Every key and value of a course that holds on some reading, with its periods."""
    nominal: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    held = course.turns.stretches
    for code, value, start, end in zip(
        *(numbers(column) for column in (held.key, held.value, held.start, held.end)), strict=True
    ):
        nominal[code, value].append((start, end))
    yield from _facts(course, nominal, sorted(course.doubtful))


def part_facts_of(course: Course, codes: Iterable[int]) -> Iterator[PartFact]:
    """The same of some keys only."""
    chosen = sorted(set(codes))
    nominal: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for code in chosen:
        for start, end in _segments(course.turning_days(code)):
            value = course.value_at(code, start)
            if value >= 0:
                nominal[code, value].append((start, end))
    whole = {name: list(union(tuple(periods))) for name, periods in nominal.items()}
    yield from _facts(course, whole, [code for code in chosen if code in course.doubtful])


Nominal = Mapping[tuple[int, int], Sequence[tuple[int, int]]]


def _facts(course: Course, nominal: Nominal, doubtful: Sequence[int]) -> Iterator[PartFact]:
    names, keys = course.space.names, course.space.keys
    held: dict[int, dict[int, Periods]] = defaultdict(dict)
    for (code, value), periods in nominal.items():
        if code in course.doubtful:
            held[code][value] = tuple(periods)
        else:
            fact = Fact(names, keys[code], course.values[value])
            yield PartFact(code, fact, *(tuple(periods),) * 3)
    for code in doubtful:
        yield from _doubtful_facts(course, code, held[code])


def _doubtful_facts(
    course: Course, code: int, nominal: Mapping[int, Periods]
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
    for value, periods in nominal.items():
        name = identity(course.values[value])
        values.setdefault(name, course.values[value])
        held[name] = periods
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
    return pairwise([*days, OPEN])
