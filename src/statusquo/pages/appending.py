"""Appending events to a page: all of them or none, on disk when it is done.

The page is replaced as a whole rather than written to at its end. That takes time in proportion
to the page, which is read and checked in any case, and in return there is no torn line for a
reader to step over or a writer to repair: a page is always one that was written to its end.
"""

from collections.abc import Iterable
from pathlib import Path

import attrs

from statusquo.errors import UnavailablePage
from statusquo.lines.canonical import canonical_line
from statusquo.lines.event import Event
from statusquo.lines.page import Line
from statusquo.pages.codec import Codec
from statusquo.pages.files import TIMEOUT
from statusquo.pages.replacing import read_whole, sole_writer
from statusquo.pages.vocabulary import ENGINE_LINES, Vocabulary, shipped_vocabulary


@attrs.frozen
class Appended:
    """What came of appending: the ids of what was added, and of what was there already.

    >>> print(Appended("mine.jsonl", added=("7f3a", "c0de"), already_there=("beef",)))
    2 lines added to mine.jsonl, 1 was there already
    """

    page: str
    added: tuple[str, ...]
    already_there: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in a sentence."""
        there = len(self.already_there)
        if not self.added:
            return f"nothing added to {self.page}, {_counted(there)} there already"
        lines = "line" if len(self.added) == 1 else "lines"
        sentence = f"{len(self.added)} {lines} added to {self.page}"
        return f"{sentence}, {_counted(there)} there already" if there else sentence


def append(
    path: str | Path,
    *events: Line,
    vocabulary: Vocabulary | Iterable[type[Event]] | None = None,
    timeout: float = TIMEOUT,
) -> Appended:
    """Add events, sources or actors to a page that may not exist yet, and say what was added.

    Without a `vocabulary` the page may hold the shipped classes and those of `events`.

    What is there already changes nothing. A second writer waits for the first one, up to
    `timeout` seconds. Raises `UnwritableLine` for an event that would not be read back as it is,
    `UnreadableLog` for a page with problems, `BusyPage` when the time is up; then nothing is
    written.
    """
    codec = Codec(_vocabulary(events) if vocabulary is None else vocabulary)
    codec.encode_page(events)
    with sole_writer(Path(path), timeout) as draft:
        before = _content(Path(path))
        there = {canonical_line(line) for line in codec.decode_page(before, str(path)).lines}
        new = dict[bytes, Line]()
        old = list[Line]()
        for event in events:
            line = canonical_line(event)
            if line in there or line in new:
                old.append(event)
            else:
                new[line] = event
        if new:
            draft.publish(_with_end(before) + b"".join(line + b"\n" for line in new))
    return Appended(str(path), tuple(e.id for e in new.values()), tuple(e.id for e in old))


def _vocabulary(lines: Iterable[Line]) -> tuple[type[Event], ...]:
    """The shipped classes, and those of the events that are added."""
    own = (type(line) for line in lines if isinstance(line, Event))
    classes = dict.fromkeys((*shipped_vocabulary(), *own))
    return tuple(cls for cls in classes if cls not in ENGINE_LINES)


def _content(path: Path) -> bytes:
    try:
        return read_whole(path)
    except UnavailablePage as error:
        if error.code == "page-missing":
            return b""
        raise


def _with_end(data: bytes) -> bytes:
    return data + b"\n" if data and not data.endswith(b"\n") else data


def _counted(number: int) -> str:
    return f"{number} was" if number == 1 else f"{number} were"
