"""What a page holds: lines, and on which line of the file each stands."""

from collections.abc import Sequence
from typing import TypeAlias

import attrs

from statusquo.lines.declarations import Actor, Source
from statusquo.lines.event import Event

Line: TypeAlias = Event | Source | Actor


@attrs.frozen
class Page:
    """The lines of one page in their order; `numbers` has the line number of each, from 1.

    >>> Page("mine.jsonl", [], ()).name
    'mine.jsonl'
    """

    name: str
    lines: list[Line]
    numbers: Sequence[int]
