"""What there is to weigh, by the nominal reading: when ties hold, when acts fell, between whom.

It is in columns, sorted by pair. Pairs, terms (ties and acts, in the order of the balance) and
numbers (scales and amounts) stand in them by their places. Weights are not in it, so that one
set of columns serves every weighting.
"""

import functools
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import attrs
import numpy as np
from numpy.typing import NDArray

from statusquo.balances.definition import Balance
from statusquo.balances.scales import scale_of
from statusquo.balances.terms import Act, InvalidBalance, Term, Tie
from statusquo.courses.course import Course
from statusquo.courses.impulses import adds, impulses_of
from statusquo.courses.origins import Origin
from statusquo.lines.keys import Key, KeyPlace
from statusquo.logs.columns import numbers
from statusquo.projecting.changelog import Column

Pair = tuple[KeyPlace, KeyPlace]
"""An actor and a target."""


class TieColumns(NamedTuple):
    """Periods [start, end) in which a tie holds with one scale; `key` is the code of its fact."""

    pair: Column
    term: Column
    number: Column
    start: Column
    end: Column
    key: Column

    def chosen(self, rows: Any) -> "TieColumns":
        """Only some rows."""
        return TieColumns(*(column[rows] for column in self))


class ActColumns(NamedTuple):
    """Impulses: the day on which each amount counts first; `key` is the code of the sum."""

    pair: Column
    term: Column
    number: Column
    day: Column
    key: Column

    def chosen(self, rows: Any) -> "ActColumns":
        """Only some rows."""
        return ActColumns(*(column[rows] for column in self))


@attrs.frozen(eq=False, slots=False)
class Holdings:
    """The pairs in order, the numbers, and the columns that stand for them.

    `declared` are the actors that the log declares.
    """

    pairs: list[Pair]
    numbers: Sequence[Fraction]
    ties: TieColumns
    acts: ActColumns
    declared: frozenset[KeyPlace]

    @functools.cached_property
    def familiar(self) -> frozenset[KeyPlace]:
        """Whoever is declared, or is ever named as an actor or a target."""
        return self.declared.union(*self.pairs)

    def narrowed(self, pairs: NDArray[np.bool_]) -> "Holdings":
        """Only what is between some pairs; they keep their places."""
        return self._of(*(np.flatnonzero(pairs[c.pair]) for c in (self.ties, self.acts)))

    def of_pair(self, pair: Pair) -> "Holdings":
        """Only what is between one pair."""
        place = bisect_left(self.pairs, _order(pair), key=_order)
        if self.pairs[place : place + 1] != [pair]:
            return self._of(slice(0, 0), slice(0, 0))
        ends = np.array([place, place + 1], dtype=np.int32)
        return self._of(*(slice(*np.searchsorted(c.pair, ends)) for c in (self.ties, self.acts)))

    def _of(self, ties: Any, acts: Any) -> "Holdings":
        return attrs.evolve(self, ties=self.ties.chosen(ties), acts=self.acts.chosen(acts))


def pair_of(term: Term, key: Key) -> Pair | None:
    """The actor and the target of a key; None where they are one, which is weighed nowhere."""
    names = term.projection.key
    actor, target = key[names.index(term.actor)], key[names.index(term.target)]
    return None if actor == target else (actor, target)


def in_order(pairs: Any) -> list[Pair]:
    """Pairs in order, whatever their places are."""
    return sorted(pairs, key=_order)


def _order(pair: Any) -> Any:
    return [(type(place).__name__, place) for place in pair]


class _Numbers:
    """Numbers, each once, by place."""

    def __init__(self) -> None:
        self.places: dict[Fraction, int] = {}

    def place(self, number: Fraction) -> int:
        return self.places.setdefault(number, len(self.places))


def holdings_of(balance: Balance, origin: Origin) -> Holdings:
    """What a balance weighs in a log; raises `InvalidBalance` where that cannot be weighed."""
    terms = list(balance.terms.items())
    courses = [origin.course(term.projection) for _, term in terms]
    by_key = [_pairs(term, course) for (_, term), course in zip(terms, courses, strict=True)]
    pairs = in_order({pair for each in by_key for pair in each.values()})
    place = {pair: number for number, pair in enumerate(pairs)}
    found = _Numbers()
    ties: list[tuple[int, ...]] = []
    acts: list[Sequence[Column]] = []
    for number, (name, term) in enumerate(terms):
        at = {code: place[pair] for code, pair in by_key[number].items()}
        if isinstance(term, Tie):
            ties += _tie_rows(number, term, courses[number], origin, at, found)
        else:
            acts += _act_columns(number, name, term, courses[number], at, found)
    columns = (_tie_columns(ties), _joined(acts))
    return Holdings(pairs, list(found.places), *columns, frozenset(origin.log.actors()))


