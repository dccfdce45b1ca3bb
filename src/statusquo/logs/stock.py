"""The stock of lines behind a log and its views: each event once, with its header and place."""

import functools
import itertools
from array import array
from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import attrs

from statusquo.errors import StatusQuoError
from statusquo.lines.declarations import Actor, Declaration, Source
from statusquo.lines.event import Event
from statusquo.lines.page import Line, Page
from statusquo.logs.chains import Chain
from statusquo.logs.columns import Columns, Headers, headers_of
from statusquo.logs.kinship import Kinship, Ties, ties_of
from statusquo.logs.places import ChainedPlaces, Located, Places
from statusquo.logs.standing import standing_periods

_FEW = 8
"""One new event to so many old ones is few: then the old ones are not copied."""


@attrs.frozen(eq=False, slots=False)
class Stock:
    """Events in rows, each with its place, and declarations in a fixed order.

    Rows are in the order in which lines came; no answer depends on it.
    """

    events: Sequence[Event]
    declarations: tuple[Declaration, ...]
    places: Located

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
        declarations = self.declarations
        if not set(map(repr, other.declarations)) <= set(map(repr, declarations)):
            lines = {repr(line): line for line in (*declarations, *other.declarations)}
            declarations = _fixed(lines)
        return self.grown(other.only(rows), declarations)

    def grown(self, tail: "Stock", declarations: tuple[Declaration, ...]) -> "Stock":
        """These events and then those of `tail`; where those are few, these are not copied."""
        if len(tail.events) * _FEW < len(self.events):
            events = Chain(self.events, tail.events)
            places = ChainedPlaces(self.places, len(self.events), tail.places)
            return GrownStock(events, declarations, places, self, tail)
        mine, theirs = (each.places.only(range(len(each.events))) for each in (self, tail))
        return Stock((*self.events, *tail.events), declarations, mine.and_then(theirs))

    @functools.cached_property
    def headers(self) -> Headers:
        """The headers of all events."""
        return headers_of(self.events)

    @functools.cached_property
    def columns(self) -> Columns:
        """The headers of all events, and how they hang together."""
        rows, kinship = self.rows, self.kinship
        return Columns(
            headers=self.headers,
            standing={rows[name]: periods for name, periods in standing_periods(kinship).items()},
            acts=[[rows[e.id] for e in kinship.tellings(act)] for act in kinship.acts()],
        )

    @functools.cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each event by its id."""
        return {event.id: row for row, event in enumerate(self.events)}

    def find(self, name: str) -> Event | None:
        """The event with this id, if there is one."""
        row = self.rows.get(name)
        return None if row is None else self.events[row]

    @functools.cached_property
    def ties(self) -> tuple[Ties, ...]:
        """What the events say of each other."""
        return (ties_of(self.events),)

    @functools.cached_property
    def kinship(self) -> Kinship:
        """Which events belong together."""
        return Kinship(self.ties, self.find)

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
        return replay_order(self.events[row])

    def in_order(self, rows: Iterable[int]) -> list[int]:
        """Rows as they replay."""
        return sorted(rows, key=self.order_of)


@attrs.frozen(eq=False, slots=False)
class GrownStock(Stock):
    """A stock, and a few events that came later: what is known of the many is not made again."""

    trunk: Stock
    tail: Stock

    def grown(self, tail: Stock, declarations: tuple[Declaration, ...]) -> Stock:
        """These events and then those of `tail`."""
        return self.trunk.grown(self.tail.grown(tail, ()), declarations)

    @functools.cached_property
    def headers(self) -> Headers:
        """The headers of all events."""
        return self.trunk.headers.and_then(self.tail.headers)

    @functools.cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each event by its id."""
        start = len(self.trunk.events)
        late = {event.id: start + row for row, event in enumerate(self.tail.events)}
        return ChainMap(late, self.trunk.rows)  # type: ignore[arg-type]

    @functools.cached_property
    def ties(self) -> tuple[Ties, ...]:
        """What the events say of each other."""
        return (*self.trunk.ties, *self.tail.ties)


def replay_order(event: Event) -> tuple[int, int, int, str]:
    """Where an event stands in replay: (on.last, rank, recorded, id)."""
    return event.on.last_day, event.rank, event.recorded.toordinal(), event.id


def _fixed(declared: dict[str, Declaration]) -> tuple[Declaration, ...]:
    return tuple(declared[name] for name in sorted(declared))
