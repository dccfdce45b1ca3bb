"""How far the log can know about a key: from its coverages, or from those of a fact's parts."""

import functools
from collections import defaultdict
from collections.abc import Sequence
from types import EllipsisType
from typing import Protocol

import attrs

from statusquo.dates.days import ordinal
from statusquo.lines.keys import Key, KeyPlace, matches
from statusquo.lines.remarks import Coverage


class Horizons(Protocol):
    """What is claimed to be complete about the keys of one projection; days are ordinals."""

    @property
    def last_recorded(self) -> int:
        """The last day on which the log recorded anything; 0 where it is empty."""
        ...

    def of_key(self, key: Key) -> tuple[Coverage, ...]:
        """The coverages whose scope the key is in."""
        ...

    def horizon(self, key: Key) -> int:
        """The last day of which the log can know anything about the key."""
        ...

    def covered(self, key: Key, day: int) -> bool:
        """Whether an absent fact is surely absent on a day, as the log claims to be complete."""
        ...


@attrs.frozen(eq=False)
class ClaimedHorizons:
    """The coverages of one projection, and the last day on which the log recorded anything."""

    coverages: Sequence[Coverage]
    last_recorded: int
    asked_before: dict[Key, tuple[Coverage, ...]] = attrs.field(
        init=False, factory=dict[Key, tuple[Coverage, ...]]
    )

    @functools.cached_property
    def _by_first_place(self) -> dict[KeyPlace | EllipsisType, list[Coverage]]:
        found: dict[KeyPlace | EllipsisType, list[Coverage]] = defaultdict(list)
        for coverage in self.coverages:
            found[coverage.scope[0]].append(coverage)
        return dict(found)

    def of_key(self, key: Key) -> tuple[Coverage, ...]:
        """See `Horizons`."""
        if key not in self.asked_before:
            index = self._by_first_place
            near = (*index.get(key[0], ()), *index.get(..., ()))
            self.asked_before[key] = tuple(c for c in near if matches(c.scope, key))
        return self.asked_before[key]

    def horizon(self, key: Key) -> int:
        """The latest `until` of the matching coverages; without any, the last recorded day."""
        return max((ordinal(c.until) for c in self.of_key(key)), default=self.last_recorded)

    def covered(self, key: Key, day: int) -> bool:
        """Whether the day lies in a matching coverage."""
        return any(ordinal(c.since) <= day <= ordinal(c.until) for c in self.of_key(key))
