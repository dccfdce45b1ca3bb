"""Which of two events came first, as far as their dates tell."""

from collections.abc import Callable, Iterator, Sequence

import attrs

from statusquo.dates.days import OPEN
from statusquo.judging.evidence import Evidence
from statusquo.judging.points import Point
from statusquo.judging.rulings import Ruling
from statusquo.lines.event import Event
from statusquo.logs.log import Log

Which = Event | Callable[[Event], bool]


@attrs.frozen(eq=False)
class First:
    """The first of some events: its nominal day, and the first and last on which it may be.

    The days are ordinals; the last is OPEN where it may not have happened, or nobody knows when.
    """

    nominal: int
    first: int
    last: int
    events: Sequence[Event]

    @classmethod
    def of(cls, log: Log, which: Which) -> "First | None":
        """The first of the events that are meant; None where the log has none."""
        chosen = _chosen(log, which)
        if not chosen:
            return None
        acts = {event.act for event in chosen} - {None}
        told = [e for e in log.standing() if e in chosen or (e.act is not None and e.act in acts)]
        return cls(
            min(_last(group[-1]) for group in _groups(chosen)),
            min(event.on.first_day for event in told),
            min(max(map(_surely_by, group)) for group in _groups(told)),
            told,
        )


def _chosen(log: Log, which: Which) -> list[Event]:
    """The events that are meant; of one event, what stands in its place on another date."""
    if not isinstance(which, Event):
        return [event for event in log.standing() if which(event)]
    exact = [event for event in log.standing() if event == which]
    return exact or [event for event in log.standing() if _undated(event) == _undated(which)]


def _undated(event: Event) -> Event:
    return attrs.evolve(event, on="0001-01-01", recorded="0001-01-01", replaces=None)


def _groups(events: Sequence[Event]) -> list[list[Event]]:
    """The tellings of each act together, in the order of replay; the last of them counts."""
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(event.act or event.id, []).append(event)
    return list(groups.values())


def _last(event: Event) -> int:
    return OPEN if event.on.last is None else event.on.last_day


def _surely_by(event: Event) -> int:
    return OPEN if event.on.last is None or event.on.doubtful else event.on.last_day


def before(log: Log, one: Which, other: Which) -> Point:
    """Whether the first of some events came on an earlier day than the first of others.

    Where the log has none of either, it is undecidable: a log does not name all events.
    """
    pair = First.of(log, one), First.of(log, other)
    earlier, later = pair
    events = tuple(event for first in pair if first is not None for event in first.events)
    if earlier is None or later is None:
        which = "first" if earlier is None else "second"
        missing = f"the log has no event of the {which} kind"
        return Point.of(Ruling.UNDECIDABLE, Evidence(events=events, missing=(missing,)))
    return Point.of(_nominal(earlier, later), Evidence(events=events), _other(earlier, later))


def _nominal(earlier: First, later: First) -> Ruling:
    if OPEN in (earlier.nominal, later.nominal):
        return Ruling.UNDECIDABLE
    return Ruling.HOLDS if earlier.nominal < later.nominal else Ruling.FAILS


def _other(earlier: First, later: First) -> Iterator[Ruling]:
    """The rulings that other readings may give."""
    if earlier.first < later.last:
        yield Ruling.HOLDS
    if earlier.last >= later.first:
        yield Ruling.FAILS
    if OPEN in (earlier.last, later.last):
        yield Ruling.UNDECIDABLE
