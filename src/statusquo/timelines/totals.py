"""Totals over several facts: bounds, and what is not known."""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from statusquo.courses.course import NUMBERS
from statusquo.errors import StatusQuoError
from statusquo.lines.keys import Key, shown_key
from statusquo.ranges import Number, Range, added, hull


class NotANumber(StatusQuoError, TypeError):
    """Raised when a total is asked of facts whose values are no numbers."""


@attrs.frozen
class Total:
    """What facts come to together: at least `low` and at most `high`, both on any reading.

    The bounds hold though one event may decide several facts: they are not added up as if doubts
    were independent. `unknown` are facts without a number; then nobody knows the most, and `high`
    is None.

    >>> str(Total(1500, 3000)), str(Total(1500, None, (("Atlantis", "fort"),)))
    ('from 1500 to 3000', 'at least 1500; unknown for Atlantis fort')
    """

    low: Number
    high: Number | None
    unknown: tuple[Key, ...] = ()

    def __str__(self) -> str:
        if self.high is None:
            return f"at least {self.low}; unknown for {'; '.join(map(shown_key, self.unknown))}"
        return str(self.low) if self.low == self.high else f"from {self.low} to {self.high}"


def total_of(possible: Mapping[Key, Any], beside: Iterable[Key]) -> Total:
    """The total of facts by all their readings; those `beside` that have no number are unknown.

    A fact has the number of another if its key is that of the other, or the other's begins so.
    """
    total: Number | Range = Range(0, 0)
    for key, values in possible.items():
        total = added(total, _bounds(key, values))
    counted = {key[:places] for key in possible for places in range(1, len(key) + 1)}
    unknown = tuple(key for key in sorted(beside) if key not in counted)
    bounds = hull(total)
    return Total(bounds.low, None if unknown else bounds.high, unknown)


def _bounds(key: Key, values: Any) -> Range:
    """The least and the most of a fact; where it may not hold it may be nothing."""
    options = [0 if value is None else value for value in _each(values)]
    for value in options:
        if type(value) not in NUMBERS:
            raise NotANumber(
                f"{shown_key(key)} has the value {value!r}, which is no number",
                code="total-number",
                hint="narrow the facts with where(), or ask a projection of numbers",
            )
    return hull(*options)


def _each(values: Any) -> Iterable[Any]:
    return [values] if isinstance(values, Range) else values
