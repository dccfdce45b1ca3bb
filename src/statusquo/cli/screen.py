"""What the page is written on: its width, and whether it has colours."""

import os
import shutil
import sys
from typing import NamedTuple, TextIO

_BOLD, _DIM, _GREEN, _RED, _YELLOW = "1", "2", "32", "31", "33"
_PROSE = 100
_SIGNS = {"+": _GREEN, "-": _RED, "~": _YELLOW}


class Screen(NamedTuple):
    """A width in characters, None where lines are not folded, and whether colours are shown."""

    width: int | None = None
    colour: bool = False

    def head(self, text: str) -> str:
        """A heading."""
        return self._painted(text, _BOLD)

    def quiet(self, text: str) -> str:
        """What is less important."""
        return self._painted(text, _DIM)

    def signed(self, sign: str, text: str) -> str:
        """A line that begins with +, - or ~."""
        return f"{self._painted(sign, _SIGNS[sign])} {text}"

    def _painted(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def folded(self, text: str, indent: int = 2, hang: int = 4) -> list[str]:
        """A line of data, folded only where there is a width: else it stays whole to be found."""
        return (
            [" " * indent + text]
            if self.width is None
            else _wrapped(text, self.width, indent, hang)
        )

    def prose(self, text: str, indent: int = 0, hang: int = 2) -> list[str]:
        """A sentence or list for people, folded everywhere."""
        return _wrapped(text, self.width or _PROSE, indent, hang)


def _wrapped(text: str, width: int, indent: int, hang: int) -> list[str]:
    if len(text) + indent <= width:
        return [" " * indent + text]
    import textwrap  # noqa: PLC0415

    return textwrap.wrap(
        text,
        max(width, hang + 20),
        initial_indent=" " * indent,
        subsequent_indent=" " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def screen_of(stream: TextIO) -> Screen:
    """The screen behind a stream: lines are folded and coloured only on a terminal."""
    if not stream.isatty():
        return Screen()
    dumb = os.environ.get("TERM") == "dumb"
    plain = dumb or bool(os.environ.get("NO_COLOR"))
    return Screen(max(shutil.get_terminal_size().columns, 40), not plain)


def standard_screen() -> Screen:
    """The screen behind standard output."""
    return screen_of(sys.stdout)
