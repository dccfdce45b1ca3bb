"""Lines from shadows: the checks of the constructor, without what it costs.

An instance is made as one of a subclass that is not frozen and adds nothing but the plainest
constructor; then it becomes one of its own class, which takes a third of the time.
"""

import functools
import hashlib
from collections.abc import Callable
from typing import Any, TypeAlias, get_origin

import attrs
import msgspec
import pendulum
from cattrs import Converter
from msgspec.structs import astuple

from statusquo.dates.days import exact_day
from statusquo.dates.when import When
from statusquo.errors import InvalidEvent
from statusquo.lines.canonical import line_fields, plain
from statusquo.lines.converters import ID, as_day, as_id_or_none, as_texts, as_when, as_when_or_none
from statusquo.lines.event import Event
from statusquo.lines.page import Line
from statusquo.pages.shadows import is_constant, native, native_but_lists

Build: TypeAlias = Callable[[Any, bytes | None], Line]
Step: TypeAlias = Callable[[Any, Any, bool], Any]


_ANY_ID = "0" * 32
_MOST_REMEMBERED = 1 << 17


class NotCanonicalError(Exception):
    """A line that means the same as its canonical line, and is another."""


class _Memo(dict[Any, Any]):
    """What values stand for, each made once. None stands for itself."""

    def __init__(self, make: Callable[[Any], object]) -> None:
        super().__init__({None: None})
        self._make = make

    def __missing__(self, key: Any) -> Any:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
            self[None] = None
        value = self[key] = self._make(key)
        return value


class Builders:
    """Makes the builders of some classes, which share what a date stands for."""

    def __init__(self, converter: Converter) -> None:
        """Remember nothing yet."""
        self._converter = converter
        self._whens, self._days = _Memo(When.of), _Memo(exact_day)
        self._dates, self._sources = _Memo(_date_and_last_day), _Memo(tuple)

    def builder_of(self, cls: Any) -> Build:
        """Return the function from a shadow to what it stands for.

        It takes the line too if that must be canonical. It raises `NotCanonicalError`, or
        whatever the constructor would raise.
        """
        dates, days, sources = self._dates, self._days, self._sources
        dated, faithful = _has_common_header(cls), _is_faithful(cls)
        steps = [(f.name, step) for f in attrs.fields(cls) if (step := self._step(f, dated))]
        constants = [
            (f.name, f.default) for f in attrs.fields(cls) if type(f.default) in {str, int}
        ]
        twin, finish = _thawed(cls), _finishing(cls)

        def build(shadow: Any, line: bytes | None) -> Line:
            made = twin(*astuple(shadow))
            canonical = faithful and line is not None
            if dated:
                made.source = sources[shadow.source]
                made.on, last = dates[shadow.on]
                if shadow.recorded is msgspec.UNSET and shadow.replaces is None and last:
                    made.recorded = last
                else:
                    made.recorded = _given_day(shadow, last, days, canonical)
            for name, step in steps:
                setattr(made, name, step(made, getattr(made, name), canonical))
            if line is not None and faithful:
                for name, default in constants:
                    _check_constant(getattr(made, name), default)
                made.id = hashlib.sha256(line).hexdigest()[:32]
            made.__class__ = cls
            for check in finish:
                check(made)
            return made  # type: ignore[no-any-return]

        return build

    def _step(self, field: "attrs.Attribute[Any]", dated: bool) -> Step | None:
        """Return what makes the value of a field from what the shadow has, if anything must."""
        if dated and field.name in {"on", "recorded"}:
            return None
        read, default = self._reading(field.type), _computed(field)
        convert = None if _changes_nothing(_converter(field)) else _converter(field)
        if not (read or default or convert):
            return None

        def step(made: Any, raw: Any, canonical: bool) -> Any:
            if raw is msgspec.UNSET and default:
                value = default(made)
            else:
                value = read(raw) if read else raw
                if canonical:
                    _check_written(value, raw)
                    _check_needed(value, default, made)
            return convert(value) if convert else value

        def read_only(_made: Any, raw: Any, canonical: bool) -> Any:
            value = read(raw) if read else raw
            if canonical and value is not raw:
                _check_written(value, raw)
            return value

        return step if default or convert else read_only

    def _reading(self, tp: Any) -> Callable[[Any], Any] | None:
        if native(tp):
            return None
        for date, memo in ((When, self._whens), (pendulum.Date, self._days)):
            if tp in (date, date | None):
                return memo.__getitem__
        hook: Callable[[Any, Any], Any] = self._converter.get_structure_hook(tp)
        if native_but_lists(tp):
            return lambda raw: hook(raw, tp) if type(raw) is list else raw
        # JSON has no tuples: only the empty one comes here, as a default.
        return lambda raw: () if raw == () else hook(raw, tp)


