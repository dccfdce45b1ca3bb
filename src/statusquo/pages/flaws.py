"""What is wrong with a line, and where in it."""

from collections.abc import Iterable
from typing import NamedTuple

from statusquo.errors import StatusQuoError
from statusquo.pages.excerpts import excerpt
from statusquo.pages.near_names import did_you_mean


class Flaw(NamedTuple):
    """A mistake, and from which to which character it stands."""

    error: StatusQuoError
    start: int
    end: int


class FlawedLine(Exception):
    """A line with mistakes: its text, as far as it can be shown, and the mistakes."""

    def __init__(self, text: str, flaws: Iterable[Flaw]) -> None:
        """Keep both."""
        super().__init__(text)
        self.text = text
        self.flaws = tuple(flaws)


def problems_of(
    flawed: FlawedLine, file: str | None, line: int | None, limit: int
) -> list[StatusQuoError]:
    """Return the errors of a line in the order of their places, each with its excerpt."""
    flaws = sorted(flawed.flaws, key=_start)[:limit]
    return [_located(flaw, flawed.text, file, line) for flaw in flaws]


def _start(flaw: Flaw) -> int:
    return flaw.start


def _located(flaw: Flaw, text: str, file: str | None, line: int | None) -> StatusQuoError:
    error, start, end = flaw
    # A text is pointed at without its quotes.
    if end - start > 2 and text[start] == '"' and text[end - 1] == '"':
        start, end = start + 1, end - 1
    error.file, error.line, error.column = file, line, start + 1
    error.excerpt = excerpt(text, start, end)
    # Only here, since it takes a while, and a line can have more mistakes than are shown.
    if error.unknown is not None:
        error.message += did_you_mean(*error.unknown)
    return error
