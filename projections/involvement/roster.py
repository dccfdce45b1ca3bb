"""The roster: which parties took part from outside, how, who says so, and from when to when."""

from collections.abc import Iterator
from typing import Any

import pendulum

from statusquo.dates.days import OPEN, civil
from statusquo.dates.periods import intersection
from statusquo.lines.keys import Key
from statusquo.logs.log import Log
from statusquo.projecting.values import ABSENT
from statusquo.projections.involvement.attendance import Attendance
from statusquo.projections.involvement.coding_rules import CodingRule
from statusquo.projections.involvement.regions import Region
from statusquo.table import Table

COLUMNS = (
    "conflict",
    "party",
    "role",
    "assertion",
    "took_part",
    "possible_start",
    "certain_start",
    "certain_end",
    "possible_end",
)


def outside_parties(log: Log, region: Region, rule: CodingRule) -> Table:
    """Who took part from outside in which conflict of `region` and how, by `rule`.

    A row for each longest period [possible_start, possible_end) on which a party may have taken
    part in a role, in order of conflicts, parties, roles and days. `assertion` is "confirmed" where
    some telling confirms it, else "claimed". `took_part` is "yes" where it did on every reading and
    the rule does not leave claims open, else "possible". The certain period is the longest within
    it on which each reading has it; both are None where there is none. An end of None beside a
    start says "still", as far as the log knows.

    >>> from statusquo.events.warfare import Involvement
    >>> from statusquo.projections.involvement.coding_rules import CODING_RULES
    >>> arms = Involvement(on="1950-02", conflict="egg-war", party="ATL", role="supply", side="a")
    >>> (row,) = outside_parties(Log([arms]), Region("isles"), CODING_RULES["any support"])
    >>> row["party"], row["took_part"], str(row["possible_start"]), str(row["certain_start"])
    ('ATL', 'yes', '1950-02-01', '1950-02-28')
    """
    attendance = Attendance(log, region, rule)
    rows = [
        (*key, _assertion(attendance, key), *cells)
        for key in sorted(attendance.possible.keys)
        for cells in _spells(attendance, key)
    ]
    return Table(COLUMNS, rows, title=f"parties from outside in {region.name}, by {rule.name}")


def _assertion(attendance: Attendance, key: Key) -> str:
    course = attendance.possible.timeline.course
    outcomes = {t.outcome for act in attendance.possible.keys[key].acts for t in act.tellings}
    values = {course.values[outcome] for outcome in outcomes if outcome != ABSENT}
    return "confirmed" if "confirmed" in values else "claimed"


def _spells(attendance: Attendance, key: Key) -> Iterator[tuple[Any, ...]]:
    sure = attendance.sure.of_key(key)
    for start, end in attendance.possible.of_key(key).possible_days():
        inside = intersection(sure.certain_days(), ((start, end),))
        longest = max(inside, key=lambda days: (days[1] - days[0], -days[0]), default=(None, None))
        took_part = "yes" if sure.must_occur(start, end - 1) else "possible"
        yield took_part, *(_civil(day) for day in (start, *longest, end))


def _civil(day: int | None) -> pendulum.Date | None:
    return None if day is None or day == OPEN else civil(day)
