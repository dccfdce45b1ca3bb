"""Days and dates of drawn events: mostly exact, within four years, and often the same.

The first of each list is what a failing history shrinks to.
"""

import datetime

import pendulum
from hypothesis import strategies as st

from statusquo.dates.days import exact_day
from statusquo.dates.when import When

_EXACT = (
    "2000-01-01",
    "2000-01-02",
    "2000-01-03",
    "2000-01-31",
    "2000-02-01",
    "2000-02-29",
    "2000-12-31",
    "2001-01-01",
)
_UNCERTAIN = (
    "2000-01",
    "2000-02",
    "2000",
    "2001",
    "[2000-01-01..2000-01-03]",
    "[2000-01-02..2000-02-01]",
    "[2000-01..2001]",
    "[..2000-01-02]",
    "[2000-01-02..]",
    "2000-01-01?",
    "2000-01-03?",
    "2000-01~",
    "2000-02-01%",
    "2000-21",
    "200X",
)


_EXACTLY = tuple(exact_day(text) for text in _EXACT)
_COMMONLY = tuple(When.of(text) for text in (*_EXACT, *_EXACT, *_EXACT, *_UNCERTAIN))


def days() -> st.SearchStrategy[pendulum.Date]:
    """Exact days."""
    return st.sampled_from(_EXACTLY) | _spread().map(exact_day)


def dates() -> st.SearchStrategy[When]:
    """Dates with their uncertainty; about three of four are exact days."""
    common, spread = st.sampled_from(_COMMONLY), _spread().map(When.of)
    return st.integers(0, 3).flatmap(lambda number: spread if number == 3 else common)


def _spread() -> st.SearchStrategy[datetime.date]:
    return st.dates(datetime.date(2000, 1, 1), datetime.date(2003, 12, 31))
