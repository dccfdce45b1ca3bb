"""Weightings to try: drawn, at the corners, and with one family left out.

The number for a weight, a half-life or rho depends on nothing but the seed, the number of the
draw and the name. So another weight changes no other draw, and more draws none of those before.
"""

import hashlib
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from statusquo.balances.definition import Balance
from statusquo.balances.doubled import Doubled, Floats, faded, whole_units
from statusquo.balances.halving import UNIT, faded_in_units
from statusquo.balances.weightings import Weightings

_STEPS = 1 << 32
MOST_NAMES = 10
"""With so many names, and no more, every corner is tried."""

Signs = NDArray[np.int64]


@attrs.frozen(eq=False)
class Trials:
    """Factors for the weights, the half-lives and rho of a balance, a row for each weighting.

    `offsets` says by how many doublings each is away from the balance, in steps of 2**-32, the
    last column for rho; it is what distances are measured by.
    """

    weightings: Weightings
    offsets: Sequence[Sequence[int]]


def drawn(balance: Balance, count: int, seed: int) -> Trials:
    """Weights and half-lives times 2**u, u uniform between -1 and 1, rho uniform on [0, 1]."""
    names = _Names.of(balance)
    weights = [_between(seed, "weight", name, count) for name in names.weights]
    half_lives = [_between(seed, "half-life", name, count) for name in names.half_lives]
    return _trials(balance, [*weights, *half_lives, _between(seed, "rho", "", count)])


def _between(seed: int, kind: str, name: str, count: int) -> NDArray[np.int64]:
    """A number between -2**32 and 2**32 for each draw, always odd."""
    text = f"{seed}\n{kind}\n{name}".encode()
    drawn = hashlib.shake_256(text).digest(4 * count)
    return np.frombuffer(drawn, dtype="<u4").astype(np.int64) * 2 + 1 - _STEPS


def corners(balance: Balance) -> tuple[Trials, str]:
    """Weights and half-lives halved or doubled, rho 0 or 1; and in words, which of these.

    With at most 10 names every combination. With more a fold-over design: the columns of a
    Hadamard matrix and their negatives. There every name is as often low as high, and so is it
    where any two other names are as they are.
    """
    names = sum(map(len, _Names.of(balance))) + 1
    few = names <= MOST_NAMES
    signs = every_corner(names) if few else fold_over(names)
    said = "every corner" if few else "corners of a fold-over design"
    return _trials(balance, list((signs * _STEPS).T)), said


def every_corner(names: int) -> Signs:
    """All combinations of -1 and 1.

    >>> every_corner(2).tolist()
    [[-1, -1], [1, -1], [-1, 1], [1, 1]]
    """
    rows = np.arange(1 << names)[:, None]
    return (rows >> np.arange(names) & 1) * 2 - 1


def fold_over(names: int) -> Signs:
    """The rows of a Hadamard matrix of Sylvester's, cut to some columns, and their negatives.

    >>> fold_over(11).shape, int(fold_over(11).sum())
    ((32, 11), 0)
    """
    matrix = np.ones((1, 1), dtype=np.int64)
    while len(matrix) <= names:
        matrix = np.block([[matrix, matrix], [matrix, -matrix]])
    half = matrix[:, 1 : names + 1]
    return np.concatenate([half, -half])


def without_families(balance: Balance) -> Weightings:
    """The balance without each of its families, in order."""
    names = list(balance.terms)
    weights = np.ones((len(balance.families), len(names)))
    for row, family in enumerate(balance.families.values()):
        weights[row, [names.index(name) for name in family]] = 0.0
    return Weightings(balance, weights, np.ones((len(weights), len(balance.acts))))


class _Names(NamedTuple):
    """The names of weights and of half-lives, each once."""

    weights: tuple[str, ...]
    half_lives: tuple[str, ...]

    @classmethod
    def of(cls, balance: Balance) -> "_Names":
        weights, half_lives = balance.weight_names, balance.half_life_names
        return cls(tuple(dict.fromkeys(weights)), tuple(dict.fromkeys(half_lives)))


def _trials(balance: Balance, columns: Sequence[Signs]) -> Trials:
    """The weightings for a column of offsets for each weight, half-life, and rho."""
    names, rho = _Names.of(balance), columns[-1]
    weights = dict(zip(names.weights, columns, strict=False))
    fading = dict(zip(names.half_lives, columns[len(names.weights) :], strict=False))
    own = Weightings(
        balance,
        _doublings([weights[name] for name in balance.weight_names], len(rho)),
        _doublings([-fading[name] for name in balance.half_life_names], len(rho)),
        (rho + _STEPS) / (2.0 * _STEPS),
    )
    # Rho may be anywhere between 0 and 1, so its distance is from where it is in the balance.
    default = int(balance.rho * 2 * _STEPS) - _STEPS
    return Trials(own, np.stack([*columns[:-1], rho - default], axis=1).tolist())


def _doublings(columns: Sequence[Signs], rows: int) -> Floats:
    """2 to the power of offsets in steps of 2**-32, between 1/2 and 2, to the nearest 2**-40."""
    offsets = np.array(columns, dtype=np.int64).reshape(-1, rows).T.ravel()
    left = (_STEPS - offsets).astype(np.float64) / _STEPS
    start = Doubled(np.full(left.shape, 2.0 * (1 << UNIT)), np.zeros(left.shape))
    units, unsure = whole_units(faded(start, Doubled(left, np.zeros(left.shape))))
    for place in np.flatnonzero(unsure).tolist():
        days = _STEPS - int(offsets[place])
        units[place] = faded_in_units(Fraction(2), days, Fraction(_STEPS))
    return (units.astype(np.float64) / (1 << UNIT)).reshape(rows, -1)
