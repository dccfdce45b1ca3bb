"""Measure balances as ratios in one run: `python tests/benchmarks/weigh.py [ACTS]`.

Times are CPU seconds of this process, each the median of several runs.
"""

import datetime
import random
import sys
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
from measure import said, seconds

import statusquo as sq
from statusquo.balances.holdings import ActColumns, Holdings, TieColumns, holdings_of
from statusquo.balances.scoring import weighed_once
from statusquo.balances.series import course_of
from statusquo.balances.weightings import Weightings

NAMES = 200
FIRST, YEARS = 1816, 211
AMOUNTS = [Fraction(1, 2), Fraction(1), Fraction(3, 2)]


@attrs.frozen(kw_only=True)
class Given(sq.Event):
    """`giver` gives `taker` an amount."""

    giver: str
    taker: str
    kind: str
    amount: int


@attrs.frozen(kw_only=True)
class Bond(sq.Event):
    """`giver` and `taker` are bound."""

    giver: str
    taker: str
    kind: str


def gifts(kind: str) -> sq.Act:
    """An act that sums the gifts of one kind."""

    @sq.projection(key=("actor", "target"), name=kind)
    def given(event: Any) -> Any:
        if isinstance(event, Given) and event.kind == kind:
            return sq.Add((event.giver, event.taker), event.amount)
        return None

    return sq.Act(given, 2, half_life=sq.years(5))


def bonds(kind: str, family: str) -> sq.Tie:
    """A tie of one kind."""

    @sq.projection(key=("actor", "target"), name=kind)
    def bound(event: Any) -> Any:
        if isinstance(event, Bond) and event.kind == kind:
            return sq.Set((event.giver, event.taker))
        return None

    return sq.Tie(bound, 3, family=family)


def columns(acts: int) -> Holdings:
    """So many impulses between 40,000 pairs, on random days, of three amounts, by pair and day."""
    draw = np.random.default_rng(acts)
    pairs = [(f"A{a:03}", f"T{t:03}") for a in range(NAMES) for t in range(NAMES)]
    start = datetime.date(FIRST, 1, 1).toordinal()
    day = draw.integers(start, start + 77_066, acts)
    pair = draw.integers(0, len(pairs), acts)
    order = np.lexsort((day, pair))
    made = (pair, np.zeros(acts), draw.integers(0, len(AMOUNTS), acts), day, pair)
    own = ActColumns(*(column[order].astype(np.int32) for column in made))
    none = np.zeros(0, dtype=np.int32)
    return Holdings(pairs, AMOUNTS, TieColumns(*[none] * 6), own, frozenset())


def plain_loop(
    pairs: list[int], days: list[int], sizes: list[float], ends: list[int]
) -> list[dict[int, float]]:
    """The obvious way: a power for each act and year-end, in floats, summed in a dict by pair."""
    found: list[dict[int, float]] = []
    rate = -1 / (5 * 365.25)
    for end in ends:
        scores: dict[int, float] = {}
        for pair, day, size in zip(pairs, days, sizes, strict=True):
            if day <= end:
                scores[pair] = scores.get(pair, 0.0) + size * 2.0 ** ((end - day) * rate)
        found.append(scores)
    return found


def measure_series(acts: int) -> None:
    """Scores of all pairs at 211 year-ends, against a plain loop over every twentieth of them."""
    balance = sq.Balance(acts={"gifts": gifts("gifts")})
    held, by = columns(acts), Weightings.of(balance)
    ends = [datetime.date(FIRST + year, 12, 31).toordinal() for year in range(YEARS)]
    some = ends[::20]
    ours = seconds(lambda: course_of(held, ends, by))
    lists: list[list[Any]] = [held.acts.pair.tolist(), held.acts.day.tolist()]
    sizes = [2 * float(AMOUNTS[number]) for number in held.acts.number.tolist()]
    plain = seconds(lambda: plain_loop(*lists, sizes, some), runs=1) * len(ends) / len(some)
    course = course_of(held, ends, by)
    last = course.day == len(ends) - 1
    near = plain_loop(*lists, sizes, ends[-1:])[0]
    assert len(near) == int(last.sum())
    for pair, units in zip(course.pair[last].tolist(), course.units[last].tolist(), strict=True):
        assert abs(units / 2**40 - near[pair]) < 1e-9
    scope = f"{acts} acts, {len(held.pairs)} pairs, {YEARS} year-ends; columns given, exact scores"
    said("series, plain loop in floats", f"{plain:.1f} s", f"{len(some)} of {YEARS} ends measured")
    said("series, statusquo", f"{ours:.2f} s", scope)
    said("ratio (aim 20)", f"{plain / ours:.0f}", "tables included; making a Table is not")


def world() -> sq.BalanceTimeline:
    """Twenty years of bonds and gifts of twelve actors with three targets, under twenty names."""
    draw = random.Random(7)
    events: list[sq.Event] = []
    for number in range(600):
        common = {
            "on": f"{draw.randrange(2000, 2020)}-{draw.randrange(1, 13):02}-01",
            "giver": f"A{draw.randrange(12)}",
            "taker": f"T{draw.randrange(3)}",
            "ref": str(number),
        }
        if number % 2:
            events.append(Bond(kind=f"bond {draw.randrange(12)}", **common))
        else:
            kind = f"gift {draw.randrange(8)}"
            events.append(Given(kind=kind, amount=draw.randrange(1, 4), **common))
    balance = sq.Balance(
        ties={f"bond {n}": bonds(f"bond {n}", f"family {n % 4}") for n in range(12)},
        acts={f"gift {n}": gifts(f"gift {n}") for n in range(8)},
        regions={"three": ("T0", "T1", "T2")},
    )
    return sq.replay(sq.Log(events), balance)


def measure_robust() -> None:
    """A question of two shares under 1,000 drawn weightings, corners and families, against one."""
    history = world()
    balance, holdings = history.balance, holdings_of(history.balance, history.origin)

    def question(x: sq.BalanceTimeline) -> bool:
        one, other = (x.share("A1", over="three", on=day) for day in ("2010-06-30", "2019-06-30"))
        return one < other  # type: ignore[operator]

    def once() -> bool:
        return question(attrs.evolve(history, scoring=weighed_once(balance, holdings)))

    one = seconds(lambda: [once() for _ in range(20)], runs=5) / 20
    many = seconds(lambda: history.robust(question, n=1000), runs=5)
    found = history.robust(question, n=1000)
    tried = 1 + found.draws.total + found.corners.total + len(balance.families)
    made = seconds(lambda: question(history.weighing(balance)), runs=5)
    said("one question", f"{one * 1e3:.2f} ms", f"{len(holdings.acts.day)} acts, columns given")
    said("  with its columns", f"{made * 1e3:.2f} ms", "projections replayed before")
    said(f"robust, {tried} weightings", f"{many * 1e3:.0f} ms", f"1,000 draws; {found.word}")
    said("ratio (aim 50)", f"{many / one:.0f}", "robust to one question with columns given")


def main() -> None:
    """Run all measurements."""
    measure_series(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    measure_robust()


if __name__ == "__main__":
    main()
