"""The course of only some keys and values of another course."""

from collections.abc import Callable, Sequence
from typing import Any

import attrs
import numpy as np

from statusquo.lines.keys import Pattern
from statusquo.projecting.decorators import Fact
from statusquo.projecting.keyspace import KeySpace
from statusquo.projecting.values import ABSENT, Values
from statusquo.ranges import Range
from statusquo.timelines.course import Course, Possible, Reasons, may_be_absent
from statusquo.timelines.findings import Finding
from statusquo.timelines.turns import Turns


@attrs.frozen(eq=False)
class SelectedCourse:
    """A course in which a key does not hold where a predicate says no to its value.

    The keys keep their codes. `wanted` has the codes of (key, value) pairs that were said yes to,
    filled as they are asked for.
    """

    whole: Course
    predicate: Callable[[Fact], bool]
    wanted: dict[tuple[int, int], bool] = attrs.field(factory=dict[tuple[int, int], bool])
    doubtful: frozenset[int] = attrs.field(
        init=False,
        default=attrs.Factory(lambda self: self._find_doubtful(), takes_self=True),
    )
    turns: Turns = attrs.field(
        init=False, default=attrs.Factory(lambda self: self._take_turns(), takes_self=True)
    )

    def _wants(self, code: int, value: int) -> bool:
        if value == ABSENT:
            return False
        pair = (code, value)
        if pair not in self.wanted:
            space = self.space
            fact = Fact(space.names, space.keys[code], self.values[value])
            self.wanted[pair] = bool(self.predicate(fact))
        return self.wanted[pair]

    @property
    def space(self) -> KeySpace:
        return self.whole.space

    @property
    def values(self) -> Values:
        return self.whole.values

    @property
    def sums(self) -> bool:
        return self.whole.sums

    @property
    def patterns(self) -> Sequence[tuple[Pattern, int]]:
        return self.whole.patterns

    def _find_doubtful(self) -> frozenset[int]:
        return frozenset(self.whole.doubtful)

    def _take_turns(self) -> Turns:
        whole = self.whole.turns
        values = [
            value if self._wants(code, value) else ABSENT
            for code, value in zip(whole.key.tolist(), whole.value.tolist(), strict=True)
        ]
        cause = np.arange(len(whole.key), dtype=np.int32)
        return Turns.of_states(
            whole.keys, whole.key, whole.day, np.array(values, dtype=np.int32), cause
        )

    def possible(self, code: int, day: int) -> Possible:
        possible = self.whole.possible(code, day)
        if isinstance(possible, Range):
            return possible if self._wants_total(code, possible) else Range(0, 0)
        return frozenset(
            value if value is not None and self._wants(code, self.values.code(value)) else None
            for value in possible
        )

    def is_certain(self, code: int, day: int) -> bool:
        return self.whole.is_certain(code, day) and not may_be_absent(self.possible(code, day))

    def may_have(self, code: int, day: int, value: Any) -> bool:
        return self.whole.may_have(code, day, value) and self._wants(code, self.values.code(value))

    def _wants_total(self, code: int, total: Range) -> bool:
        value = total.low if total.is_point else total
        return self._wants(code, self.values.code(value))

    def turning_days(self, code: int) -> list[int]:
        return self.whole.turning_days(code)

    def turned_by(self, turn: int) -> tuple[int, ...]:
        return self.whole.turned_by(int(self.turns.cause[turn]))

    def reasons(self, code: int, day: int) -> Reasons:
        return self.whole.reasons(code, day)

    def ended(self, code: int, day: int) -> bool:
        turn = self.turns.last_by(code, day)
        return turn is not None and self.turns.value[turn] == ABSENT

    def findings(self) -> tuple[Finding, ...]:
        return self.whole.findings()
