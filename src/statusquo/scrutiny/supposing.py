"""What if: which facts differ, and for how long, in a log without some events or with more."""

from collections.abc import Iterable
from typing import Any

from statusquo.errors import StatusQuoError
from statusquo.lines.event import Event
from statusquo.lines.keys import shown_key
from statusquo.logs.choosing import Unwanted
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection
from statusquo.ranges import Range
from statusquo.scrutiny.checking import Projections, shipped_projections
from statusquo.scrutiny.differing import PERIOD, Answer, Stretch, differing
from statusquo.table import Table
from statusquo.timelines.replaying import replay_each
from statusquo.timelines.timeline import Timeline
from statusquo.timelines.verdicts import Verdict

HONEST = (
    "This is what the rest of the log says by itself. It cannot decide what would have happened "
    "instead: what others would have done, and what would have followed, is not in it."
)
COLUMNS = (
    "projection",
    "key",
    *PERIOD,
    "change",
    "verdict",
    "value",
    "possible",
    "verdict_then",
    "value_then",
    "possible_then",
)


def consequences(
    log: Log,
    *,
    without: Unwanted | Iterable[Unwanted] = (),
    plus: Event | Iterable[Event] = (),
    projections: Projections | None = None,
) -> Table:
    """What differs if some events had not happened, or if others had, by projection and key.

    `without` is an id, the beginning of one, an event, a predicate of events, or several of
    these; with each go its replacements and the other tellings of its act. `verdict`, `value` and
    `possible` (the values on all readings, where there are several) are those of the log as it
    is, the columns that end in `_then` those of the log as supposed; `change` says in a word what
    becomes of the fact. Periods are half-open, [start, end), with the last day and the number of
    days; an open end is None, with the day after which the log cannot know. The shipped
    projections are used where none are given.

    Raises `NoSuchEvent`, and `StatusQuoError` where nothing is supposed.
    """
    gone, more = _several(without, (str, Event)), _several(plus, (Event,))
    if not gone and not more:
        raise StatusQuoError(
            "nothing is supposed: name events in without=, or give some in plus=",
            code="nothing-supposed",
        )
    left_out = log.going(*gone)
    rows = [
        row
        for timeline in replay_each(log, _chosen(projections))
        for row in _rows(timeline, timeline.leaving_out(*left_out).plus(*more))
    ]
    return Table(COLUMNS, rows, title="what would differ", note=HONEST)


def _several(given: Any, kinds: tuple[type, ...]) -> list[Any]:
    """What was given, as a list: one thing, or several."""
    if isinstance(given, kinds) or not hasattr(given, "__iter__"):
        return [given]
    return list(given)


def _chosen(projections: Projections | None) -> tuple[Projection | Derived, ...]:
    if isinstance(projections, (Projection, Derived)):
        return (projections,)
    return shipped_projections() if projections is None else tuple(projections)


def _rows(as_is: Timeline, then: Timeline) -> list[tuple[Any, ...]]:
    return [_row(stretch) for stretch in differing((as_is, then), then.touched_since(as_is))]


def _row(stretch: Stretch) -> tuple[Any, ...]:
    one, other = stretch.answers
    return (
        one.timeline.projection.name,
        shown_key(stretch.key),
        *stretch.period,
        change_of(one, other),
        *(str(one.verdict), one.known_value, one.open_values),
        *(str(other.verdict), other.known_value, other.open_values),
    )


def change_of(one: Answer, other: Answer) -> str:
    """What becomes of a fact, in a word."""
    if one.value is not None and other.value is None:
        return "gone"
    if one.value is None and other.value is not None:
        return "new"
    if type(one.value) is not type(other.value) or one.value != other.value:
        return "other"
    before, after = _doubt(one), _doubt(other)
    return "as open" if before == after else "surer" if after < before else "less sure"


def _doubt(answer: Answer) -> tuple[int, int]:
    """How unsure an answer is: by its verdict, and then by how many values are possible."""
    steps = (Verdict.YES, Verdict.NO, Verdict.POSSIBLE, Verdict.UNKNOWN)
    many = 1 if isinstance(answer.possible, Range) else len(answer.possible)
    return max(steps.index(answer.verdict), 1), many
