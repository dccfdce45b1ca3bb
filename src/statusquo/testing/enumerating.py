"""What may hold on a day, by going through the readings of the lines one by one.

A reading picks one telling of each act and one day from its window. Of a window only some days
are tried: as many from each stretch between two days that matter as there are acts in doubt, so
that these come in every order. What readings leave alike up to some act is taken as one.
"""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product
from typing import Any, TypeAlias

import attrs

from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.logs.log import Log
from statusquo.projecting.changes import Add, End, Set
from statusquo.projecting.decorators import Derived, Fact, Projection
from statusquo.projecting.values import identity
from statusquo.ranges import Range, added
from statusquo.testing.asking import listed, said_of
from statusquo.testing.breaches import as_amount
from statusquo.testing.naive_folds import fits, standing_events

Choice: TypeAlias = "tuple[tuple[int, int], frozenset[Kept]]"
"""The day and rank that a reading gives an act, and what the fact is then."""

Possible: TypeAlias = Mapping[Key, Any]

_MOST_IN_DOUBT = 5


@attrs.frozen
class Kept:
    """A value, equal only to one of its type: True is not 1."""

    value: Any = attrs.field(eq=False)
    identity: Any

    @classmethod
    def of(cls, value: Any) -> "Kept":
        """A value, or None where there is none."""
        return cls(value, None if value is None else identity(value))


_NOTHING: Choice = ((0, 0), frozenset())
_ABSENT: Choice = ((0, 0), frozenset((Kept.of(None),)))


class TooManyReadingsError(Exception):
    """There are more readings than anybody would go through."""


class NotEnumerableError(Exception):
    """Facts are put together from sums, of whose unsure totals only the bounds are known."""


def enumerated(projection: Projection | Derived, log: Log) -> Callable[[int], Possible]:
    """What may hold at the end of a day, as an ordinal, by each key that may.

    >>> from statusquo.projecting.decorators import projection
    >>> @projection(key=("source",))
    ... def heard(event):
    ...     return [Set((source,)) for source in event.source]
    >>> log = Log([Event(on="1999", source="almanac")])
    >>> enumerated(heard, log)(log.events[0].on.first_day)
    {('almanac',): (None, True)}

    Raises `NotEnumerableError`; what it returns raises `TooManyReadingsError`.
    """
    if isinstance(projection, Derived):
        parts = {name: enumerated(part, log) for name, part in projection.parts.items()}
        return functools.partial(_combined, projection, parts)
    return Enumeration.of(projection, log).possible


@attrs.frozen
class Telling:
    """An event and what it does to one key: its outcome, or nothing."""

    event: Event
    outcome: Any
    touches: bool


@attrs.frozen(eq=False)
class Enumeration:
    """The acts that touch each key, each a list of its tellings."""

    acts: Mapping[Key, Sequence[Sequence[Telling]]]
    sums: bool

    @classmethod
    def of(cls, projection: Projection, log: Log) -> "Enumeration":
        """The acts of a log under a projection, which is called on each event alone."""
        said = {event: said_of(projection, event) for event in standing_events(log)}
        changes = [change for each in said.values() for change in each]
        keys = {change.key for change in changes if isinstance(change, (Set, Add))}
        acts: dict[str, list[Event]] = defaultdict(list)
        for event in said:
            acts[event.act or event.id].append(event)
        by_key: dict[Key, list[list[Telling]]] = {}
        for key in sorted(keys):
            tellings = ([_telling(e, said[e], key) for e in act] for act in acts.values())
            by_key[key] = [act for act in tellings if any(t.touches for t in act)]
        return cls(by_key, any(isinstance(change, Add) for change in changes))

    def possible(self, day: int) -> Possible:
        """See `enumerated`."""
        found = {key: self._of_key(acts, day) for key, acts in self.acts.items()}
        return {key: values for key, values in found.items() if not _is_nothing(values)}

    def _of_key(self, acts: Sequence[Sequence[Telling]], day: int) -> Any:
        doubtful = sum(len(act) > 1 or not _is_sure(act[0].event) for act in acts)
        if doubtful > _MOST_IN_DOUBT:
            raise TooManyReadingsError
        choose = _Choosing(acts, day, doubtful)
        return _total(acts, choose) if self.sums else _values(acts, choose)


