"""Incidence: whether a key held at some moment of a period, on some reading and on every one.

It did if it was set on a day of the period, or holds at the end of the first day. So a period that
begins on the day on which a fact ends does not have it, and what began and ended on one day counts
on that day. Days are ordinals; both ends of a period are included.
"""

from collections.abc import Iterator, Sequence

from statusquo.courses.readings import Act, Telling, possibilities
from statusquo.projecting.values import ABSENT

Place = tuple[int, int]


def may_occur(acts: Sequence[Act], first: int, last: int) -> bool:
    """Whether the key held at some moment of the period on some reading."""
    if first > last:
        return False
    set_within = any(t.first <= last and first <= t.last for act in acts for t in _setting(act))
    return set_within or possibilities(acts).at(first) != {ABSENT}


def must_occur(acts: Sequence[Act], first: int, last: int) -> bool:
    """Whether the key held at some moment of the period on every reading.

    It is absent on a reading that sets it on no day of the period and leaves it ended, or never
    set, at the end of the first day. Such a reading is looked for.
    """
    if first > last:
        return False
    loud = [act for act in acts if not _may_be_silent(act, first, last)]
    if not loud:
        return False
    endings = ((act, t) for act in acts for t in _ending(act) if t.first <= first)
    return not any(
        all(other is act or _may_precede(other, first, _latest(t, first)) for other in loud)
        for act, t in endings
    )


def earliest(acts: Sequence[Act], first: int, last: int) -> int | None:
    """The first day of the period on which the key holds on some reading."""
    days = (max(t.first, first) for act in acts for t in _setting(act) if first <= t.last)
    found = [first] if may_occur(acts, first, min(first, last)) else list(days)
    return min((day for day in found if day <= last), default=None)


def settled(acts: Sequence[Act], first: int, last: int) -> int | None:
    """The day of the period by which the key has held in it on every reading."""
    days = {first, *(t.last for act in acts for t in act.tellings if first <= t.last <= last)}
    return next((day for day in sorted(days) if must_occur(acts, first, min(day, last))), None)


def _setting(act: Act) -> Iterator[Telling]:
    return (telling for telling in act.tellings if telling.outcome != ABSENT)


def _ending(act: Act) -> Iterator[Telling]:
    return (telling for telling in act.tellings if telling.outcome == ABSENT)


def _may_be_silent(act: Act, first: int, last: int) -> bool:
    """Whether it may say nothing by the end of the first day, and set nothing in the period."""
    return (
        act.elsewhere
        or any(telling.doubtful for telling in act.tellings)
        or any(telling.last > last for telling in _setting(act))
        or any(telling.last > first for telling in _ending(act))
    )


def _latest(ending: Telling, first: int) -> Place:
    """The latest place by the end of the first day at which the key may be ended."""
    return min(ending.last, first), ending.rank


def _may_precede(act: Act, first: int, ended: Place) -> bool:
    """Whether it may leave the key ended: by an end, or set before the period and before `ended`.

    An end may come after the other end, or before it, and leaves the key ended all the same.
    """
    return any(True for _ in _ending(act)) or any(
        t.first < first and (t.first, t.rank) <= ended for t in _setting(act)
    )
