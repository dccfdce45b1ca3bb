"""How an error is told to the person at the command line."""

import os
import traceback

from statusquo.errors import StatusQuoError
from statusquo.lines.plain_text import visible


def report(error: Exception) -> str:
    """Return what to say about an error: no traceback, and nothing that hides or moves text.

    A mistake of the program itself is named as one; STATUSQUO_TRACEBACK=1 shows where it is.
    """
    if isinstance(error, StatusQuoError):
        return visible_lines(str(error))
    if isinstance(error, OSError):
        return f"statusquo: {visible(str(error))}"
    if os.environ.get("STATUSQUO_TRACEBACK"):
        return visible_lines("".join(traceback.format_exception(error)))
    kind = f"{type(error).__name__}: {error}".strip()
    return (
        f"statusquo: a mistake in statusquo itself: {visible(kind)}\n"
        "  hint: please report it; STATUSQUO_TRACEBACK=1 shows where it happened"
    )


def visible_lines(text: str) -> str:
    """Return a text of several lines with every other control character spelled out."""
    return "\n".join(visible(line) for line in text.split("\n"))


def in_one_sentence(error: StatusQuoError) -> str:
    """Return what an error says and its hint, on one line.

    >>> in_one_sentence(StatusQuoError("no such day", hint="write one"))
    'no such day; write one'
    """
    return visible("; ".join(part for part in (error.message, error.hint) if part))
