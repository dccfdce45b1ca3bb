"""The laws that every projection keeps, each a sentence and a way to look for a breach of it."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import attrs
import pendulum

from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.lines.remarks import Coverage, Retraction
from statusquo.projecting.decorators import Derived
from statusquo.ranges import Range
from statusquo.testing.breaches import Account, Breach, if_amounts_differ, if_facts_differ
from statusquo.testing.cases import Case
from statusquo.testing.comparing import if_days_differ, if_timelines_differ, turned
from statusquo.testing.naive_folds import TwoValuesError, exact_events, naively_folded
from statusquo.timelines.explanation import Explanation


@attrs.frozen(eq=False)
class Law:
    """What must hold of every projection; `sentence` says it, `breach` looks for a breach."""

    name: str
    sentence: str
    breach: Callable[[Case], Breach | None] = attrs.field(repr=False)


def law(function: Callable[[Case], Breach | None]) -> Law:
    """Make a law of a function: its name is the law's, its docstring the sentence.

    >>> @law
    ... def everything_goes(case):
    ...     "Nothing is ever wrong."
    >>> everything_goes
    Law(name='everything goes', sentence='Nothing is ever wrong.')
    """
    sentence = " ".join((function.__doc__ or "").split())
    return Law(function.__name__.replace("_", " "), sentence, function)


@law
def order_of_lines(case: Case) -> Breach | None:
    """Any order of the same lines gives the same facts, spells and changes."""
    reverse = case.replayed(case.events[::-1])
    by_id = case.replayed(sorted(case.events, key=lambda event: event.id))
    mine = "with the lines in this order"
    return if_timelines_differ(case, reverse, mine, "in reverse") or if_timelines_differ(
        case, by_id, mine, "in the order of their ids"
    )


@law
def twice_is_once(case: Case) -> Breach | None:
    """A line that is there already changes nothing when it is appended again."""
    doubled = case.replayed((*case.events, *case.events))
    return if_timelines_differ(case, doubled, "with each line once", "with each line twice")


@law
def later_events(case: Case) -> Breach | None:
    """An event that cannot have happened by a day, corrects nothing and is the only telling of
    its act changes nothing about that day.
    """
    for day in case.days:
        part = case.alone([e for e in case.events if not _is_later(e, day, case.events)])
        breach = if_days_differ(case, part, day, "with all lines", "without the later events")
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
        facts = Account(f"at the end of {end}", case.history.at(end))
        applied = case.history.diff(start, end).apply(case.history.at(start))
        for way, reached in (("diff", applied), ("changes", turned(case.history, start, end))):
            other = Account(f"at the end of {start}, with the {way} until then put to it", reached)
            if breach := if_facts_differ(case.events, facts, other):
                return breach
    return None


@law
def why(case: Case) -> Breach | None:
    """The events that explain a fact, replayed alone, give it the same value on that day."""
    # Of a derived fact `why` names what makes its parts, and not what leaves their days open.
    events = exact_events(case.log) if isinstance(case.projection, Derived) else case.events
    history = case.alone(events)
    for day in case.days:
        for key, value in history.at(day).items():
            told = Account(f"at the end of {day}", {key: value})
            explained = history.why(key, on=day)
            breach = _again(case, told, key, explained) or (
                _summed(told, key, explained) if history.course.sums else None
            )
            if breach:
                return attrs.evolve(breach, lines=tuple(events))
    return None


def _again(case: Case, told: Account, key: Key, explained: Explanation) -> Breach | None:
    alone = case.alone(explained.events)
    if any(f.code == "two-values" and f.key == key for f in alone.findings()):
        return None
    facts = alone.at(explained.on)
    again = {key: facts[key]} if key in facts else {}
    return if_facts_differ((), told, Account("by the events that explain it, alone", again))


def _summed(told: Account, key: Key, explained: Explanation) -> Breach | None:
    total = sum((amount for _, amount in explained.contributions), Range(0, 0))
    return if_amounts_differ((), told, Account("the sum of its contributions", {key: total}))


SIX = (order_of_lines, twice_is_once, later_events, naive_fold, diff, why)
"""The laws that `check_projection` checks where no others are named."""
