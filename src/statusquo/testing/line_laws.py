"""Laws of lines: their order, their number, how they came, and how they are written."""

import functools

from statusquo.errors import StatusQuoError
from statusquo.lines.canonical import canonical_line
from statusquo.lines.event import Event
from statusquo.pages.codec import Codec
from statusquo.pages.vocabulary import ENGINE_LINES
from statusquo.testing.breaches import Account, Breach
from statusquo.testing.cases import Case
from statusquo.testing.comparing import if_timelines_differ
from statusquo.testing.statements import law


@law
def order_of_lines(case: Case) -> Breach | None:
    """Any order of the same lines gives the same facts, spells and changes."""
    reverse = case.replayed(case.events[::-1])
    by_id = case.replayed(sorted(case.events, key=lambda event: event.id))
    mine = "with the lines in this order"
    return if_timelines_differ(case, reverse, mine, "in reverse") or if_timelines_differ(
        case, by_id, mine, "in the order of their ids"
    )


@law
def twice_is_once(case: Case) -> Breach | None:
    """A line that is there already changes nothing when it is appended again."""
    doubled = case.replayed((*case.events, *case.events))
    return if_timelines_differ(case, doubled, "with each line once", "with each line twice")


@law
def growth(case: Case) -> Breach | None:
    """A part of the lines replayed, with the rest added to it, reads like the whole."""
    for part, rest, how in (
        (case.events[::2], case.events[1::2], "every second line added"),
        (case.events[1:], case.events[:1], "the first line added"),
    ):
        grown = case.replayed(part).plus(*rest)
        if breach := if_timelines_differ(case, grown, "replayed whole", f"with {how} to the rest"):
            return breach
    return None


@law
def written_and_read(case: Case) -> Breach | None:
    """An event that is written as a line and read again is the same event."""
    codec = _codec(frozenset(map(type, case.events)))
    for event in case.events:
        line = canonical_line(event)
        written = Account("as written", [line.decode()])
        try:
            back = codec.decode(line)
        except StatusQuoError as error:
            return Breach((event,), (written, Account("when read", [str(error)])))
        if back != event:
            read = repr(back) if not isinstance(back, Event) else canonical_line(back).decode()
            return Breach((event,), (written, Account("as read and written again", [read])))
    return None


@functools.lru_cache(maxsize=64)
def _codec(classes: frozenset[type[Event]]) -> Codec:
    return Codec(sorted(classes.difference(ENGINE_LINES), key=lambda cls: cls.__name__))
