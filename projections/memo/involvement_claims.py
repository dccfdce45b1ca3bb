"""Who took part in the war of 2020 from outside, how, and whether it was the first time."""

from statusquo.judging.claim import Claim
from statusquo.judging.inquiry import Inquiry
from statusquo.judging.points import Point
from statusquo.projections.arms import suppliers, uses
from statusquo.projections.involvement.coding_rules import CODING_RULES
from statusquo.projections.memo.days import (
    BEFORE_WAR,
    FORMER_SOVIET_WARS,
    STATEMENT,
    UNION_ENDED,
    WAR,
    WAR_BEGAN,
    WRITTEN,
    outside_state,
)
from statusquo.projections.organisations import membership
from statusquo.projections.warfare import belligerents, conflicts

RULES = ("secondary party with troops", "any support", "direct fire")
TB2 = "Bayraktar TB2 unmanned aircraft"


def _roles(ask: Inquiry) -> tuple[str, ...]:
    return CODING_RULES[ask.choice("rule")].listed_roles()


def six_weeks(ask: Inquiry) -> Point:
    """Fought on every day from 27 September to 9 November, and no longer at the end of the 10th."""
    fought = ask.always(conflicts, (WAR,), since=WAR_BEGAN, until="2020-11-09")
    return fought & ~ask.holds(conflicts, (WAR,), on=STATEMENT)


def armenia_a_party(ask: Inquiry) -> Point:
    """Armenia in the war, in a role that the rule counts."""
    roles = {"primary or with troops": ("primary", "combat troops"), "primary": ("primary",)}
    role = roles[ask.choice("part")]
    return ask.some(
        belligerents, conflict=WAR, party="ARM", role=role, since=WAR_BEGAN, until=STATEMENT
    )


def turkey_took_part(ask: Inquiry) -> Point:
    """Turkey in the war, in a role that the coding rule counts."""
    return ask.some(
        belligerents, conflict=WAR, party="TUR", role=_roles(ask), since=WAR_BEGAN, until=STATEMENT
    )


def turkey_planned_and_commanded(ask: Inquiry) -> Point:
    """Turkey in planning or command, each of which was claimed and denied."""
    return ask.some(
        belligerents,
        conflict=WAR,
        party="TUR",
        role=("planning", "command"),
        since=WAR_BEGAN,
        until=STATEMENT,
    )


def flights_from_turkey(ask: Inquiry) -> Point:
    """Turkish ground or airspace used for flights into the war."""
    return ask.some(
        belligerents, conflict=WAR, party="TUR", role="basing", since=WAR_BEGAN, until=STATEMENT
    )


def turkish_drones_used(ask: Inquiry) -> Point:
    """Turkish drones delivered to Azerbaijan, and used by it in the war."""
    delivered = ask.holds(suppliers, ("TUR", "AZE", TB2), on=BEFORE_WAR)
    return delivered & ask.holds(uses, ("AZE", TB2, WAR), on=STATEMENT)


def first_outsider(ask: Inquiry) -> Point:
    """No state from outside in an earlier war of the former Soviet space, by a coding rule."""
    return ask.none(
        belligerents,
        conflict=FORMER_SOVIET_WARS,
        role=_roles(ask),
        since=UNION_ENDED,
        until=BEFORE_WAR,
        where=outside_state,
    )


FIVE_WARS = (
    *("transnistria-war", "tajik-civil-war", "abkhazia-war-1992"),
    *("south-ossetia-war-1991", "donbas-war"),
)


def none_from_outside(ask: Inquiry) -> Point:
    """No state from outside in these five wars, by a coding rule."""
    return ask.none(
        belligerents,
        conflict=FIVE_WARS,
        role=_roles(ask),
        since=UNION_ENDED,
        until=BEFORE_WAR,
        where=outside_state,
    )


