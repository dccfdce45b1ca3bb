"""How far the log can know about a derived fact: what the coverages of its parts say."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from statusquo.courses.combining import Combination
from statusquo.courses.horizons import Horizons
from statusquo.courses.part_facts import PartFact
from statusquo.dates.periods import contains
from statusquo.lines.keys import Key
from statusquo.lines.remarks import Coverage


@attrs.frozen(eq=False)
class DerivedHorizons:
    """What the coverages of the parts say about derived keys, beside coverages of their own.

    A derived fact needs every part of some combination: it is surely absent where each
    combination lacks a part that is surely absent, and known as far as the least known part.
    """

    own: Horizons
    combinations: Callable[[Key], Sequence[Combination]]
    parts: Mapping[str, Horizons]

    @property
    def last_recorded(self) -> int:
        """See `Horizons`."""
        return self.own.last_recorded

    def of_key(self, key: Key) -> tuple[Coverage, ...]:
        """See `Horizons`."""
        found = dict.fromkeys(self.own.of_key(key))
        for combination in self.combinations(key):
            for horizons, part in self._with_parts(combination):
                found.update(dict.fromkeys(horizons.of_key(part.fact.key)))
        return tuple(found)

    def horizon(self, key: Key) -> int:
        """The latest over combinations of the earliest over their parts."""
        if self.own.of_key(key) or not self.combinations(key):
            return self.own.horizon(key)
        return max(
            min(horizons.horizon(part.fact.key) for horizons, part in self._with_parts(c))
            for c in self.combinations(key)
        )

    def covered(self, key: Key, day: int) -> bool:
        """Whether every combination lacks a part of which the log is complete."""
        if self.own.covered(key, day):
            return True
        combinations = self.combinations(key)
        return bool(combinations) and all(
            any(
                horizons.covered(part.fact.key, day) and not contains(part.possible, day)
                for horizons, part in self._with_parts(combination)
            )
            for combination in combinations
        )

    def _with_parts(self, combination: Combination) -> Iterator[tuple[Horizons, PartFact]]:
        return zip(self.parts.values(), combination.parts, strict=True)
