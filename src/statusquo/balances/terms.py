"""The terms of a balance: ties, which count while a fact holds, and acts, which fade."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from statusquo.errors import StatusQuoError
from statusquo.projecting.decorators import Derived, Projection
from statusquo.ranges import Number, Range

_YEAR = Fraction(1461, 4)
"""Days in a year of the Julian calendar, 365.25."""


class InvalidBalance(StatusQuoError, ValueError):
    """Raised when a balance is ill-defined, or a question names what it does not have."""


def years(number: Number) -> Fraction:
    """Years in days, each of 365.25 days, for a half-life.

    >>> years(2)
    Fraction(1461, 2)
    """
    return exactly(number, "a number of years") * _YEAR


def exactly(value: Any, what: str) -> Fraction:
    """The number as a Fraction; a float is refused, since it is rarely the number meant.

    Raises `InvalidBalance`.
    """
    if isinstance(value, bool) or not isinstance(value, (int, Fraction, Decimal)):
        raise InvalidBalance(
            f"{what} is an int, Fraction or Decimal, not {value!r}",
            code="balance-number",
            hint='write Decimal("0.7") or Fraction(7, 10)',
        )
    if isinstance(value, Decimal) and not value.is_finite():
        raise InvalidBalance(f"{what} is finite, not {value}", code="balance-number")
    return Fraction(value)


def _weight(value: Any) -> Fraction:
    return exactly(value, "a weight")


def _half_life(value: Any) -> Fraction:
    days = exactly(value, "a half-life")
    if days <= 0:
        raise InvalidBalance(
            f"a half-life is a number of days above 0, not {days}",
            code="balance-half-life",
            hint="years(5) is five years in days",
        )
    return days


def _otherwise(value: Any) -> Fraction | Range:
    return value if isinstance(value, Range) else exactly(value, "otherwise")


@attrs.frozen(eq=False)
class Tie:
    """What counts while a fact of a projection of states, or a derived one, holds.

    It gives `weight` times its scale to the score of the actor with the target, which are the
    places of the key with those names. The scale is the value of the fact (True is 1) or, where
    `scale` names a projection with the same key, the value there, and `otherwise` where that has
    none: unknown strength is not zero. Of a `Range` the middle counts.

    Ties of one `family` (their own name, where none is given) between the same two are bundled:
    see `Balance`. Ties and acts with one `weight_name` have one weight, which `robust` varies
    once; without one it is their own. `note` says why the weight is what it is.
    """

    projection: Projection | Derived
    weight: Fraction = attrs.field(converter=_weight)
    family: str | None = attrs.field(default=None, kw_only=True)
    scale: Projection | Derived | None = attrs.field(default=None, kw_only=True)
    otherwise: Fraction | Range = attrs.field(
        default=Fraction(1, 2), converter=_otherwise, kw_only=True
    )
    actor: str = attrs.field(default="actor", kw_only=True)
    target: str = attrs.field(default="target", kw_only=True)
    weight_name: str | None = attrs.field(default=None, kw_only=True)
    note: str | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Check the projections against each other."""
        _check_places(self)
        if self.scale is None:
            return
        _check_projection(self.scale)
        if self.scale.key != self.projection.key:
            raise InvalidBalance(
                f"the scale {self.scale.name} has the key ({', '.join(self.scale.key)}), "
                f"and {self.projection.name} has ({', '.join(self.projection.key)})",
                code="balance-scale",
                hint="a derived projection can bring a scale under the key of its tie",
            )


@attrs.frozen(eq=False)
class Act:
    """What counts from an event on, and fades: half of it is left after each half-life.

    The projection is one of sums. Each amount that it adds is an impulse of `weight` times the
    amount, on the day of its event; `half_life` is in days (`years(5)`). For `weight_name` see
    `Tie`; `half_life_name` is the same for half-lives. `note` says why.
    """

    projection: Projection
    weight: Fraction = attrs.field(converter=_weight)
    half_life: Fraction = attrs.field(converter=_half_life, kw_only=True)
    family: str | None = attrs.field(default=None, kw_only=True)
    actor: str = attrs.field(default="actor", kw_only=True)
    target: str = attrs.field(default="target", kw_only=True)
    weight_name: str | None = attrs.field(default=None, kw_only=True)
    half_life_name: str | None = attrs.field(default=None, kw_only=True)
    note: str | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Check the projection."""
        _check_places(self)
        if not isinstance(self.projection, Projection):
            raise InvalidBalance(
                f"{self.projection.name} is derived from facts; acts are sums of events",
                code="balance-kind",
                hint="name a projection that returns Add",
            )


Term = Tie | Act


def _check_projection(projection: Any) -> None:
    if not isinstance(projection, (Projection, Derived)):
        raise InvalidBalance(
            f"{projection!r} is no projection; put @projection(key=...) before the function",
            code="balance-projection",
        )


def _check_places(term: Term) -> None:
    _check_projection(term.projection)
    for role, place in (("actor", term.actor), ("target", term.target)):
        if place not in term.projection.key:
            raise InvalidBalance(
                f"the key of {term.projection.name} has no place {place!r} for the {role}; "
                f"it has {', '.join(term.projection.key)}",
                code="balance-places",
                hint=f'say which place it is: {role}="{term.projection.key[0]}"',
            )
    if term.actor == term.target:
        raise InvalidBalance(
            f"the actor and the target of {term.projection.name} are one place, {term.actor!r}",
            code="balance-places",
        )
