"""The definition of a balance: what is weighed, and how much."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from statusquo.balances.terms import Act, InvalidBalance, Term, Tie, exactly
from statusquo.courses.origins import Origin
from statusquo.lines.keys import KeyPlace
from statusquo.pages.near_names import did_you_mean
from statusquo.projecting.decorators import Derived, Projection
from statusquo.ranges import Number
from statusquo.table import Table

Some = TypeVar("Some", Tie, Act)

if TYPE_CHECKING:
    from statusquo.balances.balance_timeline import BalanceTimeline


def _rho(value: Any) -> Fraction:
    rho = exactly(value, "rho")
    if not 0 <= rho <= 1:
        raise InvalidBalance(
            f"rho is from 0 (only the strongest counts) to 1 (a plain sum), not {rho}",
            code="balance-rho",
        )
    return rho


def _ties(terms: Mapping[str, Tie]) -> Mapping[str, Tie]:
    return _checked(terms, Tie)


def _acts(terms: Mapping[str, Act]) -> Mapping[str, Act]:
    return _checked(terms, Act)


def _checked(terms: Mapping[str, Some], kind: type[Some]) -> Mapping[str, Some]:
    """The terms by name, in order; raises `InvalidBalance` where one is of another kind."""
    if not isinstance(terms, Mapping):
        raise InvalidBalance(
            f"ties and acts are given by name, not as {type(terms).__name__}", code="balance-kind"
        )
    for name, term in terms.items():
        if not isinstance(name, str) or not isinstance(term, kind):
            raise InvalidBalance(
                f"{name!r} is {term!r}, and should be a {kind.__name__}", code="balance-kind"
            )
    return MappingProxyType(dict(sorted(terms.items())))


def _regions(regions: Mapping[str, Iterable[KeyPlace]]) -> Mapping[str, tuple[KeyPlace, ...]]:
    for name, targets in regions.items():
        if isinstance(targets, str):
            raise InvalidBalance(
                f'the region {name} is one string; write ("{targets}",)', code="balance-region"
            )
    return MappingProxyType({name: tuple(dict.fromkeys(regions[name])) for name in sorted(regions)})


@attrs.frozen(eq=False, kw_only=True)
class Balance:
    """What is weighed between actors and targets: ties and acts by name, with their weights.

    The score of an actor with a target at the end of a day is the sum of bundles and impulses.
    Ties of one family between the same two are bundled, so that a league, a pact and a promise
    of the same thing are not counted as three things apart: sorted by size, the k-th counts `rho`
    to the power of k - 1. Positive and negative ties are bundled apart. An impulse of an act
    counts its weight times its amount, halved for every half-life since its day.

    Every contribution is rounded once, half to even, to a multiple of 2**-40; scores are the
    exact sums of these. `regions` are names for sets of targets, for questions. `tried` is the
    balance whose weights `robust` varies, where it is another one: it may count what this one
    leaves out. Raises `InvalidBalance`.

    >>> from statusquo.balances.terms import years
    >>> from statusquo.projecting.decorators import Projection
    >>> loans = Projection("loans", ("actor", "target"), lambda event: None)
    >>> balance = Balance(name="credit", acts={"loans": Act(loans, 2, half_life=years(5))})
    >>> balance.replacing(weights={"loans": 3}).table().to_dicts()[0]["weight"]
    Fraction(3, 1)
    """

    name: str = "balance"
    ties: Mapping[str, Tie] = attrs.field(factory=dict[str, Tie], converter=_ties)
    acts: Mapping[str, Act] = attrs.field(factory=dict[str, Act], converter=_acts)
    rho: Fraction = attrs.field(default=Fraction(1, 2), converter=_rho)
    regions: Mapping[str, tuple[KeyPlace, ...]] = attrs.field(
        factory=dict[str, tuple[KeyPlace, ...]], converter=_regions
    )
    tried: "Balance | None" = None

    def __attrs_post_init__(self) -> None:
        """Check that no name stands for two things."""
        for name in self.ties:
            if name in self.acts:
                raise InvalidBalance(
                    f"{name} is the name of a tie and of an act", code="balance-name"
                )

    @property
    def terms(self) -> Mapping[str, Term]:
        """The ties and then the acts, each by name."""
        return {**self.ties, **self.acts}

    @property
    def families(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the ties and acts of each family, in order."""
        found: dict[str, list[str]] = {}
        for name, term in self.terms.items():
            found.setdefault(term.family or name, []).append(name)
        return {family: tuple(found[family]) for family in sorted(found)}

    @property
    def weight_names(self) -> tuple[str, ...]:
        """The name of the weight of each tie and act, in their order."""
        return tuple(term.weight_name or name for name, term in self.terms.items())

    @property
    def half_life_names(self) -> tuple[str, ...]:
        """The name of the half-life of each act, in their order."""
        return tuple(act.half_life_name or name for name, act in self.acts.items())

    @property
    def projections(self) -> tuple[Projection | Derived, ...]:
        """The projections that are weighed, and those of scales, each once."""
        found: dict[Projection | Derived, None] = {}
        for term in self.terms.values():
            found.setdefault(term.projection)
            if isinstance(term, Tie) and term.scale is not None:
                found.setdefault(term.scale)
        return tuple(found)

    def replacing(
        self,
        *,
        weights: Mapping[str, Number] | None = None,
        half_lives: Mapping[str, Number] | None = None,
        rho: Number | None = None,
    ) -> "Balance":
        """The same with other weights, half-lives in days, or rho; raises `InvalidBalance`."""
        weights, half_lives = weights or {}, half_lives or {}
        _check_names(weights, self.terms, "a tie or an act")
        _check_names(half_lives, self.acts, "an act")
        ties = {n: _with(t, weights.get(n)) for n, t in self.ties.items()}
        acts = {n: _with(a, weights.get(n), half_lives.get(n)) for n, a in self.acts.items()}
        tried = self.tried
        if tried is not None:
            tried = tried.replacing(weights=weights, half_lives=half_lives, rho=rho)
        rho = self.rho if rho is None else rho
        return attrs.evolve(self, ties=ties, acts=acts, rho=rho, tried=tried)

    def targets(self, over: str | Iterable[KeyPlace]) -> tuple[KeyPlace, ...]:
        """The targets of a region, or the targets given, each once; raises `InvalidBalance`."""
        if isinstance(over, str):
            _check_names([over], self.regions, "a region", 'targets are given as a tuple, ("X",)')
            return self.regions[over]
        targets = tuple(dict.fromkeys(over))
        if not targets:
            raise InvalidBalance("a question needs at least one target", code="balance-region")
        return targets

    @property
    def digest(self) -> str:
        """SHA-256, in hex, of all that decides scores: ties, acts and rho, not names of regions."""
        told = {
            "rho": str(self.rho),
            "terms": {name: _told(name, term) for name, term in self.terms.items()},
        }
        text = json.dumps(told, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def table(self) -> Table:
        """The ties and acts with their weights, half-lives in days and reasons."""
        columns = ("name", "kind", "family", "projection", "scale", "weight", "half_life", "note")
        rows = [
            (
                name,
                "tie" if isinstance(term, Tie) else "act",
                term.family or name,
                term.projection.name,
                term.scale.name if isinstance(term, Tie) and term.scale else None,
                term.weight,
                term.half_life if isinstance(term, Act) else None,
                term.note,
            )
            for name, term in self.terms.items()
        ]
        return Table(columns, rows, title=self.name, note=f"rho {self.rho}, digest {self.digest}")

    def replayed(self, origin: Origin) -> "BalanceTimeline":
        """The timeline of this balance over what a log was replayed to; see `replay`."""
        # What is defined does not need what is made of it until then.
        from statusquo.balances.balance_timeline import BalanceTimeline  # noqa: PLC0415

        return BalanceTimeline.made(self, origin)


def _check_names(
    names: Iterable[str], known: Mapping[str, Any], what: str, hint: str | None = None
) -> None:
    for name in names:
        if name not in known:
            near = did_you_mean(name, known) if isinstance(name, str) else ""
            raise InvalidBalance(
                f"{name!r} is not the name of {what} of this balance{near}",
                code="balance-name",
                hint=hint,
            )


def _with(term: Any, weight: Number | None, half_life: Number | None = None) -> Any:
    changes: dict[str, Number] = {}
    if weight is not None:
        changes["weight"] = weight
    if half_life is not None:
        changes["half_life"] = half_life
    return attrs.evolve(term, **changes) if changes else term


def _told(name: str, term: Term) -> dict[str, str | None]:
    """What decides scores of a tie or an act, in plain text."""
    told: dict[str, str | None] = {
        "projection": term.projection.name,
        "weight": str(term.weight),
        "actor": term.actor,
        "target": term.target,
    }
    if isinstance(term, Act):
        return told | {"half_life": str(term.half_life)}
    scale = term.scale.name if term.scale else None
    return told | {"family": term.family or name, "scale": scale, "otherwise": str(term.otherwise)}
