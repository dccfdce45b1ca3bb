"""Lenders and borrowers, made up: ties and acts for tests of balances, and a slow reading."""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st
from oracles import readings
from strategies import DAYS, day, whens

import statusquo as sq
from statusquo.lines.event import Event

Pair = tuple[str, str]
UNITS = 2**40


@attrs.frozen(kw_only=True)
class Pact(Event):
    """`lender` and `borrower` have a pact of a kind and depth, or none where that is None."""

    lender: str
    borrower: str
    kind: str
    depth: int | sq.Range | None = 1


@attrs.frozen(kw_only=True)
class Measure(Event):
    """How strong a pact is, or that nobody knows any more."""

    lender: str
    borrower: str
    kind: str
    strength: int | sq.Range | None = None


@attrs.frozen(kw_only=True)
class Loan(Event):
    """`lender` lends `borrower` an amount."""

    lender: str
    borrower: str
    amount: int | sq.Range


def _stated(cls: type[Event], field: str) -> Any:
    def state(event: Any) -> Any:
        if not isinstance(event, cls):
            return None
        key, value = (event.lender, event.borrower, event.kind), getattr(event, field)
        return sq.End(key) if value is None else sq.Set(key, value)

    return state


KEY = ("actor", "target", "kind")
pacts = sq.projection(key=KEY, name="pacts")(_stated(Pact, "depth"))
strengths = sq.projection(key=KEY, name="strengths")(_stated(Measure, "strength"))


@sq.projection(key=("actor", "target"))
def loans(event: Event) -> Any:
    """What was lent to whom."""
    match event:
        case Loan(lender=lender, borrower=borrower, amount=amount):
            return sq.Add((lender, borrower), amount)
        case _:
            return None


BALANCE = sq.Balance(
    name="credit",
    ties={
        "pact": sq.Tie(pacts, Fraction(7, 3), family="pacts"),
        "strong pact": sq.Tie(pacts, 2, family="pacts", scale=strengths),
        "dispute": sq.Tie(strengths, Fraction(-3, 2), family="pacts"),
    },
    acts={
        "loan": sq.Act(loans, Fraction(3, 5), half_life=Fraction(5, 2)),
        "grudge": sq.Act(loans, Fraction(-1, 7), half_life=2),
    },
    regions={"isles": ("X", "Y")},
)


@st.composite
def dealings(draw: st.DrawFn, *, exact: bool = False) -> list[Event]:
    """A few pacts, measures and loans between four, with all that makes history hard."""
    events: list[Event] = []
    for _ in range(draw(st.integers(0, 7))):
        header = {
            "on": draw(whens(uncertain=not exact)),
            "recorded": day(draw(st.integers(0, DAYS + 2))),
            "act": None if exact else draw(st.sampled_from([None, None, None, "one"])),
            "lender": draw(st.sampled_from("ABX")),
            "borrower": draw(st.sampled_from("XY")),
            "ref": draw(st.sampled_from("xyz")),
        }
        low = draw(st.integers(-2, 3))
        number = draw(st.sampled_from([low, low, sq.Range(low, low + 2)]))
        kind = draw(st.sampled_from(["pact", "measure", "loan"]))
        if kind == "loan":
            events.append(Loan(amount=number, **header))
            continue
        header["kind"] = draw(st.sampled_from(["trade", "coin"]))
        value = draw(st.sampled_from([number, number, None]))
        made = Pact(depth=value, **header) if kind == "pact" else Measure(strength=value, **header)
        events.append(made)
    return list({event.id: event for event in events}.values())


# A slow reading of the contract

_EXACT = Context(prec=150)


def middle(value: Any) -> Fraction:
    """The nominal number of a value."""
    if isinstance(value, sq.Range):
        return (Fraction(value.low) + Fraction(value.high)) / 2
    return Fraction(int(value)) if isinstance(value, bool) else Fraction(value)


def rounded(value: Fraction, days: int = 0, half_life: Fraction = Fraction(1)) -> Fraction:
    """Value * 2**(-days / half_life), to 150 digits, and then once to a multiple of 2**-40."""
    with localcontext(_EXACT):
        number = Decimal(value.numerator) / Decimal(value.denominator) * UNITS
        elapsed = Decimal(days) * half_life.denominator / half_life.numerator
        number *= Decimal(2) ** -elapsed
        return Fraction(int(number.to_integral_value(ROUND_HALF_EVEN)), UNITS)


