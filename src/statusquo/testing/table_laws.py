"""Laws of tables: spells, panels and changes say what the days say."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

import pendulum

from statusquo.lines.keys import Key
from statusquo.projecting.values import identity
from statusquo.testing.breaches import Account, Breach, if_facts_differ, if_rows_differ
from statusquo.testing.cases import Case
from statusquo.testing.statements import law
from statusquo.timelines.spelling import By, Spell

Row = tuple[Any, ...]


@law
def spells(case: Case) -> Breach | None:
    """The spells of a key are disjoint, maximal and half-open, and hold on the days on which the
    key does.
    """
    for by in ("key", "value"):
        each = list(case.history.each_spell(by=by))
        breach = _touching(case, each, by) or _day_by_day(case, each, by)
        if breach:
            return breach
    return None


def _touching(case: Case, each: list[Spell], by: By) -> Breach | None:
    for _, own in groupby(each, key=lambda spell: spell.key):
        listed = list(own)
        empty = [s for s in listed if s.end is not None and s.end <= s.start]
        pairs = (pair for pair in pairwise(listed) if not _are_apart(*pair, by=by))
        wrong = empty or list(next(pairs, ()))
        if wrong:
            title = f"spells by {by} that are empty, meet or overlap"
            return Breach(tuple(case.events), (Account(title, [_row(s) for s in wrong]),))
    return None


def _are_apart(one: Spell, other: Spell, *, by: By) -> bool:
    if one.end is None or other.start < one.end:
        return False
    meets = other.start == one.end
    return not meets or (by == "value" and identity(one.value) != identity(other.value))


def _row(spell: Spell) -> Row:
    return (*spell.key, spell.value, str(spell.start), str(spell.end or "still"))


def _day_by_day(case: Case, each: list[Spell], by: By) -> Breach | None:
    for day in case.days:
        held = {s.key: s.value for s in each if s.start <= day and (not s.end or day < s.end)}
        facts = dict(case.facts(day))
        if by == "key":  # of a spell of several values only the last is told
            held, facts = (dict.fromkeys(told, True) for told in (held, facts))
        breach = if_facts_differ(
            case.events,
            Account(f"at the end of {day}", facts),
            Account(f"by the spells by {by} that have {day} in them", held),
        )
        if breach:
            return breach
    return None


@law
def panels(case: Case) -> Breach | None:
    """A row of a panel says what the days of its period say: the first, the last, or any moment
    of them.
    """
    if not case.days:
        return None
    for rule in ("first", "last", "any"):
        table = case.history.panel(freq="year", rule=rule)
        for row in table.to_dicts():
            key = tuple(row[name] for name in case.history.names)
            told, held = (row["holds"], row["value"]), _held(case, key, row, rule)
            if not _agree(told, held):
                title = f"the panel by year, rule {rule}, from {row['first_day']}"
                return Breach(
                    tuple(case.events),
                    (
                        Account(f"{title}: {told[0]}", {key: told[1]}),
                        Account(f"the days until {row['last_day']}", {key: held}),
                    ),
                )
    return None


def _agree(told: tuple[bool | None, Any], held: Any) -> bool:
    """Whether a cell says no more than the days: what it does not know, it may leave open."""
    holds, value = told
    if holds is None:
        return value is None
    if held is None or value is None:
        return holds is (held is not None) and value is None and held is None
    return identity(value) == identity(held)


def _held(case: Case, key: Key, row: dict[str, Any], rule: str) -> Any:
    first, last = row["first_day"], row["last_day"]
    if rule in ("first", "last"):
        return case.history.at(first if rule == "first" else last).get(key)
    horizon = case.history.horizons.horizon(key)
    known = min(last.toordinal(), horizon)
    inside = [d for d in case.days if first < d and d.toordinal() <= known]
    for day in [*reversed(inside), first]:
        value = case.history.during(day).get(key)
        if value is not None:
            return value
    return None


@law
def tables(case: Case) -> Breach | None:
    """Spells are what follows from the changes, and end and begin where facts do."""
    if not case.days:
        return None
    spelt = [(s.key, repr(s.value), s.start, s.end) for s in case.history.each_spell(by="value")]
    return if_rows_differ(
        case.events,
        Account("in spells", spelt),
        Account("by the changes", sorted(_by_changes(case), key=lambda row: (row[0], row[2]))),
    )


def _by_changes(case: Case) -> Iterator[Row]:
    evenings: dict[Key, dict[pendulum.Date, Any]] = defaultdict(dict)
    start = case.days[0]
    evenings.update({key: {start: value} for key, value in case.facts(start).items()})
    for turn in case.history.changes(after=start, until=case.days[-1]):
        evenings[turn.key][turn.on] = turn.after
    for key, days in evenings.items():
        runs = groupby(
            days.items(), key=lambda item: None if item[1] is None else identity(item[1])
        )
        firsts = [next(run) for _, run in runs]
        for (day, value), following in zip(firsts, [*firsts[1:], None], strict=True):
            if value is not None:
                yield key, repr(value), day, following and following[0]
