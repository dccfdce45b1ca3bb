"""Ranges: their arithmetic against enumeration, then examples, then what is refused."""

from __future__ import annotations

import copy
import itertools
import pickle
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusquo.errors import InvalidRange
from statusquo.ranges import Number, Range, hull

if TYPE_CHECKING:
    import random

small = st.integers(-8, 8)
numbers: st.SearchStrategy[Number] = (
    st.integers()
    | st.fractions(max_denominator=10**6)
    | st.decimals(allow_nan=False, allow_infinity=False, places=3)
)


def ordered(elements: st.SearchStrategy[Number]) -> st.SearchStrategy[Range]:
    """Ranges whose two ends are drawn from the elements."""
    return st.tuples(elements, elements).map(lambda pair: Range(min(pair), max(pair)))


small_ranges, ranges = ordered(small), ordered(numbers)


def members(value: Range) -> list[int]:
    """Every integer of a range of integers."""
    assert isinstance(value.low, int)
    assert isinstance(value.high, int)
    return list(range(value.low, value.high + 1))


@given(small_ranges, small_ranges)
def test_a_sum_is_every_sum_of_members(one: Range, other: Range) -> None:
    """The integers of a sum are the sums of one member of each."""
    sums = {a + b for a, b in itertools.product(members(one), members(other))}
    assert members(one + other) == sorted(sums)


@given(small_ranges, small)
def test_a_number_moves_a_range(value: Range, number: int) -> None:
    """A number is added to every member, from either side."""
    assert members(value + number) == [member + number for member in members(value)]
    assert number + value == value + number


@given(small_ranges)
def test_minus_negates_every_member(value: Range) -> None:
    """The integers of a negated range are the negated integers."""
    assert members(-value) == sorted(-member for member in members(value))


@given(small_ranges, small_ranges, small)
def test_within_and_overlap_are_those_of_sets(one: Range, other: Range, number: int) -> None:
    """Containing and overlapping agree with the sets of members."""
    these, those = set(members(one)), set(members(other))
    assert (other in one) == (those <= these)
    assert one.overlaps(other) == other.overlaps(one) == bool(these & those)
    assert (number in one) == one.overlaps(number) == (number in these)


@given(st.lists(ranges | numbers, min_size=1, max_size=6), st.randoms())
def test_a_hull_is_the_smallest_that_holds_all(
    values: list[Range | Number], shuffler: random.Random
) -> None:
    """A hull holds all values, ends at two of them, and forgets their order."""
    whole = hull(*values)
    ends = [e for v in values for e in ((v.low, v.high) if isinstance(v, Range) else (v,))]
    assert all(value in whole for value in values)
    assert whole.low in ends
    assert whole.high in ends
    shuffler.shuffle(values)
    assert repr(hull(*values)) == repr(whole)


@given(ranges, ranges, ranges)
def test_sums_are_exact_and_in_any_order(one: Range, two: Range, three: Range) -> None:
    """Sums commute and associate in value, and equal the sums of fractions."""
    sums = ((one + two) + three, one + (two + three), (three + two) + one)
    exact = [
        sum((Fraction(part.low) for part in (one, two, three)), Fraction(0)),
        sum((Fraction(part.high) for part in (one, two, three)), Fraction(0)),
    ]
    for total in sums:
        assert [Fraction(total.low), Fraction(total.high)] == exact


@given(ranges)
def test_a_range_survives_negation_copy_and_repr(value: Range) -> None:
    """Negating twice, copying, pickling and evaluating the repr give the range back."""
    names = {"Range": Range, "Fraction": Fraction, "Decimal": Decimal}
    negated = -value
    rebuilt = [copy.deepcopy(value), pickle.loads(pickle.dumps(value)), -negated]  # noqa: S301
    assert {*rebuilt, eval(repr(value), names)} == {value}  # noqa: S307


