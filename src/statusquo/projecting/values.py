"""Values of facts: what may be one, and the codes that stand for them in columns."""

import copy
from collections.abc import Hashable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

import attrs

from statusquo.ranges import EXACT, Range

ABSENT = -1
"""The code of no value: the fact does not hold."""

_PLAIN = (bool, int, str, Fraction)


def identity(value: Any) -> Hashable:
    """What two values share exactly if they are equal and of one type, all the way down.

    >>> identity(True) == identity(1), identity((1, "a")) == identity((1, "a"))
    (False, True)

    Raises `ValueError` for what cannot be a value.
    """
    kind = _kind(value)
    if kind in _PLAIN or kind is Range:
        return kind, value
    if kind is Decimal and value.is_finite():
        return kind, value
    if kind is tuple:
        return kind, tuple(identity(item) for item in value)
    if attrs.has(kind):
        return kind, _fields(value)
    raise ValueError(f"{value!r} is no value of a fact")


def _kind(value: object) -> Any:
    return value.__class__


def _fields(value: Any) -> Hashable:
    kind = _kind(value)
    if kind.__hash__ is None:
        raise ValueError(f"{value!r} can change; make {kind.__name__} frozen")
    fields = (getattr(value, field.name) for field in attrs.fields(kind))
    return tuple(None if item is None else identity(item) for item in fields)


def plainly_written(value: Any) -> Any:
    """The value with every decimal in it in its shortest form, so that equal ones look alike.

    >>> plainly_written(Decimal("1.50")), plainly_written((Decimal("200"), "a"))
    (Decimal('1.5'), (Decimal('200'), 'a'))
    """
    kind = _kind(value)
    if kind in _PLAIN:
        return value
    if kind is Decimal:
        whole = value.to_integral_value()
        return Decimal(int(value)) if value == whole else value.normalize(EXACT)
    if kind is Range:
        return Range(plainly_written(value.low), plainly_written(value.high))
    if kind is tuple:
        return tuple(map(plainly_written, value))
    parts = {field.name: getattr(value, field.name) for field in attrs.fields(kind)}
    written = {name: None if v is None else plainly_written(v) for name, v in parts.items()}
    return value if repr(parts) == repr(written) else _with_fields(value, written)


def _with_fields(value: Any, written: dict[str, Any]) -> Any:
    """A copy of an attrs object with other fields, whatever its `__init__` takes."""
    copied = copy.copy(value)
    for name, part in written.items():
        object.__setattr__(copied, name, part)
    return copied


class Values:
    """A list of values, each once, and the code of each."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._codes: dict[Hashable, int] = {}
        self.code(True)

    def code(self, value: Any) -> int:
        """The code of `value`, a new one if it is new; that of True is 0.

        Raises `ValueError` for what cannot be a value.
        """
        name = identity(value)
        code = self._codes.get(name)
        if code is None:
            code = self._codes[name] = len(self.values)
            self.values.append(plainly_written(value))
        return code

    def known(self, value: Any) -> int | None:
        """The code of a value that is among them, or None."""
        try:
            return self._codes.get(identity(value))
        except ValueError:
            return None

    def __getitem__(self, code: int) -> Any:
        return None if code == ABSENT else self.values[code]


class ByCode(Protocol):
    """The values that codes stand for; None stands for ABSENT."""

    def __getitem__(self, code: int) -> Any: ...
