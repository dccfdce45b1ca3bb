"""Whom a question is about, from what a user writes; what cannot be meant is refused."""

from collections.abc import Iterable

from statusquo.balances.holdings import Holdings, Pair
from statusquo.balances.scoring import Scoring
from statusquo.balances.tallies import Scope
from statusquo.balances.terms import InvalidBalance
from statusquo.lines.keys import KeyPlace
from statusquo.pages.near_names import did_you_mean
from statusquo.timelines.timeline import InvalidKey

Over = str | Iterable[KeyPlace]
"""A region of the balance by its name, or targets."""


def scope_of(
    scoring: Scoring,
    over: Over,
    who: Iterable[KeyPlace] | None,
    within: bool,
    *actors: KeyPlace,
) -> Scope:
    """The scope of a question about some actors; raises `InvalidBalance`."""
    scope = Scope(scoring.targets(over), _counted(who), within)
    for name in (*actors, *scope.targets, *(scope.who or ())):
        _check_familiar(scoring.holdings, name)
    for actor in actors:
        _check_counted(scope, actor)
    return scope


def _counted(who: Iterable[KeyPlace] | None) -> tuple[KeyPlace, ...] | None:
    if isinstance(who, str):
        raise InvalidBalance(f'who={who!r} is one string; write ("{who}",)', code="balance-who")
    counted = None if who is None else tuple(dict.fromkeys(who))
    if counted == ():
        raise InvalidBalance("who names nobody to count", code="balance-who")
    return counted


def _check_familiar(holdings: Holdings, name: KeyPlace) -> None:
    """Refuse a name that a log which declares its actors never heard: it is a slip."""
    if holdings.declared and name not in holdings.familiar:
        near = did_you_mean(name, map(str, holdings.familiar)) if isinstance(name, str) else ""
        raise InvalidBalance(
            f"the log declares no {name!r}, and weighs nothing of it{near}", code="actor-unknown"
        )


def _check_counted(scope: Scope, actor: KeyPlace) -> None:
    """Refuse a share of somebody who is not counted: it would be 0 and mean nothing."""
    if not scope.counts(actor):
        inside = actor in scope.targets and scope.who is None
        raise InvalidBalance(
            f"{actor!r} is not among the actors who are counted",
            code="balance-who",
            hint="within=True counts those inside too" if inside else "name them in who",
        )


def pair_of_question(key: Pair) -> Pair:
    """The key of a question, if it is an actor and a target; else raises `InvalidKey`."""
    if not isinstance(key, tuple) or len(key) != 2:
        raise InvalidKey(
            f"{key!r} is no key of a balance; a key is a tuple of (actor, target)",
            code="key-places",
        )
    return key
