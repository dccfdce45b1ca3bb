"""What the fields of events accept: texts and standard dates, made into what the field holds."""

import datetime
import re
from collections.abc import Iterable
from types import EllipsisType

import pendulum

from statusquo.dates.days import Day, exact_day
from statusquo.dates.when import When
from statusquo.errors import InvalidEvent


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
    texts = (value,) if isinstance(value, str) else tuple(value)
    if isinstance(value, (set, frozenset)) or not all(isinstance(text, str) for text in texts):
        raise InvalidEvent(
            f"{value!r} is not a text or a list of texts in a fixed order", code="field-type"
        )
    return texts


def as_key(value: Iterable[str | int]) -> tuple[str | int, ...]:
    """A key, from a tuple or a list of its places.

    >>> as_key(["UN", "CHE"])
    ('UN', 'CHE')
    """
    if isinstance(value, str):
        raise InvalidEvent(f"a key is a tuple of places: write ({value!r},)", code="key-places")
    return tuple(value)


def as_pattern(value: Iterable[str | int | EllipsisType]) -> tuple[str | int | EllipsisType, ...]:
    """A pattern, from a tuple or a list of its places; "*" is `...`.

    >>> as_pattern(["UN", "*"])
    ('UN', Ellipsis)
    """
    if isinstance(value, str):
        raise InvalidEvent(f"a scope is a tuple of places: write ({value!r},)", code="key-places")
    return tuple(... if place == "*" else place for place in value)


def as_id(value: str) -> str:
    """The id of an event, all 32 hex digits of it.

    >>> as_id("7f3ac81b" * 4)[:8]
    '7f3ac81b'
    """
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise InvalidEvent(
            f"{str(value)[:40]!r} is no id of an event",
            code="id-short",
            hint="give all 32 hex digits",
        )
    return value


def as_id_or_none(value: str | None) -> str | None:
    """The id of an event, or None."""
    return None if value is None else as_id(value)


ID = re.compile("[0-9a-f]{32}")
