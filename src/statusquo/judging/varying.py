"""What a ruling may depend on: the views and choices under which a claim is judged again."""

from collections.abc import Iterator, Mapping

import attrs

from statusquo.judging.evidence import Evidence
from statusquo.judging.redating import extremes, readings_of
from statusquo.lines.event import Event
from statusquo.logs.log import Log
from statusquo.logs.voices import Voices

MOST = {"choice": 12, "date": 12, "telling": 12, "source": 24, "party": 12}
"""How many variations of each kind are tried; the others are counted as untried."""


@attrs.frozen(eq=False)
class Setting:
    """One thing otherwise: what kind of thing, how it reads, and the view and choices to judge."""

    kind: str
    words: str
    log: Log
    choices: Mapping[str, str]


def settings(
    log: Log,
    evidence: Evidence,
    choices: Mapping[str, str],
    alternatives: Mapping[str, tuple[str, ...]],
) -> Iterator[Setting]:
    """Everything that may be tried with one thing otherwise, in a fixed order."""
    for name, options in alternatives.items():
        for option in options:
            if option != choices[name]:
                words = f"under {name} = {option}"
                yield Setting("choice", words, log, {**choices, name: option})
    for kind, words, view in _views(log, evidence):
        yield Setting(kind, words, view, choices)


def _views(log: Log, evidence: Evidence) -> Iterator[tuple[str, str, Log]]:
    events = list({e.id: e for e in (*evidence.events, *evidence.rivals)}.values())
    for words, view in (*extremes(log, events), *_each_reading(log, events)):
        yield "date", words, view
    for told in _tellings(log, events):
        for event in told:
            others = [other for other in told if other.id != event.id]
            voice = ", ".join(event.source) or "who told it"
            words = f"if only {voice} is right on {event.act} ({event.id[:12]})"
            yield "telling", words, log.leaving_out(others)
    for key in evidence.source_keys:
        yield "source", f"without source {key}", log.not_told_by(key)
    for party in _parties(log, evidence):
        yield "party", f"without party {party}", log.not_told_by(party)


def _each_reading(log: Log, events: list[Event]) -> Iterator[tuple[str, Log]]:
    for event in events:
        yield from readings_of(log, event)


def _tellings(log: Log, events: list[Event]) -> Iterator[list[Event]]:
    """The tellings of each act that has several, in the order of the evidence."""
    for act in dict.fromkeys(event.act for event in events if event.act is not None):
        told = [event for event in log.standing() if event.act == act]
        if len(told) > 1:
            yield told


def _parties(log: Log, evidence: Evidence) -> list[str]:
    """The parties behind the sources of the evidence that are no source by name."""
    keys = evidence.source_keys
    voices = Voices({work.key: [work] for work in log.works(keys)}, keys)
    return sorted({party for key in keys for party in voices.parties(key)} - set(keys))


def bounded(found: Iterator[Setting]) -> tuple[list[Setting], list[str]]:
    """At most some of each kind, and in words how many are left."""
    by_kind: dict[str, list[Setting]] = {}
    for setting in found:
        by_kind.setdefault(setting.kind, []).append(setting)
    tried = [each for kind, several in by_kind.items() for each in several[: MOST[kind]]]
    left = {kind: len(several) - MOST[kind] for kind, several in by_kind.items()}
    return tried, [f"{count} more of kind {kind}" for kind, count in left.items() if count > 0]