def is_ordinary(cls: Any) -> bool:
    """Tell whether a class is made in no other way than attrs makes classes."""
    made_by_attrs = not hasattr(cls, "__attrs_init__") and cls.__new__ is object.__new__
    unhooked = not hasattr(cls, "__attrs_pre_init__") and not hasattr(
        cls.__init_subclass__, "__func__"
    )
    plain_converters = all(not isinstance(f.converter, attrs.Converter) for f in attrs.fields(cls))
    return made_by_attrs and unhooked and plain_converters


def _has_common_header(cls: Any) -> bool:
    """Tell whether `on`, `source` and `recorded` are those of `Event`."""
    fields, header = attrs.fields_dict(cls), attrs.fields_dict(Event)
    return all(fields.get(name) == header[name] for name in ("on", "source", "recorded"))


def _date_and_last_day(text: str) -> tuple[When, pendulum.Date | None]:
    when = When.of(text)
    return when, when.last


def _is_faithful(cls: Any) -> bool:
    """Tell whether the fields of an event are surely what its line says, and its id the line's.

    Else a converter or the class itself may have changed them, and the id is left to be computed.
    """
    own = [f for f in attrs.fields(cls) if f != attrs.fields_dict(Event).get(f.name)]
    kept = all(_converter(f) is None or _keeps(f) for f in own)
    return issubclass(cls, Event) and kept and not hasattr(cls, "__attrs_post_init__")


def _keeps(field: "attrs.Attribute[Any]") -> bool:
    """Tell whether a converter leaves what is read, and the default, alone."""
    converter = _converter(field)
    if not _changes_nothing(converter) or _computed(field):
        return False
    return field.default is attrs.NOTHING or _is_same(converter(field.default), field.default)


def _given_day(shadow: Any, last: pendulum.Date | None, days: _Memo, canonical: bool) -> Any:
    """Return `recorded` as given; without it, the strict way says why it is needed."""
    if shadow.recorded is msgspec.UNSET or not ID.fullmatch(shadow.replaces or _ANY_ID):
        raise NotCanonicalError
    day = days[shadow.recorded]
    if canonical and shadow.replaces is None and day == last:
        raise NotCanonicalError
    return day


def _thawed(cls: Any) -> Any:
    """Return the subclass that is not frozen; it takes the fields in the order of a line."""
    body = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return attrs.define(
        type(cls.__name__, (cls,), body),
        these={field.name: attrs.field() for field in line_fields(cls)},
        slots=False,
        eq=False,
        repr=False,
        on_setattr=None,
    )


def _finishing(cls: Any) -> list[Callable[[Any], None]]:
    """Return what a constructor does when all fields are set."""

    def validate(made: Any, field: Any) -> None:
        field.validator(made, field, getattr(made, field.name))

    finish = [functools.partial(validate, field=f) for f in attrs.fields(cls) if f.validator]
    return [*finish, *filter(None, [getattr(cls, "__attrs_post_init__", None)])]


def _computed(field: "attrs.Attribute[Any]") -> Callable[[Any], Any] | None:
    """Return the function from an instance to the default, for a default of its own."""
    default: Any = field.default
    if default is attrs.NOTHING or is_constant(field):
        return None
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return lambda _: default
    return default.factory if default.takes_self else lambda _: default.factory()


def _converter(field: Any) -> Any:
    return field.converter


_KNOWN_CONVERTERS = (as_day, as_id_or_none, as_texts, as_when, as_when_or_none, exact_day)


def _changes_nothing(converter: Any) -> bool:
    """Tell whether a converter leaves a value alone that was read from a line."""
    to_tuple = converter is tuple or get_origin(converter) is tuple
    return converter is None or to_tuple or converter in _KNOWN_CONVERTERS


def _check_written(value: object, raw: object) -> None:
    """Raise if the value is written otherwise; a date always is written as it was read."""
    if value is raw or isinstance(value, (When, pendulum.Date)):
        return
    if msgspec.json.encode(plain(value)) != msgspec.json.encode(raw):
        raise NotCanonicalError


def _check_needed(value: object, default: Callable[[Any], Any] | None, made: Any) -> None:
    """Raise if the value is what it would be if it were left out."""
    try:
        needless = default is not None and _is_same(value, default(made))
    except InvalidEvent:  # there is no default for `recorded` in this event
        return
    if needless:
        raise NotCanonicalError


def _check_constant(value: object, default: object) -> None:
    if value is not default and _is_same(value, default):
        raise NotCanonicalError


def _is_same(value: object, other: object) -> bool:
    return bool(value == other) and type(value) is type(other)
