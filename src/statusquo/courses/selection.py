"""The course of only some keys and values of another course."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from statusquo.courses.course import Course, Possible, Reasons, may_be_absent, may_hold
from statusquo.courses.findings import Finding
from statusquo.courses.keeping import kept
from statusquo.courses.turns import Turns
from statusquo.lines.event import Event
from statusquo.lines.keys import Pattern
from statusquo.logs.columns import numbers
from statusquo.projecting.changelog import Column
from statusquo.projecting.decorators import Fact
from statusquo.projecting.keyspace import Keys, SomeKeys
from statusquo.projecting.values import ABSENT, ByCode, identity
from statusquo.ranges import Range


@attrs.frozen(eq=False, slots=False)
class SelectedCourse:
    """A course in which a key does not hold where a predicate says no to its value.

    The keys keep their codes. `wanted` has the pairs of key and value that were asked about.
    """

    whole: Course
    predicate: Callable[[Fact], bool]
    wanted: dict[tuple[int, Hashable], bool] = attrs.field(factory=dict[tuple[int, Hashable], bool])

    def _wants(self, code: int, value: Any) -> bool:
        if value is None:
            return False
        pair = (code, identity(value))
        if pair not in self.wanted:
            space = self.whole.space
            self.wanted[pair] = bool(self.predicate(Fact(space.names, space.keys[code], value)))
        return self.wanted[pair]

    @property
    @kept
    def space(self) -> Keys:
        """The keys that have a chosen value on some day, on some reading."""
        chosen = np.zeros(len(self.whole.space.keys), dtype=np.bool_)
        chosen[[c for c in numbers(self.whole.space.listed()) if self._is_chosen(c)]] = True
        return SomeKeys(self.whole.space, chosen)

    def _is_chosen(self, code: int) -> bool:
        own = self.whole.turns.of_key(code)
        codes = numbers(self.whole.turns.value[own.start : own.stop])
        if any(self._wants(code, self.values[value]) for value in codes):
            return True
        days = self.whole.turning_days(code) if code in self.whole.doubtful else ()
        return any(may_hold(self.possible(code, day)) for day in days)

    @property
    def values(self) -> ByCode:
        return self.whole.values

    @property
    def sums(self) -> bool:
        return self.whole.sums

    @property
    def doubtful(self) -> Collection[int]:
        return self.whole.doubtful

    @property
    def parts(self) -> Mapping[str, Course]:
        return self.whole.parts

    @property
    @kept
    def turns(self) -> Turns:
        """The turns that are left; the cause of each is its number before."""
        whole = self.whole.turns
        values = [
            self._kept(code, value)
            for code, value in zip(numbers(whole.key), numbers(whole.value), strict=True)
        ]
        cause = np.arange(len(whole.key), dtype=np.int32)
        return Turns.of_states(
            whole.keys, whole.key, whole.day, np.array(values, dtype=np.int32), cause
        )

    def _kept(self, code: int, value: int) -> int:
        return value if self._wants(code, self.values[value]) else ABSENT

    def value_at(self, code: int, day: int) -> int:
        return self._kept(code, self.whole.value_at(code, day))

    def held_at(self, day: int) -> tuple[Column, Column]:
        codes, values = self.whole.held_at(day)
        pairs = zip(numbers(codes), numbers(values), strict=True)
        wanted = [self._wants(code, self.values[value]) for code, value in pairs]
        kept = np.array(wanted, dtype=np.bool_)
        return codes[kept], values[kept]

    def is_set_on(self, code: int, day: int, value: int) -> bool:
        return self._wants(code, self.values[value]) and self.whole.is_set_on(code, day, value)

    def is_disputed(self, code: int, day: int) -> bool:
        return self.whole.is_disputed(code, day)

    def endings(self) -> Sequence[tuple[Pattern, Event]]:
        return self.whole.endings()

    def possible(self, code: int, day: int) -> Possible:
        possible = self.whole.possible(code, day)
        if isinstance(possible, Range):
            return possible if self._wants_total(code, possible) else Range(0, 0)
        return frozenset(value if self._wants(code, value) else None for value in possible)

    def is_certain(self, code: int, day: int) -> bool:
        return self.whole.is_certain(code, day) and not may_be_absent(self.possible(code, day))

    def may_have(self, code: int, day: int, value: Any) -> bool:
        return self.whole.may_have(code, day, value) and self._wants(code, value)

    def _wants_total(self, code: int, total: Range) -> bool:
        return self._wants(code, total.low if total.is_point else total)

    def turning_days(self, code: int) -> list[int]:
        return self.whole.turning_days(code)

    def deciding_days(self, code: int) -> list[int]:
        return self.whole.deciding_days(code)

    def turned_by(self, turn: int) -> tuple[Event, ...]:
        return self.whole.turned_by(int(self.turns.cause[turn]))

    def reasons(self, code: int, day: int) -> Reasons:
        return self.whole.reasons(code, day)

    def ended(self, code: int, day: int) -> bool:
        turn = self.turns.last_by(code, day)
        return turn is not None and self.turns.value[turn] == ABSENT

    def findings(self) -> tuple[Finding, ...]:
        return self.whole.findings()
