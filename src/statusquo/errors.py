"""What goes wrong, said for people: one class per mistake under one root."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class StatusQuoError(Exception):
    """The root of every error of this library.

    `code` names the mistake in kebab-case; `file`, `line` and `column` (from 1) say where it
    stands, as far as that is known; `hint` says how to mend it.

    >>> print(StatusQuoError("no such day", code="date-invalid", file="log.jsonl", line=3))
    log.jsonl:3: date-invalid: no such day
    """

    excerpt: str | None = None
    """The line in which it stands, trimmed, with a caret under the place."""

    unknown: tuple[str, Iterable[str]] | None = None
    """A word that is not known, and those that are, from which one may be suggested."""

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        """Keep the sentence and what is known about its place."""
        super().__init__(message)
        self.message = message
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        """Return `file:line:column: code: sentence`, and the hint on a line of its own."""
        sentence = self.message
        place = ":".join(str(p) for p in (self.file, self.line, self.column) if p is not None)
        if place:
            sentence = ": ".join(part for part in (place, self.code, self.message) if part)
        hint = f"  hint: {self.hint}" if self.hint else None
        return "\n".join(part for part in (sentence, self.excerpt, hint) if part)


class InvalidDay(StatusQuoError, ValueError):
    """Raised when something that should be a civil day is not one."""


class InvalidWhen(StatusQuoError, ValueError):
    """Raised when a text is not a date with its uncertainty."""


class InvalidRange(StatusQuoError, ValueError):
    """Raised when two numbers do not make a range."""


class InvalidEvent(StatusQuoError, ValueError):
    """Raised when the fields of an event contradict each other or one that is needed is missing."""


class InvalidVocabulary(StatusQuoError, TypeError):
    """Raised when a class cannot stand in a log: its name is taken, or a field unfit."""


class InvalidJson(StatusQuoError, ValueError):
    """Raised when a line is not strict JSON of plain text and whole numbers."""


class UnknownType(StatusQuoError, LookupError):
    """Raised when the `type` of a line is missing or is none of the vocabulary."""


class UnknownField(StatusQuoError, ValueError):
    """Raised when a line has a field that its class has not."""


class MissingField(StatusQuoError, ValueError):
    """Raised when a line lacks a field that its class needs."""


class WrongType(StatusQuoError, TypeError):
    """Raised when a value is of another kind than its field: 5 is not "5", 12.9 is not 12."""


class InvalidValue(StatusQuoError, ValueError):
    """Raised when a value is of the right kind and its field refuses it all the same."""


class UnwritableLine(StatusQuoError, ValueError):
    """Raised when an event or declaration would not be read back as it is."""


class UnavailablePage(StatusQuoError):
    """Raised when a page cannot be opened, read or written at all."""


class BusyPage(StatusQuoError, TimeoutError):
    """Raised when another writer did not let go of a page in time."""


class UnreadableLog(StatusQuoError, ValueError):
    """Raised when pages have problems; nothing of them is loaded.

    `problems` has each with its `.file`, `.line`, `.column` and `.code`, the first 100 of them;
    `unread` says in words what was not read after them.
    """

    def __init__(self, problems: Iterable[StatusQuoError], *, unread: str = "") -> None:
        """Keep the problems, in order."""
        self.problems = tuple(problems)
        self.unread = unread
        count = f"{len(self.problems)} problem{'s' * (len(self.problems) != 1)}"
        super().__init__(f"{count}; {unread}" if unread else count, code="log-unreadable")

    def __str__(self) -> str:
        """Return every problem, as people read them, and the count."""
        return "\n".join([*map(str, self.problems), self.message])
