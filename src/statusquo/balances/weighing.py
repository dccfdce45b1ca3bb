"""Weighing: from what there is to weigh on a day to what each piece of it counts, in units.

`TieColumns` and `ActColumns` of one day come in; a matrix of whole units comes out, with a row
for each weighting and a column for each piece. Floats of 106 digits are tried first, and exact
integers wherever these cannot be sure.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from statusquo.balances.doubled import Doubled, Floats, Mask, Units, faded, whole_units
from statusquo.balances.halving import faded_in_units, in_units
from statusquo.balances.holdings import ActColumns, Holdings, TieColumns
from statusquo.balances.terms import InvalidBalance
from statusquo.balances.weightings import Weightings

_AT_ONCE = 1 << 14
"""So many numbers are worked on together: they stay in the processor's cache."""
_MOST = float(1 << 62)

Indices = NDArray[np.int64]


def weighed_ties(held: TieColumns, numbers: Sequence[Fraction], by: Weightings) -> Units:
    """What each tie counts within its bundle."""
    sizes = by.in_units.at((..., held.term)).times(Doubled.of(numbers).at(held.number))
    rank = bundle_ranks(held, sizes, by)
    values = sizes.times(_powers(by, rank))

    def exact(row: int, piece: int) -> int:
        size = by.exact_weight(row, int(held.term[piece])) * numbers[int(held.number[piece])]
        return in_units(size * by.exact_rho(row) ** int(rank[row, piece]))

    return _settled(values, exact)


def bundle_ranks(held: TieColumns, sizes: Doubled, by: Weightings) -> Indices:
    """The place of each tie in its bundle, from 0, the largest first.

    A bundle is of one pair, family and sign.
    """
    large = sizes.absolute()
    bundle = held.pair.astype(np.int64) * (2 * len(by.balance.terms) + 2)
    bundles = bundle + 2 * _families(by)[held.term] + (sizes.high > 0)
    order = _in_order(bundles, -large.high, -large.low)
    sorted_ = np.take_along_axis(bundles, order, axis=1)
    new = np.ones(order.shape, dtype=np.bool_)
    new[:, 1:] = sorted_[:, 1:] != sorted_[:, :-1]
    place = np.zeros(order.shape, dtype=np.int64) + np.arange(order.shape[1], dtype=np.int64)
    first = np.maximum.accumulate(np.where(new, place, 0), axis=1)
    rank = np.empty(order.shape, dtype=np.int64)
    np.put_along_axis(rank, order, place - first, axis=1)
    return rank


def _in_order(bundles: Indices, high: Floats, low: Floats) -> Indices:
    """The order of each row by these; `low` is only looked at where all else ties anywhere."""
    order = np.lexsort((high, bundles), axis=1)
    keys = [np.take_along_axis(column, order, axis=1) for column in (bundles, high, low)]
    same, equal, close = (column[:, 1:] == column[:, :-1] for column in keys)
    if not (same & equal & ~close).any():
        return order
    return np.lexsort((low, high, bundles), axis=1)


def _families(by: Weightings) -> Indices:
    number = {name: n for n, names in enumerate(by.balance.families.values()) for name in names}
    return np.array([number[name] for name in by.balance.terms], dtype=np.int64)


def _powers(by: Weightings, rank: Indices) -> Doubled:
    """Rho to the power of each rank."""
    rho, ones = by.rhos, np.ones(len(by))
    powers = [Doubled(ones, np.zeros(len(by)))]
    for _ in range(int(rank.max(initial=0))):
        powers.append(powers[-1].times(rho))
    high, low = (np.stack(each, axis=1) for each in zip(*powers, strict=True))
    rows = np.arange(len(by))[:, None]
    return Doubled(high[rows, rank], low[rows, rank])


def weighed_acts(
    held: ActColumns, day: int | Indices, numbers: Sequence[Fraction], by: Weightings
) -> Units:
    """What is left of each impulse at the end of a day, or of a day for each."""
    found = np.empty((len(by), len(held.pair)), dtype=np.int64)
    amounts, elapsed = Doubled.of(numbers), np.asarray(day - held.day.astype(np.int64))
    step = max(1, _AT_ONCE // max(1, len(by)))
    for start in range(0, len(held.pair), step):
        part = slice(start, start + step)
        own = held.chosen(part)
        days = elapsed[part]
        found[:, part] = _acts_at_once(own, days, amounts, numbers, by)
    return found


def _acts_at_once(
    held: ActColumns, days: Any, amounts: Doubled, numbers: Sequence[Fraction], by: Weightings
) -> Units:
    first = len(by.balance.ties)
    sizes = by.in_units.at((..., held.term)).times(amounts.at(held.number))
    values = faded(sizes, by.rates.at((..., held.term - first)).scaled(days.astype(np.float64)))

    def exact(row: int, piece: int) -> int:
        term = int(held.term[piece])
        size = by.exact_weight(row, term) * numbers[int(held.number[piece])]
        return faded_in_units(size, int(days[piece]), by.exact_half_life(row, term))

    return _settled(values, exact)


def _settled(values: Doubled, exact: Callable[[int, int], int]) -> Units:
    """The values as whole units; those that are not sure are asked for exactly."""
    if values.high.size and float(np.abs(values.high).max()) >= _MOST:
        raise too_large()
    units, unsure = whole_units(values)
    for row, piece in np.argwhere(unsure).tolist():
        units[row, piece] = exact(row, piece)
    return units


def too_large() -> InvalidBalance:
    """The error for what would not fit into whole units of 64 bits."""
    return InvalidBalance(
        "what weighs more than 4 million in all is too large to be weighed",
        code="balance-size",
        hint="count in larger units, such as millions",
    )


def sums_by(starts: Indices, units: Units) -> Units:
    """The sums of runs of columns that begin at `starts`; raises where one would be too large."""
    if not len(starts):
        return np.zeros((len(units), 0), dtype=np.int64)
    rough = np.add.reduceat(np.abs(units.astype(np.float64)), starts, axis=1)
    if float(rough.max()) >= _MOST:
        raise too_large()
    summed: Units = np.add.reduceat(units, starts, axis=1)
    return summed


def active_ties(held: TieColumns, day: int) -> Mask:
    """Which ties hold at the end of a day."""
    found: Mask = (held.start <= day) & (day < held.end)
    return found


def scores_on(holdings: Holdings, day: int, by: Weightings) -> tuple[Indices, Units]:
    """The pairs with anything to weigh at the end of a day, and their scores.

    The pairs are places, in order; the scores are in units, a row for each weighting.
    """
    ties = holdings.ties.chosen(np.flatnonzero(active_ties(holdings.ties, day)))
    acts = holdings.acts.chosen(np.flatnonzero(holdings.acts.day <= day))
    tied = weighed_ties(ties, holdings.numbers, by)
    acted = weighed_acts(acts, day, holdings.numbers, by)
    both = np.concatenate([ties.pair, acts.pair])
    order = np.argsort(both, kind="stable")
    found, starts = np.unique(both[order], return_index=True)
    units = np.concatenate([tied, acted], axis=1)[:, order]
    return found.astype(np.int64), sums_by(starts.astype(np.int64), units)
