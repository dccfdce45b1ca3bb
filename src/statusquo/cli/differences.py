"""Tables of several projections about keys and periods, as one answer in every form."""

from collections.abc import Iterator, Sequence
from typing import Any

from statusquo.cli.answering import Answer
from statusquo.cli.screen import Screen
from statusquo.cli.wording import SHORT, clipped, counted, mentions, named_places, shown_value
from statusquo.lines.canonical import plain
from statusquo.projecting.decorators import Derived, Projection
from statusquo.table import Table

Found = Sequence[tuple[Projection | Derived, Table]]


def answered(head: str, found: Found, said: dict[str, Any], nothing: str) -> Answer:
    """The answer with the rows of all tables; `said` is what its JSON says beside them."""
    return Answer(
        lines=lambda screen: page(head, found, screen, nothing),
        document=lambda: {**said, "rows": rows(found)},
        table=lambda: whole(found),
    )


def cells_of(found: Found) -> set[object]:
    """Every text in the tables; the names in a list of parties one by one."""
    texts = {cell for _, table in found for row in table.rows for cell in row if _is_text(cell)}
    return {*texts, *(name for text in texts for name in str(text).split(", "))}


def _is_text(cell: object) -> bool:
    return isinstance(cell, str)


def naming(found: Found, actor: str | None) -> Found:
    """Only the rows that name an actor, if one is asked for, and those that stand against them."""
    if actor is None:
        return found
    return [(p, Table(table.columns, _naming(table, len(p.key), actor))) for p, table in found]


def _naming(table: Table, places: int, actor: str) -> list[tuple[Any, ...]]:
    """The rows of each key and start of which one names the actor."""
    named = {row[: places + 1] for row in table.rows if _names(row, actor)}
    return [row for row in table.rows if row[: places + 1] in named]


def _names(row: tuple[Any, ...], actor: str) -> bool:
    return mentions(actor, *row) or any(
        actor in cell.split(", ") for cell in row if isinstance(cell, str)
    )


def rows(found: Found) -> list[dict[str, Any]]:
    """The rows for JSON, keys by the names of their places."""
    return [
        {
            "projection": projection.name,
            "key": named_places(projection.key, row[: len(projection.key)]),
            **{
                name: plain(cell)
                for name, cell in zip(
                    table.columns[len(projection.key) :], row[len(projection.key) :], strict=True
                )
            },
        }
        for projection, table in found
        for row in table.rows
    ]


def whole(found: Found) -> Table:
    """The rows as one table: a column for each name that a place has."""
    names = list(dict.fromkeys(name for projection, _ in found for name in projection.key))
    others = found[0][1].columns[len(found[0][0].key) :]
    listed = [
        (projection.name, *(row.get(name) for name in names), *(row[name] for name in others))
        for projection, table in found
        for row in table
    ]
    return Table(("projection", *names, *others), listed, title="differences")


def page(head: str, found: Found, screen: Screen, nothing: str) -> Iterator[str]:
    """The rows for people, a section for each projection."""
    yield screen.head(head)
    if not any(len(table) for _, table in found):
        yield nothing
    for projection, table in found:
        if len(table):
            yield ""
            yield f"{screen.head(projection.name)}, {counted(len(table), 'row')}"
            yield from section(table, screen)


def section(table: Table, screen: Screen) -> Iterator[str]:
    """The rows of one table in columns, values and ids cut short, empty columns left out."""
    shown = Table(table.columns, [tuple(map(_cell, table.columns, row)) for row in table.rows])
    names, *lines = shown.lines()
    yield screen.quiet(f"  {names}")
    yield from (f"  {line}" for line in lines)


def _cell(name: str, cell: Any) -> Any:
    if name == "events" and cell is not None:
        return " ".join(name[:SHORT] for name in str(cell).split())
    if name.startswith("value") and cell is not None:
        return clipped(shown_value(cell))
    return cell
