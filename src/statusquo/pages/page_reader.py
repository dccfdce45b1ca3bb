"""A page while it is being read: what its lines say so far, and what is wrong with them."""

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from statusquo.errors import StatusQuoError
from statusquo.lines.page import Line, Page
from statusquo.pages.canonical_pages import CanonicalPages
from statusquo.pages.collector import resting_gc
from statusquo.pages.flaws import FlawedLine, problems_of
from statusquo.pages.strict_lines import StrictLines

_CHUNK = 1 << 16
_BLANK = b" \t\r"


class Reading(NamedTuple):
    """What was read of a page: its lines, its problems, and how many lines were not read."""

    page: Page
    problems: list[StatusQuoError]
    lines_not_read: int


class PageReader:
    """Reads one page, until it has as many problems as the limit says."""

    def __init__(
        self, name: str, limit: int, canonical: CanonicalPages, strict: StrictLines
    ) -> None:
        """Start before the first line."""
        self._name = name
        self._limit = limit
        self._canonical = canonical
        self._strict = strict
        self._number = 0
        self._lines: list[Line] = []
        self._numbers = array("q")
        self._problems: list[StatusQuoError] = []

    def read(self, data: bytes) -> Reading:
        """Read the page."""
        with resting_gc():
            for chunk in _chunks(data):
                self._take_chunk(chunk)
                if len(self._problems) >= self._limit:
                    break
        count = data.count(b"\n") + (not data.endswith(b"\n")) if data else 0
        page = Page(self._name, self._lines, self._numbers)
        return Reading(page, self._problems, count - self._number)

    def _take_chunk(self, chunk: bytes) -> None:
        if not chunk.strip(_BLANK + b"\n"):
            self._number += chunk.count(b"\n") + (not chunk.endswith(b"\n"))
            return
        raws = chunk.removesuffix(b"\n").split(b"\n")
        lines = self._canonical.read(chunk, raws)
        if lines is None:
            self._take_each(raws)
            return
        self._lines += lines
        self._numbers.extend(range(self._number + 1, self._number + 1 + len(raws)))
        self._number += len(raws)

    def _take_each(self, raws: list[bytes]) -> None:
        for raw in raws:
            if len(self._problems) >= self._limit:
                return
            self._number += 1
            if raw.strip(_BLANK):
                self._take(raw.removesuffix(b"\r"))

    def _take(self, raw: bytes) -> None:
        try:
            self._lines.append(self._canonical.read_line(raw) or self._strict.read(raw))
            self._numbers.append(self._number)
        except FlawedLine as flawed:
            left = self._limit - len(self._problems)
            self._problems += problems_of(flawed, self._name, self._number, left)


def _chunks(data: bytes) -> Iterator[bytes]:
    """Yield whole lines, some at a time, so that a page of blank lines takes no memory."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + _CHUNK) + 1 or len(data)
        yield data[start:end]
        start = end
