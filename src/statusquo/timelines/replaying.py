"""Replay: from a log and a projection to its timeline."""

from collections.abc import Callable, Iterable, Iterator

from statusquo.errors import StatusQuoError
from statusquo.logs.log import Log
from statusquo.projecting.changelog import in_columns
from statusquo.projecting.decorators import Derived, Projection, ProjectionError
from statusquo.projecting.recording import record_changes
from statusquo.timelines.course import Course
from statusquo.timelines.derived_horizons import DerivedHorizons
from statusquo.timelines.deriving import derive
from statusquo.timelines.horizons import ClaimedHorizons, Horizons
from statusquo.timelines.states import StateCourse
from statusquo.timelines.sums import SumCourse
from statusquo.timelines.timeline import Timeline


def replay(log: Log, projection: Projection | Derived) -> Timeline:
    """What `projection` says for every day of `log`.

    The log is replayed once, in the order of (on.last, rank, recorded, id), corrections resolved
    first. Raises `ProjectionError`, with the event and its place, where the projection raises or
    returns what is no change.

    >>> from statusquo.projecting.changes import Set
    >>> from statusquo.lines.event import Event
    >>> from statusquo.projecting.decorators import projection
    >>> @projection(key=("source",))
    ... def heard(event):
    ...     return [Set((source,)) for source in event.source]
    >>> replay(Log([Event(on="1999-05-01", source="almanac")]), heard).at("1999-12-31")
    Facts at the end of 1999-12-31: 1 of (source)
      almanac
    """
    return next(replay_each(log, [projection]))


def replay_each(log: Log, projections: Iterable[Projection | Derived]) -> Iterator[Timeline]:
    """The timelines of several projections, one by one; what they share is replayed once."""
    if not isinstance(log, Log):
        raise StatusQuoError(
            f"replay takes a log and a projection, not {type(log).__name__}",
            code="log-expected",
            hint="sq.load(path) reads a log, sq.Log(events) makes one",
        )
    known: dict[int, tuple[Course, Horizons]] = {}
    for projection in projections:
        if not isinstance(projection, (Projection, Derived)):
            raise ProjectionError(
                f"{projection!r} is no projection; put @projection(key=...) before the function",
                code="projection-expected",
            )
        course, horizons = _replayed(log, projection, known)
        yield Timeline(projection, log, course, horizons, _again(projection))


def _again(projection: Projection | Derived) -> Callable[[Log], Timeline]:
    return lambda log: replay(log, projection)


def _replayed(
    log: Log, projection: Projection | Derived, known: dict[int, tuple[Course, Horizons]]
) -> tuple[Course, Horizons]:
    """The course of a projection and how far it is known; a part used twice is replayed once."""
    if id(projection) not in known:
        own = _claimed(log, projection)
        if isinstance(projection, Derived):
            parts = {name: _replayed(log, part, known) for name, part in projection.parts.items()}
            derived = derive(projection, {name: course for name, (course, _) in parts.items()}, log)
            horizons = {name: horizons for name, (_, horizons) in parts.items()}
            known[id(projection)] = derived, DerivedHorizons(own, derived, horizons)
        else:
            known[id(projection)] = _called(log, projection), own
    return known[id(projection)]


def _claimed(log: Log, projection: Projection | Derived) -> ClaimedHorizons:
    places = len(projection.key)
    about = (c for c in log.coverages if c.about == projection.name)
    return ClaimedHorizons([c for c in about if len(c.scope) == places], log.last_recorded())


def _called(log: Log, projection: Projection) -> Course:
    recorded = record_changes(projection, log.events, log.rows_ever(), log.place)
    changes = in_columns(projection.key, recorded, log.events, log.columns)
    kind = SumCourse if changes.sums else StateCourse
    return kind(projection.name, log, changes.current(log.known_on), changes.past(log.known_on))
