"""What coded events add up to between two, cooperation and conflict apart."""

from statusquo.events.coded import CodedEvent
from statusquo.lines.event import Event
from statusquo.projecting.changes import Add, Changes
from statusquo.projecting.decorators import projection


@projection(key=("actor", "target"))
def coded_cooperation(event: Event) -> Changes:
    """How much coded cooperation one has shown another: the values above 0 of Goldstein's scale."""
    match event:
        case CodedEvent(actor=actor, target=target, goldstein=value) if value > 0:
            return Add((actor, target), value)
        case _:
            return None


@projection(key=("actor", "target"))
def coded_conflict(event: Event) -> Changes:
    """How much coded conflict one has shown another: the values below 0, without the sign."""
    match event:
        case CodedEvent(actor=actor, target=target, goldstein=value) if value < 0:
            return Add((actor, target), -value)
        case _:
            return None
