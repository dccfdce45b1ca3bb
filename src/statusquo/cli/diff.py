"""`statusquo diff DAY DAY`: what differs between the ends of two days."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from statusquo.cli.answering import Answer, Document
from statusquo.cli.arguments import Request
from statusquo.cli.asking import (
    actor_of,
    day_of,
    log_of,
    named_log,
    places_of,
    projections_of,
    timelines_of,
)
from statusquo.cli.mistakes import UsageMistake
from statusquo.cli.screen import Screen
from statusquo.cli.wording import SHORT, clipped, mentions, named_places, shown_sources, shown_value
from statusquo.lines.canonical import plain
from statusquo.lines.keys import Key
from statusquo.lines.plain_text import visible
from statusquo.table import Table
from statusquo.timelines.timeline import Timeline
from statusquo.timelines.turning import Diff, Turn

SIGNS = {"began": "+", "ended": "-", "changed": "~"}


@attrs.frozen
class Difference:
    """A fact that differs: `before` and `after` are its values, None where it does not hold.

    `turn` is the last that it took between the two days.
    """

    timeline: Timeline
    key: Key
    before: Any
    after: Any
    turn: Turn

    @property
    def kind(self) -> str:
        """What happened to the fact, seen over the whole period."""
        if self.before is None:
            return "began"
        return "ended" if self.after is None else "changed"

    @property
    def row(self) -> dict[str, object]:
        """The difference for JSON."""
        return {
            "projection": self.timeline.projection.name,
            "key": named_places(self.timeline.names, self.key),
            "kind": self.kind,
            "before": plain(self.before),
            "after": plain(self.after),
            "on": str(self.turn.on),
            "events": [event.id for event in self.turn.events],
        }


def answer(request: Request) -> Answer:
    """Answer what differs between the two days that are asked for."""
    first, last = map(day_of, request.words)
    if last < first:
        raise UsageMistake(f"{last} is before {first}; write `statusquo diff {last} {first}`")
    projections = projections_of(request)
    log = log_of(request)
    timelines = timelines_of(log, projections)
    actor = actor_of(request, log, places_of(timelines))
    found = [(line, differences(line, first, last, actor)) for line in timelines]
    head = f"From the end of {first} to the end of {last}, by {visible(named_log(request))}"
    return Answer(
        lines=lambda screen: page(head, found, screen),
        document=lambda: document(first, last, found),
        table=lambda: table(found),
    )


def differences(timeline: Timeline, first: str, last: str, actor: str | None) -> list[Difference]:
    """What differs in one projection and names the actor, in order of days and keys."""
    turns = {turn.key: turn for turn in timeline.changes(after=first, until=last)}
    found = [
        Difference(timeline, key, before, after, turns[key])
        for key, before, after in _pairs(timeline.diff(first, last))
        if actor is None or mentions(actor, key, before, after)
    ]
    return sorted(found, key=lambda difference: (difference.turn.on, difference.key))


def _pairs(diff: Diff) -> Iterator[tuple[Key, Any, Any]]:
    yield from ((key, None, value) for key, value in diff.began.items())
    yield from ((key, value, None) for key, value in diff.ended.items())
    yield from ((key, *values) for key, values in diff.changed.items())


Found = Sequence[tuple[Timeline, Sequence[Difference]]]


def document(first: str, last: str, found: Found) -> Document:
    """The answer as one JSON object."""
    rows = [difference.row for _, differences in found for difference in differences]
    return {"verb": "diff", "after": first, "until": last, "rows": rows}


def table(found: Found) -> Table:
    """The differences as a table: a column for each name that a place has."""
    names = list(dict.fromkeys(name for timeline, _ in found for name in timeline.names))
    rows = [
        (
            timeline.projection.name,
            *(dict(zip(timeline.names, each.key, strict=True)).get(name) for name in names),
            each.kind,
            each.before,
            each.after,
            each.turn.on,
            " ".join(event.id for event in each.turn.events),
        )
        for timeline, differences in found
        for each in differences
    ]
    return Table(("projection", *names, "kind", "before", "after", "on", "events"), rows)


def page(head: str, found: Found, screen: Screen) -> Iterator[str]:
    """The differences for people."""
    yield screen.head(head)
    if not any(differences for _, differences in found):
        yield "nothing differs"
    for timeline, differences in found:
        if differences:
            yield ""
            yield from _section(timeline, differences, screen)


def _section(
    timeline: Timeline, differences: Sequence[Difference], screen: Screen
) -> Iterator[str]:
    counts = Counter(each.kind for each in differences)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in SIGNS if counts[kind])
    yield f"{screen.head(timeline.projection.name)} ({', '.join(timeline.names)}): {told}"
    rows = [_cells(each) for each in differences]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for each, row in zip(differences, rows, strict=True):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  " + screen.signed(SIGNS[each.kind], "  ".join(cells).rstrip())


def _cells(each: Difference) -> tuple[str, ...]:
    values = [value for value in (each.before, each.after) if value is not None]
    plainly = len(values) == 1 and values[0] is True
    said = [] if plainly else [clipped(shown_value(value, each.key)) for value in values]
    event = each.turn.event
    date = "" if event.on.exact else f"{event.on} "
    return (
        str(each.turn.on),
        *(visible(str(place)) for place in each.key),
        " -> ".join(said),
        f"{date}{shown_sources(event)} {event.id[:SHORT]}",
    )
