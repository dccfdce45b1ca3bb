"""The headers of a log's events in columns, a row for each event: days are ordinals."""

from collections import defaultdict
from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from statusquo.dates.days import OPEN
from statusquo.dates.periods import Periods, contains
from statusquo.lines.event import Event
from statusquo.lines.remarks import Coverage, Observation, Retraction
from statusquo.logs.standing import corrections

NOW = OPEN - 1
"""A day after everything that was ever recorded."""

Days = NDArray[np.int32]
Mask = NDArray[np.bool_]


@attrs.frozen(eq=False)
class Columns:
    """Headers of all events, hidden ones included.

    `standing` has the recorded periods of the few events that corrections touch, by row; every
    other event stands from `recorded` on. `remark` marks lines that change no fact.
    """

    first: Days
    last: Days
    rank: Days
    recorded: Days
    marked: Mask
    remark: Mask
    standing: dict[int, Periods]

    def stands(self, known: int = NOW) -> Mask:
        """Which rows stand by all that was known on a day."""
        standing: Mask = self.recorded <= known
        for row, periods in self.standing.items():
            standing[row] = contains(periods, known)
        return standing


def columns_of(events: Sequence[Event]) -> Columns:
    """The columns of `events`."""
    count = len(events)
    return Columns(
        first=np.fromiter((e.on.first_day for e in events), np.int32, count),
        last=np.fromiter((e.on.last_day for e in events), np.int32, count),
        rank=np.fromiter((e.rank for e in events), np.int32, count),
        recorded=np.fromiter((e.recorded.toordinal() for e in events), np.int32, count),
        marked=np.fromiter((e.on.doubtful for e in events), np.bool_, count),
        remark=np.fromiter(
            (isinstance(e, (Retraction, Observation, Coverage)) for e in events), np.bool_, count
        ),
        standing=_standing_by_row(events),
    )


def _standing_by_row(events: Sequence[Event]) -> dict[int, Periods]:
    found = corrections(events)
    if found is None:
        return {}
    by_id = found.standing()
    return {row: by_id[event.id] for row, event in enumerate(events) if event.id in by_id}


@attrs.frozen(eq=False)
class Tellings:
    """The acts with several standing tellings, and which telling counts nominally.

    `act` has the number of each row's act, -1 for an event that is an act of its own; `sizes` how
    many tellings each act has; `nominal` marks the rows that count in the nominal reading: of
    several tellings the one with the latest (on.last, recorded, id), and never one whose date is
    open at the right.
    """

    act: Days
    sizes: list[int]
    nominal: Mask


def tellings_of(events: Sequence[Event], columns: Columns, rows: Sequence[int]) -> Tellings:
    """The tellings among the events at `rows`."""
    by_act: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        act = events[row].act
        if act is not None:
            by_act[act].append(row)
    numbers = np.full(len(events), -1, dtype=np.int32)
    nominal = columns.last != OPEN
    several = [group for group in by_act.values() if len(group) > 1]
    for number, group in enumerate(several):
        numbers[group] = number
        counting = max(group, key=lambda row: _lateness(events[row], columns, row))
        for row in group:
            nominal[row] = nominal[row] and row == counting
    return Tellings(numbers, [len(group) for group in several], nominal)


def _lateness(event: Event, columns: Columns, row: int) -> tuple[int, int, str]:
    return int(columns.last[row]), int(columns.recorded[row]), event.id
