"""Numbers with bounds, and their comparison: what nobody can know stays undecidable."""

from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction
from typing import TypeAlias

import attrs

from statusquo.errors import StatusQuoError
from statusquo.judging.evidence import Evidence
from statusquo.judging.points import Point
from statusquo.judging.rulings import Ruling
from statusquo.ranges import Number, Range, exact_number
from statusquo.timelines.totals import Total
from statusquo.timelines.verdicts import Verdict

Interval: TypeAlias = tuple[Number | None, Number | None]


class InvalidQuantity(StatusQuoError, TypeError):
    """Raised when what should be a number, a range or unknown is none of these."""


@attrs.frozen(eq=False)
class Quantity:
    """A number from `low` to `high`, a bound that nobody knows being None.

    With a `nominal` number the bounds are those of other readings of the dates; without one the
    number is only known within them. Where it is `open_above` there may be more than the log
    names. Compared with `<`, `<=`, `>` or `>=` it makes a point.

    >>> str((Quantity("members", 6, 6, nominal=6) > 5).ruling)
    'HOLDS'
    >>> str((Quantity("guards", 1, 9) > 5).ruling)
    'UNDECIDABLE'
    """

    name: str
    low: Number | None
    high: Number | None
    evidence: Evidence = attrs.field(factory=Evidence)
    nominal: Number | None = attrs.field(default=None, kw_only=True)
    open_above: bool = attrs.field(default=False, kw_only=True)

    @classmethod
    def of(cls, value: object, name: str = "", evidence: Evidence | None = None) -> "Quantity":
        """The quantity of a number, a range or a total; unknown where it is None or UNKNOWN.

        Raises `InvalidQuantity` for anything else, floats among them.
        """
        behind = Evidence() if evidence is None else evidence
        if isinstance(value, Quantity):
            return value
        if value is None or value is Verdict.UNKNOWN:
            return cls(name, None, None, behind)
        if isinstance(value, (Range, Total)):
            return cls(name, value.low, value.high, behind)
        number = _number(value)
        return cls(name, number, number, behind)

    def __str__(self) -> str:
        return f"{self.name} {self.shown}".strip()

    @property
    def shown(self) -> str:
        """The number in words, with its bounds where it is not sure."""
        least = "" if self.low is None else f"at least {_shown(self.low)}"
        most = "" if self.high is None or self.open_above else f"at most {_shown(self.high)}"
        bounds = ", ".join(part for part in (least, most) if part) or "unknown"
        if self.low is not None and self.low == self.high and not self.open_above:
            return _shown(self.low)
        return bounds if self.nominal is None else f"{_shown(self.nominal)} ({bounds})"

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """What it may be on the nominal reading, and then on those that differ most from it."""
        if self.nominal is None:
            return ((self.low, None if self.open_above else self.high),)
        numbers = dict.fromkeys((self.nominal, self.low, self.high))
        return tuple((n, None if self.open_above else n) for n in numbers)

    def __gt__(self, other: object) -> Point:
        """Whether it is more than the other."""
        return _compared(self, ">", Quantity.of(other))

    def __lt__(self, other: object) -> Point:
        """Whether it is less than the other."""
        return _compared(self, "<", Quantity.of(other))

    def __ge__(self, other: object) -> Point:
        """Whether it is not less than the other."""
        return _compared(self, ">=", Quantity.of(other))

    def __le__(self, other: object) -> Point:
        """Whether it is not more than the other."""
        return _compared(self, "<=", Quantity.of(other))


_LONGEST_FRACTION = 12
_DIGITS = Context(prec=5)


def _shown(number: Number) -> str:
    """The number; of a long fraction five digits, marked as such."""
    text = str(number)
    if not isinstance(number, Fraction) or len(text) <= _LONGEST_FRACTION:
        return text
    return f"{_DIGITS.divide(Decimal(number.numerator), Decimal(number.denominator))}..."


_RULES: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}
_MIRRORED = {"<": ">", "<=": ">="}


def _compared(one: Quantity, sign: str, other: Quantity) -> Point:
    """The point of a comparison, with a note of what was compared."""
    nominal, *others = (_ruled(a, sign, b) for a in one.intervals for b in other.intervals)
    note = Evidence(notes=(f"{one} {sign} {other}: {nominal}",))
    return Point.of(nominal, one.evidence | other.evidence | note, others)


def _ruled(one: Interval, sign: str, other: Interval) -> Ruling:
    """Whether all numbers of two intervals compare so, or none; else nobody can say."""
    if sign in _MIRRORED:
        return _ruled(other, _MIRRORED[sign], one)
    (low, high), (other_low, other_high) = one, other
    if _surely(low, sign, other_high):
        return Ruling.HOLDS
    contrary = ">=" if sign == ">" else ">"
    return Ruling.FAILS if _surely(other_low, contrary, high) else Ruling.UNDECIDABLE


def _surely(least: Number | None, sign: str, most: Number | None) -> bool:
    if least is None or most is None:
        return False
    return _RULES[sign](Fraction(least), Fraction(most))


def _number(value: object) -> Number:
    if isinstance(value, Fraction):
        return exact_number(Fraction(value))  # a share is one, and says more
    if type(value) is int or type(value) is Decimal:
        return exact_number(value)
    raise InvalidQuantity(
        f"{value!r} cannot be compared in a claim; it takes an exact number, a range, a total or "
        "Verdict.UNKNOWN",
        code="claim-number",
        hint="write Fraction(1, 3) for a part, Decimal('0.5') for 0.5",
    )
