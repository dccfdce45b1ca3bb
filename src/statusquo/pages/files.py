"""Pages on disk: files of lines, and folders of such files. Everything is read, or nothing."""

from collections.abc import Iterable
from pathlib import Path

from statusquo.errors import StatusQuoError, UnavailablePage, UnreadableLog
from statusquo.lines.canonical import canonical_line
from statusquo.lines.declarations import Source
from statusquo.lines.event import Event
from statusquo.lines.page import Line, Page
from statusquo.pages.codec import MOST_PROBLEMS, Codec, not_read
from statusquo.pages.page_reader import Reading
from statusquo.pages.replacing import read_whole, sole_writer
from statusquo.pages.vocabulary import Vocabulary

__all__ = ["Page", "fmt_page", "read_pages", "write_page"]

TIMEOUT = 10.0


def read_pages(
    path: str | Path, vocabulary: Vocabulary | Iterable[type[Event]] | None = None
) -> list[Page]:
    """Return the pages at a path: one file, or every `*.jsonl` in a folder, sorted by name.

    Raises `UnreadableLog` with the problems of all pages, each with its place, and
    `UnavailablePage` where there is no page at all.
    """
    codec, files = Codec(vocabulary), _files(Path(path))
    if files == [Path(path)]:
        return [codec.decode_page(read_whole(files[0]), str(path))]
    readings: list[Reading] = []
    problems: list[StatusQuoError] = []
    for file in files:
        readings.append(_read(codec, file, MOST_PROBLEMS - len(problems)))
        problems += readings[-1].problems
        if len(problems) >= MOST_PROBLEMS:
            break
    if problems:
        raise UnreadableLog(problems, unread=_unread(readings, len(files) - len(readings)))
    return [reading.page for reading in readings]


def write_page(path: str | Path, lines: Iterable[Line], *, timeout: float = TIMEOUT) -> None:
    """Write a page, canonically and in one step: declarations first, then events in their order.

    Raises `UnwritableLine`, and writes nothing, if a line would not be read back as it is.
    """
    ordered = sorted(lines, key=_order)
    classes = {type(line): None for line in ordered if isinstance(line, Event)}
    data = Codec(tuple(classes)).encode_page(ordered)
    with sole_writer(Path(path), timeout) as draft:
        draft.publish(data)


def fmt_page(
    path: str | Path,
    vocabulary: Vocabulary | Iterable[type[Event]] | None = None,
    *,
    timeout: float = TIMEOUT,
) -> bool:
    """Write the lines of a page canonically, in the order they have; tell whether it changed.

    No id changes. Raises `UnreadableLog`, and changes nothing, if the page has problems.
    """
    codec = Codec(vocabulary)
    with sole_writer(Path(path), timeout) as draft:
        before = read_whole(Path(path))
        after = codec.encode_page(codec.decode_page(before, str(path)).lines)
        if after != before:
            draft.publish(after)
    return after != before


def _files(path: Path) -> list[Path]:
    """Return the path itself, or the pages in the folder that it is."""
    try:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
    except (OSError, ValueError):
        sentence = "this folder cannot be read"
        raise UnavailablePage(sentence, code="page-unavailable", file=str(path)) from None
    pages = [file for file in inside if file == path or _is_page(file)]
    if not pages:
        sentence, hint = "this folder has no pages", "pages are files named *.jsonl"
        raise UnavailablePage(sentence, code="folder-empty", file=str(path), hint=hint)
    return pages


def _is_page(file: Path) -> bool:
    return file.suffix == ".jsonl" and not file.name.startswith(".")


def _read(codec: Codec, file: Path, limit: int) -> Reading:
    try:
        data = read_whole(file)
    except UnavailablePage as error:
        return Reading(Page(str(file), [], ()), [error], 0)
    return codec.read_page(data, str(file), limit)


def _unread(readings: list[Reading], pages: int) -> str:
    parts = (not_read(readings[-1].lines_not_read, "line"), not_read(pages, "page"))
    return "; ".join(part for part in parts if part)


def _order(line: Line) -> tuple[object, ...]:
    """Declarations by type and key, then events as they replay."""
    if isinstance(line, Event):
        return 1, line.on.last_day, line.rank, line.recorded, line.id
    key = line.key if isinstance(line, Source) else line.id
    return 0, type(line).__name__, key, canonical_line(line)
