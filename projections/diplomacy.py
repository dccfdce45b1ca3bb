"""Who recognises whom."""

from statusquo.events.diplomacy import Recognition, RecognitionWithdrawn
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
