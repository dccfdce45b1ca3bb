"""Laws of readings: what may hold, what holds, and what surely does."""

from collections.abc import Mapping
from typing import Any

from statusquo.lines.keys import Key
from statusquo.ranges import Range
from statusquo.testing.breaches import (
    Account,
    Breach,
    if_facts_differ,
    if_possible_differ,
    possible_values,
)
from statusquo.testing.cases import Case
from statusquo.testing.enumerating import NotEnumerableError, TooManyReadingsError, enumerated
from statusquo.testing.statements import law
from statusquo.timelines.course import has_value, may_be_absent


@law
def certainty(case: Case) -> Breach | None:
    """What is certain holds, and what holds is possible."""
    for day in case.days:
        facts, possible = case.facts(day), case.told.possible(day)
        when = f"at the end of {day}"
        certain = dict(case.history.at(day).certain().items())
        held = {key: facts[key] for key in certain if key in facts}
        breach = if_facts_differ(
            case.events,
            Account(f"certain {when}", certain),
            Account(f"of these, what holds {when}", held),
        ) or _impossible(case, when, facts, possible)
        if breach:
            return breach
    return None


def _impossible(
    case: Case, when: str, facts: Mapping[Key, Any], possible: Mapping[Key, Any]
) -> Breach | None:
    for key in {**facts, **possible}:
        values = possible.get(key, frozenset((None,)))
        if not _is_among(facts.get(key), values):
            return Breach(
                tuple(case.events),
                (
                    Account(f"what holds {when}", {key: facts.get(key)}),
                    Account(f"what may hold {when}", {key: values}),
                ),
            )
    return None


def _is_among(value: Any, values: Any) -> bool:
    if value is None:
        return may_be_absent(values)
    return has_value(values, value)


@law
def readings(case: Case) -> Breach | None:
    """What may hold on a day is what holds on some reading of the lines; a derived fact may hold
    where all that it follows from may.
    """
    try:
        by_day = enumerated(case.projection, case.log)
        for day in case.days:
            counted = by_day(day.toordinal())
            when = f"at the end of {day}"
            breach = if_possible_differ(
                case.events,
                Account(f"what may hold {when}", case.told.possible(day)),
                Account(f"what holds {when} on some reading", _shown(counted)),
            )
            if breach:
                return breach
    except (TooManyReadingsError, NotEnumerableError):
        pass
    return None


def _shown(possible: Mapping[Key, tuple[Any, ...] | Range]) -> dict[Key, Any]:
    return {key: possible_values(values) for key, values in possible.items()}
