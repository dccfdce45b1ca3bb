"""The log: an immutable collection of events, with cheap views.

A view leaves events out and keeps every correction: what was superseded or withdrawn before
stays so. Nothing is edited in place.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from statusquo.columns import Columns, Mask, Tellings, columns_of, tellings_of
from statusquo.days import FIRST_DAY, LAST_DAY, Day, civil, ordinal
from statusquo.declarations import Actor, Declaration, Source
from statusquo.errors import StatusQuoError
from statusquo.event import Event
from statusquo.pages import Page, write_page
from statusquo.remarks import Coverage, Observation, Retraction

Line = Event | Declaration
Unwanted = str | Event | Callable[[Event], bool]


class NoSuchEvent(StatusQuoError, KeyError):
    """Raised when an id or prefix names no event of the log, or several."""

    __str__ = StatusQuoError.__str__


class Log:
    """Events and declarations; equal content is one event, and the order of lines never counts.

    >>> from statusquo.event import Event
    >>> log = Log([Event(on="1999"), Event(on="1998-05"), Event(on="1999")])
    >>> len(log), [str(event.on) for event in log]
    (2, ['1998-05', '1999'])
    """

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        events: dict[str, Event] = {}
        declared: dict[str, Declaration] = {}
        for line in lines:
            if isinstance(line, Event):
                events.setdefault(line.id, line)
            elif isinstance(line, (Source, Actor)):
                declared.setdefault(repr(line), line)
            else:
                raise StatusQuoError(
                    f"a log holds events and declarations, not {type(line).__name__}",
                    code="not-a-line",
                )
        self._keep(tuple(events.values()), tuple(declared[name] for name in sorted(declared)))

    def _keep(
        self,
        events: Sequence[Event],
        declarations: tuple[Declaration, ...],
        hidden: Mask | None = None,
        places: "Places | None" = None,
    ) -> None:
        self._events = events
        self._declarations = declarations
        self._hidden = hidden
        self._places = places

    @classmethod
    def _of(
        cls,
        events: Sequence[Event],
        declarations: tuple[Declaration, ...],
        hidden: Mask | None = None,
        places: "Places | None" = None,
    ) -> "Log":
        log = cls.__new__(cls)
        log._keep(events, declarations, hidden, places)  # noqa: SLF001 (another constructor)
        return log

    @classmethod
    def of_pages(cls, pages: Sequence[Page]) -> "Log":
        """The log of pages that were read."""
        events: dict[str, Event] = {}
        declared: dict[str, Declaration] = {}
        places: list[tuple[str, int]] = []
        for page in pages:
            for number, line in zip(page.numbers, page.lines, strict=True):
                if not isinstance(line, Event):
                    declared.setdefault(repr(line), line)
                elif line.id not in events:
                    events[line.id] = line
                    places.append((page.name, number))
        declarations = tuple(declared[name] for name in sorted(declared))
        return cls._of(tuple(events.values()), declarations, places=tuple(places))

    # What is in it

    def __len__(self) -> int:
        """How many events it has, whether they stand or not; declarations are not counted."""
        return len(self._events) if self._hidden is None else int((~self._hidden).sum())

    def __iter__(self) -> Iterator[Line]:
        """Every line: declarations, then events by (on.last, rank, recorded, id)."""
        yield from self._declarations
        for row in self._in_order(self._visible()):
            yield self._events[row]

    def __repr__(self) -> str:
        count = len(self)
        if not count:
            return "Log of no events"
        rows = self._visible()
        columns = self.columns
        starts = columns.first[rows]
        since = civil(int(starts[starts > FIRST_DAY].min(initial=LAST_DAY)))
        until = civil(min(int(columns.last[rows].max()), int(columns.recorded.max())))
        return f"Log of {count} event{'s' * (count != 1)}, {since} to {until}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Log) and set(map(_identity, self)) == set(map(_identity, other))

    def __hash__(self) -> int:
        return hash(frozenset(map(_identity, self)))

    def standing(self) -> tuple[Event, ...]:
        """The events that count: by all that is now known neither withdrawn nor superseded."""
        return tuple(self._events[row] for row in self._in_order(self.rows()))

    def sources(self) -> tuple[Source, ...]:
        """The works behind the events that stand, by key.

        A key that is not declared in the log is left out; `check` lists those.
        """
        used = {key for row in self.rows() for key in self._events[row].source}
        return tuple(work for work in self.works() if work.key in used)

    def works(self) -> tuple[Source, ...]:
        """All declared sources by key, used or not."""
        works = (line for line in self._declarations if isinstance(line, Source))
        return tuple(sorted(works, key=lambda work: (work.key, repr(work))))

    def actors(self) -> dict[str, Actor]:
        """The declared actors by id; of two declarations of one id the first in order."""
        actors: dict[str, Actor] = {}
        for declaration in self._declarations:
            if isinstance(declaration, Actor):
                actors.setdefault(declaration.id, declaration)
        return actors

    def find(self, name: str) -> Event:
        """The event with this id, or with an id that begins so.

        Raises `NoSuchEvent` where there is none, or more than one.
        """
        found = [
            self._events[row]
            for row in self._visible()
            if self._events[row].id[: len(name)] == name
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
        return self._without(self.columns.first > ordinal(day))

    def since(self, day: Day) -> "Log":
        """Only events that may have taken effect on `day` or later."""
        return self._without(self.columns.last < ordinal(day))

    def known(self, day: Day) -> "Log":
        """Only what was on the record by the end of `day`, corrections as of then."""
        kept = np.flatnonzero(self.columns.recorded <= ordinal(day)).tolist()
        return Log._of(
            tuple(self._events[row] for row in kept),
            self._declarations,
            None if self._hidden is None else self._hidden[kept],
            None if self._places is None else tuple(self._places[row] for row in kept),
        )

    def without(self, *unwanted: Unwanted) -> "Log":
        """What if it had not happened: without these events, their replacements and tellings.

        Each is an id, the beginning of one, an event, or a predicate of events.
        """
        chosen = [event for each in unwanted for event in self._chosen(each)]
        gone = {event.id for event in chosen}
        acts = {event.act for event in chosen if event.act is not None}
        while True:
            more = {
                event.id
                for event in self._events
                if event.replaces in gone or event.act in acts or event.id in gone
            }
            if more == gone:
                break
            gone = more
            acts |= {e.act for e in self._events if e.id in gone and e.act is not None}
        return self._without(
            np.fromiter((event.id in gone for event in self._events), np.bool_, len(self._events))
        )

    def plus(self, *lines: Line) -> "Log":
        """What if it had happened, or simply some lines more."""
        return self | Log(lines)

    def __or__(self, other: "Log") -> "Log":
        """Everything in either; combining is commutative, and with itself changes nothing."""
        if not isinstance(other, Log):
            return NotImplemented
        own = {event.id: row for row, event in enumerate(self._events)}
        hidden = self._hidden_mask().tolist()
        places = list(self._places or [("", 0)] * len(self._events))
        events = list(self._events)
        their_hidden = other._hidden_mask()
        for row, event in enumerate(other._events):
            if event.id not in own:
                events.append(event)
                hidden.append(bool(their_hidden[row]))
                places.append(other.place(row) or ("", 0))
            elif not their_hidden[row]:
                hidden[own[event.id]] = False
        declared = {repr(line): line for line in (*self._declarations, *other._declarations)}
        return Log._of(
            tuple(events),
            tuple(declared[name] for name in sorted(declared)),
            np.array(hidden, dtype=np.bool_) if any(hidden) else None,
            tuple(places),
        )

    def _without(self, left_out: Mask) -> "Log":
        remarks = self.columns.remark & ~np.fromiter(
            (isinstance(e, Observation) for e in self._events), np.bool_, len(self._events)
        )
        hidden = self._hidden_mask() | (left_out & ~remarks)
        view = Log._of(self._events, self._declarations, hidden, self._places)
        view.__dict__["columns"] = self.columns
        return view

    def _chosen(self, unwanted: Unwanted) -> list[Event]:
        if isinstance(unwanted, str):
            return [self.find(unwanted)]
        if isinstance(unwanted, Event):
            return [self.find(unwanted.id)]
        return [event for event in self.standing() if unwanted(event)]

    # On disk

    def save(self, path: str | Path) -> None:
        """Write the log to one page, all or nothing, in canonical order and spacing.

        A view is written so that reading it gives the same standing events: what a left-out
        correction had superseded is left out too.
        """
        write_page(path, self._savable())

    def _savable(self) -> list[Line]:
        shown = {self._events[row].id for row in self._visible()}
        standing = {self._events[row].id for row in self.rows()}
        kept: list[Line] = []
        for line in self:
            if isinstance(line, Event) and line.id not in standing:
                correctors = [
                    e for e in self._events if line.id in (e.replaces, getattr(e, "of", None))
                ]
                if not any(e.id in shown for e in correctors):
                    continue
            if isinstance(line, Retraction) and line.of not in shown and self._hidden is not None:
                continue
            kept.append(line)
        return kept

    # For the engine

    @property
    def events(self) -> Sequence[Event]:
        """All events, those left out by views included; rows elsewhere are places in it."""
        return self._events

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Sources and actors, in a fixed order."""
        return self._declarations

    @functools.cached_property
    def columns(self) -> Columns:
        """The headers of all events."""
        return columns_of(self._events)

    @functools.cached_property
    def tellings(self) -> Tellings:
        """The tellings among the events that stand in this view."""
        return tellings_of(self._events, self.columns, self.rows())

    def rows(self) -> list[int]:
        """The rows of the events that stand in this view."""
        counting = self.columns.stands()
        if self._hidden is not None:
            counting &= ~self._hidden
        return np.flatnonzero(counting).tolist()

    def rows_ever(self) -> list[int]:
        """The rows of this view's events that stand or once stood, remarks left out."""
        counting = ~self.columns.remark
        if self._hidden is not None:
            counting &= ~self._hidden
        return np.flatnonzero(counting).tolist()

    def coverages(self) -> list[Coverage]:
        """The claims of completeness that stand."""
        remarks = set(np.flatnonzero(self.columns.remark).tolist())
        events = (self._events[row] for row in self.rows() if row in remarks)
        return [event for event in events if isinstance(event, Coverage)]

    def last_recorded(self) -> int:
        """The last day on which anything in this view was recorded; 0 where it is empty."""
        rows = self._visible()
        return int(self.columns.recorded[rows].max()) if rows else 0

    def place(self, row: int) -> tuple[str, int] | None:
        """The page and line of a row, where it was read from one."""
        if self._places is None or not self._places[row][1]:
            return None
        return self._places[row]

    def _visible(self) -> list[int]:
        if self._hidden is None:
            return list(range(len(self._events)))
        return np.flatnonzero(~self._hidden).tolist()

    def _hidden_mask(self) -> Mask:
        if self._hidden is None:
            return np.zeros(len(self._events), dtype=np.bool_)
        return self._hidden

    def _in_order(self, rows: list[int]) -> list[int]:
        last, rank, recorded = (
            column.tolist()
            for column in (self.columns.last, self.columns.rank, self.columns.recorded)
        )
        events = self._events
        return sorted(rows, key=lambda row: (last[row], rank[row], recorded[row], events[row].id))


Places = tuple[tuple[str, int], ...]


def _identity(line: Line) -> str:
    return line.id if isinstance(line, Event) else repr(line)
