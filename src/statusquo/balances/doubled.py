"""Numbers held as a sum of two floats, about 106 binary digits, in columns.

Only additions, multiplications and scalings by powers of two are used, which every machine rounds
alike (IEEE 754). What is rounded to whole units comes with a mark where the error might matter.
"""

import math
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from statusquo.balances.halving import root_bounds
from statusquo.balances.terms import InvalidBalance

Floats = NDArray[np.float64]
Units = NDArray[np.int64]
Mask = NDArray[np.bool_]

_SPLITTER = float(2**27 + 1)
_LARGEST = 1 << 60
_STEPS = 1024
_FADED = 128.0
"""After so many half-lives less than half a unit is left of any number that is weighed."""


class Doubled(NamedTuple):
    """A column of numbers `high + low`; `low` is less than the last digit of `high`."""

    high: Floats
    low: Floats

    @classmethod
    def of(cls, numbers: Iterable[Fraction]) -> "Doubled":
        """Fractions to 106 digits; raises `InvalidBalance` where one is larger than 2**60."""
        pairs = np.array([_pair(number) for number in numbers], dtype=np.float64).reshape(-1, 2)
        return cls(pairs[:, 0].copy(), pairs[:, 1].copy())

    def at(self, index: Any) -> "Doubled":
        """The numbers at some places."""
        return Doubled(self.high[index], self.low[index])

    def times(self, other: "Doubled") -> "Doubled":
        """The products, to about 100 digits."""
        product, error = _product(self.high, other.high)
        error += self.high * other.low + self.low * other.high
        return _normal(product, error)

    def scaled(self, factor: Floats | float) -> "Doubled":
        """The products with plain floats."""
        product, error = _product(self.high, factor)
        error += self.low * factor
        return _normal(product, error)

    def absolute(self) -> "Doubled":
        """The numbers without their signs."""
        sign = np.where(self.high < 0, -1.0, 1.0)
        return Doubled(self.high * sign, self.low * sign)


def _pair(number: Fraction) -> tuple[float, float]:
    if abs(number) > _LARGEST:
        raise InvalidBalance(
            f"{float(number):.3g} is too large to be weighed"
            if abs(number) < 10**300
            else "a number of more than 300 digits is too large to be weighed",
            code="balance-size",
            hint="count in larger units, such as millions",
        )
    high = float(number)
    return high, float(number - Fraction(high))


def _normal(high: Floats, low: Floats) -> Doubled:
    total = high + low
    return Doubled(total, low - (total - high))


def _sum(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    """The sum and its rounding error, exactly."""
    total = one + other
    part = total - one
    return total, (one - (total - part)) + (other - part)


def _halves(number: Any) -> tuple[Any, Any]:
    """The number as a sum of two with 26 digits each."""
    large = number * _SPLITTER
    high = large - (large - number)
    return high, number - high


def _product(one: Floats, other: Floats | float) -> tuple[Floats, Floats]:
    """The product and its rounding error, exactly."""
    product = one * other
    (a, b), (c, d) = _halves(one), _halves(other)
    return product, ((a * c - product) + a * d + b * c) + b * d


def faded(amounts: Doubled, half_lives: Doubled) -> Doubled:
    """Amounts after so many half-lives, at least 0: amount * 2**-half_lives, to 70 digits."""
    past = np.minimum(half_lives.high, _FADED)
    low = np.where(half_lives.high < _FADED, half_lives.low, 0.0)
    whole = np.floor(past)
    rest, error = _sum(past - whole, low)
    step = np.rint(rest * _STEPS)
    left, error = _sum(rest - step / _STEPS, error)
    exponent = Doubled(-left, -error)
    power = _small_power(exponent, step.astype(np.int64))
    found = amounts.times(power)
    scale = -whole.astype(np.int32)
    return Doubled(np.ldexp(found.high, scale), np.ldexp(found.low, scale))


def _small_power(exponent: Doubled, step: NDArray[np.int64]) -> Doubled:
    """2**(exponent - step / 1024), for exponents of at most 1/2048 either way."""
    y = exponent.times(_LOG)
    high, square = y.high, y.high * y.high
    series = 1 / 6 + high * (1 / 24 + high * (1 / 120 + high * (1 / 720)))
    small = y.low + (square * 0.5 + square * high * series)
    start = _table().at(step)
    product, error = _product(start.high, high)
    total, left = _sum(start.high, product)
    left += error + (start.high * small + start.low + start.low * high)
    return _normal(total, left)


@lru_cache(maxsize=1)
def _table() -> Doubled:
    """2**-(step / 1024) for every step from 0 to 1024."""
    digits = 192
    root = root_bounds(Fraction(1, _STEPS), digits)[0]
    powers, power = [Fraction(1)], 1 << digits
    for _ in range(_STEPS):
        power = power * root >> digits
        powers.append(Fraction(power, 1 << digits))
    return Doubled.of(powers)


# The natural logarithm of 2 to 106 digits, as every table of constants has it.
_LOG = Doubled(
    np.array([float.fromhex("0x1.62e42fefa39efp-1")]),
    np.array([float.fromhex("0x1.abc9e3b39803fp-56")]),
)


def whole_units(numbers: Doubled) -> tuple[Units, Mask]:
    """The nearest whole numbers, and where the error of the numbers might decide which they are."""
    whole = np.rint(numbers.high)
    rest = (numbers.high - whole) + numbers.low
    more = np.rint(rest)
    margin = np.abs(numbers.high) * math.ldexp(1.0, -66) + math.ldexp(1.0, -40)
    unsure = np.abs(np.abs(rest - more) - 0.5) <= margin
    return whole.astype(np.int64) + more.astype(np.int64), unsure
