"""Why a score is what it is: each contribution with its facts and events, and exact bounds."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal

import attrs
import pendulum

from statusquo.balances.definition import Balance
from statusquo.balances.halving import UNIT, faded_in_units, in_units
from statusquo.balances.holdings import Pair
from statusquo.balances.scales import scale_of
from statusquo.balances.terms import Act, Term, Tie
from statusquo.courses.course import Course
from statusquo.courses.origins import Origin
from statusquo.lines.declarations import Source
from statusquo.lines.event import Event
from statusquo.lines.keys import Key, shown_key
from statusquo.logs.columns import numbers
from statusquo.projecting.values import ABSENT
from statusquo.ranges import Range
from statusquo.timelines.explanation import shown_event
from statusquo.timelines.verdicts import Verdict


@attrs.frozen(kw_only=True)
class Contribution:
    """What one fact or event adds to a score: `weight` times `scale` times `factor`, rounded once.

    `key` is that of the fact, or of the sum. The factor of a tie is rho to the power of its place
    in the bundle; that of an act what is left after its days, here to the nearest 2**-40, while
    `amount` is rounded from the exact one. `rivals` would have it otherwise on some reading.
    """

    name: str
    family: str
    kind: Literal["tie", "act"]
    key: Key
    weight: Fraction
    scale: Fraction
    factor: Fraction
    amount: Fraction
    events: tuple[Event, ...]
    rivals: tuple[Event, ...] = ()

    def __str__(self) -> str:
        parts = " x ".join(f"{float(part):g}" for part in (self.weight, self.scale, self.factor))
        head = f"{float(self.amount):+.4f}  {self.name}: {shown_key(self.key)} ({parts})"
        return "\n".join([head, *(f"    because of {shown_event(e)}" for e in self.events)])


@attrs.frozen(kw_only=True)
class Reckoning:
    """The answer to why: a score and the contributions that sum exactly to it.

    `values` are bounds of the score on all readings; the verdict is on whether there is a score
    other than 0. Contributions are in order of families, the largest of each first.
    """

    balance: str
    key: Pair
    on: pendulum.Date
    verdict: Verdict
    score: Fraction
    values: Range
    contributions: tuple[Contribution, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        """The events behind all contributions, each once."""
        found = {e.id: e for c in self.contributions for e in c.events}
        return tuple(found.values())

    def __str__(self) -> str:
        head = (
            f"{self.balance}: {shown_key(self.key)} has {float(self.score):.4f} "
            f"at the end of {self.on} (verdict: {self.verdict})"
        )
        told = [f"  {line}" for c in self.contributions for line in str(c).splitlines()]
        sources = [f"  source {s.key}: {s.title} ({s.issuer})" for s in self.sources]
        return "\n".join([head, *told, *sources])

    __repr__ = __str__


def contributions_to(
    balance: Balance, origin: Origin, pair: Pair, day: int
) -> tuple[Contribution, ...]:
    """What the facts and events between two add up to at the end of a day, one by one."""
    found: list[Contribution] = []
    for family, names in balance.families.items():
        ties = [t for n in names if n in balance.ties for t in _ties(balance, origin, n, pair, day)]
        found += _bundled([attrs.evolve(tie, family=family) for tie in ties], balance.rho)
        for name in names:
            if name in balance.acts:
                acts = _impulses(balance.acts[name], name, origin, pair, day)
                found += [attrs.evolve(act, family=family) for act in acts]
    return tuple(found)


def codes_of(course: Course, term: Term, pair: Pair) -> list[int]:
    """The codes of the keys between an actor and a target."""
    actor, target = pair
    if actor == target:
        return []
    codes: list[int] = numbers(course.space.named({term.actor: actor, term.target: target}))
    return codes


def _ties(
    balance: Balance, origin: Origin, name: str, pair: Pair, day: int
) -> Iterator[Contribution]:
    tie = balance.ties[name]
    course = origin.course(tie.projection)
    for code in codes_of(course, tie, pair):
        value = course.value_at(code, day)
        if value != ABSENT:
            reasons = course.reasons(code, day)
            key = course.space.keys[code]
            scale, said = _scale(tie, origin, key, day, course.values[value])
            yield Contribution(
                name=name,
                family=name,
                kind="tie",
                key=key,
                weight=tie.weight,
                scale=scale,
                factor=Fraction(1),
                amount=tie.weight * scale,
                events=(*reasons.events, *reasons.corroborating, *said),
                rivals=reasons.rivals,
            )


def _scale(
    tie: Tie, origin: Origin, key: Key, day: int, value: Any
) -> tuple[Fraction, tuple[Event, ...]]:
    """The scale of a tie that holds, and the events that say so where another projection does."""
    if tie.scale is None:
        return scale_of(value, tie.projection.name), ()
    course = origin.course(tie.scale)
    code = course.space.code_of(key)
    held = ABSENT if code is None else course.value_at(code, day)
    if code is None or held == ABSENT:
        return scale_of(tie.otherwise, "otherwise"), ()
    return scale_of(course.values[held], tie.scale.name), course.reasons(code, day).events


def _bundled(ties: list[Contribution], rho: Fraction) -> list[Contribution]:
    """Ties of one family by size, those below 0 apart, each with its factor and rounded."""
    bundled: list[Contribution] = []
    for sign in (1, -1):
        bundle = [tie for tie in ties if (tie.amount > 0) == (sign > 0)]
        bundle.sort(key=lambda tie: (-abs(tie.amount), tie.name, tie.key))
        bundled += [_counted(tie, rho**place) for place, tie in enumerate(bundle)]
    return bundled


def _counted(tie: Contribution, factor: Fraction) -> Contribution:
    units = in_units(tie.amount * factor)
    return attrs.evolve(tie, factor=factor, amount=Fraction(units, 1 << UNIT))


def _impulses(act: Act, name: str, origin: Origin, pair: Pair, day: int) -> Iterator[Contribution]:
    course = origin.course(act.projection)
    for code in codes_of(course, act, pair):
        for event, amount in course.reasons(code, day).contributions:
            scale = scale_of(amount, act.projection.name)
            days = day - event.on.last_day
            units = faded_in_units(act.weight * scale, days, act.half_life)
            left = faded_in_units(Fraction(1), days, act.half_life)
            yield Contribution(
                name=name,
                family=name,
                kind="act",
                key=course.space.keys[code],
                weight=act.weight,
                scale=scale,
                factor=Fraction(left, 1 << UNIT),
                amount=Fraction(units, 1 << UNIT),
                events=(event,),
            )