def bundled(sizes: list[Fraction], rho: Fraction) -> Fraction:
    """The bundle of some ties, those below 0 apart."""
    total = Fraction(0)
    for sign in (1, -1):
        own = sorted((abs(size) for size in sizes if size * sign > 0), reverse=True)
        total += sign * sum((rounded(size * rho**n) for n, size in enumerate(own)), Fraction(0))
    return total


def slow_score(log: sq.Log, balance: sq.Balance, pair: Pair, on: Any) -> Fraction:
    """The score of a pair by the words of the contract, from plain timelines."""
    total = Fraction(0)
    families: dict[str, list[Fraction]] = defaultdict(list)
    for name, tie in balance.ties.items():
        facts = sq.replay(log, tie.projection).at(on)
        scales = None if tie.scale is None else sq.replay(log, tie.scale).at(on)
        for key, value in facts.items():
            if key[:2] == pair and pair[0] != pair[1]:
                scale = value if scales is None else scales.get(key, tie.otherwise)
                families[tie.family or name].append(tie.weight * middle(scale))
    for sizes in families.values():
        total += bundled(sizes, balance.rho)
    for act in balance.acts.values():
        if pair[0] != pair[1]:
            for event, amount in sq.replay(log, act.projection).why(pair, on=on).contributions:
                elapsed = sq.When(str(on)).first_day - event.on.last_day
                total += rounded(act.weight * middle(amount), elapsed, act.half_life)
    return total


def pairs() -> list[Pair]:
    """All pairs that dealings may name."""
    return list(itertools.product("ABX", "XY"))


def enumerated_scores(
    events: list[Event], balance: sq.Balance, pair: Pair, on: int, first: int, last: int
) -> Iterator[Fraction]:
    """The scores of a pair at the end of a day over all readings, ties broken every way.

    Ranges are all at their low ends, all in the middle, or all at their high ends.
    """
    for reading in itertools.product(readings(events, first, last), (low, middle, high)):
        yield from _read(*reading, balance, pair, on)


def enumerated_worlds(
    events: list[Event], balance: sq.Balance, on: int, first: int, last: int
) -> Iterator[dict[Pair, Fraction]]:
    """The scores of all pairs together on each reading, ties broken in one way."""
    for reading in itertools.product(readings(events, first, last), (low, middle, high)):
        yield {
            pair: next(_read(*reading, balance, pair, on)) for pair in pairs() if pair[0] != pair[1]
        }


def low(value: Any) -> Fraction:
    """The least that a value may be."""
    return Fraction(value.low if isinstance(value, sq.Range) else value)


def high(value: Any) -> Fraction:
    """The most that a value may be."""
    return Fraction(value.high if isinstance(value, sq.Range) else value)


def _read(
    reading: Any, number: Any, balance: sq.Balance, pair: Pair, on: int
) -> Iterator[Fraction]:
    own = [(d, e) for d, e in reading if d is not None and d <= on and _pair(e) == pair]
    lent = [(d, e.amount) for d, e in own if isinstance(e, Loan)]
    faded = Fraction(0)
    for act in balance.acts.values():
        for since, amount in lent:
            faded += rounded(act.weight * number(amount), on - since, act.half_life)
    for depths in _states(own, Pact, "depth"):
        for strong in _states(own, Measure, "strength"):
            yield faded + _tied(balance, depths, strong, number)


def _pair(event: Any) -> Pair:
    return event.lender, event.borrower


def _states(own: list[Any], cls: type[Event], field: str) -> Iterator[dict[str, Any]]:
    """What holds of each kind, for every order of what is on the last day."""
    options: dict[str, list[Any]] = {}
    for kind in ("trade", "coin"):
        told = [(d, getattr(e, field)) for d, e in own if isinstance(e, cls) and e.kind == kind]
        latest = max((d for d, _ in told), default=None)
        options[kind] = [value for d, value in told if d == latest] or [None]
    for values in itertools.product(*options.values()):
        held = dict(zip(options, values, strict=True))
        yield {kind: value for kind, value in held.items() if value is not None}


def _tied(
    balance: sq.Balance, depths: dict[str, Any], strong: dict[str, Any], number: Any
) -> Fraction:
    sizes: list[Fraction] = []
    for name, held in (("pact", depths), ("dispute", strong)):
        sizes += [balance.ties[name].weight * number(value) for value in held.values()]
    tie = balance.ties["strong pact"]
    sizes += [tie.weight * number(strong.get(kind, tie.otherwise)) for kind in depths]
    return bundled(sizes, balance.rho)
