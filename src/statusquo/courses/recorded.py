"""What the courses of states and of sums have in common: both stand on a change log.

A course reads the rows that stand by all that is known to its log; the change log itself has
those of every recorded day, so one change log serves what was known on any day.
"""

from collections import defaultdict
from collections.abc import Mapping

import attrs
import numpy as np

from statusquo.courses.course import Course
from statusquo.courses.keeping import kept
from statusquo.courses.readings import Act, Telling, turning_days
from statusquo.courses.turns import Turns
from statusquo.dates.days import OPEN
from statusquo.lines.event import Event
from statusquo.lines.keys import Pattern
from statusquo.logs.columns import numbers
from statusquo.logs.log import Log
from statusquo.projecting.changelog import ChangeLog, Column
from statusquo.projecting.keyspace import Keys, SomeKeys


@attrs.frozen(eq=False, slots=False)
class RecordedCourse:
    """The rows of one projection, as known to a log."""

    name: str
    log: Log
    changes: ChangeLog

    @property
    @kept
    def space(self) -> Keys:
        """The keys that some event names by what is known."""
        known = self.changes.named <= self.log.known_on
        return self.changes.space if known.all() else SomeKeys(self.changes.space, known)

    @property
    def doubtful(self) -> frozenset[int]:
        """The keys on which readings may differ."""
        return self.changes.doubtful

    @property
    def parts(self) -> Mapping[str, Course]:
        """None: events make the facts."""
        return {}

    @property
    @kept
    def turns(self) -> Turns:
        """The nominal reading of all keys at once."""
        return self._take_turns()

    def _take_turns(self) -> Turns:
        raise NotImplementedError

    def endings(self) -> tuple[tuple[Pattern, Event], ...]:
        """See `Course`."""
        stands, columns = self.log.stands, self.log.columns
        return tuple(
            (pattern, self.log.events[row])
            for pattern, row in self.changes.patterns
            if stands(row) and columns.last[row] != OPEN and row not in self.log.tellings.beaten
        )

    def rows_of(self, code: int) -> Column:
        """The rows of one key that stand, in order."""
        rows = self.changes.rows_of(code)
        stands = self.changes.standing(self.log.known_on, rows)
        return np.flatnonzero(stands).astype(np.int32) + np.int32(rows.start)

    def telling_of(self, row: int) -> Telling:
        """What the event of a row says on its key."""
        event = int(self.changes.event[row])
        columns = self.log.columns
        return Telling(
            int(columns.last[event]),
            int(columns.rank[event]),
            int(columns.recorded[event]),
            self.log.events[event].id,
            int(columns.first[event]),
            int(self.changes.value[row]),
            bool(columns.marked[event]),
            self.log.tellings.act.get(event, -1),
            event,
        )

    def acts_of(self, code: int) -> list[Act]:
        """The acts that touch a key, with their tellings; outcomes are codes of values."""
        by_act: dict[int, list[Telling]] = defaultdict(list)
        for row in numbers(self.rows_of(code)):
            telling = self.telling_of(row)
            by_act[telling.act if telling.act >= 0 else -1 - telling.event].append(telling)
        groups = self.log.tellings.groups
        return [
            Act(tuple(tellings), number >= 0 and len(tellings) < len(groups[number]))
            for number, tellings in by_act.items()
        ]

    def is_disputed(self, code: int, day: int) -> bool:
        """See `Course`."""
        return code in self.doubtful and any(act.is_disputed(day) for act in self.acts_of(code))

    def turning_days(self, code: int) -> list[int]:
        """The days on which the nominal or the possible values of a key may change, in order."""
        return turning_days(self.telling_of(row) for row in numbers(self.rows_of(code)))

    def deciding_days(self, code: int) -> list[int]:
        """See `Course`."""
        return self.turning_days(code)

    def turned_by(self, turn: int) -> tuple[Event, ...]:
        """The event that made a turn."""
        return (self.event_of(int(self.turns.cause[turn])),)

    def event_of(self, row: int) -> Event:
        """The event of a row."""
        return self.log.events[int(self.changes.event[row])]

    def superseded(self, code: int, day: int) -> tuple[tuple[Event, int], ...]:
        """What was believed of a key on a day, and is no more, each with the day of knowing better.

        An event that stands again is not among them.
        """
        rows, columns = self.changes.rows_of(code), self.log.columns
        past = np.flatnonzero(self.changes.known_to[rows] <= self.log.known_on) + rows.start
        return tuple(
            (self.event_of(row), int(self.changes.known_to[row]))
            for row in numbers(past)
            for event in (int(self.changes.event[row]),)
            if columns.first[event] <= day and not self.log.stands(event)
        )
