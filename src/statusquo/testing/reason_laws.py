"""Laws of reasons: what explains a fact is enough for it."""

import attrs

from statusquo.lines.keys import Key
from statusquo.projecting.decorators import Derived
from statusquo.ranges import Range
from statusquo.testing.breaches import Account, Breach, if_amounts_differ, if_facts_differ
from statusquo.testing.cases import Case
from statusquo.testing.naive_folds import exact_events
from statusquo.testing.statements import law
from statusquo.timelines.explanation import Explanation


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
