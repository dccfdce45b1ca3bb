"""Arms that go from one to another, and sanctions and borders that keep them away."""

from typing import ClassVar, Literal

import attrs

from statusquo.events import ranks
from statusquo.lines.event import Event
from statusquo.ranges import Range


@attrs.frozen(kw_only=True)
class ArmsOrder(Event):
    """`recipient` ordered `number` of `item` from `supplier`."""

    supplier: str
    recipient: str
    item: str
    number: int | Range | None = None


@attrs.frozen(kw_only=True)
class ArmsDelivery(Event):
    """`supplier` delivered `number` of `item` to `recipient`, as a `gift` or for pay.

    `small` is a delivery that no data set of major arms would list. `against` are those with whom
    the recipient was in open conflict then.
    """

    supplier: str
    recipient: str
    item: str
    number: int | Range | None = None
    gift: bool = False
    small: bool = False
    against: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])


@attrs.frozen(kw_only=True)
class ArmsSuspension(Event):
    """`supplier` suspended deliveries of `item` (all, where none is named) to `recipient`."""

    supplier: str
    recipient: str
    item: str | None = None


@attrs.frozen(kw_only=True)
class ArmsUse(Event):
    """`user` used `item` in `conflict`."""

    user: str
    item: str
    conflict: str


@attrs.frozen(kw_only=True)
class Sanction(Event):
    """`sender` put `target` under a sanction of this `kind`; "border" is a closed border."""

    sender: str
    target: str
    kind: Literal["arms embargo", "economic", "border"]


@attrs.frozen(kw_only=True)
class SanctionLifted(Event):
    """`sender` lifted the sanction of this `kind` from `target`."""

    rank: ClassVar[int] = ranks.ENDS

    sender: str
    target: str
    kind: Literal["arms embargo", "economic", "border"]
