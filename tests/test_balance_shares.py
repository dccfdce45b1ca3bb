"""Shares and concentration: exact, summing to one, and unknown where there is nothing to share."""

import copy
import itertools
from fractions import Fraction
from typing import Any

import pytest
from credit import BALANCE, Loan, Pact, dealings, enumerated_worlds, loans, pacts
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import DAYS, FIRST, day

import statusquo as sq
from statusquo.balances.share_bounds import least_mean
from statusquo.lines.event import Event

days = st.integers(0, DAYS + 1).map(day)
ways = st.sampled_from(["pooled", "target"])
UNKNOWN = sq.Verdict.UNKNOWN


def slow_shares(scores: Any, targets: Any, who: Any, per: str) -> dict[str, Fraction] | None:
    """The shares by the words of the contract; None where nobody has anything above 0."""
    positive = {
        (actor, target): max(scores.get((actor, target), Fraction(0)), Fraction(0))
        for actor in who
        for target in targets
        if actor != target
    }
    totals = {t: sum((p for k, p in positive.items() if k[1] == t), Fraction(0)) for t in targets}
    defined = [t for t in targets if totals[t]]
    if not defined:
        return None
    if per == "pooled":
        whole = sum(totals.values(), Fraction(0))
        own = {a: sum((p for k, p in positive.items() if k[0] == a), Fraction(0)) for a in who}
        return {actor: part / whole for actor, part in own.items()}
    return {
        actor: sum(
            (positive.get((actor, t), Fraction(0)) / totals[t] for t in defined), Fraction(0)
        )
        / len(defined)
        for actor in who
    }


@given(dealings(), days, ways, st.booleans())
@settings(deadline=None)
def test_shares_are_what_the_contract_says(
    events: list[Event], on: str, per: Any, within: bool
) -> None:
    """Each share is that of the slow reading, and together they are one."""
    history = sq.replay(sq.Log(events), BALANCE)
    who = "ABXY" if within else "AB"
    slow = slow_shares(history.at(on), ("X", "Y"), who, per)
    if history.log.last_recorded() < sq.When(on).first_day:
        slow = None
    told = {"over": "isles", "on": on, "per": per, "within": within}
    shares = [history.share(actor, **told) for actor in who]
    named = [history.share(actor, over="isles", on=on, per=per, who=tuple(who)) for actor in who]
    concentration = history.concentration("isles", on=on, per=per, within=within)
    assert shares == named
    if slow is None:
        assert {*shares, concentration} == {UNKNOWN}
        return
    assert shares == list(slow.values())
    assert sum(slow.values()) == 1
    assert concentration == sum(share**2 for share in slow.values())
    assert concentration.floor <= concentration <= 1
    assert concentration.n == sum(share > 0 for share in slow.values())


@given(dealings(), days)
@settings(deadline=None)
def test_what_is_below_zero_is_told_apart(events: list[Event], on: str) -> None:
    """Alienation is the negative part, and no share knows of it."""
    history = sq.replay(sq.Log(events), BALANCE)
    scores = history.at(on)
    found = history.alienation("A", over="isles", on=on)
    if history.log.last_recorded() < sq.When(on).first_day:
        assert found is UNKNOWN
    else:
        assert found == sum(max(-scores.get(("A", t), 0), 0) for t in "XY")


@given(dealings(), st.integers(0, DAYS), ways, st.booleans())
@settings(deadline=None, max_examples=60)
def test_no_reading_goes_beyond_the_bounds_of_a_share(
    events: list[Event], number: int, per: Any, within: bool
) -> None:
    """Where a reading has a share it lies within the bounds, as the nominal one does."""
    first = FIRST.toordinal()
    history = sq.replay(sq.Log(events), BALANCE)
    who = "ABXY" if within else "AB"
    told = {"over": "isles", "on": day(number), "per": per, "within": within}
    bounds = {actor: history.share_values(actor, **told) for actor in who}
    for actor, values in bounds.items():
        share = history.share(actor, **told)
        assert share is UNKNOWN or share in values
    if history.log.last_recorded() < first + number:
        assert set(bounds.values()) == {UNKNOWN}
        return
    worlds = enumerated_worlds(events, BALANCE, first + number, first - 2, first + DAYS + 2)
    for scores in worlds:
        slow = slow_shares(scores, ("X", "Y"), who, per)
        for actor in who if slow else ():
            assert slow[actor] in bounds[actor]


