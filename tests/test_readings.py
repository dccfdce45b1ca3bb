"""What is possible, what is nominal and what is certain, against enumeration."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import Pay, Say, enumerated, enumerated_sum, nominal, paid, said, stands
from strategies import DAYS, FIRST, WHATS, day, histories, payments, probes

import statusquo as sq

START, STOP = FIRST.toordinal() - 1, FIRST.toordinal() + DAYS + 4


@settings(max_examples=1500, deadline=None)
@given(histories(most=4), probes)
def test_values_equal_enumeration(events: list[sq.Event], probe: datetime.date) -> None:
    """The possible values are exactly those that some admissible reading gives."""
    history = sq.replay(sq.Log(events), said)
    for what in WHATS:
        expected = enumerated(events, what, probe.toordinal(), START, STOP)
        assert history.values((what,), on=probe) == expected


@settings(max_examples=500, deadline=None)
@given(st.lists(payments(), min_size=1, max_size=4, unique_by=lambda e: e.id), probes)
def test_sums_equal_enumeration(events: list[sq.Event], probe: datetime.date) -> None:
    """The range of a sum is exactly the hull of its totals over all readings."""
    history = sq.replay(sq.Log(events), paid)
    for what in WHATS:
        low, high = enumerated_sum(events, what, probe.toordinal(), START, STOP)
        assert history.values((what,), on=probe) == sq.Range(low, high)


@settings(max_examples=1500, deadline=None)
@given(histories(most=6), probes)
def test_the_nominal_reading_is_that_of_the_contract(
    events: list[sq.Event], probe: datetime.date
) -> None:
    """`at` gives what the words of the contract give, taken literally."""
    facts = sq.replay(sq.Log(events), said).at(probe)
    for what in WHATS:
        assert facts.get((what,)) == nominal(events, what, probe.toordinal())


@settings(max_examples=1000, deadline=None)
@given(histories(most=6), probes)
def test_certain_is_nominal_and_nominal_is_possible(
    events: list[sq.Event], probe: datetime.date
) -> None:
    """Every certain fact holds nominally, and every nominal value is possible."""
    history = sq.replay(sq.Log(events), said)
    facts = history.at(probe)
    assert set(facts.certain().items()) <= set(facts.items())
    for what in WHATS:
        assert facts.get((what,)) in history.values((what,), on=probe)
    assert facts.possible() == {
        (what,): values
        for what in WHATS
        if (values := history.values((what,), on=probe)) != frozenset({None})
    }


@settings(max_examples=500, deadline=None)
@given(st.lists(payments(), min_size=1, max_size=5, unique_by=lambda e: e.id), probes)
def test_a_nominal_total_is_possible(events: list[sq.Event], probe: datetime.date) -> None:
    """A total lies in its range, and its contributions sum to it exactly."""
    history = sq.replay(sq.Log(events), paid)
    for what in WHATS:
        total = history.at(probe).get((what,), 0)
        assert total in history.values((what,), on=probe)
        added: object = 0
        for _, amount in history.why((what,), on=probe).contributions:
            added = amount + added
        assert added == total or added == sq.Range(total, total)


@settings(max_examples=500, deadline=None)
@given(histories(most=5), probes)
def test_what_stands_is_what_the_contract_says(
    events: list[sq.Event], probe: datetime.date
) -> None:
    """Corrections resolve as the contract's words do, now and as known on any day."""
    log = sq.Log(events)
    said_so = [event for event in events if not isinstance(event, sq.Retraction)]
    assert set(log.standing()) == {e for e in said_so if stands(events, e)}
    known = probe.toordinal()
    assert set(log.known(probe).standing()) == {e for e in said_so if stands(events, e, known)}


