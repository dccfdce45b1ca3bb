"""The strict way from JSON values to events: cattrs, with hooks that never turn 5 into "5".

All mistakes of a line come out together, as the exception group that `problems` reads.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import EllipsisType, NoneType
from typing import Any, TypeAlias, cast, get_args

import pendulum
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn

from statusquo.dates.when import When
from statusquo.errors import InvalidValue, StatusQuoError
from statusquo.pages.line_types import is_literal, is_record, is_tuple, is_union, json_type, words
from statusquo.pages.line_values import KINDS, described, wrong_type

Hook: TypeAlias = Callable[[Any, Any], Any]
_TEXT_ORDER = (EllipsisType, When, pendulum.Date, Fraction, Decimal, str)


def strict_converter() -> Converter:
    """Return a converter that reads every type that a field may have.

    >>> from statusquo.ranges import Range
    >>> strict_converter().structure([1500, 3000], int | Range)
    Range(1500, 3000)
    """
    converter = Converter(forbid_extra_keys=True, detailed_validation=True, use_alias=True)
    for cls in KINDS:
        converter.register_structure_hook(cls, _leaf(cls))
    for belongs, factory in (
        (is_record, _record),
        (is_literal, _literal),
        (is_tuple, _tuple),
        (is_union, _union),
    ):
        converter.register_structure_hook_factory(belongs, factory)
    return converter


def _leaf(cls: Any) -> Hook:
    kind = KINDS[cls]

    def read(value: Any, _: Any) -> Any:
        if type(value) is not kind.json:
            raise wrong_type(kind.words, value)
        return kind.read(value)

    return read


def _is(kind: type, value: object) -> bool:
    return type(value) is kind


def _record(cls: Any, converter: Converter) -> Hook:
    structure: Hook = make_dict_structure_fn(cls, converter)

    def read(value: Any, _: Any) -> Any:
        if not _is(dict, value):
            raise wrong_type("an object", value)
        return structure(value, cls)

    return read


def _literal(tp: Any, _: Converter) -> Hook:
    choices: dict[str, str] = {choice: choice for choice in get_args(tp)}

    def read(value: Any, _: Any) -> Any:
        if type(value) is not str:
            raise wrong_type("a text", value)
        if value not in choices:
            raise _unknown_choice(value, choices)
        return choices[value]

    return read


def _unknown_choice(value: str, choices: Mapping[str, str]) -> StatusQuoError:
    sentence = f"{described(value)} is not one of the words used here"
    hint = "use one of " + ", ".join(f'"{choice}"' for choice in choices)
    error = InvalidValue(sentence, code="value-unknown", hint=hint)
    error.unknown = value, choices
    return error


def _tuple(tp: Any, converter: Converter) -> Hook:
    as_list: Any = list.__class_getitem__(get_args(tp)[0])
    items = converter.get_structure_hook(as_list)

    def read(value: Any, _: Any) -> Any:
        if not _is(list, value):
            raise wrong_type("a list", value)
        return tuple(items(value, as_list))

    return read


def _union(tp: Any, converter: Converter) -> Hook:
    """Choose the member by the JSON type of the value, and among texts by their form."""
    members = get_args(tp)
    hooks: dict[type, Hook] = {
        json_type(member): converter.get_structure_hook(member)
        for member in members
        if json_type(member) is not str
    }
    if any(json_type(member) is str for member in members):
        hooks[str] = _text_union(members, converter)
    expected = " or ".join(words(member) for member in members if member is not NoneType)

    def read(value: Any, _: Any) -> Any:
        hook = hooks.get(cast("type[object]", type(value)))
        if hook is None:
            raise wrong_type(expected, value)
        return hook(value, None)

    return read


def _text_union(members: tuple[Any, ...], converter: Converter) -> Hook:
    texts = [member for member in members if is_literal(member)]
    texts += [member for member in _TEXT_ORDER if member in members]
    hooks = [(member, converter.get_structure_hook(member)) for member in texts]

    def read(value: Any, tp: Any) -> Any:
        for member, hook in hooks[:-1]:
            if _looks_like(value, member, plain=str in members):
                try:
                    return hook(value, tp)
                except StatusQuoError:
                    continue
        return hooks[-1][1](value, tp)

    return read


def _looks_like(text: str, member: Any, *, plain: bool) -> bool:
    """Beside plain texts, "1/3" is a fraction, "1.5" a decimal number and "12" a text."""
    if member is Fraction:
        return "/" in text if plain else not ("." in text or "E" in text)
    return "." in text or "E" in text if member is Decimal else True
