"""A course of which a few keys are read anew and all others are taken from the course before."""

import functools
import heapq
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from statusquo.courses.combining import Combination, ComposedCourse
from statusquo.courses.course import Course, EventCourse, Possible, Reasons
from statusquo.courses.findings import Finding
from statusquo.courses.keeping import kept
from statusquo.courses.turns import Turns
from statusquo.lines.event import Event
from statusquo.lines.keys import Key, KeyPlace, Pattern
from statusquo.logs.chains import Chain
from statusquo.logs.columns import numbers
from statusquo.projecting.changelog import Column
from statusquo.projecting.keyspace import Codes, Keys
from statusquo.projecting.values import ABSENT, ByCode


@attrs.frozen(eq=False, slots=False)
class PatchedKeys:
    """The keys of a patched course; those of the patch have the codes after those before.

    See `Keys`. Only here a code is not the place of its key in order.
    """

    before: Keys
    patch: Keys
    touched: Collection[Key]

    @property
    def names(self) -> tuple[str, ...]:
        """See `Keys`."""
        return self.before.names

    @property
    @kept
    def keys(self) -> Sequence[Key]:
        """See `Keys`."""
        return Chain(self.before.keys, self.patch.keys)

    @functools.cached_property
    def parting(self) -> int:
        """The first code of the patch."""
        return len(self.before.keys)

    @functools.cached_property
    def replaced(self) -> Codes:
        """The codes before of the keys that are read anew, in order."""
        codes = (self.before.code_of(key) for key in self.touched)
        return np.array(sorted(code for code in codes if code is not None), dtype=np.int32)

    def code_of(self, key: Key) -> int | None:
        """See `Keys`."""
        code = self.patch.code_of(key)
        if code is not None:
            return self.parting + code
        return None if key in self.touched else self.before.code_of(key)

    def listed(self) -> Codes:
        """See `Keys`."""
        return self._both(self.before.listed(), self.patch.listed())

    def named(self, places: Mapping[str, KeyPlace]) -> Codes:
        """See `Keys`."""
        return self._both(self.before.named(places), self.patch.named(places))

    def _both(self, before: Codes, patch: Codes) -> Codes:
        kept = before[np.isin(before, self.replaced, invert=True)]
        return self.in_order(np.concatenate([kept, patch + np.int32(self.parting)]))

    def in_order(self, codes: Codes) -> Codes:
        """See `Keys`."""
        early, late = codes[codes < self.parting], codes[codes >= self.parting]
        late = np.sort(late)
        places = [
            bisect_left(early, self.keys[code], key=lambda c: self.keys[int(c)])
            for code in numbers(late)
        ]
        return np.insert(early, places, late)

    def near(self, key: Sequence[object]) -> Iterator[Key]:
        """See `Keys`."""
        kept = (other for other in self.before.near(key) if other not in self.touched)

        def order(other: Key) -> tuple[int, Key]:
            return -_shared(key, other), other

        return heapq.merge(kept, self.patch.near(key), key=order)


def _shared(one: Sequence[object], other: Key) -> int:
    return sum(a == b and type(a) is type(b) for a, b in zip(one, other, strict=False))


_SHIFT = 1 << 30
"""What the codes of values of the patch are more than in the patch itself."""


@attrs.frozen(eq=False)
class PatchedValues:
    """The values of a patched course by their codes."""

    before: ByCode
    patch: ByCode

    def __getitem__(self, code: int) -> Any:
        return self.before[code] if code < _SHIFT else self.patch[code - _SHIFT]


def shifted(values: Column) -> Column:
    """The codes of values of a patch, as a patched course has them."""
    return np.where(values == ABSENT, values, values + np.int32(_SHIFT))


