"""Slow, literal readings of the contract, against which the engine is held."""

import itertools
from collections import defaultdict
from typing import Any

import attrs

import statusquo as sq
from statusquo.dates.days import OPEN
from statusquo.lines.event import Event

Outcome = Any


@attrs.frozen(kw_only=True)
class Say(Event):
    """Someone says that `what` is `value`, or is no more where that is None."""

    what: str
    value: int | None = None


@attrs.frozen(kw_only=True)
class SayLate(Event):
    """The same, after all else that is said on that day."""

    rank = 5

    what: str
    value: int | None = None


@attrs.frozen(kw_only=True)
class EndAll(Event):
    """Nothing is any more."""


@attrs.frozen(kw_only=True)
class Only(Event):
    """`what` is `value`, and nothing else is any more."""

    what: str
    value: int


@attrs.frozen(kw_only=True)
class Pay(Event):
    """`what` goes up by `amount`."""

    what: str
    amount: int | sq.Range


VOCABULARY = (Say, SayLate, EndAll, Only, Pay)


@sq.projection(key=("what",))
def said(event: Event) -> Any:
    """What is said to be."""
    match event:
        case Say(what=what, value=None) | SayLate(what=what, value=None):
            return sq.End((what,))
        case Say(what=what, value=value) | SayLate(what=what, value=value):
            return sq.Set((what,), value)
        case EndAll():
            return sq.End((...,))
        case Only(what=what, value=value):
            return [sq.End((...,)), sq.Set((what,), value)]
        case _:
            return None


@sq.projection(key=("what",))
def paid(event: Event) -> Any:
    """What was paid in all."""
    match event:
        case Pay(what=what, amount=amount):
            return sq.Add((what,), amount)
        case _:
            return None


def stands(events: list[Event], event: Event, known: int = OPEN) -> bool:
    """Whether an event stands as known on a day, by the words of the contract."""

    def is_known(one: Event) -> bool:
        return one.recorded.toordinal() <= known

    def withdrawn(one: Event) -> bool:
        return any(isinstance(r, sq.Retraction) and r.of == one.id and stood(r) for r in events)

    def tree(one: Event) -> list[Event]:
        children = [e for e in events if e.replaces == one.id]
        return [*children, *(e for child in children for e in tree(child))]

    def stood(one: Event) -> bool:
        superseded = any(is_known(e) and not withdrawn(e) for e in tree(one))
        return is_known(one) and not withdrawn(one) and not superseded

    return stood(event)


def outcome_of(event: Event, what: str) -> Outcome | None:
    """A one-element tuple with the value that an event gives `what`, or None."""
    match event:
        case Say() | SayLate() if event.what == what:
            return (event.value,)
        case EndAll():
            return (None,)
        case Only():
            return (event.value if event.what == what else None,)
        case _:
            return None


def acts_of(events: list[Event]) -> list[list[Event]]:
    """The standing events by act."""
    acts: dict[object, list[Event]] = defaultdict(list)
    for event in events:
        if stands(events, event) and not isinstance(event, sq.Retraction):
            acts[event.act or event.id].append(event)
    return list(acts.values())


def days_of(event: Event, first: int, last: int) -> list[int | None]:
    """The days that a reading may give an event, cut to the days that matter; None: never."""
    start, end = max(event.on.first_day, first), min(event.on.last_day, last)
    days: list[int | None] = list(range(start, end + 1))
    return [*days, None] if event.on.doubtful else days


def readings(events: list[Event], first: int, last: int) -> Any:
    """Every admissible reading: (day, event) pairs for each act that happens."""
    choices = [
        [(day, telling) for telling in act for day in days_of(telling, first, last)]
        for act in acts_of(events)
    ]
    return itertools.product(*choices)


def enumerated(events: list[Event], what: str, day: int, first: int, last: int) -> set[Outcome]:
    """The values of `what` at the end of `day` over all readings, ties broken every way."""
    values: set[Outcome] = set()
    for reading in readings(events, first, last):
        counted = [
            ((on, event.rank), outcome[0])
            for on, event in reading
            if on is not None and on <= day and (outcome := outcome_of(event, what)) is not None
        ]
        latest = max((place for place, _ in counted), default=None)
        values |= {value for place, value in counted if place == latest} or {None}
    return values


def enumerated_sum(
    events: list[Event], what: str, day: int, first: int, last: int
) -> tuple[int, int]:
    """The least and the greatest total of `what` at the end of `day` over all readings."""
    lows: list[int] = []
    highs: list[int] = []
    for reading in readings(events, first, last):
        amounts = [
            event.amount
            if isinstance(event.amount, sq.Range)
            else sq.Range(event.amount, event.amount)
            for on, event in reading
            if on is not None and on <= day and isinstance(event, Pay) and event.what == what
        ]
        lows.append(sum(int(amount.low) for amount in amounts))
        highs.append(sum(int(amount.high) for amount in amounts))
    return min(lows), max(highs)


def place_of(event: Event, day: int) -> tuple[int, int, int, str]:
    """Where an event stands in the order of the contract, were it on `day`."""
    return day, event.rank, event.recorded.toordinal(), event.id


def nominal(events: list[Event], what: str, day: int) -> Outcome:
    """The nominal value of `what` at the end of `day`, by the words of the contract."""
    counting = [
        max(act, key=lambda e: (e.on.last_day, e.recorded.toordinal(), e.id))
        for act in acts_of(events)
    ]
    waiting = [e for e in counting if e.on.last_day != OPEN and outcome_of(e, what) is not None]
    ordered: list[Event] = []
    while waiting:
        value = outcome_of(ordered[-1], what)[0] if ordered else None
        free = [
            e
            for e in waiting
            if not any(
                place_of(f, f.on.last_day) < place_of(e, e.on.first_day)
                for f in waiting
                if f is not e
            )
        ]
        free.sort(key=lambda e: place_of(e, e.on.last_day))
        fitting = [e for e in free if value is not None or outcome_of(e, what) != (None,)]
        ordered.append((fitting or free)[0])
        waiting.remove(ordered[-1])
    value = None
    for index, event in enumerate(ordered):
        if min(e.on.last_day for e in ordered[index:]) <= day:
            value = outcome_of(event, what)[0]
    return value
