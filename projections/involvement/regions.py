"""Regions: named sets of actors and of conflicts, seen from which others are outside."""

from collections.abc import Iterable, Mapping

import attrs

from statusquo.errors import StatusQuoError
from statusquo.logs.log import Log
from statusquo.projections.warfare import belligerents
from statusquo.timelines.replaying import replay


class InvalidRegion(StatusQuoError, ValueError):
    """Raised when the actors, conflicts or hosts of a region are no ids."""


def _ids(ids: Iterable[str]) -> frozenset[str]:
    if isinstance(ids, str):
        raise InvalidRegion(
            f"{ids!r} is one text and not several ids", code="region-ids", hint=f"write {{{ids!r}}}"
        )
    return frozenset(ids)


def _ids_or_all(ids: Iterable[str] | None) -> frozenset[str] | None:
    return None if ids is None else _ids(ids)


def _listed(ids: frozenset[str] | None) -> str:
    return repr(ids if ids is None else tuple(sorted(ids)))


def _hosts(hosts: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {conflict: tuple(sorted(_ids(where))) for conflict, where in sorted(hosts.items())}


@attrs.frozen
class Region:
    """Who is inside a region, and which conflicts are fought in it.

    `actors` are inside. `conflicts` of None are all that a log tells of. `hosts` are those on
    whose territory each conflict is fought; where none are given, all actors of the region. A
    party is outside a conflict of the region if it is neither an actor of the region nor a host
    of the conflict. `exhaustive` says that no other conflict belongs to the region, by its own
    definition; else only the log can say that it has them all. Raises `InvalidRegion`.

    >>> isles = Region("isles", actors={"UTO"}, conflicts={"egg-war"})
    >>> isles.is_outside("ATL", "egg-war"), isles.is_outside("UTO", "egg-war")
    (True, False)
    """

    name: str
    actors: frozenset[str] = attrs.field(
        factory=frozenset[str], converter=_ids, kw_only=True, repr=_listed
    )
    conflicts: frozenset[str] | None = attrs.field(
        default=None, converter=_ids_or_all, kw_only=True, repr=_listed
    )
    hosts: Mapping[str, tuple[str, ...]] = attrs.field(
        factory=dict[str, tuple[str, ...]], converter=_hosts, kw_only=True, hash=False, repr=False
    )
    exhaustive: bool = attrs.field(default=True, kw_only=True)

    @classmethod
    def of_parties(cls, log: Log, name: str, actors: Iterable[str]) -> "Region":
        """The region of some actors, with the conflicts in which a log has one as a primary party.

        It is not exhaustive: a conflict that the log lacks may have been fought there.
        """
        inside = _ids(actors)
        keys = replay(log, belligerents).named_keys()
        fought = {key[0] for key in keys if key[1] in inside and key[2] == "primary"}
        return cls(name, actors=inside, conflicts=map(str, fought), exhaustive=False)

    def has(self, conflict: str) -> bool:
        """Whether a conflict is fought in the region."""
        return self.conflicts is None or conflict in self.conflicts

    def hosts_of(self, conflict: str) -> tuple[str, ...]:
        """On whose territory a conflict is fought, as far as the region says so."""
        return self.hosts.get(conflict) or tuple(sorted(self.actors))

    def is_outside(self, party: str, conflict: str) -> bool:
        """Whether a party takes part in a conflict of the region from outside, if it does."""
        return party not in self.actors and party not in self.hosts.get(conflict, ())
