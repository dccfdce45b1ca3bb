"""Facts: what holds at one moment, as a mapping from keys to values that is never built whole."""

import functools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from statusquo.dates.days import civil
from statusquo.lines.keys import Key, KeyPlace, shown_key
from statusquo.projecting.values import ABSENT
from statusquo.timelines.course import Course, may_hold

if TYPE_CHECKING:
    import pendulum

Codes = NDArray[np.int32]
_SHOWN = 20


class Facts(Mapping[Key, Any]):
    """The facts of one projection at one moment, sorted by key; equal to any equal mapping.

    The moment is the end of a day or, from `Timeline.during`, the whole of it; then the value of
    a key is the last that it had that day.
    """

    def __init__(
        self, course: Course, day: int, *, whole_day: bool = False, only: Codes | None = None
    ) -> None:
        self._course = course
        self._day = day
        self._whole_day = whole_day
        self._only = only

    @property
    def on(self) -> "pendulum.Date":
        """The day."""
        return civil(self._day)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the places of the keys."""
        return self._course.space.names

    def __getitem__(self, key: Key) -> Any:
        """The value of a whole key; `KeyError` where it does not hold."""
        code = self._course.space.codes.get(key)
        value = ABSENT if code is None or not self._has(code) else self._value(code)
        if value == ABSENT:
            raise KeyError(key)
        return self._course.values[value]

    def __iter__(self) -> Iterator[Key]:
        keys = self._course.space.keys
        codes: list[int] = self._held[0].tolist()
        return (keys[code] for code in codes)

    def __len__(self) -> int:
        return len(self._held[0])

    def items(self) -> Any:
        """The keys and their values, in order of keys."""
        keys, values = self._course.space.keys, self._course.values
        codes: list[int] = self._held[0].tolist()
        held: list[int] = self._held[1].tolist()
        pairs = zip(codes, held, strict=True)
        return {keys[code]: values[value] for code, value in pairs}.items()

    def __repr__(self) -> str:
        moment = "during" if self._whole_day else "at the end of"
        head = f"Facts {moment} {self.on}: {len(self)} of ({', '.join(self.names)})"
        lines = [
            f"  {shown_key(key)}" + ("" if value is True else f": {value}")
            for key, value in list(self.items())[:_SHOWN]
        ]
        more = [f"  ... and {len(self) - _SHOWN} more"] if len(self) > _SHOWN else []
        return "\n".join([head, *lines, *more])

    def where(self, **places: KeyPlace) -> "Facts":
        """Only the facts whose keys have these places; an unknown name is an error."""
        codes = self._course.space.named(places)
        if self._only is not None:
            codes = np.intersect1d(codes, self._only)
        return Facts(self._course, self._day, whole_day=self._whole_day, only=codes)

    def certain(self) -> "Facts":
        """Only the facts that hold with exactly one value on every reading.

        Of a whole day: those that are certain at its end or at that of the day before.
        """
        codes = [code for code in self._held[0].tolist() if self._is_certain(code)]
        return Facts(
            self._course,
            self._day,
            whole_day=self._whole_day,
            only=np.array(codes, dtype=np.int32),
        )

    def possible(self) -> dict[Key, Any]:
        """The keys that hold on some reading, each with its possible values.

        They are a frozenset, with None in it where the fact may not hold; of a sum, one `Range`.
        """
        codes = np.union1d(self._held[0], self._within(sorted(self._course.doubtful)))
        found = ((code, self._possible(code)) for code in codes.tolist())
        keys = self._course.space.keys
        return {keys[code]: values for code, values in found if may_hold(values)}

    def _possible(self, code: int) -> Any:
        values = self._course.possible(code, self._day)
        if not self._whole_day:
            return values
        before = self._course.possible(code, self._day - 1)
        if isinstance(values, frozenset) and isinstance(before, frozenset):
            return values | before | {self._course.values[self._value(code)]}
        return values

    def _is_certain(self, code: int) -> bool:
        if code not in self._course.doubtful:
            return True
        days = (self._day - 1, self._day) if self._whole_day else (self._day,)
        return any(self._course.is_certain(code, day) for day in days)

    @functools.cached_property
    def _held(self) -> tuple[Codes, Codes]:
        turns = self._course.turns
        codes, values = (turns.held_during if self._whole_day else turns.held_at)(self._day)
        if self._only is None:
            return codes, values
        kept = np.isin(codes, self._only)
        return codes[kept], values[kept]

    def _within(self, codes: list[int]) -> Codes:
        array = np.array(codes, dtype=np.int32)
        return array if self._only is None else np.intersect1d(array, self._only)

    def _has(self, code: int) -> bool:
        return self._only is None or bool(np.isin(code, self._only))

    def _value(self, code: int) -> int:
        turns = self._course.turns
        return (turns.value_during if self._whole_day else turns.value_at)(code, self._day)
