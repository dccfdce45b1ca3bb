"""What the influence balance counts, how much, and why: a table to read, change and argue about.

The balance is an index of security instruments, of presence and commitment. It measures neither
compliance nor effect.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import attrs

from statusquo.balances.terms import exactly, years
from statusquo.ranges import Number

SOUTH_CAUCASUS = ("ARM", "AZE", "GEO")
CENTRAL_ASIA = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
EASTERN_EUROPE = ("BLR", "MDA", "UKR")

REGIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "south-caucasus": SOUTH_CAUCASUS,
        "central-asia": CENTRAL_ASIA,
        "eastern-europe": EASTERN_EUROPE,
        "post-soviet": (*SOUTH_CAUCASUS, *CENTRAL_ASIA, *EASTERN_EUROPE),
    }
)
"""Sets of targets to ask about. Russia is in none: it is an actor that is asked about."""


def _a_weight(value: Number) -> Fraction:
    return exactly(value, "a weight")


def _a_half_life(value: Number) -> Fraction:
    return exactly(value, "a half-life")


def _field(kind: str, default: Number, why: str, converter: Callable[[Number], Fraction]) -> Any:
    return attrs.field(
        default=Fraction(default), converter=converter, metadata={"kind": kind, "why": why}
    )


def _tie(default: Number, why: str) -> Any:
    return _field("tie", default, why, _a_weight)


def _act(default: Number, why: str) -> Any:
    return _field("act", default, why, _a_weight)


def _half_life(default: int, why: str) -> Any:
    return _field("half-life", years(default), why, _a_half_life)


def _leaders(leaders: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(sorted(leaders.items())))


@attrs.frozen(kw_only=True)
class InfluenceWeights:
    """The weights of the influence balance, its half-lives in days, and who leads what.

    The sizes are judgements, in the order of how costly each instrument is to give and to take
    back; the literature named speaks for the kind, not for the number. Ask under other weights
    before you say anything: `robust`, `ALTERNATIVES`.
    """

    defence: Fraction = _tie(10, "the costliest promise; Leeds et al. 2002, Lake 2009")
    consultation: Fraction = _tie(3, "a promise to talk; Leeds et al. 2002")
    restraint: Fraction = _tie(1, "a promise to do nothing; Leeds et al. 2002")
    cooperation: Fraction = _tie(2, "agreements on defence cooperation; Kinne 2018")
    base: Fraction = _tie(6, "presence by consent; Lake 2009, Allen et al. 2020")
    mission: Fraction = _tie(3, "peacekeepers, monitors, trainers: as for bases, less")
    basing_against: Fraction = _tie(-8, "presence against the sovereign costs what it gains")
    basing_with: Fraction = _tie(4, "a de facto authority leans on whom it lets in")
    recognition_against: Fraction = _tie(-6, "states resent it; Coggins 2011")
    recognition_given: Fraction = _tie(6, "statehood that depends on few; Coggins 2011")
    union: Fraction = _tie(2, "an economic union that the actor leads; Moyer et al. 2018")
    body: Fraction = _tie(1, "an organisation that the actor leads; Moyer et al. 2018")
    access: Fraction = _tie(2, "who holds the door; Hirschman 1945")
    sanction: Fraction = _tie(-2, "pressure alienates")
    arms: Fraction = _act(2, "deals of a year; Moyer et al. 2018")
    exercise: Fraction = _act(Fraction(1, 2), "a visit; Martinez Machain 2021")
    training: Fraction = _act(1, "officers who know each other; Martinez Machain 2021")
    mediation: Fraction = _act(2, "a truce that held; Beardsley 2008")
    combat_support: Fraction = _act(6, "fighting for the target; Meier et al. 2023")
    other_support: Fraction = _act(3, "help in war short of fighting; Meier et al. 2023")
    combat_for_enemies: Fraction = _act(-6, "the same for its enemies")
    other_support_for_enemies: Fraction = _act(-3, "the same for its enemies")
    arms_to_enemies: Fraction = _act(-1, "arms to a declared enemy")
    honoured: Fraction = _act(4, "a promise kept; Leeds 2003")
    partly_honoured: Fraction = _act(1, "kept in part, or by talk alone")
    no_case: Fraction = _act(-2, "no case seen, or no answer")
    refused: Fraction = _act(-4, "a promise broken; Leeds 2003")
    hostility: Fraction = _act(-10, "war against the target; Goldstein 1992")

    arms_half_life: Fraction = _half_life(5, "spare parts and upgrades")
    exercise_half_life: Fraction = _half_life(2, "soon forgotten")
    training_half_life: Fraction = _half_life(3, "officers rise and retire")
    mediation_half_life: Fraction = _half_life(2, "gratitude is short")
    support_half_life: Fraction = _half_life(5, "as for arms")
    enemies_half_life: Fraction = _half_life(3, "arms to enemies are forgotten sooner")
    answer_half_life: Fraction = _half_life(5, "reputation")
    hostility_half_life: Fraction = _half_life(10, "wars are remembered")

    rho: Fraction = _field("rho", Fraction(1, 2), "half of the next tie counts", _a_weight)
    unions: Mapping[str, str] = attrs.field(
        default={"EACU": "RUS", "EAEU": "RUS", "UNION-STATE": "RUS"}, converter=_leaders
    )
    bodies: Mapping[str, str] = attrs.field(
        default={"CIS": "RUS", "CSTO": "RUS", "OTS": "TUR"}, converter=_leaders
    )

    @classmethod
    def named(cls, *kinds: str) -> tuple[str, ...]:
        """The names of the weights of ties and of acts, or of only some kinds."""
        wanted = kinds or ("tie", "act")
        return tuple(f.name for f in attrs.fields(cls) if f.metadata.get("kind") in wanted)

    @classmethod
    def why(cls, name: str) -> str:
        """Why a weight or a half-life is what it is, with the literature."""
        return str(attrs.fields_dict(cls)[name].metadata["why"])


TIE_WEIGHTS = InfluenceWeights.named("tie")
"""The names of weights that are of ties; all others are of acts."""


def _with(weights: Mapping[str, int]) -> InfluenceWeights:
    changed: dict[str, Any] = dict(weights)
    return attrs.evolve(InfluenceWeights(), **changed)


def _sign(weight: Fraction) -> int:
    return 1 if weight > 0 else -1


_DEFAULT = InfluenceWeights()
_NAMES = InfluenceWeights.named()

ALTERNATIVES: Mapping[str, InfluenceWeights] = MappingProxyType(
    {
        "default": _DEFAULT,
        "equal": _with({name: _sign(getattr(_DEFAULT, name)) for name in _NAMES}),
        "ties only": _with(dict.fromkeys(InfluenceWeights.named("act"), 0)),
        "acts only": _with(dict.fromkeys(TIE_WEIGHTS, 0)),
    }
)
"""The default table, and three fixed others under which documents give each verdict as well."""
