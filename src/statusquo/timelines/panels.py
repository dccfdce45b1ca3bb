"""Panels: a row for each key and calendar period, by a stated rule."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Literal

import pendulum

from statusquo.courses.course import Course, may_hold
from statusquo.courses.horizons import Horizons
from statusquo.dates.days import LAST_DAY, civil
from statusquo.errors import StatusQuoError
from statusquo.logs.columns import numbers
from statusquo.projecting.values import ABSENT
from statusquo.table import Table

Frequency = Literal["year", "quarter", "month", "day"]
Rule = Literal["any", "first", "last", "most"]

_MONTHS = {"year": 12, "quarter": 3, "month": 1}
_RULES = ("any", "first", "last", "most")


def panel_table(
    course: Course, horizons: Horizons, frequency: Frequency, rule: Rule, since: int, until: int
) -> Table:
    """A row for each key and period that touches [since, until].

    `holds` is true or false by the rule (held at any moment, at the end of the first or of the
    last day, or at the end of most days), and None where the log cannot know: after the horizon,
    or where the fact does not hold and no coverage says that the log is complete.
    """
    if frequency not in (*_MONTHS, "day") or rule not in _RULES:
        raise StatusQuoError(
            f"a panel has freq year, quarter, month or day and rule {', '.join(_RULES)}; "
            f"not freq={frequency!r}, rule={rule!r}",
            code="panel-rule",
        )
    periods = list(calendar_periods(since, until, frequency))
    rows = [
        (
            *course.space.keys[code],
            civil(start),
            civil(end),
            *_cell(course, horizons, code, start, end, rule),
        )
        for code in numbers(course.space.listed())
        for start, end in periods
    ]
    columns = (*course.space.names, "first_day", "last_day", "holds", "value")
    return Table(columns, rows, title=f"panel by {frequency}, rule {rule}")


def calendar_periods(since: int, until: int, frequency: Frequency) -> Iterator[tuple[int, int]]:
    """The first and last days of the calendar periods, the last one cut at `until`.

    >>> [end - start for start, end in calendar_periods(1, 365, "quarter")]
    [89, 90, 91, 91]
    """
    if frequency == "day":
        yield from ((day, day) for day in range(since, until + 1))
        return
    step = _MONTHS[frequency]
    day = civil(since)
    start = pendulum.Date(day.year, (day.month - 1) // step * step + 1, 1)
    while start.toordinal() <= until:
        months = start.year * 12 + start.month - 1 + step
        if months // 12 > 9999:
            yield start.toordinal(), min(until, LAST_DAY)
            return
        following = pendulum.Date(months // 12, months % 12 + 1, 1)
        yield start.toordinal(), min(until, following.toordinal() - 1)
        start = following


def _cell(
    course: Course, horizons: Horizons, code: int, start: int, end: int, rule: Rule
) -> tuple[bool | None, Any]:
    first, last = {"first": (start, start), "last": (end, end)}.get(rule, (start, end))
    known = min(last, horizons.horizon(course.space.keys[code]))
    if known < first or (known < last and rule == "most"):
        return None, None
    value = _most(course, code, first, last) if rule == "most" else _any(course, code, first, known)
    if rule in ("first", "last"):
        value = course.turns.value_at(code, first)
    if value != ABSENT:
        return True, course.values[value]
    room = (last - first + 1) // 2 if rule == "most" else 0
    if known < last or _possible_days(course, code, first, last) > room:
        return None, None
    absent = _absence_is_known(course, horizons, code, first, last)
    return (False if absent else None), None


def _possible_days(course: Course, code: int, first: int, last: int) -> int:
    """At the end of how many days of a period a fact may have held."""
    turns = course.turns
    turning = course.turning_days(code) if code in course.doubtful else []
    changes = [int(turns.day[turn]) for turn in turns.between(code, first + 1, last)]
    own = turning[bisect_right(turning, first) : bisect_right(turning, last)]
    days = sorted({first, *changes, *own})
    return sum(
        later - day
        for day, later in zip(days, [*days[1:], last + 1], strict=True)
        if may_hold(course.possible(code, day))
    )


def _absence_is_known(course: Course, horizons: Horizons, code: int, first: int, last: int) -> bool:
    """Whether the log can say of the days of a period that a fact did not hold."""
    key = course.space.keys[code]
    if all(horizons.covered(key, day) for day in (first, last)):
        return True
    held_before = course.turns.value_at(code, first) != ABSENT
    return course.ended(code, last if held_before else first)


def _any(course: Course, code: int, start: int, end: int) -> int:
    """The last value that a key had at any moment of a period."""
    turns = course.turns
    for turn in reversed(turns.between(code, start, end)):
        if turns.value[turn] != ABSENT:
            return int(turns.value[turn])
    return turns.value_at(code, start - 1)


def _most(course: Course, code: int, start: int, end: int) -> int:
    """The value that a key had at the end of the most days, if it held at the end of most."""
    turns = course.turns
    changes = turns.between(code, start + 1, end)
    days = [start, *dict.fromkeys(int(turns.day[turn]) for turn in changes)]
    held: dict[int, int] = {}
    for day, later in zip(days, [*days[1:], end + 1], strict=True):
        value = turns.value_at(code, day)
        if value != ABSENT:
            held[value] = held.get(value, 0) + later - day
    if 2 * sum(held.values()) <= end - start + 1:
        return ABSENT
    return max(held, key=lambda value: held[value])
