"""Armed conflicts: when they were fought, who took part and how, and what halted them."""

from typing import ClassVar, Literal

import attrs

from statusquo.events import ranks
from statusquo.lines.event import Event

Part = Literal[
    "primary",
    "combat troops",
    "direct fire",
    "command",
    "planning",
    "drones operated",
    "intelligence",
    "supply",
    "training",
    "basing",
    "transit",
    "finance",
    "sponsored fighters",
]
Assertion = Literal["confirmed", "claimed", "denied"]


@attrs.frozen(kw_only=True)
class Outbreak(Event):
    """Fighting in `conflict` began.

    A war and a data set's episode of it are different conflicts with different ids; `dataset`
    names the data set whose episode it is.
    """

    conflict: str
    kind: Literal["war", "armed conflict", "clashes", "insurgency", "episode"] = "armed conflict"
    dataset: str | None = None


@attrs.frozen(kw_only=True)
class Conclusion(Event):
    """Fighting in `conflict` ended, and with it everybody's part in it."""

    rank: ClassVar[int] = ranks.CLOSES

    conflict: str


@attrs.frozen(kw_only=True)
class Involvement(Event):
    """`party` took part in `conflict` on `side` ("a", "b", ...) in the given `role`.

    `assertion` is what the teller does: confirm, claim, or deny it. A denial is a telling too:
    with an `act` shared by both sides' tellings, what they dispute is not certain. `helped` are
    the primary parties whom it helped, `against` those against whom it took part.
    """

    conflict: str
    party: str
    role: Part
    side: str
    assertion: Assertion = "confirmed"
    helped: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    against: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])


@attrs.frozen(kw_only=True)
class Disengagement(Event):
    """`party` no longer took part in `conflict` in the given `role`."""

    rank: ClassVar[int] = ranks.CLOSES

    conflict: str
    party: str
    role: Part


@attrs.frozen(kw_only=True)
class Truce(Event):
    """`truce` in `conflict` took effect. Whether it was kept is another question."""

    conflict: str
    truce: str
    kind: Literal["humanitarian pause", "ceasefire", "armistice", "peace treaty"]
    parties: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])


@attrs.frozen(kw_only=True)
class Breach(Event):
    """`breaker` is said to have broken `truce`, which may go on all the same."""

    conflict: str
    truce: str
    breaker: str | None = None


@attrs.frozen(kw_only=True)
class TruceEnd(Event):
    """`truce` in `conflict` no longer held: broken for good, run out, or replaced."""

    rank: ClassVar[int] = ranks.CLOSES

    conflict: str
    truce: str
