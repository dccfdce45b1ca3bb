"""Scales: the number by which a fact or an amount multiplies a weight."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from statusquo.balances.terms import InvalidBalance
from statusquo.ranges import Range


class Bounds(NamedTuple):
    """The least and the most that something may be."""

    low: Fraction
    high: Fraction

    def around(self, other: "Bounds") -> "Bounds":
        """The bounds of either.

        >>> Bounds(Fraction(0), Fraction(1)).around(Bounds(Fraction(2), Fraction(3)))
        Bounds(low=Fraction(0, 1), high=Fraction(3, 1))
        """
        return Bounds(min(self.low, other.low), max(self.high, other.high))


NOTHING = Bounds(Fraction(0), Fraction(0))


def bounds_of(value: Any, said_by: str) -> Bounds:
    """The bounds of the value of a fact: True is 1, a range has two ends.

    Raises `InvalidBalance` where it is no number.

    >>> bounds_of(True, "loans"), bounds_of(Range(2, 3), "loans").high
    (Bounds(low=Fraction(1, 1), high=Fraction(1, 1)), Fraction(3, 1))
    """
    if isinstance(value, Range):
        return Bounds(Fraction(value.low), Fraction(value.high))
    if not isinstance(value, (int, Fraction, Decimal)):
        raise InvalidBalance(
            f"{said_by} has the value {value!r}, which is no number to weigh by",
            code="balance-scale",
            hint="name a projection of numbers as the scale, or derive one",
        )
    return Bounds(Fraction(value), Fraction(value))


def scale_of(value: Any, said_by: str) -> Fraction:
    """The nominal number of a value: of a range the middle.

    >>> scale_of(Range(2, 3), "loans")
    Fraction(5, 2)
    """
    low, high = bounds_of(value, said_by)
    return (low + high) / 2
