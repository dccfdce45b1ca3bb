"""Lines and pages to events, strictly: what a line says is what its event holds."""

import functools
from collections.abc import Iterable

import attrs

from statusquo.errors import StatusQuoError, UnreadableLog, UnwritableLine
from statusquo.lines.canonical import canonical_line
from statusquo.lines.event import Event
from statusquo.lines.page import Line, Page
from statusquo.pages.canonical_pages import CanonicalPages
from statusquo.pages.excerpts import excerpt
from statusquo.pages.flaws import FlawedLine, problems_of
from statusquo.pages.page_reader import PageReader, Reading
from statusquo.pages.strict_lines import StrictLines
from statusquo.pages.vocabulary import Vocabulary, vocabulary_of

MOST_PROBLEMS = 100


class Codec:
    """Reads the lines of a vocabulary: a tuple of event classes, or the shipped one.

    >>> Codec(()).decode(b'{"type":"actor","id":"atlantis","name":"Atlantis","kind":"island"}').id
    'atlantis'
    """

    def __init__(self, vocabulary: Vocabulary | Iterable[type[Event]] | None = None) -> None:
        """Prepare the ways to read."""
        self.vocabulary = vocabulary_of(vocabulary)
        self._canonical, self._strict = _ways(self.vocabulary)

    def decode(self, line: bytes) -> Line:
        """Return what one line says; raise `UnreadableLog` with all its problems."""
        try:
            return self._strict.read(line.rstrip(b"\r\n"))
        except FlawedLine as flawed:
            raise UnreadableLog(problems_of(flawed, None, None, MOST_PROBLEMS)) from None

    def decode_page(self, data: bytes, name: str) -> Page:
        """Return the lines of a page; raise `UnreadableLog` with all its problems.

        >>> Codec(()).decode_page(b"", "mine.jsonl").lines
        []
        """
        reading = self.read_page(data, name)
        if reading.problems:
            raise UnreadableLog(reading.problems, unread=not_read(reading.lines_not_read, "line"))
        return reading.page

    def read_page(self, data: bytes, name: str, limit: int = MOST_PROBLEMS) -> Reading:
        """Read a page until it has as many problems as the limit says.

        >>> Codec(()).read_page(b"{}", "mine.jsonl").problems[0].code
        'type-missing'
        """
        return PageReader(name, limit, self._canonical, self._strict).read(data)

    def encode_page(self, lines: Iterable[Line]) -> bytes:
        """Return the canonical lines, each with its line feed.

        Raises `UnwritableLine` for one that would not be read back as it is.

        >>> Codec(()).encode_page([])
        b''
        """
        written = list(lines)
        data = b"".join(self._encoded(line) + b"\n" for line in written)
        reading = self.read_page(data, "", 1)
        for problem in reading.problems:
            raise _unwritable(problem.message, problem)
        for line, back in zip(written, reading.page.lines, strict=True):
            if line != back:
                error = _unwritable(_difference(line, back))
                error.excerpt = excerpt(canonical_line(line).decode(), 0, 1)
                raise error
        return data

    def _encoded(self, line: Line) -> bytes:
        if type(line) not in self.vocabulary:
            sentence = f"{type(line).__qualname__} is not in the vocabulary"
            hint = "pass vocabulary=(...) with its class in it"
            raise UnwritableLine(sentence, code="type-unknown", hint=hint)
        try:
            return canonical_line(line)
        except (TypeError, ValueError) as error:
            raise _unwritable(str(error)) from None


@functools.lru_cache(maxsize=64)
def _ways(vocabulary: Vocabulary) -> tuple[CanonicalPages, StrictLines]:
    """Return the fast way and the strict way, which take a while to prepare."""
    return CanonicalPages(vocabulary), StrictLines(vocabulary)


def not_read(number: int, noun: str) -> str:
    """Say how many lines or pages were not read after the last problem, or nothing.

    >>> not_read(2, "line")
    '2 more lines were not read'
    """
    if not number:
        return ""
    return (
        f"{number:,} more {noun} was not read"
        if number == 1
        else f"{number:,} more {noun}s were not read"
    )


def _unwritable(reason: str, problem: StatusQuoError | None = None) -> UnwritableLine:
    sentence = f"this line would not be read back as it is: {reason}"
    error = UnwritableLine(sentence, code="line-unwritable")
    if problem is not None:
        error.code, error.hint, error.excerpt = problem.code, problem.hint, problem.excerpt
    return error


def _difference(line: Line, back: Line) -> str:
    for field in attrs.fields(type(line)):
        value, other = getattr(line, field.name), getattr(back, field.name)
        if value != other:
            return f"{field.name} {value!r} comes back as {other!r}"
    return "it comes back otherwise"
