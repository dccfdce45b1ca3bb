"""What holds at the end of a day, with its doubts, what changed that day, and what is covered."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from statusquo.cli.wording import mentions, named_places
from statusquo.dates.days import FIRST_DAY, civil, ordinal
from statusquo.lines.canonical import canonical_value, plain
from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.lines.remarks import Coverage
from statusquo.ranges import Range
from statusquo.timelines.timeline import Timeline
from statusquo.timelines.turning import Turn
from statusquo.timelines.verdicts import Verdict

DOUBT, DISPUTE, PAST_KNOWING = "?", "!", "(?)"


@attrs.frozen
class Held:
    """A fact that holds, or may, at the end of a day.

    `value` is None where it only may. `possible` are the values on all readings, in a fixed
    order, None last; of a sum it is one `Range`.
    """

    timeline: Timeline
    key: Key
    value: Any
    possible: tuple[Any, ...]
    verdict: Verdict
    disputed: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether every reading agrees that it holds with its value."""
        if isinstance(self.possible[0], Range) and self.timeline.course.sums:
            return self.possible[0].is_point
        return len(self.possible) == 1 and alike(self.possible[0], self.value)

    def since(self, day: int) -> int | None:
        """The year in which the value that holds on a day was last set, or None."""
        course = self.timeline.course
        code = course.space.code_of(self.key)
        turn = None if code is None else course.turns.last_by(code, day)
        return None if turn is None else civil(int(course.turns.day[turn])).year

    def events_behind(self, day: int) -> tuple[Event, ...]:
        """The events that make it."""
        course = self.timeline.course
        code = course.space.code_of(self.key)
        return () if code is None else course.reasons(code, day).events

    @property
    def others(self) -> tuple[Any, ...]:
        """The values on other readings than the nominal one."""
        if self.is_sure:
            return ()
        return tuple(v for v in self.possible if v is not None and not alike(v, self.value))

    @property
    def row(self) -> dict[str, object]:
        """The fact for JSON."""
        return {
            "projection": self.timeline.projection.name,
            "key": named_places(self.timeline.names, self.key),
            "value": plain(self.value),
            "verdict": str(self.verdict),
            "possible": [plain(value) for value in self.possible],
            "disputed": self.disputed,
        }


def alike(one: Any, other: Any) -> bool:
    """Whether two values are equal and of one type, so that True is not 1."""
    return type(one) is type(other) and bool(one == other)


def mark_of(fact: Held) -> str:
    """The mark of a fact that does not hold on every reading, or that nobody can know then."""
    if fact.verdict is Verdict.UNKNOWN:
        return PAST_KNOWING
    if fact.is_sure:
        return ""
    return DISPUTE if fact.disputed else DOUBT


def held_on(timeline: Timeline, day: str, actor: str | None = None) -> list[Held]:
    """The facts that hold or may hold at the end of a day, in order of keys."""
    facts = timeline.at(day)
    nominal = dict(facts.items())
    found = [
        Held(
            timeline,
            key,
            nominal.get(key),
            ordered(values),
            timeline.holds(key, on=day, value=nominal.get(key)),
        )
        for key, values in facts.possible().items()
        if actor is None or mentions(actor, key, nominal.get(key), *ordered(values))
    ]
    return [attrs.evolve(fact, disputed=_is_disputed(fact, day)) for fact in found]


def _is_disputed(fact: Held, day: str) -> bool:
    """Whether the tellings of some act differ on a fact that is not sure."""
    course = fact.timeline.course
    code = course.space.code_of(fact.key)
    return not fact.is_sure and code is not None and course.is_disputed(code, ordinal(day))


def ordered(possible: Any) -> tuple[Any, ...]:
    """Possible values in a fixed order, None last; of a sum the one range."""
    if isinstance(possible, Range):
        return (possible,)
    return tuple(sorted(possible, key=_order))


def _order(value: Any) -> tuple[bool, str, Any, str]:
    """Numbers by size, other values by their text, None last."""
    size = value if isinstance(value, (int, Fraction, Decimal)) else 0
    return value is None, type(value).__name__, size, canonical_value(value)


def turned_on(timeline: Timeline, day: str, actor: str | None = None) -> list[Turn]:
    """What began, ended or changed on a day."""
    number = ordinal(day)
    eve = civil(number - 1) if number > FIRST_DAY else None
    return [] if eve is None else turned_between(timeline, str(eve), day, actor)


def turned_between(
    timeline: Timeline, after: str, until: str, actor: str | None = None
) -> list[Turn]:
    """The turns in (after, until] that name the actor."""
    return [
        turn
        for turn in timeline.changes(after=after, until=until)
        if actor is None or mentions(actor, turn.key, turn.before, turn.after)
    ]


def turn_row(timeline: Timeline, turn: Turn) -> dict[str, object]:
    """A turn for JSON."""
    return {
        "projection": timeline.projection.name,
        "key": named_places(timeline.names, turn.key),
        "kind": turn.kind,
        "before": plain(turn.before),
        "after": plain(turn.after),
        "on": str(turn.on),
        "events": [event.id for event in turn.events],
    }


def covered_on(timeline: Timeline, day: str) -> list[Coverage]:
    """The claims of completeness about a projection that count on a day, in order of scopes."""
    number = ordinal(day)
    about = timeline.projection.name
    return sorted(
        (
            claim
            for claim in timeline.log.coverages
            if claim.about == about and ordinal(claim.since) <= number <= ordinal(claim.until)
        ),
        key=lambda claim: [(place is ..., str(place)) for place in claim.scope],
    )


def sources_behind(facts: Sequence[Held], day: str) -> list[str]:
    """The keys of the sources of the events that make these facts, in order."""
    said = (event for fact in facts for event in fact.events_behind(ordinal(day)))
    return sorted({key for event in said for key in event.source})


def coverage_row(claim: Coverage) -> dict[str, object]:
    """A claim of completeness for JSON."""
    return {
        "projection": claim.about,
        "scope": plain(claim.scope),
        "since": str(claim.since),
        "until": str(claim.until),
    }
