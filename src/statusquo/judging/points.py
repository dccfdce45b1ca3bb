"""A point of a claim: its ruling, the rulings that other readings may give, and its evidence."""

from collections.abc import Callable, Iterable

import attrs

from statusquo.judging.evidence import Evidence
from statusquo.judging.rulings import Ruling, both


@attrs.frozen(eq=False)
class Point:
    """What an inquiry answers. Points combine with `&`, `|` and `~`, and their evidence with them.

    `ruling` is by the nominal reading of all dates. `readings` are the rulings that some reading
    may give, the nominal one among them: all that can occur are there, and where two points rest
    on one uncertain event, one that cannot may be there too.

    >>> from statusquo.judging.rulings import Ruling
    >>> yes, open_ = Point.of(Ruling.HOLDS), Point.of(Ruling.UNDECIDABLE)
    >>> str((yes & open_).ruling), str((yes | open_).ruling), str((~yes).ruling)
    ('UNDECIDABLE', 'HOLDS', 'FAILS')
    """

    ruling: Ruling
    readings: frozenset[Ruling]
    evidence: Evidence = attrs.field(factory=Evidence)

    @classmethod
    def of(
        cls, ruling: Ruling, evidence: Evidence | None = None, others: Iterable[Ruling] = ()
    ) -> "Point":
        """A point with a ruling, and `others` that other readings may give."""
        return cls(ruling, frozenset((ruling, *others)), evidence or Evidence())

    @classmethod
    def every(cls, *points: "Point") -> "Point":
        """All of these must hold; of none, it holds.

        >>> str(Point.every().ruling)
        'HOLDS'
        """
        found = cls.of(Ruling.HOLDS)
        for point in points:
            found = found & point
        return found

    def __and__(self, other: "Point") -> "Point":
        """Both must hold; one that fails decides."""
        return _combined(self, other, both)

    def __or__(self, other: "Point") -> "Point":
        """One of them must hold; one that holds decides."""
        return ~(~self & ~other)

    def __invert__(self) -> "Point":
        """The contrary must hold; what is undecidable stays so."""
        turned = frozenset(ruling.opposite for ruling in self.readings)
        return Point(self.ruling.opposite, turned, self.evidence.turned())

    def __bool__(self) -> bool:
        """Refused: `and`, `or` and `not` would drop evidence."""
        raise TypeError("a point is not true or false; combine points with &, | and ~")


def _combined(one: Point, other: Point, rule: Callable[[Ruling, Ruling], Ruling]) -> Point:
    return Point(
        rule(one.ruling, other.ruling),
        frozenset(rule(a, b) for a in one.readings for b in other.readings),
        one.evidence | other.evidence,
    )
