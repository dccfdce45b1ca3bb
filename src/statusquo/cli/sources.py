"""`statusquo sources`: the works behind a log, to cite, with how many events rest on each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from statusquo.cli.answering import Answer, Document
from statusquo.cli.arguments import Request
from statusquo.cli.asking import log_of, projections_of
from statusquo.cli.screen import Screen
from statusquo.cli.wording import counted
from statusquo.lines.canonical import plain
from statusquo.lines.event import Event
from statusquo.lines.plain_text import visible
from statusquo.lines.remarks import Coverage, Observation
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection
from statusquo.table import Table

COLUMNS = ("key", "title", "issuer", "published", "party", "declared", "events")


def answer(request: Request) -> Answer:
    """Answer which works the log rests on, for all projections or for those asked for."""
    projections = projections_of(request) if request.of else []
    rows = cited(log_of(request), projections)
    return Answer(
        lines=lambda screen: page(rows, screen),
        document=lambda: document(rows),
        table=lambda: Table(COLUMNS, [tuple(row.values()) for row in rows], title="sources"),
    )


def cited(log: Log, projections: Sequence[Projection | Derived]) -> list[dict[str, Any]]:
    """The works that standing events cite, by key, with how many do."""
    plain_ones = {id(each): each for asked in projections for each in _plain_ones(asked)}
    names = {projection.name for projection in projections}
    counts = Counter(
        key
        for event in log.standing()
        if not projections or _concerns(event, list(plain_ones.values()), names)
        for key in event.source
    )
    works = {work.key: work for work in log.works(counts)}
    return [_row(key, works.get(key), counts[key]) for key in sorted(counts)]


def _plain_ones(projection: Projection | Derived) -> Iterator[Projection]:
    """The projections of events that a projection is made of."""
    if isinstance(projection, Projection):
        yield projection
    else:
        for part in projection.parts.values():
            yield from _plain_ones(part)


def _concerns(event: Event, projections: Sequence[Projection], names: set[str]) -> bool:
    """Whether one of the projections makes something of an event, or a remark is about one."""
    if isinstance(event, (Observation, Coverage)):
        return event.about in names
    return any(projection(event) for projection in projections)


def _row(key: str, work: Any, events: int) -> dict[str, Any]:
    said = {name: plain(getattr(work, name, None)) for name in COLUMNS}
    return {**said, "key": key, "declared": work is not None, "events": events}


def document(rows: Sequence[dict[str, Any]]) -> Document:
    """The answer as one JSON object."""
    return {"verb": "sources", "rows": list(rows)}


def page(rows: Sequence[dict[str, Any]], screen: Screen) -> Iterator[str]:
    """The works for people, each with the number of its events before it."""
    yield screen.head(f"{counted(len(rows), 'work')}, each after the number of events that cite it")
    width = max((len(f"{row['events']:,}") for row in rows), default=1)
    for row in rows:
        number = f"{row['events']:,}".rjust(width)
        yield from screen.prose(f"{number}  {visible(_cited(row))}", 2, width + 6)


def _cited(row: dict[str, Any]) -> str:
    if not row["declared"]:
        return f"{row['key']}: not declared in the log"
    published = f", {row['published']}" if row["published"] else ""
    return f"{row['key']}: {row['title']}. {row['issuer']}{published}"
