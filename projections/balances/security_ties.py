"""The ties that an influence balance weighs: what one does for or to another while it lasts.

Each has a key that begins with the actor and the target, and a scale for its value. Those of
presence are in `presence_ties`.
"""

from collections.abc import Mapping
from fractions import Fraction

from statusquo.projecting.changes import Changes, Set
from statusquo.projecting.decorators import Derived, Fact, derived
from statusquo.projections.arms import sanctions
from statusquo.projections.diplomacy import recognition
from statusquo.projections.organisations import membership, partnership
from statusquo.projections.routes import access, dependence
from statusquo.projections.territory import sovereignty
from statusquo.projections.treaties import commitments, instruments

_BINDING = {"treaty": Fraction(1), "agreement": Fraction(1)}
_OF_A_DECLARATION = Fraction(3, 10)
_AFTER_CONSULTATION = Fraction(7, 10)
_WAYS = {"only way": Fraction(1), "one of several": Fraction(1, 2)}


def _pledge(name: str, duties: frozenset[str], summary: str) -> Derived:
    """Who owes whom one of these duties; the value is its scale."""

    def pledged(duty: Fact, text: Fact) -> Changes:
        if duty.duty not in duties:
            return None
        scale = _BINDING.get(text.value, _OF_A_DECLARATION)
        if duty.duty == "assistance":
            scale = min(scale, _AFTER_CONSULTATION)
        return Set((duty.debtor, duty.creditor, duty.duty, duty.pact), scale)

    pledged.__doc__ = summary
    decorate = derived(
        name=name,
        key=("actor", "target", "duty", "pact"),
        share=("pact",),
        duty=commitments,
        text=instruments,
    )
    return decorate(pledged)


defence_ties = _pledge(
    "defence_ties",
    frozenset({"defence", "assistance"}),
    "Who is bound to defend whom: 1 by treaty, 0.7 after consultation, 0.3 by declaration.",
)
consultation_ties = _pledge(
    "consultation_ties", frozenset({"consultation"}), "Who is bound to consult with whom."
)
restraint_ties = _pledge(
    "restraint_ties",
    frozenset({"non-aggression", "neutrality"}),
    "Who is bound not to attack whom, or to stay neutral.",
)
cooperation_ties = _pledge(
    "cooperation_ties",
    frozenset({"defence cooperation"}),
    "Who has agreed with whom to cooperate in defence.",
)


@derived(key=("actor", "territory"), seen=recognition)
def _recognised(seen: Fact) -> Changes:
    return Set((seen.recogniser, seen.recognised))


@derived(
    key=("actor", "target", "territory"),
    share=("territory",),
    seen=_recognised,
    title=sovereignty,
)
def recognition_against(seen: Fact, title: Fact) -> Changes:
    """Who recognises as a state what is held to be territory of another."""
    return Set((seen.actor, title.value, seen.territory))


@derived(
    key=("actor", "target"),
    share=("territory",),
    seen=_recognised,
    title=sovereignty,
)
def recognition_given(seen: Fact, title: Fact) -> Changes:
    """Who is recognised as a state by whom, though it is held to be territory of another."""
    del title
    return Set((seen.actor, seen.territory))


def led(name: str, leaders: Mapping[str, str], summary: str) -> Derived:
    """Who leads an organisation of which others are members: scale 1."""

    def follows(member: Fact) -> Changes:
        leader = leaders.get(member.organisation)
        if leader is None or leader == member.member:
            return None
        return Set((leader, member.member, member.organisation))

    follows.__doc__ = summary
    return derived(name=name, key=("actor", "target", "organisation"), member=membership)(follows)


def observed(name: str, leaders: Mapping[str, str], summary: str) -> Derived:
    """Who leads an organisation of which others are observers: scale 1/4."""

    def watches(partner: Fact) -> Changes:
        leader = leaders.get(partner.organisation)
        if leader in (None, partner.partner) or partner.standing != "observer":
            return None
        return Set((leader, partner.partner, partner.organisation), Fraction(1, 4))

    watches.__doc__ = summary
    key = ("actor", "target", "organisation")
    return derived(name=name, key=key, partner=partnership)(watches)


@derived(key=("actor", "target", "route"), way=access)
def outlets(way: Fact) -> Changes:
    """Through whom a state or a site is reached: 1 where it is the only way, else 1/2."""
    if way.gatekeeper == way.site:
        return None
    return Set((way.gatekeeper, way.site, way.route), _WAYS[way.value])


@derived(key=("actor", "target", "site", "route"), way=dependence)
def gates(way: Fact) -> Changes:
    """Whose routes the forces of another need: 1 where it is the only way, else 1/2."""
    return Set((way.gatekeeper, way.sender, way.site, way.route), _WAYS[way.value])


@derived(key=("actor", "target", "kind"), sanction=sanctions)
def pressure(sanction: Fact) -> Changes:
    """Who has put whom under a sanction, a closed border among them."""
    return Set((sanction.sender, sanction.target, sanction.kind))
