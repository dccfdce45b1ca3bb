"""Strategies for the lines that change no fact: declarations, claims, observations, retractions."""

import functools
from collections.abc import Sequence
from typing import Any, TypeAlias

from hypothesis import strategies as st

from statusquo.lines.declarations import Actor, Source
from statusquo.lines.event import Event
from statusquo.lines.page import Line
from statusquo.lines.remarks import Coverage, Observation, Retraction
from statusquo.projecting.decorators import Derived, Projection
from statusquo.testing.dates import dates, days
from statusquo.testing.field_values import instances_of, names_of, numbers, ranges
from statusquo.testing.happenings import items_of, own_fields

_SOURCES = ("source-1", "source-2", "source-3")
_ABOUT = ("projection-1", "projection-2")
_MOST_PLACES = 3
_DAYS, _VALUES = days(), numbers() | ranges()
_CLOSED_DATES = dates().filter(lambda when: when.last is not None)
_SOME_SOURCES = st.lists(st.sampled_from(_SOURCES), max_size=2, unique=True).map(tuple)
Tuples: TypeAlias = st.SearchStrategy[tuple[Any, ...]]


def remarks_on(
    events: Sequence[Event] = (), projection: Projection | Derived | None = None
) -> st.SearchStrategy[Line]:
    """Lines of these kinds about a history, and about a projection where one is given.

    >>> from hypothesis import find
    >>> find(remarks_on(), lambda line: isinstance(line, Retraction)).of[:8]
    '00000000'
    """
    return st.one_of(
        declarations(), coverages(events, projection), observations(events, projection),
        retractions(events),
    )  # fmt: skip


@functools.cache
def declarations() -> st.SearchStrategy[Source | Actor]:
    """Declarations of sources and of actors, some of them of one key.

    >>> from hypothesis import find
    >>> find(declarations(), lambda line: isinstance(line, Source)).key
    'source-1'
    """
    sources = instances_of(Source, {"key": st.sampled_from(_SOURCES)})
    return sources | instances_of(Actor, {"id": names_of("member")})


def retractions(events: Sequence[Event] = ()) -> st.SearchStrategy[Retraction]:
    """Retractions of these events, and of what is not there."""
    unknown = ("0" * 32, "f" * 32)
    return _retraction(st.sampled_from((*unknown, *(event.id for event in events))))


@st.composite
def _retraction(draw: st.DrawFn, ids: st.SearchStrategy[str]) -> Retraction:
    return Retraction(of=draw(ids), on=draw(_DAYS), source=draw(_SOME_SOURCES))


def coverages(
    events: Sequence[Event] = (), projection: Projection | Derived | None = None
) -> st.SearchStrategy[Coverage]:
    """Claims of completeness, about patterns of keys that may be in the history."""
    scopes = _tuples(_places(events) | st.just(...), projection)
    return _coverage(_about(projection), scopes)


@st.composite
def _coverage(draw: st.DrawFn, about: st.SearchStrategy[str], scopes: Tuples) -> Coverage:
    since, until = sorted((draw(_DAYS), draw(_DAYS)))
    return Coverage(
        about=draw(about),
        scope=draw(scopes),
        since=since,
        until=until,
        source=draw(_SOME_SOURCES),
    )


def observations(
    events: Sequence[Event] = (), projection: Projection | Derived | None = None
) -> st.SearchStrategy[Observation]:
    """Observations of keys that may be in the history: that they held or not, or with what."""
    places = _places(events)
    return _observation(_about(projection), _tuples(places, projection), _VALUES | places)


@st.composite
def _observation(
    draw: st.DrawFn, about: st.SearchStrategy[str], keys: Tuples, values: st.SearchStrategy[Any]
) -> Observation:
    says_whether = draw(st.booleans())
    return Observation(
        about=draw(about),
        key=draw(keys),
        on=draw(_CLOSED_DATES),
        holds=draw(st.booleans()) if says_whether else None,
        value=None if says_whether else draw(values),
        source=draw(_SOME_SOURCES),
    )


def _about(projection: Projection | Derived | None) -> st.SearchStrategy[str]:
    if projection is None:
        return st.sampled_from(_ABOUT)
    return st.sampled_from((projection.name, projection.name, projection.name, *_ABOUT))


def _places(events: Sequence[Event]) -> st.SearchStrategy[Any]:
    """Texts that stand in the events; some other where there are none."""
    values = (getattr(event, f.name) for event in events for f in own_fields(type(event)))
    texts = {text for value in values for text in items_of(value)}
    found = sorted(text for text in texts if isinstance(text, str))
    return st.sampled_from(found) if found else names_of("place")


def _tuples(places: st.SearchStrategy[Any], projection: Projection | Derived | None) -> Tuples:
    least = 1 if projection is None else len(projection.key)
    most = _MOST_PLACES if projection is None else least
    return st.lists(places, min_size=least, max_size=most).map(tuple)
