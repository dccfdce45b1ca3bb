"""The evidence for a ruling: facts, counterexamples, events, and where the log is complete."""

from collections.abc import Iterable
from typing import Any

import attrs
import pendulum

from statusquo.lines.canonical import plain, plain_own_fields, type_name
from statusquo.lines.declarations import Source
from statusquo.lines.event import Event
from statusquo.lines.keys import Key, shown_key
from statusquo.lines.plain_text import visible
from statusquo.lines.remarks import Coverage
from statusquo.table import shown_cell
from statusquo.timelines.verdicts import Verdict

_LONGEST = 120


@attrs.frozen(eq=False)
class Witness:
    """A fact that was looked at: what it has on a day, None where it has nothing, and how surely.

    `on` is a day at whose end it holds; with `during` it held at some moment of that day.
    `verdict` is on the value that it has, or on whether it holds.
    """

    projection: str
    key: Key
    on: pendulum.Date
    value: Any
    verdict: Verdict
    during: bool = False

    def __str__(self) -> str:
        plain_one = self.value is None or self.value is True
        said = "" if plain_one else f": {_clipped(shown_cell(self.value))}"
        moment = "during" if self.during else "at the end of"
        fact = f"{self.projection} {shown_key(self.key)}{said}"
        return f"{fact}, {moment} {self.on} (verdict: {self.verdict})"

    def to_dict(self) -> dict[str, object]:
        """The fact in plain values, for JSON."""
        return {
            "projection": self.projection,
            "key": plain(self.key),
            "on": str(self.on),
            "during": self.during,
            "value": plain(self.value),
            "verdict": str(self.verdict),
        }


@attrs.frozen(kw_only=True, eq=False)
class Evidence:
    """What a ruling rests on, each thing once, in the order in which it was asked about.

    `facts` speak for the claim, `counterexamples` against it; `possible` are those that hold only
    on another reading of the dates than the nominal one. `events` make these facts, or ended
    them; `rivals` would have it otherwise on some reading. `complete` are the claims of
    completeness that were relied on; `missing` says in words what the log is not complete about.
    `notes` are figures and reasons in words. `sources` are the works behind all of it.
    """

    facts: tuple[Witness, ...] = ()
    counterexamples: tuple[Witness, ...] = ()
    possible: tuple[Witness, ...] = ()
    events: tuple[Event, ...] = ()
    rivals: tuple[Event, ...] = ()
    complete: tuple[Coverage, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def __or__(self, other: "Evidence") -> "Evidence":
        """The evidence of both."""
        return Evidence(
            facts=_once(*self.facts, *other.facts),
            counterexamples=_once(*self.counterexamples, *other.counterexamples),
            possible=_once(*self.possible, *other.possible),
            events=_once(*self.events, *other.events),
            rivals=_once(*self.rivals, *other.rivals),
            complete=_once(*self.complete, *other.complete),
            missing=_once(*self.missing, *other.missing),
            notes=_once(*self.notes, *other.notes),
            sources=_once(*self.sources, *other.sources),
        )

    def turned(self) -> "Evidence":
        """The evidence for the contrary: what spoke for it speaks against it."""
        return attrs.evolve(self, facts=self.counterexamples, counterexamples=self.facts)

    @property
    def lines(self) -> tuple[Event, ...]:
        """Every event that it rests on, claims of completeness among them, each once."""
        return _once(*self.events, *self.rivals, *self.complete)

    @property
    def source_keys(self) -> tuple[str, ...]:
        """The keys of all sources behind it, in order, declared or not."""
        return tuple(sorted({key for event in self.lines for key in event.source}))

    def shown(self) -> list[str]:
        """The evidence for people, a line for each thing."""
        return [
            *(f"for: {fact}" for fact in self.facts),
            *(f"against: {fact}" for fact in self.counterexamples),
            *(f"perhaps: {fact}" for fact in self.possible),
            *self.notes,
            *(f"because of {_shown_event(event)}" for event in self.events),
            *(f"disputed or undecided with {_shown_event(event)}" for event in self.rivals),
            *(f"complete: {shown_coverage(coverage)}" for coverage in self.complete),
            *(f"not complete: {scope}" for scope in self.missing),
            *(f"source {s.key}: {s.title} ({s.issuer})" for s in self.sources),
        ]

    def to_dict(self) -> dict[str, object]:
        """The evidence in plain values, for JSON; events are named by their ids."""
        return {
            "facts": [fact.to_dict() for fact in self.facts],
            "counterexamples": [fact.to_dict() for fact in self.counterexamples],
            "possible": [fact.to_dict() for fact in self.possible],
            "events": [event.id for event in self.events],
            "rivals": [event.id for event in self.rivals],
            "complete": [shown_coverage(coverage) for coverage in self.complete],
            "missing": list(self.missing),
            "notes": list(self.notes),
            "sources": list(self.source_keys),
        }


def _shown_event(event: Event) -> str:
    """An event in one line: its id, its day, what happened, cut where it is long, its sources."""
    own = " ".join(f"{name}={value}" for name, value in plain_own_fields(event).items())
    happened = visible(_clipped(f"{type_name(type(event))} {own}".strip()))
    return f"{event.on} {happened} [{', '.join(event.source)}] {event.id[:12]}"


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def shown_coverage(coverage: Coverage) -> str:
    """A claim of completeness for people: about what, within which scope, from when to when."""
    scope = shown_key(tuple("*" if place is ... else place for place in coverage.scope))
    return f"{coverage.about} {scope}, {coverage.since} to {coverage.until}"


def _once(*things: Any) -> tuple[Any, ...]:
    """The things in their order, each once; events and facts are told apart by what they say."""
    return tuple({_name(thing): thing for thing in things}.values())


def _name(thing: object) -> object:
    return thing.id if isinstance(thing, Event) else str(thing)


def merged(several: Iterable[Evidence]) -> Evidence:
    """The evidence of all."""
    found = Evidence()
    for evidence in several:
        found |= evidence
    return found
