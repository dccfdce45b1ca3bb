"""Incidence: whether a key held at some moment of a period, on some reading and on every one.

It did if it was set on a day of the period, or holds at the end of the first day. So a period that
begins on the day on which a fact ends does not have it, and what began and ended on one day counts
on that day. Days are ordinals; both ends of a period are included.
"""

import functools
from collections.abc import Iterator, Sequence

import attrs

from statusquo.courses.readings import Act, Possibilities, Telling, possibilities
from statusquo.dates.days import OPEN
from statusquo.dates.periods import Periods, union
from statusquo.projecting.values import ABSENT

Place = tuple[int, int]


@attrs.frozen(eq=False, slots=False)
class Incidence:
    """When one key may and must have held, by the acts that touch it."""

    acts: Sequence[Act] = ()

    @functools.cached_property
    def read(self) -> Possibilities:
        """What is possible at the end of each day."""
        return possibilities(self.acts)

    def may_occur(self, first: int, last: int) -> bool:
        """Whether the key held at some moment of the period on some reading."""
        if first > last:
            return False
        if any(t.first <= last and first <= t.last for act in self.acts for t in _setting(act)):
            return True
        return self.read.at(first) != {ABSENT}

    def must_occur(self, first: int, last: int) -> bool:
        """Whether the key held at some moment of the period on every reading.

        It is absent on a reading that sets it on no day of the period and leaves it ended, or
        never set, at the end of the first day. Such a reading is looked for.
        """
        if first > last:
            return False
        loud = [act for act in self.acts if _must_set(act, last)]
        tellings = (telling for act in self.acts for telling in _ending(act))
        ended = max(((t.last, t.rank) for t in tellings if t.first <= first), default=None)
        if ended is None:
            return bool(loud)
        return not all(_may_precede(act, first, ended) for act in loud)

    def earliest(self, first: int, last: int) -> int | None:
        """The first day of the period on which the key holds on some reading."""
        if self.may_occur(first, min(first, last)):
            return first
        days = (t.first for act in self.acts for t in _setting(act) if first <= t.first <= last)
        return min(days, default=None)

    def settled(self, first: int, last: int) -> int | None:
        """The day of the period by which the key has held in it on every reading."""
        ends = {t.last for act in self.acts for t in act.tellings if first <= t.last <= last}
        days = sorted({first, *ends})
        return next((day for day in days if self.must_occur(first, min(day, last))), None)

    def possible_days(self) -> Periods:
        """The days at the end, or in the course, of which the key may hold."""
        tellings = (telling for act in self.acts for telling in _setting(act))
        windows = ((t.first, min(t.last + 1, OPEN)) for t in tellings)
        held = ((start, end) for start, end, read in self._stretches() if read != {ABSENT})
        return union(tuple(held), tuple(windows))

    def certain_days(self) -> Periods:
        """The days at the end of which the key holds on every reading."""
        sure = ((start, end) for start, end, read in self._stretches() if ABSENT not in read)
        return union(tuple(sure))

    def told_until(self) -> int:
        """The last day on which some event that touches the key may take effect; 0 for none."""
        days = (t.last for act in self.acts for t in act.tellings if t.last < OPEN)
        return max(days, default=0)

    def _stretches(self) -> Iterator[tuple[int, int, frozenset[int]]]:
        """What is possible from one day to another."""
        read = self.read
        return zip(read.days, [*read.days, OPEN][1:], read.outcomes, strict=True)


def _setting(act: Act) -> Iterator[Telling]:
    return (telling for telling in act.tellings if telling.outcome != ABSENT)


def _ending(act: Act) -> Iterator[Telling]:
    return (telling for telling in act.tellings if telling.outcome == ABSENT)


def _must_set(act: Act, last: int) -> bool:
    """Whether it sets the key by the last day, whichever of its tellings is true."""
    return not act.elsewhere and all(
        telling.outcome != ABSENT and not telling.doubtful and telling.last <= last
        for telling in act.tellings
    )


def _may_precede(act: Act, first: int, ended: Place) -> bool:
    """Whether it may set the key before the period and no later than the end that may follow."""
    return any(t.first < first and (t.first, t.rank) <= ended for t in act.tellings)
