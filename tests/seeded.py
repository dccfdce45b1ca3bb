"""Histories from a seed: small ones by the thousand, and long ones.

They are made faster than drawn ones, so that many can be compared. None draws on hash order.
"""

import random
from collections.abc import Sequence
from typing import Any

from clubs import Join, Rule, bound, members, rules
from oracles import EndAll, Only, Pay, Say, SayLate, paid
from strategies import WHATS, day

import statusquo as sq
from statusquo.projecting.decorators import Derived, Projection

DAYS, LONG = 5, 60
MIXES = {"states": (Say, Say, Say, Say, SayLate, EndAll, Only), "sums": (Pay,)}
FEW_PATTERNS = (*[Say] * 30, *[SayLate] * 6, EndAll, Only)
MANY = "abcdefgh"
SORTS = ("exact", "exact", "exact", "range", "range", "open right", "open left", "month")
MARKS = ("", "", "", "", "", "?", "?", "~", "%")


def when(rng: random.Random, days: int, sorts: Sequence[str] = SORTS) -> str:
    """A date within some days: exact, one of a range, open or a whole month, perhaps marked."""
    start = rng.randrange(days)
    end = min(start + rng.randint(1, 3), days)
    text = {
        "exact": day(start),
        "range": f"[{day(start)}..{day(end)}]",
        "open right": f"[{day(start)}..]",
        "open left": f"[..{day(start)}]",
        "month": day(start)[:7],
    }[rng.choice(sorts)]
    return text if len(sorts) == 1 else text + rng.choice(MARKS)


def happening(rng: random.Random, kind: Any, whats: Sequence[str], **header: Any) -> sq.Event:
    """One event of a kind."""
    made: sq.Event
    if kind is EndAll:
        made = EndAll(**header)
    elif kind is Pay:
        low, more = rng.randint(-3, 3), rng.choice([None, None, 0, 1, 3])
        amount = low if more is None else sq.Range(low, low + more)
        made = Pay(what=rng.choice(whats), amount=amount, **header)
    else:
        value = rng.choice([1, 2] if kind is Only else [1, 2, None])
        made = kind(what=rng.choice(whats), value=value, **header)
    return made


def small(rng: random.Random) -> list[sq.Event]:
    """Up to five events over five days, a third of the times corrected, each line once.

    Some logs have only exact days, some no acts; a few have states and sums, told as one act.
    """
    kinds = rng.choice([MIXES["states"]] * 5 + [MIXES["sums"]] * 2 + [sum(MIXES.values(), ())])
    sorts = rng.choice([SORTS, SORTS, SORTS, ("exact",)])
    acts = rng.choice([(None, None, "one", "one", "two"), (None, "one"), (None,)])

    def header() -> dict[str, Any]:
        return {
            "on": when(rng, DAYS, sorts),
            "act": rng.choice(acts),
            "recorded": day(rng.randint(-1, DAYS + 1)),
            "ref": rng.choice("xyz"),
        }

    lines: list[sq.Event] = [
        happening(rng, rng.choice(kinds), WHATS, **header()) for _ in range(rng.randint(1, 5))
    ]
    for _ in range(rng.choice([0, 0, 0, 0, 1, 2])):
        target = rng.choice(lines)
        if rng.random() < 0.5:
            again = {"replaces": target.id} if rng.random() < 0.1 else {}
            on = day(rng.randint(-1, DAYS + 1))
            lines.append(sq.Retraction(of=rng.choice(lines).id, on=on, recorded=on, **again))
        elif not isinstance(target, sq.Retraction):
            kind = rng.choice(kinds)
            lines.append(happening(rng, kind, WHATS, **header(), replaces=target.id))
    return list({line.id: line for line in lines}.values())


def long(rng: random.Random, projection: Projection | Derived, count: int) -> list[sq.Event]:
    """A history of so many lines over two months, in no order, each line once.

    Many acts are told several times, one line in six corrects another, perhaps a correction,
    some events end all, and some lines claim to be complete.
    """
    lines: dict[str, sq.Event] = {}
    while len(lines) < count:
        line = (_correction if lines and rng.random() < 0.17 else _line)(rng, projection, lines)
        lines.setdefault(line.id, line)
    return rng.sample([*lines.values()], count)


def _line(rng: random.Random, projection: Projection | Derived, _: object) -> sq.Event:
    if rng.random() < 0.04:
        since, until = sorted(rng.sample(range(LONG), 2))
        parts: list[Projection | Derived] = [bound, members, rules]
        about = rng.choice(parts if projection is bound else [projection])
        return sq.Coverage(
            about=about.name,
            scope=tuple(rng.choice([*MANY, "x", "y", ..., ...]) for _ in about.key),
            since=day(since),
            until=day(until),
            recorded=day(until + rng.randint(0, 9)),
        )
    return _said(rng, projection)


def _said(rng: random.Random, projection: Projection | Derived, **more: str) -> sq.Event:
    header: dict[str, Any] = {
        "on": when(rng, LONG),
        "act": f"act {rng.randrange(LONG)}" if rng.random() < 0.4 else None,
        "recorded": day(rng.randrange(LONG + 9)),
        "source": rng.choice("xyz"),
        **more,
    }
    if projection is bound:
        club = rng.choice("xyz")
        if rng.random() < 0.3:
            return Rule(club=club, weight=rng.choice([1, 2, 2, None]), **header)
        return Join(club=club, who=rng.choice(MANY), leaves=rng.random() < 0.4, **header)
    kind = Pay if projection is paid else rng.choice(FEW_PATTERNS)
    return happening(rng, kind, MANY, **header)


def _correction(
    rng: random.Random, projection: Projection | Derived, lines: dict[str, sq.Event]
) -> sq.Event:
    target = rng.choice([*lines.values()])
    if isinstance(target, sq.Retraction) or rng.random() < 0.5:
        on = day(rng.randrange(LONG + 9))
        return sq.Retraction(of=target.id, on=on, source=rng.choice("xyz"))
    return _said(rng, projection, replaces=target.id)
