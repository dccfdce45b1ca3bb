"""The change log: every change that a projection made, in columns.

A row says: by the event at `event`, as known in [known_from, known_to), the fact `key` got the
value `value` (ABSENT: it ended), or, in a log of sums, went up by `value`. Rows are sorted by
(key, on.last, rank, recorded, id). Patterns are rows of every key that they match.
"""

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from statusquo.dates.days import OPEN
from statusquo.lines.event import Event
from statusquo.lines.keys import Pattern
from statusquo.logs.columns import Columns
from statusquo.projecting.keyspace import KeySpace
from statusquo.projecting.values import ABSENT, Values

Column = NDArray[np.int32]


@attrs.frozen(eq=False)
class ChangeLog:
    """The rows of one projection, and the patterns that ended what matched them."""

    space: KeySpace
    values: Values
    sums: bool
    key: Column
    value: Column
    event: Column
    known_from: Column
    known_to: Column
    patterns: Sequence[tuple[Pattern, int]]

    def __len__(self) -> int:
        return len(self.key)

    def current(self, known: int) -> "ChangeLog":
        """Only the rows that stood by all that was known on a day."""
        return self._only((self.known_from <= known) & (known < self.known_to))

    def past(self, known: int) -> "ChangeLog":
        """Only the rows that had stood before, and stood no more on that day."""
        return self._only((self.known_from <= known) & (self.known_to <= known))

    def _only(self, rows: NDArray[np.bool_]) -> "ChangeLog":
        return attrs.evolve(
            self,
            key=self.key[rows],
            value=self.value[rows],
            event=self.event[rows],
            known_from=self.known_from[rows],
            known_to=self.known_to[rows],
        )

    def rows_of(self, code: int) -> range:
        """The rows of one key."""
        # Numbers of another kind would make the search copy the whole column.
        start, stop = np.searchsorted(self.key, np.array([code, code + 1], dtype=np.int32))
        return range(int(start), int(stop))


@attrs.frozen(eq=False)
class Recorded:
    """What one run over the events gave, in the order of the events."""

    keys: dict[tuple[str | int, ...], int]
    values: Values
    sums: bool
    key: list[int]
    value: list[int]
    event: list[int]
    patterns: list[tuple[Pattern, int]]
    overridden: set[tuple[int, int]]


def in_columns(
    names: tuple[str, ...], recorded: Recorded, events: Sequence[Event], columns: Columns
) -> ChangeLog:
    """The change log of what was recorded: patterns spread over keys, rows sorted."""
    space = KeySpace.of(names, recorded.keys)
    renumbered = np.empty(len(recorded.keys), dtype=np.int32)
    for name, code in recorded.keys.items():
        renumbered[code] = space.codes[name]
    own, value, event = (
        np.array(column, dtype=np.int32)
        for column in (recorded.key, recorded.value, recorded.event)
    )
    overridden = {(row, int(renumbered[code])) for row, code in recorded.overridden}
    ended, by = _spread(space, recorded.patterns, overridden)
    key = np.concatenate([renumbered[own], ended])
    value = np.concatenate([value, np.full(len(ended), ABSENT, dtype=np.int32)])
    event = np.concatenate([event, by])
    key, value, event, known_from, known_to = _over_recorded_time(key, value, event, columns)
    order = _order(key, event, events, columns)
    return ChangeLog(
        space=space,
        values=recorded.values,
        sums=recorded.sums,
        key=key[order],
        value=value[order],
        event=event[order],
        known_from=known_from[order],
        known_to=known_to[order],
        patterns=recorded.patterns,
    )


def _spread(
    space: KeySpace, patterns: Sequence[tuple[Pattern, int]], overridden: set[tuple[int, int]]
) -> tuple[Column, Column]:
    """The keys that patterns end, each once for an event, and the events that end them."""
    ended: dict[tuple[int, int], None] = {}
    for pattern, row in patterns:
        for code in space.matching(pattern).tolist():
            if (row, code) not in overridden:
                ended.setdefault((row, code))
    pairs = np.array(list(ended), dtype=np.int32).reshape(-1, 2)
    return pairs[:, 1], pairs[:, 0]


def _over_recorded_time(
    key: Column, value: Column, event: Column, columns: Columns
) -> tuple[Column, Column, Column, Column, Column]:
    """A row for each recorded period of its event."""
    known_from = columns.recorded[event]
    known_to = np.full(len(event), OPEN, dtype=np.int32)
    corrected = (
        [row for row, e in enumerate(event.tolist()) if e in columns.standing]
        if (columns.standing)
        else []
    )
    if not corrected:
        return key, value, event, known_from, known_to
    kept = np.ones(len(event), dtype=np.bool_)
    kept[corrected] = False
    copies = [
        (row, start, end) for row in corrected for start, end in columns.standing[int(event[row])]
    ]
    rows, starts, ends = np.array(copies, dtype=np.int32).reshape(-1, 3).T
    return (
        np.concatenate([key[kept], key[rows]]),
        np.concatenate([value[kept], value[rows]]),
        np.concatenate([event[kept], event[rows]]),
        np.concatenate([known_from[kept], starts]),
        np.concatenate([known_to[kept], ends]),
    )


def _order(key: Column, event: Column, events: Sequence[Event], columns: Columns) -> Column:
    """The order by (key, last, rank, recorded, id); ids are only looked at where all else ties."""
    headers = (columns.recorded[event], columns.rank[event], columns.last[event], key)
    order = np.lexsort(headers)
    tied = np.ones(max(len(order) - 1, 0), dtype=np.bool_)
    for column in headers:
        tied &= column[order][1:] == column[order][:-1]
    at = 0
    ties = np.flatnonzero(tied).tolist()
    while at < len(ties):
        start = ties[at]
        while at + 1 < len(ties) and ties[at + 1] == ties[at] + 1:
            at += 1
        stop = ties[at] + 2
        run = order[start:stop].tolist()
        order[start:stop] = sorted(run, key=lambda row: events[int(event[row])].id)
        at += 1
    return order.astype(np.int32)