@attrs.frozen(eq=False, slots=False, kw_only=True)
class PatchedCourse:
    """A course before, and one of only the touched keys, which counts for these.

    The patch has all touched keys that there are, and speaks for the events that were `retold` to
    it. See `Course`.
    """

    before: Course
    patch: Course
    touched: Collection[Key]
    retold: Collection[str]

    @property
    @kept
    def space(self) -> PatchedKeys:
        """See `Course`."""
        return PatchedKeys(self.before.space, self.patch.space, self.touched)

    def _of(self, code: int) -> tuple[Course, int]:
        """The course that has a key, and the code that it has there."""
        parting = self.space.parting
        return (self.before, code) if code < parting else (self.patch, code - parting)

    @property
    @kept
    def values(self) -> "PatchedValues":
        """See `Course`."""
        return PatchedValues(self.before.values, self.patch.values)

    @property
    @kept
    def sums(self) -> bool:
        """See `Course`."""
        return (self.before.sums or self.patch.sums) and len(self.space.listed()) > 0

    @property
    def parts(self) -> Mapping[str, Course]:
        return self.patch.parts

    @property
    @kept
    def doubtful(self) -> frozenset[int]:
        """See `Course`."""
        kept = frozenset(self.before.doubtful) - set(numbers(self.space.replaced))
        return kept | {code + self.space.parting for code in self.patch.doubtful}

    @property
    @kept
    def turns(self) -> Turns:
        """The turns before, without those of touched keys, and then those of the patch.

        The cause of a turn before is its number there; of one of the patch, -2 less its number.
        """
        before, patch = self.before.turns, self.patch.turns
        kept = np.flatnonzero(np.isin(before.key, self.space.replaced, invert=True))
        own = np.arange(len(patch.key), dtype=np.int32)
        return Turns(
            len(self.space.keys),
            np.concatenate([before.key[kept], patch.key + np.int32(self.space.parting)]),
            np.concatenate([before.day[kept], patch.day]),
            np.concatenate([before.value[kept], shifted(patch.value)]),
            np.concatenate([kept.astype(np.int32), -2 - own]),
        )

    def turned_by(self, turn: int) -> tuple[Event, ...]:
        cause = int(self.turns.cause[turn])
        return self.before.turned_by(cause) if cause >= 0 else self.patch.turned_by(-2 - cause)

    def held_at(self, day: int) -> tuple[Column, Column]:
        codes, values = self.before.held_at(day)
        kept = np.isin(codes, self.space.replaced, invert=True)
        late, late_values = self.patch.held_at(day)
        return (
            np.concatenate([codes[kept], late + np.int32(self.space.parting)]),
            np.concatenate([values[kept], shifted(late_values)]),
        )

    def findings(self) -> tuple[Finding, ...]:
        kept = (f for f in self.before.findings() if f.key not in self.touched)
        return tuple(sorted((*kept, *self.patch.findings()), key=lambda f: f.key or ()))

    def endings(self) -> Sequence[tuple[Pattern, Event]]:
        kept = (each for each in self.before.endings() if each[1].id not in self.retold)
        return (*kept, *self.patch.endings())

    def value_at(self, code: int, day: int) -> int:
        course, own = self._of(code)
        value = course.value_at(own, day)
        return value if course is self.before or value == ABSENT else value + _SHIFT

    def possible(self, code: int, day: int) -> Possible:
        course, own = self._of(code)
        return course.possible(own, day)

    def is_certain(self, code: int, day: int) -> bool:
        course, own = self._of(code)
        return course.is_certain(own, day)

    def may_have(self, code: int, day: int, value: Any) -> bool:
        course, own = self._of(code)
        return course.may_have(own, day, value)

    def is_set_on(self, code: int, day: int, value: int) -> bool:
        course, own = self._of(code)
        return course.is_set_on(own, day, value if course is self.before else value - _SHIFT)

    def is_disputed(self, code: int, day: int) -> bool:
        course, own = self._of(code)
        return course.is_disputed(own, day)

    def turning_days(self, code: int) -> list[int]:
        course, own = self._of(code)
        return course.turning_days(own)

    def deciding_days(self, code: int) -> list[int]:
        course, own = self._of(code)
        return course.deciding_days(own)

    def reasons(self, code: int, day: int) -> Reasons:
        course, own = self._of(code)
        return course.reasons(own, day)

    def ended(self, code: int, day: int) -> bool:
        course, own = self._of(code)
        return course.ended(own, day)


@attrs.frozen(eq=False, slots=False, kw_only=True)
class PatchedEvents(PatchedCourse):
    """A patched course that events make; see `EventCourse`."""

    before: EventCourse
    patch: EventCourse

    def known(self, day: int) -> "PatchedEvents":
        """The course by what was known on a day."""
        return attrs.evolve(self, before=self.before.known(day), patch=self.patch.known(day))


@attrs.frozen(eq=False, slots=False, kw_only=True)
class PatchedComposition(PatchedCourse):
    """A patched course of derived facts; see `ComposedCourse`."""

    before: ComposedCourse
    patch: ComposedCourse

    def behind(self, key: Key) -> Sequence[Combination]:
        """The combinations that give a key."""
        return (self.patch if key in self.touched else self.before).behind(key)
