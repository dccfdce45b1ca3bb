"""The change log: every change that a projection made, in columns.

A row says: by the event at `event`, as known in [known_from, known_to), the fact `key` got the
value `value` (ABSENT: it ended), or, in a log of sums, went up by `value`. `last` is the last
possible day of the event. Rows are sorted by (key, on.last, rank, recorded, id). Patterns are
rows of every key that they match.
"""

import functools
from collections.abc import Collection, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from statusquo.dates.days import OPEN
from statusquo.lines.event import Event
from statusquo.lines.keys import Key, Pattern
from statusquo.logs.columns import Columns, Mask, numbers
from statusquo.projecting.keyspace import KeySpace, fixed_places
from statusquo.projecting.values import ABSENT, Values
from statusquo.ranges import Range

Column = NDArray[np.int32]


@attrs.frozen
class Kinds:
    """What the changes of a projection are: of sums or of states, and the types of a key's places.

    None is not known yet: no change has shown it.
    """

    sums: bool | None
    places: tuple[type | None, ...]


@attrs.frozen(eq=False)
class ChangeLog:
    """The rows of one projection, and the patterns that ended what matched them.

    `named` has, for each key, the first recorded day of an event that names it; `doubtful` the
    keys on which readings may differ, by what is known on any day.
    """

    space: KeySpace
    values: Values
    key: Column
    value: Column
    event: Column
    last: Column
    known_from: Column
    known_to: Column
    patterns: Sequence[tuple[Pattern, int]]
    kinds: Kinds
    named: Column
    doubtful: frozenset[int]

    def __len__(self) -> int:
        return len(self.key)

    @property
    def sums(self) -> bool:
        """Whether the changes are of sums."""
        return bool(self.kinds.sums)

    def rows_of(self, code: int) -> slice:
        """The rows of one key."""
        # Numbers of another kind would make the search copy the whole column.
        start, stop = np.searchsorted(self.key, np.array([code, code + 1], dtype=np.int32))
        return slice(int(start), int(stop))

    def standing(self, known: int, rows: slice = slice(None)) -> Mask:
        """Which of some rows stood by all that was known on a day."""
        stands: Mask = (self.known_from[rows] <= known) & (known < self.known_to[rows])
        return stands

    def events_matching(self, key: Key) -> list[int]:
        """The rows of the events that ended, by a pattern, whatever matches as this key does."""
        return [
            row
            for fixed, found in self._patterns.items()
            for row in found.get(tuple(key[number] for number in fixed), ())
        ]

    @functools.cached_property
    def _patterns(self) -> dict[tuple[int, ...], dict[tuple[object, ...], list[int]]]:
        """The events of patterns by the places that these fix, and by what stands there."""
        found: dict[tuple[int, ...], dict[tuple[object, ...], list[int]]] = {}
        for pattern, row in self.patterns:
            fixed = fixed_places(pattern)
            places = tuple(pattern[number] for number in fixed)
            found.setdefault(fixed, {}).setdefault(places, []).append(row)
        return found

    @functools.cached_property
    def plain(self) -> Mask:
        """The rows of keys on which no readings differ."""
        doubtful = np.zeros(len(self.space.keys), dtype=np.bool_)
        doubtful[list(self.doubtful)] = True
        plain: Mask = ~doubtful[self.key]
        return plain


@attrs.frozen(eq=False)
class Recorded:
    """What one run over the events gave, in the order of the events."""

    keys: dict[tuple[str | int, ...], int]
    values: Values
    kinds: Kinds
    key: list[int]
    value: list[int]
    event: list[int]
    patterns: list[tuple[Pattern, int]]
    overridden: set[tuple[int, int]]


def in_columns(
    names: tuple[str, ...],
    recorded: Recorded,
    events: Sequence[Event],
    columns: Columns,
    only: Collection[Key] | None = None,
) -> ChangeLog:
    """The change log of what was recorded: patterns spread over keys, rows sorted.

    With `only`, changes of other keys are left out.
    """
    space = KeySpace.of(names, recorded.keys if only is None else only)
    renumbered = np.full(len(recorded.keys), -1, dtype=np.int32)
    for name, code in recorded.keys.items():
        renumbered[code] = space.codes.get(name, -1)
    key, value, event = (
        np.array(column, dtype=np.int32)
        for column in (recorded.key, recorded.value, recorded.event)
    )
    key = renumbered[key]
    key, value, event = (column[key >= 0] for column in (key, value, event))
    named = np.full(len(space.keys), OPEN, dtype=np.int32)
    np.minimum.at(named, key, columns.recorded[event])
    overridden = {(row, int(renumbered[code])) for row, code in recorded.overridden}
    ended, by = _spread(space, recorded.patterns, overridden)
    key = np.concatenate([key, ended])
    value = np.concatenate([value, np.full(len(ended), ABSENT, dtype=np.int32)])
    event = np.concatenate([event, by])
    key, value, event, known_from, known_to = _over_recorded_time(key, value, event, columns)
    order = _order(key, event, events, columns)
    key, value, event = key[order], value[order], event[order]
    return ChangeLog(
        space=space,
        values=recorded.values,
        kinds=recorded.kinds,
        key=key,
        value=value,
        event=event,
        last=columns.last[event],
        known_from=known_from[order],
        known_to=known_to[order],
        patterns=recorded.patterns,
        named=named,
        doubtful=_doubtful(recorded, key, value, event, columns),
    )


def _spread(
    space: KeySpace, patterns: Sequence[tuple[Pattern, int]], overridden: set[tuple[int, int]]
) -> tuple[Column, Column]:
    """The keys that patterns end, each once for an event, and the events that end them."""
    ended: dict[tuple[int, int], None] = {}
    for pattern, row in patterns:
        for code in space.matching(pattern):
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
    rows_corrected = np.isin(event, list(columns.standing))
    corrected = numbers(np.flatnonzero(rows_corrected))
    if not corrected:
        return key, value, event, known_from, known_to
    kept = ~rows_corrected
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


def _doubtful(
    recorded: Recorded, key: Column, value: Column, event: Column, columns: Columns
) -> frozenset[int]:
    """The keys with a row that is unsure, or ties with another one of a different outcome."""
    unsure = columns.unsure[event]
    if recorded.kinds.sums:
        amounts = enumerate(recorded.values.values)
        ranged = [code for code, amount in amounts if isinstance(amount, Range)]
        return frozenset(key[unsure | np.isin(value, ranged)].tolist())
    tied = value[1:] != value[:-1]
    for column in (key, columns.last[event], columns.rank[event]):
        tied = tied & (column[1:] == column[:-1])
    return frozenset(key[unsure].tolist()) | frozenset(key[1:][tied].tolist())
