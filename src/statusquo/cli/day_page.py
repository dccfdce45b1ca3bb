"""The page of a day, for people."""

from collections.abc import Iterator, Sequence
from typing import Any

from statusquo.cli.day import Day, Part, events_of
from statusquo.cli.day_foot import changes, foot
from statusquo.cli.figures import Figures
from statusquo.cli.holding import Held, mark_of
from statusquo.cli.layout import Entry, laid_out
from statusquo.cli.screen import Screen
from statusquo.cli.wording import (
    clipped,
    counted,
    has_parts,
    shown_value,
    shown_words,
)
from statusquo.dates.days import civil, ordinal
from statusquo.lines.keys import Key
from statusquo.lines.plain_text import visible
from statusquo.projecting.decorators import Derived

_SCOPES = 6


def page(found: Day, screen: Screen) -> Iterator[str]:
    """The lines of the page."""
    yield from _head(found, screen)
    figures = Figures.among(found.parts, found.day)
    empty: list[str] = []
    for part in found.parts:
        facts = figures.untold(part)
        if facts or (not part.facts and _is_worth_saying(part, found)):
            yield ""
            yield from _section(part, facts, figures, found, screen)
        elif not part.facts:
            empty.append(part.timeline.projection.name)
    if empty:
        yield ""
        yield from screen.prose(_nothing_in(empty, found))
    yield from changes(found, screen)
    yield from foot(found, screen)


def _is_worth_saying(part: Part, found: Day) -> bool:
    """Whether it is news that nothing holds: it was asked for, or the log is complete there."""
    return found.chosen or bool(part.coverages and found.actor is None)


def _nothing_in(names: Sequence[str], found: Day) -> str:
    nothing = f"Nothing is known to hold in {', '.join(names)}"
    if found.actor is None:
        return f"{nothing}; none of it is covered on that day, so it is unknown."
    return f"{nothing} that names {visible(found.actor)}; with --of each says what it covers."


def _head(found: Day, screen: Screen) -> Iterator[str]:
    whose = f", facts that name {visible(found.actor)}" if found.actor is not None else ""
    yield screen.head(f"Status quo at the end of {found.day}{whose}")
    total = sum(1 for _ in events_of(found.log))
    yield (
        f"Replayed from {visible(found.name)}: {found.happened:,} of {total:,} events had happened "
        "by then."
    )
    horizon = found.log.last_recorded()
    if horizon and ordinal(found.day) > horizon:
        yield from screen.prose(
            f"This day is after {civil(horizon)}, the last that the log knows of: what is listed "
            "held then, and nobody can say here whether it still does."
        )


def _section(
    part: Part, facts: Sequence[Held], figures: Figures, found: Day, screen: Screen
) -> Iterator[str]:
    names = part.timeline.names
    certain = [_entry(fact, figures) for fact in facts if fact.value is not None]
    layout = laid_out(names, certain, screen) if certain else None
    heads = layout.heads if layout else ", ".join(names)
    yield f"{screen.head(part.timeline.projection.name)}, {counted(len(certain), 'fact')} ({heads})"
    others = [
        Entry(_words(fact.key), _value(fact, value)) for fact in facts for value in fact.others
    ]
    if layout or not others:
        yield from layout.lines if layout else [f"  {_nothing(found.actor)}"]
    if others:
        yield f"  on another reading{' also' if layout else ''}:"
        yield from (f"  {line}" for line in laid_out(names, others, screen).lines)
    yield from map(screen.quiet, _covered(part, found.actor, screen))


def _nothing(actor: str | None) -> str:
    if actor is None:
        return "nothing is known to hold"
    return f"no fact here names {visible(actor)}; without --actor there may be more"


def _entry(fact: Held, figures: Figures) -> Entry:
    return Entry(_words(fact.key), _value(fact, fact.value), mark_of(fact), figures.behind(fact))


def _words(key: Key) -> tuple[str, ...]:
    return tuple(visible(str(place)) for place in key)


def _value(fact: Held, value: Any) -> str:
    """A value in a column; one with parts is left to the facts that it was derived from."""
    derived = isinstance(fact.timeline.projection, Derived)
    if value is True or (derived and has_parts(value)):
        return ""
    return clipped(shown_value(value, fact.key))


def _covered(part: Part, actor: str | None, screen: Screen) -> list[str]:
    """What the log is complete about that day, in a line or two; scopes of the actor first."""
    claims = sorted(part.coverages, key=lambda claim: actor not in claim.scope)
    scopes = list(dict.fromkeys(shown_words(claim.scope) for claim in claims))
    if not scopes and isinstance(part.timeline.projection, Derived):
        parts = dict.fromkeys(p.name for p in part.timeline.projection.parts.values())
        return [f"  covered: as far as its parts are: {', '.join(parts)}"]
    if not scopes:
        return ["  covered: nothing"]
    more = f" and {len(scopes) - _SCOPES} more" if len(scopes) > _SCOPES else ""
    return screen.prose(f"covered: {', '.join(scopes[:_SCOPES])}{more}", 2, 4)
