"""The nominal reading of all keys: the turns that their facts take.

A turn is an event after which a key has another value than before. Turns are in columns, sorted
by key and, within one, in the order in which they count. Between them facts hold: what holds at
the end of a day, from one day to another, is a spell.
"""

import functools
from bisect import bisect_left, bisect_right

import attrs
import numpy as np
from numpy.typing import NDArray

from statusquo.dates.days import OPEN
from statusquo.logs.columns import numbers
from statusquo.projecting.values import ABSENT

Column = NDArray[np.int32]


@attrs.frozen(eq=False)
class Stretches:
    """Periods [start, end) of end-of-day values, sorted by key and start; OPEN where no end.

    `opened` and `closed` are the turns that begin and end them, -1 where there is none.
    """

    key: Column
    value: Column
    start: Column
    end: Column
    opened: Column
    closed: Column


@attrs.frozen(eq=False)
class Turns:
    """Turns in columns: the key, the day from which it counts, the value then, and its cause.

    `cause` is what the maker of the turns needs to explain it: a row of its own.
    """

    keys: int
    key: Column
    day: Column
    value: Column
    cause: Column

    @classmethod
    def of_states(
        cls, keys: int, key: Column, day: Column, value: Column, cause: Column
    ) -> "Turns":
        """The turns among rows sorted by key and order: those that change the value."""
        if not len(key):
            return cls(keys, key, day, value, cause)
        before = np.empty_like(value)
        before[0], before[1:] = ABSENT, value[:-1]
        before[1:][key[1:] != key[:-1]] = ABSENT
        turning = value != before
        return cls(keys, key[turning], day[turning], value[turning], cause[turning])

    @functools.cached_property
    def _starts(self) -> list[int]:
        starts: list[int] = np.searchsorted(self.key, np.arange(self.keys + 1)).tolist()
        return starts

    @functools.cached_property
    def _days(self) -> memoryview:
        return np.ascontiguousarray(self.day).data

    def of_key(self, code: int) -> range:
        """The turns of one key."""
        return range(self._starts[code], self._starts[code + 1])

    def value_before(self, turn: int) -> int:
        """The code of the value that the key of a turn had before it."""
        first = turn == 0 or self.key[turn - 1] != self.key[turn]
        return ABSENT if first else int(self.value[turn - 1])

    def between(self, code: int, first: int, last: int) -> range:
        """The turns of one key that count from `first` to `last`, both included."""
        start, stop = self._starts[code], self._starts[code + 1]
        return range(
            bisect_left(self._days, first, start, stop),
            bisect_right(self._days, last, start, stop),
        )

    def last_by(self, code: int, day: int) -> int | None:
        """The last turn of a key that counts by the end of `day`."""
        start, stop = self._starts[code], self._starts[code + 1]
        at = bisect_right(self._days, day, start, stop) - 1
        return at if at >= start else None

    def value_at(self, code: int, day: int) -> int:
        """The code of a key's value at the end of `day`, ABSENT where it does not hold."""
        turn = self.last_by(code, day)
        return ABSENT if turn is None else int(self.value[turn])

    def value_during(self, code: int, day: int) -> int:
        """The code of the last value that a key had at any moment of `day`."""
        turn = self.last_by(code, day)
        while turn is not None and turn >= self._starts[code]:
            if self.value[turn] != ABSENT:
                return int(self.value[turn])
            if self.day[turn] < day:
                break
            turn -= 1
        return ABSENT

    @functools.cached_property
    def stretches(self) -> Stretches:
        """The periods of end-of-day values."""
        final = np.ones(len(self.key), dtype=np.bool_)
        final[:-1] = (self.key[1:] != self.key[:-1]) | (self.day[1:] != self.day[:-1])
        ends = np.flatnonzero(final).astype(np.int32)
        kept = Turns.of_states(self.keys, self.key[ends], self.day[ends], self.value[ends], ends)
        count = len(kept.key)
        end = np.full(count, OPEN, dtype=np.int32)
        closed = np.full(count, -1, dtype=np.int32)
        same = kept.key[1:] == kept.key[:-1]
        end[:-1][same] = kept.day[1:][same]
        closed[:-1][same] = kept.cause[1:][same]
        held = kept.value != ABSENT
        return Stretches(
            *(c[held] for c in (kept.key, kept.value, kept.day, end, kept.cause, closed))
        )

    def held_at(self, day: int) -> tuple[Column, Column]:
        """The keys that hold at the end of `day` and their values, in order."""
        spells = self.stretches
        now = (spells.start <= day) & (day < spells.end)
        return spells.key[now], spells.value[now]

    def held_during(self, day: int) -> tuple[Column, Column]:
        """The keys that held at any moment of `day` and the last value that each had."""
        today = self.key[(self.day == day)]
        codes = np.union1d(self.held_at(day - 1)[0], today).astype(np.int32)
        values = np.array([self.value_during(c, day) for c in numbers(codes)], dtype=np.int32)
        held = values != ABSENT if len(values) else np.zeros(0, dtype=np.bool_)
        return codes[held], values[held]
