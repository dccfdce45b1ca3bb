"""Whose a territory is recognised to be, and who holds it."""

from statusquo.events.territory import ControlLost, ControlPassed, TitleLost, TitlePassed
from statusquo.lines.event import Event
from statusquo.projecting.changes import Changes, End, Set
from statusquo.projecting.decorators import projection


@projection(key=("territory",))
def sovereignty(event: Event) -> Changes:
    """To whom states at large recognise a territory to belong; the value is the holder."""
    match event:
        case TitlePassed(territory=territory, holder=holder):
            return Set((territory,), holder)
        case TitleLost(territory=territory):
            return End((territory,))
        case _:
            return None


@projection(key=("territory",))
def control(event: Event) -> Changes:
    """Who holds a territory, whatever its recognised status; the value is the holder."""
    match event:
        case ControlPassed(territory=territory, holder=holder):
            return Set((territory,), holder)
        case ControlLost(territory=territory):
            return End((territory,))
        case _:
            return None
