"""The canonical line of an event: one JSON object, the same bytes wherever it is written.

    {"type":"deployment","on":"2020-11-10","sender":"RUS",...,"source":["statement"]}

`type` and `on` come first, then the event's own fields in the order of its class, then the rest
of the header. A field at its default is left out, so a field added later changes no id.
"""

import datetime
import functools
import json
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from statusquo.dates.when import When
from statusquo.ranges import Range

HEADER = ("recorded", "source", "act", "replaces", "ref", "note")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_HUMP = re.compile(r"(?<!^)(?=[A-Z])")


def type_name(cls: type) -> str:
    """The `type` of a class in lines: its name in kebab-case.

    >>> class ArmsDelivery: ...
    >>> type_name(ArmsDelivery)
    'arms-delivery'
    """
    return _kebab_case(cls.__name__)


@functools.cache
def _kebab_case(name: str) -> str:
    return _HUMP.sub("-", name).lower()


@functools.cache
def line_fields(cls: type) -> tuple["attrs.Attribute[Any]", ...]:
    """The fields of a class in the order in which a line has them."""
    fields = {field.name: field for field in attrs.fields(cls)}
    own = [name for name in fields if name != "on" and name not in HEADER]
    if "on" not in fields:
        return tuple(fields.values())
    return tuple(fields[name] for name in ("on", *own, *HEADER))


def plain(value: Any) -> object:
    """What stands for a value in JSON.

    >>> plain(Range(1500, 3000)), plain(("CSTO", ...)), plain(When("2020-11"))
    ([1500, 3000], ['CSTO', '*'], '2020-11')
    """
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, Range):
        return [_plain_end(value.low), _plain_end(value.high)]
    if type(value) in (tuple, list):
        return [plain(item) for item in value]
    if value is ...:
        return "*"
    if isinstance(value, (When, datetime.date, Fraction, Decimal)):
        return str(value)
    if hasattr(value, "__attrs_attrs__"):
        return _plain_fields(value)
    raise TypeError(f"a line cannot hold {value!r}")


def _plain_end(number: int | Fraction | Decimal) -> object:
    """The end of a range: a decimal has a point or an exponent, so that it is read as one."""
    text = plain(number)
    whole = isinstance(number, Decimal) and set(str(text)) <= set("-0123456789")
    return f"{text}E0" if whole else text


def _default(instance: object, field: "attrs.Attribute[Any]") -> object:
    default: Any = field.default
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default
    return default.factory(instance) if default.takes_self else default.factory()


def _is_default(instance: object, field: "attrs.Attribute[Any]", value: object) -> bool:
    if field.default is attrs.NOTHING:
        return False
    if field.name == "recorded" and not _recorded_has_default(instance):
        return False
    default = _default(instance, field)
    return bool(value == default) and type(value) is type(default)


def _recorded_has_default(event: Any) -> bool:
    return event.replaces is None and event.on.last is not None


def _plain_fields(instance: object) -> dict[str, object]:
    fields: dict[str, object] = {}
    cls: Any = type(instance)
    for field in line_fields(cls):
        value = getattr(instance, field.name)
        # Most fields are at a default that is one object, and are done with here.
        if value is not field.default and not _is_default(instance, field, value):
            fields[field.alias or field.name] = plain(value)
    return fields


def canonical_line(instance: object) -> bytes:
    """The line of an event or declaration, without the line feed.

    >>> from statusquo.lines.declarations import Actor
    >>> canonical_line(Actor(id="atlantis", name="Atlantis", kind="island"))
    b'{"type":"actor","id":"atlantis","name":"Atlantis","kind":"island"}'
    """
    fields = {"type": type_name(type(instance)), **_plain_fields(instance)}
    return _ENCODER.encode(fields).encode()


def plain_own_fields(instance: object) -> dict[str, object]:
    """What a line says beside its type, day and header.

    >>> from statusquo.lines.declarations import Actor
    >>> plain_own_fields(Actor(id="atlantis", name="Atlantis", kind="island"))["name"]
    'Atlantis'
    """
    fields = _plain_fields(instance)
    return {name: value for name, value in fields.items() if name not in ("on", *HEADER)}


def canonical_value(value: object) -> str:
    """The JSON text of one value, for tables and people.

    >>> canonical_value(("CSTO", "ARM"))
    '["CSTO", "ARM"]'
    """
    return json.dumps(plain(value), ensure_ascii=False)
