"""Laws of balances: scores, reasons, bounds, views and series against slow readings."""

import os
import subprocess
import sys
from fractions import Fraction
from typing import Any
from unittest import mock

import pytest
from credit import (
    BALANCE,
    KEY,
    Loan,
    Measure,
    Pact,
    bundled,
    dealings,
    enumerated_scores,
    loans,
    pacts,
    pairs,
    slow_score,
    strengths,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import DAYS, FIRST, day

import statusquo as sq
from statusquo.balances import series
from statusquo.balances.terms import InvalidBalance
from statusquo.errors import StatusQuoError
from statusquo.lines.event import Event

days = st.integers(0, DAYS + 1).map(day)


def replayed(events: list[Event], balance: sq.Balance = BALANCE) -> sq.BalanceTimeline:
    """The timeline of some dealings."""
    return sq.replay(sq.Log(events), balance)


# Scores


@given(dealings(), days)
@settings(deadline=None)
def test_a_score_is_what_the_contract_says(events: list[Event], on: str) -> None:
    """Each score is that of the slow reading, in whatever way it is asked for."""
    log = sq.Log(events)
    scores = sq.replay(log, BALANCE).at(on)
    slow = {pair: slow_score(log, BALANCE, pair, on) for pair in pairs()}
    assert scores == {pair: score for pair, score in slow.items() if score}
    assert {pair: scores.get(pair, 0) for pair in pairs()} == slow
    assert list(scores) == sorted(scores)


@given(dealings(), days, st.sampled_from(["ABX", "A"]))
@settings(deadline=None)
def test_scores_are_narrowed_by_place(events: list[Event], on: str, actors: str) -> None:
    """`where` chooses by actor, by target, and by both."""
    scores = replayed(events).at(on)
    for actor in actors:
        assert scores.where(actor=actor) == {p: s for p, s in scores.items() if p[0] == actor}
        both = {p: s for p, s in scores.items() if p == (actor, "X")}
        assert scores.where(actor=actor).where(target="X") == both
        assert scores.where(target="X", actor=actor) == both
    assert not scores.where(target="X").where(target="Y")


@given(dealings(), days)
@settings(deadline=None)
def test_contributions_sum_to_the_score(events: list[Event], on: str) -> None:
    """`why` gives the score, and its parts sum to it exactly."""
    history = replayed(events)
    scores = history.at(on)
    for pair in pairs():
        reckoning = history.why(pair, on=on)
        assert reckoning.score == scores.get(pair, 0)
        assert sum((c.amount for c in reckoning.contributions), Fraction(0)) == reckoning.score
        assert all(c.events for c in reckoning.contributions)
        assert reckoning.verdict is history.holds(pair, on=on)


@given(dealings(), days)
@settings(deadline=None)
def test_why_replayed_alone_gives_the_score(events: list[Event], on: str) -> None:
    """The events of a reckoning, and what they touch, make the same score by themselves."""
    exact = [e for e in events if e.on.exact and e.act is None]
    history = replayed(exact)
    for pair in history.at(on):
        told = list(history.why(pair, on=on).events)
        assert replayed(told).at(on)[pair] == history.at(on)[pair]


def test_an_empty_balance_weighs_nothing() -> None:
    """No terms, no lines, no key at all: everything is empty, and nothing is an error."""
    log = sq.Log([Pact(on="2000", lender="A", borrower="X", kind="t")])
    for history in (sq.replay(log, sq.Balance()), replayed([])):
        assert history.at("2001-01-01") == {}
        assert history.at("2001-01-01").get("A") is None
        assert history.series().rows == []
        assert history.share("A", over=("X",), on="2000-12-31") is sq.Verdict.UNKNOWN
        assert history.holds(("A", "X"), on="2000-12-31") is sq.Verdict.UNKNOWN
        assert history.why(("A", "X"), on="2000-12-31").contributions == ()
        assert history.robust(lambda x: not x.at("2000-12-31"), n=3).word == "robust"


def test_a_day_before_and_what_differs() -> None:
    """`before` is the evening before; `diff` turns one day's scores into another's."""
    log = sq.Log([Pact(on="2000-01-01", lender="A", borrower="X", kind="t")])
    history = sq.replay(log, BALANCE)
    assert history.before("2000-01-01") == {}
    assert history.before("2000-01-02") == history.at("2000-01-01")
    diff = history.diff("1999-12-31", "2000-01-01")
    assert diff.apply(history.before("2000-01-01")) == history.at("2000-01-01")


# What is possible


@given(dealings(), st.integers(0, DAYS))
@settings(deadline=None, max_examples=60)
def test_no_reading_goes_beyond_the_values(events: list[Event], number: int) -> None:
    """The bounds hold on every reading, and where they are one point every reading has it."""
    first = FIRST.toordinal()
    on = first + number
    history = replayed(events)
    scores, possible = history.at(day(number)), history.at(day(number)).possible()
    certain = scores.certain()
    for pair in pairs():
        values = history.values(pair, on=day(number))
        assert scores.get(pair, Fraction(0)) in values
        assert possible.get(pair, sq.Range(Fraction(0), Fraction(0))) == values
        assert (pair in certain) == (values.is_point and values.low != 0)
        if pair[0] != pair[1]:
            for score in enumerated_scores(events, BALANCE, pair, on, first - 2, first + DAYS + 2):
                assert score in values


def test_both_ends_of_a_scale_are_in_the_values() -> None:
    """Nominally the middle of a range counts; its ends are the bounds."""
    log = sq.Log([Pact(on="2000-01-01", lender="A", borrower="X", kind="t", depth=sq.Range(2, 6))])
    history = sq.replay(log, sq.Balance(ties={"pact": sq.Tie(pacts, Fraction(1, 2))}))
    assert history.at("2000-01-01")["A", "X"] == 2
    assert history.values(("A", "X"), on="2000-01-01") == sq.Range(Fraction(1), Fraction(3))


def test_unknown_strength_is_not_zero() -> None:
    """A tie without a scale counts what `otherwise` says, and its scale where it has one."""
    tie = sq.Tie(pacts, 4, scale=strengths, otherwise=sq.Range(0, 1))
    made = {"lender": "A", "borrower": "X", "kind": "t"}
    log = sq.Log([Pact(on="2000", **made), Measure(on="2003-01-01", strength=3, **made)])
    history = sq.replay(log, sq.Balance(ties={"pact": tie}))
    assert history.at("2002-12-31")["A", "X"] == 2
    assert history.values(("A", "X"), on="2002-12-31") == sq.Range(Fraction(0), Fraction(4))
    assert history.at("2003-01-01")["A", "X"] == 12
    assert len(history.why(("A", "X"), on="2003-01-01").events) == 2


# Bundles


@given(dealings(), days, st.fractions(0, 1, max_denominator=9))
@settings(deadline=None)
def test_bundles_lie_between_the_strongest_and_the_sum(
    events: list[Event], on: str, rho: Fraction
) -> None:
    """With rho 0 only the strongest of each sign counts, with 1 all do."""
    ties = sq.Balance(ties=BALANCE.ties)
    history = replayed(events, ties)
    for pair in pairs():
        reckoned = history.why(pair, on=on).contributions
        sizes = [c.weight * c.scale for c in reckoned]
        for own in (rho, Fraction(0), Fraction(1)):
            score = history.weighing(ties.replacing(rho=own)).at(on).get(pair, 0)
            assert score == bundled(sizes, own)


def test_the_extremes_of_rho() -> None:
    """Three ties of 6, 2 and 1: the strongest, the halved sum, the plain sum; families apart."""
    told = [
        Pact(on="2000", lender="A", borrower="X", kind=kind, depth=depth)
        for kind, depth in (("a", 6), ("b", 2), ("c", 1), ("d", -3), ("e", -1))
    ]
    balance = sq.Balance(ties={"pact": sq.Tie(pacts, 1)})
    scores = [
        sq.replay(sq.Log(told), balance.replacing(rho=rho)).at("2001-01-01")["A", "X"]
        for rho in (0, Fraction(1, 2), 1)
    ]
    assert scores == [3, Fraction(29, 4) - Fraction(7, 2), 5]
    both = sq.Balance(ties={"one": sq.Tie(pacts, 1), "two": sq.Tie(pacts, 1)}, rho=0)
    assert sq.replay(sq.Log(told), both).at("2001-01-01")["A", "X"] == 6


# Views


@given(dealings(), days, days)
@settings(deadline=None)
def test_as_known_then(events: list[Event], on: str, known: str) -> None:
    """Scores as known on a day are those of the log as known on that day."""
    log = sq.Log(events)
    history, then = sq.replay(log, BALANCE), sq.replay(log.known(known), BALANCE)
    assert history.at(on, known=known) == then.at(on)
    for pair in pairs():
        assert history.values(pair, on=on, known=known) == then.values(pair, on=on)
        assert history.holds(pair, on=on, known=known) is then.holds(pair, on=on)
    told = {"over": "isles", "on": on}
    assert history.share("A", known=known, **told) == then.share("A", **told)
    assert history.series(known=known, freq="day").rows == then.series(freq="day").rows


@given(dealings(), st.integers(0, 7), days)
@settings(deadline=None)
def test_plus_is_the_whole(events: list[Event], cut: int, on: str) -> None:
    """A timeline that grew says what one replay of all says."""
    grown = replayed(events[:cut]).plus(*events[cut:])
    whole = replayed(events)
    assert grown.at(on) == whole.at(on)
    assert grown.at(on).possible() == whole.at(on).possible()
    assert grown.series(freq="day").rows == whole.series(freq="day").rows
    assert grown.findings() == whole.findings()
    for pair in pairs():
        assert grown.why(pair, on=on).score == whole.why(pair, on=on).score


@given(dealings(), days)
@settings(deadline=None)
def test_without_is_a_replay_without(events: list[Event], on: str) -> None:
    """What if it had not happened: the same as replaying the log without it."""
    log = sq.Log(events)
    for event in events[:2]:
        less = sq.replay(log, BALANCE).without(event)
        assert less.at(on) == sq.replay(log.without(event), BALANCE).at(on)


@given(dealings(), days, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_lines_changes_nothing(events: list[Event], on: str, draw: Any) -> None:
    """Scores, their text and series are the same in any order of lines and of terms."""
    shuffled = list(events)
    draw.shuffle(shuffled)
    terms = BALANCE.replacing()
    other = sq.Balance(
        name=terms.name,
        ties=dict(reversed(terms.ties.items())),
        acts=dict(reversed(terms.acts.items())),
        regions=terms.regions,
    )
    one, two = replayed(events), replayed(shuffled, other)
    assert repr(one.at(on)) == repr(two.at(on))
    assert one.series(freq="day").to_csv() == two.series(freq="day").to_csv()
    assert other.digest == terms.digest


SEEDED = """
from credit import BALANCE, Loan, Pact
import statusquo as sq
log = sq.Log([Loan(on=f"19{n:02}-05-01", lender="AB"[n % 2], borrower="XY"[n % 3 % 2], amount=n,
                   ref=str(n)) for n in range(60)]
             + [Pact(on="1950", lender="A", borrower="X", kind=kind) for kind in "trade"])
history = sq.replay(log, BALANCE)
def question(x):
    return x.share("A", over="isles", on="1959-01-01") > x.share("A", over="isles", on="1940-01-01")
print(BALANCE.digest, history.series().to_csv(), history.share_series("isles").to_csv())
print(history.robust(question, n=50), history.why(("A", "X"), on="1959-01-01"))
"""


def test_the_same_bytes_under_every_hash_seed() -> None:
    """Nothing that is printed depends on the order of a set."""
    path = os.pathsep.join(sys.path)
    printed = {
        subprocess.run(
            [sys.executable, "-c", SEEDED],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(printed) == 1
    assert "50 draws, seed 0" in printed.pop()


# Series


@given(dealings(), st.sampled_from(["day", "month", "year"]), st.booleans())
@settings(deadline=None)
def test_a_series_is_what_each_day_says(events: list[Event], freq: Any, tables: bool) -> None:
    """Every score other than 0 of every period's last day, with tables and without them."""
    history = replayed(events)
    with mock.patch.object(series, "_TABLES", series._TABLES if tables else -1):
        table = history.series(freq=freq, since=day(0))
        blocked = history.series(freq=freq, since=day(0))
    ends = {row["on"] for row in table}
    slow = [
        (*pair, end, score)
        for pair in pairs()
        for end in sorted(ends)
        if (score := history.at(end).get(pair))
    ]
    assert [row[:-1] for row in table.rows] == slow
    assert all(
        abs(row["score"] - Fraction(row["rounded"])) * 2 <= Fraction(1, 10**6) for row in table
    )
    assert blocked.rows == table.rows


@given(dealings())
@settings(deadline=None)
def test_a_series_has_every_day_that_is_known(events: list[Event]) -> None:
    """No day with a score is left out, and none after the last recorded day is there."""
    history = replayed(events)
    last = history.log.last_recorded()
    told = {(row["actor"], row["target"], str(row["on"])) for row in history.series(freq="day")}
    for number in range(DAYS + 3):
        for pair in history.at(day(number)):
            known = FIRST.toordinal() + number <= last
            assert ((*pair, day(number)) in told) == known


@given(dealings(), st.sampled_from(["pooled", "target"]))
@settings(deadline=None)
def test_a_series_of_shares_is_what_each_day_says(events: list[Event], per: Any) -> None:
    """Each cell is the share of that day, None where that is unknown."""
    history = replayed(events)
    table = history.share_series("isles", per=per, freq="day", within=True)
    for row in table:
        share = history.share(row["actor"], over="isles", on=row["on"], per=per, within=True)
        assert (sq.Verdict.UNKNOWN if row["share"] is None else row["share"]) == share


def test_blocks_of_many_pairs_join() -> None:
    """More impulses than are worked on at once give the same as each day by itself."""
    log = sq.Log(
        Loan(on=f"19{n % 90 + 10}-03-01", lender=f"L{n % 7}", borrower=f"B{n % 11}", amount=n % 3,
             ref=str(n))
        for n in range(900)
    )  # fmt: skip
    history = sq.replay(log, BALANCE)
    with mock.patch.object(series, "_BLOCK", 100):
        rows = list(history.series().rows)
    assert rows == list(history.series().rows)
    for end in ("1950-12-31", "1970-12-31"):
        own = {(a, t): score for a, t, on, score, _ in rows if str(on) == end}
        assert own == history.at(end)


# Unknown is not nothing


def test_what_the_log_cannot_know_is_named() -> None:
    """A tie after its coverage is unknown, and a score with it; a covered absence is no."""
    pact = Pact(on="2000-01-01", lender="A", borrower="X", kind="t")
    claim = sq.Coverage(
        about="pacts", scope=("A", ..., ...), since="1990-01-01", until="2005-12-31"
    )
    log = sq.Log([pact, claim, Loan(on="2010-01-01", lender="A", borrower="X", amount=0)])
    balance = sq.Balance(ties={"pact": sq.Tie(pacts, 1)})
    history = sq.replay(log, balance)
    pair = ("A", "X")
    assert history.holds(pair, on="1995-01-01") is sq.Verdict.NO
    assert history.holds(pair, on="2001-01-01") is sq.Verdict.YES
    assert history.holds(pair, on="2007-01-01") is sq.Verdict.UNKNOWN
    assert history.at("2007-01-01").unknown() == {pair: ("pact",)}
    assert history.at("2001-01-01").unknown() == {}
    assert history.holds(("B", "X"), on="2001-01-01") is sq.Verdict.UNKNOWN


# Bad input


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: sq.Tie(pacts, 0.5), "a weight is an int, Fraction or Decimal, not 0.5"),
        (lambda: sq.Tie(pacts, True), "not True"),
        (lambda: sq.Tie(len, 1), "is no projection"),
        (lambda: sq.Tie(pacts, 1, actor="sender"), "has no place 'sender' for the actor"),
        (lambda: sq.Tie(pacts, 1, actor="kind", target="kind"), "are one place"),
        (lambda: sq.Tie(pacts, 1, scale=loans), "the scale loans has the key"),
        (lambda: sq.Act(loans, 1, half_life=0), "days above 0, not 0"),
        (lambda: sq.Act(loans, 1, half_life=-2), "days above 0, not -2"),
        (lambda: sq.Balance(rho=2), "rho is from 0"),
        (lambda: sq.Balance(ties={"loan": sq.Act(loans, 1, half_life=1)}), "should be a Tie"),
        (lambda: sq.Balance(ties=[sq.Tie(pacts, 1)]), "are given by name"),
        (lambda: sq.Balance(ties={"x": sq.Tie(pacts, 1)},
                            acts={"x": sq.Act(loans, 1, half_life=1)}), "of a tie and of an act"),
        (lambda: sq.Balance(regions={"isles": "XY"}), "one string"),
        (lambda: BALANCE.replacing(weights={"pakt": 1}), 'did you mean "pact"'),
        (lambda: BALANCE.replacing(half_lives={"pact": 1}), "not the name of an act"),
        (lambda: BALANCE.targets("isle"), 'did you mean "isles"'),
        (lambda: BALANCE.targets(()), "at least one target"),
        (lambda: sq.years(1.5), "a number of years"),
    ],
)  # fmt: skip
def test_a_mistake_gets_a_sentence(make: Any, sentence: str) -> None:
    """What cannot be meant is refused with what is wrong."""
    with pytest.raises(InvalidBalance) as caught:
        make()
    assert sentence in str(caught.value)
    assert caught.value.code


def test_what_cannot_be_weighed_is_refused() -> None:
    """Values that are no numbers, states as acts, and numbers beyond all measure."""
    log = sq.Log([Pact(on="2000", lender="A", borrower="X", kind="t")])
    worded = sq.projection(key=KEY, name="worded")(lambda event: sq.Set(("A", "X", "t"), "much"))
    with pytest.raises(InvalidBalance, match="'much', which is no number"):
        sq.replay(log, sq.Balance(ties={"tie": sq.Tie(worded, 1)})).at("2001-01-01")
    with pytest.raises(InvalidBalance, match="which is of states"):
        sq.replay(log, sq.Balance(acts={"act": sq.Act(pacts, 1, half_life=1)}))
    large = sq.Balance(ties={"tie": sq.Tie(pacts, 10**7)})
    with pytest.raises(InvalidBalance, match="too large"):
        len(sq.replay(log, large).at("2001-01-01"))
    huge = sq.Balance(ties={"tie": sq.Tie(pacts, 10**400)})
    with pytest.raises(InvalidBalance, match="too large"):
        len(sq.replay(log, huge).at("2001-01-01"))


def test_many_that_are_not_too_large_may_be_so_together() -> None:
    """A sum that would not fit is refused on a day and over time, never wrapped around."""
    lent = [Loan(on="2000", lender="A", borrower="X", amount=10**6, ref=str(n)) for n in range(9)]
    balance = sq.Balance(acts={"loan": sq.Act(loans, 1, half_life=1000)})
    history = sq.replay(sq.Log(lent), balance)
    with pytest.raises(InvalidBalance, match="too large"):
        len(history.at("2000-12-31"))
    with pytest.raises(InvalidBalance, match="too large"):
        history.series()
    assert history.why(("A", "X"), on="2000-12-31").score == 9 * 10**6


def test_what_was_too_large_may_have_faded() -> None:
    """Impulses that fit on the days that are asked for are weighed there, by day and over time."""
    lent = [Loan(on="2000", lender="A", borrower="X", amount=10**7, ref=str(n)) for n in range(3)]
    late = Loan(on="2001-12-31", lender="B", borrower="X", amount=1)
    balance = sq.Balance(acts={"loan": sq.Act(loans, 1, half_life=30)})
    history = sq.replay(sq.Log([*lent, late]), balance)
    rows = list(history.series(since="2001-10-01", freq="month").rows)
    assert [(*pair, score) for *pair, _, score, _ in rows][-1] == ("B", "X", 1)
    assert {(a, t): score for a, t, on, score, _ in rows if str(on) == "2001-12-31"} == history.at(
        "2001-12-31"
    )
    with pytest.raises(InvalidBalance, match="too large"):
        history.series(freq="month")


def test_questions_are_refused_by_kind() -> None:
    """Keys, ways of sharing, actors who are not counted, and periods that end before they begin."""
    log = sq.Log([Pact(on="2000", lender="A", borrower="X", kind="t")])
    history = sq.replay(log, BALANCE)
    on = "2000-12-31"
    asked: list[Any] = [
        lambda: history.why("AX", on=on),
        lambda: history.values(("A", "X", "t"), on=on),
        lambda: history.share("A", over="isles", on=on, per="actor"),
        lambda: history.share("X", over="isles", on=on),
        lambda: history.share("A", over="isles", on=on, who=("B",)),
        lambda: history.share("A", over="isles", on=on, who="A"),
        lambda: history.share("A", over="nowhere", on=on),
        lambda: history.diff("2001-01-01", "2000-01-01"),
        lambda: history.before("0001-01-01"),
        lambda: history.series(freq="week"),
        lambda: history.robust(lambda x: x.share("A", over="isles", on=on)),
        lambda: history.robust(lambda x: True, n=0),
    ]
    for question in asked:
        with pytest.raises(StatusQuoError) as caught:
            question()
        assert caught.value.code


def test_a_name_that_was_never_declared_is_a_slip() -> None:
    """Where the log declares its actors, a share of somebody unheard of is refused."""
    declared = [sq.Actor(id=name, name=name, kind="lender") for name in ("Alpha", "X")]
    log = sq.Log([*declared, Pact(on="2000", lender="Alpha", borrower="X", kind="t")])
    history = sq.replay(log, BALANCE)
    assert history.share("Alpha", over=("X",), on="2000-12-31") == 1
    with pytest.raises(InvalidBalance, match='did you mean "Alpha"'):
        history.share("Alfa", over=("X",), on="2000-12-31")
