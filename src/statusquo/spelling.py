"""Spells: the maximal half-open periods of a timeline's facts, with bounds and censoring."""

from collections.abc import Callable, Iterator
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from statusquo.course import Course, Possible, is_certain, may_be_absent, may_hold
from statusquo.days import civil
from statusquo.horizons import Horizons
from statusquo.log import Log
from statusquo.table import Table
from statusquo.turns import Stretches
from statusquo.when import OPEN

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


def spells_table(course: Course, held: Stretches, horizons: Horizons, log: Log, by: By) -> Table:
    """The table of spells, by key or split where the value changes; sorted by key and start."""
    wanted = whole_spells(held) if by == "key" else held
    value = ("value",) if by == "value" else ()
    columns = (*course.space.names, *value, *COLUMNS)
    return Table(columns, list(_rows(course, wanted, horizons, log, by)), title="spells")


def _rows(
    course: Course, held: Stretches, horizons: Horizons, log: Log, by: By
) -> Iterator[tuple[Any, ...]]:
    for code, value, start, end, opened, closed in zip(*_listed(held), strict=True):
        key = course.space.keys[code]
        opener = _event(course, log, opened)
        certain, possible = _bounds(course, code, course.values[value], start, end, by)
        censored = end == OPEN
        horizon = horizons.horizon(key)
        yield (
            *key,
            *((course.values[value],) if by == "value" else ()),
            civil(start),
            None if censored else civil(end),
            None if censored else civil(end - 1),
            *(None if day is None else civil(day) for day in (*certain, *possible)),
            opener is not None and opener.on.first_day == 1,
            censored,
            civil(horizon) if censored and horizon else None,
            None if opener is None else opener.id,
            None if closed < 0 else _closing_id(course, log, closed),
        )


def _listed(held: Stretches) -> tuple[list[int], ...]:
    columns: tuple[NDArray[np.int32], ...] = (
        held.key,
        held.value,
        held.start,
        held.end,
        held.opened,
        held.closed,
    )
    return tuple(column.tolist() for column in columns)


def _event(course: Course, log: Log, turn: int) -> Any:
    rows = course.turned_by(turn)
    return log.events[rows[-1]] if rows else None


def _closing_id(course: Course, log: Log, turn: int) -> str | None:
    event = _event(course, log, turn)
    return None if event is None else str(event.id)


def _bounds(
    course: Course, code: int, value: Any, start: int, end: int, by: By
) -> tuple[Bounds, Bounds]:
    """The certain and the possible period around a nominal spell; None where there is no day.

    An open end is None too: a certain end of None beside a certain start says "still".
    """
    if code not in course.doubtful:
        both = (start, None if end == OPEN else end)
        return both, both
    sure, may = _tests(value, by)
    days = course.turning_days(code)
    segments = [
        (day, later, course.possible(code, day))
        for day, later in zip(days, [*days[1:], OPEN], strict=True)
    ]
    return (
        _run(segments, start, end, sure, inside=True),
        _run(segments, start, end, may, inside=False),
    )


def _tests(value: Any, by: By) -> tuple[Callable[[Possible], bool], Callable[[Possible], bool]]:
    if by == "key":
        return (lambda p: not may_be_absent(p)), may_hold
    return (
        lambda p: is_certain(p) and value in p,
        lambda p: value in p,
    )


def _run(
    segments: list[tuple[int, int, Possible]],
    start: int,
    end: int,
    test: Callable[[Possible], bool],
    *,
    inside: bool,
) -> Bounds:
    """The longest run of segments that pass and touch [start, end), cut to it if `inside`."""
    runs: list[list[int]] = []
    for day, later, possible in segments:
        if not test(possible):
            continue
        if runs and runs[-1][1] == day:
            runs[-1][1] = later
        else:
            runs.append([day, later])
    if inside:
        runs = [[max(a, start), min(b, end)] for a, b in runs]
    touching = [(b - a, -a, a, b) for a, b in runs if a < end and b > start and a < b]
    if not touching:
        return None, None
    _, _, first, last = max(touching)
    return first, None if last == OPEN else last
