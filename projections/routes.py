"""Over whose ground places are reached, and whose forces depend on it."""

from statusquo.events.routes import Access, AccessEnd
from statusquo.events.statehood import Extinction, Succession
from statusquo.lines.event import Event
from statusquo.projecting.changes import Changes, End, Set
from statusquo.projecting.decorators import Fact, derived, projection
from statusquo.projections.forces import stationing


@projection(key=("site", "route", "gatekeeper"))
def access(event: Event) -> Changes:
    """Who decides who passes on which route to a site; the value is whether there is another way.

    A site is of any size, a state among them.
    """
    match event:
        case Access(site=site, route=route, gatekeeper=gatekeeper, extent=extent):
            return Set((site, route, gatekeeper), extent)
        case AccessEnd(site=site, route=route, gatekeeper=gatekeeper):
            return End((site, route, gatekeeper))
        case Succession(predecessor=polity) | Extinction(polity=polity):
            return [End((polity, ..., ...)), End((..., ..., polity))]
        case _:
            return None


@derived(
    key=("sender", "site", "gatekeeper", "route"), share=("site",), force=stationing, way=access
)
def dependence(force: Fact, way: Fact) -> Changes:
    """Whose forces are supplied over whose routes; the value is whether there is another way."""
    if force.sender == way.gatekeeper:
        return None
    return Set((force.sender, way.site, way.gatekeeper, way.route), way.value)
