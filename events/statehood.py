"""Polities: who exists, under what name, out of whom, and who leads.

A succession ends what the predecessor had and creates nothing: what passed to a successor is
stated line by line, each with its source.
"""

from typing import ClassVar, Literal

import attrs

from statusquo.events import ranks
from statusquo.lines.event import Event


@attrs.frozen(kw_only=True)
class Establishment(Event):
    """`polity` came to exist: a state, a de facto state, a union, an organisation.

    `by` says how. Being there is not being recognised.
    """

    polity: str
    by: Literal["independence", "declaration", "unification", "treaty", "continuation"]


@attrs.frozen(kw_only=True)
class Extinction(Event):
    """`polity` ceased to exist, and nobody is said to have succeeded it."""

    rank: ClassVar[int] = ranks.POLITY_ENDS

    polity: str


@attrs.frozen(kw_only=True)
class Succession(Event):
    """`predecessor` ceased to exist and `successor` is one of those that came after it.

    What the predecessor had ends with it. What passed to the successor stands in lines of its own.
    """

    rank: ClassVar[int] = ranks.POLITY_ENDS
    passes_on: ClassVar[tuple[str, str]] = ("predecessor", "successor")

    predecessor: str
    successor: str
    by: Literal["dissolution", "unification", "absorption", "continuation"]


@attrs.frozen(kw_only=True)
class Secession(Event):
    """`successor` left `predecessor`, which went on."""

    predecessor: str
    successor: str


@attrs.frozen(kw_only=True)
class Naming(Event):
    """From now on `polity` bears `name`; its id stays what it was."""

    rank: ClassVar[int] = ranks.DESCRIBES

    polity: str
    name: str


@attrs.frozen(kw_only=True)
class TakingOffice(Event):
    """`person` took up `office` in `polity`, `acting` where only for the time being."""

    polity: str
    office: str
    person: str
    acting: bool = False


@attrs.frozen(kw_only=True)
class LeavingOffice(Event):
    """`person` left `office` in `polity`."""

    rank: ClassVar[int] = ranks.ENDS

    polity: str
    office: str
    person: str


@attrs.frozen(kw_only=True)
class Election(Event):
    """A vote for `office` or a parliament was held in `polity`; `winner` as declared."""

    polity: str
    office: str
    winner: str | None = None
    snap: bool = False
