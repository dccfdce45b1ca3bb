"""What ended with somebody who ended, and nobody who came after took over."""

from collections import defaultdict
from collections.abc import Iterator

from statusquo.courses.findings import Finding, finding_at
from statusquo.dates.days import civil
from statusquo.lines.event import Event
from statusquo.lines.keys import Key, KeyPlace, Pattern, matches, shown_key
from statusquo.logs.columns import numbers
from statusquo.logs.log import Log
from statusquo.timelines.timeline import Timeline


def nobody_took_over(timeline: Timeline) -> list[Finding]:
    """Facts that a succession ended, and that no successor ever had.

    Classes of events say by `passes_on` which fields name who ends and who comes after. A fact is
    taken over where the same key with a successor in the place of the predecessor is ever set.
    """
    found: dict[Key, Finding] = {}
    successors = _successors(timeline.log)
    for pattern, event in timeline.course.endings():
        for heirs in successors.get(event.id, {}).items():
            for key in _ended(timeline, event, pattern):
                if not any(_had(timeline, key, heirs[0], heir) for heir in heirs[1]):
                    found.setdefault(key, _left_behind(timeline, event, key))
    return [found[key] for key in sorted(found)]


def _successors(log: Log) -> dict[str, dict[KeyPlace, list[KeyPlace]]]:
    """For the id of each succession: who ended, and all who came after in any line."""
    heirs: dict[KeyPlace, list[KeyPlace]] = defaultdict(list)
    ended: dict[str, KeyPlace] = {}
    for event in log.standing():
        if event.passes_on is not None:
            predecessor, successor = (getattr(event, name) for name in event.passes_on)
            heirs[predecessor].append(successor)
            ended[event.id] = predecessor
    return {name: {who: heirs[who]} for name, who in ended.items()}


def _ended(timeline: Timeline, event: Event, pattern: Pattern) -> Iterator[Key]:
    """The keys that this event alone ended by its pattern, in order."""
    course, day = timeline.course, event.on.last_day
    for code in numbers(course.space.listed()):
        key = course.space.keys[code]
        if matches(pattern, key):
            for turn in course.turns.of_key(code):
                behind = (each.id for each in course.turned_by(turn))
                if event.id in behind and not _ended_by_name(timeline, code, day):
                    yield key


def _ended_by_name(timeline: Timeline, code: int, day: int) -> bool:
    """Whether an event that is no succession said the same that day."""
    said_again = timeline.course.reasons(code, day).corroborating
    return any(event.passes_on is None for event in said_again)


def _had(timeline: Timeline, key: Key, who: KeyPlace, heir: KeyPlace) -> bool:
    space = timeline.course.space
    code = space.code_of(tuple(heir if place == who else place for place in key))
    return code is not None and bool(timeline.course.turns.of_key(code))


def _left_behind(timeline: Timeline, event: Event, key: Key) -> Finding:
    name = timeline.projection.name
    return finding_at(
        timeline.log,
        (timeline.log.row_of(event),),
        code="nobody-took-over",
        text=f"{name}: {shown_key(key)} ended with a succession, and no successor has it",
        projection=name,
        key=key,
        on=civil(event.on.last_day),
    )
