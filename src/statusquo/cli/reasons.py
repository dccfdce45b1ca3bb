"""The events behind a fact, each with its part in the explanation, in every form."""

import functools
from pathlib import Path
from typing import Any

import attrs

from statusquo.cli.answering import Document
from statusquo.cli.holding import alike, coverage_row, ordered
from statusquo.cli.wording import (
    event_row,
    kind_of,
    named_places,
)
from statusquo.lines.canonical import plain
from statusquo.lines.declarations import Source
from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.ranges import Range
from statusquo.table import Table
from statusquo.timelines.explanation import Explanation
from statusquo.timelines.timeline import Timeline


@attrs.frozen
class Because:
    """An event of an explanation, and the part that it has in it.

    `until` is the day on which it was known better, `amount` what it adds to a sum.
    """

    part: str
    event: Event
    until: str | None = None
    amount: Any = None


@attrs.frozen
class Reason:
    """An explanation, with which keys may have been meant; `shipped` where the log is the record.

    Of the record's pages only the names are told: they are not the user's files.
    """

    timeline: Timeline
    told: Explanation
    near: tuple[Key, ...]
    shipped: bool

    @property
    def events(self) -> list[Because]:
        """The events with their parts, the deciding ones first."""
        told = self.told
        adding = {event.id for event, _ in told.contributions}
        return [
            *(Because("because", event) for event in told.events if event.id not in adding),
            *(Because("adds", event, amount=amount) for event, amount in told.contributions),
            *(Because("again", event) for event in told.corroborated_by),
            *(Because("rival", event) for event in told.rivals),
            *(Because("superseded", event, str(until)) for event, until in told.superseded),
        ]

    @functools.cached_property
    def places(self) -> dict[str, tuple[str, int]]:
        """The page and line of each event that was read from one."""
        log = self.timeline.log
        rows = ((event.id, log.place(row)) for row, event in enumerate(log.events))
        return {name: self._place(*place) for name, place in rows if place is not None}

    def _place(self, page: str, line: int) -> tuple[str, int]:
        return (Path(page).name if self.shipped else page), line

    @property
    def possible(self) -> tuple[Any, ...]:
        """The values on all readings, in a fixed order."""
        return ordered(self.timeline.values(self.told.key, on=self.told.on))

    @property
    def is_sure(self) -> bool:
        """Whether every reading agrees with the nominal one."""
        only = self.possible[0]
        if isinstance(only, Range) and self.timeline.course.sums:
            return only.is_point
        return len(self.possible) == 1 and alike(only, self.told.value)


def document(reason: Reason) -> Document:
    """The answer as one JSON object; its one row has all of it."""
    told, names = reason.told, reason.timeline.names
    row = {
        "projection": told.projection,
        "key": named_places(names, told.key),
        "on": str(told.on),
        "verdict": str(told.verdict),
        "value": plain(told.value),
        "possible": [plain(value) for value in reason.possible],
        "events": [_event(reason, each) for each in reason.events],
        "coverage": [coverage_row(claim) for claim in told.coverage],
        "near": [named_places(names, key) for key in reason.near],
        "sources": [_work(work) for work in told.sources],
    }
    return {"verb": "why", "rows": [row]}


def _event(reason: Reason, each: Because) -> dict[str, object]:
    row = {"part": each.part, **event_row(each.event, reason.places.get(each.event.id))}
    if each.until is not None:
        row["until"] = each.until
    if each.amount is not None:
        row["amount"] = plain(each.amount)
    return row


def _work(work: Source) -> dict[str, object]:
    return {
        "key": work.key,
        "title": work.title,
        "issuer": work.issuer,
        "published": plain(work.published),
    }


_COLUMNS = ("part", "event_on", "recorded", "type", "id", "source", "note", "until", "amount")


def table(reason: Reason) -> Table:
    """A row for each event, or one without an event where there is none."""
    told = reason.told
    fact = (told.projection, *told.key, told.on, str(told.verdict), told.value)
    events = [_cells(each) for each in reason.events] or [(None,) * len(_COLUMNS)]
    columns = ("projection", *reason.timeline.names, "on", "verdict", "value", *_COLUMNS)
    return Table(columns, [(*fact, *cells) for cells in events], title="why")


def _cells(each: Because) -> tuple[Any, ...]:
    event = each.event
    return (
        each.part,
        str(event.on),
        event.recorded,
        kind_of(event),
        event.id,
        " ".join(event.source),
        event.note,
        each.until,
        each.amount,
    )
