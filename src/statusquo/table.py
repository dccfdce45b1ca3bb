"""A table: named columns and rows of plain values, in a fixed order, for people and for tools."""

import csv
import datetime
import html
import importlib
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from statusquo.lines.canonical import canonical_value
from statusquo.lines.plain_text import visible
from statusquo.ranges import Range

if TYPE_CHECKING:
    import pandas
    import polars

_SHOWN = 20
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@attrs.frozen(eq=True, repr=False)
class Table:
    """Rows under named columns. None is unknown or open, never a zero or a magic date.

    Written out, or made into a frame, a column of numbers of which some are ranges is followed by
    two more, with the least and the most that each may be.

    >>> Table(("state", "year"), [("CHE", 1999)]).to_dicts()
    [{'state': 'CHE', 'year': 1999}]
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    title: str = attrs.field(default="table", eq=False)
    note: str | None = attrs.field(default=None, eq=False)
    """A sentence that a reader should have beside the rows."""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The rows as dicts."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dicts, values as they are."""
        return list(self)

    def to_csv(self, path: str | Path | None = None) -> str:
        """The table as CSV text, written to `path` too where one is given.

        None is an empty cell; a text that a spreadsheet would take for a formula gets an
        apostrophe before it.
        """
        out, table = io.StringIO(), self.with_bounds()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([_csv_cell(value) for value in row] for row in table.rows)
        if path is not None:
            Path(path).write_text(out.getvalue(), encoding="utf-8", newline="")
        return out.getvalue()

    def to_pandas(self) -> "pandas.DataFrame":
        """The table as a pandas frame; days become datetime64."""
        import pandas as pd  # noqa: PLC0415

        frame = pd.DataFrame(self._simple_columns())
        for name in self._columns_of_days():
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
        return frame

    def to_polars(self) -> "polars.DataFrame":
        """The table as a polars frame; days become Date."""
        import polars as pl  # noqa: PLC0415

        return pl.DataFrame(self._simple_columns(), strict=False)

    def to_arrow(self) -> Any:
        """The table as a `pyarrow.Table`; days become date32."""
        pyarrow: Any = importlib.import_module("pyarrow")
        return pyarrow.table(self._simple_columns())

    def with_bounds(self) -> "Table":
        """The table with `name_low` and `name_high` after each column of numbers with ranges.

        >>> Table(("troops",), [(Range(2, 3),), (5,)]).with_bounds().to_dicts()[0]["troops_low"]
        2
        """
        ranged = [n for n, _ in enumerate(self.columns) if self._has_ranges(n)]
        if not ranged:
            return self
        columns: list[str] = []
        for number, name in enumerate(self.columns):
            columns += [name, f"{name}_low", f"{name}_high"] if number in ranged else [name]
        rows = [
            tuple(c for n, cell in enumerate(row) for c in _bounded(cell, ranged=n in ranged))
            for row in self.rows
        ]
        return attrs.evolve(self, columns=tuple(columns), rows=rows)

    def _has_ranges(self, number: int) -> bool:
        kinds: set[type[Any]] = {type(row[number]) for row in self.rows}
        return Range in kinds and kinds <= {Range, int, Decimal, Fraction, type(None)}

    def _simple_columns(self) -> dict[str, list[Any]]:
        """Columns of one kind each: a column of mixed kinds becomes text."""
        columns: dict[str, list[Any]] = {}
        table = self.with_bounds()
        for number, name in enumerate(table.columns):
            values = [_simple(row[number]) for row in table.rows]
            kinds: set[type[Any]] = {type(value) for value in values if value is not None}
            columns[name] = (
                values if _one_kind(kinds, values) else [_text_or_none(v) for v in values]
            )
        return columns

    def _columns_of_days(self) -> list[str]:
        return [
            name
            for number, name in enumerate(self.columns)
            if any(isinstance(row[number], datetime.date) for row in self.rows)
        ]

    def __repr__(self) -> str:
        head = f"{self.title}: {_counted(len(self.rows))}"
        return "\n".join([head, *self.lines(_SHOWN), *([self.note] if self.note else [])])

    def lines(self, most: int | None = None) -> list[str]:
        """The table as lines of text, columns that are empty throughout left out."""
        shown = self.rows if most is None else self.rows[:most]
        kept = [i for i, _ in enumerate(self.columns) if any(r[i] is not None for r in shown)]
        cells = [[self.columns[i] for i in kept]]
        cells += [[shown_cell(row[i]) for i in kept] for row in shown]
        widths = [max(len(row[i]) for row in cells) for i in range(len(kept))]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in cells
        ]
        left = len(self.rows) - len(shown)
        return [*lines, *([f"... and {left} more"] if left else [])]

    def _repr_html_(self) -> str:
        """The table for a notebook, in the colours of its theme."""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(shown_cell(v))}</td>" for v in row) + "</tr>"
            for row in self.rows[:_SHOWN]
        )
        left = len(self.rows) - _SHOWN
        more = f"<p>... and {left} more</p>" if left > 0 else ""
        more += f"<p>{html.escape(self.note)}</p>" if self.note else ""
        caption = html.escape(f"{self.title}: {_counted(len(self.rows))}")
        return (
            f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table>{more}"
        )


def _bounded(cell: Any, *, ranged: bool) -> tuple[Any, ...]:
    """A cell with its bounds, where its column has ranges."""
    if not ranged:
        return (cell,)
    return (cell, cell.low, cell.high) if isinstance(cell, Range) else (cell, cell, cell)


def _counted(rows: int) -> str:
    return f"{rows} row{'' if rows == 1 else 's'}"


def shown_cell(value: Any) -> str:
    """A value as people read it.

    >>> shown_cell(True), shown_cell(None), shown_cell(Range(1, 2))
    ('yes', '', '1–2')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return visible(str(_simple(value)))


def _simple(value: Any) -> Any:
    """A value that every kind of frame takes."""
    if value is None or isinstance(value, (bool, int, str, Decimal)):
        return value
    if isinstance(value, datetime.date):
        return datetime.date(value.year, value.month, value.day)
    if isinstance(value, (Range, Fraction)):
        return str(value)
    return canonical_value(value)


def _one_kind(kinds: set[type[Any]], values: list[Any]) -> bool:
    """Whether a frame takes the values as they are: of one type, numbers of at most 64 bits."""
    return len(kinds) <= 1 and not (int in kinds and any(v and abs(v) >> 63 for v in values))


def _text_or_none(value: Any) -> str | None:
    return None if value is None else str(value)


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(_simple(value))
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
