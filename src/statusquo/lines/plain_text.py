"""What a text in a log may hold: what it shows is what it is.

Characters that control a terminal, turn the direction of writing or stand alone as half a
character are refused, and so is a name in two spellings that look alike: texts are in NFC.
"""

import re
import unicodedata
from typing import NamedTuple

from statusquo.errors import InvalidJson

CONTROLS = "\x00-\x1f\x7f-\x9f"
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
SURROGATES = "\ud800-\udfff"
_REFUSED = re.compile(f"([{CONTROLS}])|([{BIDI_CONTROLS}])|([{SURROGATES}])")
_SHORT = 64


class Blemish(NamedTuple):
    """What is wrong with a text, and where in it."""

    error: InvalidJson
    start: int
    end: int


def blemish(text: str) -> Blemish | None:
    r"""Return the first thing in a text that a log does not hold, or None.

    >>> blemish("Zürich") is None
    True
    >>> blemish("a\u202eb").error.code
    'text-bidi'
    """
    if match := _REFUSED.search(text):
        return Blemish(_refused(match), match.start(), match.end())
    if not unicodedata.is_normalized("NFC", text):
        return Blemish(_not_nfc(text), 0, len(text))
    return None


def visible(text: str) -> str:
    r"""Return a text for people, with the characters that hide or move others spelled out.

    >>> visible("a\tb")
    'a\\tb'
    """
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _refused(match: re.Match[str]) -> InvalidJson:
    code = f"U+{ord(match[0]):04X}"
    if match[1]:
        hint = "write a note on one line, without tabs" if match[1] in "\t\n\r" else "take it out"
        return InvalidJson(
            f"the control character {code} in a text", code="text-control", hint=hint
        )
    if match[2]:
        sentence = f"{code} in a text: it turns the direction of writing and hides what is there"
        return InvalidJson(sentence, code="text-bidi", hint="take it out")
    sentence = f"{code} is half a character and stands alone"
    return InvalidJson(sentence, code="text-surrogate", hint="write the character itself, in UTF-8")


def _not_nfc(text: str) -> InvalidJson:
    hint = "spell it in Unicode's composed form (NFC)"
    # Composing takes quadratic time on a text made for it.
    if len(text) <= _SHORT:
        composed = unicodedata.normalize("NFC", text)
        hint += f": {composed!a}, not {text!a}"
    sentence = "a text in a spelling that looks like another one"
    return InvalidJson(sentence, code="name-not-nfc", hint=hint)
