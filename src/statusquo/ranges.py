"""`Range`: a number known only to lie between two others, both included.

Its arithmetic is exact: a sum holds every sum of members, whatever the decimal context.
"""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction
from typing import NoReturn, TypeAlias, final

from attrs.exceptions import FrozenInstanceError

from statusquo.errors import InvalidRange

Number: TypeAlias = int | Fraction | Decimal
"""An exact number: never a float, never a bool."""

_NUMBERS = (int, Decimal, Fraction)  # in the order in which a sum of two becomes the later
_DIGITS = 1000
_BOUND: int = 10**_DIGITS
EXACT = decimal.Context(
    prec=decimal.MAX_PREC, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN, traps=[decimal.Inexact]
)


@final
class Range:
    """The numbers from `low` to `high`, both included.

    Equal if both ends are, in type and value; never equal to a number. Raises `InvalidRange`.

    >>> troops = Range(1500, 3000)
    >>> 1960 in troops, troops + 40, str(troops)
    (True, Range(1540, 3040), '1500–3000')
    """

    __slots__ = ("high", "low")
    __match_args__ = ("low", "high")

    low: Number
    high: Number

    def __init__(self, low: Number, high: Number) -> None:
        """Check that the ends are numbers in order."""
        low, high = exact_number(low), exact_number(high)
        if low > high:
            message = f"a range runs from low to high, not from {low} to {high}"
            raise InvalidRange(message, code="range-order", hint=f"write Range({high!r}, {low!r})")
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)

    @property
    def is_point(self) -> bool:
        """Whether it holds one number only.

        >>> Range(5, 5).is_point
        True
        """
        return self.low == self.high

    def overlaps(self, other: Number | Range) -> bool:
        """Tell whether some number is in both.

        >>> Range(1, 3).overlaps(Range(3, 5)), Range(1, 3).overlaps(4)
        (True, False)
        """
        low, high = _ends(other)
        return self.low <= high and low <= self.high

    def __contains__(self, other: object) -> bool:
        """Tell whether a number, or the whole of another range, lies within."""
        low, high = _ends(other)
        return self.low <= low and high <= self.high

    def __add__(self, other: Number | Range) -> Range:
        """Return the range of every sum of two members."""
        if type(other) not in {Range, *_NUMBERS}:
            return NotImplemented
        low, high = _ends(other)
        return Range(_sum(self.low, low), _sum(self.high, high))

    __radd__ = __add__

    def __neg__(self) -> Range:
        """Return the range of the negated members."""
        return Range(_negated(self.high), _negated(self.low))

    def __eq__(self, other: object) -> bool:
        """Compare both ends, in type and value."""
        if not isinstance(other, Range):
            return NotImplemented
        return _typed(self) == _typed(other)

    def __hash__(self) -> int:
        """Hash both ends."""
        return hash((self.low, self.high))

    def __repr__(self) -> str:
        """Return the expression that makes it."""
        return f"Range({self.low!r}, {self.high!r})"

    def __str__(self) -> str:
        """Return both ends with an en dash between them."""
        return f"{self.low}\N{EN DASH}{self.high}"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: a range never changes."""
        raise FrozenInstanceError

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse: a range never changes."""
        raise FrozenInstanceError

    def __reduce__(self) -> tuple[type[Range], tuple[Number, Number]]:
        """Copy and pickle through the ends."""
        return Range, (self.low, self.high)


def hull(*values: Number | Range) -> Range:
    """Return the smallest range that holds all the values; the order in which they come is free.

    >>> hull(7, Range(1, 3), 5)
    Range(1, 7)
    """
    if not values:
        raise InvalidRange("the hull of nothing is not a range", code="range-empty")
    ends = [_ends(value) for value in values]
    return Range(
        min((low for low, _ in ends), key=_rank), max((high for _, high in ends), key=_rank)
    )


def added(one: Number | Range, other: Number | Range) -> Number | Range:
    """Return the exact sum of two amounts, whatever the decimal context.

    >>> added(Decimal("1E+30"), Decimal("0.5"))
    Decimal('1000000000000000000000000000000.5')
    """
    if isinstance(one, Range) or isinstance(other, Range):
        return one + other if isinstance(one, Range) else other + one  # type: ignore[operator]
    return (Range(one, one) + other).low


def exact_number(value: object) -> Number:
    """Return the value if it is an exact number of sane size; else raise `InvalidRange`.

    >>> exact_number(Fraction(3, 2))
    Fraction(3, 2)
    """
    if isinstance(value, Fraction):
        # A share is one with more beside it: only the number counts here.
        value = Fraction(value)
    # Compared by exact type: a bool is an int to isinstance, and True is not 1 here.
    if not (type(value) is int or type(value) is Decimal or type(value) is Fraction):
        message = f"a range is of int, Fraction or Decimal, not of {type(value).__name__}"
        raise InvalidRange(message, code="range-number", hint='write Decimal("0.1") for 0.1')
    if not _is_sane(value):
        message = f"a range is of finite numbers with less than {_DIGITS} digits"
        raise InvalidRange(message, code="range-number")
    return value


def _is_sane(number: Number) -> bool:
    """Tell whether comparing and adding the number costs next to nothing (1E+999999999 does)."""
    if isinstance(number, Decimal):
        return number.is_finite() and abs(number.adjusted()) < _DIGITS
    return -_BOUND < number.numerator < _BOUND and number.denominator < _BOUND


def _ends(value: object) -> tuple[Number, Number]:
    if isinstance(value, Range):
        return value.low, value.high
    number = exact_number(value)
    return number, number


def _sum(one: Number, other: Number) -> Number:
    """Add exactly: a Decimal is rounded to its context by `+`, and knows no Fraction."""
    if isinstance(one, Fraction) or isinstance(other, Fraction):
        return Fraction(one) + Fraction(other)
    if isinstance(one, Decimal) or isinstance(other, Decimal):
        return EXACT.add(Decimal(one), Decimal(other))
    return one + other


def _negated(number: Number) -> Number:
    return EXACT.minus(number) if isinstance(number, Decimal) else -number


def _typed(value: Range) -> tuple[object, ...]:
    return type(value.low), value.low, type(value.high), value.high


def _rank(number: Number) -> tuple[Number, int, str]:
    """Order numbers, and equal ones too (1, 1.0, 1/1), so that no order of values shows."""
    return number, _NUMBERS.index(type(number)), str(number)
