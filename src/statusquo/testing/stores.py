"""What `LogMachine` asks of something that keeps a log, and the page as the first that does."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import attrs

from statusquo.lines.event import Event
from statusquo.lines.page import Line
from statusquo.logs.loading import load
from statusquo.logs.log import Log
from statusquo.pages.appending import Appended, append
from statusquo.pages.vocabulary import Vocabulary, vocabulary_of


class Acknowledged(Protocol):
    """What a store says of an append that succeeded: the ids of the lines, each in one of two."""

    @property
    def added(self) -> tuple[str, ...]:
        """The ids of the lines that were not there before."""
        ...

    @property
    def already_there(self) -> tuple[str, ...]:
        """The ids of those that were, and of those that were given twice."""
        ...


class LogStore(Protocol):
    """Something that keeps lines: all that were ever acknowledged, for ever."""

    def append(self, *lines: Line) -> Acknowledged:
        """Keep all the lines, or raise `StatusQuoError` and keep none of them."""
        ...

    def log(self) -> Log:
        """The log of all lines that are kept."""
        ...


@attrs.frozen
class PageStore:
    """A log in one page, by `statusquo.append` and `statusquo.load`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = PageStore(Path(folder) / "mine.jsonl", [Event])
    ...     print(len(store.append(Event(on="1999")).added), store.log())
    1 Log of 1 event, 1999-01-01 to 1999-12-31
    """

    path: Path
    vocabulary: Vocabulary = attrs.field(default=None, converter=vocabulary_of)

    def append(self, *lines: Line) -> Appended:
        """Add the lines to the page."""
        return append(self.path, *lines, vocabulary=self.vocabulary)

    def log(self) -> Log:
        """The log that is read from the page; an empty one where there is no page yet."""
        classes: Iterable[type[Event]] = self._classes()
        return load(self.path, vocabulary=classes) if self.path.exists() else Log()

    def _classes(self) -> list[type[Event]]:
        """The classes of events: `load` takes classes, and adds those that are no events itself."""
        return [cls for cls in self.vocabulary.classes.values() if issubclass(cls, Event)]
