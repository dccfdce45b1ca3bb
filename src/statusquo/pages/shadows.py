"""Shadows: for each class a msgspec struct with the fields of its lines, in their order.

A chunk of lines becomes structs and bytes again in C. If the bytes are the same, the lines are
canonical JSON with all their keys known, given once and in order. What structs cannot express
stays plain JSON and is read the strict way, field by field.
"""

import functools
from collections.abc import Iterable
from types import NoneType
from typing import Annotated, Any, get_args

import attrs
import msgspec
import pendulum

from statusquo.dates.when import When
from statusquo.lines.canonical import line_fields, type_name
from statusquo.pages.line_types import is_literal, is_tuple, is_union
from statusquo.ranges import Range

# Longer numbers, up to 19 digits, are left to the strict way.
_INT = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
_PLAIN = {str: str, bool: bool, int: _INT, NoneType: NoneType, list: list}
_CONSTANTS = (NoneType, bool, int, str)


def shadow_of(cls: Any) -> type[msgspec.Struct]:
    """Return the struct of a class.

    >>> from statusquo.lines.declarations import Actor
    >>> shadow_of(Actor).__struct_fields__[:3]
    ('id', 'name', 'kind')
    """
    fields = line_fields(cls)
    return msgspec.defstruct(
        cls.__name__,
        [_shadow_field(field) for field in fields],
        rename={field.name: field.alias or field.name for field in fields},
        tag_field="type",
        tag=type_name(cls),
        kw_only=True,
        omit_defaults=True,
        forbid_unknown_fields=True,
        gc=False,
    )


def decoder_of(shadows: Iterable[type[msgspec.Struct]]) -> "msgspec.json.Decoder[Any]":
    """Return the decoder of lines of any of these structs."""
    return msgspec.json.Decoder(_union_of(shadows))


def native(tp: Any) -> Any:
    """Return the type that msgspec checks as strictly as we do, or None if there is none.

    >>> native(tuple[str, ...]), native(When)
    (tuple[str, ...], None)
    """
    if is_literal(tp):
        return tp
    if is_tuple(tp):
        items = native(get_args(tp)[0])
        return items and tuple.__class_getitem__((items, ...))
    if is_union(tp):
        return _native_union(get_args(tp))
    return _PLAIN.get(tp)


def is_date(tp: Any) -> bool:
    """Tell whether a type is a date, or a date or None.

    >>> is_date(When | None), is_date(str)
    (True, False)
    """
    members = set(get_args(tp)) - {NoneType} if is_union(tp) else {tp}
    return members in ({When}, {pendulum.Date})


def native_but_lists(tp: Any) -> Any:
    """Return the type that msgspec checks as we do once a list is read the strict way, or None.

    >>> native_but_lists(int | Range) == _INT | list
    True
    """
    members = [list if _is_list(member) else member for member in get_args(tp)]
    return _native_union(tuple(members)) if is_union(tp) and list in members else None


def is_constant(field: "attrs.Attribute[Any]") -> bool:
    """Tell whether a struct may have the default of a field as its own."""
    return type(field.default) in _CONSTANTS or field.default == ()


def _union_of(types: Iterable[Any]) -> Any:
    return functools.reduce(lambda one, other: one | other, types)


def _native_union(members: tuple[Any, ...]) -> Any:
    others = [member for member in members if member is not NoneType]
    natives = [native(member) for member in others]
    # Of texts and lists, msgspec takes one kind each.
    if None in natives or (len(others) > 1 and not all(member in _PLAIN for member in others)):
        return None
    return _union_of([*natives, *([None] if NoneType in members else [])])


def _is_list(tp: Any) -> bool:
    return tp is Range or is_tuple(tp)


def _shadow_type(tp: Any) -> Any:
    if is_date(tp):
        return str | None if is_union(tp) else str
    return native(tp) or native_but_lists(tp) or Any


def _shadow_field(field: "attrs.Attribute[Any]") -> tuple[Any, ...]:
    if field.default is attrs.NOTHING:
        return field.name, _shadow_type(field.type)
    default = field.default if is_constant(field) else msgspec.UNSET
    return field.name, _shadow_type(field.type), default
