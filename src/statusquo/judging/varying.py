"""What a ruling may depend on: the views and choices under which a claim is judged again."""

import functools
from collections.abc import Callable, Iterator, Mapping

import attrs

from statusquo.courses.revising import WholeReplay
from statusquo.judging.evidence import Evidence
from statusquo.judging.redating import Otherwise, extremes, readings_of
from statusquo.judging.replays import Replays
from statusquo.lines.event import Event
from statusquo.logs.log import Log
from statusquo.logs.voices import Voices

MOST = {"choice": 12, "date": 12, "telling": 12, "source": 24, "party": 12}
"""How many variations of each kind are tried; the others are counted as untried."""


@attrs.frozen(eq=False)
class Setting:
    """One thing otherwise: what kind of thing, how it reads, and what to judge by."""

    kind: str
    words: str
    choices: Mapping[str, str]
    replays: Callable[[], Replays]


def settings(
    replays: Replays,
    evidence: Evidence,
    choices: Mapping[str, str],
    alternatives: Mapping[str, tuple[str, ...]],
) -> Iterator[Setting]:
    """Everything that may be tried with one thing otherwise, in a fixed order."""
    for name, options in alternatives.items():
        for option in options:
            if option != choices[name]:
                chosen = {**choices, name: option}
                yield Setting("choice", f"under {name} = {option}", chosen, lambda: replays)
    for kind, otherwise in _otherwise(replays.log, evidence):
        made = functools.partial(_applied, otherwise, replays)
        yield Setting(kind, otherwise.words, choices, made)
    for kind, name in _voices(replays.log, evidence):
        made = functools.partial(_without, name, replays)
        yield Setting(kind, f"without {kind} {name}", choices, made)


def _applied(otherwise: Otherwise, replays: Replays) -> Replays:
    return Replays(otherwise.applied(replays.origin))


def _without(name: str, replays: Replays) -> Replays:
    """The replay without a source or party: only what it touches, if as much is known of days."""
    log, view = replays.log, replays.log.not_told_by(name)
    if view.last_recorded() != log.last_recorded():
        return Replays(WholeReplay(view))
    gone = [event for event in log.events if log.has(event) and not view.has(event)]
    return Replays(replays.origin.leaving_out(gone))


def _otherwise(log: Log, evidence: Evidence) -> Iterator[tuple[str, Otherwise]]:
    """Other readings of the dates, and each telling of an act alone."""
    events = list({e.id: e for e in (*evidence.events, *evidence.rivals)}.values())
    yield from (("date", otherwise) for otherwise in extremes(events))
    for event in events:
        yield from (("date", otherwise) for otherwise in readings_of(log, event))
    for told in _tellings(log, events):
        for event in told:
            voice = ", ".join(event.source) or "who told it"
            words = f"if only {voice} is right on {event.act} ({event.id[:12]})"
            yield "telling", Otherwise(words, [other for other in told if other.id != event.id])


def _voices(log: Log, evidence: Evidence) -> Iterator[tuple[str, str]]:
    yield from (("source", key) for key in evidence.source_keys)
    yield from (("party", party) for party in _parties(log, evidence))


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
