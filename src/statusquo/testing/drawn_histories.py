"""Strategies for logs: histories that could be true, any log at all, and days to ask about."""

import pendulum
from hypothesis import strategies as st

from statusquo.dates.days import FIRST_DAY, LAST_DAY, civil
from statusquo.lines.event import Event
from statusquo.lines.page import Line
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection
from statusquo.testing.dates import days
from statusquo.testing.drawn_logs import logs_of
from statusquo.testing.drawn_remarks import remarks_on
from statusquo.testing.field_values import Overrides
from statusquo.testing.happenings import FollowingByFields, Happenings
from statusquo.testing.overriding import checked_overrides
from statusquo.testing.reactions import relevant_events
from statusquo.testing.strategies import Classes, by_class, classes_of, either_of

_MOST_REMARKS = 4


def histories(
    vocabulary: Classes | None = None,
    *,
    projection: Projection | Derived | None = None,
    fields: Overrides | None = None,
) -> st.SearchStrategy[Log]:
    """Logs that could be true for the most part, and have what makes history hard.

    Who leaves has mostly joined. With a `projection` most events are such as it does something
    with, and what ends a fact comes after what set it. Without one, an event comes after one of a
    class that stands before its own in the vocabulary and has all the fields that it needs. Lines
    come in any order, some late, with uncertain dates, told twice, corrected, retracted, or there
    twice. `vocabulary` and `fields` are those of `events`.

    >>> from hypothesis import find
    >>> from statusquo.events import Accession
    >>> find(histories([Accession]), lambda log: len(log) == 1)
    Log of 1 event, 2000-01-01 to 2000-01-01
    """
    classes = classes_of(vocabulary)
    overrides = checked_overrides(fields, classes)
    if projection is not None:
        return logs_of(relevant_events(projection, classes, overrides))
    events, each = either_of(classes, overrides), by_class(classes, overrides)
    return logs_of(Happenings(events, each, FollowingByFields.of(classes)))


def logs(
    vocabulary: Classes | None = None,
    *,
    projection: Projection | Derived | None = None,
    fields: Overrides | None = None,
) -> st.SearchStrategy[Log]:
    """Any log: a history or none, with declarations, claims of completeness and observations.

    With a `projection` the claims and the observations are mostly about it, and so are the events.

    >>> from hypothesis import find
    >>> from statusquo.events import Accession
    >>> find(logs([Accession]), lambda log: True)
    Log of no events
    """
    return _any_log(histories(vocabulary, projection=projection, fields=fields), projection)


@st.composite
def _any_log(
    draw: st.DrawFn, history: st.SearchStrategy[Log], projection: Projection | Derived | None
) -> Log:
    lines: list[Line] = []
    if draw(st.sampled_from((False, True, True, True))):
        lines += draw(history)
    remark = remarks_on([line for line in lines if isinstance(line, Event)], projection)
    lines += draw(st.lists(remark, max_size=_MOST_REMARKS))
    return Log(lines)


def days_of(log: Log) -> st.SearchStrategy[pendulum.Date]:
    """Days on which something may turn in a log, the days before and after, and seldom others.

    >>> from hypothesis import find
    >>> find(days_of(Log([Event(on="1990-03-10")])), lambda day: day.year == 1990)
    Date(1990, 3, 9)
    """
    near = _near(log)
    return st.sampled_from(near) | st.sampled_from(near) | days() if near else days()


def _near(log: Log) -> list[pendulum.Date]:
    bounds = {day for event in log.events for day in (event.on.first_day, event.on.last_day)}
    near = {day + step for day in bounds for step in (-1, 0, 1)}
    return [civil(day) for day in sorted(near) if FIRST_DAY <= day <= LAST_DAY]
