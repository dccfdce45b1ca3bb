"""What may have been meant by a name that is not known."""

import difflib
from collections.abc import Iterable

_LONGEST = 32


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the known word that is most like this one, or None if none is.

    >>> nearest("Deplyoment", ["deployment", "departure"])
    'deployment'
    """
    known = {_folded(known): known for known in words}
    found = difflib.get_close_matches(_folded(word[:_LONGEST]), known, n=1)
    return known[found[0]] if found else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return the end of a sentence that names the nearest word, or nothing.

    >>> did_you_mean("trops", ["troops", "sender"])
    '; did you mean "troops"?'
    """
    near = nearest(word, words)
    return f'; did you mean "{near}"?' if near else ""


def _folded(word: str) -> str:
    return word.lower().replace("_", "-")
