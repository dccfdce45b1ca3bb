"""Spells: the maximal half-open periods of a timeline's facts, with bounds and censoring."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import Any, Literal

import attrs
import numpy as np
import pendulum

from statusquo.courses.course import (
    Course,
    Possible,
    has_value,
    may_be_absent,
    may_hold,
)
from statusquo.courses.horizons import Horizons
from statusquo.courses.turns import Stretches
from statusquo.dates.days import FIRST_DAY, OPEN, civil
from statusquo.dates.periods import Periods, intersection
from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.logs.columns import numbers
from statusquo.projecting.keyspace import Keys
from statusquo.projecting.values import ABSENT, identity
from statusquo.ranges import Range
from statusquo.table import Table

By = Literal["key", "value"]
Bounds = tuple[int | None, int | None]

COLUMNS = (
    "start",
    "end",
    "last_day",
    "certain_start",
    "certain_end",
    "possible_start",
    "possible_end",
    "left_censored",
    "right_censored",
    "censored_on",
    "opened_by",
    "closed_by",
)


def whole_spells(held: Stretches) -> Stretches:
    """Periods of holding at all: those of different values that touch become one."""
    if not len(held.key):
        return held
    follows = np.zeros(len(held.key), dtype=np.bool_)
    follows[1:] = (held.key[1:] == held.key[:-1]) & (held.start[1:] == held.end[:-1])
    first = np.flatnonzero(~follows)
    last = np.append(first[1:] - 1, len(held.key) - 1)
    return Stretches(
        held.key[first],
        held.value[last],
        held.start[first],
        held.end[last],
        held.opened[first],
        held.closed[last],
    )


@attrs.frozen(kw_only=True)
class Spell:
    """A maximal period [start, end) in which a key held, with one value if spelt by value.

    An open end is None; then `censored_on` is the day after which the log cannot know. The
    certain bounds are those within which it held on every reading, the possible ones those
    outside which it held on none; both are None where there is no such day, and a None beside a
    bound that is given says "still".
    """

    key: Key
    value: Any
    start: pendulum.Date
    end: pendulum.Date | None
    certain_start: pendulum.Date | None
    certain_end: pendulum.Date | None
    possible_start: pendulum.Date | None
    possible_end: pendulum.Date | None
    left_censored: bool
    censored_on: pendulum.Date | None
    opened_by: Event | None
    closed_by: Event | None

    @property
    def right_censored(self) -> bool:
        """Whether it has no end in the log."""
        return self.end is None

    @property
    def last_day(self) -> pendulum.Date | None:
        """The day before the end."""
        return None if self.end is None else civil(self.end.toordinal() - 1)


def spells_table(spells: Iterable[Spell], names: tuple[str, ...], by: By) -> Table:
    """The table of spells; events stand in it by their ids."""
    columns = (*names, *(("value",) if by == "value" else ()), *COLUMNS)
    return Table(columns, [_row(spell, by) for spell in spells], title="spells")


def _row(spell: Spell, by: By) -> tuple[Any, ...]:
    cells = (getattr(spell, name) for name in COLUMNS)
    return (
        *spell.key,
        *((spell.value,) if by == "value" else ()),
        *(cell.id if isinstance(cell, Event) else cell for cell in cells),
    )


def spells_of(course: Course, horizons: Horizons, by: By) -> Iterator[Spell]:
    """The spells of all keys, or of one value each, sorted by key and start."""
    held = course.turns.stretches
    wanted = whole_spells(held) if by == "key" else held
    bounds = _Bounds(course, by)
    for code, value, start, end, opened, closed in _listed(wanted, course.space):
        key = course.space.keys[code]
        opener = _event(course, opened)
        certain, possible = bounds.around(code, value, start, end)
        horizon = horizons.horizon(key) if end == OPEN else 0
        yield Spell(
            key=key,
            value=course.values[value],
            start=civil(start),
            end=_civil(end),
            certain_start=_civil(certain[0]),
            certain_end=_civil(certain[1]),
            possible_start=_civil(possible[0]),
            possible_end=_civil(possible[1]),
            left_censored=opener is not None and _has_no_first_day(opener),
            censored_on=civil(horizon) if horizon else None,
            opened_by=opener,
            closed_by=None if closed < 0 else _event(course, closed),
        )


def _has_no_first_day(event: Event) -> bool:
    return event.on.first_day == FIRST_DAY and not event.on.exact


def _civil(day: int | None) -> pendulum.Date | None:
    return None if day is None or day == OPEN else civil(day)


def _listed(held: Stretches, space: Keys) -> Iterator[tuple[int, int, int, int, int, int]]:
    """The stretches in order of keys and starts."""
    codes = np.unique(held.key)
    places = np.empty(int(codes[-1]) + 1 if len(codes) else 0, dtype=np.int64)
    places[space.in_order(codes)] = np.arange(len(codes))
    order = np.argsort(places[held.key], kind="stable")
    columns = (held.key, held.value, held.start, held.end, held.opened, held.closed)
    return zip(*(numbers(column[order]) for column in columns), strict=True)


def _event(course: Course, turn: int) -> Event | None:
    events = course.turned_by(turn)
    return events[-1] if events else None


class _Bounds:
    """The certain and the possible periods around nominal spells, read once for each key."""

    def __init__(self, course: Course, by: By) -> None:
        self._course = course
        self._by: By = by
        self._code = -1
        self._runs: dict[Hashable, tuple[Periods, Periods]] = {}

    def around(self, code: int, value: int, start: int, end: int) -> tuple[Bounds, Bounds]:
        """The certain and the possible bounds of a spell; None where there is no day.

        An open end is None too: a certain end of None beside a certain start says "still".
        """
        if code not in self._course.doubtful:
            both = (start, None if end == OPEN else end)
            return both, both
        certain, possible = self._of(code, value)
        inside = intersection(((start, end),), _touching(certain, start, end))
        return _longest(inside), _longest(_touching(possible, start, end))

    def _of(self, code: int, value: int) -> tuple[Periods, Periods]:
        """The periods on which a key surely, and on which it possibly, has a value."""
        if code != self._code:
            self._code = code
            self._runs = self._read(code)
        named = identity(self._course.values[value]) if self._by == "value" else None
        return self._runs.get(named, ((), ()))

    def _read(self, code: int) -> dict[Hashable, tuple[Periods, Periods]]:
        course = self._course
        sure: dict[Hashable, list[Period]] = defaultdict(list)
        may: dict[Hashable, list[Period]] = defaultdict(list)
        for day, later in pairwise([*course.turning_days(code), OPEN]):
            possible = course.possible(code, day)
            certain = course.is_certain(code, day)
            if self._by == "key":
                if may_hold(possible):
                    may[None].append((day, later))
                if not may_be_absent(possible):
                    sure[None].append((day, later))
                continue
            for named in self._named(code, possible):
                may[named].append((day, later))
                if certain:
                    sure[named].append((day, later))
        return {named: (_joined(sure[named]), _joined(may[named])) for named in may}

    def _named(self, code: int, possible: Possible) -> list[Hashable]:
        """The possible values, by what makes them equal; of an unsure total, those ever had."""
        if not isinstance(possible, Range):
            return [identity(value) for value in possible if value is not None]
        values, turns = self._course.values, self._course.turns
        own = turns.of_key(code)
        totals = (values[v] for v in set(turns.value[own.start : own.stop].tolist()) - {ABSENT})
        return [identity(total) for total in totals if has_value(possible, total)]


Period = tuple[int, int]


def _joined(segments: list[Period]) -> Periods:
    """Periods that touch made one."""
    runs: list[Period] = []
    for day, later in segments:
        if runs and runs[-1][1] == day:
            runs[-1] = (runs[-1][0], later)
        else:
            runs.append((day, later))
    return tuple(runs)


def _touching(periods: Periods, start: int, end: int) -> Periods:
    """The periods that have a day in [start, end)."""
    first = bisect_right(periods, start, key=lambda period: period[1])
    last = bisect_left(periods, end, key=lambda period: period[0])
    return periods[first:last]


def _longest(periods: Periods) -> Bounds:
    """The longest period, the earliest of equal ones; an end of None where it is open."""
    if not periods:
        return None, None
    start, end = max(periods, key=lambda period: (period[1] - period[0], -period[0]))
    return start, None if end == OPEN else end
