"""Histories of drawn events: they meet, end what began, are told twice, corrected, there twice."""

from collections.abc import Mapping, Sequence
from typing import Any

import pendulum
from hypothesis import strategies as st

from statusquo.dates.days import LAST_DAY, OPEN, civil
from statusquo.dates.when import When
from statusquo.lines.event import Event
from statusquo.lines.remarks import Retraction
from statusquo.logs.log import Log
from statusquo.testing.dates import dates, days
from statusquo.testing.happenings import Happenings, evolved, own_fields

_MOST_EVENTS = 10
_MOST_CORRECTIONS = 2
_DAYS, _DATES = days(), dates()
_OPEN_OR_NOT = st.sampled_from((*("{0}",) * 7, "[{0}..]"))
_LATER = (1, 2, 30, 366, 0)
_LATE = (0, 0, 0, 1, 30, 400)
_FORMS = (*("{day}",) * 7, "{day}?", "{day:.7}", "{day:.4}", "[{start}..{day}]")
_MOSTLY = st.sampled_from((False, *(True,) * 19))
_TELLINGS = st.sampled_from((0, 0, 1, 2))
_MEETINGS = st.sampled_from((0, 0, 1, 2))


def logs_of(happenings: Happenings) -> st.SearchStrategy[Log]:
    """Logs of these events, in any order, with late lines, tellings and corrections."""

    @st.composite
    def history(draw: st.DrawFn) -> Log:
        return _drawn(draw, happenings)

    return history()


def _drawn(draw: st.DrawFn, happenings: Happenings) -> Log:
    lines: list[Event] = []
    followed = set[tuple[type[Event] | None, str]]()
    for event in draw(st.lists(happenings.events, min_size=1, max_size=_MOST_EVENTS)):
        if draw(_MOSTLY) and happenings.following.openers(type(event)):
            lines += _after_its_opener(draw, event, lines, followed, happenings)
        else:
            lines.append(_meeting(draw, event, lines))
    for _ in range(draw(_TELLINGS)):
        _tell_again(draw, lines, happenings)
    for _ in range(draw(_MEETINGS)):
        _bring_to_one_day(draw, lines)
    for _ in range(draw(st.integers(0, _MOST_CORRECTIONS))):
        lines.append(_correction(draw, draw(st.sampled_from(lines)), happenings))
    return Log(_in_some_order(draw, lines))


def _after_its_opener(
    draw: st.DrawFn,
    event: Event,
    lines: Sequence[Event],
    followed: set[tuple[type[Event] | None, str]],
    happenings: Happenings,
) -> list[Event]:
    """The event after one that it follows, which is drawn too where there is none yet."""
    cls = type(event)
    kind = None if happenings.following.once else cls
    fields = {
        line.id: said
        for line in lines
        if (kind, line.id) not in followed
        and line.on.last_day != OPEN
        and (said := happenings.following.follows(event, line)) is not None
    }
    earlier = [line for line in lines if line.id in fields]
    new: list[Event] = []
    if not earlier:
        openers = st.sampled_from(happenings.following.openers(cls))
        opener = draw(openers.flatmap(happenings.by_class.__getitem__))
        fields = {opener.id: happenings.following.follows(event, opener) or {}}
        new, earlier = [opener], [opener]
    other = draw(st.sampled_from(earlier))
    if draw(st.booleans()):
        new.append(_sibling(draw, other, happenings))
    after = _later(draw, event, other, fields[other.id])
    followed.add((kind, other.id))
    if happenings.following.once:  # a pattern ends more than the one
        ended = (e for e in (*lines, *new) if happenings.following.follows(after, e) == {})
        followed.update((None, event.id) for event in ended)
    return [*new, after]


def _sibling(draw: st.DrawFn, event: Event, happenings: Happenings) -> Event:
    """The event but for one field, so that what ends a whole pattern has more than one to end."""
    names = [field.name for field in own_fields(type(event))] or ["ref"]
    name = draw(st.sampled_from(names))
    other = draw(happenings.by_class[type(event)])
    return evolved(event, {name: getattr(other, name)}) or event


