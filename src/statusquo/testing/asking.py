"""Asking a projection about one event, and what it says of one key."""

from collections.abc import Mapping, Sequence
from typing import Any

from statusquo.courses.course import NUMBERS, Possible, has_value, may_be_absent
from statusquo.lines.event import Event
from statusquo.lines.keys import Key, matches
from statusquo.projecting.changes import Add, Changes, End, Set
from statusquo.projecting.decorators import Projection
from statusquo.projecting.recording import projection_failed
from statusquo.ranges import Range
from statusquo.testing.breaches import Account, Breach


def said_of(projection: Projection, event: Event) -> tuple[Any, ...]:
    """The changes that a projection makes of an event, at once.

    Raises `ProjectionError` where the projection raises.
    """
    try:
        return listed(projection(event))
    except Exception as error:
        raise projection_failed(projection, event, None, error) from error


def listed(changes: Changes) -> tuple[Any, ...]:
    """What a projection returned, as a tuple of changes."""
    if changes is None:
        return ()
    return (changes,) if isinstance(changes, (Set, End, Add)) else tuple(changes)


def outcome_of(changes: Sequence[Any], key: Key) -> tuple[Any] | None:
    """What states' changes leave of a key, None in it where they end it; None if they do nothing.

    >>> outcome_of([End(("UN", ...)), Set(("UN", "CHE"))], ("UN", "SWE"))
    (None,)
    """
    outcome: tuple[Any] | None = None
    for change in changes:
        if isinstance(change, Set) and change.key == key:
            outcome = (change.value,)
        elif isinstance(change, End) and matches(change.pattern, key):
            outcome = (None,)
    return outcome


def if_impossible(lines: Sequence[Event], held: Account, possible: Account) -> Breach | None:
    """A breach if a fact has, or lacks, a value that it cannot, by an account of what may be."""
    facts: Mapping[Key, Any] = held.content
    for key in {**facts, **possible.content}:
        values = possible.content.get(key, frozenset((None,)))
        value = facts.get(key)
        if may_be_absent(values) if value is None else _may_be(values, value):
            continue
        shown = {} if value is None else {key: value}
        accounts = Account(held.title, shown), Account(possible.title, {key: values})
        return Breach(tuple(lines), accounts)
    return None


def _may_be(values: Possible, value: Any) -> bool:
    """Whether a value is among possible ones, or in one that is only known within a range."""
    if has_value(values, value):
        return True
    ranges = () if isinstance(values, Range) else (v for v in values if isinstance(v, Range))
    return type(value) in NUMBERS and any(each.overlaps(value) for each in ranges)
