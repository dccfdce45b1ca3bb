"""Derived facts against their parts, day by day."""

import datetime
import itertools
from typing import Any

import pytest
from clubs import Join, Rule, bound, happenings, members, rules
from hypothesis import given, settings
from strategies import DAYS, FIRST

import statusquo as sq

WEEK = [FIRST + datetime.timedelta(days=offset) for offset in range(-2, DAYS + 4)]


def combined(parts: dict[tuple[Any, ...], Any], weights: dict[tuple[Any, ...], Any]) -> Any:
    """The pairs that follow from members and rules that hold, with all their weights."""
    found: dict[tuple[str, str], set[int]] = {}
    for (club, one), (other_club, other) in itertools.product(parts, repeat=2):
        if club == other_club and one != other and (club,) in weights:
            found.setdefault((one, other), set()).add(weights[club,])
    return found


@settings(deadline=None)
@given(happenings())
def test_derived_facts_hold_while_their_parts_do(events: list[sq.Event]) -> None:
    """On each day the derived facts are those that follow from the facts of that day."""
    log = sq.Log(events)
    history, clubs, weights = (sq.replay(log, p) for p in (bound, members, rules))
    for on in WEEK:
        expected = combined(dict(clubs.at(on).items()), dict(weights.at(on).items()))
        facts = history.at(on)
        assert set(facts) == set(expected)
        assert all(value in expected[key] for key, value in facts.items())
        certain = combined(
            dict(clubs.at(on).certain().items()), dict(weights.at(on).certain().items())
        )
        assert set(history.at(on).certain()) <= set(certain)
        for key, values in certain.items():
            assert None not in history.values(key, on=on)
            assert values <= history.values(key, on=on)


@settings(deadline=None)
@given(happenings())
def test_what_derives_is_explained_by_its_parts(events: list[sq.Event]) -> None:
    """The reasons of a derived fact are those of its parts, and alone they give it again."""
    log = sq.Log(events)
    history = sq.replay(log, bound)
    for on in WEEK:
        for key, value in history.at(on).items():
            why = history.why(key, on=on)
            assert sq.replay(sq.Log(why.events), bound).at(on).get(key) is not None
            assert why.value == value
        for turn in history.changes(after=on, until=on + datetime.timedelta(days=1)):
            assert turn.event in events


@settings(deadline=None)
@given(happenings())
def test_what_is_possible_contains_what_holds(events: list[sq.Event]) -> None:
    """Nominal values of derived facts are possible, and certain ones hold."""
    history = sq.replay(sq.Log(events), bound)
    for on in WEEK:
        facts = history.at(on)
        assert set(facts.certain().items()) <= set(facts.items())
        for pair in itertools.permutations("abc", 2):
            assert facts.get(pair) in history.values(pair, on=on)


def test_two_rules_at_once_are_a_finding() -> None:
    """A pair in two clubs with different rules has two values: both are possible."""
    header = {"on": "1990-01-01"}
    log = sq.Log(
        [
            *(Join(club=club, who=who, **header) for club in "xy" for who in "ab"),
            Rule(club="x", weight=1, **header),
            Rule(club="y", weight=2, **header),
        ]
    )
    history = sq.replay(log, bound)
    assert history.values(("a", "b"), on="1990-01-01") == {1, 2}
    assert "two-values" in [finding.code for finding in history.findings()]
    assert history.holds(("a", "b"), on="1990-01-01") is sq.Verdict.YES
    assert history.holds(("a", "b"), on="1990-01-01", value=1) is sq.Verdict.POSSIBLE


def test_a_derived_fact_is_covered_where_its_parts_are() -> None:
    """No is said of a pair once the log is complete about a member that is missing."""
    log = sq.Log(
        [
            *(Join(club="x", who=who, on="1990-01-01") for who in "ab"),
            Rule(club="x", weight=1, on="1990-01-01"),
            sq.Coverage(about="members", scope=("x", ...), since="1980-01-01", until="1995-12-31"),
            sq.Coverage(about="rules", scope=("x",), since="1980-01-01", until="1999-12-31"),
        ]
    )
    history = sq.replay(log, bound)
    assert history.holds(("a", "b"), on="1985-01-01") is sq.Verdict.NO
    assert history.holds(("a", "b"), on="1992-01-01") is sq.Verdict.YES
    assert history.holds(("a", "b"), on="1996-01-01") is sq.Verdict.UNKNOWN
    assert history.holds(("a", "c"), on="1985-01-01") is sq.Verdict.UNKNOWN


def test_a_failing_function_is_named() -> None:
    """What raises or returns nonsense is told with the name and the facts."""

    @sq.derived(key=("club",), fact=rules)
    def broken(fact: sq.Fact) -> Any:
        return sq.Set((fact.club,), 1 // (fact.value - 1))

    @sq.derived(key=("club",), fact=rules)
    def nonsense(fact: sq.Fact) -> Any:
        return [fact.value]

    log = sq.Log([Rule(club="x", weight=1, on="1990-01-01")])
    with pytest.raises(sq.ProjectionError, match=r"broken failed on fact=.*ZeroDivisionError"):
        sq.replay(log, broken)
    with pytest.raises(sq.ProjectionError, match="nonsense returned 1"):
        sq.replay(log, nonsense)
    with pytest.raises(sq.ProjectionError, match="shares 'who', which the key of rules"):
        sq.derived(key=("club",), share=("who",), fact=rules)(lambda fact: None)


def test_a_fact_that_is_given_cannot_be_changed() -> None:
    """Other combinations are given the same fact, so a change of it would reach them."""
    fact = sq.Fact(("club",), ("chess",), 1)
    for change in (lambda: setattr(fact, "value", 2), lambda: delattr(fact, "value")):
        with pytest.raises(AttributeError):
            change()
    assert fact.value == 1
