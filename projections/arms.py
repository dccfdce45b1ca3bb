"""What was delivered to whom and used where, and who keeps what from whom."""

from statusquo.events.arms import ArmsDelivery, ArmsUse, Sanction, SanctionLifted
from statusquo.events.statehood import Extinction, Succession
from statusquo.lines.event import Event
from statusquo.projecting.changes import Add, Changes, End, Set
from statusquo.projecting.decorators import projection
from statusquo.ranges import Range


@projection(key=("supplier", "recipient", "item"))
def supply(event: Event) -> Changes:
    """How many of an item a supplier has delivered to a recipient so far, where numbers are known.

    Items are never added to each other. A delivery without a number adds nothing here, so each
    total is the least that the sources bear; `suppliers` has the delivery all the same.
    """
    match event:
        case ArmsDelivery(
            supplier=supplier, recipient=recipient, item=item, number=(int() | Range()) as number
        ):
            return Add((supplier, recipient, item), number)
        case _:
            return None


@projection(key=("supplier", "recipient", "item"))
def suppliers(event: Event) -> Changes:
    """Who has ever delivered which item to whom, from the first delivery on."""
    match event:
        case ArmsDelivery(supplier=supplier, recipient=recipient, item=item):
            return Set((supplier, recipient, item))
        case _:
            return None


@projection(key=("user", "item", "conflict"))
def uses(event: Event) -> Changes:
    """Who has ever used which item in which conflict, from the first use on."""
    match event:
        case ArmsUse(user=user, item=item, conflict=conflict):
            return Set((user, item, conflict))
        case _:
            return None


@projection(key=("sender", "target", "kind"))
def sanctions(event: Event) -> Changes:
    """Who has put whom under which kind of sanction; a closed border is one."""
    match event:
        case Sanction(sender=sender, target=target, kind=kind):
            return Set((sender, target, kind))
        case SanctionLifted(sender=sender, target=target, kind=kind):
            return End((sender, target, kind))
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return [End((polity, ..., ...)), End((..., polity, ...))]
        case _:
            return None
