"""Values, keys and events as people read them on one line, and as JSON has them."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

import attrs

from statusquo.lines.canonical import line_fields, plain, plain_own_fields, type_name
from statusquo.lines.event import Event
from statusquo.lines.plain_text import visible
from statusquo.table import shown_cell

_LONGEST = 48
SHORT = 12
"""How many digits of an id are shown to people."""


def shown_value(value: Any, said: Sequence[object] = ()) -> str:
    """A value for people; what was `said` before is left out of values with parts.

    >>> shown_value(True), shown_value(1960), shown_value("")
    ('yes', '1960', '-')
    """
    if has_parts(value):
        return _shown_parts(value, said)
    return shown_cell(value) or "-"


def _shown_parts(value: object, said: Sequence[object]) -> str:
    """The parts that say something, the short ones first, which say most in few words."""
    cls: Any = type(value)
    shown: list[str] = []
    for field in line_fields(cls):
        part: Any = getattr(value, field.name)
        if part in said or part == field.default or part in (None, ()):
            continue
        text = ", ".join(map(str, part)) if _is_list(part) else shown_cell(part)
        shown.append(visible(f"{field.name} {text}"))
    return "; ".join(sorted(shown, key=len)) or "-"


def clipped(text: str) -> str:
    """A text cut where it is too long for a column.

    >>> clipped("x" * 99) == "x" * 47 + "…"
    True
    """
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "fact"), counted(1200, "fact")
    ('1 fact', '1,200 facts')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shown_words(key: Iterable[object]) -> str:
    """A key or a pattern for people.

    >>> shown_words(("CSTO", ...))
    'CSTO *'
    """
    return visible(" ".join("*" if place is ... else str(place) for place in key))


def shown_fact(key: Sequence[object], value: Any) -> str:
    """A key and, where it says more than that it holds, its value.

    >>> shown_fact(("ARM", "president"), "Ter-Petrosyan")
    'ARM president: Ter-Petrosyan'
    """
    words = shown_words(key)
    return words if value is None or value is True else f"{words}: {shown_value(value, key)}"


def shown_act(event: Event) -> str:
    """What an event says happened: its type and its own fields, the long ones cut."""
    own = plain_own_fields(event)
    told = " ".join(f"{name}={clipped(_shown_field(value))}" for name, value in own.items())
    return visible(f"{kind_of(event)} {told}".strip())


def _shown_field(value: Any) -> str:
    if _is_list(value):
        return ",".join(map(_shown_field, value))
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return "(" + " ".join(f"{k}={_shown_field(v)}" for k, v in fields.items()) + ")"
    return str(value)


def _is_list(value: object) -> bool:
    return isinstance(value, (tuple, list))


def has_parts(value: object) -> bool:
    """Whether a value is of an attrs class, whose fields are its parts."""
    cls: Any = type(value)
    return attrs.has(cls)


def kind_of(line: object) -> str:
    """The `type` that an event has in lines."""
    cls: Any = type(line)
    return type_name(cls)


def shown_sources(event: Event) -> str:
    """The keys of an event's sources in brackets."""
    return visible(f"[{', '.join(event.source)}]")


def named_places(names: Sequence[str], key: Sequence[object]) -> dict[str, object]:
    """The places of a key, or of a pattern, by their names, for JSON.

    >>> named_places(("organisation", "member"), ("CSTO", ...))
    {'organisation': 'CSTO', 'member': '*'}
    """
    return {name: plain(place) for name, place in zip(names, key, strict=True)}


def event_row(event: Event, place: tuple[str, int] | None = None) -> dict[str, object]:
    """An event for JSON: its id, its whole line and, where it was read from one, its place."""
    row: dict[str, object] = {
        "id": event.id,
        "type": kind_of(event),
        "on": str(event.on),
        "recorded": str(event.recorded),
        **{name: value for name, value in plain_own_fields(event).items() if name != "type"},
        "source": list(event.source),
        "note": event.note,
    }
    if place is not None:
        row["page"], row["line"] = place
    return row


def mentions(actor: str, *values: Any) -> bool:
    """Whether an actor's id stands in any of these values, or in a part of one."""
    return any(_mentioned(actor, value) for value in values)


def _mentioned(actor: str, value: Any) -> bool:
    if isinstance(value, str):
        return value == actor
    if _is_list(value):
        return mentions(actor, *value)
    if has_parts(value):
        return mentions(actor, *_parts_of(value))
    return False


def _parts_of(value: object) -> list[Any]:
    cls: Any = type(value)
    return [getattr(value, field.name) for field in attrs.fields(cls)]
