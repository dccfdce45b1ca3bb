"""Why a fact holds on a day, or does not: the events behind it and the works that say so."""

from typing import Any

import attrs
import pendulum

from statusquo.lines.canonical import plain_own_fields, type_name
from statusquo.lines.declarations import Source
from statusquo.lines.event import Event
from statusquo.lines.keys import Key, shown_key
from statusquo.lines.remarks import Coverage
from statusquo.timelines.verdicts import Verdict


@attrs.frozen(kw_only=True)
class Explanation:
    """The answer to why; its `verdict` is on that value where the fact has one.

    `events` make it so, or ended it; `corroborated_by` said the same again; `rivals` are other
    tellings, and events that would have it otherwise on some reading; `superseded` pairs an event
    that was believed before with the day on which it was known better; `contributions` pairs an
    event with the amount that it adds, for sums. For a key that never held there are no events,
    but the `coverage` that decides and keys that are `near`.
    """

    projection: str
    key: Key
    on: pendulum.Date
    verdict: Verdict
    value: Any
    events: tuple[Event, ...] = ()
    corroborated_by: tuple[Event, ...] = ()
    rivals: tuple[Event, ...] = ()
    superseded: tuple[tuple[Event, pendulum.Date], ...] = ()
    contributions: tuple[tuple[Event, Any], ...] = ()
    coverage: tuple[Coverage, ...] = ()
    near: tuple[Key, ...] = ()
    sources: tuple[Source, ...] = ()

    def __str__(self) -> str:
        lines = [
            self._headline(),
            *_listed("because of", self.events),
            *_listed("said again by", self.corroborated_by),
            *_listed("disputed or undecided with", self.rivals),
            *(f"  believed until {until}: {shown_event(e)}" for e, until in self.superseded),
            *(f"  covered: {_shown_coverage(coverage)}" for coverage in self.coverage),
        ]
        if not self.coverage and self.value is None:
            lines.append("  no coverage says that the log is complete about it")
        if self.near:
            lines.append("  near: " + "; ".join(shown_key(key) for key in self.near))
        lines += [f"  source {s.key}: {s.title} ({s.issuer})" for s in self.sources]
        return "\n".join(lines)

    def _headline(self) -> str:
        held = "does not hold" if self.value is None else "holds"
        what = "" if self.value is None or self.value is True else f" with {self.value}"
        return (
            f"{self.projection}: {shown_key(self.key)} {held}{what} "
            f"at the end of {self.on} (verdict: {self.verdict})"
        )

    __repr__ = __str__


def _shown_coverage(coverage: Coverage) -> str:
    scope = shown_key(tuple("*" if place is ... else place for place in coverage.scope))
    return f"{scope}, {coverage.since} to {coverage.until}"


def _listed(head: str, events: tuple[Event, ...]) -> list[str]:
    return [f"  {head} {shown_event(event)}" for event in events]


def shown_event(event: Event) -> str:
    """An event in one line for people: its day, what happened, its sources and id.

    >>> shown_event(Event(on="1999", source="almanac", note="a quiet year"))
    '1999 event: a quiet year [almanac] 5d5e85311eb4'
    """
    own = " ".join(f"{name}={value}" for name, value in plain_own_fields(event).items())
    said = ": ".join(
        part for part in (f"{type_name(type(event))} {own}".strip(), event.note) if part
    )
    return f"{event.on} {said} [{', '.join(event.source)}] {event.id[:12]}"
