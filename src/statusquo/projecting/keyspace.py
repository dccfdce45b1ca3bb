"""All keys that a log ever names for one projection, each with a code: its place in key order."""

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import EllipsisType

import attrs
import numpy as np
from numpy.typing import NDArray

from statusquo.errors import StatusQuoError
from statusquo.lines.keys import Key, KeyPlace, Pattern

Codes = NDArray[np.int32]


class UnknownName(StatusQuoError, TypeError):
    """Raised when a question names a place that the keys do not have."""


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

    @functools.cached_property
    def _by_place(self) -> list[dict[KeyPlace, Codes]]:
        found: list[dict[KeyPlace, list[int]]] = [defaultdict(list) for _ in self.names]
        for code, key in enumerate(self.keys):
            for place, index in zip(key, found, strict=True):
                index[place].append(code)
        return [{p: np.array(c, dtype=np.int32) for p, c in index.items()} for index in found]

    def named(self, places: Mapping[str, KeyPlace]) -> Codes:
        """The codes of the keys that have these places, in order."""
        codes = np.arange(len(self.keys), dtype=np.int32)
        for name, place in places.items():
            if name not in self.names:
                raise UnknownName(
                    f"there is no {name!r} in these keys; they have {', '.join(self.names)}",
                    code="name-unknown",
                )
            index = self._by_place[self.names.index(name)]
            codes = np.intersect1d(codes, index.get(place, np.zeros(0, dtype=np.int32)))
        return codes

    def matching(self, pattern: Pattern) -> Codes:
        """The codes of the keys that match `pattern`, in order."""
        fixed = {
            name: place
            for name, place in zip(self.names, pattern, strict=True)
            if not isinstance(place, EllipsisType)
        }
        return self.named(fixed)

    def near(self, key: Sequence[object], most: int = 5) -> list[Key]:
        """Keys that share the most places with `key`, to suggest."""
        shared: Counter[int] = Counter()
        for place, index in zip(key, self._by_place, strict=False):
            if isinstance(place, (str, int)):
                shared.update(index.get(place, np.zeros(0, dtype=np.int32)).tolist())
        best = sorted(shared, key=lambda code: (-shared[code], code))[:most]
        return [self.keys[code] for code in best]
