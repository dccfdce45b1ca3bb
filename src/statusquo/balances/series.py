"""Scores over time: those of many days at once, for all pairs."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, overload

import attrs
import numpy as np
from numpy.typing import NDArray

from statusquo.balances.doubled import Units
from statusquo.balances.halving import UNIT
from statusquo.balances.holdings import ActColumns, Holdings, Pair
from statusquo.balances.terms import InvalidBalance
from statusquo.balances.weighing import (
    Indices,
    active_ties,
    sums_by,
    weighed_acts,
    weighed_ties,
)
from statusquo.balances.weightings import Weightings
from statusquo.dates.days import civil
from statusquo.logs.columns import numbers

_BLOCK = 1 << 17
"""So many impulses are worked on together."""
_CELLS = 1 << 22
"""So many scores of pairs and days are held at once."""
_TABLES = 1 << 23
"""So many numbers may be in the tables of what is left of each amount after each day."""


class Course(NamedTuple):
    """Scores other than 0 in columns, by pair and day: places of pairs and of days, and units."""

    pair: Indices
    day: Indices
    units: Units


def course_of(holdings: Holdings, days: Sequence[int], by: Weightings) -> Course:
    """The scores of all pairs at the ends of some days, in order, under one weighting."""
    ties = _tie_scores(holdings, days, by)
    acts = _Fading.of(holdings, days, by)
    none = np.zeros(0, dtype=np.int64)
    found = (
        _nonzero(first, acts.scores(first, last, ties)) for first, last in _blocks(holdings, days)
    )
    parts = [Course(none, none, none), *found]
    return Course(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _nonzero(first: int, scores: Units) -> Course:
    plain = np.ascontiguousarray(scores).ravel()
    place = np.flatnonzero(plain)
    pair, day = np.divmod(place, scores.shape[1])
    return Course(pair + first, day, plain[place])


def _blocks(holdings: Holdings, days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of pairs, [first, last), that have few enough impulses and scores together."""
    pairs = max(1, _CELLS // max(1, len(days)))
    ends = np.searchsorted(holdings.acts.pair, np.arange(len(holdings.pairs) + 1))
    weight = ends + np.arange(len(ends))
    first = 0
    while first < len(holdings.pairs):
        most = int(weight[first]) + _BLOCK
        last = int(np.searchsorted(weight, most, side="right")) - 1
        last = min(max(last, first + 1), first + pairs, len(holdings.pairs))
        yield first, last
        first = last


Tied = Sequence[tuple[Indices, Units]]


def _tie_scores(holdings: Holdings, days: Sequence[int], by: Weightings) -> Tied:
    """The pairs with ties on each day, and what these count; weighed anew where any changes."""
    held = holdings.ties
    turns = np.unique(np.concatenate([held.start, held.end]))
    epochs = numbers(np.searchsorted(turns, np.array(days, dtype=np.int32), side="right"))
    found: dict[int, tuple[Indices, Units]] = {}
    for epoch, day in zip(epochs, days, strict=True):
        if epoch not in found:
            ties = held.chosen(np.flatnonzero(active_ties(held, day)))
            pairs, starts = np.unique(ties.pair, return_index=True)
            units = sums_by(starts, weighed_ties(ties, holdings.numbers, by))
            found[epoch] = pairs.astype(np.int64), units[0]
    return [found[epoch] for epoch in epochs]


@attrs.frozen(eq=False)
class _Fading:
    """Impulses with, for each, where in a table of what is left of its amount a day begins.

    The tables of all amounts stand one behind the other, each with zeros before its first day.
    Where they would be too long, each day is weighed by itself, and there is no table.
    """

    holdings: Holdings
    days: Sequence[int]
    by: Weightings
    start: Indices
    table: Units | None

    @classmethod
    def of(cls, holdings: Holdings, days: Sequence[int], by: Weightings) -> "_Fading":
        acts = holdings.acts
        kinds = acts.term.astype(np.int64) * max(1, len(holdings.numbers)) + acts.number
        _, first, kind = np.unique(kinds, return_index=True, return_inverse=True)
        if not len(acts.day) or not days:
            return cls(holdings, days, by, np.zeros(len(acts.day), dtype=np.int64), None)
        before = max(0, int(acts.day.max()) - days[0])
        length = before + max(0, days[-1] - int(acts.day.min())) + 1
        if length * len(first) > max(_TABLES, len(acts.day)):
            return cls(holdings, days, by, np.zeros(len(acts.day), dtype=np.int64), None)
        try:
            table = _table(acts.chosen(first), before, length, holdings, by)
            _check_sizes(holdings, table.reshape(-1, length)[:, before], kind)
        except InvalidBalance:
            # Too large on their first day they may be, and fit on the days that are asked for.
            return cls(holdings, days, by, np.zeros(len(acts.day), dtype=np.int64), None)
        start = kind * length + before - acts.day.astype(np.int64)
        return cls(holdings, days, by, start, table)

    def scores(self, first: int, last: int, ties: Tied) -> Units:
        """The scores of the pairs in [first, last), a row each, a column for each day."""
        pairs = self.holdings.acts.pair
        rows = slice(*np.searchsorted(pairs, np.array([first, last], dtype=np.int32)).tolist())
        found = np.zeros((len(self.days), last - first), dtype=np.int64)
        own, starts = np.unique(pairs[rows], return_index=True)
        if len(own):
            for number, units in enumerate(self._units(rows)):
                found[number, own - first] = np.add.reduceat(units, starts)
        for number, (tied, units) in enumerate(ties):
            part = slice(*np.searchsorted(tied, [first, last]).tolist())
            found[number, tied[part] - first] += units[part]
        return found.T

    def _units(self, rows: slice) -> Iterator[Units]:
        """What some impulses count on each day."""
        acts = self.holdings.acts.chosen(rows)
        if self.table is None:
            yield from (self._weighed(acts, day) for day in self.days)
            return
        start = self.start[rows]
        place, units = np.empty_like(start), np.empty(len(start), dtype=np.int64)
        for day in self.days:
            np.add(start, day, out=place)
            yield np.take(self.table, place, out=units, mode="clip")

    def _weighed(self, acts: ActColumns, day: int) -> Units:
        units = np.zeros(len(acts.day), dtype=np.int64)
        now = np.flatnonzero(acts.day <= day)
        units[now] = weighed_acts(acts.chosen(now), day, self.holdings.numbers, self.by)[0]
        sums_by(np.unique(acts.pair, return_index=True)[1], units[None, :])
        return units


def _table(
    kinds: ActColumns, before: int, length: int, holdings: Holdings, by: Weightings
) -> Units:
    """What is left of one impulse of each kind, day by day, after zeros for the days before."""
    left = np.arange(length - before, dtype=np.int64)
    tables = np.zeros((len(kinds.day), length), dtype=np.int64)
    for row in range(len(kinds.day)):
        one = kinds.chosen(np.full(len(left), row))
        tables[row, before:] = weighed_acts(one, left + int(kinds.day[row]), holdings.numbers, by)[
            0
        ]
    return tables.ravel()


def _check_sizes(holdings: Holdings, sizes: Units, kind: NDArray[np.int64]) -> None:
    """Refuse sums that might not fit, though no more may ever be left than there was."""
    starts = np.unique(holdings.acts.pair, return_index=True)[1]
    sums_by(starts, np.abs(sizes)[kind][None, :])


def to_places(number: Fraction) -> Decimal:
    """A number to six decimal places, half to even, for plots: the exact one stands beside it.

    >>> to_places(Fraction(2, 3))
    Decimal('0.666667')
    """
    return Decimal(round(number * 10**6)).scaleb(-6)


class ScoreRows(Sequence[tuple[Any, ...]]):
    """The rows (actor, target, day, score, rounded) of a course, each made when it is asked for."""

    def __init__(self, pairs: Sequence[Pair], days: Sequence[int], course: Course) -> None:
        self._pairs = pairs
        self._days = days
        self._course = course

    def __len__(self) -> int:
        return len(self._course.pair)

    @overload
    def __getitem__(self, index: int) -> tuple[Any, ...]: ...

    @overload
    def __getitem__(self, index: slice) -> "ScoreRows": ...

    def __getitem__(self, index: int | slice) -> "tuple[Any, ...] | ScoreRows":
        if isinstance(index, slice):
            part = Course(*(column[index] for column in self._course))
            return ScoreRows(self._pairs, self._days, part)
        actor, target = self._pairs[int(self._course.pair[index])]
        day = civil(self._days[int(self._course.day[index])])
        score = Fraction(int(self._course.units[index]), 1 << UNIT)
        return actor, target, day, score, to_places(score)

    def __eq__(self, other: object) -> bool:
        """Compare row by row, with any sequence of rows."""
        if not isinstance(other, (list, tuple, ScoreRows)):
            return NotImplemented
        return list(self) == list(other)  # pyright: ignore[reportUnknownArgumentType]  # any rows

    __hash__ = None  # type: ignore[assignment]  # as of a list
