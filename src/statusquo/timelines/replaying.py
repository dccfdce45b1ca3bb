"""Replay: from a log and a projection to its timeline."""

from collections.abc import Iterable, Iterator

from statusquo.courses.revising import WholeReplay
from statusquo.errors import StatusQuoError
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection, ProjectionError
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
    origin = WholeReplay(log)
    for projection in projections:
        if not isinstance(projection, (Projection, Derived)):
            raise ProjectionError(
                f"{projection!r} is no projection; put @projection(key=...) before the function",
                code="projection-expected",
            )
        yield Timeline.made(projection, origin)
