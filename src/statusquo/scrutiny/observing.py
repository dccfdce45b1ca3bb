"""What observers saw, held against what a timeline says."""

from collections.abc import Iterable, Sequence
from typing import Any

from statusquo.courses.course import may_be_absent, may_hold
from statusquo.dates.days import FIRST_DAY, LAST_DAY, civil
from statusquo.lines.remarks import Coverage, Observation
from statusquo.projecting.values import identity
from statusquo.ranges import Range
from statusquo.timelines.timeline import Timeline
from statusquo.timelines.verdicts import Verdict


def contradicted(timeline: Timeline, observation: Observation) -> Sequence[int]:
    """The evenings on which an observation disagrees with every possible value; none if it agrees.

    It is contradicted only if it does on each evening from the day before its first day to its
    last. Where the log claims no completeness, an absent fact contradicts nothing.
    """
    days = _evenings(timeline, observation)
    return () if any(_agrees(timeline, observation, day) for day in days) else days


def _evenings(timeline: Timeline, observation: Observation) -> Sequence[int]:
    """The evenings of the window, and the one before it, on which an answer may differ."""
    first, last = observation.on.first_day, min(observation.on.last_day, LAST_DAY)
    code = timeline.course.space.code_of(observation.key)
    turning = [] if code is None else timeline.course.turning_days(code)
    edges = [day for c in timeline.horizons.of_key(observation.key) for day in _edges(c)]
    inside = {d for day in (*turning, *edges) for d in (day - 1, day) if first <= d <= last}
    return sorted(d for d in {first - 1, first, last, *inside} if d >= FIRST_DAY)


def _edges(coverage: Coverage) -> tuple[int, int]:
    return coverage.since.toordinal(), coverage.until.toordinal() + 1


def _agrees(timeline: Timeline, observation: Observation, day: int) -> bool:
    possible = timeline.values(observation.key, on=civil(day))
    if observation.holds is False:
        return may_be_absent(possible)
    unknown = timeline.holds(observation.key, on=civil(day)) is Verdict.UNKNOWN
    if unknown and may_be_absent(possible):
        return True
    if observation.value is None:
        return may_hold(possible)
    return any(_alike(observation.value, value) for value in _each(possible))


def _each(possible: Any) -> Iterable[Any]:
    return [possible] if isinstance(possible, Range) else possible


def _alike(seen: Any, value: Any) -> bool:
    """Whether two values agree; a range agrees with what it overlaps."""
    if value is None:
        return False
    if isinstance(seen, Range) or isinstance(value, Range):
        one, other = (seen, value) if isinstance(seen, Range) else (value, seen)
        return not isinstance(other, (str, bool)) and one.overlaps(other)
    return identity(seen) == identity(value)
