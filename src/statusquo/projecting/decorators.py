"""Projections: pure functions from one event to changes of facts, or from facts to a fact."""

import keyword
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import attrs
from attrs.exceptions import FrozenInstanceError

from statusquo.errors import StatusQuoError
from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.projecting.changes import Changes


class ProjectionError(StatusQuoError):
    """Raised when a projection is ill-defined, raises, or returns what is no change."""


class Fact:
    """A key that holds with a value, its places also by name.

    >>> fact = Fact(("pact", "party"), ("treaty", "CHE"), True)
    >>> fact.party, fact.value
    ('CHE', True)
    """

    __slots__ = ("key", "names", "value")

    names: tuple[str, ...]
    key: Key
    value: Any

    def __init__(self, names: tuple[str, ...], key: Key, value: Any) -> None:
        put = object.__setattr__
        put(self, "names", names)
        put(self, "key", key)
        put(self, "value", value)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: other combinations are given the same fact."""
        raise FrozenInstanceError

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse: other combinations are given the same fact."""
        raise FrozenInstanceError

    def __getattr__(self, name: str) -> Any:
        try:
            return self.key[self.names.index(name)]
        except ValueError:
            raise AttributeError(
                f"this fact has no {name!r}; it has {', '.join(self.names)} and value"
            ) from None

    def __repr__(self) -> str:
        places = ", ".join(f"{n}={p!r}" for n, p in zip(self.names, self.key, strict=True))
        return f"Fact({places}, value={self.value!r})"


def _checked_names(names: Sequence[str]) -> tuple[str, ...]:
    if isinstance(names, str):
        raise ProjectionError(
            f'key={names!r} is one string; write key=("{names}",)', code="projection-key"
        )
    for name in names:
        if not name.isidentifier() or keyword.iskeyword(name) or name in {"value", "key", "names"}:
            raise ProjectionError(
                f"{name!r} cannot name a place of a key; take another word", code="projection-key"
            )
    if not names or len(set(names)) != len(names):
        raise ProjectionError("a key needs names, each only once", code="projection-key")
    return tuple(names)


@attrs.frozen(eq=False)
class Projection:
    """A function from one event to changes of facts, with its name and the names of its key.

    Call it with an event to see what it says of that event alone.
    """

    name: str
    key: tuple[str, ...] = attrs.field(converter=_checked_names)
    function: Callable[[Any], Changes] = attrs.field(repr=False)

    def __call__(self, event: Event) -> Changes:
        """What follows from `event`."""
        return self.function(event)

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return _first_line(self.function)


@attrs.frozen(eq=False)
class Derived:
    """A function from facts that hold together to a fact.

    `parts` maps the function's arguments to the projections whose facts they are; the facts of
    one call agree on the places named in `share`.
    """

    name: str
    key: tuple[str, ...] = attrs.field(converter=_checked_names)
    function: Callable[..., Changes] = attrs.field(repr=False)
    share: tuple[str, ...]
    parts: "dict[str, Projection | Derived]"

    def __call__(self, **facts: Fact) -> Changes:
        """What follows from `facts`, one for each part."""
        return self.function(**facts)

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return _first_line(self.function)


def _first_line(function: Callable[..., Any]) -> str:
    lines = (function.__doc__ or "").strip().splitlines()
    return lines[0] if lines else ""


def projection(
    *, key: tuple[str, ...], name: str | None = None
) -> Callable[[Callable[[Any], Changes]], Projection]:
    """Make a projection of a function; `key` names the places of its keys.

    >>> from statusquo.projecting.changes import Set
    >>> @projection(key=("member",))
    ... def members(event):
    ...     "Everybody who was ever named."
    ...     return Set((event.member,))
    >>> members.name, members.key
    ('members', ('member',))

    Raises `ProjectionError` where the names cannot be used.
    """

    def decorate(function: Callable[[Any], Changes]) -> Projection:
        return Projection(name or function.__name__, key, function)

    return decorate


def derived(
    *,
    key: tuple[str, ...],
    share: tuple[str, ...] = (),
    name: str | None = None,
    **parts: Projection | Derived,
) -> Callable[[Callable[..., Changes]], Derived]:
    """Make a derived projection of a function that takes one fact for each of `parts`.

    The function is called once for each combination of facts that agree on the places named in
    `share` and may hold together. What it returns holds while they all do.

    Raises `ProjectionError` where a part is no projection, or lacks a shared place.
    """

    def decorate(function: Callable[..., Changes]) -> Derived:
        called = name or function.__name__
        _check_parts(called, tuple(share), parts)
        return Derived(called, key, function, tuple(share), dict(parts))

    return decorate


def _check_parts(name: str, share: tuple[str, ...], parts: dict[str, Any]) -> None:
    if not parts:
        raise ProjectionError(
            f"the derived projection {name} needs at least one part", code="projection-parts"
        )
    for argument, part in parts.items():
        if not isinstance(part, (Projection, Derived)):
            raise ProjectionError(
                f"{argument}={part!r} in {name} is no projection", code="projection-parts"
            )
        for place in share:
            if place not in part.key:
                raise ProjectionError(
                    f"{name} shares {place!r}, which the key of {part.name} does not have "
                    f"({', '.join(part.key)})",
                    code="projection-parts",
                )
