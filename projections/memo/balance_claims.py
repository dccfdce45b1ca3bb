"""Whose influence grew and whose fell, by the influence balance and under other weights.

The balance is an index of instruments. Where the memo speaks of leverage as compliance, it is no
answer, and the claim says so.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from statusquo.balances.balance_timeline import BalanceTimeline
from statusquo.balances.shares import Per
from statusquo.judging.claim import Claim
from statusquo.judging.inquiry import Inquiry
from statusquo.judging.points import Point
from statusquo.judging.quantities import Quantity
from statusquo.projections.balances.influence_balance import influence
from statusquo.projections.balances.weights import ALTERNATIVES
from statusquo.projections.forces import stationing
from statusquo.projections.memo.days import BEFORE_WAR, FORMER_SOVIET, MAJOR_OUTSIDERS, WRITTEN

REGION = "south-caucasus"
BALANCES = {name: influence(weights) for name, weights in ALTERNATIVES.items()}
CHOICES = {
    "weights": tuple(ALTERNATIVES),
    "per": ("pooled", "target"),
    "actors": ("major powers", "all outside"),
}


def _counted(ask: Inquiry) -> tuple[str, ...] | None:
    return MAJOR_OUTSIDERS if ask.choice("actors") == "major powers" else None


def _share(ask: Inquiry, actor: str, on: str) -> Quantity:
    balance: BalanceTimeline = ask.replay(BALANCES[ask.choice("weights")])
    per: Any = ask.choice("per")
    share = balance.share(actor, over=REGION, on=on, per=per, who=_counted(ask))
    targets = balance.balance.targets(REGION)
    why = tuple(balance.why((actor, target), on=on) for target in targets)
    return ask.number(f"share of {actor} on {on}", share, why=why)


def _gain(ask: Inquiry, actor: str) -> Quantity:
    balance: BalanceTimeline = ask.replay(BALANCES[ask.choice("weights")])
    per: Any = ask.choice("per")
    return ask.number(f"gain of {actor}", gain(balance, actor, per, _counted(ask)))


def gain(
    balance: BalanceTimeline, actor: str, per: Per, who: tuple[str, ...] | None
) -> Fraction | None:
    """By how much the share of an actor grew; None where a share is not defined."""
    after, before = (
        balance.share(actor, over=REGION, on=day, per=per, who=who) for day in (WRITTEN, BEFORE_WAR)
    )
    if isinstance(after, Fraction) and isinstance(before, Fraction):
        return after - before
    return None


def _score(ask: Inquiry, actor: str, target: str, on: str) -> Quantity:
    balance = ask.replay(BALANCES[ask.choice("weights")])
    why = balance.why((actor, target), on=on)
    return ask.number(f"{actor} with {target} on {on}", why.score, why=why)


def russia_fell(ask: Inquiry) -> Point:
    """Russia's share in the South Caucasus is smaller a year after the war than on its eve."""
    return _share(ask, "RUS", WRITTEN) < _share(ask, "RUS", BEFORE_WAR)


def turkey_rose(ask: Inquiry) -> Point:
    """Turkey's share in the South Caucasus is larger a year after the war than on its eve."""
    return _share(ask, "TUR", WRITTEN) > _share(ask, "TUR", BEFORE_WAR)


def turkey_main_winner(ask: Inquiry) -> Point:
    """Turkey's share grew by more than Russia's."""
    return _gain(ask, "TUR") > _gain(ask, "RUS")


def russia_first(ask: Inquiry) -> Point:
    """On the eve of the war no actor had a larger share than Russia; here, not Turkey."""
    return _share(ask, "RUS", BEFORE_WAR) > _share(ask, "TUR", BEFORE_WAR)


def no_leverage_over_georgia(ask: Inquiry) -> Point:
    """Russia's score with Georgia is below 0, its forces in Abkhazia and South Ossetia counted."""
    return _score(ask, "RUS", "GEO", WRITTEN) < 0


def no_leverage_over_ukraine(ask: Inquiry) -> Point:
    """Russia's score with Ukraine is below 0."""
    return _score(ask, "RUS", "UKR", WRITTEN) < 0


def azerbaijan_gained_leverage(ask: Inquiry) -> Point:
    """Azerbaijan's score with Russia is larger a year after the war than on its eve."""
    return _score(ask, "AZE", "RUS", WRITTEN) > _score(ask, "AZE", "RUS", BEFORE_WAR)


def no_more_over_armenia(ask: Inquiry) -> Point:
    """Russia's score with Armenia is no larger a year after the war than on its eve."""
    return ~(_score(ask, "RUS", "ARM", WRITTEN) > _score(ask, "RUS", "ARM", BEFORE_WAR))


def more_over_azerbaijan(ask: Inquiry) -> Point:
    """Russia's score with Azerbaijan is larger after the war: its peacekeepers are there."""
    return _score(ask, "RUS", "AZE", WRITTEN) > _score(ask, "RUS", "AZE", BEFORE_WAR)


