"""Dates with their uncertainty, of every form that can be written and at the calendar's edges."""

import datetime
from collections.abc import Callable

from hypothesis import strategies as st

from statusquo.dates.days import OPEN, Day, ordinal
from statusquo.dates.when import When
from statusquo.errors import StatusQuoError

_SEASON = (24, 24, 21, 21, 21, 22, 22, 22, 23, 23, 23, 24)
_FORMS: tuple[Callable[[datetime.date], str], ...] = (
    lambda day: day.isoformat(),
    lambda day: day.isoformat()[:7],
    lambda day: day.isoformat()[:4],
    lambda day: f"{day.isoformat()[:4]}-{_SEASON[day.month - 1]}",
    lambda day: f"{day.isoformat()[:3]}X",
    lambda day: f"{day.isoformat()[:2]}XX",
)
_ENDS = _FORMS[:3]
_MARKS = ("", "", "", "?", "~", "%")
_EDGES = tuple(
    datetime.date.fromisoformat(text)
    for text in (
        "2000-01-01",
        "2000-02-29",
        "1900-02-28",
        "1900-03-01",
        "2004-02-29",
        "1999-12-31",
        "0001-01-01",
        "0004-02-29",
        "9999-12-31",
        "9999-12-01",
    )
)


def whens(
    *, since: Day = "0001-01-01", until: Day = "9999-12-31", exact: bool = False
) -> st.SearchStrategy[When]:
    """Dates of every form: days, months, years, seasons, decades, ranges, open ones, all marks.

    The edges of the calendar come often: leap days, the ends of centuries, years 1 and 9999.
    No day that is meant lies outside `since` and `until`, but that a date may be open there,
    and days before 0001-01-01 or after 9999-12-31 are never meant. `exact` draws days only.

    >>> from hypothesis import find
    >>> find(whens(), lambda when: when.last is None)
    When('[2000-01-01..]')
    >>> find(whens(since="1991-01-01", until="1991-12-31"), lambda when: when.doubtful)
    When('1991-01-01?')

    Raises `StatusQuoError` where `until` is before `since`.
    """
    first, last = ordinal(since), ordinal(until)
    if last < first:
        raise StatusQuoError(
            f"no date lies from {since} to {until}", code="period-backwards", hint="swap them"
        )
    days = _days(first, last)
    return days.map(When.of) if exact else _uncertain(days, first, last)


def _days(first: int, last: int) -> st.SearchStrategy[datetime.date]:
    every = st.dates(datetime.date.fromordinal(first), datetime.date.fromordinal(last))
    edges = [day for day in _EDGES if first <= day.toordinal() <= last]
    return every | st.sampled_from(edges) if edges else every


@st.composite
def _uncertain(
    draw: st.DrawFn, days: st.SearchStrategy[datetime.date], first: int, last: int
) -> When:
    kind = draw(st.sampled_from(("plain", "plain", "plain", "range", "open")))
    day = draw(days)
    if kind == "plain":
        text = draw(st.sampled_from(_FORMS))(day)
    elif kind == "range":
        early, late = sorted((day, draw(days)))
        text = f"[{_end(draw, early)}..{_end(draw, late)}]"
    else:
        text = draw(st.sampled_from(("[{}..]", "[..{}]"))).format(_end(draw, day))
    when = When(text + draw(st.sampled_from(_MARKS)))
    if _lies_within(when, first, last):
        return when
    return When(day.isoformat() + ("?" if when.doubtful else ""))


def _end(draw: st.DrawFn, day: datetime.date) -> str:
    return draw(st.sampled_from(_ENDS))(day)


def _lies_within(when: When, first: int, last: int) -> bool:
    """Whether each bound that a date has lies within; where it is open it has none."""
    starts = when.first_day >= first or when.text.startswith("[..")
    ends = when.last_day <= last or when.last_day == OPEN
    return starts and ends and when.last_day >= first and when.first_day <= last
