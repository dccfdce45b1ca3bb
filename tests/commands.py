"""Command lines, answered in this process."""

import contextlib
import io
import json
from typing import Any, NamedTuple

from statusquo.cli import main


class Said(NamedTuple):
    """What a command line answered."""

    status: int
    out: str
    err: str


def said(*words: str) -> Said:
    """The answer to a command line, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(words)
    return Said(status, out.getvalue(), err.getvalue())


def document(*words: str) -> dict[str, Any]:
    """The JSON object that a command line answers."""
    answer = said(*words, "--format", "json")
    assert (answer.status, answer.err) == (0, "")
    found: dict[str, Any] = json.loads(answer.out)
    return found
