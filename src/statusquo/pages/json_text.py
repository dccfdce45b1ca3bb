"""Strict JSON with places: what a line says, and from which to which character it says it.

Refused, beyond what is no JSON: a key given twice, numbers that are not whole or have more than
19 digits, NaN and Infinity, what `plain_text` refuses, a byte order mark, nesting beyond 64 and
more than 5,000 values. What does not keep the rest from being read is collected.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from json import decoder
from typing import Final, NamedTuple, TypeAlias

from statusquo.errors import InvalidJson
from statusquo.lines.plain_text import blemish, visible
from statusquo.pages.flaws import Flaw

LONGEST_LINE = 1 << 20
DEEPEST = 64
MOST_VALUES = 5_000
MOST_DIGITS = 19


class Place(NamedTuple):
    """Where a value stands: its characters, those of its key, and the places inside it."""

    start: int
    end: int
    key: tuple[int, int] | None
    inside: "Mapping[str | int, Place]"


class Refused:
    """Stands for a value that was refused already, so that it is not refused twice."""


REFUSED: Final = Refused()
Value: TypeAlias = "bool | int | str | Refused | list[Value] | dict[str, Value] | None"


class JsonText(NamedTuple):
    """What a text says. `value` is REFUSED if it could not be read to its end."""

    value: Value
    place: Place
    flaws: tuple[Flaw, ...]


def read_json(text: str) -> JsonText:
    """Read a text that is one JSON value.

    >>> read_json('{"on":"1926-05-04"}').place.inside["on"][:2]
    (6, 18)
    >>> [flaw.error.code for flaw in read_json('{"a":1.5,"a":NaN}').flaws]
    ['number-not-whole', 'number-not-finite', 'key-twice']
    """
    reader = _Reader(text)
    try:
        value, place = reader.whole()
    except _BrokenError as broken:
        return JsonText(REFUSED, Place(0, len(text), None, {}), (*reader.flaws, broken.flaw))
    return JsonText(value, place, tuple(reader.flaws))


class _BrokenError(Exception):
    """The text cannot be read on from here."""

    def __init__(self, start: int, end: int, code: str, sentence: str, hint: str | None) -> None:
        self.flaw = Flaw(InvalidJson(sentence, code=code, hint=hint), start, end)


_SCAN: Callable[[str, int, bool], tuple[str, int]] = getattr(decoder, "scanstring")  # noqa: B009  # public, but not in the stubs
_BLANK = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"[^\s,:\[\]{}\"]+")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)((?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)")
_WORDS = {"true": True, "false": False, "null": None}
_MEANT = {"True": "true", "False": "false", "None": "null", "undefined": "null", "nil": "null"}
_BYTE_ORDER_MARK = "\ufeff"


class _Reader:
    """One pass over a text; `at` is the character that comes next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.values = 0
        self.flaws: list[Flaw] = []

    def whole(self) -> tuple[Value, Place]:
        if self.text.startswith(_BYTE_ORDER_MARK):
            self.at = 1
            self.flaw(0, 1, "byte-order-mark", "a byte order mark", "save the page without it")
        result = self.value(0)
        if self.next():
            hint = "one object a line, with nothing after it"
            raise self.broken("a line ends after its value", hint)
        return result

    def flaw(self, start: int, end: int, code: str, sentence: str, hint: str) -> None:
        self.flaws.append(Flaw(InvalidJson(sentence, code=code, hint=hint), start, end))

    def broken(self, sentence: str, hint: str | None = None) -> _BrokenError:
        end = min(self.at + 1, len(self.text))
        return _BrokenError(self.at, end, "json-syntax", sentence, hint)

    def next(self) -> str:
        blank = _BLANK.match(self.text, self.at)
        self.at = blank.end() if blank else self.at
        return self.text[self.at : self.at + 1]

    def value(self, depth: int, key: tuple[int, int] | None = None) -> tuple[Value, Place]:
        first, start = self.next(), self.at
        self.values += 1
        if depth > DEEPEST or self.values > MOST_VALUES:
            raise self.too_much(depth)
        inside: Mapping[str | int, Place] = {}
        value: Value
        if first == "{":
            value, inside = self.object(depth)
        elif first == "[":
            value, inside = self.array(depth)
        else:
            value = self.string() if first == '"' else self.scalar()
        return value, Place(start, self.at, key, inside)

    def too_much(self, depth: int) -> _BrokenError:
        start, end = self.at, self.at + 1
        if depth > DEEPEST:
            sentence = f"nested deeper than {DEEPEST}"
            return _BrokenError(start, end, "json-depth", sentence, "an event is nearly flat")
        sentence = f"a line with more than {MOST_VALUES:,} values"
        return _BrokenError(start, end, "json-values", sentence, "one event a line")

    def object(self, depth: int) -> tuple[Value, "Mapping[str | int, Place]"]:
        values: dict[str, Value] = {}
        places: dict[str | int, Place] = {}
        for start in self.items("}"):
            if self.next() != '"':
                raise self.broken("a field name in double quotes is missing here")
            key, where = self.string(), (start, self.at)
            if self.next() != ":":
                raise self.broken("a colon is missing here, between a field and its value")
            self.at += 1
            value, place = self.value(depth + 1, where)
            if isinstance(key, str) and key in values:
                sentence = f'"{visible(key[:40])}" is given twice'
                self.flaw(*where, "key-twice", sentence, "keep one of the two")
            elif isinstance(key, str):
                values[key], places[key] = value, place
        return values, places

    def array(self, depth: int) -> tuple[Value, "Mapping[str | int, Place]"]:
        values: list[Value] = []
        places: dict[str | int, Place] = {}
        for _ in self.items("]"):
            value, places[len(values)] = self.value(depth + 1)
            values.append(value)
        return values, places

    def items(self, closing: str) -> Iterator[int]:
        """Stop before each item of what opens here, and go on behind what closes it."""
        self.at += 1
        if self.next() == closing:
            self.at += 1
            return
        while True:
            yield self.at
            after = self.next()
            if after not in {",", closing}:
                raise self.broken(f"a comma or {closing} is missing here")
            self.at += 1
            if after == closing:
                return
            if self.next() == closing:
                raise self.broken(f"a comma, and nothing between it and {closing}", "take it out")

    def string(self) -> str | Refused:
        start = self.at
        try:
            value, self.at = _SCAN(self.text, start + 1, False)
        except json.JSONDecodeError as error:
            raise _unreadable_string(self.text, start, error) from None
        found = blemish(value)
        if found is None:
            return value
        # Escapes shift the characters, so then it is the whole text that is pointed at.
        offset = start + 1 if self.at - start - 2 == len(value) else None
        place = (start, self.at) if offset is None else (offset + found.start, offset + found.end)
        self.flaws.append(Flaw(found.error, *place))
        return REFUSED

    def scalar(self) -> bool | int | Refused | None:
        match = _WORD.match(self.text, self.at)
        if match is None:
            missing = self.at >= len(self.text)
            raise self.broken("the line ends too early" if missing else "a value is missing here")
        word, start, self.at = match[0], self.at, match.end()
        if word in _WORDS:
            return _WORDS[word]
        if number := _NUMBER.fullmatch(word):
            return self.number(number, start)
        if word.lstrip("+-").lower() in {"nan", "inf", "infinity"}:
            sentence, hint = f"{word} is not a number", "leave the field out if it is not known"
            self.flaw(start, self.at, "number-not-finite", sentence, hint)
            return REFUSED
        hint = f"write {_MEANT[word]}" if word in _MEANT else "texts stand in double quotes"
        sentence = f"{visible(word[:40])} is not a value"
        raise _BrokenError(start, self.at, "json-syntax", sentence, hint)

    def number(self, number: re.Match[str], start: int) -> int | Refused:
        if number[2]:
            sentence = f"{number[0][:40]} is not written as a whole number"
            hint = (
                f'leave out point and exponent; where fractions are taken, write "{number[0][:40]}"'
            )
            self.flaw(start, self.at, "number-not-whole", sentence, hint)
            return REFUSED
        if len(number[1]) > MOST_DIGITS:
            sentence = f"a number of {len(number[1])} digits; {MOST_DIGITS} are the most"
            self.flaw(start, self.at, "number-long", sentence, "write an id as a text, in quotes")
            return REFUSED
        return int(number[0])


def _unreadable_string(text: str, start: int, error: json.JSONDecodeError) -> _BrokenError:
    if error.msg.startswith("Unterminated"):
        sentence, hint = "a text begins here and does not end", 'close it with "'
        return _BrokenError(start, start + 1, "json-syntax", sentence, hint)
    sentence, hint = "a backslash that escapes nothing", "write two of them for one"
    return _BrokenError(error.pos, min(error.pos + 2, len(text)), "json-syntax", sentence, hint)
