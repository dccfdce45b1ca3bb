"""Bounds of a share: what it is at least and at most, on every reading.

A share grows with what its actor has, and falls with what the others have. Each score is taken at
either end by itself, as `reach` gives it, so no reading goes beyond the bounds.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from statusquo.balances.definition import Balance
from statusquo.balances.holdings import Pair
from statusquo.balances.reach import Reach, reach_of
from statusquo.balances.shares import Per
from statusquo.balances.tallies import Scope
from statusquo.courses.origins import Origin
from statusquo.lines.keys import KeyPlace
from statusquo.ranges import Range


class Parts(NamedTuple):
    """What an actor has above 0, and what all others have together, each from least to most."""

    own: Reach
    others: Reach

    @property
    def is_sure(self) -> bool:
        """Whether anybody has anything on every reading."""
        return self.own[0] + self.others[0] > 0

    @property
    def ends(self) -> tuple[Fraction, Fraction] | None:
        """The ends of the share where anybody has anything; None where nobody ever has."""
        (least, most), (fewest, all_) = self.own, self.others
        if most + all_ == 0:
            return None
        low = Fraction(least, least + all_) if least + all_ else Fraction(1)
        high = Fraction(most, most + fewest) if most + fewest else Fraction(0)
        return low, high

    def plus(self, other: "Parts") -> "Parts":
        """The parts of two targets together."""
        return Parts(_sum(self.own, other.own), _sum(self.others, other.others))


_NOTHING = Parts((0, 0), (0, 0))


def share_bounds(
    balance: Balance,
    origin: Origin,
    scope: Scope,
    pairs: Iterable[Pair],
    actor: KeyPlace,
    per: Per,
    day: int,
) -> Range | None:
    """The bounds of a share at the end of a day, on those readings on which there is one."""
    parts = dict.fromkeys(scope.targets, _NOTHING)
    for pair in pairs:
        if scope.covers(pair):
            reach = _above(reach_of(balance, origin, pair, day))
            own = Parts(reach, (0, 0)) if pair[0] == actor else Parts((0, 0), reach)
            parts[pair[1]] = parts[pair[1]].plus(own)
    if per == "pooled":
        whole = _NOTHING
        for part in parts.values():
            whole = whole.plus(part)
        return None if whole.ends is None else Range(*whole.ends)
    return _mean([part for part in parts.values() if part.ends is not None])


def _above(reach: Reach) -> Reach:
    return max(reach[0], 0), max(reach[1], 0)


def _sum(one: Reach, other: Reach) -> Reach:
    return one[0] + other[0], one[1] + other[1]


def _mean(parts: Sequence[Parts]) -> Range | None:
    """The bounds of the mean over targets, of which those that are not sure may be left out."""
    if not parts:
        return None
    ends = [(part.ends or (Fraction(0), Fraction(1)), part.is_sure) for part in parts]
    low = least_mean([e[0] for e, sure in ends if sure], [e[0] for e, sure in ends if not sure])
    high = least_mean([-e[1] for e, sure in ends if sure], [-e[1] for e, sure in ends if not sure])
    return Range(low, -high)


def least_mean(sure: Sequence[Fraction], optional: Sequence[Fraction]) -> Fraction:
    """The least mean of all that are sure and any of the others, at least one in all.

    >>> least_mean([Fraction(1)], [Fraction(0), Fraction(3)])
    Fraction(1, 2)
    """
    taken = list(sure)
    for number in sorted(optional):
        if not taken or number * len(taken) < sum(taken, Fraction(0)):
            taken.append(number)
    return sum(taken, Fraction(0)) / len(taken)
