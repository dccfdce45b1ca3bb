"""A view: a stock of lines of which some are hidden, as known on a day.

It is what the engine reads of a log: rows are places in its events, hidden ones included.
"""

import functools
from collections.abc import Sequence

import attrs
import numpy as np

from statusquo.dates.days import FIRST_DAY, LAST_DAY, civil, ordinal
from statusquo.dates.periods import Periods
from statusquo.errors import StatusQuoError
from statusquo.lines.declarations import Declaration
from statusquo.lines.event import Event
from statusquo.lines.remarks import Coverage
from statusquo.logs.columns import NOW, Columns, Mask, Tellings, tellings_of
from statusquo.logs.kinship import Kinship
from statusquo.logs.standing import always
from statusquo.logs.stock import Stock, replay_order


class NoSuchEvent(StatusQuoError, KeyError):
    """Raised when an id or prefix names no event of the log, or several."""

    __str__ = StatusQuoError.__str__


class View:
    """The lines of a stock that are seen, and which of them stand.

    `seen` are the first and the last day on which events that are seen may have taken effect;
    `last_recorded` is found out where it is not given.
    """

    def __init__(
        self,
        stock: Stock,
        hidden: Mask | None = None,
        known_on: int = NOW,
        seen: tuple[int, int] = (FIRST_DAY, LAST_DAY),
        last_recorded: int | None = None,
    ) -> None:
        self._stock = stock
        self._hidden = np.zeros(len(stock.events), dtype=np.bool_) if hidden is None else hidden
        self._seen = seen
        self._last_recorded = last_recorded
        self.known_on = known_on

    @property
    def events(self) -> Sequence[Event]:
        """All events, those left out by views included; rows elsewhere are places in it."""
        return self._stock.events

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Sources and actors, in a fixed order."""
        return self._stock.declarations

    @property
    def columns(self) -> Columns:
        """The headers of all events."""
        return self._stock.columns

    @functools.cached_property
    def tellings(self) -> Tellings:
        """The tellings among the events that stand in this view."""
        return tellings_of(self.columns, self._counting, self._lateness)

    def _lateness(self, row: int) -> tuple[int, int, str]:
        event = self.events[row]
        return event.on.last_day, event.recorded.toordinal(), event.id

    def stands(self, row: int) -> bool:
        """Whether the event of a row stands in this view."""
        return bool(self._counting[row])

    def stood(self, event: Event) -> Periods:
        """The recorded periods in which an event stood, by all that was ever recorded."""
        return self.columns.standing.get(self.row_of(event), always(event))

    def linked(self) -> list[Event]:
        """The events of this view that correct others or are corrected, in order of rows."""
        rows = sorted(row for row in self.columns.standing if not self._hidden[row])
        return [self.events[row] for row in rows]

    @property
    def kinship(self) -> Kinship:
        """Which events belong together, hidden ones included."""
        return self._stock.kinship

    def row_of(self, event: Event) -> int:
        """The row of an event of this log, hidden or not; raises `NoSuchEvent`."""
        if not isinstance(event, Event):
            raise StatusQuoError(f"{event!r} is no event", code="not-an-event")
        row = self._stock.rows.get(event.id)
        if row is None:
            raise NoSuchEvent(f"this log has no event {event.id[:12]}", code="event-unknown")
        return row

    def has(self, event: Event) -> bool:
        """Whether an event is in this view."""
        row = self._stock.rows.get(event.id)
        return row is not None and not self._hidden[row]

    def rows(self) -> list[int]:
        """The rows of the events that stand in this view."""
        rows: list[int] = np.flatnonzero(self._counting).tolist()
        return rows

    def rows_ever(self) -> list[int]:
        """The rows of this view's events that stand or once stood, remarks left out."""
        standing = self.columns.standing
        rows: list[int] = np.flatnonzero(~self.columns.remark & ~self._hidden).tolist()
        return [row for row in rows if standing.get(row, True)]

    @functools.cached_property
    def coverages(self) -> tuple[Coverage, ...]:
        """The claims of completeness that stand, cut to the days of which events are seen.

        They are in the order of replay.
        """
        rows = np.flatnonzero(self.columns.remark & self._counting).tolist()
        claims = (event for row in rows if isinstance(event := self.events[row], Coverage))
        cut = (self._cut(claim) for claim in sorted(claims, key=replay_order))
        return tuple(claim for claim in cut if claim is not None)

    def _cut(self, claim: Coverage) -> Coverage | None:
        first, last = self._seen
        since, until = max(ordinal(claim.since), first), min(ordinal(claim.until), last)
        if (since, until) == (ordinal(claim.since), ordinal(claim.until)):
            return claim
        return (
            attrs.evolve(claim, since=civil(since), until=civil(until)) if since <= until else None
        )

    def last_recorded(self) -> int:
        """The last day on which anything in this view was recorded; 0 where it is empty.

        It is not later than the last day on which events that are seen may have taken effect.
        """
        if self._last_recorded is None:
            recorded = self.columns.recorded
            known = recorded[~self._hidden & (recorded <= self.known_on)]
            self._last_recorded = min(int(known.max()), self._seen[1]) if len(known) else 0
        return self._last_recorded

    def order_of(self, row: int) -> tuple[int, int, int, str]:
        """Where a row stands in replay: (on.last, rank, recorded, id)."""
        return self._stock.order_of(row)

    def place(self, row: int) -> tuple[str, int] | None:
        """The page and line of a row, where it was read from one."""
        return self._stock.places.at(row)

    @functools.cached_property
    def _counting(self) -> Mask:
        return self.columns.stands(self.known_on) & ~self._hidden

    def _visible(self) -> list[int]:
        rows: list[int] = np.flatnonzero(~self._hidden).tolist()
        return rows
