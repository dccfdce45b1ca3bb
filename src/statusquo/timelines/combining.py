"""Calling a derived projection with every combination of facts that may hold together."""

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import attrs

from statusquo.dates.periods import Periods, intersection
from statusquo.lines.keys import Key, KeyPlace
from statusquo.projecting.changes import Add, End, Set
from statusquo.projecting.decorators import Derived, Fact, ProjectionError
from statusquo.projecting.values import Values
from statusquo.timelines.course import Course
from statusquo.timelines.part_facts import PartFact, part_facts


@attrs.frozen(eq=False)
class Combination:
    """Part facts that gave a derived fact with a value, and when they hold together."""

    parts: tuple[PartFact, ...]
    value: int
    nominal: Periods
    certain: Periods
    possible: Periods


def combinations_of(
    projection: Derived, parts: Mapping[str, Course], values: Values
) -> dict[Key, list[Combination]]:
    """The combinations that give each key, with the codes of their values in `values`.

    Raises `ProjectionError` where the function raises or returns what is no Set.
    """
    found: dict[Key, list[Combination]] = defaultdict(list)
    kinds: list[type] = []
    for together in _together(projection, parts):
        common = _common(together)
        if common[2]:
            for change in _called(projection, together):
                _check_key(projection, change.key, kinds)
                code = _code(projection, change.value, values)
                found[change.key].append(Combination(together, code, *common))
    return found


def _together(projection: Derived, parts: Mapping[str, Course]) -> Iterator[tuple[PartFact, ...]]:
    """Every combination of part facts that agree on the shared places, in a fixed order."""
    grouped: list[dict[tuple[KeyPlace, ...], list[PartFact]]] = []
    facts = {id(course): part_facts(course) for course in parts.values()}
    for course in parts.values():
        groups: dict[tuple[KeyPlace, ...], list[PartFact]] = defaultdict(list)
        for part in facts[id(course)]:
            groups[tuple(getattr(part.fact, name) for name in projection.share)].append(part)
        grouped.append(groups)
    for shared in sorted(set(grouped[0]).intersection(*grouped[1:])):
        yield from _products([groups[shared] for groups in grouped])


def _products(groups: list[list[PartFact]]) -> Iterator[tuple[PartFact, ...]]:
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
