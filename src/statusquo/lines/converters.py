"""What the fields of events accept: texts and standard dates, made into what the field holds."""

import datetime
from collections.abc import Iterable

import pendulum

from statusquo.dates.days import Day, exact_day
from statusquo.dates.when import When


def as_when(value: When | str | datetime.date) -> When:
    """A date with its uncertainty.

    >>> as_when("2020-11")
    When('2020-11')
    """
    return When.of(value)


def as_when_or_none(value: When | str | datetime.date | None) -> When | None:
    """A date with its uncertainty, or None."""
    return None if value is None else When.of(value)


def as_day(value: Day) -> pendulum.Date:
    """A civil day.

    >>> as_day("2020-11-10")
    Date(2020, 11, 10)
    """
    return exact_day(value)


def as_texts(value: str | Iterable[str]) -> tuple[str, ...]:
    """Several texts; one text is a tuple of it.

    >>> as_texts("almanac"), as_texts(["a", "b"])
    (('almanac',), ('a', 'b'))
    """
    return (value,) if isinstance(value, str) else tuple(value)
