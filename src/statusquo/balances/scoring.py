"""Where the scores of a timeline come from: one weighting, or one of many weighed together."""

import functools
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from statusquo.balances.definition import Balance
from statusquo.balances.doubled import Units
from statusquo.balances.holdings import Holdings, Pair, holdings_of
from statusquo.balances.tallies import Scope, Sheet, Tally
from statusquo.balances.weighing import scores_on
from statusquo.balances.weightings import Weightings
from statusquo.courses.origins import Origin
from statusquo.lines.keys import KeyPlace
from statusquo.logs.columns import numbers

_REMEMBERED = 256
"""So many days and sets of targets are kept at hand."""
_VIEWS = 8
"""So many days of knowing are kept at hand, with all that there is to weigh."""
_AT_ONCE = 1 << 18
"""So many contributions are held at once."""


class WeighedTogether:
    """Many weightings of one balance over the same holdings: each day is weighed once for all."""

    def __init__(self, holdings: Holdings, weightings: Weightings) -> None:
        self.holdings = holdings
        self.weightings = weightings
        self._narrowed: dict[tuple[KeyPlace, ...], Holdings] = {}
        self._tallies: dict[tuple[Scope, int], Tally] = {}
        self._scores: dict[tuple[Pair, int], Sequence[int]] = {}
        self._known: dict[int, tuple[Origin, WeighedTogether]] = {}

    def scores(self, holdings: Holdings, day: int) -> tuple[Sequence[Pair], Units]:
        """The pairs with anything to weigh, and a row of scores for each weighting."""
        rows = max(1, _AT_ONCE // max(1, len(holdings.ties.pair) + len(holdings.acts.pair)))
        parts = [
            scores_on(holdings, day, self.weightings.part(slice(start, start + rows)))
            for start in range(0, len(self.weightings), rows)
        ]
        pairs = [self.holdings.pairs[place] for place in numbers(parts[0][0])]
        return pairs, np.concatenate([units for _, units in parts])

    def pair_scores(self, pair: Pair, day: int) -> Sequence[int]:
        """The scores of one pair under all weightings."""
        found = self._scores.get((pair, day))
        if found is None:
            _make_room(self._scores)
            _, units = self.scores(self.holdings.of_pair(pair), day)
            found = self._scores[pair, day] = units.sum(axis=1).tolist()
        return found

    def tally(self, scope: Scope, day: int) -> Tally:
        """The tally of all weightings for one question and day."""
        found = self._tallies.get((scope, day))
        if found is None:
            _make_room(self._tallies)
            narrowed = self._within(scope.targets)
            found = Tally.of(scope, *self.scores(narrowed, day))
            self._tallies[scope, day] = found
        return found

    def known(self, origin: Origin, day: int) -> "tuple[Origin, WeighedTogether]":
        """The same as known on a day, weighed together too."""
        if day not in self._known:
            _make_room(self._known, _VIEWS)
            then = origin.known(day)
            holdings = holdings_of(self.weightings.balance, then)
            self._known[day] = then, WeighedTogether(holdings, self.weightings)
        return self._known[day]

    def _within(self, targets: tuple[KeyPlace, ...]) -> Holdings:
        if targets not in self._narrowed:
            chosen = np.array([t in targets for _, t in self.holdings.pairs], dtype=np.bool_)
            self._narrowed[targets] = self.holdings.narrowed(chosen)
        return self._narrowed[targets]


def _make_room(kept: dict[Any, Any], most: int = _REMEMBERED) -> None:
    """Forget the oldest of what is kept at hand, where there is much."""
    if len(kept) >= most:
        del kept[next(iter(kept))]


class Scoring:
    """The scores under one of the weightings: what a timeline of a balance asks."""

    def __init__(self, together: WeighedTogether, number: int) -> None:
        self.together = together
        self.number = number

    @functools.cached_property
    def balance(self) -> Balance:
        """The balance, with the weights that count."""
        return self.together.weightings.row(self.number)

    @property
    def holdings(self) -> Holdings:
        """What there is to weigh."""
        return self.together.holdings

    def targets(self, over: str | Iterable[KeyPlace]) -> tuple[KeyPlace, ...]:
        """The targets of a region of the balance, or those given."""
        return self.together.weightings.balance.targets(over)

    @functools.cached_property
    def _alone(self) -> WeighedTogether:
        row = slice(self.number, self.number + 1)
        return WeighedTogether(self.holdings, self.together.weightings.part(row))

    def scores(self, day: int) -> tuple[Sequence[Pair], Sequence[int]]:
        """The pairs with anything to weigh at the end of a day, in order, and their scores."""
        pairs, units = self._alone.scores(self.holdings, day)
        scores: list[int] = units[0].tolist()
        return pairs, scores

    def score(self, pair: Pair, day: int) -> int:
        """The score of one pair."""
        return self.together.pair_scores(pair, day)[self.number]

    def sheet(self, scope: Scope, day: int) -> Sheet:
        """The scores of those whom a question is about."""
        return self.together.tally(scope, day).sheet(self.number)


def weighed_once(balance: Balance, holdings: Holdings) -> Scoring:
    """The scoring of a balance as it is."""
    return Scoring(WeighedTogether(holdings, Weightings.of(balance)), 0)
