"""Strategies for events of any vocabulary."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from hypothesis import reject
from hypothesis import strategies as st

from statusquo.dates.when import When
from statusquo.errors import StatusQuoError
from statusquo.lines.canonical import HEADER
from statusquo.lines.event import Event
from statusquo.pages.vocabulary import shipped_vocabulary, vocabulary_of
from statusquo.testing.dates import days
from statusquo.testing.field_values import Overrides, field_values, fields_of, override_of
from statusquo.testing.overriding import checked_overrides

Classes: TypeAlias = Iterable[type[Event]]

_TRIES = 8
_HEADER = {
    "source": st.sampled_from(((), (), ("source-1",), ("source-2",), ("source-1", "source-2"))),
    "act": st.sampled_from((None, None, None, None, "act-1", "act-2")),
    "ref": st.sampled_from((None, None, "1", "2")),
}
_RECORDED = st.none() | days()


def events(
    vocabulary: Classes | None = None, *, fields: Overrides | None = None
) -> st.SearchStrategy[Event]:
    """Events of these classes, your own too; without any, of the shipped ones.

    Fields are drawn by their types, texts from a small pool for each name of a field. A class
    that is named twice is drawn twice as often. `fields` says what to draw instead: by the name
    of a field ("troops"), by class and field ("Deployment.troops"), or by class, for events or
    whatever a field holds.

    >>> from hypothesis import find, strategies as st
    >>> from statusquo.events import Deployment
    >>> strategy = events([Deployment], fields={"troops": st.integers(0, 10_000)})
    >>> find(strategy, lambda event: event.troops > 900).troops
    901

    Raises `UnknownOverride` for a field that no class has.
    """
    classes = classes_of(vocabulary)
    overrides = checked_overrides(fields, classes)
    return either_of(classes, overrides)


def classes_of(vocabulary: Classes | None) -> tuple[type[Event], ...]:
    """The classes of a vocabulary, checked; those who are named twice still are."""
    classes = shipped_vocabulary() if vocabulary is None else tuple(vocabulary)
    vocabulary_of(classes)
    if not classes:
        raise StatusQuoError("a vocabulary needs a class", code="vocabulary-empty")
    return classes


def either_of(classes: Sequence[type[Event]], overrides: Overrides) -> st.SearchStrategy[Event]:
    """Events of any of these classes, under overrides that were checked."""
    return st.sampled_from(classes).flatmap(by_class(classes, overrides).__getitem__)


def by_class(
    classes: Sequence[type[Event]], overrides: Overrides
) -> dict[type[Event], st.SearchStrategy[Event]]:
    """Events of each of these classes, under overrides that were checked."""
    return {cls: events_of(cls, overrides) for cls in dict.fromkeys(classes)}


def events_of(cls: type, overrides: Overrides) -> st.SearchStrategy[Event]:
    """Events of one class, under overrides that were checked."""
    if cls in overrides:
        return overrides[cls]
    own = {
        field.alias or field.name: field_values(cls, field, overrides)
        for field in fields_of(cls)
        if field.name not in HEADER or override_of(cls, field, overrides) is not None
    }
    return _built(cls, own)


@st.composite
def _built(draw: st.DrawFn, cls: type, own: dict[str, st.SearchStrategy[Any]]) -> Event:
    for _ in range(_TRIES):
        values = {name: draw(strategy) for name, strategy in own.items()}
        try:
            event: Event = cls(**{**_header(draw, values["on"]), **values})
        except (ValueError, TypeError):  # the class has rules that its types do not tell
            continue
        return event
    return reject()


def _header(draw: st.DrawFn, on: When) -> dict[str, Any]:
    header: dict[str, Any] = {name: draw(values) for name, values in _HEADER.items()}
    recorded = draw(_RECORDED)
    if recorded is None and on.last is None:
        recorded = on.first
    return header if recorded is None else {**header, "recorded": recorded}
