"""Comparing what two timelines say on the days that matter."""

from collections.abc import Callable, Sequence
from typing import Any

import pendulum

from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.testing.breaches import (
    Account,
    Breach,
    if_facts_differ,
    if_possible_differ,
    if_rows_differ,
)
from statusquo.testing.cases import Case, Told
from statusquo.timelines.timeline import Timeline


def if_timelines_differ(case: Case, other: Timeline, mine: str, theirs: str) -> Breach | None:
    """A breach if another timeline differs from the case's in facts, spells or changes.

    `mine` and `theirs` say in a few words what each was made of.
    """
    return if_told_differs(case, (case.told, mine), (Told(other), theirs))


def if_told_differs(case: Case, one: tuple[Told, str], other: tuple[Told, str]) -> Breach | None:
    """The same of any two timelines, each with a few words on what it was made of."""
    for day in case.days:
        if breach := if_days_differ(case.events, day, one, other):
            return breach
    return if_courses_differ(case, one, other)


def if_courses_differ(case: Case, one: tuple[Told, str], other: tuple[Told, str]) -> Breach | None:
    """A breach if two timelines differ in their spells or changes."""
    for what, ask in _OVER_TIME.items():
        accounts = [
            Account(f"{what}, {made}", ask(told.timeline, case.days)) for told, made in (one, other)
        ]
        if breach := if_rows_differ(case.events, *accounts):
            return breach
    return None


def if_days_differ(
    lines: Sequence[Event], day: pendulum.Date, one: tuple[Told, str], other: tuple[Told, str]
) -> Breach | None:
    """A breach if the facts, or what may hold, differ at the end of a day."""
    (told, mine), (others, theirs) = one, other
    when = f"at the end of {day}"
    return if_facts_differ(
        lines,
        Account(f"{when}, {mine}", told.facts(day)),
        Account(f"{when}, {theirs}", others.facts(day)),
    ) or if_possible_differ(
        lines,
        Account(f"what may hold {when}, {mine}", told.possible(day)),
        Account(f"what may hold {when}, {theirs}", others.possible(day)),
    )


def turned(timeline: Timeline, start: pendulum.Date, end: pendulum.Date) -> dict[Key, Any]:
    """The facts of one day with every change until another put to them in turn."""
    facts = dict(timeline.at(start).items())
    for turn in timeline.changes(after=start, until=end):
        facts[turn.key] = turn.after
    return {key: value for key, value in sorted(facts.items()) if value is not None}


def _spells(timeline: Timeline, days: Sequence[pendulum.Date]) -> Sequence[Any]:
    del days
    rows = timeline.spells(by="value").to_dicts()
    return [{**row, "censored_on": None} for row in rows]


def _turns(timeline: Timeline, days: Sequence[pendulum.Date]) -> Sequence[Any]:
    return timeline.changes(after=days[0], until=days[-1]) if days else ()


_OVER_TIME: dict[str, Callable[[Timeline, Sequence[pendulum.Date]], Sequence[Any]]] = {
    "spells": _spells,
    "changes": _turns,
}
