"""The acts that an influence balance weighs: what one did for another, or to it, and when.

Each adds, on the day of the act, a scale to the key of actor and target.
"""

import functools
from collections.abc import Iterable
from fractions import Fraction

from statusquo.events.arms import ArmsDelivery
from statusquo.events.cooperation import Exercise, Training
from statusquo.events.diplomacy import Answer, Mediation
from statusquo.events.warfare import Involvement
from statusquo.lines.event import Event
from statusquo.projecting.changes import Add, Changes
from statusquo.projecting.decorators import Projection, projection

COMBAT = frozenset({"combat troops", "direct fire", "drones operated"})
_PAIR = ("actor", "target")
_HALF = Fraction(1, 2)


@projection(key=_PAIR)
def deliveries(event: Event) -> Changes:
    """Arms delivered: 1 for a deal, 1.5 for a gift, half of that where it is small."""
    if not isinstance(event, ArmsDelivery):
        return None
    scale = Fraction(3, 2) if event.gift else Fraction(1)
    return Add((event.supplier, event.recipient), scale * (_HALF if event.small else 1))


@projection(key=_PAIR)
def deliveries_to_enemies(event: Event) -> Changes:
    """Arms delivered to those with whom the target was in open conflict."""
    if not isinstance(event, ArmsDelivery):
        return None
    return [Add((event.supplier, enemy), 1) for enemy in _others(event.supplier, event.against)]


@projection(key=_PAIR)
def exercises(event: Event) -> Changes:
    """Exercises held together: of the host with each guest, and of each guest with the host.

    Guests count with each other only where there are two and the ground is not known.
    """
    if not isinstance(event, Exercise):
        return None
    host, participants = event.host, dict.fromkeys(event.participants)
    if host is None and len(participants) == 2:
        host = next(iter(participants))
    if host is None or host not in participants:
        return None
    pairs = [(guest, host) for guest in _others(host, participants)]
    return [Add(pair, 1) for one, other in pairs for pair in ((one, other), (other, one))]


@projection(key=_PAIR)
def lessons(event: Event) -> Changes:
    """Training begun of forces of the target."""
    match event:
        case Training(trainer=trainer, trainee=trainee):
            return Add((trainer, trainee), 1)
        case _:
            return None


@projection(key=_PAIR)
def mediations(event: Event) -> Changes:
    """Mediation that the target accepted: 1/2, and as much again where it held thirty days."""
    match event:
        case Mediation(mediator=mediator, step="accepted" | "held", by=str(side)):
            return Add((mediator, side), _HALF)
        case _:
            return None


@functools.cache
def support(name: str, *, combat: bool, to_enemies: bool, claims: bool) -> Projection:
    """Support in war for the target, or for its enemies: with combat, or less than that.

    What was only claimed counts where `claims` says so, and its name does too. A denial never does.
    """

    def supported(event: Event) -> Changes:
        if not isinstance(event, Involvement) or event.role == "primary":
            return None
        if event.assertion == "denied" or (event.assertion == "claimed" and not claims):
            return None
        if (event.role in COMBAT) != combat:
            return None
        targets = event.against if to_enemies else event.helped
        return [Add((event.party, target), 1) for target in _others(event.party, targets)]

    how = "Combat" if combat else "Support short of combat"
    supported.__doc__ = f"{how} in a war, for {'enemies of ' if to_enemies else ''}the target."
    return projection(key=_PAIR, name=f"{name}_claimed_too" if claims else name)(supported)


@projection(key=_PAIR)
def hostilities(event: Event) -> Changes:
    """War fought against the target as a primary party, whoever began it."""
    match event:
        case Involvement(role="primary", assertion="confirmed", party=party, against=against):
            return [Add((party, target), 1) for target in _others(party, against)]
        case _:
            return None


@functools.cache
def answered(name: str, *answers: str) -> Projection:
    """Calls upon a pact that were answered in one of these ways."""

    def given(event: Event) -> Changes:
        match event:
            case Answer(invoker=invoker, answerer=answerer, answer=answer) if answer in answers:
                return Add((answerer, invoker), 1)
            case _:
                return None

    given.__doc__ = f"Calls of the target upon a pact, answered: {', '.join(answers)}."
    return projection(key=_PAIR, name=name)(given)


def _others(one: str, many: Iterable[str]) -> list[str]:
    return [other for other in dict.fromkeys(many) if other != one]
