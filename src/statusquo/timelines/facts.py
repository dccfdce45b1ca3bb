"""Facts: what holds at one moment, as a mapping from keys to values that is never built whole."""

import functools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from statusquo.courses.course import may_hold
from statusquo.dates.days import civil
from statusquo.lines.keys import Key, KeyPlace, shown_key
from statusquo.logs.columns import numbers
from statusquo.projecting.values import ABSENT
from statusquo.timelines.judging import Judge
from statusquo.timelines.totals import Total, total_of
from statusquo.timelines.verdicts import Verdict

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
        self, judge: Judge, day: int, *, whole_day: bool = False, only: Codes | None = None
    ) -> None:
        self._judge = judge
        self._course = judge.course
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
        code = self._course.space.code_of(key)
        value = ABSENT if code is None or not self._has(code) else self._value(code)
        if value == ABSENT:
            raise KeyError(key)
        return self._course.values[value]

    def __iter__(self) -> Iterator[Key]:
        keys = self._course.space.keys
        codes: list[int] = numbers(self._ordered(self._held[0]))
        return (keys[code] for code in codes)

    def __len__(self) -> int:
        return len(self._held[0])

    def items(self) -> Any:
        """The keys and their values, in order of keys."""
        keys, values = self._course.space.keys, self._course.values
        held = dict(zip(*(numbers(column) for column in self._held), strict=True))
        codes: list[int] = numbers(self._ordered(self._held[0]))
        return {keys[code]: values[held[code]] for code in codes}.items()

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
        return self._narrowed(self._course.space.named(places))

    def _narrowed(self, codes: Codes) -> "Facts":
        only = self._within(codes)
        return Facts(self._judge, self._day, whole_day=self._whole_day, only=only)

    def certain(self) -> "Facts":
        """Only the facts that hold with exactly one value on every reading.

        Of a whole day: those of which each reading has that value at some moment of it.
        """
        codes = self._held[0]
        unsure = np.isin(codes, self._doubtful)
        certain = [code for code in numbers(codes[unsure]) if self._is_certain(code)]
        kept = np.concatenate([codes[~unsure], np.array(certain, dtype=np.int32)])
        return self._narrowed(np.sort(kept))

    def possible(self) -> dict[Key, Any]:
        """The keys that hold on some reading, each with its possible values.

        They are a frozenset, with None in it where the fact may not hold; of a sum, one `Range`.
        """
        found = self._plainly_possible()
        for code in numbers(self._within(self._doubtful)):
            values = self._possible(code)
            if may_hold(values):
                found[code] = values
        keys = self._course.space.keys
        ordered = self._ordered(np.array(sorted(found), dtype=np.int32))
        return {keys[code]: found[code] for code in numbers(ordered)}

    def _plainly_possible(self) -> dict[int, Any]:
        """The one value of each key on which readings cannot differ, by the codes of the keys."""
        codes, held = self._held
        if self._whole_day or self._course.sums:
            return {code: self._possible(code) for code in numbers(codes)}
        sure = ~np.isin(codes, self._doubtful)
        alone = {v: frozenset((self._course.values[v],)) for v in numbers(np.unique(held[sure]))}
        pairs = zip(numbers(codes[sure]), numbers(held[sure]), strict=True)
        return {code: alone[value] for code, value in pairs}

    def total(self, *, beside: "Facts | None" = None) -> Total:
        """What the numbers of these facts come to, as bounds that hold on every reading.

        Facts `beside` them that have no number here, by the first places of their keys, are
        unknown and not zero: as forces are whose strength nobody gives. Raises `NotANumber`.

        >>> from statusquo.lines.event import Event
        >>> from statusquo.logs.log import Log
        >>> from statusquo.projecting.changes import Set
        >>> from statusquo.projecting.decorators import projection
        >>> from statusquo.timelines.replaying import replay
        >>> @projection(key=("source",))
        ... def pages(event):
        ...     return Set((event.source[0],), int(event.note))
        >>> log = Log([Event(on="1999", source="almanac", note="120"),
        ...            Event(on="1999?", source="gazette", note="8")])
        >>> print(replay(log, pages).at("2000-01-01").total())
        from 120 to 128
        """
        return total_of(self.possible(), () if beside is None else beside)

    def unknown(self, **places: KeyPlace) -> tuple[Key, ...]:
        """The keys with these places of which the log cannot know whether they hold, in order.

        Of the keys that the log ever names; where all places are given, of that key. A fact may
        be among them and hold nominally: it held when the log last knew of it. Raises
        `UnknownName`.
        """
        space = self._course.space
        keys = [space.keys[code] for code in numbers(self._within(space.named(places)))]
        if not keys and set(places) == set(self.names):
            keys = [tuple(places[name] for name in self.names)]
        unknown = Verdict.UNKNOWN
        return tuple(key for key in keys if self._judge.verdict(key, self._day) is unknown)

    def _possible(self, code: int) -> Any:
        values = self._course.possible(code, self._day)
        if not self._whole_day or not isinstance(values, frozenset):
            return values
        before = self._course.possible(code, self._day - 1)
        if not isinstance(before, frozenset):
            return values
        # It surely held at some moment if it did at either evening, or for sure in between.
        found = values | before | {self._course.values[self._value(code)]}
        sure = None not in values or None not in before or self._is_certain(code)
        return found - {None} if sure else found

    def _is_certain(self, code: int) -> bool:
        if code not in self._course.doubtful:
            return True
        if self._course.is_certain(code, self._day):
            return True
        value = self._value(code)
        return (self._whole_day and value != ABSENT) and (
            self._course.is_certain(code, self._day - 1)
            or self._course.is_set_on(code, self._day, value)
        )

    @functools.cached_property
    def _held(self) -> tuple[Codes, Codes]:
        if self._whole_day:
            codes, values = self._course.turns.held_during(self._day)
        else:
            codes, values = self._course.held_at(self._day)
        if self._only is None:
            return codes, values
        kept = np.isin(codes, self._only)
        return codes[kept], values[kept]

    def _ordered(self, codes: Codes) -> Codes:
        return self._course.space.in_order(codes)

    @property
    def _doubtful(self) -> Codes:
        return np.array(sorted(self._course.doubtful), dtype=np.int32)

    def _within(self, codes: Codes) -> Codes:
        return codes if self._only is None else codes[np.isin(codes, self._only)]

    def _has(self, code: int) -> bool:
        return self._only is None or bool(np.isin(code, self._only))

    def _value(self, code: int) -> int:
        if self._whole_day:
            return self._course.turns.value_during(code, self._day)
        return self._course.value_at(code, self._day)
