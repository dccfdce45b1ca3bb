"""The header that every event carries.

    on        when it took effect (valid time)
    source    keys of the sources that say so
    act       the act that this event is one telling of
    replaces  the event that this one corrects
    recorded  the day on which it was on the public record
    ref       the id that the original dataset gave it
    note      one line for people

What happened stands in the fields of the subclass. An event never changes; its id is its content.
"""

import functools
import hashlib
from typing import ClassVar

import attrs
import pendulum

from statusquo.dates.when import When
from statusquo.errors import InvalidEvent
from statusquo.lines.canonical import canonical_line
from statusquo.lines.converters import as_day, as_id_or_none, as_texts, as_when


def _last_possible_day(event: "Event") -> pendulum.Date:
    """The default of `recorded`: public when it had surely happened."""
    if event.replaces is not None:
        raise InvalidEvent(
            "an event that replaces another must give `recorded`, the day on which the "
            "correction was on the public record",
            code="recorded-missing",
        )
    if event.on.last is None:
        raise InvalidEvent(
            f"the date {event.on} is open at the right, so `recorded` must be given",
            code="recorded-missing",
        )
    return event.on.last


@attrs.frozen(kw_only=True)
class Event:
    """Something that happened on a day, and who says so.

    Subclass it with `@attrs.frozen(kw_only=True)` to say what happened:

    >>> @attrs.frozen(kw_only=True)
    ... class Strike(Event):
    ...     union: str
    >>> Strike(on="1926-05-04", union="miners").recorded
    Date(1926, 5, 4)

    Raises `InvalidEvent` where `recorded` is needed and missing.
    """

    rank: ClassVar[int] = 0
    passes_on: ClassVar[tuple[str, str] | None] = None
    """The fields with who ends and who comes after, in a class that says that somebody did."""

    on: When = attrs.field(converter=as_when)
    source: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    act: str | None = None
    replaces: str | None = attrs.field(default=None, converter=as_id_or_none)
    recorded: pendulum.Date = attrs.field(
        default=attrs.Factory(_last_possible_day, takes_self=True), converter=as_day
    )
    ref: str | None = None
    note: str | None = None

    @functools.cached_property
    def id(self) -> str:
        """The first 32 hex digits of SHA-256 over the canonical line."""
        return hashlib.sha256(canonical_line(self)).hexdigest()[:32]
