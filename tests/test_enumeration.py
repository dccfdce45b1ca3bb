"""Possible values against enumeration, on tens of thousands of small logs, on all their days.

Each log is made from a seed. One that is answered wrongly is made as small as possible by leaving
out lines, and printed as lines of a page.
"""

import datetime
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter

import pytest
from oracles import (
    EndAll,
    Only,
    Outcome,
    Pay,
    days_of,
    enumerated,
    enumerated_sum,
    nominal,
    outcome_of,
    paid,
    said,
    stands,
)
from seeded import DAYS, small
from strategies import FIRST, WHATS

import statusquo as sq
from statusquo.lines.canonical import canonical_line
from statusquo.projecting.decorators import Projection
from statusquo.ranges import hull

LOGS = 4_000
PROBES = [FIRST + datetime.timedelta(days=number) for number in range(-1, DAYS + 2)]
SOME = PROBES[::3]
"""The days on which what is certain, which takes longer, is asked for too."""

START, STOP = FIRST.toordinal() - 4, FIRST.toordinal() + DAYS + 5
RANKS = 10
"""A place in the order of a reading is RANKS times its day, and then its rank."""

NOTHING: "Choice" = (-1, frozenset())
LATER = FIRST.toordinal() + 10_000
"""A day after everything that was recorded."""

Choice = tuple[int, frozenset[Outcome]]
"""The place that a reading gives an act, and what the fact is then; NOTHING leaves it as it is."""

Amount = tuple[int, int, int]
"""The day that a reading gives an act, and the least and the most that it adds."""

Act = list[sq.Event]
Check = Callable[[list[sq.Event]], Iterator[str]]


# Enumeration, written to be fast: readings that are alike up to a day are taken as one


def acts_known(events: list[sq.Event], known: int) -> list[Act]:
    """What stands as known on a day, by act."""
    acts: dict[object, Act] = defaultdict(list)
    for event in events:
        if not isinstance(event, sq.Retraction) and stands(events, event, known):
            acts[event.act or event.id].append(event)
    return list(acts.values())


def choices(act: Act, what: str) -> set[Choice]:
    """All that readings may make of an act."""
    found: set[Choice] = set()
    for telling in act:
        outcome = outcome_of(telling, what)
        for day in days_of(telling, START, STOP):
            if day is None or outcome is None:
                found.add(NOTHING)
            else:
                found.add((RANKS * day + telling.rank, frozenset(outcome)))
    return found


def later(one: Choice, other: Choice) -> Choice:
    """What counts of two; of two at one place, either."""
    if one[0] == other[0]:
        return one[0], one[1] | other[1]
    return max(one, other, key=itemgetter(0))


def possible(acts: Iterable[set[Choice]], day: int) -> frozenset[Outcome]:
    """The values at the end of a day over all readings, ties broken every way."""
    reached: set[Choice] = {(0, frozenset((None,)))}
    for act in acts:
        by_then = {choice if choice[0] < RANKS * (day + 1) else NOTHING for choice in act}
        reached = {later(one, other) for one in reached for other in by_then}
    return frozenset().union(*(values for _, values in reached))


def amounts(act: Act, what: str) -> set[Amount]:
    """All that readings may make of an act."""
    found: set[Amount] = set()
    for telling in act:
        for day in days_of(telling, START, STOP):
            if day is None or not isinstance(telling, Pay) or telling.what != what:
                found.add((STOP, 0, 0))
            else:
                amount = telling.amount
                ends = amount if isinstance(amount, sq.Range) else sq.Range(amount, amount)
                found.add((day, int(ends.low), int(ends.high)))
    return found


def total(acts: Iterable[set[Amount]], day: int) -> sq.Range:
    """The least and the greatest total at the end of a day over all readings."""
    reached = {(0, 0)}
    for act in acts:
        by_then = {(low, high) if on <= day else (0, 0) for on, low, high in act}
        reached = {(a + c, b + d) for a, b in reached for c, d in by_then}
    return sq.Range(min(low for low, _ in reached), max(high for _, high in reached))


