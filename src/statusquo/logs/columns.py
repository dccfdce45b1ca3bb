"""The headers of a log's events in columns, a row for each event: days are ordinals."""

import functools
from collections.abc import Callable, Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from statusquo.dates.days import OPEN
from statusquo.dates.periods import Periods
from statusquo.lines.event import Event
from statusquo.lines.remarks import REMARKS

NOW = OPEN - 1
"""A day after everything that was ever recorded."""

Days = NDArray[np.int32]
Mask = NDArray[np.bool_]


def numbers(column: NDArray[Any]) -> list[int]:
    """The whole numbers of a column as a list.

    >>> numbers(np.array([2, 3]))
    [2, 3]
    """
    listed: list[int] = column.tolist()
    return listed


@attrs.frozen(eq=False)
class Headers:
    """Headers of events as they are; `remark` marks lines that change no fact."""

    first: Days
    last: Days
    rank: Days
    recorded: Days
    marked: Mask
    remark: Mask

    def and_then(self, other: "Headers") -> "Headers":
        """These headers and then those of other events."""
        mine, theirs = (attrs.astuple(each, recurse=False) for each in (self, other))
        return Headers(*(np.concatenate(pair) for pair in zip(mine, theirs, strict=True)))


def headers_of(events: Sequence[Event]) -> Headers:
    """The headers of `events`."""
    count = len(events)
    return Headers(
        first=np.fromiter((e.on.first_day for e in events), np.int32, count),
        last=np.fromiter((e.on.last_day for e in events), np.int32, count),
        rank=np.fromiter((e.rank for e in events), np.int32, count),
        recorded=np.fromiter((e.recorded.toordinal() for e in events), np.int32, count),
        marked=np.fromiter((e.on.doubtful for e in events), np.bool_, count),
        remark=np.fromiter((isinstance(e, REMARKS) for e in events), np.bool_, count),
    )


@attrs.frozen(eq=False)
class Columns:
    """The headers of all events of a log, hidden ones included, and how they hang together.

    `standing` has the recorded periods of the few events that corrections touch, by row; every
    other event stands from `recorded` on. `acts` has the rows of each act with several tellings.
    """

    headers: Headers
    standing: dict[int, Periods]
    acts: Sequence[Sequence[int]]

    @property
    def first(self) -> Days:
        """The first possible day."""
        return self.headers.first

    @property
    def last(self) -> Days:
        """The last possible day, OPEN where there is none."""
        return self.headers.last

    @property
    def rank(self) -> Days:
        """The rank among events of one day."""
        return self.headers.rank

    @property
    def recorded(self) -> Days:
        """The day on which it was on the record."""
        return self.headers.recorded

    @property
    def marked(self) -> Mask:
        """Whether it may not have happened."""
        return self.headers.marked

    @property
    def remark(self) -> Mask:
        """Whether it is a line that changes no fact."""
        return self.headers.remark

    @functools.cached_property
    def unsure(self) -> Mask:
        """Rows whose day, happening or telling is open."""
        unsure: Mask = (self.first != self.last) | self.marked
        unsure[[row for rows in self.acts for row in rows]] = True
        return unsure

    @functools.cached_property
    def _corrected(self) -> tuple[Days, Days, Days]:
        """The rows that corrections touch, with the ends of each period in which they stood."""
        periods = [(row, *period) for row, each in self.standing.items() for period in each]
        rows, since, until = np.array(periods, dtype=np.int32).reshape(-1, 3).T
        return rows, since, until

    def stands(self, known: int = NOW) -> Mask:
        """Which rows stand by all that was known on a day."""
        standing: Mask = self.recorded <= known
        if self.standing:
            rows, since, until = self._corrected
            standing[list(self.standing)] = False
            standing[rows[(since <= known) & (known < until)]] = True
        return standing


@attrs.frozen(eq=False)
class Tellings:
    """The acts with several standing tellings, and which telling counts nominally.

    `act` has the number of the act of each row that tells of one of them; `groups` the rows of
    each act; `beaten` the rows that do not count nominally, since another telling of their act
    does: of several the one with the latest (on.last, recorded, id).
    """

    act: dict[int, int]
    groups: Sequence[Sequence[int]]
    beaten: frozenset[int]


def tellings_of(
    columns: Columns, counting: Mask, lateness: Callable[[int], tuple[int, int, str]]
) -> Tellings:
    """The tellings among the rows that are `counting`."""
    standing = ([row for row in rows if counting[row]] for rows in columns.acts)
    several = [rows for rows in standing if len(rows) > 1]
    act = {row: number for number, rows in enumerate(several) for row in rows}
    latest = {max(rows, key=lateness) for rows in several}
    return Tellings(act, several, frozenset(act) - latest)
