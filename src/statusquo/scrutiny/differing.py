"""Where several timelines of one projection answer differently about a key, and for how long."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

import attrs
import pendulum

from statusquo.courses.course import Possible
from statusquo.dates.days import FIRST_DAY, LAST_DAY, OPEN, civil, ordinal
from statusquo.lines.keys import Key
from statusquo.projecting.values import identity
from statusquo.ranges import Range
from statusquo.table import shown_cell
from statusquo.timelines.timeline import Timeline
from statusquo.timelines.verdicts import Verdict


@attrs.frozen(eq=False)
class Answer:
    """What a timeline says of a key on a day: `value` is the nominal one, None where it has none.

    `verdict` is on whether it holds; `possible` are the values on all readings.
    """

    timeline: Timeline
    value: Any
    verdict: Verdict
    possible: Possible

    @property
    def said(self) -> Hashable:
        """What two answers share if they say the same; who cannot know says nothing."""
        unknown = self.verdict is Verdict.UNKNOWN
        return self.verdict, None if unknown else self.position

    @property
    def position(self) -> Hashable:
        """The same, whatever is known of completeness."""
        possible = self.possible
        named = possible if isinstance(possible, Range) else frozenset(map(_named, possible))
        return _named(self.value), named

    @property
    def known_value(self) -> Any:
        """The nominal value, None where the log cannot know."""
        return None if self.verdict is Verdict.UNKNOWN else self.value

    @property
    def open_values(self) -> str | None:
        """The values on all readings in words, None where there is only one."""
        possible = self.possible
        if self.verdict is Verdict.UNKNOWN:
            return None
        if isinstance(possible, Range):
            return None if possible.is_point else str(possible)
        words = sorted("nothing" if v is None else shown_cell(v) for v in possible)
        return " or ".join(words) if len(words) > 1 else None

    def agrees(self, other: "Answer") -> bool:
        """Whether some reading of both is the same."""
        one, two = self.possible, other.possible
        if isinstance(one, Range) and isinstance(two, Range):
            return one.overlaps(two)
        if isinstance(one, Range) or isinstance(two, Range):
            return False
        return not {*map(_named, one)}.isdisjoint(map(_named, two))


def _named(value: Any) -> Hashable:
    return None if value is None else identity(value)


PERIOD = ("start", "end", "last_day", "days", "censored_on")
"""The columns that say when a stretch is."""


@attrs.frozen(eq=False)
class Stretch:
    """A key, and the answers that timelines give about it over a half-open period [start, end).

    An end of None is open; `censored_on` is then the last day of which some of them can know
    anything, where there is one.
    """

    key: Key
    answers: Sequence[Answer]
    start: pendulum.Date
    end: pendulum.Date | None
    censored_on: pendulum.Date | None

    @property
    def last_day(self) -> pendulum.Date | None:
        """The last day, None where it is open."""
        return None if self.end is None else civil(self.end.toordinal() - 1)

    @property
    def days(self) -> int | None:
        """How many days it has, None where it is open."""
        return None if self.end is None else self.end.toordinal() - self.start.toordinal()

    @property
    def period(self) -> tuple[Any, ...]:
        """The cells of the columns that say when it is."""
        return tuple(getattr(self, name) for name in PERIOD)


def differing(
    timelines: Sequence[Timeline],
    keys: Iterable[Key],
    by: Callable[[Answer], Hashable] = lambda answer: answer.said,
) -> Iterator[Stretch]:
    """The maximal periods on which the timelines do not all say the same, by key and start.

    `by` gives what two answers share if they say the same. Where none of them can know, all do.
    """
    for key in sorted(set(keys)):
        days = sorted({day for timeline in timelines for day in _turning_days(timeline, key)})
        told = [(day, [_answer(each, key, day) for each in timelines]) for day in days]
        changes = [next(same) for _, same in groupby(told, key=lambda each: _said(each[1], by))]
        for (first, answers), (after, then) in pairwise([*changes, (OPEN, [])]):
            if len(set(_said(answers, by))) > 1:
                yield _stretch(key, answers, first, after, knows=not _is_unknown(then))


def _stretch(
    key: Key, answers: Sequence[Answer], first: int, after: int, *, knows: bool
) -> Stretch:
    if knows and after <= LAST_DAY:
        return Stretch(key, answers, civil(first), civil(after), None)
    return Stretch(key, answers, civil(first), None, None if after > LAST_DAY else civil(after - 1))


def _is_unknown(answers: Sequence[Answer]) -> bool:
    return all(answer.verdict is Verdict.UNKNOWN for answer in answers)


def _said(answers: Sequence[Answer], by: Callable[[Answer], Hashable]) -> tuple[Hashable, ...]:
    return () if _is_unknown(answers) else tuple(by(answer) for answer in answers)


def _turning_days(timeline: Timeline, key: Key) -> Iterator[int]:
    """The days on which what a timeline says of a key may change."""
    code = timeline.course.space.code_of(key)
    yield from () if code is None else timeline.course.deciding_days(code)
    yield from (e.on.last_day for _, e in timeline.course.endings() if code is None)
    for coverage in timeline.horizons.of_key(key):
        yield ordinal(coverage.since)
        yield ordinal(coverage.until) + 1
    yield max(timeline.horizons.horizon(key) + 1, FIRST_DAY)


def _answer(timeline: Timeline, key: Key, day: int) -> Answer:
    course, judge = timeline.course, timeline.judge
    code = course.space.code_of(key)
    value = None if code is None else course.values[course.value_at(code, day)]
    return Answer(timeline, value, judge.verdict(key, day), judge.possible(key, day))
