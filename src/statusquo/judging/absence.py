"""What it means that a fact is not there: it does not hold, or nobody can say."""

from statusquo.dates.days import civil
from statusquo.judging.evidence import Evidence
from statusquo.judging.points import Point
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


def absent(history: Timeline, key: Key, day: int) -> Point:
    """A point on a fact that is not seen on a day: it fails, or is undecidable."""
    verdict = history.judge.verdict(key, day)
    if verdict is Verdict.POSSIBLE:
        nominal, *others = absence(history, key, day)
    else:
        nominal, *others = (Ruling.UNDECIDABLE if verdict is Verdict.UNKNOWN else Ruling.FAILS,)
    covered = (c for c in history.horizons.of_key(key) if c.since <= civil(day) <= c.until)
    return Point.of(nominal, Evidence(complete=tuple(covered)), others)
