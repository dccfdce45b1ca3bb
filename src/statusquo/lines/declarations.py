"""Lines that say who and where from: they travel with the log, have no date, and change no fact."""

import functools
import hashlib

import attrs

from statusquo.dates.when import When
from statusquo.lines.canonical import canonical_line
from statusquo.lines.converters import as_when_or_none


@attrs.frozen(kw_only=True)
class Source:
    """A work behind events, named as a person would find it.

    `party` is whose voice it is (an actor's id), where it is one's; `published` is its own date.

    >>> Source(key="un-charter", title="Charter of the United Nations", issuer="UN").title
    'Charter of the United Nations'
    """

    key: str
    title: str
    issuer: str
    published: When | None = attrs.field(default=None, converter=as_when_or_none)
    party: str | None = None
    note: str | None = None

    @functools.cached_property
    def id(self) -> str:
        """The first 32 hex digits of SHA-256 over the canonical line."""
        return hashlib.sha256(canonical_line(self)).hexdigest()[:32]


@attrs.frozen(kw_only=True)
class Actor:
    """A stable id with its names and codes; being declared says nothing of being recognised.

    `also` holds names in other parties' forms, `codes` other codings as "scheme:code"
    ("cow:371"), `since` and `until` the dates between which the id is meant to be used.

    >>> Actor(id="atlantis", name="Atlantis", kind="island").kind
    'island'
    """

    id: str
    name: str
    kind: str
    also: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    codes: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    since: When | None = attrs.field(default=None, converter=as_when_or_none)
    until: When | None = attrs.field(default=None, converter=as_when_or_none)
    note: str | None = None


Declaration = Source | Actor
