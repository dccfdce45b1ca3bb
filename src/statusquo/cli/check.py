"""`statusquo check [PAGE_OR_FOLDER]`: what a person should look at; nothing when all is well."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from statusquo.cli.answering import Answer, Document
from statusquo.cli.arguments import Request
from statusquo.cli.asking import log_at, projections_of
from statusquo.cli.mistakes import UsageMistake
from statusquo.cli.patience import patience
from statusquo.cli.reporting import visible_lines
from statusquo.cli.wording import counted
from statusquo.courses.findings import Finding
from statusquo.errors import StatusQuoError, UnavailablePage, UnreadableLog
from statusquo.scrutiny.checking import check
from statusquo.table import Table

COLUMNS = ("code", "text", "hint", "projection", "key", "on", "page", "line", "column", "events")


@attrs.frozen
class Checked:
    """What was found: problems that make a log unreadable, or findings in one that was read."""

    rows: Sequence[dict[str, Any]]
    said: Sequence[str]
    kind: str


def answer(request: Request) -> Answer:
    """Answer what is to be looked at in the log that is asked about."""
    if request.words and request.log is not None:
        raise UsageMistake("check takes one log: a page or folder, or --log PATH, not both")
    found = _checked(request.words[0] if request.words else request.log, request)
    if found.rows:
        print(counted(len(found.rows), found.kind), file=sys.stderr)
    return Answer(
        lines=lambda _: _lines(found),
        document=lambda: document(found),
        table=lambda: table(found),
        status=1 if found.rows else 0,
    )


def _checked(path: str | None, request: Request) -> Checked:
    asked = {projection.name for projection in projections_of(request)} if request.of else None
    try:
        log = log_at(path)
    except UnreadableLog as error:
        problems = error.problems
        return Checked([problem_row(p) for p in problems], [*map(str, problems)], "problem")
    except UnavailablePage as error:
        return Checked([problem_row(error)], [str(error)], "problem")
    patience.step("checking")
    findings = [f for f in check(log) if asked is None or f.projection in asked]
    return Checked([finding_row(f) for f in findings], [*map(str, findings)], "finding")


def problem_row(problem: StatusQuoError) -> dict[str, Any]:
    """A problem of a page for JSON."""
    said: dict[str, Any] = {
        "code": problem.code,
        "text": problem.message,
        "hint": problem.hint,
        "page": problem.file,
        "line": problem.line,
        "column": problem.column,
        "events": [],
    }
    return {name: said.get(name) for name in COLUMNS}


def finding_row(finding: Finding) -> dict[str, Any]:
    """A finding for JSON."""
    said: dict[str, Any] = {
        "code": finding.code,
        "text": finding.text,
        "projection": finding.projection,
        "key": None if finding.key is None else list(finding.key),
        "on": None if finding.on is None else str(finding.on),
        "page": finding.page,
        "line": finding.line,
        "events": list(finding.events),
    }
    return {name: said.get(name) for name in COLUMNS}


def document(found: Checked) -> Document:
    """The answer as one JSON object."""
    return {"verb": "check", "rows": list(found.rows)}


def table(found: Checked) -> Table:
    """The answer as a table; places of a key and ids are parted by blanks."""
    return Table(COLUMNS, [tuple(map(_cell, row.values())) for row in found.rows], "findings")


def _cell(value: str | int | Sequence[object] | None) -> object:
    return " ".join(map(str, value)) if isinstance(value, list) else value


def _lines(found: Checked) -> Iterator[str]:
    return (visible_lines(said) for said in found.said)