@given(
    st.lists(st.fractions(-3, 3, max_denominator=9), max_size=3),
    st.lists(st.fractions(-3, 3, max_denominator=9), max_size=4),
)
def test_the_least_mean(sure: list[Fraction], optional: list[Fraction]) -> None:
    """It is that of the best choice among those that may be left out."""
    chosen = [
        [*sure, *some]
        for size in range(len(optional) + 1)
        for some in itertools.combinations(optional, size)
        if sure or some
    ]
    if chosen:
        assert least_mean(sure, optional) == min(sum(some) / len(some) for some in chosen)


def test_sure_scores_have_a_sure_share() -> None:
    """Without doubt the bounds are the share; a doubtful rival only takes away."""
    history = history_of(pact("A", "X", 3), pact("B", "X", 1))
    told = {"over": ("X",), "on": "2000-01-01"}
    assert history.share_values("A", **told) == sq.Range(Fraction(3, 4), Fraction(3, 4))
    rival = Pact(on="2000-01-01?", lender="C", borrower="X", kind="t", depth=4)
    assert history.plus(rival).share_values("A", **told) == sq.Range(Fraction(3, 8), Fraction(3, 4))


def history_of(*events: Event) -> sq.BalanceTimeline:
    """Pacts and loans weighed one by one."""
    balance = sq.Balance(
        ties={"pact": sq.Tie(pacts, 1)},
        acts={"loan": sq.Act(loans, 1, half_life=10)},
        regions={"isles": ("X", "Y", "Z")},
    )
    return sq.replay(sq.Log(events), balance)


def pact(lender: str, borrower: str, depth: int) -> Pact:
    """A pact of 1 January 2000."""
    return Pact(on="2000-01-01", lender=lender, borrower=borrower, kind="t", depth=depth)


def test_the_two_ways_may_disagree() -> None:
    """Pooled the large target decides, per target both count alike; who is left out is named."""
    history = history_of(pact("A", "X", 90), pact("B", "X", 10), pact("B", "Y", 10))
    pooled = history.share("B", over="isles", on="2000-01-01")
    mean = history.share("B", over="isles", on="2000-01-01", per="target")
    assert (pooled, mean) == (Fraction(2, 11), Fraction(11, 20))
    assert pooled.undefined == mean.undefined == ("Z",)
    concentration = history.concentration("isles", on="2000-01-01")
    assert concentration == Fraction(85, 121)
    assert (concentration.floor, concentration.n) == (Fraction(1, 2), 2)
    assert history.concentration("isles", on="2000-01-01", who=("A", "B", "C")).floor == Fraction(
        1, 3
    )


def test_nobody_is_counted_on_themselves() -> None:
    """A pact with oneself weighs nothing; who is inside counts on the others where asked."""
    history = history_of(pact("X", "X", 5), pact("X", "Y", 1), pact("A", "Y", 3))
    on = "2000-01-01"
    assert ("X", "X") not in history.at(on)
    assert history.share("A", over="isles", on=on) == 1
    assert history.share("X", over="isles", on=on, within=True) == Fraction(1, 4)


def test_nothing_to_share_is_unknown() -> None:
    """Where nobody is above 0, and after the last recorded day, the answer is unknown, not 0."""
    history = history_of(pact("A", "X", -5), pact("B", "Y", 2))
    assert history.share("A", over=("X",), on="2000-01-01") is UNKNOWN
    assert history.concentration(("X",), on="2000-01-01") is UNKNOWN
    assert history.share("B", over=("Y",), on="1999-12-31") is UNKNOWN
    assert history.share("B", over=("Y",), on="2000-01-01") == 1
    assert history.share("B", over=("Y",), on="2000-01-02") is UNKNOWN
    assert history.alienation("A", over="isles", on="2000-01-01") == 5


def sent(share: Any) -> Any:
    """What another process would make of it."""
    make, parts = share.__reduce__()
    return make(*parts)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, sent])
def test_a_share_keeps_what_is_beside_it(again: Any) -> None:
    """Copies still say what was left out."""
    history = history_of(pact("A", "X", 1), pact("B", "X", 1))
    share = history.share("A", over="isles", on="2000-01-01")
    concentration = history.concentration("isles", on="2000-01-01")
    assert again(share).undefined == ("Y", "Z")
    assert (again(concentration).n, again(concentration)) == (2, concentration)
    assert type(share + 1) is Fraction


def test_a_share_is_of_exact_numbers() -> None:
    """Two equal loans on one day are equal shares, however much has faded."""
    lent = [Loan(on="2000-01-01", lender=n, borrower="X", amount=7) for n in "ABC"]
    history = history_of(*lent, pact("D", "Y", 0))
    later = history.plus(Loan(on="2000-03-01", lender="D", borrower="Y", amount=0))
    assert later.share("A", over=("X",), on="2000-02-28") == Fraction(1, 3)
