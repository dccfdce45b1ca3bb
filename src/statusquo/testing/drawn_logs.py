"""Logs of drawn events: events that meet, corrections of them, and lines that are there twice."""

from typing import Any

import attrs
from hypothesis import strategies as st

from statusquo.dates.when import When
from statusquo.lines.canonical import HEADER
from statusquo.lines.event import Event
from statusquo.lines.remarks import Retraction
from statusquo.logs.log import Log
from statusquo.testing.dates import dates, days
from statusquo.testing.field_values import fields_of

_MOST_EVENTS = 10
_MOST_CORRECTIONS = 2
_DAYS, _DATES = days(), dates()


@st.composite
def logs_of(draw: st.DrawFn, happening: st.SearchStrategy[Event]) -> Log:
    """Logs of these events, in any order, with corrections."""
    lines: list[Event] = []
    for event in draw(st.lists(happening, min_size=1, max_size=_MOST_EVENTS)):
        lines.append(_meeting(draw, event, lines))
    for _ in range(draw(st.integers(0, _MOST_CORRECTIONS))):
        lines.append(_correction(draw, draw(st.sampled_from(lines)), happening))
    return Log(_in_some_order(draw, lines))


def _meeting(draw: st.DrawFn, event: Event, earlier: list[Event]) -> Event:
    """The event, or one that says what an earlier one said, but perhaps for a field or the day."""
    other = draw(st.sampled_from((None, *earlier)))
    if other is None:
        return event
    shared = _shared_fields(type(event), type(other))
    different = draw(st.sampled_from((None, None, None, *shared)))
    said = {name: getattr(other, name) for name in shared if name != different}
    days_after = draw(st.sampled_from((None, 0, 1, 2, 366)))
    if days_after is not None and other.on.last is not None:
        said["on"] = When.of(other.on.last.add(days=days_after))
    if days_after == 0:  # so that at times nothing but the id tells which comes first
        said["recorded"] = other.recorded
    return _evolved(event, said) or event


def _shared_fields(one: type[Event], other: type[Event]) -> list[str]:
    types = {field.name: field.type for field in fields_of(other)}
    return [
        field.name
        for field in fields_of(one)
        if field.name not in ("on", *HEADER) and types.get(field.name) == field.type
    ]


def _correction(draw: st.DrawFn, target: Event, happening: st.SearchStrategy[Event]) -> Event:
    recorded = draw(_DAYS)
    kind = draw(st.sampled_from(("retraction", "another day", "another event")))
    if kind == "retraction" or isinstance(target, Retraction):
        return Retraction(of=target.id, on=recorded)
    event = target if kind == "another day" else draw(happening)
    said = {"on": draw(_DATES)} if kind == "another day" else {}
    corrected = _evolved(event, {**said, "replaces": target.id, "recorded": recorded})
    return corrected or Retraction(of=target.id, on=recorded)


def _evolved(event: Event, said: dict[str, Any]) -> Event | None:
    """The event with some fields otherwise, or None where its class refuses that."""
    aliases = {field.name: field.alias or field.name for field in fields_of(type(event))}
    if "on" in said and "recorded" not in said and _is_recorded_at_once(event):
        said = {**said, "recorded": said["on"].last}
    try:
        return attrs.evolve(event, **{aliases[name]: value for name, value in said.items()})
    except (ValueError, TypeError):
        return None


def _is_recorded_at_once(event: Event) -> bool:
    return event.on.last is not None and event.recorded == event.on.last


def _in_some_order(draw: st.DrawFn, lines: list[Event]) -> list[Event]:
    if draw(st.booleans()):
        lines = [*lines, *lines[:1]]
    return lines[::-1] if draw(st.booleans()) else lines
