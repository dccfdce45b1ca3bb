"""Diplomacy: recognition, formats and mediation, and commitments called upon and answered."""

from typing import ClassVar, Literal

import attrs

from statusquo.events import ranks
from statusquo.lines.event import Event


@attrs.frozen(kw_only=True)
class Recognition(Event):
    """`recogniser` recognised `recognised` as a state. The other way round is another event."""

    recogniser: str
    recognised: str


@attrs.frozen(kw_only=True)
class RecognitionWithdrawn(Event):
    """`recogniser` no longer recognises `recognised`."""

    rank: ClassVar[int] = ranks.ENDS

    recogniser: str
    recognised: str


@attrs.frozen(kw_only=True)
class FormatChange(Event):
    """From now on `format`, a standing framework of talks, has these `chairs`."""

    format: str
    chairs: tuple[str, ...] = attrs.field(converter=tuple[str, ...])


@attrs.frozen(kw_only=True)
class Mediation(Event):
    """`mediator` offered to mediate in `conflict`, or a side accepted or refused it.

    `by` is the side, all of them where none is named. "held" is said thirty days after the side
    accepted, where what was agreed still held.
    """

    mediator: str
    conflict: str
    step: Literal["offered", "accepted", "refused", "held"]
    by: str | None = None


@attrs.frozen(kw_only=True)
class Invocation(Event):
    """`invoker` called upon `pact`, at `article`, and asked for what `asked` says.

    `invocation` is its name, under which answers refer to it.
    """

    invocation: str
    invoker: str
    pact: str
    asked: str
    article: str | None = None


@attrs.frozen(kw_only=True)
class Answer(Event):
    """`answerer` answered the `invocation` of `invoker`."""

    invocation: str
    invoker: str
    answerer: str
    answer: Literal[
        "in full", "in part", "consultations only", "no case seen", "refused", "unanswered"
    ]
