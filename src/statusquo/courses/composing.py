"""Putting derived facts together: all of them, or again only those that touched parts give."""

from collections.abc import Collection, Mapping

import attrs

from statusquo.courses.combining import (
    Shared,
    combinations_of,
    grouped,
    in_fixed_order,
    shared_places,
)
from statusquo.courses.course import Course
from statusquo.courses.deriving import DerivedCourse
from statusquo.courses.part_facts import PartFact, part_facts, part_facts_of
from statusquo.lines.keys import Key
from statusquo.projecting.decorators import Derived
from statusquo.projecting.values import Values


def derive(projection: Derived, parts: Mapping[str, Course]) -> DerivedCourse:
    """The course of a derived projection, from those of its parts."""
    values = Values()
    facts = {id(course): list(part_facts(course)) for course in parts.values()}
    groups = grouped(projection, {name: facts[id(course)] for name, course in parts.items()})
    found = combinations_of(projection, groups, values)
    return DerivedCourse(projection, parts, groups, found, values)


def derive_again(
    before: DerivedCourse, parts: Mapping[str, Course], touched: Mapping[str, Collection[Key]]
) -> tuple[DerivedCourse, set[Key]]:
    """The course of only the keys that follow from touched keys of the parts, and those keys.

    `parts` are the courses as they are now. Only facts that share places with a touched one are
    put together again; the rest of what gives these keys is taken as it was.
    """
    projection, shared = before.projection, set[Shared]()
    facts: dict[str, list[PartFact]] = {}
    for name, part in projection.parts.items():
        shared |= {shared_places(projection, part.key, key) for key in touched[name]}
    for name in projection.parts:
        codes = (parts[name].space.code_of(key) for key in touched[name])
        anew = part_facts_of(parts[name], [code for code in codes if code is not None])
        kept = [
            fact
            for places in shared
            for fact in before.groups[name].get(places, ())
            if fact.fact.key not in touched[name]
        ]
        facts[name] = [*kept, *anew]
    groups = grouped(projection, facts)
    values = Values()
    like = next(iter(before.found), None)
    found = combinations_of(projection, groups, values, only=shared, like=like)
    keys = {key for places in shared for key in before.keys_by_shared.get(places, ())} | set(found)
    whole = {
        key: in_fixed_order(
            [
                *(
                    attrs.evolve(c, value=values.code(before.values[c.value]))
                    for c in before.found.get(key, ())
                    if c.shared not in shared
                ),
                *found.get(key, ()),
            ]
        )
        for key in keys
    }
    kept_keys = {key: combinations for key, combinations in whole.items() if combinations}
    return DerivedCourse(projection, parts, groups, kept_keys, values), keys
