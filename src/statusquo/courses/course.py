"""What a timeline asks of the histories behind it, whether of states, sums or derived facts."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

import attrs

from statusquo.courses.findings import Finding
from statusquo.courses.turns import Turns
from statusquo.lines.event import Event
from statusquo.lines.keys import Pattern
from statusquo.projecting.changelog import Column
from statusquo.projecting.keyspace import Keys
from statusquo.projecting.values import ByCode, identity
from statusquo.ranges import Range

Possible = frozenset[Any] | Range
"""The values that some reading gives; None in a set where the fact may not hold.

For a sum it is the one `Range` from the least to the greatest total.
"""


@attrs.frozen
class Reasons:
    """The events behind one fact on one day.

    `superseded` pairs an event with the ordinal of the day on which it was known better;
    `contributions` pairs an event with its amount.
    """

    events: tuple[Event, ...] = ()
    corroborating: tuple[Event, ...] = ()
    rivals: tuple[Event, ...] = ()
    superseded: tuple[tuple[Event, int], ...] = ()
    contributions: tuple[tuple[Event, Any], ...] = ()


class Course(Protocol):
    """The history of all facts of one projection, by the codes of their keys; days are ordinals."""

    @property
    def space(self) -> Keys:
        """The keys."""
        ...

    @property
    def values(self) -> ByCode:
        """The values by their codes."""
        ...

    @property
    def turns(self) -> Turns:
        """The nominal reading of all keys at once."""
        ...

    @property
    def sums(self) -> bool:
        """Whether the values are totals."""
        ...

    @property
    def doubtful(self) -> Collection[int]:
        """The keys on which readings may differ."""
        ...

    @property
    def parts(self) -> Mapping[str, "Course"]:
        """The courses from whose facts the facts are derived; none where events make them."""
        ...

    def findings(self) -> tuple[Finding, ...]:
        """Contradictions met on the way, by key; those of parts left out."""
        ...

    def value_at(self, code: int, day: int) -> int:
        """The code of a key's nominal value at the end of `day`, ABSENT where it has none."""
        ...

    def held_at(self, day: int) -> tuple[Column, Column]:
        """The codes of the keys that hold at the end of `day` and of their values."""
        ...

    def possible(self, code: int, day: int) -> Possible:
        """The values that some reading gives a key at the end of a day."""
        ...

    def is_certain(self, code: int, day: int) -> bool:
        """Whether every reading agrees that a key holds, and on its value."""
        ...

    def may_have(self, code: int, day: int, value: Any) -> bool:
        """Whether a key has this value on some reading; values are equal only if types are."""
        ...

    def is_set_on(self, code: int, day: int, value: int) -> bool:
        """Whether a key was set to the value of a code on just this day on every reading."""
        ...

    def is_disputed(self, code: int, day: int) -> bool:
        """Whether the tellings of some act differ on what a key has at the end of a day."""
        ...

    def turning_days(self, code: int) -> list[int]:
        """The days on which the nominal or the possible values of a key may change, in order."""
        ...

    def deciding_days(self, code: int) -> list[int]:
        """The days on which the verdict on a key may change, coverage left aside, in order."""
        ...

    def turned_by(self, turn: int) -> tuple[Event, ...]:
        """The events that made a turn."""
        ...

    def reasons(self, code: int, day: int) -> Reasons:
        """What makes a key's nominal value at the end of a day."""
        ...

    def ended(self, code: int, day: int) -> bool:
        """Whether an event ended a key by the end of a day and none has set it since."""
        ...

    def endings(self) -> Sequence[tuple[Pattern, Event]]:
        """The patterns that count nominally in ending what matches them, with their events."""
        ...


class EventCourse(Course, Protocol):
    """A course that events make by themselves: it can be read by what was known on any day."""

    def known(self, day: int) -> "EventCourse":
        """The course by what was known on a day."""
        ...


def is_certain(possible: Possible) -> bool:
    """Whether every reading agrees that the fact holds, and on its value."""
    if isinstance(possible, Range):
        return possible.is_point and possible.low != 0
    return len(possible) == 1 and None not in possible


def may_hold(possible: Possible) -> bool:
    """Whether the fact holds on some reading."""
    if isinstance(possible, Range):
        return possible.low != 0 or possible.high != 0
    return any(value is not None for value in possible)


def may_be_absent(possible: Possible) -> bool:
    """Whether the fact does not hold on some reading."""
    if isinstance(possible, Range):
        return 0 in possible
    return None in possible


def has_value(possible: Possible, value: Any) -> bool:
    """Whether the fact has this value on some reading; values are equal only if their types are.

    A range of totals has every number in it, and every range that it overlaps.
    """
    if isinstance(possible, Range):
        return type(value) in NUMBERS and possible.overlaps(value)
    return identity(value) in {identity(v) for v in possible if v is not None}


NUMBERS = (int, Fraction, Decimal, Range)
"""The types of values that may be known only within a range."""
