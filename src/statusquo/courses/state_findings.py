"""What the course of states finds that cannot all be right."""

import itertools
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Protocol

import numpy as np

from statusquo.courses.course import Possible, may_hold
from statusquo.courses.findings import Finding, finding_at
from statusquo.courses.readings import Telling, undecided
from statusquo.dates.days import civil
from statusquo.lines.keys import Pattern, matches, shown_key
from statusquo.logs.log import Log
from statusquo.projecting.changelog import ChangeLog
from statusquo.projecting.values import ABSENT


class Counted(Protocol):
    """What of a course of states is looked at."""

    @property
    def name(self) -> str:
        """The name of the projection."""
        ...

    @property
    def log(self) -> Log:
        """The log."""
        ...

    @property
    def changes(self) -> ChangeLog:
        """The rows that stand."""
        ...

    @property
    def doubtful(self) -> Collection[int]:
        """The keys on which readings may differ."""
        ...

    def nominal(self, code: int) -> Sequence[tuple[int, Telling, int]]:
        """The tellings of a key that count nominally, with their days and rows, in order."""
        ...

    def counted(self, code: int) -> Sequence[tuple[int, int, int]]:
        """The day, event and outcome of the rows of a key that count nominally, in order."""
        ...

    def possible(self, code: int, day: int) -> Possible:
        """The values that some reading gives a key at the end of a day."""
        ...


def undecided_orders(course: Counted) -> list[Finding]:
    """Pairs of events of which nobody can say which came last, where it makes a difference."""
    return [
        _order_undecided(course, code, one, other)
        for code in sorted(course.doubtful)
        for one, other in itertools.pairwise(telling for _, telling, _ in course.nominal(code))
        if undecided(one, other)
    ]


def _order_undecided(course: Counted, code: int, one: Telling, other: Telling) -> Finding:
    dates = " and ".join(str(course.log.events[t.event].on) for t in (one, other))
    key = course.changes.space.keys[code]
    return finding_at(
        course.log,
        (one.event, other.event),
        code="order-undecided",
        text=f"{course.name}: which of two events, of {dates}, came last for {shown_key(key)} "
        "cannot be decided; both outcomes are possible",
        projection=course.name,
        key=key,
        on=civil(other.last),
    )


def idle_endings(course: Counted) -> list[Finding]:
    """Endings that name a key and end what does not hold; patterns may match nothing.

    To end on one day what another event ended that day says the same again, and to end what only
    some readings have is not wrong on those.
    """
    found: list[Finding] = []
    patterns: dict[int, list[Pattern]] = defaultdict(list)
    for pattern, row in course.changes.patterns:
        patterns[row].append(pattern)
    codes: list[int] = np.unique(course.changes.key[course.changes.value == ABSENT]).tolist()
    for code in codes:
        key, holding, ended_on = course.changes.space.keys[code], False, -1
        for day, event, outcome in course.counted(code):
            nothing = outcome == ABSENT and not holding and day != ended_on
            named = nothing and not any(matches(p, key) for p in patterns.get(event, ()))
            if named and not _may_have_held(course, code, day):
                found.append(_nothing_to_end(course, code, day, event))
            ended_on = day if outcome == ABSENT else -1
            holding = outcome != ABSENT
    return found


def _may_have_held(course: Counted, code: int, day: int) -> bool:
    return code in course.doubtful and may_hold(course.possible(code, day - 1))


def _nothing_to_end(course: Counted, code: int, day: int, event: int) -> Finding:
    key = course.changes.space.keys[code]
    return finding_at(
        course.log,
        (event,),
        code="ends-nothing",
        text=f"{course.name}: {shown_key(key)} ends on {course.log.events[event].on}, "
        "but does not hold then",
        projection=course.name,
        key=key,
        on=civil(day),
    )
