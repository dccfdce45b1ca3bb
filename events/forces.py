"""Forces abroad: who is stationed where, in what form, how strong, and with whose consent."""

from typing import Any, ClassVar, Literal

import attrs

from statusquo.errors import InvalidEvent
from statusquo.events import ranks
from statusquo.lines.event import Event
from statusquo.ranges import Range

Role = Literal[
    "base",
    "garrison",
    "facility",
    "border guard",
    "peacekeeping",
    "monitoring",
    "advising",
    "training",
    "exercise",
    "transit",
    "combat",
    "occupation",
    "contractors",
    "foreign fighters",
]
Basis = Literal["authorised", "reported", "estimated"]
Assertion = Literal["confirmed", "claimed", "denied"]


def _not_negative(_event: Event, _attribute: object, troops: Any) -> None:
    low = troops.low if isinstance(troops, Range) else troops
    if low is not None and low < 0:
        raise InvalidEvent(f"a level of troops is not below 0, as {low} is", code="troops-negative")


@attrs.frozen(kw_only=True)
class Deployment(Event):
    """Forces of `sender` are at `site`, which is recognised as territory of `host`.

    `sender` is a state, an organisation, a company or an armed group. `troops` is their level,
    or a range, where it is known; `basis` says what kind of figure it is. `mandate` names the
    agreement or resolution under which they are there. `assertion` is what the teller does:
    confirm, claim, or deny it; a denial is one telling of an `act` of which others tell.
    """

    sender: str
    host: str
    site: str
    role: Role
    troops: int | Range | None = attrs.field(default=None, validator=_not_negative)
    basis: Basis = "reported"
    mandate: str | None = None
    assertion: Assertion = "confirmed"


@attrs.frozen(kw_only=True)
class Departure(Event):
    """The last of `sender`'s forces in this `role` left `site`, or ceased to be there in it."""

    rank: ClassVar[int] = ranks.ENDS

    sender: str
    host: str
    site: str
    role: Role


@attrs.frozen(kw_only=True)
class StrengthReport(Event):
    """The forces of `sender` at `site` had this level: `troops`, a number or a range.

    A level replaces the one before it on the same `basis`; it is never added to it.
    """

    rank: ClassVar[int] = ranks.DESCRIBES

    sender: str
    host: str
    site: str
    role: Role
    troops: int | Range = attrs.field(validator=_not_negative)
    basis: Basis = "reported"


@attrs.frozen(kw_only=True)
class Consent(Event):
    """`giver` answered whether forces of `sender` may be at `site`.

    `capacity` is what the giver is there: it governs the ground, or it is the state whose
    territory it is recognised to be. The two may be one, and may answer differently.
    """

    rank: ClassVar[int] = ranks.DESCRIBES

    giver: str
    capacity: Literal["governing", "sovereign"]
    sender: str
    site: str
    answer: Literal["given", "refused", "withdrawn", "disputed", "none asked"]


@attrs.frozen(kw_only=True)
class Mandate(Event):
    """`issuer` authorised forces of `sender` at `site`, `until` a date or event in words."""

    issuer: str
    sender: str
    site: str
    until: str | None = None
    renewal: bool = False


@attrs.frozen(kw_only=True)
class MandateEnd(Event):
    """The mandate of `issuer` for forces of `sender` at `site` ended."""

    rank: ClassVar[int] = ranks.ENDS

    issuer: str
    sender: str
    site: str
