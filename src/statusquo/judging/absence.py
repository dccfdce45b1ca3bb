"""What it means that a fact is not there: it does not hold, or nobody can say."""

from statusquo.judging.rulings import Ruling
from statusquo.lines.keys import Key, matches
from statusquo.timelines.timeline import Timeline
from statusquo.timelines.verdicts import Verdict


def absence(history: Timeline, key: Key, day: int) -> tuple[Ruling, ...]:
    """The rulings where a reading has no such fact on a day, that of the nominal one first.

    It is surely absent where the log is complete, or where an event ended it. The day is an
    ordinal.
    """
    course, horizons = history.course, history.judge.horizons
    if horizons.covered(key, day):
        return (Ruling.FAILS,)
    code = course.space.code_of(key)
    if code is not None and course.ended(code, day):
        return (Ruling.FAILS, Ruling.UNDECIDABLE)
    may_end = any(matches(pattern, key) for pattern, _ in course.endings())
    return (Ruling.UNDECIDABLE, Ruling.FAILS) if may_end else (Ruling.UNDECIDABLE,)


def is_told(history: Timeline, key: Key, day: int) -> bool:
    """Whether the log knows, on the nominal reading, if a fact holds at the end of a day."""
    verdict = history.judge.verdict(key, day)
    if verdict is Verdict.POSSIBLE:
        return absence(history, key, day)[0] is Ruling.FAILS
    return verdict is not Verdict.UNKNOWN
