"""What the words of an option name: `package.module:NAME`, or all of a `package.module`."""

import importlib
import traceback
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any

from statusquo.errors import StatusQuoError
from statusquo.pages.near_names import did_you_mean


class UnknownWord(StatusQuoError, ValueError):
    """Raised when a word of an option names no module, nothing in it, or the wrong thing."""


def named(words: Iterable[str], fits: Callable[[Any], bool], kind: str) -> tuple[Any, ...]:
    """All that the words name, each once; `fits` tells what is of the kind that is wanted.

    >>> named(["fractions:Fraction"], lambda value: isinstance(value, type), "classes")
    (<class 'fractions.Fraction'>,)

    Raises `UnknownWord`.
    """
    found = (value for word in words for value in _of_word(word, fits, kind))
    return tuple({id(value): value for value in found}.values())


def _of_word(word: str, fits: Callable[[Any], bool], kind: str) -> list[Any]:
    module_name, colon, name = word.partition(":")
    module = _module(word, module_name)
    value: Any = module
    if colon:
        if not hasattr(module, name):
            near = did_you_mean(name, [known for known in vars(module) if known[:1] != "_"])
            raise UnknownWord(f"{word}: the module {module_name} has no {name!r}{near}")
        value = getattr(module, name)
    if isinstance(value, ModuleType):
        return _some(word, [each for each in _public(value) if fits(each)], kind)
    values = [value] if fits(value) else _each(value)
    if values is None or not all(map(fits, values)):
        wrong = value if values is None else next(each for each in values if not fits(each))
        raise UnknownWord(f"{word}: {wrong!r} is not one of {kind}")
    return _some(word, values, kind)


def _some(word: str, values: list[Any], kind: str) -> list[Any]:
    if not values:
        raise UnknownWord(f"{word}: there are no {kind} in it")
    return values


def _each(value: Any) -> list[Any] | None:
    """What is in a tuple or another collection, or None where it is no collection."""
    if isinstance(value, Mapping):
        return list(value.values())  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if isinstance(value, (tuple, list)):
        return list(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return None


def _public(module: ModuleType) -> list[Any]:
    return [value for name, value in vars(module).items() if not name.startswith("_")]


def _module(word: str, name: str) -> ModuleType:
    if not all(part.isidentifier() for part in name.split(".")):
        raise UnknownWord(f"{word!r} is not written as package.module:NAME")
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and (name == error.name or name.startswith(f"{error.name}.")):
            hint = "start with `python -m pytest`, or set pythonpath in the settings of pytest"
            raise UnknownWord(f"{word}: there is no module {error.name}", hint=hint) from None
        raise _broken(word, name, error) from None
    except Exception as error:  # noqa: BLE001  # a user's module may raise anything
        raise _broken(word, name, error) from None


def _broken(word: str, name: str, error: Exception) -> UnknownWord:
    last = traceback.extract_tb(error.__traceback__)[-1]
    kind = type(error).__name__
    return UnknownWord(
        f"{word}: importing {name} raised {kind}: {error} ({last.filename}:{last.lineno})"
    )
