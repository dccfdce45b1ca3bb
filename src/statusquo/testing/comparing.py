"""Comparing what two timelines say on the days that matter."""

from collections.abc import Callable, Sequence
from typing import Any

import pendulum

from statusquo.lines.keys import Key
from statusquo.testing.breaches import (
    Account,
    Breach,
    if_facts_differ,
    if_possible_differ,
    if_rows_differ,
)
from statusquo.testing.cases import Case
from statusquo.timelines.timeline import Timeline


def if_timelines_differ(case: Case, other: Timeline, mine: str, theirs: str) -> Breach | None:
    """A breach if another timeline differs from the case's in facts, spells or changes.

    `mine` and `theirs` say in a few words what each was made of.
    """
    for day in case.days:
        if breach := if_days_differ(case, other, day, mine, theirs):
            return breach
    asked: dict[str, Callable[[Timeline], Sequence[Any]]] = {
        "spells": lambda timeline: timeline.spells(by="value").to_dicts(),
        "changes": lambda timeline: _turns(timeline, case.days),
    }
    for what, ask in asked.items():
        one = Account(f"{what}, {mine}", ask(case.history))
        two = Account(f"{what}, {theirs}", ask(other))
        if breach := if_rows_differ(case.events, one, two):
            return breach
    return None


def if_days_differ(
    case: Case, other: Timeline, day: pendulum.Date, mine: str, theirs: str
) -> Breach | None:
    """A breach if the facts, or what may hold, differ at the end of a day."""
    facts, others = case.history.at(day), other.at(day)
    when = f"at the end of {day}"
    return if_facts_differ(
        case.events, Account(f"{when}, {mine}", facts), Account(f"{when}, {theirs}", others)
    ) or if_possible_differ(
        case.events,
        Account(f"what may hold {when}, {mine}", facts.possible()),
        Account(f"what may hold {when}, {theirs}", others.possible()),
    )


def turned(timeline: Timeline, start: pendulum.Date, end: pendulum.Date) -> dict[Key, Any]:
    """The facts of one day with every change until another put to them in turn."""
    facts = dict(timeline.at(start).items())
    for turn in timeline.changes(after=start, until=end):
        facts[turn.key] = turn.after
    return {key: value for key, value in sorted(facts.items()) if value is not None}


def _turns(timeline: Timeline, days: Sequence[pendulum.Date]) -> Sequence[Any]:
    return timeline.changes(after=days[0], until=days[-1]) if days else ()
