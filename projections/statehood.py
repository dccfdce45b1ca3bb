"""Who exists, under what name, out of whom, and who leads."""

from statusquo.events.organisations import Dissolution
from statusquo.events.statehood import (
    Election,
    Establishment,
    Extinction,
    LeavingOffice,
    Naming,
    Secession,
    Succession,
    TakingOffice,
)
from statusquo.lines.event import Event
from statusquo.projecting.changes import Changes, End, Set
from statusquo.projecting.decorators import projection


@projection(key=("polity",))
def polities(event: Event) -> Changes:
    """Which polities exist, recognised or not."""
    match event:
        case Establishment(polity=polity):
            return Set((polity,))
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return End((polity,))
        case Dissolution(organisation=organisation):
            return End((organisation,))
        case _:
            return None


@projection(key=("polity",))
def names(event: Event) -> Changes:
    """Under what name a polity goes; the value is the name. The id never changes."""
    match event:
        case Naming(polity=polity, name=name):
            return Set((polity,), name)
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return End((polity,))
        case Dissolution(organisation=organisation):
            return End((organisation,))
        case _:
            return None


@projection(key=("predecessor", "successor"))
def lineage(event: Event) -> Changes:
    """Who came out of whom, from that day on for good; the value is how."""
    match event:
        case Succession(predecessor=predecessor, successor=successor, by=by):
            return Set((predecessor, successor), by)
        case Secession(predecessor=predecessor, successor=successor):
            return Set((predecessor, successor), "secession")
        case _:
            return None


@projection(key=("polity", "office"))
def leaders(event: Event) -> Changes:
    """Who holds which office in which polity; the value is the person."""
    match event:
        case TakingOffice(polity=polity, office=office, person=person):
            return Set((polity, office), person)
        case LeavingOffice(polity=polity, office=office):
            return End((polity, office))
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return End((polity, ...))
        case _:
            return None


@projection(key=("polity", "office"))
def elections(event: Event) -> Changes:
    """Who was declared the winner of the last vote for an office or a parliament.

    The value is "" where no winner is named.
    """
    match event:
        case Election(polity=polity, office=office, winner=winner):
            return Set((polity, office), winner or "")
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return End((polity, ...))
        case _:
            return None
