"""All keys that a log ever names for one projection, each with a code: its place in key order."""

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import attrs
import numpy as np
from numpy.typing import NDArray

from statusquo.errors import StatusQuoError
from statusquo.lines.keys import Key, KeyPlace, Pattern
from statusquo.logs.columns import numbers

Codes = NDArray[np.int32]
_NONE = np.zeros(0, dtype=np.int32)


class UnknownName(StatusQuoError, TypeError):
    """Raised when a question names a place that the keys do not have."""


class Keys(Protocol):
    """What is asked of the keys of a course: which there are, and their codes."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the places."""
        ...

    @property
    def keys(self) -> Sequence[Key]:
        """The keys by their codes, also such as are not among those listed."""
        ...

    def code_of(self, key: Key) -> int | None:
        """The code of a key, or None if it is not among them."""
        ...

    def listed(self) -> Codes:
        """The codes of all keys, in order of keys."""
        ...

    def in_order(self, codes: Codes) -> Codes:
        """Some codes, in order of keys."""
        ...

    def named(self, places: Mapping[str, KeyPlace]) -> Codes:
        """The codes of the keys that have these places, in order; raises `UnknownName`."""
        ...

    def near(self, key: Sequence[object]) -> Iterator[Key]:
        """Other keys that share places with `key`, those that share most first."""
        ...


@attrs.frozen(eq=False)
class KeySpace:
    """The names of a key's places, and the keys in order; `codes` maps a key to its code."""

    names: tuple[str, ...]
    keys: Sequence[Key]
    codes: Mapping[Key, int]

    @classmethod
    def of(cls, names: tuple[str, ...], keys: Iterable[Key]) -> "KeySpace":
        """The space of some keys, in any order."""
        ordered = sorted(keys)
        return cls(names, ordered, {key: code for code, key in enumerate(ordered)})

    def code_of(self, key: Key) -> int | None:
        """See `Keys`."""
        return self.codes.get(key)

    def listed(self) -> Codes:
        """See `Keys`."""
        return np.arange(len(self.keys), dtype=np.int32)

    def in_order(self, codes: Codes) -> Codes:
        """See `Keys`: codes are places in key order."""
        return codes

    @functools.cached_property
    def _by_place(self) -> list[dict[KeyPlace, Codes]]:
        found: list[dict[KeyPlace, list[int]]] = [defaultdict(list) for _ in self.names]
        for code in numbers(self.listed()):
            for place, index in zip(self.keys[code], found, strict=True):
                index[place].append(code)
        return [{p: np.array(c, dtype=np.int32) for p, c in index.items()} for index in found]

    def named(self, places: Mapping[str, KeyPlace]) -> Codes:
        """See `Keys`."""
        check_names(self.names, places)
        found = [
            self._by_place[self.names.index(name)].get(place, _NONE)
            for name, place in places.items()
        ]
        if not found:
            return self.listed()
        return functools.reduce(np.intersect1d, sorted(found, key=len))

    def matching(self, pattern: Pattern) -> Sequence[int]:
        """The codes of the keys that match `pattern`, in order."""
        fixed = fixed_places(pattern)
        if fixed not in self._by_places:
            found: dict[tuple[object, ...], list[int]] = defaultdict(list)
            for code, key in enumerate(self.keys):
                found[tuple(key[number] for number in fixed)].append(code)
            self._by_places[fixed] = found
        return self._by_places[fixed].get(tuple(pattern[number] for number in fixed), ())

    @functools.cached_property
    def _by_places(self) -> dict[tuple[int, ...], Mapping[tuple[object, ...], Sequence[int]]]:
        """For sets of places that patterns fixed, the keys by what they have there."""
        return {}

    def near(self, key: Sequence[object]) -> Iterator[Key]:
        """See `Keys`."""
        shared: Counter[int] = Counter()
        for place, index in zip(key, self._by_place, strict=False):
            if isinstance(place, (str, int)):
                shared.update(numbers(index.get(place, _NONE)))
        best = sorted(shared, key=lambda code: (-shared[code], code))
        return (self.keys[code] for code in best if self.keys[code] != key)


@attrs.frozen(eq=False)
class SomeKeys:
    """Only some of the keys, with the codes that they have among all; see `Keys`."""

    whole: Keys
    some: NDArray[np.bool_]

    @property
    def names(self) -> tuple[str, ...]:
        """See `Keys`."""
        return self.whole.names

    @property
    def keys(self) -> Sequence[Key]:
        """See `Keys`."""
        return self.whole.keys

    def code_of(self, key: Key) -> int | None:
        """See `Keys`."""
        code = self.whole.code_of(key)
        return code if code is None or self.some[code] else None

    def listed(self) -> Codes:
        """See `Keys`."""
        return self._only(self.whole.listed())

    def in_order(self, codes: Codes) -> Codes:
        """See `Keys`."""
        return self.whole.in_order(codes)

    def named(self, places: Mapping[str, KeyPlace]) -> Codes:
        """See `Keys`."""
        return self._only(self.whole.named(places))

    def near(self, key: Sequence[object]) -> Iterator[Key]:
        """See `Keys`."""
        return (other for other in self.whole.near(key) if self.code_of(other) is not None)

    def _only(self, codes: Codes) -> Codes:
        return codes[self.some[codes]]


def check_names(names: tuple[str, ...], places: Iterable[str]) -> None:
    """Refuse a name that no place has."""
    for name in places:
        if name not in names:
            raise UnknownName(
                f"there is no {name!r} in these keys; they have {', '.join(names)}",
                code="name-unknown",
            )


def fixed_places(pattern: Pattern) -> tuple[int, ...]:
    """The numbers of the places of a pattern that are not open.

    >>> fixed_places(("UN", ..., "member"))
    (0, 2)
    """
    return tuple(number for number, place in enumerate(pattern) if place is not ...)