@settings(max_examples=500, deadline=None)
@given(histories(most=6), probes)
def test_bounds_of_spells_bound_what_is_certain_and_possible(
    events: list[sq.Event], probe: datetime.date
) -> None:
    """Inside its certain bounds a spell holds on every reading; it lies in the possible ones."""
    history = sq.replay(sq.Log(events), said)
    for spell in history.spells(by="value"):
        key, value = (spell["what"],), spell["value"]
        for offset in range(-2, DAYS + 3):
            on = FIRST + datetime.timedelta(days=offset)
            if within(on, spell["certain_start"], spell["certain_end"]):
                assert history.values(key, on=on) == frozenset({value})
            if within(on, spell["possible_start"], spell["possible_end"]):
                assert value in history.values(key, on=on)
            if within(on, spell["start"], spell["end"]):
                assert within(on, spell["possible_start"], spell["possible_end"])


@settings(max_examples=500, deadline=None)
@given(histories(most=4), probes)
def test_a_total_holds_that_of_every_reading(events: list[sq.Event], probe: datetime.date) -> None:
    """Whatever reading is right, what the facts come to lies within the bounds of their total."""
    facts = sq.replay(sq.Log(events), said).at(probe)
    total = facts.total()
    highest = sum(
        max(value or 0 for value in enumerated(events, what, probe.toordinal(), START, STOP))
        for what in WHATS
    )
    lowest = sum(
        min(value or 0 for value in enumerated(events, what, probe.toordinal(), START, STOP))
        for what in WHATS
    )
    assert (total.low, total.high) == (lowest, highest)


def test_what_has_no_number_is_not_zero() -> None:
    """A fact beside those with numbers makes their total a lower bound, and is named."""
    numbers = sq.replay(
        sq.Log([Say(on="1990-01-01", what="a", value=2), Say(on="1990", what="b", value=1)]), said
    ).at("1990-06-01")
    assert str(numbers.total()) == "from 2 to 3"
    beside = sq.replay(
        sq.Log([Say(on="1990-01-01", what=what, value=1) for what in "ac"]), said
    ).at("1990-06-01")
    total = numbers.total(beside=beside)
    assert (total.low, total.high, total.unknown) == (2, None, (("c",),))
    assert str(total) == "at least 2; unknown for c"


def within(on: datetime.date, start: datetime.date | None, end: datetime.date | None) -> bool:
    """Whether a day lies in a period; without a start there is none."""
    return start is not None and start <= on and (end is None or on < end)


def test_a_year_and_a_day_in_it_do_not_make_a_member_for_ever() -> None:
    """An accession in 1992 and a withdrawal on a day of that year leave nobody in."""
    log = sq.Log([Say(on="1992", what="a", value=1), Say(on="1992-06-15", what="a")])
    history = sq.replay(log, said)
    assert ("a",) not in history.at("1993-01-01")
    assert [finding.code for finding in history.findings()] == ["order-undecided"]
    assert history.values(("a",), on="1993-01-01") == {1, None}


def test_a_denial_leaves_it_possible() -> None:
    """One side says that it happened and the other that it did not: nobody can be sure."""
    log = sq.Log(
        [
            Pay(on="1990-01-02", what="a", amount=5, act="deal"),
            Pay(on="1990-01-02", what="b", amount=5, act="deal"),
        ]
    )
    history = sq.replay(log, paid)
    assert history.values(("a",), on="1990-01-02") == sq.Range(0, 5)
    assert history.holds(("a",), on="1990-01-02") is sq.Verdict.POSSIBLE


@pytest.mark.parametrize("text", ["[1990-01-03..]", "[1990-01-03..]?"])
def test_an_open_date_is_never_nominal(text: str) -> None:
    """What may have happened at any time since never counts as having happened."""
    log = sq.Log([Say(on=text, what="a", value=1, recorded="1999-01-01")])
    history = sq.replay(log, said)
    assert len(history.at("1998-01-01")) == 0
    assert history.values(("a",), on=day(2)) == {1, None}
    assert history.values(("a",), on=day(1)) == {None}
