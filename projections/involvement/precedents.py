"""Precedents: whether an involvement from outside was the first of its kind."""

from typing import Any, NamedTuple

import pendulum

from statusquo.dates.days import OPEN, Day, civil, ordinal
from statusquo.logs.log import Log
from statusquo.projections.involvement.attendance import Attendance
from statusquo.projections.involvement.coding_rules import CodingRule
from statusquo.projections.involvement.completeness import Completeness
from statusquo.projections.involvement.party_kinds import PartyKind
from statusquo.projections.involvement.regions import Region
from statusquo.table import Table
from statusquo.timelines.verdicts import Verdict

COLUMNS = ("conflict", "party", "roles", "earliest", "sure_by", "first_on_record", "first")
_NOTE = (
    "`first_on_record` is by the log alone. `first` is unknown where the log does not claim to "
    "have all conflicts and all such involvement until then."
)


class Entry(NamedTuple):
    """A party in a conflict: how, and when it began at the earliest and surely; days are ordinals.

    `settled` is None where on some reading it did not take part at all.
    """

    conflict: str
    party: str
    roles: tuple[str, ...]
    earliest: int
    settled: int | None


def first_involvements(
    log: Log, region: Region, rule: CodingRule, kind: PartyKind, *, since: Day
) -> Table:
    """Of every party of `kind` that took part from outside: whether it was the first since a day.

    A row for each conflict and party, in order of days. `earliest` is the first day on which it may
    have taken part in one of `roles` while it was of the kind; `sure_by` the day by which it had on
    every reading, None where it may not have done so at all, as where it is only claimed. Who took
    part when the count begins did so on its first day.

    `first_on_record` is "yes" where on every reading of the log it took part and nobody of the kind
    did before it, "no" where somebody surely did before, else "possible". `first` is the answer
    about the world: "no" stays so, and the others are "unknown" unless the log claims to have every
    conflict of the region, and all such involvement, from `since` until `sure_by` (where that is
    None, until `earliest`). A day shared by two is a first for both.

    >>> from statusquo.events.warfare import Involvement
    >>> from statusquo.projections.involvement.coding_rules import CODING_RULES
    >>> arms = Involvement(on="1950-02", conflict="egg-war", party="ATL", role="supply", side="a")
    >>> (row,) = first_involvements(
    ...     Log([arms]), Region("isles"), CODING_RULES["any support"], PartyKind.anybody(),
    ...     since="1950-01-01",
    ... )
    >>> row["party"], row["first_on_record"], row["first"]
    ('ATL', 'yes', 'unknown')
    """
    attendance = Attendance(log, region, rule)
    entries = _entries(attendance, kind, ordinal(since))
    complete = Completeness(attendance)
    rows: list[tuple[Any, ...]] = []
    for entry in entries:
        record = on_record(entry, entries)
        until = entry.earliest if entry.settled is None else entry.settled
        known = record is Verdict.NO or _is_complete(complete, kind, ordinal(since), until)
        verdict = record if known else Verdict.UNKNOWN
        rows.append((*_shown(entry), str(record), str(verdict)))
    return Table(COLUMNS, rows, title=f"firsts of a {kind.name} in {region.name}", note=_NOTE)


def on_record(entry: Entry, entries: list[Entry]) -> Verdict:
    """Whether the log has an entry as the first: pairs are compared, so "possible" is safe."""
    others = [other for other in entries if other is not entry]
    if any(o.settled is not None and o.settled < entry.earliest for o in others):
        return Verdict.NO
    by = entry.settled
    if by is not None and all(other.earliest >= by for other in others):
        return Verdict.YES
    return Verdict.POSSIBLE


def _is_complete(complete: Completeness, kind: PartyKind, first: int, last: int) -> bool:
    return complete.of_conflicts(first, last) and all(
        complete.of_conflict(conflict, kind, first, last)
        for conflict in complete.attendance.conflicts
    )


def _entries(attendance: Attendance, kind: PartyKind, since: int) -> list[Entry]:
    found: dict[tuple[str, str], list[Entry]] = {}
    for key, possible in attendance.possible.keys.items():
        conflict, party, role = map(str, key)
        for start, end in attendance.of_kind(kind, key, since, OPEN - 1):
            first = possible.earliest(start, end - 1)
            by = attendance.sure.of_key(key).settled(start, end - 1)
            if first is not None:
                entry = Entry(conflict, party, (role,), first, by)
                found.setdefault((conflict, party), []).append(entry)
    return sorted(map(_joined, found.values()), key=_order)


def _joined(entries: list[Entry]) -> Entry:
    """One entry of those of a party in a conflict, in whatever roles and spells of the kind."""
    days = [entry.settled for entry in entries if entry.settled is not None]
    return Entry(
        entries[0].conflict,
        entries[0].party,
        tuple(sorted({entry.roles[0] for entry in entries})),
        min(entry.earliest for entry in entries),
        min(days, default=None),
    )


def _order(entry: Entry) -> tuple[int, int, str, str]:
    by = OPEN if entry.settled is None else entry.settled
    return entry.earliest, by, entry.conflict, entry.party


def _shown(entry: Entry) -> tuple[str, str, str, pendulum.Date, pendulum.Date | None]:
    by = None if entry.settled is None else civil(entry.settled)
    roles = ", ".join(entry.roles)
    return entry.conflict, entry.party, roles, civil(entry.earliest), by
