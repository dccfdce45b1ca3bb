"""Whose influence grew and whose fell, by the influence balance and under other weights.

The balance is an index of instruments. Where the memo speaks of leverage as compliance, it is no
answer, and the claim says so.
"""

import functools
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Protocol

import attrs

from statusquo.balances.balance_timeline import BalanceTimeline
from statusquo.balances.shares import Per
from statusquo.judging.claim import Claim
from statusquo.judging.inquiry import Inquiry
from statusquo.judging.points import Point
from statusquo.judging.quantities import Quantity
from statusquo.projections.balances.influence_balance import influence
from statusquo.projections.balances.weights import ALTERNATIVES, REGIONS
from statusquo.projections.forces import stationing
from statusquo.projections.memo.days import BEFORE_WAR, MAJOR_OUTSIDERS, WRITTEN

REGION = "south-caucasus"
BALANCES = {name: influence(weights) for name, weights in ALTERNATIVES.items()}
CHOICES = {
    "weights": tuple(ALTERNATIVES),
    "per": ("pooled", "target"),
    "actors": ("major powers", "all outside"),
}


class Weighed(Protocol):
    """What a question of a balance is asked of: shares and scores, to be compared."""

    def share(self, actor: str, on: str) -> Any:
        """The share of an actor in the region."""

    def gain(self, actor: str) -> Any:
        """By how much its share grew from the eve of the war to a year after it."""

    def score(self, actor: str, target: str, on: str) -> Any:
        """The score of an actor with a target."""


@attrs.frozen
class Plain:
    """A balance that gives numbers; `robust` asks the questions of it under many weightings."""

    balance: BalanceTimeline
    per: Per = "pooled"
    who: tuple[str, ...] | None = None

    def share(self, actor: str, on: str) -> Any:
        """A fraction, or `Verdict.UNKNOWN`."""
        return self.balance.share(actor, over=REGION, on=on, per=self.per, who=self.who)

    def gain(self, actor: str) -> Any:
        """A fraction; None where a share is unknown."""
        after, before = self.share(actor, WRITTEN), self.share(actor, BEFORE_WAR)
        known = isinstance(after, Fraction) and isinstance(before, Fraction)
        return after - before if known else None

    def score(self, actor: str, target: str, on: str) -> Fraction:
        """A fraction."""
        return self.balance.at(on).get((actor, target), Fraction(0))


@attrs.frozen
class Asked:
    """The balance of an inquiry, by the choices of its claim, with the evidence for each number."""

    ask: Inquiry

    @property
    def _balance(self) -> BalanceTimeline:
        found: BalanceTimeline = self.ask.replay(BALANCES[self.ask.choice("weights")])
        return found

    @property
    def _plain(self) -> Plain:
        per: Any = self.ask.choice("per")
        who = MAJOR_OUTSIDERS if self.ask.choice("actors") == "major powers" else None
        return Plain(self._balance, per, who)

    def share(self, actor: str, on: str) -> Quantity:
        """A quantity, with what makes up the scores with each target."""
        balance = self._balance
        why = tuple(balance.why((actor, target), on=on) for target in REGIONS[REGION])
        return self.ask.number(f"share of {actor} on {on}", self._plain.share(actor, on), why=why)

    def gain(self, actor: str) -> Quantity:
        """A quantity."""
        return self.ask.number(f"gain of {actor}", self._plain.gain(actor))

    def score(self, actor: str, target: str, on: str) -> Quantity:
        """A quantity, with what makes it up."""
        why = self._balance.why((actor, target), on=on)
        return self.ask.number(f"{actor} with {target} on {on}", why.score, why=why)


def russia_fell(weighed: Weighed) -> Any:
    """Russia's share in the South Caucasus is smaller a year after the war than on its eve."""
    return weighed.share("RUS", WRITTEN) < weighed.share("RUS", BEFORE_WAR)


def turkey_rose(weighed: Weighed) -> Any:
    """Turkey's share in the South Caucasus is larger a year after the war than on its eve."""
    return weighed.share("TUR", WRITTEN) > weighed.share("TUR", BEFORE_WAR)


def turkey_main_winner(weighed: Weighed) -> Any:
    """Turkey's share grew by more than Russia's."""
    return weighed.gain("TUR") > weighed.gain("RUS")


def russia_first(weighed: Weighed) -> Any:
    """On the eve of the war no actor had a larger share than Russia; here, not Turkey."""
    return weighed.share("RUS", BEFORE_WAR) > weighed.share("TUR", BEFORE_WAR)


def no_leverage_over_georgia(weighed: Weighed) -> Any:
    """Russia's score with Georgia is below 0, its forces in Abkhazia and South Ossetia counted."""
    return weighed.score("RUS", "GEO", WRITTEN) < 0


def no_leverage_over_ukraine(weighed: Weighed) -> Any:
    """Russia's score with Ukraine is below 0."""
    return weighed.score("RUS", "UKR", WRITTEN) < 0


def more_over_azerbaijan(weighed: Weighed) -> Any:
    """Russia's score with Azerbaijan is larger after the war: its peacekeepers are there."""
    return weighed.score("RUS", "AZE", WRITTEN) > weighed.score("RUS", "AZE", BEFORE_WAR)


def azerbaijan_gained_leverage(weighed: Weighed) -> Any:
    """Azerbaijan's score with Russia is larger a year after the war than on its eve."""
    return weighed.score("AZE", "RUS", WRITTEN) > weighed.score("AZE", "RUS", BEFORE_WAR)


def no_more_over_armenia(weighed: Weighed) -> Any:
    """Russia's score with Armenia is no larger a year after the war than on its eve."""
    return weighed.score("RUS", "ARM", WRITTEN) <= weighed.score("RUS", "ARM", BEFORE_WAR)


def monopoly_of_security(ask: Inquiry) -> Point:
    """No base or garrison of anyone but Russia in the former Soviet space on the eve of the war."""
    hosts = {
        "without the Baltic states": REGIONS["post-soviet"],
        "South Caucasus": REGIONS[REGION],
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
    both = [
        ask.some(stationing, sender=sender, host=REGIONS[REGION], on=WRITTEN)
        for sender in ("RUS", "TUR")
    ]
    return Point.every(*both)


Question = Callable[[Any], Any]
QUESTIONS: dict[str, Question] = {}
"""The questions of a balance by the names of their claims, to be asked of `Plain` as well."""


def _claim(text: str, question: Question, *names: str) -> Claim:
    @functools.wraps(question)
    def decide(ask: Inquiry) -> Point:
        point: Point = question(Asked(ask))
        return point

    claim = Claim(text, decide, choices={name: CHOICES[name] for name in names})
    QUESTIONS[claim.name] = question
    return claim


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
