"""The ties of presence: whose forces are where, with the sovereign's consent or against it.

Each key begins with the actor and the target. How strong a presence is, is another projection.
"""

from decimal import Context, Decimal
from fractions import Fraction

from statusquo.events.forces import Departure, Deployment, StrengthReport
from statusquo.events.statehood import Extinction, Succession
from statusquo.lines.event import Event
from statusquo.projecting.changes import Changes, End, Set
from statusquo.projecting.decorators import Fact, derived, projection
from statusquo.projections.forces import consents, stationing
from statusquo.ranges import Range

BASED = frozenset({"base", "garrison", "facility", "border guard"})
SENT = frozenset({"peacekeeping", "monitoring", "advising", "training"})
REFUSED = frozenset({"refused", "withdrawn", "none asked"})

UNKNOWN_STRENGTH = Fraction(1, 2)
_PRECISION = Context(prec=28)


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
    """Who has forces where the sovereign refuses them, took its consent back, or was not asked.

    An occupation is not among them: it is against the sovereign whatever was said of consent.
    """
    if force.role == "occupation" or not _refuses(force, consent):
        return None
    return Set((force.sender, force.host, force.site, force.role))


@derived(key=("actor", "target", "site"), force=stationing)
def occupations(force: Fact) -> Changes:
    """Who occupies a site on whose recognised territory."""
    if force.role != "occupation":
        return None
    return Set((force.sender, force.host, force.site))


def _refuses(force: Fact, consent: Fact) -> bool:
    """Whether this is the sovereign's, and it is no consent."""
    named = (consent.capacity, consent.giver) == ("sovereign", force.host)
    return named and consent.value in REFUSED


@derived(
    key=("actor", "target", "site", "role"),
    share=("sender", "site"),
    force=stationing,
    sovereign=consents,
    governing=consents,
)
def basing_with_the_governing(force: Fact, sovereign: Fact, governing: Fact) -> Changes:
    """Whose forces a de facto authority has let in against the will of the sovereign."""
    if not _refuses(force, sovereign) or governing.giver == force.host:
        return None
    if (governing.capacity, governing.value) != ("governing", "given"):
        return None
    return Set((force.sender, governing.giver, force.site, force.role))


@projection(key=("actor", "target", "site", "role"))
def presence_scale(event: Event) -> Changes:
    """How much a presence counts by the last figure of its strength n: log10(1 + n) / 4, at most 1.

    The last figure counts on whatever basis it was given. A deployment without one leaves it; after
    a departure strength is unknown again, which counts 1/2.
    """
    match event:
        case Deployment(assertion="denied"):
            return None
        case (
            Deployment(
                sender=sender, host=host, site=site, role=role, troops=(int() | Range()) as troops
            )
            | StrengthReport(sender=sender, host=host, site=site, role=role, troops=troops)
        ):
            return Set((sender, host, site, role), scaled(troops))
        case Departure(sender=sender, host=host, site=site, role=role):
            return Set((sender, host, site, role), UNKNOWN_STRENGTH)
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return [End((polity, ..., ..., ...)), End((..., polity, ..., ...))]
        case _:
            return None


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
