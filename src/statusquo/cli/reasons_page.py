"""An explanation on a page, for people."""

from collections.abc import Iterator

from statusquo.cli.reasons import Because, Reason
from statusquo.cli.screen import Screen
from statusquo.cli.wording import (
    SHORT,
    has_parts,
    shown_act,
    shown_sources,
    shown_value,
    shown_words,
)
from statusquo.lines.declarations import Source
from statusquo.lines.keys import Key
from statusquo.lines.plain_text import visible
from statusquo.timelines.verdicts import Verdict

PARTS = {
    "because": "because of",
    "adds": "adds",
    "again": "said again by",
    "rival": "disputed, or in undecided order, with",
    "superseded": "believed before",
}


def page(reason: Reason, screen: Screen) -> Iterator[str]:
    """The answer for people."""
    told = reason.told
    yield screen.head(
        f"{told.projection}: {shown_words(told.key)} {_said(reason)} at the end of {told.on} "
        f"(verdict: {told.verdict})"
    )
    if has_parts(told.value):
        yield from screen.prose(shown_value(told.value, told.key), 2, 4)
    yield from _doubts(reason)
    part = ""
    for each in reason.events:
        if each.part != part:
            part = each.part
            yield f"  {PARTS[part]}"
        yield from _told(reason, each, screen)
    yield from _covered(reason)
    if reason.near:
        yield "  near it, the log names:"
        yield from (f"    {_quoted(key)}" for key in reason.near)
    for work in told.sources:
        yield from screen.prose(_cited(work), 2, 4)


def _said(reason: Reason) -> str:
    told = reason.told
    if told.value is None:
        known = told.verdict is Verdict.UNKNOWN
        return "is not known to hold" if known else "does not hold"
    plainly = told.value is True or has_parts(told.value)
    return "holds" if plainly else f"is {shown_value(told.value, told.key)}"


def _doubts(reason: Reason) -> Iterator[str]:
    """What other readings of dates and tellings have, where they differ."""
    if not reason.is_sure:
        values = (
            "nothing" if v is None else shown_value(v, reason.told.key) for v in reason.possible
        )
        yield f"  by all readings of dates and sources: {', or '.join(values)}"


def _told(reason: Reason, each: Because, screen: Screen) -> Iterator[str]:
    event = each.event
    place = reason.places.get(event.id)
    where = f" {visible(place[0])}:{place[1]}" if place else ""
    amount = "" if each.amount is None else f" {shown_value(each.amount)}:"
    until = "" if each.until is None else f" (until {each.until})"
    act = f"{event.on}{amount} {shown_act(event)} {shown_sources(event)}{until}"
    yield from screen.folded(act, 4, 6)
    if event.note:
        yield from screen.prose(visible(event.note), 6, 6)
    yield screen.quiet(f"      event {event.id[:SHORT]}, recorded {event.recorded}{where}")


def _covered(reason: Reason) -> Iterator[str]:
    for claim in reason.told.coverage:
        about = "" if claim.about == reason.told.projection else f"{visible(claim.about)} "
        yield f"  covered: {about}{shown_words(claim.scope)}, {claim.since} to {claim.until}"
    if not reason.told.coverage:
        yield "  not covered: the log does not claim to be complete about it"


def _quoted(key: Key) -> str:
    """A key as it is typed."""
    words = (visible(str(place)) for place in key)
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def _cited(work: Source) -> str:
    published = f", {work.published}" if work.published is not None else ""
    return visible(f"{work.key}: {work.title}. {work.issuer}{published}")
