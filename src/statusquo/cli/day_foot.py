"""The end of the page of a day: what changed, who says so, and what the words on it mean."""

import re
from collections.abc import Iterator, Sequence

from statusquo.cli.day import Day
from statusquo.cli.holding import DISPUTE, DOUBT, PAST_KNOWING, mark_of
from statusquo.cli.screen import Screen
from statusquo.cli.wording import (
    SHORT,
    counted,
    shown_act,
    shown_fact,
    shown_sources,
    shown_value,
    shown_words,
)
from statusquo.lines.declarations import Actor
from statusquo.lines.event import Event
from statusquo.lines.plain_text import visible
from statusquo.timelines.turning import Turn

_MARKS = {
    DOUBT: "? holds, but not on every reading of dates; `statusquo why` says more.",
    DISPUTE: "! tellings differ on it; `statusquo disagreements` says who says what.",
    PAST_KNOWING: "(?) held when the log last knew of it.",
}
_SIGN = {"began": "+", "ended": "-", "changed": "~"}


def changes(found: Day, screen: Screen) -> Iterator[str]:
    """The events that made something begin, end or change that day, each with what it did."""
    by_event: dict[tuple[str, ...], list[tuple[str, Turn]]] = {}
    for part in found.parts:
        for turn in part.turns:
            ids = tuple(event.id for event in turn.events)
            by_event.setdefault(ids, []).append((part.timeline.projection.name, turn))
    yield ""
    yield screen.head(f"Changed on {found.day}") + ("" if by_event else ": nothing that is known")
    for turned in by_event.values():
        yield from _told(turned[0][1].events, screen)
        for projection, turn in turned:
            yield "    " + screen.signed(_SIGN[turn.kind], f"{projection} {_turn(turn)}")


def _told(events: Sequence[Event], screen: Screen) -> Iterator[str]:
    for event in events:
        date = "" if event.on.exact else f"{event.on} "
        yield f"  {date}{shown_act(event)} {shown_sources(event)} {event.id[:SHORT]}"
        if event.note:
            yield from screen.prose(visible(event.note), 4, 4)


def _turn(turn: Turn) -> str:
    if turn.kind != "changed":
        return shown_fact(turn.key, turn.after if turn.kind == "began" else turn.before)
    values = (shown_value(value, turn.key) for value in (turn.before, turn.after))
    return f"{shown_words(turn.key)}: {' -> '.join(values)}"


def foot(found: Day, screen: Screen) -> Iterator[str]:
    """The sources, what the marks mean, and the names of ids."""
    yield ""
    works = len(found.sources)
    yield from screen.prose(
        f"Sources: {counted(works, 'work')} behind these facts; `statusquo sources` lists them."
    )
    yield from screen.prose(
        "Covered: what is not listed within these scopes did not hold; elsewhere it is unknown."
        if any(part.coverages for part in found.parts)
        else "Not covered: what is not listed may have held; the log does not say."
    )
    shown = [fact for part in found.parts for fact in part.facts if fact.value is not None]
    marks = {mark_of(fact) for fact in shown}
    yield from (said for mark, said in _MARKS.items() if mark in marks)
    yield from map(screen.quiet, _legend(found, screen))


def _legend(found: Day, screen: Screen) -> Iterator[str]:
    """The names of the ids on the page that do not say their name themselves."""
    shown = {place for part in found.parts for fact in part.facts for place in fact.key}
    shown |= {
        fact.value for part in found.parts for fact in part.facts if isinstance(fact.value, str)
    }
    actors = found.log.actors()
    kinds: dict[str, list[str]] = {}
    for name in sorted(place for place in shown if isinstance(place, str) and place in actors):
        actor = actors[name]
        if not _says_its_name(actor):
            kinds.setdefault(actor.kind, []).append(visible(f"{name} {actor.name}"))
    if kinds:
        yield ""
    for kind, named in sorted(kinds.items()):
        yield from screen.prose(f"{visible(kind)}: {', '.join(named)}")


def _says_its_name(actor: Actor) -> bool:
    """Whether the name has the words of the id: gabala, the Gabala radar station."""
    words = set(re.findall(r"\w+", actor.name.casefold()))
    return words.issuperset(re.findall(r"\w+", actor.id.casefold()))
