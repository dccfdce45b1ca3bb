"""Scores: what every actor has with every target at the end of a day, as a mapping."""

import functools
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from statusquo.balances.halving import UNIT
from statusquo.balances.holdings import Pair
from statusquo.balances.reach import reach_of
from statusquo.balances.reckoning import codes_of
from statusquo.balances.scoring import Scoring
from statusquo.courses.origins import Origin
from statusquo.dates.days import civil
from statusquo.lines.keys import KeyPlace, shown_key
from statusquo.ranges import Range
from statusquo.timelines.judging import Judge
from statusquo.timelines.verdicts import Verdict

if TYPE_CHECKING:
    import pendulum

_SHOWN = 20


def range_of(reach: tuple[int, int]) -> Range:
    """Bounds in units as a range of fractions.

    >>> range_of((0, 2**39))
    Range(Fraction(0, 1), Fraction(1, 2))
    """
    return Range(*(Fraction(units, 1 << UNIT) for units in reach))


class Scores(Mapping[Pair, Fraction]):
    """The scores other than 0 at the end of a day, sorted by actor and target.

    It equals any equal mapping. The scores are those of the nominal reading; `possible` and
    `certain` say what other readings allow, and `unknown` where the log cannot know.
    """

    def __init__(
        self,
        scoring: Scoring,
        origin: Origin,
        day: int,
        only: tuple[tuple[int, KeyPlace], ...] = (),
    ) -> None:
        self._scoring = scoring
        self._origin = origin
        self._day = day
        self._only = only

    @property
    def on(self) -> "pendulum.Date":
        """The day."""
        return civil(self._day)

    @functools.cached_property
    def _held(self) -> dict[Pair, Fraction]:
        pairs, scores = self._scoring.scores(self._day)
        return {
            pair: Fraction(score, 1 << UNIT)
            for pair, score in zip(pairs, scores, strict=True)
            if score and self._has(pair)
        }

    def _has(self, pair: Pair) -> bool:
        return all(pair[number] == place for number, place in self._only)

    def __getitem__(self, key: Pair) -> Fraction:
        """The score of an actor with a target; `KeyError` where it is 0."""
        if not isinstance(key, tuple) or len(key) != 2:
            raise KeyError(key)
        score = self._scoring.score(key, self._day) if self._has(key) else 0
        if not score:
            raise KeyError(key)
        return Fraction(score, 1 << UNIT)

    def __iter__(self) -> Iterator[Pair]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def items(self) -> Any:
        """The pairs and their scores, in order."""
        return self._held.items()

    def __repr__(self) -> str:
        head = f"Scores at the end of {self.on}: {len(self)} of (actor, target)"
        held = list(self._held.items())
        lines = [f"  {shown_key(pair)}: {float(score):.4f}" for pair, score in held[:_SHOWN]]
        more = [f"  ... and {len(held) - _SHOWN} more"] if len(held) > _SHOWN else []
        return "\n".join([head, *lines, *more])

    def where(self, *, actor: KeyPlace | None = None, target: KeyPlace | None = None) -> "Scores":
        """Only the scores of this actor, with this target, or both."""
        wanted = [(n, place) for n, place in enumerate((actor, target)) if place is not None]
        return Scores(self._scoring, self._origin, self._day, (*self._only, *wanted))

    def certain(self) -> dict[Pair, Fraction]:
        """The scores other than 0 that are the same on every reading."""
        return {
            pair: score
            for pair, score in self._held.items()
            if self._values(pair) == Range(score, score)
        }

    def possible(self) -> dict[Pair, Range]:
        """The pairs that have a score other than 0 on some reading, each with its bounds."""
        found = {pair: self._values(pair) for pair in self._scoring.holdings.pairs}
        nothing = Range(Fraction(0), Fraction(0))
        return {p: values for p, values in found.items() if self._has(p) and values != nothing}

    def _values(self, pair: Pair) -> Range:
        return range_of(reach_of(self._scoring.balance, self._origin, pair, self._day))

    def unknown(self) -> dict[Pair, tuple[str, ...]]:
        """The ties and acts of which the log cannot know, by pair; of keys that it ever names.

        A score counts them as they were when the log last knew of them, or as nothing.
        """
        found = {p: self._unknown(p) for p in self._scoring.holdings.pairs if self._has(p)}
        return {pair: names for pair, names in found.items() if names}

    def _unknown(self, pair: Pair) -> tuple[str, ...]:
        terms = self._scoring.balance.terms
        return tuple(
            name for name in terms if not knows(self._origin, terms[name], pair, self._day)
        )


def verdict_of(scoring: Scoring, origin: Origin, pair: Pair, day: int) -> Verdict:
    """Whether a pair surely has a score other than 0, or surely none, at the end of a day."""
    balance = scoring.balance
    known = all(knows(origin, term, pair, day) for term in balance.terms.values())
    if day > origin.log.last_recorded() or not known:
        return Verdict.UNKNOWN
    low, high = reach_of(balance, origin, pair, day)
    if low > 0 or high < 0:
        return Verdict.YES
    if low or high:
        return Verdict.POSSIBLE
    return Verdict.NO if pair in scoring.holdings.pairs else Verdict.UNKNOWN


def knows(origin: Origin, term: Any, pair: Pair, day: int) -> bool:
    """Whether the log can know of all that it names of a tie or an act between two, on a day."""
    course = origin.course(term.projection)
    judge = Judge(course, origin.horizons(term.projection))
    keys = (course.space.keys[code] for code in codes_of(course, term, pair))
    return all(judge.verdict(key, day) is not Verdict.UNKNOWN for key in keys)
