"""Calling a derived projection with every combination of facts that may hold together."""

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import attrs

from statusquo.courses.course import Course
from statusquo.courses.part_facts import PartFact
from statusquo.dates.periods import Periods, intersection
from statusquo.lines.keys import Key, KeyPlace
from statusquo.projecting.changes import Add, End, Set
from statusquo.projecting.decorators import Derived, Fact, ProjectionError
from statusquo.projecting.values import Values

Shared = tuple[KeyPlace, ...]
Groups = Mapping[str, Mapping[Shared, Sequence[PartFact]]]
"""The facts of each part, by the places on which the facts of one call agree."""


@attrs.frozen(eq=False)
class Combination:
    """Part facts that gave a derived fact with a value, and when they hold together."""

    shared: Shared
    parts: tuple[PartFact, ...]
    value: int
    nominal: Periods
    certain: Periods
    possible: Periods

    @property
    def order(self) -> tuple[object, ...]:
        """Its place among the combinations of one key, whatever the order of finding them."""
        return tuple((part.fact.key, repr(part.fact.value)) for part in self.parts)


class ComposedCourse(Course, Protocol):
    """A course whose facts are put together from facts of other courses."""

    def behind(self, key: Key) -> Sequence[Combination]:
        """The combinations that give a key."""
        ...


def grouped(projection: Derived, facts: Mapping[str, Iterable[PartFact]]) -> Groups:
    """The facts of each part by what they share."""
    groups: dict[str, dict[Shared, list[PartFact]]] = {}
    for name, part in projection.parts.items():
        groups[name] = defaultdict(list)
        for each in facts[name]:
            groups[name][shared_places(projection, part.key, each.fact.key)].append(each)
    return groups


def shared_places(projection: Derived, names: Sequence[str], key: Key) -> Shared:
    """The places of a part's key on which the facts of one call agree."""
    return tuple(key[names.index(name)] for name in projection.share)


def combinations_of(
    projection: Derived,
    groups: Groups,
    values: Values,
    only: Collection[Shared] | None = None,
    like: Key | None = None,
) -> dict[Key, list[Combination]]:
    """The combinations that give each key, with the codes of their values in `values`.

    With `only`, those of these shared places. Keys have places of the types of `like`, or of the
    first one. Raises `ProjectionError` where the function raises
    or returns what is no Set.
    """
    found: dict[Key, list[Combination]] = defaultdict(list)
    kinds: list[type] = [] if like is None else [type(place) for place in like]
    for shared in _everywhere(groups, only):
        for together in _products([groups[name][shared] for name in projection.parts]):
            common = _common(together)
            if common[2]:
                for change in _called(projection, together):
                    _check_key(projection, change.key, kinds)
                    code = _code(projection, change.value, values)
                    found[change.key].append(Combination(shared, together, code, *common))
    return {key: in_fixed_order(each) for key, each in found.items()}


def _everywhere(groups: Groups, only: Collection[Shared] | None) -> list[Shared]:
    """The shared places that every part has a fact with, in order."""
    first, *others = groups.values()
    shared = set(first) if only is None else set(first) & set(only)
    return sorted(shared.intersection(*others))


def in_fixed_order(combinations: Iterable[Combination]) -> list[Combination]:
    """Combinations of one key, in the same order however they were found."""
    return sorted(combinations, key=lambda combination: combination.order)


def _products(groups: Sequence[Sequence[PartFact]]) -> Iterator[tuple[PartFact, ...]]:
    """The products of the groups, cut short where facts cannot hold together."""
    if not groups:
        yield ()
        return
    for rest in _products(groups[:-1]):
        before = _common(rest)[2] if rest else None
        for part in groups[-1]:
            if before is None or intersection(before, part.possible):
                yield (*rest, part)


def _common(together: Sequence[PartFact]) -> tuple[Periods, Periods, Periods]:
    return (
        functools.reduce(intersection, (part.nominal for part in together)),
        functools.reduce(intersection, (part.certain for part in together)),
        functools.reduce(intersection, (part.possible for part in together)),
    )


def _called(projection: Derived, together: tuple[PartFact, ...]) -> list[Set]:
    facts = {name: part.fact for name, part in zip(projection.parts, together, strict=True)}
    try:
        changes = projection.function(**facts)
        if changes is None:
            return []
        listed = [changes] if isinstance(changes, (Set, End, Add)) else list(changes)
    except Exception as error:
        raise ProjectionError(
            f"the derived projection {projection.name} failed on {_shown(facts)}: "
            f"it raised {type(error).__name__}: {error}",
            code="projection-raised",
        ) from error
    return [_checked(projection, change, facts) for change in listed]


def _checked(projection: Derived, change: object, facts: Mapping[str, Fact]) -> Set:
    if not isinstance(change, Set) or change.value is None:
        raise ProjectionError(
            f"the derived projection {projection.name} returned {change!r} for "
            f"{_shown(facts)}; it may return Set, several of them, or None",
            code="projection-nonsense",
        )
    return change


def _shown(facts: Mapping[str, Fact]) -> str:
    return ", ".join(f"{name}={fact!r}" for name, fact in facts.items())


def _code(projection: Derived, value: object, values: Values) -> int:
    try:
        return values.code(value)
    except ValueError as error:
        raise ProjectionError(
            f"the derived projection {projection.name} set a fact to what cannot be: {error}",
            code="projection-nonsense",
        ) from None


def _check_key(projection: Derived, key: Key, kinds: list[type]) -> None:
    """Refuse a key of other places; `kinds` has the types of the first key's places."""
    sound = (
        isinstance(key, tuple)
        and len(key) == len(projection.key)
        and all(type(place) in (str, int) for place in key)
    )
    own = [type(place) for place in key] if sound else []
    kinds.extend(own if not kinds else ())
    if not sound or own != kinds:
        raise ProjectionError(
            f"the derived projection {projection.name} set {key!r}; a key here is a tuple of "
            f"str or int, one type for each place: ({', '.join(projection.key)})",
            code="projection-nonsense",
        )