def first_member_of_nato(ask: Inquiry) -> Point:
    """No member of NATO in an earlier war of the former Soviet space, by a coding rule."""
    nato = ask.replay(membership)
    members = {key[1] for key in nato.during(BEFORE_WAR).where(organisation="NATO")}
    return ask.none(
        belligerents,
        conflict=FORMER_SOVIET_WARS,
        role=_roles(ask),
        since=UNION_ENDED,
        until=BEFORE_WAR,
        where=lambda fact: fact.party in members,
    )


def fighters_in_chechnya(ask: Inquiry) -> Point:
    """Fighters from abroad in one of the Chechen wars."""
    return ask.some(
        belligerents,
        conflict=("chechen-war-1994", "chechen-war-1999"),
        since="1994-12-11",
        until="2009-04-16",
        where=lambda fact: fact.role != "primary" and fact.party not in ("RUS", "chechnya"),
    )


def arms_and_training(ask: Inquiry) -> Point:
    """Arms from Turkey before the war, and Turkish supply or training for some war of its."""
    delivered = ask.some(suppliers, supplier="TUR", recipient="AZE", on=BEFORE_WAR)
    helped = ask.some(
        belligerents,
        party="TUR",
        role=("supply", "training"),
        since=UNION_ENDED,
        until=STATEMENT,
        where=lambda fact: fact.value == "a",
    )
    return delivered & helped


def not_without_turkey(ask: Inquiry) -> Point:
    """What would have been is in no log; what Turkey is on record with is shown beside it."""
    seen = turkish_drones_used(ask)
    return ask.undecidable("what would have happened without Turkey is not in a log", seen)


def never_so_openly(ask: Inquiry) -> Point:
    """How open a support is, and whom it defies, is no fact of the record."""
    return ask.undecidable("openness and defiance are judgements, not events")


def who_began(ask: Inquiry) -> Point:
    """The record has the day on which fighting began, and each side's word on who began it."""
    fought = ask.holds(conflicts, (WAR,), on=WAR_BEGAN)
    return ask.undecidable("each side says that the other one began", fought)


def ukraine_bought_drones(ask: Inquiry) -> Point:
    """Turkish drones delivered to Ukraine by the time of writing."""
    return ask.holds(suppliers, ("TUR", "UKR", TB2), on=WRITTEN)


def ukraine_used_drones(ask: Inquiry) -> Point:
    """One of them used in Donbas by the time of writing."""
    return ask.holds(uses, ("UKR", TB2, "donbas-war"), on=WRITTEN)


CLAIMS = (
    Claim("The war lasted six weeks.", six_weeks),
    Claim(
        "The war was fought against a member state of the CSTO.",
        armenia_a_party,
        choices={"part": ("primary or with troops", "primary")},
    ),
    Claim(
        "Azerbaijan began the military operation.",
        who_began,
    ),
    Claim("Turkey took part in the war.", turkey_took_part, choices={"rule": RULES}),
    Claim("Turkey took part in planning and command.", turkey_planned_and_commanded),
    Claim("Aircraft took off from Turkish territory for the war.", flights_from_turkey),
    Claim("Turkish drones were used in the war.", turkish_drones_used),
    Claim(
        "It was the first time that a state from outside took part in a war in the former Soviet "
        "space.",
        first_outsider,
        choices={"rule": RULES},
    ),
    Claim(
        "It was the first time that a member of NATO did.",
        first_member_of_nato,
        choices={"rule": RULES},
    ),
    Claim(
        "No state from outside took part in the wars of Transnistria, Tajikistan, Abkhazia, South "
        "Ossetia and eastern Ukraine.",
        none_from_outside,
        choices={"rule": RULES},
    ),
    Claim("Fighters from abroad took part in the Chechen wars.", fighters_in_chechnya),
    Claim("Turkey gave Azerbaijan arms and training.", arms_and_training),
    Claim("Turkey had never supported Azerbaijan so openly.", never_so_openly),
    Claim("Without Turkey Azerbaijan would hardly have won.", not_without_turkey),
    Claim("Ukraine bought Turkish combat drones.", ukraine_bought_drones),
    Claim(
        "In October 2021 Ukraine used one of them in Donbas.",
        ukraine_used_drones,
    ),
)
