"""What goes wrong, said for people: one class per mistake under one root."""

from __future__ import annotations


class StatusQuoError(Exception):
    """The root of every error of this library.

    `code` names the mistake in kebab-case; `file`, `line` and `column` (from 1) say where it
    stands, as far as that is known; `hint` says how to mend it.

    >>> print(StatusQuoError("no such day", code="date-invalid", file="log.jsonl", line=3))
    log.jsonl:3: date-invalid: no such day
    """

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
        return f"{sentence}\n  hint: {self.hint}" if self.hint else sentence


class InvalidDay(StatusQuoError, ValueError):
    """Raised when something that should be a civil day is not one."""


class InvalidWhen(StatusQuoError, ValueError):
    """Raised when a text is not a date with its uncertainty."""


class InvalidRange(StatusQuoError, ValueError):
    """Raised when two numbers do not make a range."""
