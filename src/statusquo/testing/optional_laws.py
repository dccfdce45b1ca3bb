"""Laws that some projections keep, for those who ask: `check_projection(p, also=["symmetric"])`."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pendulum

from statusquo.lines.keys import Key
from statusquo.projecting.decorators import Derived, Projection
from statusquo.testing.breaches import Account, Breach, as_amount, if_facts_differ
from statusquo.testing.cases import Case
from statusquo.testing.statements import Law, law, law_for
from statusquo.timelines.course import NUMBERS


def _held(case: Case, day: pendulum.Date, facts: Mapping[Key, Any]) -> Breach:
    return Breach(tuple(case.events), (Account(f"at the end of {day}", facts),))


def _not_of_two(projection: Projection | Derived) -> str | None:
    if len(projection.key) == 2:
        return None
    return (
        f"its key has {len(projection.key)} places, not two; say which two are alike: "
        'symmetric_in("one", "other")'
    )


def _not_of_several(projection: Projection | Derived) -> str | None:
    return None if len(projection.key) > 1 else "its key has only one place"


@law_for(_not_of_two)
def symmetric(case: Case) -> Breach | None:
    """What holds between one and another holds between the other and the one."""
    return _asymmetry(case, 0, 1)


def symmetric_in(one: str, other: str) -> Law:
    """The law of symmetry for two named places of a key that has more.

    >>> symmetric_in("debtor", "creditor").name
    'symmetric in debtor and creditor'
    """

    def look(case: Case) -> Breach | None:
        names = case.projection.key
        return _asymmetry(case, names.index(one), names.index(other))

    def unfit(projection: Projection | Derived) -> str | None:
        lacking = [name for name in (one, other) if name not in projection.key]
        if not lacking:
            return None
        return f"its key has no {lacking[0]!r}, it has {', '.join(projection.key)}"

    sentence = f"What holds with one as {one} and another as {other} holds the other way round too."
    return Law(f"symmetric in {one} and {other}", sentence, look, unfit)


def _asymmetry(case: Case, one: int, other: int) -> Breach | None:
    def turned_round(key: Key) -> Key:
        places = list(key)
        places[one], places[other] = places[other], places[one]
        return tuple(places)

    for day in case.days:
        facts = case.facts(day)
        back = {turned_round(key): value for key, value in facts.items()}
        breach = if_facts_differ(
            case.events,
            Account(f"at the end of {day}", facts),
            Account("the same the other way round", back),
        )
        if breach:
            return breach
    return None


@law_for(_not_of_several)
def irreflexive(case: Case) -> Breach | None:
    """Nothing stands in two places of one key."""
    for day in case.days:
        wrong = {k: v for k, v in case.facts(day).items() if len(set(k)) < len(k)}
        if wrong:
            return _held(case, day, wrong)
    return None


@law_for(_not_of_several)
def one_at_a_time(case: Case) -> Breach | None:
    """Of keys that differ only in their last place, at most one holds."""
    for day in case.days:
        for together in _but_for_the_last(case.facts(day)).values():
            if len(together) > 1:
                return _held(case, day, together)
    return None


def _but_for_the_last(facts: Mapping[Key, Any]) -> Mapping[Key, dict[Key, Any]]:
    groups: dict[Key, dict[Key, Any]] = defaultdict(dict)
    for key, value in facts.items():
        groups[key[:-1]][key] = value
    return groups


@law
def never_negative(case: Case) -> Breach | None:
    """No number is ever below 0, and no range reaches below it."""
    for day in case.days:
        below = {k: v for k, v in case.facts(day).items() if _is_number(v) and as_amount(v)[0] < 0}
        if below:
            return _held(case, day, below)
    return None


def _is_number(value: Any) -> bool:
    return type(value) in NUMBERS


@law
def never_ends(case: Case) -> Breach | None:
    """What holds on a day still holds, with any value, on every later one."""
    before: dict[Key, Any] = {}
    for day in case.days:
        ended = {key: value for key, value in before.items() if key not in case.facts(day)}
        if ended:
            title = f"held before {day}, and no more at its end"
            return Breach(tuple(case.events), (Account(title, ended),))
        before = dict(case.facts(day))
    return None


@law
def shares_sum_to_one(case: Case) -> Breach | None:
    """The values of keys that differ only in their last place sum to exactly 1."""
    for day in case.days:
        for together in _but_for_the_last(case.facts(day)).values():
            if not all(_is_number(value) for value in together.values()):
                return _held(case, day, together)
            bounds = [as_amount(value) for value in together.values()]
            low, high = (sum(ends, Fraction(0)) for ends in zip(*bounds, strict=True))
            if (low, high) != (1, 1):
                return _held(case, day, together)
    return None
