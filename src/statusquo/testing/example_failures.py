"""What an example test says where something else is there than was expected."""

from collections.abc import Sequence
from typing import Any

from statusquo.lines.canonical import canonical_line
from statusquo.lines.keys import Key, shown_key
from statusquo.lines.page import Line
from statusquo.timelines.explanation import Explanation

Row = tuple[Key, str, str]


def failure(
    name: str, moment: str, rows: Sequence[Row], reason: Explanation | None, lines: Sequence[Line]
) -> str:
    """The text of a failure: what differs, why the first of it is so, and the history.

    >>> print(failure("members", "at the end of 1999-01-01", [(("UN",), "True", "no")], None, []))
    members is not as expected at the end of 1999-01-01:
      UN
        expected: True
        there is: no
    <BLANKLINE>
    The history:
      no lines
    """
    parts = [_differences(name, moment, rows)]
    if reason is not None:
        parts.append(f"Why:\n{_indented(str(reason))}")
    shown = "\n".join(canonical_line(line).decode() for line in lines) or "no lines"
    return "\n\n".join([*parts, f"The history:\n{_indented(shown)}"])


def _differences(name: str, moment: str, rows: Sequence[Row]) -> str:
    told = [f"{name} is not as expected {moment}:"]
    for key, wanted, found in rows:
        told += [f"  {shown_key(key)}", f"    expected: {wanted}", f"    there is: {found}"]
    return "\n".join(told)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def shown_fact(value: Any) -> str:
    """A value of a fact as people read it.

    >>> shown_fact(None), shown_fact("full")
    ('nothing', "'full'")
    """
    return "nothing" if value is None else repr(value)


def shown_verdict(verdict: Any) -> str:
    """A verdict in its word.

    >>> shown_verdict("yes")
    'yes'
    """
    return str(verdict)


def shown_spell(rows: Sequence[Sequence[Any]] | None) -> str:
    """The periods of one key, each with its value where there is one.

    >>> shown_spell([("full", "1990-03-10", None)]), shown_spell(None)
    ("'full' from 1990-03-10, open", 'nothing')
    """
    return "; ".join(map(_period, rows)) if rows else "nothing"


def _period(row: Sequence[Any]) -> str:
    *value, start, end = row
    said = "".join(f"{each!r} " for each in value)
    return f"{said}from {start}, " + ("open" if end is None else f"until {end}")
