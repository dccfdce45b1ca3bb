"""Mistakes that an engine may make in days, readings, spells and reasons."""

from typing import Any

import attrs
import numpy as np

import statusquo as sq
from defects.defect import Defect
from defects.engine_logs import headers, of_derived, of_members, of_sums, of_values
from statusquo.courses import combining, readings, revising, states
from statusquo.courses.readings import Act, Telling
from statusquo.courses.recorded import RecordedCourse
from statusquo.courses.states import StateCourse
from statusquo.courses.sums import SumCourse
from statusquo.courses.turns import Turns
from statusquo.dates.days import OPEN
from statusquo.logs import stock
from statusquo.logs.columns import numbers
from statusquo.projecting.values import ABSENT
from statusquo.timelines import timeline
from statusquo.timelines.spelling import Spell

# Days


def with_the_end(held_at: Any) -> Any:
    """Count the day on which a spell ends."""

    def inclusive(self: Turns, day: int) -> Any:
        spells = self.stretches
        now = (spells.start <= day) & (day <= spells.end)
        return spells.key[now], spells.value[now]

    return inclusive


def ended_late(in_columns: Any) -> Any:
    """End what ends a day later."""

    def late(*asked: Any, **more: Any) -> Any:
        right = in_columns(*asked, **more)
        ends = (right.value == ABSENT) & (right.last < OPEN) & (not right.sums)
        return attrs.evolve(right, last=right.last + ends.astype(np.int32))

    return late


def one_a_day(of_states: Any) -> Any:
    """Keep the first of the rows of one key and day."""

    def first(cls: Any, keys: int, key: Any, day: Any, value: Any, cause: Any) -> Any:
        kept = np.ones(len(key), dtype=np.bool_)
        kept[1:] = (key[1:] != key[:-1]) | (day[1:] != day[:-1])
        rows = (column[kept] for column in (key, day, value, cause))
        return of_states.__func__(cls, keys, *rows)

    return classmethod(first)


def corroborated_anew(of_states: Any) -> Any:
    """Let every event turn its fact, also to the value that it has."""
    return classmethod(lambda cls, *columns: cls(*columns))


def from_the_first_day(right: Any) -> Any:
    """Let an event count from the first day of its window."""
    return np.where(right.last == OPEN, right.last, right.first)


def open_from_the_first(right: Any) -> Any:
    """Let an event without a last day count from its first."""
    return np.where(right.last == OPEN, right.first, right.last)


def without_the_last_day(turns_between: Any) -> Any:
    """Leave out what changes on the last day."""
    return lambda course, after, until: turns_between(course, after, max(after, until - 1))


def by_equality(between: Any) -> Any:
    """Take True for 1."""

    def compared(before: Any, after: Any) -> Any:
        right = between.__func__(sq.Diff, before, after)
        changed = {key: pair for key, pair in right.changed.items() if pair[0] != pair[1]}
        return attrs.evolve(right, changed=changed)

    return staticmethod(compared)


def without_changes(between: Any) -> Any:
    """Leave out what changed its value."""
    return staticmethod(
        lambda before, after: attrs.evolve(between.__func__(sq.Diff, before, after), changed={})
    )


# Readings


def by_last_days(nominal_order: Any) -> Any:
    """Take tellings by their last days, whatever holds."""
    return lambda tellings: [(telling.last, telling) for telling in sorted(tellings)]


def before_ties(may_be_last: Any) -> Any:
    """Let no event be the last of those that tie."""

    def strictly(number: int, telling: Telling, day: int, bounds: Any) -> bool:
        bound = readings._bound(number, bounds)
        return bound is None or bound < (min(telling.last, day), telling.rank)

    return strictly


def nothing_elsewhere(acts_of: Any) -> Any:
    """Forget that an act may have touched other keys only."""
    return lambda self, code: [Act(act.tellings, False) for act in acts_of(self, code)]


def certain_if_held(is_certain: Any) -> Any:
    """Take what holds for certain."""
    return lambda self, code, day: self.value_at(code, day) != ABSENT


def counted_at_once(contribution: Any) -> Any:
    """Forget that an amount may not have been added yet."""

    def at_once(self: SumCourse, act: Act, day: int) -> Any:
        amounts = [self.changes.values[t.outcome] for t in act.tellings if t.first <= day]
        return readings_hull(amounts or [0])

    return at_once


def readings_hull(amounts: list[Any]) -> sq.Range:
    """The range from the least to the greatest amount."""
    ranges = [a if isinstance(a, sq.Range) else sq.Range(a, a) for a in amounts]
    return sq.Range(min(r.low for r in ranges), max(r.high for r in ranges))


def clamped(totals: Any) -> Any:
    """Let no total go below 0."""

    def not_below(self: SumCourse, code: int) -> Any:
        return [
            (day, row, total if isinstance(total, sq.Range) else max(total, 0))
            for day, row, total in totals(self, code)
        ]

    return not_below


def sure_together(common: Any) -> Any:
    """Take for certain, and for all that is possible, what holds nominally."""

    def nominal(together: Any) -> Any:
        held, _, _ = common(together)
        return held, held, held

    return nominal


def touching_together(intersection: Any) -> Any:
    """Let periods that only touch have a day in common."""

    def touching(one: Any, other: Any) -> Any:
        met = [
            (max(a, c), max(min(b, d), max(a, c) + 1))
            for a, b in one
            for c, d in other
            if max(a, c) <= min(b, d)
        ]
        return tuple(sorted(met))

    return touching