def _is_nothing(values: Any) -> bool:
    if isinstance(values, Range):
        return values.low == 0 == values.high
    return bool(values == (None,))


def _telling(event: Event, changes: Sequence[Any], key: Key) -> Telling:
    outcome: Any = None
    touches = False
    for change in changes:
        match change:
            case Set(key=named, value=value) if named == key:
                outcome, touches = value, True
            case End(pattern=pattern) if fits(pattern, key):
                outcome, touches = None, True
            case Add(key=named, amount=amount) if named == key:
                outcome = added(outcome, amount) if touches else amount
                touches = True
            case _:
                pass
    return Telling(event, outcome, touches)


def _is_sure(event: Event) -> bool:
    return event.on.first_day == event.on.last_day and not event.on.doubtful


class _Choosing:
    """The days by the end of one that readings may give the tellings of some acts."""

    def __init__(self, acts: Sequence[Sequence[Telling]], day: int, each: int) -> None:
        self._day = day
        events = [telling.event for act in acts for telling in act]
        bounds = {b for e in events for b in (e.on.first_day, e.on.last_day + 1)}
        stretches = pairwise(sorted({b for b in bounds if b <= day} | {day + 1}))
        self._days = [d for start, end in stretches for d in range(start, min(end, start + each))]

    def days(self, event: Event) -> Iterator[int | None]:
        """The days of an event; None stands for all later ones and for never."""
        first, last = event.on.first_day, event.on.last_day
        if last > self._day or event.on.doubtful:
            yield None
        if first == last and first <= self._day:
            yield first
        else:
            yield from (day for day in self._days if first <= day <= last)


def _values(acts: Sequence[Sequence[Telling]], choosing: _Choosing) -> tuple[Any, ...]:
    reached = {_ABSENT}
    for act in acts:
        choices = {_choice(telling, day) for telling in act for day in choosing.days(telling.event)}
        reached = {_later(one, other) for one in reached for other in choices}
    found = {kept for _, values in reached for kept in values}
    return tuple(kept.value for kept in sorted(found, key=lambda kept: repr(kept.value)))


def _choice(telling: Telling, day: int | None) -> Choice:
    if day is None or not telling.touches:
        return _NOTHING
    return (day, telling.event.rank), frozenset((Kept.of(telling.outcome),))


def _later(one: Choice, other: Choice) -> Choice:
    """What counts of two; of two at one place, either."""
    if one[0] == other[0]:
        return one[0], one[1] | other[1]
    return max(one, other, key=lambda choice: choice[0])


def _total(acts: Sequence[Sequence[Telling]], choosing: _Choosing) -> Range:
    low, high = Fraction(0), Fraction(0)
    for act in acts:
        amounts = [
            as_amount(telling.outcome) if day is not None and telling.touches else (0, 0)
            for telling in act
            for day in choosing.days(telling.event)
        ]
        low += min(least for least, _ in amounts)
        high += max(most for _, most in amounts)
    return Range(low, high)


def _combined(
    projection: Derived, parts: Mapping[str, Callable[[int], Possible]], day: int
) -> Possible:
    """What follows from facts that may hold together; surely, if they surely do."""
    values: dict[Key, dict[Any, Any]] = defaultdict(dict)
    sure: set[Key] = set()
    options = [list(_options(part, parts[name](day))) for name, part in projection.parts.items()]
    for together in product(*options):
        facts = [fact for fact, _ in together]
        if len({tuple(getattr(fact, name) for name in projection.share) for fact in facts}) > 1:
            continue
        for change in listed(projection(**dict(zip(projection.parts, facts, strict=True)))):
            values[change.key][identity(change.value)] = change.value
            if all(is_sure for _, is_sure in together):
                sure.add(change.key)
    return {
        key: (*found.values(), *(() if key in sure else (None,)))
        for key, found in sorted(values.items())
    }


def _options(part: Projection | Derived, possible: Possible) -> Iterator[tuple[Fact, bool]]:
    for key, values in possible.items():
        if isinstance(values, Range):
            raise NotEnumerableError
        for value in values:
            if value is not None:
                yield Fact(part.key, key, value), len(values) == 1
