"""Whose forces are where and in what role, how strong they are, and who consents to it."""

from statusquo.events.forces import (
    Consent,
    Departure,
    Deployment,
    Mandate,
    MandateEnd,
    StrengthReport,
)
from statusquo.events.statehood import Extinction, Succession
from statusquo.lines.event import Event
from statusquo.projecting.changes import Changes, End, Set
from statusquo.projecting.decorators import projection


@projection(key=("sender", "host", "site", "role"))
def stationing(event: Event) -> Changes:
    """Whose forces are at which site, on whose recognised territory, in which role.

    A denial changes nothing by itself. As one telling of an act it makes the act uncertain.
    """
    match event:
        case Deployment(assertion="denied"):
            return None
        case Deployment(sender=sender, host=host, site=site, role=role):
            return Set((sender, host, site, role))
        case Departure(sender=sender, host=host, site=site, role=role):
            return End((sender, host, site, role))
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return [End((polity, ..., ..., ...)), End((..., polity, ..., ...))]
        case _:
            return None


@projection(key=("sender", "host", "site", "role", "basis"))
def strength(event: Event) -> Changes:
    """How many are stationed there, by the basis of the figure; no fact where no figure is known.

    The value is a number or a `Range`. Unknown strength is not zero.
    """
    match event:
        case Deployment(troops=None) | Deployment(assertion="denied"):
            return None
        case (
            Deployment(sender=sender, host=host, site=site, role=role, troops=troops, basis=basis)
            | StrengthReport(
                sender=sender, host=host, site=site, role=role, troops=troops, basis=basis
            )
        ):
            return Set((sender, host, site, role, basis), troops)
        case Departure(sender=sender, host=host, site=site, role=role):
            return End((sender, host, site, role, ...))
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return [End((polity, ..., ..., ..., ...)), End((..., polity, ..., ..., ...))]
        case _:
            return None


@projection(key=("giver", "capacity", "sender", "site"))
def consents(event: Event) -> Changes:
    """Whether who governs a site, and whose territory it is, consent to forces being there.

    The value is the answer last given. It outlasts the forces: a consent ends when its giver or
    the sender does.
    """
    match event:
        case Consent(giver=giver, capacity=capacity, sender=sender, site=site, answer=answer):
            return Set((giver, capacity, sender, site), answer)
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return [End((polity, ..., ..., ...)), End((..., ..., polity, ...))]
        case _:
            return None


@projection(key=("issuer", "sender", "site"))
def mandates(event: Event) -> Changes:
    """Who authorised whose forces at which site; the value says until when ("" if not said)."""
    match event:
        case Mandate(issuer=issuer, sender=sender, site=site, until=until):
            return Set((issuer, sender, site), until or "")
        case MandateEnd(issuer=issuer, sender=sender, site=site):
            return End((issuer, sender, site))
        case _:
            return None
