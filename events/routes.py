"""Routes: over whose ground a place is reached, and who lets whom pass."""

from typing import ClassVar, Literal

import attrs

from statusquo.events import ranks
from statusquo.lines.event import Event

Extent = Literal["only way", "one of several"]


@attrs.frozen(kw_only=True)
class Access(Event):
    """`site` is reached over `route`, on which `gatekeeper` decides who passes.

    `extent` is whether there was another way. A site is of any size: a base, a territory, a state.
    """

    site: str
    route: str
    gatekeeper: str
    extent: Extent = "one of several"


@attrs.frozen(kw_only=True)
class AccessEnd(Event):
    """`gatekeeper` no longer decides who passes on `route` to `site`, or nobody does pass."""

    rank: ClassVar[int] = ranks.ENDS

    site: str
    route: str
    gatekeeper: str


@attrs.frozen(kw_only=True)
class TransitRight(Event):
    """`granter` lets `user` move forces or supplies over `route`."""

    granter: str
    user: str
    route: str


@attrs.frozen(kw_only=True)
class TransitRightWithdrawn(Event):
    """`granter` no longer lets `user` move forces or supplies over `route`."""

    rank: ClassVar[int] = ranks.ENDS

    granter: str
    user: str
    route: str
