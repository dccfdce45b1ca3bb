"""Replay: from a log and a projection to its timeline."""

from statusquo.changelog import in_columns
from statusquo.course import Course
from statusquo.coverage import Horizons
from statusquo.deriving import derive
from statusquo.log import Log
from statusquo.projecting import Derived, Projection, ProjectionError
from statusquo.recording import record_changes
from statusquo.states import StateCourse
from statusquo.sums import SumCourse
from statusquo.timeline import Timeline


def replay(log: Log, projection: Projection | Derived) -> Timeline:
    """What `projection` says for every day of `log`.

    The log is replayed once, in the order of (on.last, rank, recorded, id), corrections resolved
    first. Raises `ProjectionError`, with the event and its place, where the projection raises or
    returns what is no change.

    >>> from statusquo.changes import Set
    >>> from statusquo.event import Event
    >>> from statusquo.projecting import projection
    >>> @projection(key=("source",))
    ... def heard(event):
    ...     return [Set((source,)) for source in event.source]
    >>> replay(Log([Event(on="1999-05-01", source="almanac")]), heard).at("1999-12-31")
    Facts at the end of 1999-12-31: 1 of (source)
      almanac
    """
    if not isinstance(projection, (Projection, Derived)):
        raise ProjectionError(
            f"{projection!r} is no projection; put @projection(key=...) before the function",
            code="projection-expected",
        )
    course = _course(log, projection, {})
    about = [c for c in log.coverages() if c.about == projection.name]
    fitting = [c for c in about if len(c.scope) == len(projection.key)]
    horizons = Horizons(fitting, log.last_recorded())
    return Timeline(projection, log, course, horizons, lambda other: replay(other, projection))


def _course(log: Log, projection: Projection | Derived, known: dict[int, Course]) -> Course:
    """The course of a projection; a part that is used twice is replayed once."""
    if id(projection) not in known:
        if isinstance(projection, Derived):
            parts = {name: _course(log, part, known) for name, part in projection.parts.items()}
            known[id(projection)] = derive(projection, parts, log)
        else:
            known[id(projection)] = _replayed(log, projection)
    return known[id(projection)]


def _replayed(log: Log, projection: Projection) -> Course:
    recorded = record_changes(projection, log.events, log.rows_ever(), log.place)
    changes = in_columns(projection.key, recorded, log.events, log.columns)
    kind = SumCourse if changes.sums else StateCourse
    return kind(projection.name, log, changes.current(), changes.past())