# What is compared


def faults(history: sq.Timeline, acts: list[Act]) -> Iterator[str]:
    """What a timeline says otherwise than enumeration, on all days and of all keys."""
    return (of_sums if history.projection is paid else of_states)(history, acts)


def of_states(history: sq.Timeline, acts: list[Act]) -> Iterator[str]:
    """The same for what is said."""
    outcomes = {what: [choices(act, what) for act in acts] for what in WHATS}
    for on in PROBES:
        facts = history.at(on)
        expected = {(what,): possible(outcomes[what], on.toordinal()) for what in WHATS}
        for key, values in expected.items():
            found = history.values(key, on=on)
            if found != values:
                yield f"values({key}, on={on}) is {found}, not {values}"
            if facts.get(key) not in values:
                yield f"at({on})[{key}] is {facts.get(key)}, not one of {values}"
        sure = {key: one for key, (one, *more) in expected.items() if not more and one is not None}
        if on in SOME and facts.certain() != sure:
            yield f"at({on}).certain() is {facts.certain()}, not {sure}"


def of_sums(history: sq.Timeline, acts: list[Act]) -> Iterator[str]:
    """The same for what was paid.

    Where nothing was ever added, nobody can know that the projection is one of sums.
    """
    none = sq.Range(0, 0) if history.course.sums else frozenset((None,))
    added = {what: [amounts(act, what) for act in acts] for what in WHATS}
    for on in PROBES:
        facts = history.at(on)
        expected = {(what,): total(added[what], on.toordinal()) for what in WHATS}
        for key, range_ in expected.items():
            found = history.values(key, on=on)
            if found != (none if range_ == sq.Range(0, 0) else range_):
                yield f"values({key}, on={on}) is {found}, not {range_}"
            if facts.get(key, 0) not in range_:
                yield f"at({on})[{key}] is {facts.get(key)}, not in {range_}"
        sure = {key: r.low for key, r in expected.items() if r.low == r.high != 0}
        if on in SOME and {key: hull(v).low for key, v in facts.certain().items()} != sure:
            yield f"at({on}).certain() is {facts.certain()}, not {sure}"


def projections(events: list[sq.Event]) -> list[Projection]:
    """What the events are about: payments, or what is said, or both."""
    pays = {isinstance(event, Pay) for event in events if not isinstance(event, sq.Retraction)}
    return [paid if pay else said for pay in sorted(pays)]


def as_replayed(events: list[sq.Event]) -> Iterator[str]:
    """Replayed whole."""
    for projection in projections(events):
        yield from faults(sq.replay(sq.Log(events), projection), acts_known(events, LATER))


def as_known(events: list[sq.Event]) -> Iterator[str]:
    """As known on each day on which something was recorded, and on the day before the first."""
    recorded = {event.recorded for event in events}
    for projection in projections(events):
        history = sq.replay(sq.Log(events), projection)
        for day in (min(recorded).subtract(days=1), *sorted(recorded)):
            acts = acts_known(events, day.toordinal())
            for fault in faults(history.known(day), acts):
                yield f"known({day}): {fault}"


def as_grown(events: list[sq.Event]) -> Iterator[str]:
    """Replayed without the last lines, which then come one by one."""
    for projection in projections(events):
        history = sq.replay(sq.Log(events[:-2]), projection)
        for event in events[-2:]:
            history = history.plus(event)
        yield from faults(history, acts_known(events, LATER))


def as_left(events: list[sq.Event]) -> Iterator[str]:
    """Replayed whole, and then without the first line; what that corrected stays corrected."""
    acts = [[e for e in act if e is not events[0]] for act in acts_known(events, LATER)]
    for projection in projections(events):
        history = sq.replay(sq.Log(events), projection).leaving_out(events[0])
        yield from faults(history, [act for act in acts if act])


