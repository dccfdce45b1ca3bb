"""What the courses of states and of sums have in common: both stand on a change log."""

from collections import defaultdict
from collections.abc import Sequence

import attrs

from statusquo.lines.keys import Pattern
from statusquo.logs.columns import Mask
from statusquo.logs.log import Log
from statusquo.projecting.changelog import ChangeLog
from statusquo.projecting.keyspace import KeySpace
from statusquo.timelines.readings import Act, Telling, turning_days
from statusquo.timelines.turns import Turns


@attrs.frozen(eq=False)
class RecordedCourse:
    """The rows of one projection: those that stand, and in `past` those that stood once."""

    name: str
    log: Log
    changes: ChangeLog
    past: ChangeLog

    @property
    def space(self) -> KeySpace:
        """The keys."""
        return self.changes.space

    @property
    def patterns(self) -> Sequence[tuple[Pattern, int]]:
        """The patterns that ended what matched them, each with the row of its event."""
        return self.changes.patterns

    def unsure_keys(self) -> set[int]:
        """The keys with a row whose day, happening or telling is open."""
        columns = self.log.columns
        unsure: Mask = columns.first != columns.last
        unsure = unsure | columns.marked | (self.log.tellings.act >= 0)
        return set(self.changes.key[unsure[self.changes.event]].tolist())

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
            int(self.log.tellings.act[event]),
            event,
        )

    def acts_of(self, code: int) -> list[Act]:
        """The acts that touch a key, with their tellings; outcomes are codes of values."""
        by_act: dict[int, list[Telling]] = defaultdict(list)
        for row in self.changes.rows_of(code):
            telling = self.telling_of(row)
            by_act[telling.act if telling.act >= 0 else -1 - telling.event].append(telling)
        sizes = self.log.tellings.sizes
        return [
            Act(tuple(tellings), number >= 0 and len(tellings) < sizes[number])
            for number, tellings in by_act.items()
        ]

    def turning_days(self, code: int) -> list[int]:
        """The days on which the nominal or the possible values of a key may change, in order."""
        return turning_days(self.telling_of(row) for row in self.changes.rows_of(code))

    def cause_of(self, turns: Turns, turn: int) -> tuple[int, ...]:
        """The row of the event that made a turn."""
        return (int(self.changes.event[turns.cause[turn]]),)

    def superseded(self, code: int) -> tuple[tuple[int, int], ...]:
        """Rows that were believed of a key before, each with the day of knowing better."""
        return tuple(
            (int(self.past.event[row]), int(self.past.known_to[row]))
            for row in self.past.rows_of(code)
        )
