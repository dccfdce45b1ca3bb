"""Tallies: what the actors who are counted have with the targets of a question."""

import functools
from collections.abc import Sequence

import attrs
import numpy as np

from statusquo.balances.doubled import Units
from statusquo.balances.holdings import Pair
from statusquo.lines.keys import KeyPlace

_MOST = float(1 << 62)


@attrs.frozen(cache_hash=True)
class Scope:
    """Whom a question is about: the targets, and which actors are counted.

    Without `who` these are all outside the targets, and with `within` also those inside. Nobody
    is ever counted on themselves.
    """

    targets: tuple[KeyPlace, ...]
    who: tuple[KeyPlace, ...] | None = None
    within: bool = False

    def counts(self, actor: KeyPlace) -> bool:
        """Whether an actor is counted."""
        if self.who is not None:
            return actor in self.who
        return self.within or actor not in self.targets

    def covers(self, pair: Pair) -> bool:
        """Whether a pair is of a target and an actor who is counted."""
        return pair[1] in self.targets and self.counts(pair[0])


@attrs.frozen(eq=False, slots=False)
class Tally:
    """Scores in units: a sheet for each weighting, a row for each actor, a column for each target.

    Where there is nothing to weigh there is 0. `actors` are those between whom and the targets
    anything counts, in order.
    """

    scope: Scope
    actors: Sequence[KeyPlace]
    sheets: Units

    @classmethod
    def of(cls, scope: Scope, pairs: Sequence[Pair], units: Units) -> "Tally":
        """The tally of a matrix of scores with a column for each of the pairs."""
        columns = [number for number, pair in enumerate(pairs) if scope.covers(pair)]
        actors = list(dict.fromkeys(pairs[number][0] for number in columns))
        row = {actor: number for number, actor in enumerate(actors)}
        column = {target: number for number, target in enumerate(scope.targets)}
        sheets = np.zeros((len(units), len(actors), len(column)), dtype=np.int64)
        for number in columns:
            actor, target = pairs[number]
            sheets[:, row[actor], column[target]] = units[:, number]
        return cls(scope, actors, sheets)

    def sheet(self, number: int) -> "Sheet":
        """The scores under one weighting."""
        return Sheet(self, number, self._totals[number])

    def row(self, actor: KeyPlace, number: int) -> Sequence[int]:
        """The scores of an actor with each target under one weighting."""
        if actor not in self._rows:
            place = self.actors.index(actor) if actor in self.actors else -1
            none = [[0] * len(self.scope.targets)] * len(self.sheets)
            # Only the few actors who are asked about: all of them would be a great many lists.
            self._rows[actor] = none if place < 0 else self.sheets[:, place].tolist()
        return self._rows[actor][number]

    @functools.cached_property
    def _rows(self) -> dict[KeyPlace, list[list[int]]]:
        return {}

    @functools.cached_property
    def _totals(self) -> list[list[int]]:
        """What all actors have above 0 with each target, together."""
        above = np.maximum(self.sheets, 0)
        fits = float(above.astype(np.float64).sum(axis=1).max(initial=0.0)) < _MOST
        totals: list[list[int]] = (above if fits else above.astype(object)).sum(axis=1).tolist()
        return totals


@attrs.frozen(eq=False)
class Sheet:
    """The scores of actors with targets under one weighting, in units.

    `totals` is what all actors have above 0 with each target, together.
    """

    tally: Tally
    number: int
    totals: Sequence[int]

    @property
    def scope(self) -> Scope:
        """Whom the question is about."""
        return self.tally.scope

    @property
    def actors(self) -> Sequence[KeyPlace]:
        """Those who have anything with the targets."""
        return self.tally.actors

    def positive(self, actor: KeyPlace) -> list[int]:
        """What an actor has above 0 with each target."""
        return [max(score, 0) for score in self.tally.row(actor, self.number)]

    def negative(self, actor: KeyPlace) -> list[int]:
        """What an actor has below 0 with each target, without the sign."""
        return [max(-score, 0) for score in self.tally.row(actor, self.number)]
