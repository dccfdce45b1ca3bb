"""What may happen in a drawn history, and what comes after what in one that could be true.

Who left had joined, and what ended had begun. Without a projection the order of the vocabulary
says it: a class may follow one that stands before it and has all the fields that it needs. With a
projection it is tried: what it says of one event may end what it says of another.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any, ClassVar, Protocol, TypeAlias

import attrs
from hypothesis import strategies as st

from statusquo.errors import StatusQuoError
from statusquo.lines.canonical import HEADER
from statusquo.lines.event import Event
from statusquo.lines.keys import Key, Pattern, matches
from statusquo.projecting.changes import End, Set
from statusquo.projecting.decorators import Projection
from statusquo.testing.asking import listed
from statusquo.testing.field_values import fields_of
from statusquo.testing.misconduct import Misconduct

ByClass: TypeAlias = Mapping[type[Event], st.SearchStrategy[Event]]


class Following(Protocol):
    """Which events come after which; `once` if only one comes after each."""

    once: ClassVar[bool]
    """Whether a second one would find nothing left to follow."""

    def openers(self, cls: type[Event]) -> Sequence[type[Event]]:
        """The classes after which an event of this class comes, if it comes after any."""
        ...

    def follows(self, event: Event, earlier: Event) -> Mapping[str, Any] | None:
        """The fields that make an event follow an earlier one, or None where it cannot."""
        ...


@attrs.frozen(eq=False)
class Happenings:
    """The events of a drawn history, those of each class, and which come after which."""

    events: st.SearchStrategy[Event]
    by_class: ByClass
    following: Following


@attrs.frozen(eq=False)
class FollowingByFields:
    """What follows from the order of a vocabulary and the fields of its classes."""

    once: ClassVar[bool] = False

    before: Mapping[type[Event], tuple[type[Event], ...]]

    @classmethod
    def of(cls, classes: Sequence[type[Event]]) -> "FollowingByFields":
        """The order of these classes.

        >>> from statusquo.events import Accession, Withdrawal
        >>> FollowingByFields.of([Accession, Withdrawal]).openers(Withdrawal)
        (<class 'statusquo.events.organisations.Accession'>,)
        """
        unique = tuple(dict.fromkeys(classes))
        return cls(
            {
                later: tuple(early for early in unique[:place] if _needs(later) <= _has(early))
                if _needs(later)
                else ()
                for place, later in enumerate(unique)
            }
        )

    def openers(self, cls: type[Event]) -> Sequence[type[Event]]:
        """The classes that stand before this one and have what it needs."""
        return self.before.get(cls, ())

    def follows(self, event: Event, earlier: Event) -> Mapping[str, Any] | None:
        """What the earlier one says in the fields that the event needs."""
        if type(earlier) not in self.openers(type(event)):
            return None
        return {name: getattr(earlier, name) for name, _ in _needs(type(event))}


@attrs.frozen(eq=False)
class FollowingByTrial:
    """What follows from what projections say: an event that only ends follows one that sets."""

    once: ClassVar[bool] = True

    parts: tuple[Projection, ...]
    before: Mapping[type[Event], tuple[type[Event], ...]]

    @classmethod
    def of(
        cls, parts: tuple[Projection, ...], making: Sequence[Event], ending: Sequence[Event]
    ) -> "FollowingByTrial":
        """What these projections say of samples of events that make facts, and that end them."""
        before: dict[type[Event], dict[type[Event], None]] = {}
        for end, make in product(ending, making):
            known = before.setdefault(type(end), {})
            if type(make) not in known and _ended_by(parts, end, make) is not None:
                known[type(make)] = None
        return cls(parts, {later: tuple(earlier) for later, earlier in before.items()})

    def openers(self, cls: type[Event]) -> Sequence[type[Event]]:
        """The classes that set what this one can only end."""
        return self.before.get(cls, ())

    def follows(self, event: Event, earlier: Event) -> Mapping[str, Any] | None:
        """What makes the event end a fact that the earlier one sets."""
        if type(earlier) not in self.openers(type(event)):
            return None
        return _ended_by(self.parts, event, earlier)


def _ended_by(
    parts: tuple[Projection, ...], event: Event, earlier: Event
) -> Mapping[str, Any] | None:
    """The fields in which the event must differ to end what the earlier one sets."""
    for part in parts:
        keys = [change.key for change in _said(part, earlier) if isinstance(change, Set)]
        patterns = [change.pattern for change in _said(part, event) if isinstance(change, End)]
        for pattern, key in product(patterns, keys):
            if (fields := _aimed(part, event, pattern, key)) is not None:
                return fields
    return None


def _aimed(part: Projection, event: Event, pattern: Pattern, key: Key) -> Mapping[str, Any] | None:
    """The fields in which the event says the key where it said the pattern, if it then ends it."""
    if len(pattern) != len(key):
        return None
    instead = {old: new for old, new in zip(pattern, key, strict=True) if old is not ...}
    fields: dict[str, Any] = {}
    for field in own_fields(type(event)):
        value = getattr(event, field.name)
        put = _put(value, instead)
        if put != value:
            fields[field.name] = put
    aimed = evolved(event, fields)
    ends = () if aimed is None else _said(part, aimed)
    hit = any(isinstance(change, End) and matches(change.pattern, key) for change in ends)
    return fields if hit else None


def _put(value: Any, instead: Mapping[Any, Any]) -> Any:
    """The value, or the items of a tuple, with what stands in `instead` for it."""
    if isinstance(value, tuple):
        return tuple(_put(item, instead) for item in items_of(value))
    return instead.get(value, value) if type(value) in (str, int) else value


def items_of(value: Any) -> tuple[Any, ...]:
    """The items of a tuple; of anything else, itself.

    >>> items_of(("a", "b")), items_of("c")
    (('a', 'b'), ('c',))
    """
    return value if isinstance(value, tuple) else (value,)  # pyright: ignore[reportUnknownVariableType]


def _said(part: Projection, event: Event) -> Sequence[Any]:
    try:
        return listed(part(event))
    except (Exception, Misconduct):  # noqa: BLE001  # the histories will show it
        return ()


def own_fields(cls: type) -> "list[attrs.Attribute[Any]]":
    """The fields of a class beside its day and the header."""
    return [field for field in fields_of(cls) if field.name not in ("on", *HEADER)]


def _needs(cls: type) -> set[tuple[str, Any]]:
    return {(f.name, f.type) for f in own_fields(cls) if f.default is attrs.NOTHING}


def _has(cls: type) -> set[tuple[str, Any]]:
    return {(f.name, f.type) for f in own_fields(cls)}


def evolved(event: Event, said: Mapping[str, Any]) -> Event | None:
    """The event with some fields otherwise, or None where its class refuses that.

    What was on the record at once still is on another day.

    >>> evolved(Event(on="1999"), {"ref": "1"}).ref
    '1'
    """
    aliases = {field.name: field.alias or field.name for field in fields_of(type(event))}
    if "on" in said and "recorded" not in said and event.recorded == event.on.last:
        said = {**said, "recorded": said["on"].last}
    try:
        return attrs.evolve(event, **{aliases[name]: value for name, value in said.items()})
    except (ValueError, TypeError, StatusQuoError):
        return None
