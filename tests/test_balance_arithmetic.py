"""What a contribution counts is rounded correctly, by whatever way it is found."""

from fractions import Fraction

import numpy as np
from credit import UNITS, rounded
from hypothesis import example, given, settings
from hypothesis import strategies as st

from statusquo.balances.doubled import Doubled, faded, whole_units
from statusquo.balances.halving import faded_in_units, in_units, root_bounds

amounts = st.fractions(-(10**6), 10**6, max_denominator=10**6)
half_lives = st.fractions(Fraction(1, 100), 20000, max_denominator=1000)
elapsed = st.integers(0, 80_000)
HALFWAY = Fraction(1, 2 * UNITS)


@given(amounts, elapsed, half_lives)
@example(HALFWAY, 0, Fraction(1))
@example(3 * HALFWAY, 0, Fraction(1))
@example(-5 * HALFWAY, 0, Fraction(1))
@example(2 * HALFWAY, 5, Fraction(5))
@example(6 * HALFWAY, 10, Fraction(10))
@settings(deadline=None)
def test_exact_rounding(amount: Fraction, days: int, half_life: Fraction) -> None:
    """The integers give what 150 decimal digits give, halves to even."""
    assert Fraction(faded_in_units(amount, days, half_life), UNITS) == rounded(
        amount, days, half_life
    )
    assert Fraction(in_units(amount), UNITS) == rounded(amount)


@given(st.lists(st.tuples(amounts, elapsed, half_lives), min_size=1, max_size=40))
@example([(n * HALFWAY, 0, Fraction(1)) for n in range(-9, 9)])
@settings(deadline=None)
def test_what_the_floats_are_sure_of_is_right(
    impulses: list[tuple[Fraction, int, Fraction]],
) -> None:
    """Where the fast way claims to be sure it is; where it is a half it never claims to be."""
    sizes = Doubled.of(amount * UNITS for amount, _, _ in impulses)
    rates = Doubled.of(1 / half_life for _, _, half_life in impulses)
    days = np.array([days for _, days, _ in impulses], dtype=np.float64)
    units, unsure = whole_units(faded(sizes, rates.scaled(days)))
    for impulse, found, doubt in zip(impulses, units.tolist(), unsure.tolist(), strict=True):
        assert doubt or found == faded_in_units(*impulse)


def test_halves_are_left_to_the_integers() -> None:
    """Odd multiples of half a unit are marked, and little else is."""
    many = [Fraction(n, 7 * 2**20) for n in range(1, 2000)]
    _, unsure = whole_units(Doubled.of(number * UNITS for number in many))
    assert not unsure.any()
    _, unsure = whole_units(Doubled.of(Fraction(2 * n + 1, 2) for n in range(-50, 50)))
    assert unsure.all()


@given(st.lists(st.tuples(amounts, st.fractions(0, 200, max_denominator=10**6)), min_size=1))
@settings(deadline=None)
def test_the_error_of_the_floats(numbers: list[tuple[Fraction, Fraction]]) -> None:
    """The relative error is less than 2**-70; the margin allows for 2**-66."""
    found = faded(
        Doubled.of(amount for amount, _ in numbers), Doubled.of(past for _, past in numbers)
    )
    for (amount, past), high, low in zip(
        numbers, found.high.tolist(), found.low.tolist(), strict=True
    ):
        if amount == 0 or past >= 128:
            continue
        whole, rest = divmod(past, 1)
        least, most = (
            Fraction(bound, 1 << 256) * abs(amount) / 2**whole for bound in root_bounds(rest, 256)
        )
        error = abs(abs(Fraction(high) + Fraction(low)) - (least + most) / 2)
        assert error <= most * Fraction(1, 1 << 70)


@given(amounts, amounts)
def test_two_floats_hold_what_one_cannot(one: Fraction, other: Fraction) -> None:
    """Products of doubled numbers are right to 2**-98."""
    product = Doubled.of([one]).times(Doubled.of([other]))
    found = Fraction(float(product.high[0])) + Fraction(float(product.low[0]))
    assert abs(found - one * other) <= abs(one * other) * Fraction(1, 1 << 98)
