"""Answers under other weights: drawn, at the corners, and without families."""

from fractions import Fraction

import numpy as np
import pytest
from credit import BALANCE, Loan, Pact, dealings, loans, pacts, rounded
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import DAYS, day

import statusquo as sq
from statusquo.balances.drawing import corners, drawn, fold_over, without_families
from statusquo.balances.holdings import holdings_of
from statusquo.balances.scoring import WeighedTogether
from statusquo.balances.terms import InvalidBalance
from statusquo.lines.event import Event

days = st.integers(0, DAYS + 1).map(day)


def wide(terms: int) -> sq.Balance:
    """A balance of so many acts."""
    acts = {f"act {n:02}": sq.Act(loans, n + 1, half_life=n + 1) for n in range(terms)}
    return sq.Balance(acts=acts)


# Draws


@given(st.integers(0, 9), st.integers(1, 30), st.integers(1, 30))
@settings(deadline=None)
def test_more_draws_leave_those_before_alone(seed: int, few: int, more: int) -> None:
    """The first draws are the same, however many there are."""
    one, two = (drawn(BALANCE, count, seed) for count in (few, few + more))
    for column in ("weights", "fading", "rho"):
        first = getattr(one.weightings, column)
        assert (getattr(two.weightings, column)[:few] == first).all()
    assert list(two.offsets[:few]) == list(one.offsets)


def test_a_new_weight_changes_no_other_draw() -> None:
    """Numbers go by name: another tie and another act leave all others as they were."""
    more = sq.Balance(
        ties={**BALANCE.ties, "an early name": sq.Tie(pacts, 1)},
        acts={**BALANCE.acts, "a late name": sq.Act(loans, 1, half_life=1)},
    )
    one, two = drawn(BALANCE, 50, 3).weightings, drawn(more, 50, 3).weightings
    for number, name in enumerate(BALANCE.terms):
        place = list(more.terms).index(name)
        assert (one.weights[:, number] == two.weights[:, place]).all()
    for number, name in enumerate(BALANCE.acts):
        place = list(more.acts).index(name)
        assert (one.fading[:, number] == two.fading[:, place]).all()
    assert (one.rho == two.rho).all()
    assert (drawn(BALANCE, 50, 4).weightings.weights != one.weights).all()


def test_draws_are_from_half_to_twice_and_even_on_doublings() -> None:
    """Each factor is 2**u correctly rounded, with u between -1 and 1 and about even there."""
    trials = drawn(wide(2), 4000, 1)
    weights, rho = trials.weightings.weights, trials.weightings.rho
    assert weights.min() >= 0.5
    assert weights.max() <= 2
    assert abs(float(np.mean(weights < 1)) - 0.5) < 0.05
    assert abs(float(np.mean(weights < 2**0.5)) - 0.75) < 0.05
    assert rho is not None
    assert 0 < rho.min() < 0.01
    assert 0.99 < rho.max() < 1
    for row in range(0, 4000, 400):
        for column in range(2):
            u = Fraction(trials.offsets[row][column], 2**32)
            factor = Fraction(float(weights[row, column]))
            assert factor == rounded(Fraction(2), 2**32 - int(u * 2**32), Fraction(2**32))


@given(dealings(), days, st.integers(0, 3))
@settings(deadline=None, max_examples=40)
def test_weighed_together_as_each_by_itself(events: list[Event], on: str, seed: int) -> None:
    """Scores under many weightings at once are those of each balance by itself."""
    history = sq.replay(sq.Log(events), BALANCE)
    for weightings in (
        drawn(BALANCE, 3, seed).weightings,
        corners(BALANCE)[0].weightings.part(slice(40, 43)),
        without_families(BALANCE),
    ):
        holdings = holdings_of(BALANCE, history.origin)
        pairs, units = WeighedTogether(holdings, weightings).scores(holdings, sq.When(on).first_day)
        for number in range(len(weightings)):
            alone = history.weighing(weightings.row(number)).at(on)
            own = zip(pairs, units[number].tolist(), strict=True)
            assert {pair: Fraction(score, 2**40) for pair, score in own if score} == alone


