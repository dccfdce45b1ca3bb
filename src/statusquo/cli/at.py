"""`statusquo at DAY`: what holds at the end of a day, what changed on it, and who says so."""

from collections.abc import Sequence
from typing import Any

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
from statusquo.cli.day import Day, part_of
from statusquo.cli.day_page import page
from statusquo.cli.holding import Held, coverage_row, turn_row
from statusquo.table import Table, shown_cell


def answer(request: Request) -> Answer:
    """Answer what holds at the end of the day that is asked for."""
    day = day_of(request.words[0])
    projections = projections_of(request)
    log = log_of(request)
    timelines = timelines_of(log, projections)
    actor = actor_of(request, log, places_of(timelines))
    parts = [part_of(timeline, day, actor) for timeline in timelines]
    found = Day(day, named_log(request), log, parts, actor, bool(request.of))
    return Answer(
        lines=lambda screen: page(found, screen),
        document=lambda: document(found),
        table=lambda: table(found),
    )


def document(found: Day) -> Document:
    """The answer as one JSON object."""
    return {
        "verb": "at",
        "on": found.day,
        "events": found.happened,
        "rows": [fact.row for part in found.parts for fact in part.facts],
        "changes": [turn_row(part.timeline, turn) for part in found.parts for turn in part.turns],
        "coverage": [coverage_row(claim) for part in found.parts for claim in part.coverages],
        "sources": found.sources,
    }


def table(found: Day) -> Table:
    """The facts as a table: a column for each name that a place has, empty where it has none."""
    names = list(dict.fromkeys(name for part in found.parts for name in part.timeline.names))
    rows = [
        (
            fact.timeline.projection.name,
            *_cells(names, fact),
            fact.value,
            str(fact.verdict),
            " or ".join(_word(value) for value in fact.possible),
            fact.disputed,
        )
        for part in found.parts
        for fact in part.facts
    ]
    columns = ("projection", *names, "value", "verdict", "possible", "disputed")
    return Table(columns, rows, title="facts")


def _cells(names: Sequence[str], fact: Held) -> list[Any]:
    places = dict(zip(fact.timeline.names, fact.key, strict=True))
    return [places.get(name) for name in names]


def _word(value: Any) -> str:
    if value is None:
        return "nothing"
    return str(value).lower() if isinstance(value, bool) else shown_cell(value)
