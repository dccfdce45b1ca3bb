"""The ruling on a claim: three answers, and how they combine."""

import enum
from collections.abc import Iterable


class Ruling(enum.Enum):
    """What a log says of a claim. UNDECIDABLE is an answer: what decides it is not in the log.

    >>> str(Ruling.HOLDS)
    'HOLDS'
    """

    HOLDS = "holds"
    FAILS = "fails"
    UNDECIDABLE = "undecidable"

    def __str__(self) -> str:
        return self.name

    def __bool__(self) -> bool:
        """Refused: reading what nobody can decide as no would be wrong."""
        raise TypeError("a ruling is not true or false; compare it: `ruling is Ruling.HOLDS`")

    @property
    def opposite(self) -> "Ruling":
        """The ruling on what says the contrary.

        >>> Ruling.FAILS.opposite, Ruling.UNDECIDABLE.opposite
        (<Ruling.HOLDS: 'holds'>, <Ruling.UNDECIDABLE: 'undecidable'>)
        """
        return _OPPOSITES.get(self, self)


_OPPOSITES = {Ruling.HOLDS: Ruling.FAILS, Ruling.FAILS: Ruling.HOLDS}


def both(one: Ruling, other: Ruling) -> Ruling:
    """The ruling on two things of which each must hold: what fails decides.

    >>> both(Ruling.UNDECIDABLE, Ruling.FAILS)
    <Ruling.FAILS: 'fails'>
    """
    return next((r for r in _WEAKEST_FIRST if r in (one, other)), Ruling.HOLDS)


_WEAKEST_FIRST = (Ruling.FAILS, Ruling.UNDECIDABLE)


def in_order(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Rulings, each once, in the order in which they are defined."""
    found = set(rulings)
    return tuple(ruling for ruling in Ruling if ruling in found)