def monopoly_of_security(ask: Inquiry) -> Point:
    """No base or garrison of anyone but Russia in the former Soviet space on the eve of the war."""
    hosts = {
        "without the Baltic states": tuple(
            host for host in FORMER_SOVIET if host not in ("EST", "LTU", "LVA", "RUS", "SUN")
        ),
        "South Caucasus": ("ARM", "AZE", "GEO"),
    }
    return ask.none(
        stationing,
        host=hosts[ask.choice("space")],
        role=("base", "garrison"),
        on=BEFORE_WAR,
        where=lambda fact: fact.sender != "RUS",
    )


def not_the_only_one(ask: Inquiry) -> Point:
    """After the war Turkish forces are in the region as well as Russian ones."""
    hosts = ("ARM", "AZE", "GEO")
    both = [ask.some(stationing, sender=sender, host=hosts, on=WRITTEN) for sender in _RIVALS]
    return both[0] & both[1]


_RIVALS = ("RUS", "TUR")


def _claim(text: str, decide: Callable[[Inquiry], Point], *names: str) -> Claim:
    return Claim(text, decide, choices={name: CHOICES[name] for name in names})


_SHARES, _SCORES = ("weights", "per", "actors"), ("weights",)

CLAIMS = (
    _claim("Russia's influence in the South Caucasus fell after the war.", russia_fell, *_SHARES),
    _claim("Turkey's influence there rose.", turkey_rose, *_SHARES),
    _claim("Turkey gained more than Russia did.", turkey_main_winner, *_SHARES),
    _claim("Before the war Russia weighed more there than Turkey.", russia_first, *_SHARES),
    Claim(
        "Military security in the former Soviet space had been Russia's monopoly.",
        monopoly_of_security,
        choices={"space": ("without the Baltic states", "South Caucasus")},
    ),
    Claim("After the war Russia is not the only one there.", not_the_only_one),
    _claim(
        "Forces in Abkhazia and South Ossetia have given Russia no leverage over Georgia.",
        no_leverage_over_georgia,
        *_SCORES,
    ),
    _claim("The same holds for Ukraine.", no_leverage_over_ukraine, *_SCORES),
    _claim(
        "The peacekeepers gave Russia more weight with Azerbaijan.",
        more_over_azerbaijan,
        *_SCORES,
    ),
    _claim(
        "It is Azerbaijan that gained some leverage over Russia.",
        azerbaijan_gained_leverage,
        *_SCORES,
    ),
    _claim(
        "Russia's influence over Armenia did not grow.",
        no_more_over_armenia,
        *_SCORES,
    ),
)


def _of(x: BalanceTimeline, actor: str, on: str, per: Per, who: tuple[str, ...] | None) -> Any:
    return x.share(actor, over=REGION, on=on, per=per, who=who)


def _with(x: BalanceTimeline, actor: str, target: str, on: str) -> Fraction:
    return x.at(on).get((actor, target), Fraction(0))


QUESTIONS: dict[str, Callable[[BalanceTimeline, Per, tuple[str, ...] | None], bool]] = {
    "russia-fell": lambda x, per, who: (
        _of(x, "RUS", WRITTEN, per, who) < _of(x, "RUS", BEFORE_WAR, per, who)
    ),
    "turkey-rose": lambda x, per, who: (
        _of(x, "TUR", WRITTEN, per, who) > _of(x, "TUR", BEFORE_WAR, per, who)
    ),
    "turkey-main-winner": lambda x, per, who: (
        _of(x, "TUR", WRITTEN, per, who) - _of(x, "TUR", BEFORE_WAR, per, who)
        > _of(x, "RUS", WRITTEN, per, who) - _of(x, "RUS", BEFORE_WAR, per, who)
    ),
    "russia-first": lambda x, per, who: (
        _of(x, "RUS", BEFORE_WAR, per, who) > _of(x, "TUR", BEFORE_WAR, per, who)
    ),
    "no-leverage-over-georgia": lambda x, _per, _who: _with(x, "RUS", "GEO", WRITTEN) < 0,
    "no-leverage-over-ukraine": lambda x, _per, _who: _with(x, "RUS", "UKR", WRITTEN) < 0,
    "azerbaijan-gained-leverage": lambda x, _per, _who: (
        _with(x, "AZE", "RUS", WRITTEN) > _with(x, "AZE", "RUS", BEFORE_WAR)
    ),
    "no-more-over-armenia": lambda x, _per, _who: (
        _with(x, "RUS", "ARM", WRITTEN) <= _with(x, "RUS", "ARM", BEFORE_WAR)
    ),
    "more-over-azerbaijan": lambda x, _per, _who: (
        _with(x, "RUS", "AZE", WRITTEN) > _with(x, "RUS", "AZE", BEFORE_WAR)
    ),
}
"""The same questions of one balance, to be asked under many weightings."""
