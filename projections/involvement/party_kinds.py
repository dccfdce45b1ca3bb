"""Kinds of parties: global powers, neighbours and the like, each from day to day."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from types import EllipsisType

import attrs

from statusquo.dates.days import FIRST_DAY, OPEN, Day, ordinal
from statusquo.dates.periods import Periods, minus, union
from statusquo.errors import StatusQuoError

Pair = tuple[str | EllipsisType, str | EllipsisType]
Neighbours = tuple[str, str] | tuple[str, str, Day, Day | None]


class InvalidPartyKind(StatusQuoError, ValueError):
    """Raised when somebody is of a kind until a day before the first."""


def _period(first: Day, last: Day | None) -> tuple[int, int]:
    start, end = ordinal(first), OPEN if last is None else ordinal(last) + 1
    if end <= start:
        raise InvalidPartyKind(
            f"a spell of a kind ends ({last}) before it begins ({first})", code="kind-backwards"
        )
    return start, end


@attrs.frozen(slots=False)
class PartyKind:
    """A kind of party, such as "global power": who is of it, and from when to when.

    `spells` are a party, a host with regard to which it is of the kind (`...`: any), and a period
    [start, end) in ordinals; a party of `...` is everybody. Make it with `anybody`, `in_spells` or
    `of_pairs`, and take others out of it with `without`. Days that are given are both included.
    """

    name: str
    spells: tuple[tuple[Pair, tuple[int, int]], ...]
    others: "tuple[PartyKind, ...]" = ()

    @classmethod
    def anybody(cls, name: str = "anybody") -> "PartyKind":
        """Every party at any time."""
        return cls(name, (((..., ...), (FIRST_DAY, OPEN)),))

    @classmethod
    def in_spells(cls, name: str, spells: Iterable[tuple[str, Day, Day | None]]) -> "PartyKind":
        """Parties each from a first day to a last, None where it goes on.

        >>> major = PartyKind.in_spells("major power", [("ATL", "1900-01-01", "1945-05-08")])
        >>> major.is_one("ATL", on="1945-05-08"), major.is_one("ATL", on="1945-05-09")
        (True, False)
        """
        return cls(
            name, tuple(((party, ...), _period(first, last)) for party, first, last in spells)
        )

    @classmethod
    def of_pairs(cls, name: str, pairs: Iterable[Neighbours]) -> "PartyKind":
        """Parties that are one of a pair with a host, each pair both ways, such as neighbours.

        A pair may have its first and last day, None where it goes on.

        >>> near = PartyKind.of_pairs("neighbour", [("ATL", "UTO")])
        >>> near.is_one("UTO", on="1950-01-01", hosts=["ATL"]), near.is_one("UTO", on="1950-01-01")
        (True, False)
        """
        spells: list[tuple[Pair, tuple[int, int]]] = []
        for pair in pairs:
            one, other = pair[0], pair[1]
            period = (FIRST_DAY, OPEN) if len(pair) == 2 else _period(pair[2], pair[3])
            spells += [((one, other), period), ((other, one), period)]
        return cls(name, tuple(spells))

    def without(self, *others: "PartyKind", name: str) -> "PartyKind":
        """Those of this kind while they are of none of the others."""
        return attrs.evolve(self, name=name, others=(*self.others, *others))

    def is_one(self, party: str, *, on: Day, hosts: Sequence[str] = ()) -> bool:
        """Whether a party is of the kind on a day, with regard to some host."""
        day = ordinal(on)
        return any(start <= day < end for start, end in self.periods(party, hosts))

    def periods(self, party: str, hosts: Sequence[str]) -> Periods:
        """When a party is of the kind with regard to some host: sorted periods [start, end)."""
        whom: list[Pair] = [(..., ...), (party, ...), *((party, host) for host in hosts)]
        own = union(*(self._by_pair.get(pair, ()) for pair in whom))
        return minus(own, union(*(kind.periods(party, hosts) for kind in self.others)))

    @property
    def parties(self) -> tuple[str, ...] | None:
        """Who may be of the kind at some time, in order; None where anybody may."""
        named = {party for (party, _), _ in self.spells if isinstance(party, str)}
        everybody = any(party is ... for (party, _), _ in self.spells)
        return None if everybody else tuple(sorted(named))

    @functools.cached_property
    def _by_pair(self) -> dict[Pair, Periods]:
        found: dict[Pair, list[tuple[int, int]]] = defaultdict(list)
        for pair, period in self.spells:
            found[pair].append(period)
        return {pair: union(tuple(periods)) for pair, periods in found.items()}
