"""The part of a line that an error is about, with a caret under the place."""

from statusquo.lines.plain_text import visible

WIDTH = 80
_BEFORE = 30
_INDENT = "    "


def excerpt(text: str, start: int, end: int) -> str:
    """Return what stands around these characters, and under it a line that points at them.

    >>> print(excerpt('{"on":"1992-02-30"}', 7, 17))
        {"on":"1992-02-30"}
               ^^^^^^^^^^
    """
    first = max(0, min(start - _BEFORE, len(text) - WIDTH))
    last = min(len(text), first + WIDTH)
    before, pointed, after = (
        visible(text[left:right])
        for left, right in ((first, start), (start, min(end, last)), (min(end, last), last))
    )
    left, right = "..." if first else "", "..." if last < len(text) else ""
    carets = "^" * max(1, len(pointed))
    shown = f"{_INDENT}{left}{before}{pointed}{after}{right}"
    return f"{shown}\n{_INDENT}{' ' * len(left + before)}{carets}"
