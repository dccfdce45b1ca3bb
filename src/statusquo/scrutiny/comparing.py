"""Comparing two logs: where they answer differently, and by which sources."""

from collections.abc import Iterator
from typing import Any

from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection
from statusquo.scrutiny.differing import PERIOD, Answer, Stretch, differing
from statusquo.table import Table
from statusquo.timelines.replaying import replay
from statusquo.timelines.verdicts import Verdict

_SIDE = ("verdict", "value", "possible", "sources")


def compare(log_a: Log, log_b: Log, projection: Projection | Derived) -> Table:
    """The facts and periods on which two logs do not say the same, by key and start.

    `kind` says how they differ: "differ" if no reading of dates and tellings lets both be right,
    "open" if some reading does, "one-sided" if one of the logs cannot know. The verdict, the
    nominal value, the values on all readings where there are several, and the sources of each
    side stand beside it; of an absent fact the sources are those of its end or, without one, of
    the claim of completeness. Periods are half-open,
    [start, end), with the last day beside it; an open end is None, with the day after which
    neither log can know.

    >>> compare(Log(), Log(), Projection("nothing", ("who",), lambda event: None)).rows
    []
    """
    one, other = replay(log_a, projection), replay(log_b, projection)
    keys = [key for each in (one, other) for key in each.named_keys()]
    rows = [_row(stretch) for stretch in differing((one, other), keys)]
    sides = (f"{name}_{side}" for side in "ab" for name in _SIDE)
    columns = (*projection.key, *PERIOD, "kind", *sides)
    return Table(columns, rows, title=f"{projection.name}: where two logs differ")


def _row(stretch: Stretch) -> tuple[Any, ...]:
    one, other = stretch.answers
    return (
        *stretch.key,
        *stretch.period,
        kind_of(one, other),
        *_side(stretch, one),
        *_side(stretch, other),
    )


def kind_of(one: Answer, other: Answer) -> str:
    """How two answers that are not the same differ."""
    if Verdict.UNKNOWN in (one.verdict, other.verdict):
        return "one-sided"
    return "open" if one.agrees(other) else "differ"


def _side(stretch: Stretch, answer: Answer) -> tuple[str, Any, str | None, str | None]:
    said = ", ".join(sorted(set(_sources(stretch, answer))))
    return str(answer.verdict), answer.known_value, answer.open_values, said or None


def _sources(stretch: Stretch, answer: Answer) -> Iterator[str]:
    """The keys of the sources that say so on the first day."""
    if answer.verdict is Verdict.UNKNOWN:
        return
    why = answer.timeline.why(stretch.key, on=stretch.start)
    for event in (*why.events, *why.corroborated_by):
        yield from event.source
    if not why.events and answer.verdict is Verdict.NO:
        for coverage in why.coverage:
            if coverage.since <= stretch.start <= coverage.until:
                yield from coverage.source
