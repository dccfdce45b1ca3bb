"""Completeness: whether a log claims to have every conflict, and all involvement, of a period."""

import functools
from collections.abc import Iterator, Sequence
from types import EllipsisType

import attrs

from statusquo.dates.days import ordinal
from statusquo.dates.periods import Periods, intersection, minus, union
from statusquo.logs.log import Log
from statusquo.projections.involvement.attendance import Attendance
from statusquo.projections.involvement.party_kinds import PartyKind

Scope = tuple[str | EllipsisType, ...]


def claimed_days(log: Log, about: str, scope: Scope) -> Periods:
    """The days, as periods [start, end), on which a log claims to be complete for all of `scope`.

    A claim for a wider scope is one for this; claims for parts of it are not.
    """
    return union(
        *(
            ((ordinal(claim.since), ordinal(claim.until) + 1),)
            for claim in log.coverages
            if claim.about == about and _includes(claim.scope, scope)
        )
    )


def _includes(wide: Sequence[object], narrow: Sequence[object]) -> bool:
    return len(wide) == len(narrow) and all(
        one is ... or one == other for one, other in zip(wide, narrow, strict=True)
    )


@attrs.frozen(eq=False, slots=False)
class Completeness:
    """What a log claims to be complete of the conflicts of a region and of involvement in them."""

    attendance: Attendance
    asked: dict[tuple[str, Scope], Periods] = attrs.field(
        init=False, factory=dict[tuple[str, Scope], Periods]
    )

    def of_conflicts(self, first: int, last: int) -> bool:
        """Whether the log has every conflict of the region in a period; both days are included.

        A conflict that was surely fought needs no claim, and one that is named by an exhaustive
        region only one for itself.
        """
        region = self.attendance.region
        if region.conflicts is None or not region.exhaustive:
            return self._covered("conflicts", (...,), ((first, last + 1),))
        return all(
            self.attendance.fought(conflict, first, last).sure
            or self._covered("conflicts", (conflict,), ((first, last + 1),))
            for conflict in sorted(region.conflicts)
        )

    def of_involvement(self, kind: PartyKind, first: int, last: int) -> bool:
        """Whether the log has all involvement that could add to a count of a period.

        Where a party of the kind surely took part, another one would add nothing.
        """
        attendance = self.attendance
        return all(
            attendance.attended(conflict, kind, first, last).sure
            or self.of_conflict(conflict, kind, first, last)
            for conflict in attendance.conflicts
        )

    def of_conflict(self, conflict: str, kind: PartyKind, first: int, last: int) -> bool:
        """Whether the log has all involvement in a conflict, on the days on which it may be on."""
        days = intersection(self._possible_days[conflict], ((first, last + 1),))
        lacking = [
            role
            for role in self.attendance.rule.listed_roles()
            if not self._covered("belligerents", (conflict, ..., role), days)
        ]
        if not lacking or kind.parties is None:
            return not lacking
        return all(
            self._covered("belligerents", (conflict, party, role), intersection(periods, days))
            for party, periods in self._suspects(conflict, kind, kind.parties)
            for role in lacking
        )

    @functools.cached_property
    def _possible_days(self) -> dict[str, Periods]:
        attendance = self.attendance
        held = ((name, attendance.fights.of_key((name,))) for name in attendance.conflicts)
        return {name: incidence.possible_days() for name, incidence in held}

    def _suspects(
        self, conflict: str, kind: PartyKind, parties: Sequence[str]
    ) -> Iterator[tuple[str, Periods]]:
        """Who might take part from outside as one of the kind, and when it is of the kind."""
        region = self.attendance.region
        for party in parties:
            if region.is_outside(party, conflict):
                yield party, kind.periods(party, region.hosts_of(conflict))

    def _covered(self, about: str, scope: Scope, days: Periods) -> bool:
        if (about, scope) not in self.asked:
            self.asked[about, scope] = claimed_days(self.attendance.log, about, scope)
        return not minus(days, self.asked[about, scope])
