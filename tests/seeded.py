"""Histories from a seed: small ones by the thousand, and long ones.

They are made faster than drawn ones, so that many can be compared. None draws on hash order.
"""

import random
from collections.abc import Sequence
from typing import Any

from oracles import EndAll, Only, Pay, Say, SayLate
from strategies import WHATS, day

import statusquo as sq

DAYS = 5
MIXES = {"states": (Say, Say, Say, Say, SayLate, EndAll, Only), "sums": (Pay,)}
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
