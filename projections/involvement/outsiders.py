"""Who takes part in the conflicts of a region from outside, and how."""

from statusquo.events.warfare import Conclusion, Disengagement, Involvement
from statusquo.lines.event import Event
from statusquo.projecting.changes import Changes, End, Set
from statusquo.projecting.decorators import Projection, projection
from statusquo.projections.involvement.coding_rules import CodingRule
from statusquo.projections.involvement.regions import Region


def external_involvement(region: Region, rule: CodingRule) -> Projection:
    """The projection of who takes part from outside in a conflict of `region`, by `rule`.

    Its key is (conflict, party, role); the value is "confirmed", or "claimed" where the teller
    only claims it. Its name is that of `belligerents`, of whose facts it has some: what a log
    claims to be complete of those is complete of these.

    >>> from statusquo.projections.involvement.coding_rules import CODING_RULES
    >>> seen = external_involvement(Region("isles", actors={"UTO"}), CODING_RULES["direct fire"])
    >>> seen(Involvement(on="1950", conflict="egg-war", party="ATL", role="direct fire", side="a"))
    Set(key=('egg-war', 'ATL', 'direct fire'), value='confirmed')
    """

    def concerned(conflict: str, party: str, role: str) -> bool:
        return role in rule.roles and region.has(conflict) and region.is_outside(party, conflict)

    @projection(key=("conflict", "party", "role"), name="belligerents")
    def involvement(event: Event) -> Changes:
        """Who takes part from outside in which conflict in which role; the value says who says so.

        A denial changes nothing by itself. As one telling of an act it makes the act uncertain.
        """
        match event:
            case Involvement(conflict=conflict, party=party, role=role, assertion=assertion):
                wanted = concerned(conflict, party, role) and rule.takes(event)
                return Set((conflict, party, role), assertion) if wanted else None
            case Disengagement(conflict=conflict, party=party, role=role):
                return End((conflict, party, role)) if concerned(conflict, party, role) else None
            case Conclusion(conflict=conflict):
                return End((conflict, ..., ...)) if region.has(conflict) else None
            case _:
                return None

    return involvement
