"""What the fields of an event may hold, and how each reads from the JSON value in its line.

| in Python | in a line |
|---|---|
| `str`, `int`, `bool`, `None`, `Literal` of texts | the same |
| `When`, `pendulum.Date` | a text |
| `Fraction`, `Decimal` | a text: "1/3", "1.50" |
| `Range` | a list of two numbers |
| `...` in a pattern | "*" |

Nothing is turned into something else: 5 is not "5", true is not 1.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from types import EllipsisType, NoneType
from typing import Any, NamedTuple

import pendulum

from statusquo.dates.days import exact_day
from statusquo.dates.when import When
from statusquo.errors import InvalidValue, StatusQuoError, WrongType
from statusquo.lines.plain_text import visible
from statusquo.pages.json_text import MOST_DIGITS, Refused
from statusquo.ranges import Range

LONGEST_NUMBER = 64
_WHOLE = 10**MOST_DIGITS
_FRACTION = re.compile(r"(-?[0-9]+)(/[0-9]+)?")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?(E[-+]?[0-9]{1,2})?")


class RefusedBefore(StatusQuoError):
    """Raised instead of a second error on a value that was refused when its line was read."""


class Kind(NamedTuple):
    """One kind of value: its JSON type, its name for people, and how it is read."""

    json: type
    words: str
    read: Callable[[Any], object]


def wrong_type(words: str, value: object, hint: str | None = None) -> StatusQuoError:
    """Return the error that says what is needed and what is there.

    >>> wrong_type("a whole number", "5").message
    'a whole number is needed here, not the text "5"'
    """
    if isinstance(value, Refused):
        return RefusedBefore("refused before")
    sentence = f"{words} is needed here, not {described(value)}"
    return WrongType(sentence, code="value-type", hint=hint or _hint(words, value))


def described(value: object) -> str:
    """Return a JSON value as a sentence names it.

    >>> described([1, 2]), described(True)
    ('a list', 'true')
    """
    match value:
        case bool():
            return str(value).lower()
        case None:
            return "null"
        case int():
            return f"the number {value}"
        case str():
            return f'the text "{visible(value[:40])}{"…" * (len(value) > 40)}"'
        case list():
            return "a list"
        case _:
            return "an object"


def _hint(words: str, value: object) -> str | None:
    if value is None:
        return "leave the field out"
    if type(value) is int and words.startswith("a text"):
        return f'write "{value}"'
    if words.startswith("a whole number") and isinstance(value, str) and _is_whole(value):
        return f"write {int(value)}, without quotes"
    if words.startswith("a list") and isinstance(value, str):
        return f'write ["{visible(value[:40])}"]'
    return None


def _is_whole(text: str) -> bool:
    return len(text) <= MOST_DIGITS and text.isascii() and text.isdigit()


def read_fraction(text: str) -> Fraction:
    """Read "1/3".

    >>> read_fraction("1/3")
    Fraction(1, 3)
    """
    if len(text) <= LONGEST_NUMBER and _FRACTION.fullmatch(text):
        try:
            return Fraction(text)
        except ZeroDivisionError:
            pass
    sentence = f"{described(text)} is not a fraction"
    raise InvalidValue(sentence, code="fraction-notation", hint='write "1/3" or "12"')


def read_decimal(text: str) -> Decimal:
    """Read "1.50".

    >>> read_decimal("1.50")
    Decimal('1.50')
    """
    if len(text) <= LONGEST_NUMBER and _DECIMAL.fullmatch(text):
        return Decimal(text)
    sentence = f"{described(text)} is not a decimal number"
    raise InvalidValue(sentence, code="decimal-notation", hint='write "1.50"')


def read_range(ends: list[object]) -> Range:
    """Read [1500,3000].

    >>> read_range([1500, 3000])
    Range(1500, 3000)
    """
    if len(ends) != 2:
        sentence = f"a range has two ends, not {len(ends)}"
        raise InvalidValue(sentence, code="range-ends", hint="write [low,high]")
    low, high = (_end(end) for end in ends)
    return Range(low, high)


def _end(value: object) -> int | Fraction | Decimal:
    if type(value) is int:
        return _short(value)
    if isinstance(value, str):
        return read_decimal(value) if "." in value or "E" in value else read_fraction(value)
    raise wrong_type("a number", value)


def _short(value: int) -> int:
    if -_WHOLE < value < _WHOLE:
        return value
    sentence = f"a number of more than {MOST_DIGITS} digits"
    raise InvalidValue(sentence, code="number-long", hint="write an id as a text, in quotes")


def _same(value: object) -> object:
    return value


def _star(text: str) -> EllipsisType:
    if text == "*":
        return ...
    raise InvalidValue('only "*" stands for any value', code="pattern-place")


KINDS: dict[object, Kind] = {
    str: Kind(str, "a text", _same),
    int: Kind(int, "a whole number", _short),
    bool: Kind(bool, "true or false", _same),
    NoneType: Kind(NoneType, "null", _same),
    When: Kind(str, "a date as a text", When.of),
    pendulum.Date: Kind(str, "a day as a text", exact_day),
    Fraction: Kind(str, 'a fraction as a text ("1/3")', read_fraction),
    Decimal: Kind(str, 'a decimal number as a text ("1.50")', read_decimal),
    Range: Kind(list, "a range [low,high]", read_range),
    EllipsisType: Kind(str, '"*"', _star),
}
