"""How facts are set on a page, whatever their projection.

Facts that are alike in all but one place of their key stand on one line, which lists that place.
The place is the one that makes the fewest lines. Where none makes it much shorter, each fact has
a line, in columns. Every line is whole, so that it can be searched for.
"""

from collections.abc import Sequence
from typing import NamedTuple

from statusquo.cli.screen import Screen

_WIDEST = 48


class Entry(NamedTuple):
    """A fact in words: its places, its value, a mark of doubt, and figures about it."""

    places: tuple[str, ...]
    value: str = ""
    mark: str = ""
    figures: tuple[str, ...] = ()

    def item(self, place: int) -> str:
        """One place with what is said about the fact."""
        said = f" ({', '.join(self.figures)})" if self.figures else ""
        return f"{self.places[place]}{self.mark}{said}"

    def rest(self, place: int) -> tuple[str, ...]:
        """The other places and the value."""
        others = (*self.places[:place], *self.places[place + 1 :])
        return (*others, self.value) if self.value else others


class Layout(NamedTuple):
    """The heads of the columns, and the lines."""

    heads: str
    lines: list[str]


def laid_out(names: Sequence[str], entries: Sequence[Entry], screen: Screen) -> Layout:
    """Set the facts on lines, each indented by two.

    >>> facts = [Entry(("CST", "ARM")), Entry(("CST", "RUS"), mark="?")]
    >>> laid_out(("organisation", "member"), facts, Screen())
    Layout(heads='organisation: member', lines=['  CST  ARM RUS?'])
    """
    valued = ("value",) if any(entry.value for entry in entries) else ()
    place = listed_place(names, entries)
    if place is None:
        return Layout(", ".join((*names, *valued)), _columns(entries, screen))
    rest = (*names[:place], *names[place + 1 :], *valued)
    heads = ": ".join(part for part in (", ".join(rest), names[place]) if part)
    return Layout(heads, _lists(entries, place, screen))


def listed_place(names: Sequence[str], entries: Sequence[Entry]) -> int | None:
    """The place that is listed; None where each fact has a line of its own."""
    counts = [
        (len({entry.rest(place) for entry in entries}), -place) for place in range(len(names))
    ]
    fewest, place = min(counts)
    if fewest * 4 <= len(entries) * 3:
        return -place
    return None if any(entry.value for entry in entries) else len(names) - 1


def _lists(entries: Sequence[Entry], place: int, screen: Screen) -> list[str]:
    groups: dict[tuple[str, ...], list[str]] = {}
    for entry in entries:
        groups.setdefault(entry.rest(place), []).append(entry.item(place))
    between = ", " if any(" " in item for items in groups.values() for item in items) else " "
    rows = [(*rest, between.join(items)) for rest, items in sorted(groups.items())]
    return _aligned(rows, screen)


def _columns(entries: Sequence[Entry], screen: Screen) -> list[str]:
    rows: list[tuple[str, ...]] = []
    for entry in entries:
        *first, last = (*entry.places, entry.value)
        said = f" ({', '.join(entry.figures)})" if entry.figures else ""
        rows.append((*first, f"{last}{entry.mark}{said}"))
    return _aligned(rows, screen)


def _aligned(rows: Sequence[tuple[str, ...]], screen: Screen) -> list[str]:
    """The rows in columns two blanks apart; the last column is folded under itself."""
    columns = max((len(row) for row in rows), default=1) - 1
    widths = [
        min(max(len(row[i]) for row in rows if i < len(row) - 1), _WIDEST) for i in range(columns)
    ]
    lines: list[str] = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        head = "  ".join(cells) + "  " if cells else ""
        lines += screen.folded((head + row[-1]).rstrip(), hang=2 + len(head))
    return lines
