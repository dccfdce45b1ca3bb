"""Laws of days: what a day depends on, and how one leads to another."""

from collections.abc import Sequence
from itertools import pairwise

import pendulum

from statusquo.lines.event import Event
from statusquo.lines.remarks import Coverage, Retraction
from statusquo.testing.breaches import Account, Breach, if_amounts_differ, if_facts_differ
from statusquo.testing.cases import Case, Told
from statusquo.testing.comparing import if_days_differ, turned
from statusquo.testing.naive_folds import TwoValuesError, exact_events, naively_folded
from statusquo.testing.statements import law


@law
def later_events(case: Case) -> Breach | None:
    """An event that cannot have happened by a day, corrects nothing and is the only telling of
    its act changes nothing about that day.
    """
    told: dict[int, Told] = {}
    for day in case.days:
        earlier = [event for event in case.events if not _is_later(event, day, case.events)]
        part = case.alone(earlier)
        others = told.setdefault(id(part), Told(part))
        breach = if_days_differ(
            case.events, day, (case.told, "with all lines"), (others, "without the later events")
        )
        if breach:
            return breach
    return None


def _is_later(event: Event, day: pendulum.Date, events: Sequence[Event]) -> bool:
    if event.on.first_day <= day.toordinal() or isinstance(event, (Retraction, Coverage)):
        return False
    disputed = event.act and any(e.act == event.act for e in events if e.id != event.id)
    return event.replaces is None and not disputed


@law
def naive_fold(case: Case) -> Breach | None:
    """Events on exact days read as if the changes of each in turn were put to a dict."""
    events = exact_events(case.log)
    history = case.alone(events)
    differing = if_amounts_differ if history.course.sums else if_facts_differ
    for day in case.days:
        by_then = [event for event in events if event.on.last_day <= day.toordinal()]
        try:
            folded = naively_folded(case.projection, by_then)
        except TwoValuesError:
            continue
        replayed = Account(f"at the end of {day}, replayed", history.at(day))
        breach = differing(events, replayed, Account("folded the naive way", folded))
        if breach:
            return breach
    return None


@law
def diff(case: Case) -> Breach | None:
    """What changed between two days, put to the facts of the first, gives those of the second."""
    for start, end in [*pairwise(case.days), *((d, case.days[-1]) for d in case.days[:1])]:
        facts = Account(f"at the end of {end}", case.facts(end))
        applied = case.history.diff(start, end).apply(case.history.at(start))
        for way, reached in (("diff", applied), ("changes", turned(case.history, start, end))):
            other = Account(f"at the end of {start}, with the {way} until then put to it", reached)
            if breach := if_facts_differ(case.events, facts, other):
                return breach
    return None
