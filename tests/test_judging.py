"""Verdicts on values and on ended keys, and the order of events that tie in all but their ids."""

import random

import pytest
from oracles import EndAll, Only, Pay, Say, paid, said

import statusquo as sq
from statusquo.lines.event import Event
from statusquo.projecting.changes import Set
from statusquo.projecting.decorators import projection

YES, POSSIBLE, NO, UNKNOWN = (
    sq.Verdict.YES,
    sq.Verdict.POSSIBLE,
    sq.Verdict.NO,
    sq.Verdict.UNKNOWN,
)


@projection(key=("what",))
def strength(event: Event) -> Set | None:
    """How many there are said to be, from so many to so many where nobody knows better."""
    match event:
        case Pay(what=what, amount=amount):
            return Set((what,), amount)
        case _:
            return None


def asked(events: list[Event], of: object, value: object, on: str = "2000-01-05") -> sq.Verdict:
    """The verdict on the fact "a"."""
    log = sq.Log([*events, Say(on="2000-02-01", what="later", value=0)])
    return sq.replay(log, of).holds(("a",), on=on, value=value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "value", "verdict"),
    [
        (5, 5, YES),
        (5, 6, NO),
        (5, sq.Range(4, 5), YES),
        (5, sq.Range(6, 7), NO),
        (sq.Range(4, 6), 5, POSSIBLE),
        (sq.Range(4, 6), 7, NO),
        (sq.Range(4, 6), sq.Range(4, 6), YES),
        (sq.Range(4, 6), sq.Range(3, 7), YES),
        (sq.Range(4, 6), sq.Range(5, 7), POSSIBLE),
        (sq.Range(4, 6), sq.Range(7, 8), NO),
        (5, "5", NO),
        (5, True, NO),
        (1, True, NO),
    ],
)
def test_a_value_lies_in_a_range_or_overlaps_it(amount: int, value: object, verdict: str) -> None:
    """Of a state: surely where all that it may have lies in what is asked for."""
    event = Pay(on="2000-01-01", what="a", amount=amount)
    assert asked([event], strength, value) is verdict


@pytest.mark.parametrize(
    ("amount", "value", "verdict"),
    [
        (5, 5, YES),
        (5, 6, NO),
        (5, sq.Range(4, 6), YES),
        (sq.Range(4, 6), 5, POSSIBLE),
        (sq.Range(4, 6), sq.Range(4, 6), YES),
        (sq.Range(4, 6), sq.Range(5, 7), POSSIBLE),
        (sq.Range(4, 6), 7, NO),
    ],
)
def test_a_total_lies_in_a_range_or_overlaps_it(amount: int, value: object, verdict: str) -> None:
    """The same of a sum."""
    event = Pay(on="2000-01-01", what="a", amount=amount)
    assert asked([event], paid, value) is verdict


def test_two_possible_values_are_each_possible() -> None:
    """Of two values that tie neither is sure, but a range with both in it is."""
    events = [Say(on="2000-01-01", what="a", value=n) for n in (1, 2)]
    assert asked(events, said, 1) is POSSIBLE
    assert asked(events, said, 2) is POSSIBLE
    assert asked(events, said, 3) is NO
    assert asked(events, said, None) is YES
    assert asked(events, said, sq.Range(1, 2)) is YES
    assert asked(events, said, sq.Range(2, 3)) is POSSIBLE


def test_a_fact_that_may_not_hold_has_a_value_only_perhaps() -> None:
    """A doubtful event makes its value possible, and another value unknown."""
    events = [Say(on="2000-01-01?", what="a", value=1)]
    assert asked(events, said, 1) is POSSIBLE
    assert asked(events, said, None) is POSSIBLE
    assert asked(events, said, 2) is UNKNOWN


def test_nothing_was_ever_said_of_it() -> None:
    """Without an event a state is unknown; a pattern that ended all of its kind makes it a no."""
    other = Say(on="2000-01-01", what="b", value=1)
    assert asked([other], said, None) is UNKNOWN
    assert sq.replay(sq.Log([other]), said).values(("a",), on="2000-01-01") == {None}
    total = sq.replay(sq.Log([Pay(on="2000-01-01", what="b", amount=1)]), paid)
    assert total.values(("a",), on="2000-01-01") == sq.Range(0, 0)
    ending = [other, EndAll(on="2000-01-04")]
    assert asked(ending, said, None, on="2000-01-03") is UNKNOWN
    assert asked(ending, said, None, on="2000-01-04") is NO
    assert asked(ending, said, None, on="2000-01-05") is NO


def test_events_that_tie_are_told_by_their_ids() -> None:
    """Of events that say the same on one day the one with the smallest id is the reason.

    Whatever the order of lines, of several keys, and of two events or more.
    """
    events = [
        Only(on=f"2000-01-0{day}", what=what, value=1, note=str(number))
        for day, what, many in ((1, "a", 2), (2, "b", 4), (3, "c", 3), (4, "d", 3))
        for number in range(many)
    ]
    for seed in range(20):
        lines = random.Random(seed).sample(events, len(events))
        history = sq.replay(sq.Log(lines), said)
        for day, what in enumerate("abcd", 1):
            same = sorted((e for e in events if e.what == what), key=lambda event: event.id)
            explained = history.why((what,), on=f"2000-01-0{day}")
            assert [*explained.events, *explained.corroborated_by] == same
        opened = [spell.opened_by for spell in history.each_spell()]
        assert opened == [
            min((e for e in events if e.what == what), key=lambda event: event.id)
            for what in "abcd"
        ]
