"""The ties that an influence balance weighs: what one does for or to another while it lasts.

Each has a key that begins with the actor and the target, and a scale for its value.
"""

from decimal import Context, Decimal
from fractions import Fraction

from statusquo.projecting.changes import Changes, Set
from statusquo.projecting.decorators import Derived, Fact, derived
from statusquo.projections.arms import sanctions
from statusquo.projections.diplomacy import recognition
from statusquo.projections.forces import consents, stationing, strength
from statusquo.projections.organisations import membership, partnership
from statusquo.projections.routes import access, dependence
from statusquo.projections.territory import sovereignty
from statusquo.projections.treaties import commitments, instruments
from statusquo.ranges import Range

BASED = frozenset({"base", "garrison", "facility", "border guard"})
SENT = frozenset({"peacekeeping", "monitoring", "advising", "training"})
REFUSED = frozenset({"refused", "withdrawn", "none asked"})

_BINDING = {"treaty": Fraction(1), "agreement": Fraction(1)}
_OF_A_DECLARATION = Fraction(3, 10)
_AFTER_CONSULTATION = Fraction(7, 10)
_WAYS = {"only way": Fraction(1), "one of several": Fraction(1, 2)}
_PRECISION = Context(prec=28)


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


@derived(
    key=("actor", "target", "site", "role"),
    share=("sender", "site"),
    force=stationing,
    consent=consents,
)
def consented_bases(force: Fact, consent: Fact) -> Changes:
    """Who has a base, garrison, facility or border guards where the sovereign agrees."""
    if force.role in BASED and _agrees(force, consent):
        return Set((force.sender, force.host, force.site, force.role))
    return None


@derived(
    key=("actor", "target", "site", "role"),
    share=("sender", "site"),
    force=stationing,
    consent=consents,
)
def consented_missions(force: Fact, consent: Fact) -> Changes:
    """Who has peacekeepers, monitors, advisers or trainers where the sovereign agrees."""
    if force.role in SENT and _agrees(force, consent):
        return Set((force.sender, force.host, force.site, force.role))
    return None


def _agrees(force: Fact, consent: Fact) -> bool:
    """Whether this is the consent of the state whose territory the site is recognised to be."""
    return (consent.capacity, consent.giver, consent.value) == ("sovereign", force.host, "given")


@derived(
    key=("actor", "target", "site", "role"),
    share=("sender", "site"),
    force=stationing,
    consent=consents,
)
def basing_against(force: Fact, consent: Fact) -> Changes:
    """Who has forces where the sovereign refuses them, took its consent back, or was not asked."""
    if (consent.capacity, consent.giver) != ("sovereign", force.host):
        return None
    if consent.value not in REFUSED:
        return None
    return Set((force.sender, force.host, force.site, force.role))


@derived(
    key=("actor", "target", "site", "role"),
    share=("sender", "site"),
    force=stationing,
    sovereign=consents,
    governing=consents,
)
def basing_with_the_governing(force: Fact, sovereign: Fact, governing: Fact) -> Changes:
    """Whose forces a de facto authority has let in against the will of the sovereign."""
    against = (sovereign.capacity, sovereign.giver) == ("sovereign", force.host)
    if not against or sovereign.value not in REFUSED:
        return None
    if (governing.capacity, governing.value) != ("governing", "given"):
        return None
    if governing.giver == force.host:
        return None
    return Set((force.sender, governing.giver, force.site, force.role))


@derived(key=("actor", "target", "site", "role"), force=strength)
def presence_scale(force: Fact) -> Changes:
    """How much a presence counts by its reported strength n: log10(1 + n) / 4, at most 1."""
    if force.basis != "reported":
        return None
    return Set((force.sender, force.host, force.site, force.role), scaled(force.value))


def scaled(troops: int | Range) -> Fraction | Range:
    """log10(1 + n) / 4, at most 1, to 28 digits; of a range, of both its ends.

    >>> scaled(9999), scaled(0)
    (Fraction(1, 1), Fraction(0, 1))
    """
    if isinstance(troops, Range):
        low, high = _scaled(troops.low), _scaled(troops.high)
        return Range(low, high)
    return _scaled(troops)


def _scaled(troops: int | Fraction | Decimal) -> Fraction:
    exact = Fraction(troops) + 1
    quotient = _PRECISION.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return min(Fraction(quotient.log10(_PRECISION)) / 4, Fraction(1))


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


def led(name: str, leaders: dict[str, str], summary: str) -> Derived:
    """Who leads an organisation of which others are members: scale 1."""

    def follows(member: Fact) -> Changes:
        leader = leaders.get(member.organisation)
        if leader is None or leader == member.member:
            return None
        return Set((leader, member.member, member.organisation))

    follows.__doc__ = summary
    return derived(name=name, key=("actor", "target", "organisation"), member=membership)(follows)


def observed(name: str, leaders: dict[str, str], summary: str) -> Derived:
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
