"""The readings of one key's history where days or tellings leave room for more than one.

A reading picks one telling of each act and one day from its window. The nominal reading is one
of them; what is possible is what holds on some reading. Both are local to a key.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from statusquo.dates.days import OPEN
from statusquo.projecting.values import ABSENT


class Telling(NamedTuple):
    """One event's say on one key.

    `outcome` is the code of the value that it sets, or ABSENT. `act` is the number of its act;
    an event without other tellings is an act of its own.
    """

    last: int
    rank: int
    recorded: int
    id: str
    first: int
    outcome: int
    doubtful: bool
    act: int
    event: int


class Act(NamedTuple):
    """The tellings of one act that touch the key; `elsewhere` if others of its do not."""

    tellings: Sequence[Telling]
    elsewhere: bool

    def may_be_later(self, day: int) -> bool:
        """Whether on some reading it has not touched the key by the end of `day`."""
        return self.elsewhere or any(t.last > day or t.doubtful for t in self.tellings)

    def earliest(self) -> tuple[int, int]:
        """The earliest day and rank that some reading gives it."""
        return min((t.first, t.rank) for t in self.tellings)


def surely_before(one: Telling, other: Telling) -> bool:
    """Whether `one` stands before `other` whatever their days."""
    return (one.last, *one[1:4]) < (other.first, *other[1:4])


def undecided(one: Telling, other: Telling) -> bool:
    """Whether which of them comes last is open, and makes a difference."""
    return one.outcome != other.outcome and not (one.last, one.rank) < (other.first, other.rank)


def nominal_order(tellings: Iterable[Telling]) -> list[tuple[int, Telling]]:
    """The tellings as the nominal reading takes them, each with the day from which it counts.

    The next is, among those that no other surely precedes, the first by (last, rank, recorded,
    id) that does not end what does not hold; if there is none, the first. None counts later than
    one ordered after it.
    """
    waiting = sorted(tellings)
    ordered: list[Telling] = []
    holding = False
    while waiting:
        chosen = _next(waiting, holding=holding)
        waiting.remove(chosen)
        ordered.append(chosen)
        holding = chosen.outcome != ABSENT
    days: list[int] = []
    for telling in reversed(ordered):
        days.append(min(telling.last, days[-1]) if days else telling.last)
    return list(zip(reversed(days), ordered, strict=True))


def _next(waiting: Sequence[Telling], *, holding: bool) -> Telling:
    first = waiting[0]
    for telling in waiting:
        if telling is not first and surely_before(first, telling):
            continue
        if holding or telling.outcome != ABSENT:
            return telling
    return first


def possible_outcomes(acts: Sequence[Act], day: int) -> set[int]:
    """The outcomes that some reading gives at the end of `day`; ABSENT where none may hold.

    A telling can be the last by `day` if it may have happened and every other act may be later
    than `day`, may precede it, or may tie with it.
    """
    outcomes = set[int]()
    happened = [(act.earliest(), act) for act in acts if not act.may_be_later(day)]
    if not happened:
        outcomes.add(ABSENT)
    happened.sort(key=lambda pair: pair[0])
    for act in acts:
        bound = next((earliest for earliest, other in reversed(happened) if other is not act), None)
        for telling in act.tellings:
            if telling.first <= day and (
                bound is None or bound <= (min(telling.last, day), telling.rank)
            ):
                outcomes.add(telling.outcome)
    return outcomes


def turning_days(tellings: Iterable[Telling]) -> list[int]:
    """The days on which what is possible may change, in order."""
    days = {
        day
        for telling in tellings
        for day in (telling.first, telling.first + 1, telling.last)
        if day < OPEN
    }
    return sorted(days)