def _pairs(term: Term, course: Course) -> dict[int, Pair]:
    keys = course.space.keys
    found = ((code, pair_of(term, keys[code])) for code in numbers(course.space.listed()))
    return {code: pair for code, pair in found if pair is not None}


Piece = tuple[int, int, Fraction]


def _tie_rows(
    number: int,
    tie: Tie,
    course: Course,
    origin: Origin,
    at: Mapping[int, int],
    found: _Numbers,
) -> Iterator[tuple[int, ...]]:
    held = course.turns.stretches
    pieces = _scaling(tie, course, origin)
    columns = (held.key, held.value, held.start, held.end)
    for code, value, start, end in zip(*(numbers(c) for c in columns), strict=True):
        if code in at:
            for since, until, scale in pieces(code, value, start, end):
                yield at[code], number, found.place(scale), since, until, code


def _scaling(
    tie: Tie, course: Course, origin: Origin
) -> Callable[[int, int, int, int], Iterator[Piece]]:
    """How a period in which a tie holds is divided where its scale changes."""
    if tie.scale is None:
        return lambda _, value, start, end: iter(
            [(start, end, scale_of(course.values[value], tie.projection.name))]
        )
    scales, name, keys = origin.course(tie.scale), tie.scale.name, course.space.keys
    otherwise, by_code = scale_of(tie.otherwise, "otherwise"), _by_code(scales)

    def divided(code: int, value: int, start: int, end: int) -> Iterator[Piece]:
        del value
        own = scales.space.code_of(keys[code])
        at = start
        for since, until, scale in by_code.get(-1 if own is None else own, ()):
            first, last = max(since, start), min(until, end)
            if first < last:
                yield from [(at, first, otherwise)] if at < first else []
                yield first, last, scale_of(scales.values[scale], name)
                at = last
        yield from [(at, end, otherwise)] if at < end else []

    return divided


def _by_code(course: Course) -> dict[int, list[tuple[int, int, int]]]:
    held = course.turns.stretches
    found: dict[int, list[tuple[int, int, int]]] = {}
    columns = (held.key, held.start, held.end, held.value)
    for code, start, end, value in zip(*(numbers(c) for c in columns), strict=True):
        found.setdefault(code, []).append((start, end, value))
    return {code: sorted(periods) for code, periods in found.items()}


def _act_columns(
    number: int, name: str, act: Act, course: Course, at: Mapping[int, int], found: _Numbers
) -> Iterator[Sequence[Column]]:
    if not adds(course):
        raise InvalidBalance(
            f"the act {name} weighs {act.projection.name}, which is of states; "
            "an act needs a projection that returns Add",
            code="balance-kind",
            hint="weigh a projection of states as a tie",
        )
    place = np.full(len(course.space.keys), -1, dtype=np.int32)
    place[list(at)] = list(at.values())
    for part in impulses_of(course):
        kept = place[part.key] >= 0
        key, day, amount = part.key[kept], part.day[kept], part.amount[kept]
        codes, inverse = np.unique(amount, return_inverse=True)
        scales = (scale_of(part.amounts[c], act.projection.name) for c in numbers(codes))
        own = np.array([found.place(scale) for scale in scales], dtype=np.int32)
        which = own[inverse] if len(own) else own
        yield place[key], np.full(len(key), number, dtype=np.int32), which, day, key


def _tie_columns(rows: list[tuple[int, ...]]) -> TieColumns:
    columns = np.array(rows, dtype=np.int32).reshape(-1, 6).T
    return TieColumns(*columns).chosen(np.argsort(columns[0], kind="stable"))


def _joined(parts: Sequence[Sequence[Column]]) -> ActColumns:
    empty = [np.zeros(0, dtype=np.int32)] * 5
    columns = [np.concatenate(several) for several in zip(empty, *parts, strict=True)]
    return ActColumns(*columns).chosen(np.argsort(columns[0], kind="stable"))
