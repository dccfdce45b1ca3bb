"""Pacts between states: their stages, their parties, and what the parties owe each other.

A pact is whatever binds by its text. `instrument` says which kind of text it is: a declaration
is not a treaty.
"""

from typing import ClassVar, Literal

import attrs

from statusquo.dates.when import When
from statusquo.errors import InvalidEvent
from statusquo.events import ranks
from statusquo.lines.converters import as_when_or_none
from statusquo.lines.event import Event

Instrument = Literal["treaty", "agreement", "declaration", "memorandum", "statement"]
Obligation = Literal[
    "defence",
    "assistance",
    "consultation",
    "neutrality",
    "non-aggression",
    "basing right",
    "defence cooperation",
]


@attrs.frozen(kw_only=True)
class Duty:
    """One obligation of a pact.

    `trigger` is what calls it up, in a few words; `territory` are the ids of the territories
    that it covers, empty for the recognised territory of the parties; `article` where it stands;
    `debtor` the one party that owes it, where not every party owes it to every other.
    """

    duty: Obligation
    trigger: str | None = None
    territory: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    article: str | None = None
    debtor: str | None = None


def _one_of_a_kind(_event: Event, _attribute: object, duties: tuple[Duty, ...]) -> None:
    kinds = [duty.duty for duty in duties]
    twice = sorted({kind for kind in kinds if kinds.count(kind) > 1})
    if twice:
        raise InvalidEvent(
            f"a pact has each kind of duty once; {', '.join(twice)} stands twice",
            code="duty-twice",
            hint="say in one duty what triggers it; leave `debtor` out where each party owes it",
        )


@attrs.frozen(kw_only=True)
class Signature(Event):
    """`party` signed `pact`; nothing is owed yet."""

    pact: str
    party: str
    instrument: Instrument = "treaty"


@attrs.frozen(kw_only=True)
class Ratification(Event):
    """`party` ratified `pact`; for it alone this changes nothing until the pact is in force."""

    pact: str
    party: str


@attrs.frozen(kw_only=True)
class EntryIntoForce(Event):
    """`pact` binds `parties` from this day on, with `duties`.

    `provisional` where it is applied before all have ratified; `signed` is the day of signature,
    `term` the agreed duration in words.
    """

    pact: str
    parties: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    duties: tuple[Duty, ...] = attrs.field(
        default=(), converter=tuple[Duty, ...], validator=_one_of_a_kind
    )
    instrument: Instrument = "treaty"
    provisional: bool = False
    signed: When | None = attrs.field(default=None, converter=as_when_or_none)
    term: str | None = None


@attrs.frozen(kw_only=True)
class Adherence(Event):
    """`party` joined `pact`, which was in force among others already."""

    pact: str
    party: str


@attrs.frozen(kw_only=True)
class Prolongation(Event):
    """The parties agreed that `pact` goes on; `until` is the new term, in words or as a date."""

    pact: str
    until: str | None = None


@attrs.frozen(kw_only=True)
class Amendment(Event):
    """From this day on `pact` has these `duties` in the place of all it had before."""

    rank: ClassVar[int] = ranks.DESCRIBES

    pact: str
    duties: tuple[Duty, ...] = attrs.field(converter=tuple[Duty, ...], validator=_one_of_a_kind)


@attrs.frozen(kw_only=True)
class DenunciationNotice(Event):
    """`party` gave notice that it will leave `pact`; it is still bound."""

    pact: str
    party: str


@attrs.frozen(kw_only=True)
class Denunciation(Event):
    """`pact` no longer binds `party`; it goes on among the others."""

    rank: ClassVar[int] = ranks.ENDS

    pact: str
    party: str


@attrs.frozen(kw_only=True)
class Lapse(Event):
    """The term of `pact` ran out and it was not prolonged; for one `party` where it is named."""

    rank: ClassVar[int] = ranks.ENDS

    pact: str
    party: str | None = None


@attrs.frozen(kw_only=True)
class Termination(Event):
    """`pact` was ended for all its parties before its term."""

    rank: ClassVar[int] = ranks.ENDS

    pact: str
