"""Facts that a claim of completeness denied, and that the record came to hold all the same."""

from collections.abc import Iterator

import attrs
import pendulum

from statusquo.courses.course import may_be_absent, may_hold
from statusquo.dates.days import civil, ordinal
from statusquo.lines.event import Event
from statusquo.lines.keys import Key, matches
from statusquo.lines.remarks import Coverage
from statusquo.timelines.timeline import Timeline


@attrs.frozen
class LateFact:
    """A key that surely holds on a day by an event that was recorded after the claim."""

    key: Key
    on: pendulum.Date
    event: Event


def late_facts(timeline: Timeline, claim: Coverage) -> Iterator[LateFact]:
    """The facts of a timeline that show a claim of completeness to have been wrong.

    Such a fact is in the scope of the claim. By what was on the record when the claim was made,
    it held on no reading on some day of the claim; by what is now on it, it holds on every
    reading, and an event makes it hold that was recorded after the claim. Corrections show
    nothing of the kind: that a day or a party was wrong is not that something was missing.
    """
    if not any(_is_late(event, claim) for event in timeline.log.standing()):
        return
    then = timeline.known(claim.recorded)
    for key in timeline.named_keys():
        if matches(claim.scope, key):
            yield from _first_of(timeline, then, key, claim)


def _first_of(now: Timeline, then: Timeline, key: Key, claim: Coverage) -> Iterator[LateFact]:
    for day in _days(now, then, key, claim):
        if may_be_absent(now.values(key, on=day)) or may_hold(then.values(key, on=day)):
            continue
        late = [event for event in now.why(key, on=day).events if _is_late(event, claim)]
        if late:
            yield LateFact(key, day, late[0])
            return


def _days(now: Timeline, then: Timeline, key: Key, claim: Coverage) -> list[pendulum.Date]:
    """The days of the claim on which what is said of a key may begin to differ."""
    first, last = ordinal(claim.since), ordinal(claim.until)
    turning = {day for timeline in (now, then) for day in _turning_days(timeline, key)}
    return [civil(day) for day in sorted({first, *turning}) if first <= day <= last]


def _turning_days(timeline: Timeline, key: Key) -> list[int]:
    code = timeline.course.space.code_of(key)
    return [] if code is None else timeline.course.turning_days(code)


def _is_late(event: Event, claim: Coverage) -> bool:
    return event.recorded > claim.recorded and event.replaces is None
