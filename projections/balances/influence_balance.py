"""The influence balance: ties and acts between states, weighed.

It says who has which security instruments with whom, and how much they weigh together under a
table of weights. It does not say who does what somebody wants.
"""

import functools
from typing import Any

from statusquo.balances.definition import Balance
from statusquo.balances.terms import Act, Tie
from statusquo.projecting.decorators import Derived, Projection
from statusquo.projections.balances.presence_ties import (
    UNKNOWN_STRENGTH,
    basing_against,
    basing_with_the_governing,
    consented_bases,
    consented_missions,
    occupations,
    presence_scale,
)
from statusquo.projections.balances.security_acts import (
    answered,
    deliveries,
    deliveries_to_enemies,
    exercises,
    hostilities,
    lessons,
    mediations,
    support,
)
from statusquo.projections.balances.security_ties import (
    consultation_ties,
    cooperation_ties,
    defence_ties,
    gates,
    led,
    observed,
    outlets,
    pressure,
    recognition_against,
    recognition_given,
    restraint_ties,
)
from statusquo.projections.balances.weights import REGIONS, InfluenceWeights


def influence(weights: InfluenceWeights | None = None, *, claims: bool = False) -> Balance:
    """The balance of security instruments between an actor and a target.

    `weights` is the default table where none is given. Support in war that was only claimed does
    not count, and `robust` tries what it would be if it did; with `claims` it counts.

    >>> influence().regions["south-caucasus"]
    ('ARM', 'AZE', 'GEO')
    """
    table = InfluenceWeights() if weights is None else weights
    return Balance(
        name="influence",
        ties={**_pledges(table), **_presence(table), **_status(table), **_reach(table)},
        acts={**_dealings(table), **_wars(table, claims), **_answers(table)},
        rho=table.rho,
        regions=REGIONS,
        tried=None if claims else influence(table, claims=True),
    )


def _tie(table: InfluenceWeights, name: str, of: Projection | Derived, **more: Any) -> Tie:
    why = InfluenceWeights.why(name)
    return Tie(of, getattr(table, name), weight_name=name, note=why, **more)


def _pledges(table: InfluenceWeights) -> dict[str, Tie]:
    return {
        "defence": _tie(table, "defence", defence_ties),
        "consultation": _tie(table, "consultation", consultation_ties, family="lesser pledges"),
        "restraint": _tie(table, "restraint", restraint_ties, family="lesser pledges"),
        "cooperation": _tie(table, "cooperation", cooperation_ties),
    }


def _presence(table: InfluenceWeights) -> dict[str, Tie]:
    by_strength = {"scale": presence_scale, "otherwise": UNKNOWN_STRENGTH}
    return {
        "base": _tie(table, "base", consented_bases, **by_strength),
        "mission": _tie(table, "mission", consented_missions, **by_strength),
        "basing_against": _tie(table, "basing_against", basing_against, family="basing_against"),
        "occupation": _tie(table, "basing_against", occupations, family="basing_against"),
        "basing_with": _tie(table, "basing_with", basing_with_the_governing),
    }


def _status(table: InfluenceWeights) -> dict[str, Tie]:
    in_unions, at_unions = _following("union", tuple(table.unions.items()))
    in_bodies, at_bodies = _following("body", tuple(table.bodies.items()))
    return {
        "recognition_against": _tie(table, "recognition_against", recognition_against),
        "recognition_given": _tie(table, "recognition_given", recognition_given),
        "union": _tie(table, "union", in_unions, family="organisations"),
        "union_observer": _tie(table, "union", at_unions, family="organisations"),
        "body": _tie(table, "body", in_bodies, family="organisations"),
        "body_observer": _tie(table, "body", at_bodies, family="organisations"),
    }


@functools.cache
def _following(kind: str, leaders: tuple[tuple[str, str], ...]) -> tuple[Derived, Derived]:
    """Members and observers of what others lead. Their names say who leads: so does the digest."""
    said = ",".join(f"{organisation}:{leader}" for organisation, leader in leaders)
    members = led(f"{kind}_members[{said}]", dict(leaders), f"Who is in a {kind} of another.")
    observers = observed(f"{kind}_observers[{said}]", dict(leaders), f"Who observes such a {kind}.")
    return members, observers


def _reach(table: InfluenceWeights) -> dict[str, Tie]:
    return {
        "access": _tie(table, "access", outlets, family="access"),
        "gate": _tie(table, "access", gates, family="access"),
        "sanction": _tie(table, "sanction", pressure),
    }


def _act(table: InfluenceWeights, name: str, of: Projection, fading: str, **more: Any) -> Act:
    half_life = f"{fading}_half_life"
    return Act(
        of,
        getattr(table, name),
        half_life=getattr(table, half_life),
        weight_name=name,
        half_life_name=half_life,
        note=f"{InfluenceWeights.why(name)}; fades: {InfluenceWeights.why(half_life)}",
        **more,
    )


def _dealings(table: InfluenceWeights) -> dict[str, Act]:
    return {
        "arms": _act(table, "arms", deliveries, "arms"),
        "arms_to_enemies": _act(table, "arms_to_enemies", deliveries_to_enemies, "enemies"),
        "exercise": _act(table, "exercise", exercises, "exercise", family="training"),
        "training": _act(table, "training", lessons, "training", family="training"),
        "mediation": _act(table, "mediation", mediations, "mediation"),
    }


def _wars(table: InfluenceWeights, claims: bool) -> dict[str, Act]:
    found: dict[str, Act] = {
        "hostility": _act(table, "hostility", hostilities, "hostility"),
    }
    for name, combat, to_enemies in (
        ("combat_support", True, False),
        ("other_support", False, False),
        ("combat_for_enemies", True, True),
        ("other_support_for_enemies", False, True),
    ):
        of = support(name, combat=combat, to_enemies=to_enemies, claims=claims)
        family = "war support for enemies" if to_enemies else "war support"
        found[name] = _act(table, name, of, "support", family=family)
    return found


def _answers(table: InfluenceWeights) -> dict[str, Act]:
    by_name = {
        "honoured": ("in full",),
        "partly_honoured": ("in part", "consultations only"),
        "no_case": ("no case seen", "unanswered"),
        "refused": ("refused",),
    }
    return {
        name: _act(table, name, answered(name, *answers), "answer", family="answers")
        for name, answers in by_name.items()
    }