def test_terms_with_one_name_have_one_weight() -> None:
    """Whoever shares a weight or a half-life by name is varied together, and counts once."""
    one = {"weight_name": "lending", "half_life_name": "memory"}
    acts = {f"act {n}": sq.Act(loans, n + 1, half_life=n + 1, **one) for n in range(9)}
    shared = sq.Balance(acts={**acts, "lending": sq.Act(loans, 1, half_life=7)})
    trials = drawn(shared, 20, 2)
    assert (trials.weightings.weights == trials.weightings.weights[:, :1]).all()
    assert (trials.weightings.fading[:, :9] == trials.weightings.fading[:, :1]).all()
    assert (trials.weightings.fading[:, 9] != trials.weightings.fading[:, 0]).all()
    assert len(trials.offsets[0]) == 4
    edges, design = corners(shared)
    assert (len(edges.weightings), design) == (16, "every corner")


# Corners and families


def test_every_corner_of_few_names() -> None:
    """Two acts have two weights, two half-lives and rho: 32 corners, each once."""
    trials, design = corners(wide(2))
    rows = {tuple(row) for row in np.sign(trials.offsets)[:, :-1].tolist()}
    assert (len(trials.weightings), len(rows), design) == (32, 16, "every corner")
    assert {float(w) for w in trials.weightings.weights.ravel()} == {0.5, 2.0}
    assert trials.weightings.rho is not None
    assert {float(r) for r in trials.weightings.rho} == {0.0, 1.0}


@pytest.mark.parametrize("names", [11, 15, 16, 40])
def test_a_fold_over_design_is_balanced(names: int) -> None:
    """Any two names are in each of their four combinations equally often, and any three cancel."""
    signs = fold_over(names)
    assert len(signs) < 4 * (names + 1)
    assert (signs.T @ signs == len(signs) * np.eye(names, dtype=np.int64)).all()
    triples = np.einsum("ra,rb,rc->abc", signs, signs, signs)
    assert not triples.any()


def test_many_names_take_the_fold_over_design() -> None:
    """Five acts have eleven names with rho."""
    trials, design = corners(wide(5))
    assert (len(trials.weightings), design) == (32, "corners of a fold-over design")


def test_signs_never_flip() -> None:
    """Every weighting keeps the sign of every weight, or leaves its family out."""
    for weightings in (drawn(BALANCE, 40, 0).weightings, corners(BALANCE)[0].weightings):
        for number in range(0, len(weightings), 7):
            for name, term in weightings.row(number).terms.items():
                assert term.weight * BALANCE.terms[name].weight > 0


# Answers


def contest() -> sq.BalanceTimeline:
    """A has a pact worth 4; B was lent to, worth 3 and fading, and has a dispute on Y."""
    log = sq.Log(
        [
            Pact(on="2000-01-01", lender="A", borrower="X", kind="trade", depth=4),
            Loan(on="2000-01-01", lender="B", borrower="X", amount=3),
            Pact(on="2000-01-01", lender="B", borrower="Y", kind="trade", depth=-1),
            Loan(on="2001-01-01", lender="C", borrower="Z", amount=1),
        ]
    )
    balance = sq.Balance(
        name="contest",
        ties={"pact": sq.Tie(pacts, 1)},
        acts={"loan": sq.Act(loans, 1, half_life=1000)},
        regions={"isles": ("X",)},
    )
    return sq.replay(log, balance)


def test_sure_answers_are_robust() -> None:
    """What no weight can change holds in every draw and corner."""
    found = contest().robust(lambda x: ("A", "X") in x.at("2000-06-01"), n=60)
    assert (found.word, found.held, found.corners.held) == ("robust", 60, 16)
    assert found.flipped_by == ("pact",)
    assert found.nearest is None
    assert found.default is True


