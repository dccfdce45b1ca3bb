"""Replay: from a log and a projection to its timeline."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeVar, overload, runtime_checkable

from statusquo.courses.origins import Origin
from statusquo.courses.revising import WholeReplay
from statusquo.errors import StatusQuoError
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection, ProjectionError
from statusquo.timelines.timeline import Timeline

Replayed_co = TypeVar("Replayed_co", covariant=True)


@runtime_checkable
class Definition(Protocol[Replayed_co]):
    """What is defined by projections, as a balance is, and has a timeline of its own kind."""

    def replayed(self, origin: Origin) -> Replayed_co:
        """The timeline over what a log was replayed to."""
        ...


@overload
def replay(log: Log, projection: Projection | Derived) -> Timeline: ...


@overload
def replay(log: Log, projection: Definition[Replayed_co]) -> Replayed_co: ...


def replay(log: Log, projection: Any) -> Any:
    """What `projection` says for every day of `log`; of a balance, a `BalanceTimeline`.

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
    if _is_definition(projection):
        return projection.replayed(_origin(log))
    return next(replay_each(log, [projection]))


def replay_each(log: Log, projections: Iterable[Projection | Derived]) -> Iterator[Timeline]:
    """The timelines of several projections, one by one; what they share is replayed once."""
    origin = _origin(log)
    for projection in projections:
        if not isinstance(projection, (Projection, Derived)):
            raise ProjectionError(
                f"{projection!r} is no projection; put @projection(key=...) before the function",
                code="projection-expected",
            )
        yield Timeline.made(projection, origin)


def _is_definition(projection: object) -> bool:
    return isinstance(projection, Definition)


def _origin(log: Log) -> Origin:
    if not isinstance(log, Log):
        raise StatusQuoError(
            f"replay takes a log and a projection, not {type(log).__name__}",
            code="log-expected",
            hint="sq.load(path) reads a log, sq.Log(events) makes one",
        )
    return WholeReplay(log)
