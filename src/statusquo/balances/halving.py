"""Exact rounding: what a contribution counts, as a whole number of units of 2**-40.

Everything is done with integers of any size, so it is the same on every machine. What is faster
is in `doubled` and asks here wherever it cannot be sure.
"""

import math
from fractions import Fraction
from functools import lru_cache

UNIT = 40
"""A contribution is a multiple of 2**-UNIT."""


def in_units(value: Fraction) -> int:
    """The value in units, rounded half to even.

    >>> in_units(Fraction(1, 2)) == 2**39, in_units(Fraction(3, 2**41))
    (True, 2)
    """
    return round(value * (1 << UNIT))


def faded_in_units(amount: Fraction, days: int, half_life: Fraction) -> int:
    """An amount in units after some days, rounded once, half to even.

    It is amount * 2**(-days / half_life). Where the exponent is whole this is a fraction; else it
    is irrational and so never halfway, and more and more digits are tried until all agree.

    >>> faded_in_units(Fraction(1), 10, Fraction(5)) == 2**38
    True
    """
    whole, rest = divmod(Fraction(days) / half_life, 1)
    if whole > UNIT + 2 + max(0, math.ceil(abs(amount)).bit_length()):
        return 0
    scaled = amount * (1 << UNIT) / (1 << whole)
    if rest == 0 or amount == 0:
        return round(scaled)
    digits = 128
    while True:
        low, high = root_bounds(rest, digits)
        least, most = (round(scaled * bound / (1 << digits)) for bound in (low, high))
        if least == most:
            return least
        digits *= 2


def root_bounds(rest: Fraction, digits: int) -> tuple[int, int]:
    """Integers around 2**-rest * 2**digits, for a rest in [0, 1).

    The exponent is cut after as many binary digits. Each digit multiplies by a root, and each
    step cuts less than one unit, of numbers that are at least half of 2**digits.
    """
    found = 1 << digits
    cut = int(rest * (1 << digits))
    for place, root in enumerate(_roots(digits), start=1):
        if cut >> (digits - place) & 1:
            found = found * root >> digits
    slack = 16 * digits
    return found - slack, found + slack


@lru_cache(maxsize=8)
def _roots(digits: int) -> tuple[int, ...]:
    """2**-(1/2), 2**-(1/4) and so on, in units of 2**-digits, each at most 2 units too small."""
    roots: list[int] = []
    root = 1 << (digits - 1)
    for _ in range(digits):
        root = math.isqrt(root << digits)
        roots.append(root)
    return tuple(roots)
