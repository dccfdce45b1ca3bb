"""Counting: in how many conflicts of a period parties of a kind took part from outside."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import pendulum

from statusquo.dates.days import Day, civil, ordinal
from statusquo.errors import StatusQuoError
from statusquo.logs.log import Log
from statusquo.projections.involvement.attendance import Attendance, Bounds
from statusquo.projections.involvement.coding_rules import CodingRule
from statusquo.projections.involvement.completeness import Completeness
from statusquo.projections.involvement.party_kinds import PartyKind
from statusquo.projections.involvement.regions import Region
from statusquo.ranges import Range
from statusquo.table import Table

COLUMNS = (
    "rule",
    "kind",
    "first_day",
    "last_day",
    "conflicts",
    "involved",
    "share_of_recorded",
    "coverage",
)
_NOTE = (
    "A range holds every reading of the log. Where the coverage is not complete, what it names is "
    "at least as many as is given, and the share is only that of the conflicts in the log."
)


class InvalidPeriods(StatusQuoError, ValueError):
    """Raised when a period to count in ends before it begins."""


def decades(since: Day, until: Day) -> tuple[tuple[pendulum.Date, pendulum.Date], ...]:
    """The first and last days of the decades from `since` to `until`, the outer ones cut there.

    >>> [(str(first), str(last)) for first, last in decades("1988-02-20", "1994-05-12")]
    [('1988-02-20', '1989-12-31'), ('1990-01-01', '1994-05-12')]
    """
    start, stop = civil(ordinal(since)), civil(ordinal(until))
    years = range(start.year // 10 * 10, stop.year + 1, 10)
    whole = ((pendulum.Date(max(y, 1), 1, 1), pendulum.Date(y + 9, 12, 31)) for y in years)
    return tuple((max(first, start), min(last, stop)) for first, last in whole)


def involvement_shares(
    log: Log,
    region: Region,
    rules: Iterable[CodingRule],
    kinds: Iterable[PartyKind],
    periods: Iterable[tuple[Day, Day]],
) -> Table:
    """In how many conflicts of each period a party of each kind took part from outside, by rule.

    A row for each rule, kind and period, in the order given; periods include both days. `conflicts`
    are those fought at some moment of the period, `involved` those of them in which a party took
    part in it while it was of the kind. Each is a number, or a `Range` where dates, tellings or
    open claims leave room; `share_of_recorded` is a `Fraction`, or the `Range` of the shares on all
    readings. It is None where there is nothing to divide by; in a period that begins after all that
    the log can know of, all three are. `coverage` is "complete", or says what may be more.

    What ends on the first day of a period is not in it; what began and ended within a day is.
    Raises `InvalidPeriods`.

    >>> from statusquo.events.warfare import Involvement, Outbreak
    >>> from statusquo.projections.involvement.coding_rules import CODING_RULES
    >>> war = Outbreak(on="1950-01-10", conflict="egg-war")
    >>> arms = Involvement(on="1950-02", conflict="egg-war", party="ATL", role="supply", side="a")
    >>> rules, kinds = [CODING_RULES["any support"]], [PartyKind.anybody()]
    >>> spans = [("1950-01-01", "1950-01-31"), ("1950-02-01", "1950-02-14")]
    >>> found = involvement_shares(Log([war, arms]), Region("isles"), rules, kinds, spans)
    >>> [row["involved"] for row in found]
    [0, Range(0, 1)]
    """
    whole, wanted, days = list(kinds), list(rules), [_ordinals(*period) for period in periods]
    rows = [
        (rule.name, kind.name, civil(first), civil(last), *cells)
        for rule in wanted
        for counter in (_Counter(log, region, rule),)
        for kind in whole
        for first, last in days
        for cells in (counter.cells(kind, first, last),)
    ]
    return Table(COLUMNS, rows, title=f"external involvement in {region.name}", note=_NOTE)


def _ordinals(first: Day, last: Day) -> tuple[int, int]:
    if ordinal(last) < ordinal(first):
        raise InvalidPeriods(
            f"a period to count in ends ({last}) before it begins ({first})",
            code="period-backwards",
            hint=f"write {last} first",
        )
    return ordinal(first), ordinal(last)


class Case(NamedTuple):
    """A conflict in a period: whether it was fought, and whether one of the kind took part."""

    fought: Bounds
    attended: Bounds


class _Counter:
    """The counts of one rule."""

    def __init__(self, log: Log, region: Region, rule: CodingRule) -> None:
        self.attendance = Attendance(log, region, rule)
        self.completeness = Completeness(self.attendance)
        claims = (ordinal(c.until) for c in log.coverages if c.about == "conflicts")
        self.known_until = max(log.last_recorded(), *claims, 0)

    def cells(self, kind: PartyKind, first: int, last: int) -> tuple[Any, ...]:
        if first > self.known_until:
            return None, None, None, "the log ends before"
        cases = list(self._cases(kind, first, last))
        return (*counts(cases), share(cases), self._coverage(kind, first, last))

    def _cases(self, kind: PartyKind, first: int, last: int) -> Iterator[Case]:
        for conflict in self.attendance.conflicts:
            fought = self.attendance.fought(conflict, first, last)
            if fought.possible:
                yield Case(fought, self.attendance.attended(conflict, kind, first, last))

    def _coverage(self, kind: PartyKind, first: int, last: int) -> str:
        if not self.completeness.of_conflicts(first, last):
            return "at least: conflicts, involved"
        whole = self.completeness.of_involvement(kind, first, last)
        return "complete" if whole else "at least: involved"


def counts(cases: Sequence[Case]) -> tuple[int | Range, int | Range]:
    """How many conflicts were fought, and in how many of them one of the kind took part."""
    return (
        _number(sum(c.fought.sure for c in cases), sum(c.fought.possible for c in cases)),
        _number(
            sum(c.fought.sure and c.attended.sure for c in cases),
            sum(c.fought.possible and c.attended.possible for c in cases),
        ),
    )


def _number(low: int, high: int) -> int | Range:
    return low if low == high else Range(low, high)


def share(cases: Sequence[Case]) -> Fraction | Range | None:
    """The bounds of the share, each conflict taken at its worst and at its best.

    A conflict that may not have been fought can be left out of both numbers. None where no
    conflict may have been fought.
    """
    may_be_alone = sum(c.fought.possible and not c.attended.sure for c in cases)
    may_be_joined = sum(c.fought.possible and c.attended.possible for c in cases)
    joined = sum(c.fought.sure and c.attended.sure for c in cases)
    alone = sum(c.fought.sure and not c.attended.possible for c in cases)
    if not may_be_alone + may_be_joined:
        return None
    low = Fraction(joined, joined + may_be_alone) if joined + may_be_alone else Fraction(1)
    high = Fraction(may_be_joined, may_be_joined + alone) if may_be_joined + alone else Fraction(0)
    return low if low == high else Range(low, high)
