"""What ended with somebody who ended, and nobody who came after took over."""

from collections import defaultdict
from collections.abc import Iterator

from statusquo.dates.days import civil
from statusquo.lines.keys import Key, KeyPlace, Pattern, matches, shown_key
from statusquo.logs.log import Log
from statusquo.timelines.findings import Finding, finding_at
from statusquo.timelines.timeline import Timeline


def nobody_took_over(timeline: Timeline) -> list[Finding]:
    """Facts that a succession ended, and that no successor ever had.

    Classes of events say by `passes_on` which fields name who ends and who comes after. A fact is
    taken over where the same key with a successor in the place of the predecessor is ever set.
    """
    log = timeline.log
    found: dict[Key, Finding] = {}
    successors = _successors(log)
    for pattern, row in timeline.course.patterns:
        for heir_of in successors.get(row, ()):
            for key in _ended(timeline, row, pattern):
                if not any(_had(timeline, key, heir_of, heir) for heir in successors[row][heir_of]):
                    found.setdefault(key, _left_behind(timeline, row, key))
    return [found[key] for key in sorted(found)]


def _successors(log: Log) -> dict[int, dict[KeyPlace, list[KeyPlace]]]:
    """For the row of each succession: who ended, and all who came after in any line."""
    heirs: dict[KeyPlace, list[KeyPlace]] = defaultdict(list)
    rows: dict[int, KeyPlace] = {}
    for row in log.rows():
        fields = log.events[row].passes_on
        if fields is not None:
            predecessor, successor = (getattr(log.events[row], name) for name in fields)
            heirs[predecessor].append(successor)
            rows[row] = predecessor
    return {row: {who: heirs[who]} for row, who in rows.items()}


def _ended(timeline: Timeline, row: int, pattern: Pattern) -> Iterator[Key]:
    """The keys that the event at `row` alone ended by its pattern, in order."""
    course, day = timeline.course, int(timeline.log.columns.last[row])
    for code, key in enumerate(course.space.keys):
        if matches(pattern, key):
            for turn in course.turns.of_key(code):
                if row in course.turned_by(turn) and not _ended_by_name(timeline, code, day):
                    yield key


def _ended_by_name(timeline: Timeline, code: int, day: int) -> bool:
    """Whether an event that is no succession said the same that day."""
    events = timeline.log.events
    said_again = timeline.course.reasons(code, day).corroborating
    return any(events[row].passes_on is None for row in said_again)


def _had(timeline: Timeline, key: Key, who: KeyPlace, heir: KeyPlace) -> bool:
    codes = timeline.course.space.codes
    code = codes.get(tuple(heir if place == who else place for place in key))
    return code is not None and bool(timeline.course.turns.of_key(code))


def _left_behind(timeline: Timeline, row: int, key: Key) -> Finding:
    name = timeline.projection.name
    return finding_at(
        timeline.log,
        (row,),
        code="nobody-took-over",
        text=f"{name}: {shown_key(key)} ended with a succession, and no successor has it",
        projection=name,
        key=key,
        on=civil(int(timeline.log.columns.last[row])),
    )
