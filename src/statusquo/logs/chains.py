"""Two sequences read as one, so that adding a little to much copies only the little."""

import itertools
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

Item = TypeVar("Item")


class Chain(Sequence[Item]):
    """The items of one sequence and then those of another.

    >>> list(Chain((1, 2), (3,))), Chain((1, 2), (3,))[2]
    ([1, 2, 3], 3)
    """

    def __init__(self, first: Sequence[Item], rest: Sequence[Item]) -> None:
        self._first = first
        self._rest = rest
        self._parting = len(first)

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...

    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = index + len(self) if index < 0 else index
        return self._first[place] if place < self._parting else self._rest[place - self._parting]

    def __len__(self) -> int:
        return self._parting + len(self._rest)

    def __iter__(self) -> Iterator[Item]:
        return itertools.chain(self._first, self._rest)
