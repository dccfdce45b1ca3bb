"""What a user wants drawn otherwise: by the name of a field, by class and field, or by class."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs
from hypothesis import strategies as st

from statusquo.errors import StatusQuoError
from statusquo.pages.line_types import member_types
from statusquo.pages.near_names import did_you_mean
from statusquo.testing.field_values import Overrides, fields_of


class UnknownOverride(StatusQuoError, ValueError):
    """Raised when `fields` names what no class of the vocabulary has, or gives no strategy."""


def checked_overrides(fields: Mapping[Any, Any] | None, classes: Iterable[type]) -> Overrides:
    """The overrides, if each names something and gives a strategy.

    >>> checked_overrides(None, [])
    {}
    """
    overrides = dict[Any, Any](fields or {})
    known = _known(classes) if overrides else set[str | type]()
    for name, values in overrides.items():
        if name not in known:
            raise _unknown(name, known)
        if not isinstance(values, st.SearchStrategy):
            raise UnknownOverride(
                f"fields[{name!r}] is {values!r}, which is no strategy",
                code="override-no-strategy",
                hint="write one of hypothesis.strategies, such as st.integers(0, 10)",
            )
    return overrides


def _unknown(name: Any, known: set[str | type]) -> UnknownOverride:
    names = sorted(name for name in known if isinstance(name, str))
    return UnknownOverride(
        f"no class of the vocabulary has {name!r}{did_you_mean(str(name), names)}",
        code="override-unknown",
        hint='write "troops", "Deployment.troops" or a class',
    )


def _known(classes: Iterable[type]) -> set[str | type]:
    known = set[str | type]()
    for cls in _with_inner(classes):
        names = [field.name for field in fields_of(cls)]
        known |= {cls, *names, *(f"{cls.__name__}.{name}" for name in names)}
    return known


def _with_inner(classes: Iterable[type]) -> Iterator[type]:
    """The classes, and those of which their fields hold instances."""
    for cls in classes:
        yield cls
        members = (m for field in fields_of(cls) for m in member_types(field.type))
        yield from _with_inner(m for m in members if isinstance(m, type) and attrs.has(m))
