"""Reading a log from its pages."""

from collections.abc import Iterable
from pathlib import Path

from statusquo.lines.event import Event
from statusquo.logs.log import Log
from statusquo.pages.collector import resting_gc
from statusquo.pages.files import read_pages
from statusquo.pages.vocabulary import Vocabulary, shipped_vocabulary


def load(path: str | Path, *, vocabulary: Iterable[type[Event]] | None = None) -> Log:
    """The log in a page, or in all pages (`*.jsonl`) of a folder.

    `vocabulary` are the classes of events that it may hold, the shipped ones where it is left
    out. Raises `UnreadableLog`, which has all problems with their places; nothing is loaded then.
    """
    classes = shipped_vocabulary() if vocabulary is None else tuple(vocabulary)
    with resting_gc():
        return Log.of_pages(read_pages(path, Vocabulary(classes)))
