"""Folding the naive way: every event in turn, every change put to a dict."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from statusquo.lines.event import Event
from statusquo.lines.keys import Key, Pattern
from statusquo.lines.remarks import Coverage, Observation, Retraction
from statusquo.logs.log import Log
from statusquo.projecting.changes import Add, End, Set
from statusquo.projecting.decorators import Derived, Fact, Projection
from statusquo.projecting.values import identity
from statusquo.ranges import Range
from statusquo.testing.asking import listed, said_of

_REMARKS = (Retraction, Observation, Coverage)


class TwoValuesError(Exception):
    """A derived fact that has two values at once; a fold cannot say which began last."""


def exact_events(log: Log) -> tuple[Event, ...]:
    """The events that stand, have an exact day and are the only telling of their act.

    They come in the order (on.last, rank, recorded, id).
    """
    standing = standing_events(log)
    tellings = Counter(event.act for event in standing if event.act is not None)
    alone = (event for event in standing if event.act is None or tellings[event.act] == 1)
    return tuple(sorted((event for event in alone if event.on.exact), key=_place))


def standing_events(log: Log) -> tuple[Event, ...]:
    """The events that stand and of which a projection may make something.

    >>> standing_events(Log())
    ()
    """
    return tuple(event for event in log.standing() if not isinstance(event, _REMARKS))


def _place(event: Event) -> tuple[int, int, int, str]:
    return event.on.last_day, event.rank, event.recorded.toordinal(), event.id


def naively_folded(projection: Projection | Derived, events: Sequence[Event]) -> dict[Key, Any]:
    """What holds after these events, taken in this order.

    >>> from statusquo.projecting.decorators import projection
    >>> @projection(key=("source",))
    ... def heard(event):
    ...     return [Add((source,), 1) for source in event.source]
    >>> naively_folded(heard, [Event(on="1999", source="almanac")])
    {('almanac',): 1}

    Raises `TwoValuesError` where a derived fact has two values at once.
    """
    if isinstance(projection, Derived):
        return _combined(projection, events)
    state: dict[Key, Any] = {}
    totals: dict[Key, list[Any]] = defaultdict(list)
    for event in events:
        for change in said_of(projection, event):
            match change:
                case Set(key=key, value=value):
                    state[key] = value
                case End(pattern=pattern):
                    state = {key: value for key, value in state.items() if not fits(pattern, key)}
                case Add(key=key, amount=amount):
                    totals[key].append(amount)
                case _:
                    raise ValueError(f"{change!r} is no change")
    sums = {key: _total(amounts) for key, amounts in totals.items()}
    return state | {key: total for key, total in sums.items() if total not in (0, Range(0, 0))}


def fits(pattern: Pattern, key: Key) -> bool:
    """Whether a key matches a pattern, each `...` standing for any one place.

    >>> fits(("UN", ...), ("UN", "CHE"))
    True
    """
    return all(wanted is ... or wanted == place for wanted, place in zip(pattern, key, strict=True))


def _total(amounts: Sequence[Any]) -> Any:
    total = Range(0, 0)
    for amount in amounts:
        total = total + amount
    return total if any(isinstance(amount, Range) for amount in amounts) else total.low


def _combined(projection: Derived, events: Sequence[Event]) -> dict[Key, Any]:
    state: dict[Key, Any] = {}
    for facts in _together(projection, events):
        for change in listed(projection(**facts)):
            before = state.setdefault(change.key, change.value)
            if identity(before) != identity(change.value):
                raise TwoValuesError
    return state


def _together(projection: Derived, events: Sequence[Event]) -> Iterator[Mapping[str, Fact]]:
    """Every combination of the parts' facts that agree on the shared places."""
    parts = [
        [Fact(part.key, key, value) for key, value in naively_folded(part, events).items()]
        for part in projection.parts.values()
    ]
    for facts in product(*parts):
        shared = {tuple(getattr(fact, name) for name in projection.share) for fact in facts}
        if len(shared) == 1:
            yield dict(zip(projection.parts, facts, strict=True))
