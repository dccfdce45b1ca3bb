"""What is wrong with a command line, said in one sentence."""

from collections.abc import Sequence


class UsageMistake(Exception):
    """Raised when a command line asks for what cannot be asked; the text is one sentence."""


def near(word: str, words: Sequence[str]) -> str:
    """Return the end of a sentence that names the word that may have been meant, or nothing."""
    from statusquo.pages.near_names import did_you_mean  # noqa: PLC0415

    return did_you_mean(word, words)


def quoted(word: str) -> str:
    """Return a word of the user for a message: short and visible."""
    shown = word if len(word) <= 60 else word[:59] + "…"
    return '"' + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in shown) + '"'
