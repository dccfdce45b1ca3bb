"""The course of states: facts that are set and ended.

Most keys have exact days and one telling of each act: their turns come from the columns at once.
The others, the doubtful ones, are read one by one.
"""

import functools
from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np

from statusquo.courses.course import Possible, Reasons
from statusquo.courses.findings import Finding
from statusquo.courses.keeping import is_kept
from statusquo.courses.readings import (
    Possibilities,
    Telling,
    nominal_order,
    possibilities,
)
from statusquo.courses.recorded import RecordedCourse
from statusquo.courses.state_findings import idle_endings, undecided_orders
from statusquo.courses.turns import Turns
from statusquo.dates.days import civil
from statusquo.lines.event import Event
from statusquo.logs.columns import numbers
from statusquo.logs.stock import replay_order
from statusquo.projecting.changelog import Column
from statusquo.projecting.values import ABSENT, Values


@attrs.frozen(eq=False, slots=False)
class StateCourse(RecordedCourse):
    """The course of the facts of one projection of states; see `Course`."""

    read_before: dict[int, Possibilities] = attrs.field(
        init=False, factory=dict[int, Possibilities]
    )
    ordered_before: dict[int, list[tuple[int, Telling, int]]] = attrs.field(
        init=False, factory=dict[int, list[tuple[int, Telling, int]]]
    )

    @property
    def sums(self) -> bool:
        return False

    @property
    def values(self) -> Values:
        return self.changes.values

    def known(self, day: int) -> "StateCourse":
        return StateCourse(self.name, self.log.known(civil(day)), self.changes)

    @functools.cached_property
    def _plain_rows(self) -> Column:
        """The rows that stand of the keys on which no readings differ."""
        rows = self.changes.plain & self.changes.standing(self.log.known_on)
        return np.flatnonzero(rows).astype(np.int32)

    def _doubtful_rows(self) -> Column:
        """Code, day, value and row of each event that counts on the other keys, in order."""
        read = [
            (code, day, telling.outcome, row)
            for code in sorted(self.doubtful)
            for day, telling, row in self.nominal(code)
        ]
        return np.array(read, dtype=np.int32).reshape(-1, 4).T

    def _take_turns(self) -> Turns:
        changes, plain = self.changes, self._plain_rows
        rows = (changes.key[plain], changes.last[plain], changes.value[plain], plain)
        key, day, value, cause = (
            np.concatenate([mine, other])
            for mine, other in zip(rows, self._doubtful_rows(), strict=True)
        )
        order = np.argsort(key, kind="stable")
        return Turns.of_states(
            len(changes.space.keys), key[order], day[order], value[order], cause[order]
        )

    def value_at(self, code: int, day: int) -> int:
        if is_kept(self, "turns"):
            return self.turns.value_at(code, day)
        if code in self.doubtful:
            counted = [outcome for counts, _, outcome in self.counted(code) if counts <= day]
            return counted[-1] if counted else ABSENT
        rows = self.rows_of(code)
        at = int(np.searchsorted(self.changes.last[rows], np.int32(day), side="right"))
        return int(self.changes.value[rows[at - 1]]) if at else ABSENT

    def held_at(self, day: int) -> tuple[Column, Column]:
        """See `Course`: before all turns are taken, from the last row of each key by then."""
        if is_kept(self, "turns"):
            return self.turns.held_at(day)
        changes = self.changes
        rows = np.flatnonzero(
            (changes.last <= day) & changes.plain & changes.standing(self.log.known_on)
        )
        key = changes.key[rows]
        final = np.ones(len(rows), dtype=np.bool_)
        final[:-1] = key[1:] != key[:-1]
        codes, values = key[final], changes.value[rows[final]]
        doubtful = [(code, self.value_at(code, day)) for code in self.doubtful]
        extra = np.array(doubtful, dtype=np.int32).reshape(-1, 2).T
        codes, values = np.concatenate([codes, extra[0]]), np.concatenate([values, extra[1]])
        held = np.argsort(codes, kind="stable")
        held = held[values[held] != ABSENT]
        return codes[held], values[held]

    def nominal(self, code: int) -> list[tuple[int, Telling, int]]:
        """The tellings of a key that count nominally, with their days and rows, in order."""
        if code not in self.ordered_before:
            beaten = self.log.tellings.beaten
            rows = {
                int(self.changes.event[row]): row
                for row in numbers(self.rows_of(code))
                if int(self.changes.event[row]) not in beaten
            }
            tellings = (self.telling_of(row) for row in rows.values())
            counting = [telling for telling in tellings if not telling.is_open]
            self.ordered_before[code] = [
                (day, telling, rows[telling.event]) for day, telling in nominal_order(counting)
            ]
        return self.ordered_before[code]

    def possible(self, code: int, day: int) -> Possible:
        return frozenset(self.values[outcome] for outcome in self._outcomes(code, day))

    def is_certain(self, code: int, day: int) -> bool:
        outcomes = self._outcomes(code, day)
        return len(outcomes) == 1 and ABSENT not in outcomes

    def may_have(self, code: int, day: int, value: Any) -> bool:
        return self.values.known(value) in self._outcomes(code, day)

    def is_set_on(self, code: int, day: int, value: int) -> bool:
        return any(
            act.tellings[0].outcome == value and act.earliest()[0] == act.settled() == day
            for act in self.acts_of(code)
            if len(act.tellings) == 1
        )

    def _outcomes(self, code: int, day: int) -> frozenset[int]:
        if code not in self.doubtful:
            return frozenset((self.value_at(code, day),))
        return self._possibilities(code).at(day)

    def _possibilities(self, code: int) -> Possibilities:
        known = self.read_before.get(code)
        if known is None:
            known = self.read_before[code] = possibilities(self.acts_of(code))
        return known

    def reasons(self, code: int, day: int) -> Reasons:
        superseded = self.superseded(code, day)
        if code in self.doubtful:
            counted = [(e, v) for d, e, v in self.counted(code) if d <= day]
            at, value = _last_turn([v for _, v in counted])
            rows = [event for event, outcome in counted[at:] if outcome == value]
        else:
            standing = self.rows_of(code)
            by_then = np.searchsorted(self.changes.last[standing], np.int32(day), side="right")
            standing = standing[: int(by_then)]
            outcomes = self.changes.value[standing]
            at, value = _last_turn(outcomes)
            rows = self.changes.event[standing[at:][outcomes[at:] == value]].tolist()
        if at < 0:
            return Reasons(rivals=self._rivals(code, day, ABSENT, None), superseded=superseded)
        events = [self.log.events[row] for row in rows]
        return Reasons(
            events=tuple(events[:1]),
            corroborating=tuple(events[1:]),
            rivals=self._rivals(code, day, value, rows[0]),
            superseded=superseded,
        )

    def _rivals(self, code: int, day: int, value: int, event: int | None) -> tuple[Event, ...]:
        """Other tellings of the act, and events that would have it otherwise on some reading."""
        if code not in self.doubtful:
            return ()
        outcomes = self._possibilities(code).at(day) - {value}
        rivals = {
            telling.event
            for act in self.acts_of(code)
            for telling in act.tellings
            if telling.outcome in outcomes and telling.first <= day
        }
        number = -1 if event is None else self.log.tellings.act.get(event, -1)
        if number >= 0:
            rivals |= set(self.log.tellings.groups[number])
        return tuple(sorted((self.log.events[r] for r in rivals - {event}), key=replay_order))

    def ended(self, code: int, day: int) -> bool:
        if code in self.doubtful:
            counted = [outcome for counts, _, outcome in self.counted(code) if counts <= day]
            return bool(counted) and counted[-1] == ABSENT
        rows = self.rows_of(code)
        at = int(np.searchsorted(self.changes.last[rows], np.int32(day), side="right"))
        return at > 0 and self.changes.value[rows[at - 1]] == ABSENT

    def findings(self) -> tuple[Finding, ...]:
        found = [*undecided_orders(self), *idle_endings(self)]
        return tuple(sorted(found, key=lambda finding: finding.key or ()))

    def counted(self, code: int) -> list[tuple[int, int, int]]:
        """The day, event and outcome of the rows of a key that count nominally, in order."""
        if code in self.doubtful:
            return [(day, telling.event, telling.outcome) for day, telling, _ in self.nominal(code)]
        rows, changes = self.rows_of(code), self.changes
        columns = (changes.last[rows], changes.event[rows], changes.value[rows])
        return list(zip(*(numbers(column) for column in columns), strict=True))


def _last_turn(outcomes: Sequence[int] | Column) -> tuple[int, int]:
    """Where the last of some outcomes was first reached, and it; -1 where nothing ever turned."""
    if not len(outcomes):
        return -1, ABSENT
    value = int(outcomes[-1])
    others = np.flatnonzero(np.asarray(outcomes) != value)
    at = int(others[-1]) + 1 if len(others) else 0
    return (-1 if value == ABSENT and at == 0 else at), value
