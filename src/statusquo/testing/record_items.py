"""The items that pytest runs for a record."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from statusquo.errors import StatusQuoError
from statusquo.lines.event import Event
from statusquo.lines.plain_text import visible
from statusquo.pages.vocabulary import ENGINE_LINES, Vocabulary, shipped_vocabulary
from statusquo.projecting.decorators import Derived, Projection
from statusquo.scrutiny.checking import shipped_projections
from statusquo.testing.naming import UnknownWord, named
from statusquo.testing.record_aspects import Look, Record, aspects


class FlawedRecord(AssertionError):
    """Raised by an item with what is wrong with the record."""


class RecordItem(pytest.Item):
    """One aspect of a record."""

    def __init__(self, *, look: Look, **place: Any) -> None:
        """Keep how to look at it."""
        super().__init__(**place)  # pyright: ignore[reportUnknownMemberType]
        self._look = look
        self.add_marker("statusquo")

    def runtest(self) -> None:
        """Look at it; raise `FlawedRecord` where something is wrong."""
        flaws = self._look()
        if flaws:
            raise FlawedRecord("\n".join(flaws))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Only the words: where in this library it was found helps nobody to mend a record."""
        if isinstance(excinfo.value, (FlawedRecord, StatusQuoError)):
            return "\n".join(map(visible, str(excinfo.value).split("\n")))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where it is, and a heading, in which pytest would take a dot of the path for a class."""
        page, _, name = self.nodeid.partition("::")
        return self.path, None, f"{name} of {page}"


class RecordNode(pytest.Collector):
    """A record, whose items are its aspects."""

    def __init__(self, *, record: Record, **place: Any) -> None:
        """Keep what to check."""
        super().__init__(**place)
        self._record = record

    def collect(self) -> Iterator[RecordItem]:
        """Read it, and give an item for each aspect."""
        for name, look in aspects(self._record):
            yield _made(RecordItem, self, name=name, look=look)


def node(session: pytest.Session, record: Record) -> RecordNode:
    """The node of a record, named by its path from the root of the tests where it lies in it."""
    path = Path(record.path).absolute()
    root = session.config.rootpath
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    made: RecordNode = _made(RecordNode, session, name=name, nodeid=name, path=path, record=record)
    return made


def _made(kind: Any, parent: pytest.Collector, **place: Any) -> Any:
    """A node of a kind, as pytest wants it made; the types of its own arguments are not told."""
    return kind.from_parent(parent, **place)


def wanted(
    paths: Iterable[str], vocabulary: Iterable[str], projections: Iterable[str]
) -> tuple[Record, ...]:
    """The records that the words of the options ask for.

    Raises `pytest.UsageError` for a word that names nothing.
    """
    classes, own = _vocabulary(tuple(vocabulary)), bool(vocabulary)
    chosen = _projections(tuple(projections))
    return tuple(Record(path, classes, chosen, own) for path in paths)


def _vocabulary(words: tuple[str, ...]) -> Vocabulary:
    try:
        classes = named(words, _is_event_class, "classes of events")
        return Vocabulary(classes if words else shipped_vocabulary())
    except StatusQuoError as error:
        raise pytest.UsageError(f"--statusquo-vocabulary: {error}") from None


def _projections(words: tuple[str, ...]) -> tuple[Projection | Derived, ...]:
    if not words:
        return shipped_projections()
    try:
        found = named(words, lambda value: isinstance(value, (Projection, Derived)), "projections")
        names = [projection.name for projection in found]
        for name in names:
            if names.count(name) > 1:
                raise UnknownWord(f"two projections have the name {name!r}")
    except StatusQuoError as error:
        raise pytest.UsageError(f"--statusquo-projections: {error}") from None
    return found


def _is_event_class(value: Any) -> bool:
    """Whether it is a class that a vocabulary lists: neither the root nor one of the engine's."""
    of_events = isinstance(value, type) and issubclass(value, Event)
    return of_events and value is not Event and value not in ENGINE_LINES