def as_nominal(events: list[sq.Event]) -> Iterator[str]:
    """The nominal reading of what is said."""
    history = sq.replay(sq.Log(events), said)
    for on in PROBES:
        facts = history.at(on)
        for what in WHATS:
            expected = nominal(events, what, on.toordinal())
            if facts.get((what,)) != expected:
                yield f"at({on})[{what}] is {facts.get((what,))}, not {expected}"


def fault(check: Check, events: list[sq.Event]) -> str | None:
    """The first fault of a history; that it cannot be replayed is one too."""
    try:
        return next(check(events), None) if events else None
    except Exception as error:  # noqa: BLE001 (whatever it is, the history is made smaller)
        return repr(error)


def assert_faultless(check: Check, events: list[sq.Event]) -> None:
    """Fail with the smallest history that is wrong still, as lines of a page."""
    found = fault(check, events)
    if found is None:
        return
    smaller = events
    while smaller:
        events = smaller
        rests = ([e for e in events if e is not gone] for gone in events)
        smaller = next((rest for rest in rests if fault(check, rest)), [])
    page = "\n".join(canonical_line(event).decode() for event in events)
    pytest.fail(f"{check.__name__}: {fault(check, events)}\n{page}")


@pytest.mark.parametrize("seed", range(8))
def test_possible_values_are_those_of_enumeration(seed: int) -> None:
    """All days and keys of thousands of logs: what is possible, nominal and certain.

    Some logs are read again as known on each recorded day, and as grown or left line by line.
    """
    rng = random.Random(seed)
    again = {0: as_known, 5: as_grown, 10: as_left}
    for number in range(LOGS):
        events = small(rng)
        assert_faultless(as_replayed, events)
        if number % 15 in again:
            assert_faultless(again[number % 15], events)


def test_the_nominal_reading_of_thousands_of_logs() -> None:
    """`at` gives what the words of the contract give, on all days and of all keys."""
    rng = random.Random("nominal")
    for _ in range(3_000):
        assert_faultless(as_nominal, small(rng))


def test_the_fast_enumeration_is_the_slow_one() -> None:
    """Taking readings together that are alike gives what taking each by itself gives."""
    rng = random.Random("slow")
    for _ in range(300):
        events = small(rng)
        acts = acts_known(events, LATER)
        if math.prod(len(days_of(e, START, STOP)) for act in acts for e in act) > 5_000:
            continue
        for on in range(START + 2, STOP - 2, 2):
            for what in WHATS:
                slow = enumerated(events, what, on, START, STOP)
                assert possible([choices(act, what) for act in acts], on) == slow
                low, high = enumerated_sum(events, what, on, START, STOP)
                assert total([amounts(act, what) for act in acts], on) == sq.Range(low, high)


def test_the_logs_are_hard() -> None:
    """All that makes a history hard is in at least one log of twenty."""
    rng = random.Random("hard")
    counted: Counter[str] = Counter()
    for _ in range(1_000):
        events = small(rng)
        log, acts = sq.Log(events), acts_known(events, LATER)
        counted.update(
            name
            for name, found in {
                "range": any(not e.on.exact for e in events),
                "open left": any(e.on.first_day == 1 for e in events),
                "open right": any(e.on.last is None for e in events),
                "doubt": any(e.on.doubtful for e in events),
                "pattern": any(isinstance(e, EndAll | Only) for e in events),
                "tellings": any(len(act) > 1 for act in acts),
                "of another key": any(
                    len({outcome_of(e, what) is None for e in act}) > 1
                    for act in acts
                    for what in WHATS
                ),
                "tie": len({(e.on.first_day, e.rank) for e in log.standing()}) < len(acts),
                "superseded": len(log.standing()) < len(events),
                "retracted": any(isinstance(e, sq.Retraction) for e in events),
                "known in advance": any(e.recorded.toordinal() < e.on.first_day for e in events),
                "three readings": any(
                    len(possible([choices(act, what) for act in acts], on.toordinal())) == 3
                    for what in WHATS
                    for on in PROBES
                ),
            }.items()
            if found
        )
    assert min(counted.values()) >= 50, counted
    assert len(counted) == 12
