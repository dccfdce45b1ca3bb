"""`statusquo spells PROJECTION`: the periods during which its facts held."""

import datetime
from collections.abc import Iterator
from typing import Any, Literal

from statusquo.cli.answering import Answer, Document
from statusquo.cli.arguments import Request
from statusquo.cli.asking import actor_of, log_of, places_of, projection_named
from statusquo.cli.patience import patience
from statusquo.cli.screen import Screen
from statusquo.cli.wording import SHORT, clipped, counted, mentions, named_places, shown_value
from statusquo.lines.canonical import plain
from statusquo.projecting.decorators import Fact
from statusquo.table import Table
from statusquo.timelines.replaying import replay
from statusquo.timelines.timeline import Timeline

_NEVER = "never sure"


def answer(request: Request) -> Answer:
    """Answer when the facts of the projection that is asked for held."""
    projection = projection_named(request.words[0])
    log = log_of(request)
    patience.step(f"replaying {projection.name}")
    timeline = replay(log, projection)
    actor = actor_of(request, log, places_of([timeline]))
    by: Literal["key", "value"] = "value" if request.by == "value" else "key"
    table = (timeline if actor is None else naming(timeline, actor)).spells(by=by)
    return Answer(
        lines=lambda screen: page(timeline, table, screen),
        document=lambda: document(timeline, table, by),
        table=lambda: table,
    )


def naming(timeline: Timeline, actor: str) -> Timeline:
    """The timeline of only the facts that name an actor."""

    def names_it(fact: Fact) -> bool:
        return mentions(actor, fact.key, fact.value)

    return timeline.where(names_it)


def document(timeline: Timeline, table: Table, by: str) -> Document:
    """The answer as one JSON object."""
    places = len(timeline.names)
    rows = [
        {
            "key": named_places(timeline.names, row[:places]),
            **{
                name: plain(cell)
                for name, cell in zip(columns(table, places), row[places:], strict=True)
            },
        }
        for row in table.rows
    ]
    return {"verb": "spells", "projection": timeline.projection.name, "by": by, "rows": rows}


def columns(table: Table, places: int) -> tuple[str, ...]:
    """The columns after those of the key."""
    return table.columns[places:]


def page(timeline: Timeline, table: Table, screen: Screen) -> Iterator[str]:
    """The spells for people: bounds only where they differ, ids short."""
    name = timeline.projection.name
    yield screen.head(f"{name}: {counted(len(table), 'spell')}")
    if not len(table):
        return
    rows = [_cells(timeline.names, row) for row in table]
    shown = Table(tuple(rows[0]), [tuple(row.values()) for row in rows])
    head, *lines = shown.lines()
    yield screen.quiet(f"  {head}")
    yield from (f"  {line}" for line in lines)


def _cells(names: tuple[str, ...], row: dict[str, Any]) -> dict[str, Any]:
    """What a spell says, days inclusive; None where there is nothing to add."""
    key = [row[name] for name in names]
    value = {"value": clipped(shown_value(row["value"], key))} if "value" in row else {}
    open_end = f"still on {row['censored_on']}" if row["censored_on"] else "open"
    sure = row["certain_start"] is not None
    return {
        **{name: row[name] for name in names},
        **value,
        "start": row["start"],
        "last day": row["last_day"] or open_end,
        "sure from": _unlike(row["certain_start"], row["start"]) if sure else _NEVER,
        "sure until": _unlike(_eve(row["certain_end"]), row["last_day"]) if sure else None,
        "maybe from": _unlike(row["possible_start"], row["start"]),
        "maybe until": _unlike(_eve(row["possible_end"]) or "open", row["last_day"] or "open"),
        "opened by": row["opened_by"] and row["opened_by"][:SHORT],
        "closed by": row["closed_by"] and row["closed_by"][:SHORT],
    }


def _unlike(bound: Any, nominal: Any) -> Any:
    return None if bound == nominal else bound


def _eve(day: datetime.date | None) -> datetime.date | None:
    return None if day is None else day - datetime.timedelta(days=1)
