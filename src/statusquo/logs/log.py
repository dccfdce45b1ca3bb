"""The log: an immutable collection of events, with cheap views.

A view leaves events out and keeps every correction: what was superseded or withdrawn before
stays so. Nothing is edited in place.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from statusquo.dates.days import FIRST_DAY, Day, civil, ordinal
from statusquo.errors import StatusQuoError
from statusquo.lines.declarations import Actor, Declaration, Source
from statusquo.lines.event import Event
from statusquo.lines.page import Line, Page
from statusquo.lines.remarks import Coverage, Retraction
from statusquo.logs.columns import NOW, Columns, Mask, Tellings, tellings_of
from statusquo.logs.kinship import with_kin, written_alone
from statusquo.logs.stock import Stock
from statusquo.pages.files import write_page

Unwanted = str | Event | Callable[[Event], bool]


class NoSuchEvent(StatusQuoError, KeyError):
    """Raised when an id or prefix names no event of the log, or several."""

    __str__ = StatusQuoError.__str__


class Log:
    """Events and declarations; equal content is one event, and the order of lines never counts.

    >>> from statusquo.lines.event import Event
    >>> log = Log([Event(on="1999"), Event(on="1998-05"), Event(on="1999")])
    >>> len(log), [str(event.on) for event in log]
    (2, ['1998-05', '1999'])
    """

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._keep(Stock.of_lines(lines))

    def _keep(self, stock: Stock, hidden: Mask | None = None, known_on: int = NOW) -> None:
        self._stock = stock
        self._hidden = np.zeros(len(stock.events), dtype=np.bool_) if hidden is None else hidden
        self.known_on = known_on

    @classmethod
    def _of(cls, stock: Stock, hidden: Mask | None = None, known_on: int = NOW) -> "Log":
        log = cls.__new__(cls)
        log._keep(stock, hidden, known_on)  # noqa: SLF001 (another constructor)
        return log

    @classmethod
    def of_pages(cls, pages: Sequence[Page]) -> "Log":
        """The log of pages that were read."""
        return cls._of(Stock.of_pages(pages))

    # What is in it

    def __len__(self) -> int:
        """How many events it has, whether they stand or not; declarations are not counted."""
        return int((~self._hidden).sum())

    def __iter__(self) -> Iterator[Line]:
        """Every line: declarations, then events by (on.last, rank, recorded, id)."""
        yield from self.declarations
        for row in self._stock.in_order(self._visible()):
            yield self.events[row]

    def __repr__(self) -> str:
        count = len(self)
        if not count:
            return "Log of no events"
        rows = self._visible()
        columns = self.columns
        starts = columns.first[rows]
        known = starts[starts > FIRST_DAY]
        since = civil(int(known.min())) if len(known) else "before"
        until = civil(min(int(columns.last[rows].max()), int(columns.recorded.max())))
        return f"Log of {count} event{'s' * (count != 1)}, {since} to {until}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Log) and set(map(_identity, self)) == set(map(_identity, other))

    def __hash__(self) -> int:
        return hash(frozenset(map(_identity, self)))

    def standing(self) -> tuple[Event, ...]:
        """The events that count: by all that is now known neither withdrawn nor superseded.

        Retractions are not among them: they count by what they withdraw.
        """
        events = (self.events[row] for row in self._stock.in_order(self.rows()))
        return tuple(event for event in events if not isinstance(event, Retraction))

    def sources(self) -> tuple[Source, ...]:
        """The works behind the events that stand, by key.

        A key that is not declared in the log is left out; `check` lists those.
        """
        return self.works({key for row in self.rows() for key in self.events[row].source})

    def works(self, keys: Iterable[str]) -> tuple[Source, ...]:
        """The declared sources with these keys, by key."""
        declared = self._stock.sources
        return tuple(work for key in sorted(set(keys)) for work in declared.get(key, ()))

    def actors(self) -> dict[str, Actor]:
        """The declared actors by id; of two declarations of one id the first in order."""
        actors: dict[str, Actor] = {}
        for declaration in self.declarations:
            if isinstance(declaration, Actor):
                actors.setdefault(declaration.id, declaration)
        return actors

    def find(self, name: str) -> Event:
        """The event with this id, or with an id that begins so.

        Raises `NoSuchEvent` where there is none, or more than one.
        """
        found = [
            self.events[row] for row in self._visible() if self.events[row].id[: len(name)] == name
        ]
        if len(found) == 1 and name:
            return found[0]
        shown = ", ".join(event.id[:12] for event in found[:5])
        raise NoSuchEvent(
            f"{len(found)} events have an id that begins with {name!r}: {shown}; give more digits"
            if found
            else f"no event has an id that begins with {name!r}",
            code="event-unknown",
        )

    # Views

    def until(self, day: Day) -> "Log":
        """Only events that may have taken effect by the end of `day`."""
        return self._only_seen(self.columns.first > ordinal(day))

    def since(self, day: Day) -> "Log":
        """Only events that may have taken effect on `day` or later."""
        return self._only_seen(self.columns.last < ordinal(day))

    def known(self, day: Day) -> "Log":
        """Only what was on the record by the end of `day`, corrections as of then."""
        known = min(ordinal(day), self.known_on)
        return self._hiding(self.columns.recorded > known, known)

    def without(self, *unwanted: Unwanted) -> "Log":
        """What if it had not happened: without these events, their replacements and tellings.

        Each is an id, the beginning of one, an event, or a predicate of events.
        """
        gone = with_kin(self.events, [e for each in unwanted for e in self._chosen(each)])
        left_out = np.fromiter((e.id in gone for e in self.events), np.bool_, len(self.events))
        return self._hiding(left_out)

    def plus(self, *lines: Line) -> "Log":
        """What if it had happened, or simply some lines more.

        A log as known on a day stays so: a line that was recorded later does not stand in it.
        """
        return self._joined(Log(lines), self.known_on)

    def __or__(self, other: "Log") -> "Log":
        """Everything in either; combining is commutative, and with itself changes nothing.

        Logs as known on different days are first cut to what was recorded by then.
        """
        if not isinstance(other, Log):
            return NotImplemented
        if self.known_on == other.known_on:
            return self._joined(other, self.known_on)
        return self._as_it_was()._joined(other._as_it_was(), NOW)

    def _as_it_was(self) -> "Log":
        """The same lines in a stock that never had the later ones."""
        recorded = np.flatnonzero(self.columns.recorded <= self.known_on).tolist()
        return Log._of(self._stock.only(recorded), self._hidden[recorded])

    def _joined(self, other: "Log", known_on: int) -> "Log":
        hidden, theirs = self._hidden.copy(), other._hidden  # noqa: SLF001 (another log's)
        new: list[int] = []
        for row, event in enumerate(other.events):
            own = self._stock.rows.get(event.id)
            if own is None:
                new.append(row)
            elif not theirs[row]:
                hidden[own] = False
        stock = self._stock.and_then(other._stock, new)  # noqa: SLF001 (another log's)
        return Log._of(stock, np.concatenate([hidden, theirs[new]]), known_on)

    def _only_seen(self, left_out: Mask) -> "Log":
        """A view by days: what it leaves out has no say on how complete the log is."""
        kept = np.flatnonzero(self.columns.remark & left_out).tolist()
        seen = left_out.copy()
        seen[[row for row in kept if isinstance(self.events[row], (Retraction, Coverage))]] = False
        return self._hiding(seen)

    def _hiding(self, left_out: Mask, known_on: int | None = None) -> "Log":
        known_on = self.known_on if known_on is None else known_on
        return Log._of(self._stock, self._hidden | left_out, known_on)

    def _chosen(self, unwanted: Unwanted) -> list[Event]:
        if not isinstance(unwanted, (str, Event)):
            return [event for event in self.standing() if unwanted(event)]
        event = self.find(unwanted if isinstance(unwanted, str) else unwanted.id)
        if isinstance(event, Retraction):
            raise StatusQuoError(
                f"{event.id[:12]} is a retraction: a view never drops a correction",
                code="correction-kept",
                hint="log.known(day) says what was on the record before it",
            )
        return [event]

    # On disk

    def save(self, path: str | Path) -> None:
        """Write the log to one page, all or nothing, in canonical order and spacing.

        A view is written so that reading it gives the same standing events: what a left-out
        correction had superseded is left out too.
        """
        standing = {self.events[row].id for row in self.rows()}
        shown = [self.events[row] for row in self._visible()]
        write_page(path, [*self.declarations, *written_alone(shown, self.events, standing)])

    # For the engine

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
        return tellings_of(self.events, self.columns, self.rows())

    def rows(self) -> list[int]:
        """The rows of the events that stand in this view."""
        rows: list[int] = np.flatnonzero(self._counting()).tolist()
        return rows

    def rows_ever(self) -> list[int]:
        """The rows of this view's events that stand or once stood, remarks left out."""
        rows: list[int] = np.flatnonzero(~self.columns.remark & ~self._hidden).tolist()
        return rows

    @functools.cached_property
    def coverages(self) -> tuple[Coverage, ...]:
        """The claims of completeness that stand."""
        rows = np.flatnonzero(self.columns.remark & self._counting()).tolist()
        events = (self.events[row] for row in rows)
        return tuple(event for event in events if isinstance(event, Coverage))

    def last_recorded(self) -> int:
        """The last day on which anything in this view was recorded; 0 where it is empty."""
        rows = self._visible()
        return int(self.columns.recorded[rows].max()) if rows else 0

    def order_of(self, row: int) -> tuple[int, int, int, str]:
        """Where a row stands in replay: (on.last, rank, recorded, id)."""
        return self._stock.order_of(row)

    def place(self, row: int) -> tuple[str, int] | None:
        """The page and line of a row, where it was read from one."""
        return self._stock.places.at(row)

    def _counting(self) -> Mask:
        return self.columns.stands(self.known_on) & ~self._hidden

    def _visible(self) -> list[int]:
        rows: list[int] = np.flatnonzero(~self._hidden).tolist()
        return rows


def _identity(line: Line) -> str:
    return line.id if isinstance(line, Event) else repr(line)
