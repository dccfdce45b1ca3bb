"""What breaks a law: lines, and two accounts of them that should agree and do not."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, cast

import attrs

from statusquo.lines.canonical import canonical_line
from statusquo.lines.event import Event
from statusquo.lines.keys import shown_key
from statusquo.projecting.values import identity
from statusquo.ranges import Range

_MOST_SHOWN = 20


class Account(NamedTuple):
    """What one way of asking says: facts by key, or rows of anything."""

    title: str
    content: Any

    def __str__(self) -> str:
        """Return it as people read it, under its title."""
        rows = _rows(self.content)
        more = [f"... and {len(rows) - _MOST_SHOWN} more"] if len(rows) > _MOST_SHOWN else []
        shown = [*rows[:_MOST_SHOWN], *more] or ["nothing"]
        return "\n".join([f"{self.title}:", *(f"    {row}" for row in shown)])


def _rows(content: Mapping[Any, Any] | Sequence[Any]) -> list[str]:
    if isinstance(content, Mapping):
        return [f"{shown_key(key)}: {_shown(value)}" for key, value in content.items()]
    return [str(row) for row in content]


def _shown(value: Any) -> str:
    if isinstance(value, frozenset):
        return " or ".join(sorted(map(repr, cast("frozenset[object]", value))))
    return repr(value)


def possible_values(values: Iterable[Any] | Range) -> Any:
    """Possible values as they are shown and compared, however they came.

    >>> possible_values((None, True)) == frozenset((None, True))
    True
    """
    return values if isinstance(values, Range) else frozenset(values)


@attrs.frozen
class Breach:
    """The lines that break a law, in their order, and the accounts that differ.

    `said` is a sentence of what is wrong, where the accounts alone do not say it.
    """

    lines: tuple[Event, ...]
    accounts: tuple[Account, ...]
    said: str = ""

    def __str__(self) -> str:
        """Return the lines, to be pasted into a page, and what differs."""
        shown = [self.said] if self.said else []
        return "\n".join([shown_history(self.lines), "", *shown, *map(str, self.accounts)])


def shown_history(lines: Sequence[Event]) -> str:
    """The lines of a failing history, for a person to paste into a page.

    >>> print(shown_history([Event(on="1999")]))
    The smallest history that shows it, to paste into a page:
    {"type":"event","on":"1999"}
    """
    head = "The smallest history that shows it, to paste into a page:"
    return "\n".join([head, *(canonical_line(line).decode() for line in lines)])


def if_facts_differ(lines: Iterable[Event], one: Account, other: Account) -> Breach | None:
    """A breach if two mappings of facts differ, in the type of a value too: True is not 1."""
    if _told(one, identity) == _told(other, identity):
        return None
    return Breach(tuple(lines), (one, other))


def if_amounts_differ(lines: Iterable[Event], one: Account, other: Account) -> Breach | None:
    """A breach if two mappings of totals differ; 2, 2.0 and the range from 2 to 2 are one."""
    if _told(one, as_amount) == _told(other, as_amount):
        return None
    return Breach(tuple(lines), (one, other))


def if_possible_differ(lines: Iterable[Event], one: Account, other: Account) -> Breach | None:
    """A breach if two mappings differ in what their keys may be."""
    if _told(one, _alternatives) == _told(other, _alternatives):
        return None
    return Breach(tuple(lines), (one, other))


def if_rows_differ(lines: Iterable[Event], one: Account, other: Account) -> Breach | None:
    """A breach if two lists differ; it shows the rows that are not in both."""
    if one.content == other.content:
        return None
    mine = [row for row in one.content if row not in other.content]
    theirs = [row for row in other.content if row not in one.content]
    if not mine and not theirs:  # they differ in their order
        return Breach(tuple(lines), (one, other))
    return Breach(tuple(lines), (Account(one.title, mine), Account(other.title, theirs)))


def _told(account: Account, tell: Any) -> dict[Any, Hashable]:
    return {key: tell(value) for key, value in account.content.items()}


def as_amount(value: Any) -> tuple[Fraction, Fraction]:
    """The least and the greatest that an amount may be.

    >>> as_amount(2) == as_amount(Range(2, 2))
    True
    """
    amount = value if isinstance(value, Range) else Range(value, value)
    return Fraction(amount.low), Fraction(amount.high)


def _alternatives(possible: Any) -> Hashable:
    if isinstance(possible, Range):
        return as_amount(possible)
    return frozenset(None if value is None else identity(value) for value in possible)
