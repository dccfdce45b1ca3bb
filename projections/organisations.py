"""Who belongs to which organisation, who stands near it, and how members take part."""

from statusquo.events.organisations import (
    Accession,
    Association,
    Dissociation,
    Dissolution,
    ParticipationChange,
    Withdrawal,
)
from statusquo.events.statehood import Extinction, Succession
from statusquo.lines.event import Event
from statusquo.projecting.changes import Changes, End, Set
from statusquo.projecting.decorators import projection


@projection(key=("organisation", "member"))
def membership(event: Event) -> Changes:
    """Who is a full member of which organisation."""
    match event:
        case Accession(organisation=organisation, member=member):
            return Set((organisation, member))
        case Withdrawal(organisation=organisation, member=member):
            return End((organisation, member))
        case Dissolution(organisation=organisation):
            return End((organisation, ...))
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return End((..., polity))
        case _:
            return None


@projection(key=("organisation", "partner", "standing"))
def partnership(event: Event) -> Changes:
    """Who stands near which organisation without being a full member, and in what standing."""
    match event:
        case Association(organisation=organisation, partner=partner, standing=standing):
            return Set((organisation, partner, standing))
        case Dissociation(organisation=organisation, partner=partner, standing=standing):
            return End((organisation, partner, standing))
        case Dissolution(organisation=organisation):
            return End((organisation, ..., ...))
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return End((..., polity, ...))
        case _:
            return None


@projection(key=("organisation", "member"))
def participation(event: Event) -> Changes:
    """How a member takes part in its organisation; the value is the manner.

    Full from the accession on, until something else is declared.
    """
    match event:
        case Accession(organisation=organisation, member=member):
            return Set((organisation, member), "full")
        case ParticipationChange(organisation=organisation, member=member, manner=manner):
            return Set((organisation, member), manner)
        case Withdrawal(organisation=organisation, member=member):
            return End((organisation, member))
        case Dissolution(organisation=organisation):
            return End((organisation, ...))
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return End((..., polity))
        case _:
            return None