def test_close_answers_depend_on_weights() -> None:
    """What a doubled weight turns round fails somewhere; the nearest failure does fail."""
    history = contest()

    def ahead(x: sq.BalanceTimeline) -> bool:
        return x.share("A", over="isles", on="2000-01-01") > Fraction(1, 2)

    found = history.robust(ahead, n=200, seed=5)
    assert found.default is True
    assert found.word == "weight-dependent"
    assert found.failed > 0 < found.held
    assert found.held + found.failed + found.undefined == 200
    assert found.flipped_by == ("pact",)
    assert found.nearest is not None
    assert not ahead(history.weighing(found.nearest))
    slow = [ahead(history.weighing(drawn(history.balance, 200, 5).weightings.row(n)))
            for n in range(200)]  # fmt: skip
    assert slow.count(True) == found.held


def test_the_same_seed_gives_the_same_answer() -> None:
    """All that is told is the same again; another seed draws otherwise."""
    history = contest()

    def ahead(x: sq.BalanceTimeline) -> bool:
        return x.at("2000-01-01").get(("A", "X"), 0) > x.at("2000-01-01").get(("B", "X"), 0)

    one, two, other = (history.robust(ahead, n=100, seed=seed) for seed in (1, 1, 2))
    assert str(one) == str(two)
    assert one.nearest is not None
    assert two.nearest is not None
    assert one.nearest.digest == two.nearest.digest
    assert other.nearest is not None
    assert other.nearest.digest != one.nearest.digest


def test_undefined_is_not_failed() -> None:
    """A share of nothing gives no answer, whatever it is compared with."""
    history = contest()
    found = history.robust(lambda x: x.share("B", over=("Y",), on="2000-06-01") < 1, n=20)
    assert (found.held, found.failed, found.undefined) == (0, 0, 20)
    assert found.default is None
    assert found.word == "weight-dependent"
    late = history.robust(lambda x: x.share("A", over="isles", on="2030-01-01") < 1, n=20)
    assert late.undefined == 20
    alone = history.robust(lambda x: x.share("C", over=("Z",), on="2001-01-01") == 1, n=20)
    assert alone.word == "robust"
    assert alone.undefined_without == ("loan",)
    assert alone.flipped_by == ()


def test_an_answer_of_unknown_is_undefined() -> None:
    """So are verdicts that a question passes on."""
    found = contest().robust(lambda x: x.holds(("Q", "X"), on="2000-06-01"), n=5)
    assert found.undefined == 5


def test_mostly() -> None:
    """Nine draws in ten are enough for that, and a failing corner keeps it from robust."""
    history = contest()

    def lasting(x: sq.BalanceTimeline) -> bool:
        return x.at("2000-01-01").get(("A", "X"), 0) > Fraction(21, 10)

    found = history.robust(lasting, n=400)
    assert found.word == "mostly"
    assert 0 < found.failed <= 40
    assert found.corners.failed == 8


def test_a_score_that_may_be_nothing_is_asked_for_with_a_default() -> None:
    """Without a family a score may be 0, and a question that does not expect it is told so."""
    with pytest.raises(InvalidBalance, match="has no score") as caught:
        contest().robust(lambda x: x.at("2000-01-01")["A", "X"] > 2, n=5)
    assert "get" in str(caught.value)


def test_questions_may_go_back_in_knowledge() -> None:
    """As known then, and with one event less, weights are tried too, and nothing is a failure."""
    history = contest()
    found = history.robust(
        lambda x: x.share("A", over="isles", on="2000-01-01", known="2000-03-01") > 0, n=5
    )
    assert found.word == "robust"
    early = history.robust(
        lambda x: x.known("1999-01-01").share("A", over="isles", on="2000-01-01") > 0, n=5
    )
    assert early.undefined == 5
