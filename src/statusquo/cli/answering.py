"""An answer, and how it is written: for people, or as CSV, JSON or JSON lines."""

import importlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from statusquo.cli.arguments import Request
from statusquo.cli.patience import patience
from statusquo.cli.screen import Screen, standard_screen
from statusquo.table import Table

Document = dict[str, Any]


@attrs.frozen
class Answer:
    """What a verb answers, made only in the form that is asked for.

    `document` is the JSON object; its `rows` are the JSON lines. `status` is the exit.
    """

    lines: Callable[[Screen], Iterable[str]]
    document: Callable[[], Document]
    table: Callable[[], Table]
    status: int = 0


def answer(request: Request) -> int:
    """Answer a request on standard output; return the exit."""
    # Nothing here is linear algebra; starting its threads would be a tenth of the work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with patience:
        verb = importlib.import_module(f"statusquo.cli.{module_of(request.verb)}")
        found: Answer = verb.answer(request)
        text = written(found, request.format)
    _write(text, as_data=request.format != "table")
    return found.status


def module_of(verb: str | None) -> str:
    """The name of the module that answers a verb."""
    return str(verb).replace("-", "_")


def written(found: Answer, form: str) -> str:
    """An answer as text in one of the formats."""
    if form == "csv":
        return found.table().to_csv()
    if form == "json":
        return json.dumps(found.document(), ensure_ascii=False, indent=2) + "\n"
    if form == "jsonl":
        rows = found.document()["rows"]
        return "".join(
            json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows
        )
    return "".join(f"{line}\n" for line in found.lines(standard_screen()))


def _write(text: str, *, as_data: bool) -> None:
    """Data have the same bytes everywhere; a page is in what the terminal can show."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if as_data and reconfigure is not None:
        reconfigure(encoding="utf-8", newline="\n")
    elif not as_data:
        text = _showable(text)
    sys.stdout.write(text)


def _showable(text: str) -> str:
    """The text, dashes and dots in their plain form where the terminal has no others."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return text.translate(_PLAINER)
    return text


_PLAINER = str.maketrans({"–": "-", "…": "..."})
