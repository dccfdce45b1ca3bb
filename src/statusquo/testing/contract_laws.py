"""Laws of the contract: what stands, what counts when, and in what order it is told."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from statusquo.courses.course import is_certain
from statusquo.dates.days import OPEN
from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.lines.remarks import Retraction
from statusquo.projecting.decorators import Derived
from statusquo.testing.asking import outcome_of, said_of
from statusquo.testing.breaches import Account, Breach, if_facts_differ, if_rows_differ
from statusquo.testing.cases import Case, Told
from statusquo.testing.comparing import if_days_differ
from statusquo.testing.naive_folds import standing_events
from statusquo.testing.statements import law


@law
def corrections(case: Case) -> Breach | None:
    """A log reads like one of only those of its lines that are neither withdrawn nor superseded."""
    lines = [e for e in case.events if not isinstance(e, Retraction) and _stands(case.events, e)]
    alone = Told(case.alone(lines)), "with what stands alone"
    for day in case.days:
        if breach := if_days_differ(case.events, day, (case.told, "with all lines"), alone):
            return breach
    return None


def _stands(events: Sequence[Event], event: Event) -> bool:
    """Whether an event stands, by the words of the contract."""

    def withdrawn(one: Event) -> bool:
        return any(
            isinstance(r, Retraction) and r.of == one.id and _stands(events, r) for r in events
        )

    def tree(one: Event) -> Iterator[Event]:
        for child in (e for e in events if e.replaces == one.id):
            yield child
            yield from tree(child)

    return not withdrawn(event) and all(withdrawn(one) for one in tree(event))


@law
def nominal_reading(case: Case) -> Breach | None:
    """What holds counts from the last day on which it may have been, and in the order in which
    the fewest events end what does not hold.
    """
    if isinstance(case.projection, Derived) or case.history.course.sums:
        return None
    said = {event: said_of(case.projection, event) for event in _counting(case)}
    keys = case.history.named_keys()
    orders = {key: _in_order(_touching(said, key)) for key in keys}
    for day in case.days:
        read = {key: _value(order, day.toordinal()) for key, order in orders.items()}
        breach = if_facts_differ(
            case.events,
            Account(f"at the end of {day}, replayed", case.history.at(day)),
            Account("event by event", {k: v for k, v in read.items() if v is not None}),
        )
        if breach:
            return breach
    return None


def _counting(case: Case) -> list[Event]:
    """Of each act the telling that is last, where that has a last day."""
    acts: dict[str, list[Event]] = defaultdict(list)
    for event in standing_events(case.log):
        acts[event.act or event.id].append(event)
    latest = (max(tellings, key=_recorded_last) for tellings in acts.values())
    return [event for event in latest if event.on.last_day != OPEN]


def _recorded_last(event: Event) -> tuple[int, int, str]:
    return event.on.last_day, event.recorded.toordinal(), event.id


def _touching(said: Mapping[Event, Sequence[Any]], key: Key) -> list[tuple[Event, Any]]:
    outcomes = ((event, outcome_of(changes, key)) for event, changes in said.items())
    return [(event, outcome[0]) for event, outcome in outcomes if outcome is not None]


def _in_order(waiting: list[tuple[Event, Any]]) -> list[tuple[Event, Any]]:
    ordered: list[tuple[Event, Any]] = []
    waiting = sorted(waiting, key=lambda each: _place(each[0], each[0].on.last_day))
    while waiting:
        free = [each for each in waiting if not _is_preceded(each[0], waiting)]
        holds = ordered and ordered[-1][1] is not None
        fitting = [each for each in free if holds or each[1] is not None]
        ordered.append((fitting or free)[0])
        waiting.remove(ordered[-1])
    return ordered


def _is_preceded(event: Event, waiting: Sequence[tuple[Event, Any]]) -> bool:
    earliest = _place(event, event.on.first_day)
    return any(_place(e, e.on.last_day) < earliest for e, _ in waiting if e is not event)


def _place(event: Event, day: int) -> tuple[int, int, int, str]:
    return day, event.rank, event.recorded.toordinal(), event.id


def _value(ordered: Sequence[tuple[Event, Any]], day: int) -> Any:
    """What is left by the end of a day; no event counts later than one ordered after it."""
    value = None
    for index, (_, outcome) in enumerate(ordered):
        if min(event.on.last_day for event, _ in ordered[index:]) <= day:
            value = outcome
    return value


@law
def sureness(case: Case) -> Breach | None:
    """What is certain is just what has only one value that it may have."""
    for day in case.days:
        facts, possible = case.history.at(day), case.history.at(day).possible()
        sure = {
            key: value for key, value in facts.items() if is_certain(possible.get(key, frozenset()))
        }
        breach = if_facts_differ(
            case.events,
            Account(f"certain at the end of {day}", facts.certain()),
            Account("what has one possible value", sure),
        )
        if breach:
            return breach
    return None


@law
def order_of_keys(case: Case) -> Breach | None:
    """Facts and spells are told in the order of their keys, changes in that of days and keys."""
    told: dict[str, list[Any]] = {
        f"{what} at the end of {day}": list(ask)
        for day in case.days
        for what, ask in (
            ("facts", case.history.at(day)),
            ("possible facts", case.history.at(day).possible()),
        )
    }
    told["spells"] = [(spell.key, spell.start) for spell in case.history.each_spell()]
    if case.days:
        turns = case.history.changes(after=case.days[0], until=case.days[-1])
        told["changes"] = [(turn.on, turn.key) for turn in turns]
    for what, rows in told.items():
        listed_rows, ordered = Account(what, rows), Account("in order", sorted(rows))
        if breach := if_rows_differ(case.events, listed_rows, ordered):
            return breach
    return None
