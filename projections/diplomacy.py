"""Who recognises whom, who mediates, and how calls upon a pact were answered."""

from statusquo.events.diplomacy import (
    Answer,
    Invocation,
    Mediation,
    Recognition,
    RecognitionWithdrawn,
)
from statusquo.events.statehood import Extinction, Succession
from statusquo.lines.event import Event
from statusquo.projecting.changes import Changes, End, Set
from statusquo.projecting.decorators import projection


@projection(key=("recogniser", "recognised"))
def recognition(event: Event) -> Changes:
    """Who recognises whom as a state: a directed pair."""
    match event:
        case Recognition(recogniser=recogniser, recognised=recognised):
            return Set((recogniser, recognised))
        case RecognitionWithdrawn(recogniser=recogniser, recognised=recognised):
            return End((recogniser, recognised))
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return [End((polity, ...)), End((..., polity))]
        case _:
            return None


@projection(key=("mediator", "conflict", "side"))
def mediation(event: Event) -> Changes:
    """How far a mediation has come with a side of a conflict; the value is the last step.

    An offer to nobody in particular has the side "all".
    """
    match event:
        case Mediation(mediator=mediator, conflict=conflict, step=step, by=by):
            return Set((mediator, conflict, by or "all"), step)
        case _:
            return None


@projection(key=("invocation", "party"))
def invocations(event: Event) -> Changes:
    """Who called upon a pact, and how each who was asked has answered, from that day on for good.

    The value is "called" for who called, and the answer last given for others. Who has given none
    has no fact.
    """
    match event:
        case Invocation(invocation=invocation, invoker=invoker):
            return Set((invocation, invoker), "called")
        case Answer(invocation=invocation, answerer=answerer, answer=answer):
            return Set((invocation, answerer), answer)
        case _:
            return None
