"""Laws of indifference: names, ids and the width of a date are nothing to a projection."""

import hashlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any, get_args

import attrs

from statusquo.courses.course import Course
from statusquo.dates.days import OPEN, civil
from statusquo.dates.when import When
from statusquo.lines.canonical import HEADER
from statusquo.lines.event import Event
from statusquo.testing.asking import if_impossible
from statusquo.testing.breaches import Account, Breach, if_possible_differ
from statusquo.testing.cases import Case
from statusquo.testing.field_values import SHARED, fields_of, singular
from statusquo.testing.naive_folds import standing_events
from statusquo.testing.statements import law


@law
def other_names(case: Case) -> Breach | None:
    """With another name for everybody, one to one, the same may hold under the other names."""
    if _is_made_of_sums(case.history.course):
        return None
    events = standing_events(case.log)
    ids = "".join(sorted(event.id for event in events))
    mark = f"-{hashlib.sha256(ids.encode()).hexdigest()[:8]}"
    drawn = frozenset(name for event in events for name in _drawn_names(type(event)))
    renamed = [_renamed(event, drawn, mark) for event in events]
    if None in renamed:  # a class has rules on names
        return None
    others = case.replayed(event for event in renamed if event is not None)
    for day in case.days:
        possible = {
            _named_back(key, mark): _named_back(values, mark)
            for key, values in others.at(day).possible().items()
        }
        breach = if_possible_differ(
            case.events,
            Account(f"what may hold at the end of {day}", case.history.at(day).possible()),
            Account("with other names, and these put back", possible),
        )
        if breach:
            return breach
    return None


def _is_made_of_sums(course: Course) -> bool:
    """Whether it is derived from totals: of unsure ones the nominal is shown beside the bounds."""
    return any(part.sums or _is_made_of_sums(part) for part in course.parts.values())


def _drawn_names(cls: Any) -> Iterator[str]:
    """The names that are drawn for the fields of a class, and for those of what is in them."""
    yield SHARED
    for field in fields_of(cls):
        for name in (field.name, singular(field.name)):
            yield from (f"{name}-1", f"{name}-2")
        for part in (field.type, *get_args(field.type)):
            if isinstance(part, type) and attrs.has(part) and field.name not in HEADER:
                yield from _drawn_names(part)


def _renamed(event: Any, drawn: AbstractSet[str], mark: str) -> Any:
    """The event, or what a field of it holds, with a mark after each drawn name."""
    cls = _class_of(event)
    said = {
        field.alias or field.name: _marked(getattr(event, field.name), drawn, mark)
        for field in fields_of(cls)
        if field.name not in HEADER
    }
    try:
        return attrs.evolve(event, **said)
    except (ValueError, TypeError):
        return None


def _class_of(value: object) -> Any:
    return type(value)


def _marked(value: Any, drawn: AbstractSet[str], mark: str) -> Any:
    cls = _class_of(value)
    if cls is tuple:
        return tuple(_marked(item, drawn, mark) for item in value)
    if cls is str:
        return value + mark if value in drawn else value
    return _renamed(value, drawn, mark) if attrs.has(cls) else value


def _named_back(value: Any, mark: str) -> Any:
    cls = _class_of(value)
    if cls is str:
        return value.replace(mark, "")
    if cls is tuple:
        return tuple(_named_back(item, mark) for item in value)
    if cls is frozenset:
        return frozenset(_named_back(item, mark) for item in value)
    if attrs.has(cls):
        fields = attrs.fields(cls)
        named = {f.alias or f.name: _named_back(getattr(value, f.name), mark) for f in fields}
        return attrs.evolve(value, **named)
    return value


@law
def some_days(case: Case) -> Breach | None:
    """With each event on the first day on which it may have been, or on the last, nothing holds
    or fails to hold that might not.
    """
    for pick, which in ((min, "first"), (max, "last")):
        events = [_on_one_day(event, pick) for event in _one_telling_each(case, pick)]
        if None in events:  # a class has rules on days
            return None
        history = case.replayed(event for event in events if event is not None)
        for day in case.days:
            breach = if_impossible(
                case.events,
                Account(f"at the end of {day}, each event on its {which} day", history.at(day)),
                Account("what may hold then", case.history.at(day).possible()),
            )
            if breach:
                return breach
    return None


def _one_telling_each(case: Case, pick: Any) -> list[Event]:
    acts: dict[str, list[Event]] = {}
    for event in standing_events(case.log):
        acts.setdefault(event.act or event.id, []).append(event)
    return [pick(tellings, key=_last_day) for tellings in acts.values()]


def _last_day(event: Event) -> tuple[int, str]:
    return event.on.last_day, event.id


def _on_one_day(event: Event, pick: Any) -> Event | None:
    """The event on one day of its window; its note keeps it apart from others of that day."""
    last = event.on.last_day
    day = pick(event.on.first_day, event.on.first_day if last == OPEN else last)
    try:
        return attrs.evolve(event, on=When.of(civil(day)), note=f"was {event.id}")
    except (ValueError, TypeError):
        return None
