"""Where the events of a log were read: page and line, in columns."""

from collections.abc import Sequence
from typing import Protocol

import attrs
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Place = tuple[str, int]


class Located(Protocol):
    """The page and line of each row."""

    def at(self, row: int) -> Place | None:
        """The page and line of a row, or None."""
        ...

    def only(self, rows: Sequence[int]) -> "Places":
        """The places of some rows, in their order."""
        ...


@attrs.frozen(eq=False)
class Places:
    """The page and line of each row; line 0 says that it was not read from a page."""

    pages: tuple[str, ...]
    page: Numbers
    line: Numbers

    @classmethod
    def nowhere(cls, count: int) -> "Places":
        """The places of events that were made in Python."""
        return cls((), np.zeros(count, dtype=np.int32), np.zeros(count, dtype=np.int32))

    @classmethod
    def of(cls, pages: Sequence[str], page: Sequence[int], line: Sequence[int]) -> "Places":
        """The places given by row."""
        return cls(tuple(pages), np.array(page, dtype=np.int32), np.array(line, dtype=np.int32))

    def at(self, row: int) -> Place | None:
        """The page and line of a row, or None."""
        line = int(self.line[row])
        return (self.pages[int(self.page[row])], line) if line else None

    def only(self, rows: Sequence[int]) -> "Places":
        """The places of some rows, in their order."""
        return Places(self.pages, self.page[rows], self.line[rows])

    def and_then(self, other: "Places") -> "Places":
        """These places and then those of other events."""
        return Places(
            (*self.pages, *other.pages),
            np.concatenate([self.page, other.page + np.int32(len(self.pages))]),
            np.concatenate([self.line, other.line]),
        )


@attrs.frozen(eq=False)
class ChainedPlaces:
    """The places of `count` rows, and then those of others."""

    first: Located
    count: int
    rest: Located

    def at(self, row: int) -> Place | None:
        """The page and line of a row, or None."""
        return self.first.at(row) if row < self.count else self.rest.at(row - self.count)

    def only(self, rows: Sequence[int]) -> Places:
        """The places of some rows, in their order."""
        known = [self.at(row) or ("", 0) for row in rows]
        pages = {page: place for place, page in enumerate(dict.fromkeys(p for p, _ in known))}
        return Places.of(list(pages), [pages[p] for p, _ in known], [line for _, line in known])