@given(ranges, st.integers(1, 5))
def test_the_decimal_context_does_not_show(value: Range, precision: int) -> None:
    """Sums and negations are exact even where the context of decimals is not."""
    expected = [repr(value + value), repr(-value), repr(value + Decimal("0.001"))]
    with localcontext() as context:
        context.prec = precision
        assert [repr(value + value), repr(-value), repr(value + Decimal("0.001"))] == expected


@given(ranges, ranges)
def test_equal_ranges_have_equal_hashes(one: Range, other: Range) -> None:
    """Ranges are equal exactly if ends and their types are."""
    alike = (one.low, one.high) == (other.low, other.high)
    typed = (type(one.low), type(one.high)) == (type(other.low), type(other.high))
    assert (one == other) == (alike and typed)
    assert one != other or hash(one) == hash(other)


def test_a_figure_given_as_a_range() -> None:
    """Between 1500 and 3000 men, and 40 more."""
    troops = Range(1500, 3000)
    assert 1960 in troops
    assert Range(1500, 1960) in troops
    assert troops + 40 == Range(1540, 3040)
    assert str(troops) == "1500\N{EN DASH}3000"
    assert repr(troops) == "Range(1500, 3000)"
    assert sum([troops, Range(1, 2)]) == Range(1501, 3002)
    assert (troops.is_point, Range(5, 5).is_point) == (False, True)


def test_types_of_numbers_are_kept_apart() -> None:
    """A range equals neither a number nor a range of numbers of another type."""
    assert Range(1, 2) != Range(Fraction(1), Fraction(2))
    assert Range(1, 2) != Range(Decimal(1), Decimal(2))
    assert Range(1, 1) != 1
    assert len({Range(1, 2), Range(Fraction(1), Fraction(2))}) == 2


def test_a_decimal_and_a_fraction_make_a_fraction() -> None:
    """A sum of unlike numbers is exact."""
    third = Range(Decimal("0.5"), Decimal("0.5")) + Fraction(1, 3)
    assert third == Range(Fraction(5, 6), Fraction(5, 6))


def test_a_range_can_be_matched() -> None:
    """A pattern takes the ends by position."""
    match Range(1, 2):
        case Range(low, high):
            assert (low, high) == (1, 2)


@pytest.mark.parametrize(
    ("low", "high", "code"),
    [
        (2, 1, "range-order"),
        (True, 2, "range-number"),
        (1.0, 2, "range-number"),
        (1, "2", "range-number"),
        (None, 2, "range-number"),
        (Decimal("NaN"), 2, "range-number"),
        (Decimal("sNaN"), 2, "range-number"),
        (0, Decimal("Infinity"), "range-number"),
        (0, Decimal("1E+999999999"), "range-number"),
        (Decimal("1E-999999999"), 1, "range-number"),
        (0, 10**1000, "range-number"),
        (Fraction(1, 10**1000), 1, "range-number"),
    ],
)
def test_what_is_no_range_is_refused(low: Number, high: Number, code: str) -> None:
    """Ends out of order, floats, bools, and numbers without bound do not make a range."""
    with pytest.raises(InvalidRange) as caught:
        Range(low, high)
    assert caught.value.code == code


@pytest.mark.parametrize("other", [1.5, True, "1", None])
def test_only_numbers_and_ranges_are_asked_for(other: object) -> None:
    """A float, a bool or a text is an error to ask for, not an answer of no."""
    with pytest.raises(InvalidRange):
        assert other in Range(1, 2)
    with pytest.raises(InvalidRange):
        hull(other)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        assert Range(1, 2) + other  # type: ignore[operator]


def test_the_hull_of_nothing_is_refused() -> None:
    """Nothing has no smallest range around it."""
    with pytest.raises(InvalidRange):
        hull()


@pytest.mark.parametrize("name", ["low", "high", "colour"])
def test_a_range_never_changes(name: str) -> None:
    """Attributes can be neither set nor deleted."""
    value = Range(1, 2)
    with pytest.raises(AttributeError):
        setattr(value, name, 1)
    with pytest.raises(AttributeError):
        delattr(value, name)
    assert not hasattr(value, "__dict__")
