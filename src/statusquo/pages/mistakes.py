"""From what cattrs found wrong with a line to mistakes that point at their place in it."""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import attrs
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from statusquo.errors import InvalidValue, MissingField, StatusQuoError, UnknownField
from statusquo.lines.canonical import line_fields
from statusquo.lines.plain_text import visible
from statusquo.pages.flaws import Flaw
from statusquo.pages.json_text import Place
from statusquo.pages.line_values import RefusedBefore

Path: TypeAlias = tuple[str | int, ...]


class _Mistake(NamedTuple):
    """An error, the path of the value that it is about, and whether its key is meant."""

    error: StatusQuoError
    path: Path
    at_key: bool = False


def flaws_of(error: Exception, place: Place) -> list[Flaw]:
    """Return every mistake in a group of errors, at its place."""
    return [_placed(mistake, place) for mistake in _mistakes(error, ())]


def _placed(mistake: _Mistake, place: Place) -> Flaw:
    for step in mistake.path:
        place = place.inside[step]
    if mistake.at_key and place.key:
        return Flaw(mistake.error, *place.key)
    # A mistake about a whole object or list is pointed at by its bracket.
    return Flaw(mistake.error, place.start, place.start + 1 if place.inside else place.end)


def _mistakes(error: Exception, path: Path) -> Iterator[_Mistake]:
    match error:
        case BaseValidationError():
            for inner in error.exceptions:
                yield from _inner_mistakes(inner, error.cl, path)
        case RefusedBefore():
            pass
        case StatusQuoError():
            yield _Mistake(error, path)
        case _:
            yield _Mistake(_foreign(error), path)


def _inner_mistakes(error: Exception, cls: type[Any], path: Path) -> Iterator[_Mistake]:
    step = _step(error, cls)
    if isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(error.extra_fields):
            yield _Mistake(_unknown_field(name, cls), (*path, name), at_key=True)
    elif isinstance(error, KeyError) and step == error.args[0]:
        yield _Mistake(_missing_field(str(step)), path)
    else:
        yield from _mistakes(error, path if step is None else (*path, step))


def _step(error: Exception, cls: type[Any]) -> str | int | None:
    """Return the field or the number of the item that an error is about, as a line has it."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return str(getattr(attrs.fields_dict(cls)[note.name], "alias", None) or note.name)
        if isinstance(note, IterableValidationNote):
            return note.index
    return next((arg.alias for arg in error.args if isinstance(arg, attrs.Attribute)), None)


def _unknown_field(name: str, cls: Any) -> StatusQuoError:
    known = [field.alias or field.name for field in line_fields(cls)]
    sentence, hint = (
        f'"{visible(name[:40])}" is no field here',
        f"the fields are {', '.join(known)}",
    )
    error = UnknownField(sentence, code="field-unknown", hint=hint)
    error.unknown = name, known
    return error


def _missing_field(name: str) -> StatusQuoError:
    return MissingField(f'the field "{name}" is missing', code="field-missing")


def _foreign(error: Exception) -> StatusQuoError:
    """Say in our terms what a user's own validator or converter found."""
    sentence = str(error.args[0]) if error.args else type(error).__name__
    return InvalidValue(sentence, code="value-refused")
