"""Which classes may stand in a log, and the `type` of each in a line.

A vocabulary is a tuple of event classes. Retractions, observations, coverages, sources and actors
belong to every one.
"""

import functools
import importlib
import inspect
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

import attrs

from statusquo.errors import InvalidVocabulary
from statusquo.lines.canonical import line_fields, type_name
from statusquo.lines.declarations import Actor, Source
from statusquo.lines.event import Event
from statusquo.lines.remarks import Coverage, Observation, Retraction
from statusquo.pages.line_types import check_type, member_types

LineClass: TypeAlias = type[Event] | type[Source] | type[Actor]
ENGINE_LINES: tuple[LineClass, ...] = (Retraction, Observation, Coverage, Source, Actor)


class Vocabulary:
    """The classes of a log by the name that they have in lines.

    >>> sorted(Vocabulary(()).classes)
    ['actor', 'coverage', 'observation', 'retraction', 'source']

    Raises `InvalidVocabulary` for two classes of one name, or a field that no line can hold.
    """

    classes: Mapping[str, LineClass]

    def __init__(self, classes: Iterable[type[Event]]) -> None:
        """Check every class."""
        named: dict[str, LineClass] = {}
        cls: Any
        for cls in dict.fromkeys((*classes, *ENGINE_LINES)):
            _check_class(cls)
            name = type_name(cls)
            other = named.setdefault(name, cls)
            if other is not cls:
                sentence = f'two classes have the type "{name}" in lines: '
                sentence += f"{_full_name(other)} and {_full_name(cls)}"
                raise InvalidVocabulary(sentence, code="type-twice", hint="rename one of them")
        self.classes = MappingProxyType(named)

    def __eq__(self, other: object) -> bool:
        """Compare the classes; their order means nothing."""
        return self.classes == other.classes if isinstance(other, Vocabulary) else NotImplemented

    def __hash__(self) -> int:
        """Hash the classes."""
        return hash(frozenset(self.classes.values()))

    def __contains__(self, cls: object) -> bool:
        """Tell whether lines of this class belong to it."""
        return isinstance(cls, type) and self.classes.get(type_name(cls)) is cls


def vocabulary_of(classes: Iterable[type[Event]] | Vocabulary | None = None) -> Vocabulary:
    """Return the vocabulary of these classes, made once; without any, the shipped one.

    >>> vocabulary_of(()) is vocabulary_of([])
    True
    """
    if isinstance(classes, Vocabulary):
        return classes
    return _remembered(shipped_vocabulary() if classes is None else tuple(classes))


def shipped_vocabulary() -> tuple[type[Event], ...]:
    """Return the classes that are used where none are named.

    This is the one place where the engine names a room above it, and only as a default.
    """
    vocabulary: tuple[type[Event], ...] = importlib.import_module("statusquo.events").VOCABULARY
    return vocabulary


@functools.lru_cache(maxsize=64)
def _remembered(classes: tuple[type[Event], ...]) -> Vocabulary:
    return Vocabulary(classes)


def _check_class(cls: Any) -> None:
    if not inspect.isclass(cls) or not (issubclass(cls, Event) or cls in ENGINE_LINES):
        sentence = f"{cls!r} is no class of events"
        raise InvalidVocabulary(sentence, code="class-not-event", hint="subclass statusquo.Event")
    if "__attrs_attrs__" not in cls.__dict__:
        raise InvalidVocabulary(
            f"{_full_name(cls)} is not decorated, so its fields are unknown",
            code="class-not-frozen",
            hint="put @attrs.frozen(kw_only=True) before the class",
        )
    _check_fields(cls, set())


def _check_fields(cls: Any, seen: set[type]) -> None:
    if cls in seen:
        sentence = f"{_full_name(cls)} holds itself"
        raise InvalidVocabulary(sentence, code="field-type", hint="use ids instead")
    _resolve(cls)
    for field in line_fields(cls):
        try:
            _check_field(field, {*seen, cls})
        except InvalidVocabulary as error:
            sentence = f"{_full_name(cls)}.{field.name}: {error.message}"
            raise InvalidVocabulary(sentence, code=error.code, hint=error.hint) from None


def _check_field(field: "attrs.Attribute[Any]", seen: set[type]) -> None:
    if not field.init:
        raise InvalidVocabulary("a field that cannot be given", code="field-type")
    if (field.alias or field.name) == "type":
        sentence = '"type" is the name of the class in lines'
        raise InvalidVocabulary(sentence, code="field-type", hint="name the field otherwise")
    check_type(field.type)
    for member in member_types(field.type):
        if attrs.has(member):
            _check_fields(member, seen)


def _resolve(cls: type) -> None:
    try:
        attrs.resolve_types(cls)
    except NameError as error:
        sentence = f"{_full_name(cls)}: the type of a field cannot be found: {error}"
        hint = "import it at the top of the module, not only for type checking"
        raise InvalidVocabulary(sentence, code="field-type", hint=hint) from None


def _full_name(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"
