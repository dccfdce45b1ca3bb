"""Coding rules: which ways of taking part in a conflict count, and whether a mere claim does."""

from collections.abc import Iterable
from typing import Literal, get_args

import attrs

from statusquo.errors import StatusQuoError
from statusquo.events.warfare import Involvement, Part

Claims = Literal["excluded", "open", "counted"]
ROLES: tuple[str, ...] = get_args(Part)


class InvalidCodingRule(StatusQuoError, ValueError):
    """Raised when a coding rule names no role, or a role or a use of claims that there is not."""


def _as_roles(roles: Iterable[str]) -> frozenset[str]:
    return frozenset((roles,) if isinstance(roles, str) else roles)


def _listed(roles: frozenset[str]) -> str:
    return repr(tuple(role for role in ROLES if role in roles))


def _known_roles(_rule: object, _attribute: object, roles: frozenset[str]) -> None:
    unknown = sorted(roles - set(ROLES))
    if unknown or not roles:
        raise InvalidCodingRule(
            f"a coding rule needs roles that there are, not {', '.join(unknown) or 'none'}",
            code="rule-roles",
            hint=f"the roles are {', '.join(ROLES)}",
        )


def _known_claims(_rule: object, _attribute: object, claims: str) -> None:
    if claims not in get_args(Claims):
        raise InvalidCodingRule(
            f"claims are {', '.join(get_args(Claims))}, not {claims!r}", code="rule-claims"
        )


@attrs.frozen
class CodingRule:
    """Which roles count as taking part, and what becomes of involvement that is only claimed.

    `claims` are "excluded": only what a source confirms counts; "counted": a claim is as good; or
    "open": a claim may be true or not, so counts get a least and a greatest value. A denial counts
    in none of them; as a telling of an act it makes the act uncertain. Raises `InvalidCodingRule`.

    >>> CodingRule("by air", {"drones operated", "direct fire"}, claims="excluded")
    CodingRule(name='by air', roles=('direct fire', 'drones operated'), claims='excluded')
    """

    name: str
    roles: frozenset[str] = attrs.field(converter=_as_roles, validator=_known_roles, repr=_listed)
    claims: Claims = attrs.field(default="open", validator=_known_claims, kw_only=True)

    def with_claims(self, claims: Claims) -> "CodingRule":
        """The same roles with another use of claims.

        >>> CODING_RULES["direct fire"].with_claims("counted").claims
        'counted'
        """
        return attrs.evolve(self, claims=claims)

    def takes(self, event: Involvement) -> bool:
        """Whether an involvement of one of its roles counts at all, be it as a claim."""
        return event.assertion == "confirmed" or (
            event.assertion == "claimed" and self.claims != "excluded"
        )

    def listed_roles(self) -> tuple[str, ...]:
        """The roles, in the order of the vocabulary."""
        return tuple(role for role in ROLES if role in self.roles)


_FIRE = ("direct fire",)
_FORCES = (*_FIRE, "combat troops", "drones operated")
_SUPPORT = tuple(role for role in ROLES if role != "primary")

CODING_RULES: dict[str, CodingRule] = {
    rule.name: rule
    for rule in (
        CodingRule("direct fire", _FIRE),
        CodingRule("secondary party with troops", _FORCES),
        CodingRule("any support", _SUPPORT),
    )
}
"""The shipped rules by name, from the narrowest to the widest; claims are open in all.

"direct fire" is fire by the party's own aircraft, guns or missiles. "secondary party with troops"
is near the secondary warring party of UCDP: the party's own forces fight, on the ground, by fire
or by drone. "any support" is every role but that of a primary party, near the external support of
UCDP. Whether a party is a state is asked by a `PartyKind`.
"""