def _later(draw: st.DrawFn, event: Event, other: Event, said: Mapping[str, Any]) -> Event:
    """The event on a day after another, with these fields; seldom on the same day.

    After one that happened at some time in a month or a year, it may fall within that time.
    """
    ends = [day for day in (other.on.first_day, other.on.last_day) if day != OPEN]
    start = draw(st.sampled_from(ends))
    day = _some_days_after(start, draw(st.sampled_from(_LATER)))
    on = draw(st.sampled_from(_FORMS)).format(day=str(day), start=civil(start))
    recorded = _some_days_after(When(on).last_day, draw(st.sampled_from(_LATE)))
    return evolved(event, {**said, "on": When(on), "recorded": recorded}) or event


def _some_days_after(day: int, number: int) -> pendulum.Date:
    return civil(min(day + number, LAST_DAY))


def _meeting(draw: st.DrawFn, event: Event, earlier: list[Event]) -> Event:
    """The event, or one that says what an earlier one said, but perhaps for a field or the day."""
    other = draw(st.sampled_from((None, *earlier)))
    if other is None:
        return event
    shared = _shared_fields(type(event), type(other))
    different = draw(st.sampled_from((None, None, None, *shared)))
    said = {name: getattr(other, name) for name in shared if name != different}
    days_after = draw(st.sampled_from((None, 0, 0, 1, 366)))
    if days_after is not None and other.on.last_day != OPEN:
        day = _some_days_after(other.on.last_day, days_after)
        said["on"] = When(draw(_OPEN_OR_NOT).format(day))
        said |= {} if said["on"].exact else {"recorded": other.recorded}
    if days_after == 0:  # so that at times nothing but the id tells which comes first
        said["recorded"] = other.recorded
    return evolved(event, said) or event


def _shared_fields(one: type[Event], other: type[Event]) -> list[str]:
    types = {field.name: field.type for field in own_fields(other)}
    return [field.name for field in own_fields(one) if types.get(field.name) == field.type]


def _tell_again(draw: st.DrawFn, lines: list[Event], happenings: Happenings) -> None:
    """Put a second telling beside a line: another source, and another day or another field."""
    place = draw(st.integers(0, len(lines) - 1))
    told = lines[place]
    one = evolved(told, {"act": told.act or "act-3"})
    if one is None:
        return
    said: dict[str, Any] = {"source": ("source-3",)}
    other = draw(happenings.by_class[type(told)])
    name = draw(st.sampled_from(["on", *(field.name for field in own_fields(type(told)))]))
    said[name] = draw(_DATES) if name == "on" else getattr(other, name)
    telling = evolved(one, said)
    lines[place : place + 1] = [one] if telling is None else [one, telling]


def _bring_to_one_day(draw: st.DrawFn, lines: list[Event]) -> None:
    """Let one line be of the day of another: much goes wrong where things touch."""
    places = st.integers(0, len(lines) - 1)
    moved, other = draw(places), draw(places)
    day = lines[other].on.last_day
    if day != OPEN:
        said = {"on": When.of(civil(day)), "recorded": lines[moved].recorded}
        lines[moved] = evolved(lines[moved], said) or lines[moved]


def _correction(draw: st.DrawFn, target: Event, happenings: Happenings) -> Event:
    recorded = draw(_DAYS)
    if draw(st.booleans()):
        recorded = _some_days_after(target.recorded.toordinal(), draw(st.sampled_from(_LATER)))
    kind = draw(st.sampled_from(("retraction", "another day", "another event", "another field")))
    if kind == "retraction" or isinstance(target, Retraction):
        return Retraction(of=target.id, on=recorded)
    event, said = target, dict[str, Any]()
    if kind == "another day":
        said = {"on": draw(_DATES)}
    elif kind == "another event":
        event = draw(happenings.events)
    else:
        name = draw(st.sampled_from([field.name for field in own_fields(type(target))] or ["ref"]))
        said = {name: getattr(draw(happenings.by_class[type(target)]), name)}
    corrected = evolved(event, {**said, "replaces": target.id, "recorded": recorded})
    return corrected or Retraction(of=target.id, on=recorded)


def _in_some_order(draw: st.DrawFn, lines: list[Event]) -> list[Event]:
    if draw(st.booleans()):
        lines = [*lines, *lines[:1]]
    return lines[::-1] if draw(st.booleans()) else lines
