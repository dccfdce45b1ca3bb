"""Periods and turns, against sets of days and dicts of values."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from statusquo.courses.turns import Turns
from statusquo.dates.days import OPEN
from statusquo.dates.periods import Periods, contains, intersection, minus, union
from statusquo.projecting.values import ABSENT

LAST = 12


def periods_of(days: set[int]) -> Periods:
    """The sorted, disjoint, maximal periods of some days."""
    starts = sorted(day for day in days if day - 1 not in days)
    ends = sorted(day + 1 for day in days if day + 1 not in days)
    return tuple(zip(starts, ends, strict=True))


days = st.sets(st.integers(1, LAST))


@given(days, days)
def test_periods_are_sets_of_days(one: set[int], other: set[int]) -> None:
    """What is in any, in both, and in the first alone; no period is empty or meets the next."""
    first, second = periods_of(one), periods_of(other)
    assert union(first, second) == periods_of(one | other)
    assert intersection(first, second) == periods_of(one & other)
    assert minus(first, second) == periods_of(one - other)
    assert {day for day in range(LAST + 3) if contains(first, day)} == one


def test_periods_that_only_touch() -> None:
    """Half-open periods that touch have no day in common, and are one in a union."""
    assert union(((1, 3),), ((3, 5),)) == ((1, 5),)
    assert intersection(((1, 3),), ((3, 5),)) == ()
    assert minus(((1, 5),), ((1, 2), (4, 5))) == ((2, 4),)
    assert union() == ()


rows = st.lists(st.tuples(st.integers(0, 2), st.integers(1, LAST), st.integers(0, 2)), max_size=12)


@settings(max_examples=300)
@given(rows)
def test_turns_are_dicts_of_values(drawn: list[tuple[int, int, int]]) -> None:
    """What a key has on a day, had before a turn and within a day, as a walk over rows says."""
    taken = sorted(
        ((key, day, value or ABSENT) for key, day, value in drawn),
        key=lambda row: row[:2],
    )
    columns = np.array(taken, dtype=np.int32).reshape(-1, 3).T
    turns = Turns.of_states(3, *columns, np.arange(len(taken), dtype=np.int32))
    for key in range(3):
        own = [(day, value) for code, day, value in taken if code == key]
        kept = [
            (day, value)
            for (day, value), (_, before) in zip(own, [(0, ABSENT), *own], strict=False)
            if value != before
        ]
        assert [(turns.day[turn], turns.value[turn]) for turn in turns.of_key(key)] == kept
        for turn, (_, before) in zip(turns.of_key(key), [(0, ABSENT), *kept], strict=False):
            assert turns.value_before(turn) == before
        for day in range(LAST + 2):
            by_then = [value for on, value in kept if on <= day]
            assert turns.value_at(key, day) == (by_then[-1] if by_then else ABSENT)
            evening = [value for on, value in kept if on < day][-1:]
            today = [*evening, *(value for on, value in kept if on == day)]
            had = [value for value in today if value != ABSENT]
            assert turns.value_during(key, day) == (had[-1] if had else ABSENT)
            within = [turn for turn in turns.of_key(key) if 3 <= turns.day[turn] <= day]
            assert list(turns.between(key, 3, day)) == within


@given(rows)
def test_stretches_are_what_holds_at_the_end_of_days(drawn: list[tuple[int, int, int]]) -> None:
    """Every stretch is maximal and has the turns that begin and end it; days agree with it."""
    taken = sorted(
        ((key, day, value or ABSENT) for key, day, value in drawn),
        key=lambda row: row[:2],
    )
    columns = np.array(taken, dtype=np.int32).reshape(-1, 3).T
    turns = Turns.of_states(3, *columns, np.arange(len(taken), dtype=np.int32))
    spells = turns.stretches
    for day in range(LAST + 2):
        at = {key: turns.value_at(key, day) for key in range(3)}
        held = dict(zip(*(column.tolist() for column in turns.held_at(day)), strict=True))
        assert held == {key: value for key, value in at.items() if value != ABSENT}
        during = {key: turns.value_during(key, day) for key in range(3)}
        moments = dict(zip(*(column.tolist() for column in turns.held_during(day)), strict=True))
        assert moments == {key: value for key, value in during.items() if value != ABSENT}
    for row in range(len(spells.key)):
        assert turns.day[spells.opened[row]] == spells.start[row]
        ended = spells.end[row] != OPEN
        assert (spells.closed[row] >= 0) == ended
        assert not ended or turns.day[spells.closed[row]] == spells.end[row]
