"""Territory: whose it is recognised to be, and who holds it. They are two facts."""

from typing import ClassVar, Literal

import attrs

from statusquo.dates.when import When
from statusquo.events import ranks
from statusquo.lines.converters import as_when_or_none
from statusquo.lines.event import Event

Means = Literal[
    "fighting", "handover by agreement", "withdrawal", "annexation", "declaration", "dissolution"
]


@attrs.frozen(kw_only=True)
class TitlePassed(Event):
    """From now on `territory` is recognised by states at large to belong to `holder`.

    A single state's differing view is a `Recognition`, not this.
    """

    territory: str
    holder: str
    basis: Literal["succession", "independence", "cession", "unification", "treaty"]


@attrs.frozen(kw_only=True)
class TitleLost(Event):
    """`territory` is no longer recognised to belong to anyone in particular."""

    rank: ClassVar[int] = ranks.ENDS

    territory: str


@attrs.frozen(kw_only=True)
class ControlPassed(Event):
    """`holder` came to hold `territory`, from `previous` where somebody held it.

    Control is by district. `means` is how it passed; `agreed` is the day that was agreed for it,
    where it passed by agreement, beside the actual one in `on`.
    """

    territory: str
    holder: str
    means: Means
    previous: str | None = None
    agreed: When | None = attrs.field(default=None, converter=as_when_or_none)


@attrs.frozen(kw_only=True)
class ControlLost(Event):
    """`previous` no longer held `territory`, and nobody else held all of it."""

    rank: ClassVar[int] = ranks.ENDS

    territory: str
    means: Means
    previous: str | None = None