# Spells and reasons


def last_days_for_ends(spells_of: Any) -> Any:
    """Give the last day of a spell as its end."""

    def inclusive(course: Any, horizons: Any, by: Any) -> Any:
        for spell in spells_of(course, horizons, by):
            ended: Spell = spell
            yield ended if ended.end is None else attrs.evolve(ended, end=ended.last_day)

    return inclusive


def without_touching(spells_of: Any) -> Any:
    """Drop a spell that begins where the one before it ends."""

    def dropped(course: Any, horizons: Any, by: Any) -> Any:
        before: Spell | None = None
        for spell in spells_of(course, horizons, by):
            if before is None or (before.key, before.end) != (spell.key, spell.start):
                yield spell
            before = spell

    return dropped


def first_ever(reasons: Any) -> Any:
    """Explain a fact by the first event that ever touched it."""

    def explained(self: StateCourse, code: int, day: int) -> Any:
        first = [self.event_of(row) for row in numbers(self.rows_of(code))[:1]]
        return attrs.evolve(reasons(self, code, day), events=tuple(first))

    return explained


def half(reasons: Any) -> Any:
    """Leave out the first contribution of a total."""

    def cut(self: SumCourse, code: int, day: int) -> Any:
        right = reasons(self, code, day)
        return attrs.evolve(right, contributions=right.contributions[1:])

    return cut


DEFECTS: tuple[Defect, ...] = (
    of_members(
        "end inclusive",
        "What ends on a day still holds at its end.",
        2,
        ["naive fold"],
        (Turns, "held_at", with_the_end),
    ),
    of_members(
        "ended late",
        "The last day is taken for the day before the end.",
        2,
        ["naive fold", "some days"],
        (revising, "in_columns", ended_late),
    ),
    of_members(
        "sorted away",
        "What begins on the day on which something ended is dropped, as in a published list.",
        3,
        ["naive fold", "why", "growth", "some days"],
        (Turns, "of_states", one_a_day),
    ),
    of_members(
        "corroborated anew",
        "A spell is cut where another event says the same.",
        2,
        ["two clocks", "retraction", "spells", "tables"],
        (Turns, "of_states", corroborated_anew),
    ),
    of_members(
        "from the first day",
        "An event within a month counts from its first day.",
        1,
        ["readings", "nominal reading"],
        (stock, "headers_of", headers(last=from_the_first_day)),
    ),
    of_members(
        "open from the first",
        "An event without a last day counts from its first.",
        1,
        ["readings", "nominal reading"],
        (stock, "headers_of", headers(last=open_from_the_first)),
    ),
    of_members(
        "no doubt",
        "What may not have happened is taken for sure.",
        1,
        ["readings"],
        (stock, "headers_of", headers(marked=lambda right: np.zeros_like(right.marked))),
    ),
    of_members(
        "changes cut",
        "What changes on the last day is left out of changes.",
        1,
        ["diff"],
        (timeline, "turns_between", without_the_last_day),
    ),
    of_values(
        "no changes in a diff",
        "A diff forgets what changed its value.",
        2,
        ["diff"],
        (sq.Diff, "between", without_changes),
    ),
    of_members(
        "by last days",
        "Within a year, an end counts before what it ends.",
        2,
        ["nominal reading"],
        (states, "nominal_order", by_last_days),
    ),
    of_values(
        "possible too narrow",
        "Of events that tie none may be the last.",
        3,
        ["certainty", "readings"],
        (readings, "_may_be_last", before_ties),
    ),
    of_members(
        "nothing elsewhere",
        "Another telling of the act, of another key, is forgotten.",
        2,
        ["certainty", "readings"],
        (RecordedCourse, "acts_of", nothing_elsewhere),
    ),
    of_members(
        "certain too generous",
        "What holds is taken for certain.",
        2,
        ["sureness"],
        (StateCourse, "is_certain", certain_if_held),
    ),
    of_sums(
        "counted at once",
        "An amount within a month is counted from its first day.",
        1,
        ["certainty", "readings"],
        (SumCourse, "_contribution", counted_at_once),
    ),
    of_sums(
        "clamped",
        "A total does not go below 0.",
        2,
        ["two clocks", "naive fold", "readings"],
        (SumCourse, "_totals", clamped),
    ),
    of_derived(
        "sure together",
        "Facts that may hold together are taken to do so surely.",
        3,
        ["readings", "certainty"],
        (combining, "_common", sure_together),
    ),
    of_derived(
        "touching together",
        "Facts that only touch hold together for a day.",
        3,
        ["naive fold", "readings"],
        (combining, "intersection", touching_together),
    ),
    of_members(
        "last days for ends",
        "Spells give their last day as their end.",
        2,
        ["spells", "tables"],
        (timeline, "spells_of", last_days_for_ends),
    ),
    of_values(
        "touching spells",
        "A spell is dropped that begins where another ends.",
        2,
        ["spells", "tables"],
        (timeline, "spells_of", without_touching),
    ),
    of_values(
        "first ever",
        "A fact is explained by the first event of its key.",
        2,
        ["why"],
        (StateCourse, "reasons", first_ever),
    ),
    of_sums(
        "half a sum",
        "The first contribution of a total is left out.",
        1,
        ["why"],
        (SumCourse, "reasons", half),
    ),
)
