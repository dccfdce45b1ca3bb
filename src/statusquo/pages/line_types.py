"""Which types the fields of an event may have, and which of them a JSON value chooses."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs
import pendulum

from statusquo.dates.when import When
from statusquo.errors import InvalidVocabulary
from statusquo.pages.line_values import KINDS

_DATES = (When, pendulum.Date)


def words(tp: Any) -> str:
    """Say for people what a type takes.

    >>> words(int | None)
    'a whole number or null'
    """
    if tp in KINDS:
        return KINDS[tp].words
    if is_literal(tp):
        return " or ".join(f'"{value}"' for value in get_args(tp))
    if is_union(tp):
        return " or ".join(words(member) for member in get_args(tp))
    return "a list" if is_tuple(tp) else "an object"


def check_type(tp: Any) -> None:
    """Raise `InvalidVocabulary` for a type that no line can hold, or not without doubt.

    >>> check_type(tuple[str, ...])
    """
    if tp in KINDS:
        return
    if is_literal(tp) and all(type(value) is str for value in get_args(tp)):
        return
    if is_tuple(tp) and get_args(tp)[1:] == (...,):
        check_type(get_args(tp)[0])
    elif is_union(tp):
        _check_union(get_args(tp))
    elif not is_record(tp):
        name = getattr(tp, "__name__", tp) if isinstance(tp, type) else tp
        hint = "use str, int, bool, When, Date, Range, Fraction, Decimal, Literal or a tuple"
        raise InvalidVocabulary(f"a line cannot hold {name}", code="field-type", hint=hint)


def member_types(tp: Any) -> Iterator[Any]:
    """Yield the types that a type is made of, itself if it is one.

    >>> list(member_types(tuple[int | str, ...]))
    [<class 'int'>, <class 'str'>]
    """
    if is_tuple(tp) or is_union(tp):
        for member in get_args(tp):
            yield from member_types(member)
    elif tp is not ...:
        yield tp


def is_union(tp: Any) -> bool:
    """Tell whether a type is a union, an optional one included.

    >>> is_union(int | None)
    True
    """
    return get_origin(tp) in (Union, UnionType)


def is_literal(tp: Any) -> bool:
    """Tell whether a type is a choice of texts."""
    return get_origin(tp) is Literal


def is_tuple(tp: Any) -> bool:
    """Tell whether a type is a tuple of any length."""
    return get_origin(tp) is tuple


def is_record(tp: Any) -> bool:
    """Tell whether a type is an attrs class, which a line has as an object."""
    return isinstance(tp, type) and attrs.has(tp)


def _check_union(members: tuple[Any, ...]) -> None:
    for member in members:
        check_type(member)
    dates = [member for member in members if member in _DATES]
    lists = [member for member in members if json_type(member) is list]
    objects = [member for member in members if json_type(member) is dict]
    if len(lists) > 1 or len(objects) > 1 or len(dates) > 1 or (dates and str in members):
        names = " | ".join(getattr(member, "__name__", str(member)) for member in members)
        sentence = f"in a line the members of {names} cannot be told apart"
        raise InvalidVocabulary(sentence, code="field-type", hint="use a field for each")


def json_type(tp: Any) -> type:
    """Return the kind of JSON that a type is written as."""
    if tp in KINDS:
        return KINDS[tp].json
    if is_literal(tp):
        return str
    return list if is_tuple(tp) else dict
