"""Who is bound by which pact, what the pact obliges to, and so who owes whom what."""

from statusquo.events.statehood import Extinction, Succession
from statusquo.events.treaties import (
    Adherence,
    Amendment,
    Denunciation,
    EntryIntoForce,
    Lapse,
    Termination,
)
from statusquo.lines.event import Event
from statusquo.projecting.changes import Changes, End, Set
from statusquo.projecting.decorators import Fact, derived, projection


@projection(key=("pact", "party"))
def parties(event: Event) -> Changes:
    """Who is bound by which pact in force."""
    match event:
        case EntryIntoForce(pact=pact, parties=bound):
            return [Set((pact, party)) for party in bound]
        case Adherence(pact=pact, party=party):
            return Set((pact, party))
        case Denunciation(pact=pact, party=party) | Lapse(pact=pact, party=str(party)):
            return End((pact, party))
        case Lapse(pact=pact) | Termination(pact=pact):
            return End((pact, ...))
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return End((..., polity))
        case _:
            return None


@projection(key=("pact", "duty"))
def obligations(event: Event) -> Changes:
    """What a pact in force obliges to; the value is the `Duty` with its trigger and territory."""
    match event:
        case EntryIntoForce(pact=pact, duties=duties):
            return [Set((pact, duty.duty), duty) for duty in duties]
        case Amendment(pact=pact, duties=duties):
            return [End((pact, ...)), *(Set((pact, duty.duty), duty) for duty in duties)]
        case Lapse(pact=pact, party=None) | Termination(pact=pact):
            return End((pact, ...))
        case _:
            return None


@projection(key=("pact",))
def instruments(event: Event) -> Changes:
    """What kind of text a pact in force is; the value is the kind. A declaration is no treaty."""
    match event:
        case EntryIntoForce(pact=pact, instrument=instrument):
            return Set((pact,), instrument)
        case Lapse(pact=pact, party=None) | Termination(pact=pact):
            return End((pact,))
        case _:
            return None


@derived(
    key=("debtor", "creditor", "duty", "pact"),
    share=("pact",),
    debtor=parties,
    creditor=parties,
    duty=obligations,
)
def commitments(debtor: Fact, creditor: Fact, duty: Fact) -> Changes:
    """Who owes whom what, under which pact; the value is the `Duty`."""
    if debtor.party == creditor.party or duty.value.debtor not in (None, debtor.party):
        return None
    return Set((debtor.party, creditor.party, duty.duty, duty.pact), duty.value)
