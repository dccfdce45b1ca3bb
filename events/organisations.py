"""Organisations: who is in, who stands near, and how members take part."""

from typing import ClassVar, Literal

import attrs

from statusquo.events import ranks
from statusquo.lines.event import Event

Standing = Literal[
    "partner",
    "dialogue partner",
    "associate",
    "observer",
    "acceding",
    "signatory",
    "participant",
    "candidate",
]
Manner = Literal[
    "full",
    "suspended by the body",
    "self-declared freeze",
    "empty chair",
    "outside the integrated command",
]


@attrs.frozen(kw_only=True)
class Accession(Event):
    """`member` became a full member of `organisation`.

    `by` says how: among the founders, by joining later, in the place of a predecessor, or by
    coming back after leaving.
    """

    organisation: str
    member: str
    by: Literal["founding", "accession", "succession", "return"] = "accession"


@attrs.frozen(kw_only=True)
class Withdrawal(Event):
    """`member` ceased to be a full member of `organisation`.

    `by` says how: it left, it let its commitment lapse, it was expelled, or it ceased to exist
    as a separate state.
    """

    rank: ClassVar[int] = ranks.ENDS

    organisation: str
    member: str
    by: Literal["notice", "lapse", "expulsion", "unification"] = "notice"


@attrs.frozen(kw_only=True)
class WithdrawalNotice(Event):
    """`member` declared that it would leave `organisation`; it is still a member.

    `takes_effect` is the day on which the notice says that it leaves.
    """

    organisation: str
    member: str
    takes_effect: str | None = None


@attrs.frozen(kw_only=True)
class Dissolution(Event):
    """`organisation` ceased to exist, and with it every membership and standing in it."""

    rank: ClassVar[int] = ranks.BODY_ENDS

    organisation: str


@attrs.frozen(kw_only=True)
class Association(Event):
    """`partner` stands near `organisation` without being a full member, in the given `standing`.

    "participant" is a founding state that takes part and never ratified the charter; "signatory"
    has signed and not ratified; "acceding" has been admitted and is not yet a member.
    """

    organisation: str
    partner: str
    standing: Standing


@attrs.frozen(kw_only=True)
class Dissociation(Event):
    """`partner` no longer has that `standing` with `organisation`."""

    rank: ClassVar[int] = ranks.ENDS

    organisation: str
    partner: str
    standing: Standing


@attrs.frozen(kw_only=True)
class ParticipationChange(Event):
    """From now on `member` takes part in `organisation` in this `manner`.

    "full" is the return to it. Membership is another fact: who freezes its part is still a
    member. `declared_by` is whoever says so, where the organisation and the member differ.
    """

    rank: ClassVar[int] = ranks.DESCRIBES

    organisation: str
    member: str
    manner: Manner
    declared_by: str | None = None
