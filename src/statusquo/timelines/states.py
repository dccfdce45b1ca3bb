"""The course of states: facts that are set and ended.

Most keys have exact days and one telling of each act: their turns come from the columns at once.
The others, the doubtful ones, are read one by one.
"""

from typing import Any

import attrs
import numpy as np

from statusquo.logs.columns import Mask
from statusquo.projecting.changelog import Column
from statusquo.projecting.values import ABSENT, Values
from statusquo.timelines.course import Possible, Reasons
from statusquo.timelines.findings import Finding
from statusquo.timelines.readings import (
    Possibilities,
    Telling,
    nominal_order,
    possibilities,
)
from statusquo.timelines.recorded import RecordedCourse
from statusquo.timelines.state_findings import idle_endings, undecided_orders
from statusquo.timelines.turns import Turns


@attrs.frozen(eq=False)
class StateCourse(RecordedCourse):
    """The course of the facts of one projection of states; see `Course`."""

    read_before: dict[int, Possibilities] = attrs.field(
        init=False, factory=dict[int, Possibilities]
    )
    ordered_before: dict[int, list[tuple[int, Telling, int]]] = attrs.field(
        init=False, factory=dict[int, list[tuple[int, Telling, int]]]
    )
    doubtful: frozenset[int] = attrs.field(
        init=False,
        default=attrs.Factory(lambda self: self._find_doubtful(), takes_self=True),
    )
    turns: Turns = attrs.field(
        init=False, default=attrs.Factory(lambda self: self._take_turns(), takes_self=True)
    )

    @property
    def sums(self) -> bool:
        return False

    @property
    def values(self) -> Values:
        return self.changes.values

    def _find_doubtful(self) -> frozenset[int]:
        changes = self.changes
        return frozenset(self.unsure_keys() | set(changes.key[1:][self._ties()].tolist()))

    def _ties(self) -> Mask:
        """Rows that differ from the row before them on the same key, day and rank."""
        changes, columns = self.changes, self.log.columns
        tied: Mask = changes.value[1:] != changes.value[:-1]
        for column in (changes.key, columns.last[changes.event], columns.rank[changes.event]):
            tied = tied & (column[1:] == column[:-1])
        return tied

    def _take_turns(self) -> Turns:
        changes = self.changes
        doubtful = np.zeros(len(self.space.keys), dtype=np.bool_)
        doubtful[sorted(self.doubtful)] = True
        plain = np.flatnonzero(~doubtful[changes.key]).astype(np.int32)
        read = [
            (code, day, telling.outcome, row)
            for code in sorted(self.doubtful)
            for day, telling, row in self.nominal(code)
        ]
        extra = np.array(read, dtype=np.int32).reshape(-1, 4).T
        rows = (
            changes.key[plain],
            self.log.columns.last[changes.event[plain]],
            changes.value[plain],
            plain,
        )
        key, day, value, cause = (
            np.concatenate([mine, other]) for mine, other in zip(rows, extra, strict=True)
        )
        order = np.argsort(key, kind="stable")
        return Turns.of_states(
            len(self.space.keys), key[order], day[order], value[order], cause[order]
        )

    def nominal(self, code: int) -> list[tuple[int, Telling, int]]:
        """The tellings of a key that count nominally, with their days and rows, in order."""
        if code not in self.ordered_before:
            counting = self.log.tellings.nominal
            rows = {
                int(self.changes.event[row]): row
                for row in self.changes.rows_of(code)
                if counting[self.changes.event[row]]
            }
            tellings = (self.telling_of(row) for row in rows.values())
            self.ordered_before[code] = [
                (day, telling, rows[telling.event]) for day, telling in nominal_order(tellings)
            ]
        return self.ordered_before[code]

    def possible(self, code: int, day: int) -> Possible:
        return frozenset(self.values[outcome] for outcome in self._outcomes(code, day))

    def is_certain(self, code: int, day: int) -> bool:
        outcomes = self._outcomes(code, day)
        return len(outcomes) == 1 and ABSENT not in outcomes

    def may_have(self, code: int, day: int, value: Any) -> bool:
        return self.values.known(value) in self._outcomes(code, day)

    def _outcomes(self, code: int, day: int) -> frozenset[int]:
        if code not in self.doubtful:
            return frozenset((self.turns.value_at(code, day),))
        return self._possibilities(code).at(day)

    def _possibilities(self, code: int) -> Possibilities:
        known = self.read_before.get(code)
        if known is None:
            known = self.read_before[code] = possibilities(self.acts_of(code))
        return known

    def turned_by(self, turn: int) -> tuple[int, ...]:
        return self.cause_of(self.turns, turn)

    def reasons(self, code: int, day: int) -> Reasons:
        superseded = self.superseded(code)
        turn = self.turns.last_by(code, day)
        if turn is None:
            return Reasons(rivals=self._rivals(code, day, ABSENT, None), superseded=superseded)
        value, event = int(self.turns.value[turn]), self.turned_by(turn)[0]
        return Reasons(
            events=(event,),
            corroborating=self._corroborating(code, day, value, turn),
            rivals=self._rivals(code, day, value, event),
            superseded=superseded,
        )

    def _corroborating(self, code: int, day: int, value: int, turn: int) -> tuple[int, ...]:
        """The events that said the same again while it held, in order."""
        if code in self.doubtful:
            counted = [(e, v) for d, e, v in self.counted(code) if d <= day]
            at = counted.index((self.turned_by(turn)[0], value))
            return tuple(event for event, outcome in counted[at + 1 :] if outcome == value)
        start, rows = int(self.turns.cause[turn]) + 1, self.changes.rows_of(code)
        events = self.changes.event[start : rows.stop]
        again = (self.changes.value[start : rows.stop] == value) & (
            self.log.columns.last[events] <= day
        )
        return tuple(events[again].tolist())

    def _rivals(self, code: int, day: int, value: int, event: int | None) -> tuple[int, ...]:
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
        if event is not None:
            number = int(self.log.tellings.act[event])
            if number >= 0:
                rivals |= set(np.flatnonzero(self.log.tellings.act == number).tolist())
        return tuple(sorted(rivals - {event}, key=self.log.order_of))

    def ended(self, code: int, day: int) -> bool:
        if code in self.doubtful:
            counted = [outcome for counts, _, outcome in self.counted(code) if counts <= day]
            return bool(counted) and counted[-1] == ABSENT
        rows = self.changes.rows_of(code)
        days = self.log.columns.last[self.changes.event[rows.start : rows.stop]]
        last = rows.start + int(np.searchsorted(days, np.int32(day), side="right")) - 1
        return last >= rows.start and self.changes.value[last] == ABSENT

    def findings(self) -> tuple[Finding, ...]:
        return (*undecided_orders(self), *idle_endings(self))

    def counted(self, code: int) -> list[tuple[int, int, int]]:
        """The day, event and outcome of the rows of a key that count nominally, in order."""
        if code in self.doubtful:
            return [(day, telling.event, telling.outcome) for day, telling, _ in self.nominal(code)]
        rows = self.changes.rows_of(code)
        events = self.changes.event[rows.start : rows.stop]
        days: Column = self.log.columns.last[events]
        outcomes = self.changes.value[rows.start : rows.stop]
        return list(zip(days.tolist(), events.tolist(), outcomes.tolist(), strict=True))
