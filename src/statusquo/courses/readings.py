"""The readings of one key's history where days or tellings leave room for more than one.

A reading picks one telling of each act and one day from its window. The nominal reading is one
of them; what is possible is what holds on some reading. Both are local to a key.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
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

    @property
    def is_open(self) -> bool:
        """Whether it has no last day, so that it never counts nominally."""
        return self.last == OPEN


class Act(NamedTuple):
    """The tellings of one act that touch the key; `elsewhere` if others of its do not."""

    tellings: Sequence[Telling]
    elsewhere: bool

    def settled(self) -> int:
        """The day by whose end it has touched the key on every reading; OPEN if there is none."""
        if self.elsewhere or any(telling.doubtful for telling in self.tellings):
            return OPEN
        return max(telling.last for telling in self.tellings)

    def earliest(self) -> tuple[int, int]:
        """The earliest day and rank that some reading gives it."""
        return min((t.first, t.rank) for t in self.tellings)

    def is_disputed(self, day: int) -> bool:
        """Whether its tellings, each taken as it stands, differ on what it has done by a day.

        One whose last day is later has done nothing yet, as one that does not touch the key.
        """
        done = [t.outcome if t.last <= day else None for t in self.tellings]
        return len({*done, *([None] if self.elsewhere else [])}) > 1


def undecided(one: Telling, other: Telling) -> bool:
    """Whether which of them comes last is open, and makes a difference."""
    return one.outcome != other.outcome and not (one.last, one.rank) < (other.first, other.rank)


def nominal_order(tellings: Iterable[Telling]) -> list[tuple[int, Telling]]:
    """The tellings as the nominal reading takes them, each with the day from which it counts.

    The next is, among those that no other surely precedes, the first by (last, rank, recorded,
    id) that does not end what does not hold; if there is none, the first. None counts later than
    one ordered after it.
    """
    waiting = _Waiting(tellings)
    ordered: list[Telling] = []
    holding = False
    while (telling := waiting.take(holding=holding)) is not None:
        ordered.append(telling)
        holding = telling.outcome != ABSENT
    days: list[int] = []
    for telling in reversed(ordered):
        days.append(min(telling.last, days[-1]) if days else telling.last)
    return list(zip(reversed(days), ordered, strict=True))


class _Waiting:
    """Tellings not yet taken; free are those that no other waiting one surely precedes."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self._by_last = sorted(tellings, reverse=True)
        self._by_first = sorted(self._by_last, key=_earliest_place, reverse=True)
        self._taken: set[str] = set()
        self._free: list[Telling] = []
        self._free_to_set: list[Telling] = []

    def take(self, *, holding: bool) -> Telling | None:
        """The next in the nominal order, or None when all are taken."""
        self._drop_taken()
        if not self._by_last:
            return None
        first = self._by_last[-1]
        while self._by_first and _earliest_place(self._by_first[-1]) <= first[:4]:
            self._release(self._by_first.pop())
        chosen = self._free[0] if holding or not self._free_to_set else self._free_to_set[0]
        self._taken.add(chosen.id)
        return chosen

    def _release(self, telling: Telling) -> None:
        heappush(self._free, telling)
        if telling.outcome != ABSENT:
            heappush(self._free_to_set, telling)

    def _drop_taken(self) -> None:
        while self._by_last and self._by_last[-1].id in self._taken:
            self._by_last.pop()
        for heap in (self._free, self._free_to_set):
            while heap and heap[0].id in self._taken:
                heappop(heap)


def _earliest_place(telling: Telling) -> tuple[int, int, int, str]:
    return telling.first, telling.rank, telling.recorded, telling.id


class Possibilities(NamedTuple):
    """What is possible over time: `outcomes[i]` from `days[i]` to the day before the next.

    ABSENT is among the outcomes where the fact may not hold; before the first day it does not.
    """

    days: Sequence[int]
    outcomes: Sequence[frozenset[int]]

    def at(self, day: int) -> frozenset[int]:
        """The outcomes that some reading gives at the end of `day`."""
        index = bisect_right(self.days, day) - 1
        return self.outcomes[index] if index >= 0 else frozenset((ABSENT,))


def possibilities(acts: Sequence[Act]) -> Possibilities:
    """What some reading gives at the end of each day.

    A telling can be the last by a day if it may have happened and every other act may be later
    than that day, may precede it, or may tie with it. Of the acts that surely happened, the one
    with the latest earliest day decides; so one walk over the days is enough.
    """
    days = turning_days(telling for act in acts for telling in act.tellings)
    coming = sorted(
        ((t.first, n, t) for n, act in enumerate(acts) for t in act.tellings), reverse=True
    )
    settling = sorted(((act.settled(), n) for n, act in enumerate(acts)), reverse=True)
    candidates: list[tuple[int, Telling]] = []
    bounds: list[tuple[tuple[int, int], int]] = []
    outcomes: list[frozenset[int]] = []
    for day in days:
        while coming and coming[-1][0] <= day:
            _, number, telling = coming.pop()
            candidates.append((number, telling))
        while settling and settling[-1][0] <= day:
            number = settling.pop()[1]
            bounds = sorted([*bounds, (acts[number].earliest(), number)])[-2:]
        candidates = [c for c in candidates if not _is_past(c, bounds)]
        open_yet = frozenset(t.outcome for n, t in candidates if _may_be_last(n, t, day, bounds))
        outcomes.append(open_yet if bounds else open_yet | {ABSENT})
    return Possibilities(days, outcomes)


Bounds = Sequence[tuple[tuple[int, int], int]]


def _bound(number: int, bounds: Bounds) -> tuple[int, int] | None:
    """The latest earliest place among the other acts that surely happened."""
    if not bounds:
        return None
    place, other = bounds[-1]
    if other != number:
        return place
    return bounds[0][0] if len(bounds) > 1 else None


def _is_past(candidate: tuple[int, Telling], bounds: Bounds) -> bool:
    """Whether something surely came after the telling, whenever it happened."""
    number, telling = candidate
    bound = _bound(number, bounds)
    return bound is not None and bound > (telling.last, telling.rank)


def _may_be_last(number: int, telling: Telling, day: int, bounds: Bounds) -> bool:
    bound = _bound(number, bounds)
    return bound is None or bound <= (min(telling.last, day), telling.rank)


def turning_days(tellings: Iterable[Telling]) -> list[int]:
    """The days on which what is possible may change, in order."""
    days = {
        day
        for telling in tellings
        for day in (telling.first, telling.first + 1, telling.last)
        if day < OPEN
    }
    return sorted(days)
