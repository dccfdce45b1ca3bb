"""The course of sums: totals that go up and down by amounts."""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

import attrs
import numpy as np

from statusquo.courses.course import Possible, Reasons, has_value, is_certain
from statusquo.courses.findings import Finding, finding_at
from statusquo.courses.keeping import kept
from statusquo.courses.readings import Act, turning_days
from statusquo.courses.recorded import RecordedCourse
from statusquo.courses.turns import Turns
from statusquo.dates.days import OPEN, civil
from statusquo.lines.keys import shown_key
from statusquo.logs.columns import numbers
from statusquo.projecting.changelog import Column
from statusquo.projecting.values import ABSENT, Values
from statusquo.ranges import Range, added, hull


@attrs.frozen(eq=False, slots=False)
class SumCourse(RecordedCourse):
    """The course of the facts of one projection of sums; see `Course`.

    A total is plain, never clamped, and holds while it is not 0.
    """

    values: Values = attrs.field(init=False, factory=Values)
    read_before: dict[int, tuple[list[int], list[Range]]] = attrs.field(
        init=False, factory=dict[int, tuple[list[int], list[Range]]]
    )

    @property
    @kept
    def sums(self) -> bool:
        """Whether anything was ever added by what is known: that shows of what kind it is."""
        return bool((self.changes.named <= self.log.known_on).any())

    def known(self, day: int) -> "SumCourse":
        return SumCourse(self.name, self.log.known(civil(day)), self.changes)

    def _take_turns(self) -> Turns:
        codes = numbers(self.space.listed())
        rows = [
            (code, day, self._code(total), row)
            for code in codes
            for day, row, total in self._totals(code)
        ]
        return Turns.of_states(
            len(self.space.keys), *np.array(rows, dtype=np.int32).reshape(-1, 4).T
        )

    def value_at(self, code: int, day: int) -> int:
        return self.turns.value_at(code, day)

    def held_at(self, day: int) -> tuple[Column, Column]:
        return self.turns.held_at(day)

    def _code(self, total: Any) -> int:
        return ABSENT if _is_nothing(total) else self.values.code(total)

    def _totals(self, code: int) -> list[tuple[int, int, Any]]:
        """The day, row and new total of each nominal contribution, in order."""
        total: Any = 0
        totals: list[tuple[int, int, Any]] = []
        for row in self._nominal_rows(code):
            total = added(total, self._amount(row))
            totals.append((int(self.changes.last[row]), row, total))
        return totals

    def _nominal_rows(self, code: int) -> list[int]:
        beaten, changes = self.log.tellings.beaten, self.changes
        rows: list[int] = numbers(self.rows_of(code))
        return [
            row for row in rows if changes.last[row] != OPEN and changes.event[row] not in beaten
        ]

    def _amount(self, row: int) -> Any:
        return self.changes.values[int(self.changes.value[row])]

    def possible(self, code: int, day: int) -> Possible:
        if code not in self.doubtful:
            total = self.values[self.turns.value_at(code, day)]
            return Range(total or 0, total or 0)
        days, totals = self._totals_over_time(code)
        index = bisect_right(days, day) - 1
        return totals[index] if index >= 0 else Range(0, 0)

    def _totals_over_time(self, code: int) -> tuple[list[int], list[Range]]:
        """The days on which the range of a total changes, and the range from each on."""
        if code not in self.read_before:
            steps: dict[int, tuple[Any, Any]] = {}
            for act in self.acts_of(code):
                before = Range(0, 0)
                for day in turning_days(act.tellings):
                    now = self._contribution(act, day)
                    low, high = steps.get(day, (0, 0))
                    low = added(low, added(now.low, -before.low))
                    high = added(high, added(now.high, -before.high))
                    steps[day], before = (low, high), now
            self.read_before[code] = _summed(steps)
        return self.read_before[code]

    def _contribution(self, act: Act, day: int) -> Range:
        """The least and the most that an act adds by the end of `day`."""
        options: list[Any] = [0] if act.elsewhere else []
        for telling in act.tellings:
            if telling.first <= day:
                options.append(self.changes.values[telling.outcome])
            if telling.last > day or telling.doubtful:
                options.append(0)
        return hull(*options)

    def is_certain(self, code: int, day: int) -> bool:
        return is_certain(self.possible(code, day))

    def is_set_on(self, code: int, day: int, value: int) -> bool:
        """Never: a total is added to, not set."""
        del code, day, value
        return False

    def may_have(self, code: int, day: int, value: Any) -> bool:
        return has_value(self.possible(code, day), value)

    def reasons(self, code: int, day: int) -> Reasons:
        counted = [
            (self.event_of(row), self._amount(row))
            for row in self._nominal_rows(code)
            if self.changes.last[row] <= day
        ]
        names = {event.id for event, _ in counted}
        told = (
            self.log.events[telling.event]
            for act in self.acts_of(code)
            for telling in act.tellings
            if telling.first <= day
        )
        rivals = {event.id: event for event in told if event.id not in names}
        return Reasons(
            events=tuple(event for event, _ in counted),
            rivals=tuple(rivals[name] for name in sorted(rivals)),
            superseded=self.superseded(code, day),
            contributions=tuple(counted),
        )

    def ended(self, code: int, day: int) -> bool:
        """Never: a total that came back to 0 was not ended by an event."""
        del code, day
        return False

    def findings(self) -> tuple[Finding, ...]:
        found: dict[int, Finding] = {}
        for code in numbers(self.space.listed()):
            for day, row, total in self._totals(code):
                if (total.low if isinstance(total, Range) else total) < 0:
                    found.setdefault(code, self._negative(code, day, row, total))
        return tuple(found.values())

    def _negative(self, code: int, day: int, row: int, total: Any) -> Finding:
        return finding_at(
            self.log,
            (int(self.changes.event[row]),),
            code="negative-total",
            text=f"{self.name}: {shown_key(self.space.keys[code])} comes to {total}",
            projection=self.name,
            key=self.space.keys[code],
            on=civil(day),
        )


def _summed(steps: Mapping[int, tuple[Any, Any]]) -> tuple[list[int], list[Range]]:
    """Running totals of steps, by day."""
    low: Any = 0
    high: Any = 0
    totals: list[Range] = []
    for day in sorted(steps):
        low, high = added(low, steps[day][0]), added(high, steps[day][1])
        totals.append(Range(low, high))
    return sorted(steps), totals


def _is_nothing(total: Any) -> bool:
    return (total.low == total.high == 0) if isinstance(total, Range) else total == 0
