"""The stock of lines behind a log and its views: each event once, with its header and place."""

import functools
import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence

import attrs

from statusquo.errors import StatusQuoError
from statusquo.lines.declarations import Actor, Declaration, Source
from statusquo.lines.event import Event
from statusquo.lines.page import Line, Page
from statusquo.logs.columns import Columns, columns_of
from statusquo.logs.places import Places


@attrs.frozen(eq=False)
class Stock:
    """Events in rows, each with its place, and declarations in a fixed order.

    Rows are in the order in which lines came; no answer depends on it.
    """

    events: Sequence[Event]
    declarations: tuple[Declaration, ...]
    places: Places

    @classmethod
    def of_lines(cls, lines: Iterable[Line]) -> "Stock":
        """The stock of lines made in Python; equal content is one event."""
        if isinstance(lines, (Event, Source, Actor)):
            raise StatusQuoError("a log is made of a list of lines, not of one", code="not-a-line")
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
        return cls(tuple(events.values()), _fixed(declared), Places.nowhere(len(events)))

    @classmethod
    def of_pages(cls, pages: Sequence[Page]) -> "Stock":
        """The stock of pages that were read; equal content is one event, at its first place."""
        events: list[Event] = []
        declared: dict[str, Declaration] = {}
        page_of, line_of = array("i"), array("i")
        for index, page in enumerate(pages):
            own = [isinstance(line, Event) for line in page.lines]
            events += [line for line in page.lines if isinstance(line, Event)]
            declared |= {repr(d): d for d in page.lines if not isinstance(d, Event)}
            line_of.extend(itertools.compress(page.numbers, own))
            page_of.extend(itertools.repeat(index, len(line_of) - len(page_of)))
        places = Places.of([page.name for page in pages], page_of, line_of)
        return cls(events, _fixed(declared), places).each_once()

    def each_once(self) -> "Stock":
        """The stock without events that came again."""
        if len({event.id for event in self.events}) == len(self.events):
            return self
        first = {event.id: row for row, event in reversed(list(enumerate(self.events)))}
        return self.only(sorted(first.values()))

    def only(self, rows: Sequence[int]) -> "Stock":
        """Only some rows, and all declarations."""
        events = tuple(self.events[row] for row in rows)
        return Stock(events, self.declarations, self.places.only(rows))

    def and_then(self, other: "Stock", rows: Sequence[int]) -> "Stock":
        """The lines of both: these, then some rows and all declarations of another."""
        declared = {repr(line): line for line in (*self.declarations, *other.declarations)}
        return Stock(
            (*self.events, *(other.events[row] for row in rows)),
            _fixed(declared),
            self.places.and_then(other.places.only(rows)),
        )

    @functools.cached_property
    def columns(self) -> Columns:
        """The headers of all events."""
        return columns_of(self.events)

    @functools.cached_property
    def rows(self) -> dict[str, int]:
        """The row of each event by its id."""
        return {event.id: row for row, event in enumerate(self.events)}

    @functools.cached_property
    def sources(self) -> dict[str, list[Source]]:
        """The declared sources by key."""
        found: dict[str, list[Source]] = defaultdict(list)
        for declaration in self.declarations:
            if isinstance(declaration, Source):
                found[declaration.key].append(declaration)
        return found

    def order_of(self, row: int) -> tuple[int, int, int, str]:
        """Where a row stands in replay: (on.last, rank, recorded, id)."""
        columns = self.columns
        return (
            int(columns.last[row]),
            int(columns.rank[row]),
            int(columns.recorded[row]),
            self.events[row].id,
        )

    def in_order(self, rows: Iterable[int]) -> list[int]:
        """Rows as they replay."""
        return sorted(rows, key=self.order_of)


def _fixed(declared: dict[str, Declaration]) -> tuple[Declaration, ...]:
    return tuple(declared[name] for name in sorted(declared))
