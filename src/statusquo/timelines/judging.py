"""What can be said of one fact on one day: its possible values, and the verdict."""

from typing import Any

import attrs

from statusquo.courses.course import NUMBERS, Course, Possible, may_be_absent, may_hold
from statusquo.courses.horizons import Horizons
from statusquo.lines.keys import Key, matches
from statusquo.ranges import Range, hull
from statusquo.timelines.verdicts import Verdict


@attrs.frozen(eq=False)
class Judge:
    """The facts of one projection and how far the log can know about them; days are ordinals."""

    course: Course
    horizons: Horizons

    def possible(self, key: Key, day: int) -> Possible:
        """The values that some reading gives a key at the end of a day."""
        code = self.course.space.code_of(key)
        if code is None:
            return Range(0, 0) if self.course.sums else frozenset((None,))
        return self.course.possible(code, day)

    def verdict(self, key: Key, day: int, value: Any = None) -> Verdict:
        """Whether a key holds (with `value`, where one is given) at the end of a day."""
        if day > self.horizons.horizon(key):
            return Verdict.UNKNOWN
        possible = self.possible(key, day)
        if value is not None:
            return self._on_value(key, day, possible, value)
        if not may_be_absent(possible):
            return Verdict.YES
        return Verdict.POSSIBLE if may_hold(possible) else self._absent(key, day)

    def _on_value(self, key: Key, day: int, possible: Possible, value: Any) -> Verdict:
        code = self.course.space.code_of(key)
        if code is not None and self.course.may_have(code, day, value):
            sure = isinstance(possible, Range) and possible in hull(value)
            return Verdict.YES if sure or self.course.is_certain(code, day) else Verdict.POSSIBLE
        if isinstance(possible, frozenset) and any(_overlap(had, value) for had in possible):
            sure = all(_lies_in(had, value) for had in possible)
            return Verdict.YES if sure else Verdict.POSSIBLE
        if not may_be_absent(possible):
            return Verdict.NO
        return self._absent(key, day)

    def _absent(self, key: Key, day: int) -> Verdict:
        """NO where the log is complete or an event ended it; else nobody can say."""
        if self.horizons.covered(key, day) or self._ended(key, day):
            return Verdict.NO
        return Verdict.UNKNOWN

    def _ended(self, key: Key, day: int) -> bool:
        code = self.course.space.code_of(key)
        if code is not None:
            return self.course.ended(code, day)
        return any(
            matches(pattern, key) and event.on.last_day <= day
            for pattern, event in self.course.endings()
        )


def _overlap(had: Any, value: Any) -> bool:
    """Whether two numbers, of which at least one is only known within a range, may be the same."""
    if isinstance(had, Range) and type(value) in NUMBERS:
        return had.overlaps(value)
    return isinstance(value, Range) and type(had) in NUMBERS and value.overlaps(had)


def _lies_in(had: Any, value: Any) -> bool:
    """Whether whatever a fact has is surely within a range that is asked for."""
    return isinstance(value, Range) and type(had) in NUMBERS and had in value
