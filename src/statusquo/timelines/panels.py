"""Panels: a row for each key and calendar period, by a stated rule."""

from collections.abc import Iterator
from typing import Any, Literal

import pendulum

from statusquo.dates.days import LAST_DAY, OPEN, civil
from statusquo.errors import StatusQuoError
from statusquo.projecting.values import ABSENT
from statusquo.table import Table
from statusquo.timelines.course import Course
from statusquo.timelines.horizons import Horizons

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
    periods = list(_periods(since, until, frequency))
    rows = [
        (*key, civil(start), civil(end), *_cell(course, horizons, code, start, end, rule))
        for code, key in enumerate(course.space.keys)
        for start, end in periods
    ]
    columns = (*course.space.names, "first_day", "last_day", "holds", "value")
    return Table(columns, rows, title=f"panel by {frequency}, rule {rule}")


def _periods(since: int, until: int, frequency: Frequency) -> Iterator[tuple[int, int]]:
    """The first and last days of the calendar periods, the last one cut at `until`."""
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
    value = _value(course, code, start, end, rule)
    key = course.space.keys[code]
    if end > horizons.horizon(key):
        return None, None
    if value != ABSENT:
        return True, course.values[value]
    surely_not = horizons.covered(key, end) or course.ended(code, end)
    return (False if surely_not else None), None


def _value(course: Course, code: int, start: int, end: int, rule: Rule) -> int:
    turns = course.turns
    if rule == "first":
        return turns.value_at(code, start)
    if rule == "last":
        return turns.value_at(code, end)
    spans = _spans(course, code, start, end)
    if rule == "most":
        return next(
            (v for v, days in spans.items() if v != ABSENT and 2 * days > end - start + 1), ABSENT
        )
    during = [turns.value_at(code, start - 1)] if _begins_held(course, code, start) else []
    during += [int(turns.value[t]) for t in turns.of_key(code) if start <= turns.day[t] <= end]
    return next((value for value in reversed(during) if value != ABSENT), ABSENT)


def _begins_held(course: Course, code: int, start: int) -> bool:
    """Whether what held the evening before still held at some moment of the first day."""
    return course.turns.value_at(code, start - 1) != ABSENT


def _spans(course: Course, code: int, start: int, end: int) -> dict[int, int]:
    """How many days of the period ended with each value."""
    turns = course.turns
    days = sorted(
        {start, *(int(turns.day[t]) for t in turns.of_key(code) if start < turns.day[t] <= end)}
    )
    spans: dict[int, int] = {}
    for day, later in zip(days, [*days[1:], min(end + 1, OPEN)], strict=True):
        value = turns.value_at(code, day)
        spans[value] = spans.get(value, 0) + later - day
    return spans
