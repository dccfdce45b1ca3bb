"""Which armed conflicts are being fought, by whom and how, and which truces hold."""

from statusquo.events.warfare import (
    Conclusion,
    Disengagement,
    Involvement,
    Outbreak,
    Truce,
    TruceEnd,
)
from statusquo.lines.event import Event
from statusquo.projecting.changes import Changes, End, Set
from statusquo.projecting.decorators import projection


@projection(key=("conflict",))
def conflicts(event: Event) -> Changes:
    """Which armed conflicts are being fought; the value is the kind."""
    match event:
        case Outbreak(conflict=conflict, kind=kind):
            return Set((conflict,), kind)
        case Conclusion(conflict=conflict):
            return End((conflict,))
        case _:
            return None


@projection(key=("conflict", "party", "role"))
def belligerents(event: Event) -> Changes:
    """Who takes part in which conflict in which role; the value is the side.

    A denial changes nothing by itself. As one telling of an act it makes the act uncertain.
    """
    match event:
        case Involvement(assertion="denied"):
            return None
        case Involvement(conflict=conflict, party=party, role=role, side=side):
            return Set((conflict, party, role), side)
        case Disengagement(conflict=conflict, party=party, role=role):
            return End((conflict, party, role))
        case Conclusion(conflict=conflict):
            return End((conflict, ..., ...))
        case _:
            return None


@projection(key=("conflict", "truce"))
def truces(event: Event) -> Changes:
    """Which truces are in effect; the value is the kind. In effect does not say that it is kept."""
    match event:
        case Truce(conflict=conflict, truce=truce, kind=kind):
            return Set((conflict, truce), kind)
        case TruceEnd(conflict=conflict, truce=truce):
            return End((conflict, truce))
        case _:
            return None
