"""The log: an immutable collection of events, with cheap views.

A view leaves events out and keeps every correction: what was superseded or withdrawn before
stays so. Nothing is edited in place.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from statusquo.dates.days import FIRST_DAY, LAST_DAY, Day, civil, ordinal
from statusquo.lines.declarations import Actor, Source
from statusquo.lines.event import Event
from statusquo.lines.page import Line, Page
from statusquo.lines.remarks import Coverage, Retraction
from statusquo.logs.choosing import Unwanted, chosen_events
from statusquo.logs.columns import NOW, Mask, numbers
from statusquo.logs.stock import Stock
from statusquo.logs.view import NoSuchEvent, View
from statusquo.logs.voices import Voices, told_only
from statusquo.logs.writing import torn
from statusquo.pages.files import write_page


class Log(View):
    """Events and declarations; equal content is one event, and the order of lines never counts.

    >>> from statusquo.lines.event import Event
    >>> log = Log([Event(on="1999"), Event(on="1998-05"), Event(on="1999")])
    >>> len(log), [str(event.on) for event in log]
    (2, ['1998-05', '1999'])
    """

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        super().__init__(Stock.of_lines(lines))
        self._asked: dict[int, Log] = {}

    @classmethod
    def _of(
        cls,
        stock: Stock,
        hidden: Mask | None = None,
        known_on: int = NOW,
        seen: tuple[int, int] = (FIRST_DAY, LAST_DAY),
        last_recorded: int | None = None,
    ) -> "Log":
        log = cls.__new__(cls)
        View.__init__(log, stock, hidden, known_on, seen, last_recorded)
        log._asked = {}  # noqa: SLF001 (another constructor)
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
        until = civil(max(min(int(columns.last[rows].max()), self.last_recorded()), FIRST_DAY))
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
        first, last = self._seen
        return self._only_seen(self.columns.first > ordinal(day), (first, min(last, ordinal(day))))

    def since(self, day: Day) -> "Log":
        """Only events that may have taken effect on `day` or later."""
        first, last = self._seen
        return self._only_seen(self.columns.last < ordinal(day), (max(first, ordinal(day)), last))

    def known(self, day: Day) -> "Log":
        """Only what was on the record by the end of `day`, corrections as of then."""
        known = min(ordinal(day), self.known_on)
        if known not in self._asked:
            self._asked = {known: self._hiding(self.columns.recorded > known, known)}
        return self._asked[known]

    def without(self, *unwanted: Unwanted) -> "Log":
        """What if it had not happened: without these events, their replacements and tellings.

        Each is an id, the beginning of one, an event, or a predicate of events.
        """
        return self.leaving_out(self.going(*unwanted))

    def going(self, *unwanted: Unwanted) -> tuple[Event, ...]:
        """The events that `without` leaves out."""
        standing = self.standing()
        chosen = [e for each in unwanted for e in chosen_events(each, standing, self.find)]
        return tuple(self.kinship.with_consequences(chosen).values())

    def told_by(self, *names: str) -> "Log":
        """Only the tellings of these sources, each a key or the party that stands behind them.

        An event is kept if one of its sources is among them. A claim of completeness is kept only
        if all of its sources are, and nothing that one of them told was replaced by what is left
        out. Corrections count, whoever made them. Raises `NoSuchSource` for a name that is
        neither a source nor a party of one.
        """
        wanted = Voices(self._stock.sources, self._cited()).meant(names)
        return self._hiding(
            ~told_only(self, wanted, lambda event: not wanted.isdisjoint(event.source))
        )

    def not_told_by(self, *names: str) -> "Log":
        """Without the tellings of these sources: what nobody else told is left out.

        So is every claim of completeness that rests on one of them, or says not on whom it rests.
        Raises `NoSuchSource` for a name that is neither a source nor a party of one.
        """
        cited = self._cited()
        unwanted = Voices(self._stock.sources, cited).meant(names)
        return self._hiding(
            ~told_only(
                self,
                cited - unwanted,
                lambda event: not event.source or not unwanted.issuperset(event.source),
            )
        )

    def plus(self, *lines: Line) -> "Log":
        """What if it had happened, or simply some lines more.

        A log as known on a day stays so: a line that was recorded later is not seen in it.
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
        return Log._of(self._stock.only(recorded), self._hidden[recorded], seen=self._seen)

    def _joined(self, other: "Log", known_on: int) -> "Log":
        theirs = other._hidden | (other.columns.recorded > known_on)  # noqa: SLF001 (another log's)
        hidden = self._hidden
        new: list[int] = []
        for row, event in enumerate(other.events):
            own = self._stock.rows.get(event.id)
            if own is None:
                new.append(row)
            elif not theirs[row] and hidden[own] and self.columns.recorded[own] <= known_on:
                hidden = hidden.copy() if hidden is self._hidden else hidden
                hidden[own] = False
        stock = self._stock.and_then(other._stock, new)  # noqa: SLF001 (another log's)
        hidden = np.concatenate([hidden, theirs[new]])
        last = int(other.columns.recorded[~theirs].max(initial=0))
        seen = self._seen_with(other) if hidden.any() else (FIRST_DAY, LAST_DAY)
        return Log._of(stock, hidden, known_on, seen, max(self.last_recorded(), last))

    def _seen_with(self, other: "Log") -> tuple[int, int]:
        """The days of which the events of both are seen."""
        first, last = self._seen
        their_first, their_last = other._seen  # noqa: SLF001 (another log's)
        return max(first, their_first), min(last, their_last)

    def _only_seen(self, left_out: Mask, seen: tuple[int, int]) -> "Log":
        """A view by days; claims of completeness are kept, and hold of the days that are seen."""
        kept = numbers(np.flatnonzero(self.columns.remark & left_out))
        hidden = left_out.copy()
        hidden[[r for r in kept if isinstance(self.events[r], (Retraction, Coverage))]] = False
        return Log._of(self._stock, self._hidden | hidden, self.known_on, seen)

    def leaving_out(self, events: Iterable[Event]) -> "Log":
        """A view without just these events; what corrects them stays.

        The log is known as far as before: what others recorded is not unknown without them.
        """
        left_out = np.zeros(len(self.events), dtype=np.bool_)
        left_out[[self.row_of(event) for event in events]] = True
        hidden = self._hidden | left_out
        return Log._of(self._stock, hidden, self.known_on, self._seen, self.last_recorded())

    def small(self, events: Iterable[Event]) -> "Log":
        """A log of only some events of this one, with their places; as hidden, and known, here."""
        rows = sorted(self.row_of(event) for event in events)
        return Log._of(self._stock.only(rows), self._hidden[rows], self.known_on)

    def _cited(self) -> set[str]:
        return {key for event in self.events for key in event.source}

    def _hiding(self, left_out: Mask, known_on: int | None = None) -> "Log":
        known_on = self.known_on if known_on is None else known_on
        return Log._of(self._stock, self._hidden | left_out, known_on, self._seen)

    # On disk

    def save(self, path: str | Path) -> None:
        """Write the log to one page, all or nothing, in canonical order and spacing.

        A view is written so that reading it gives the same standing events: what a left-out
        correction had superseded is left out too. A log as known on a day keeps the corrections
        of then.
        """
        dropped = torn(self.linked(), self)
        shown = (self.events[row] for row in self._visible())
        write_page(path, [*self.declarations, *(e for e in shown if e.id not in dropped)])


def _identity(line: Line) -> str:
    return line.id if isinstance(line, Event) else repr(line)
