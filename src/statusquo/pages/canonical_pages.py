"""The fast way: lines that are canonical, many at a time, and lines that nearly are, one by one.

It gives what the strict way gives, or None; it never says what is wrong. A chunk is accepted
only if its lines, read and written again, are the same bytes. A line with blanks, with its keys
in another order or with escapes is tidied first, which refuses keys given twice.
"""

import json
from typing import Any

import msgspec

from statusquo.lines.page import Line
from statusquo.lines.plain_text import blemish
from statusquo.pages.building import Builders, is_ordinary
from statusquo.pages.json_text import LONGEST_LINE, MOST_VALUES
from statusquo.pages.shadows import decoder_of, shadow_of
from statusquo.pages.structuring import strict_converter
from statusquo.pages.vocabulary import Vocabulary

_SURELY_FEW = 1 << 13


class CanonicalPages:
    """Reads chunks of canonical lines, and single lines that nearly are."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Prepare a struct and a builder for each class."""
        builders = Builders(strict_converter())
        classes = [cls for cls in vocabulary.classes.values() if is_ordinary(cls)]
        shadows = {shadow_of(cls): builders.builder_of(cls) for cls in classes}
        self._build: dict[Any, Any] = dict(shadows)
        self._decoder = decoder_of(shadows)
        self._encoder = msgspec.json.Encoder()

    def read(self, chunk: bytes, lines: list[bytes]) -> list[Line] | None:
        """Return what the lines of a chunk say if all of them are canonical."""
        build = self._build
        try:
            if max(map(len, lines)) > _SURELY_FEW and not all(map(_has_few_values, lines)):
                return None
            if not _is_plain(chunk):
                return None
            shadows = self._decoder.decode_lines(chunk)
            if self._encoder.encode_lines(shadows).removesuffix(b"\n") != chunk.removesuffix(b"\n"):
                return None
            return [build[type(s)](s, line) for s, line in zip(shadows, lines, strict=True)]
        # Whatever it is, the strict way says it better.
        except Exception:  # noqa: BLE001
            return None

    def read_line(self, line: bytes) -> Line | None:
        """Return what a line says that is canonical but for its form."""
        try:
            tidy = _tidied(line)
            if tidy is None or not _is_plain(tidy):
                return None
            shadow = self._decoder.decode(tidy)
            return self._build[type(shadow)](shadow, None)  # type: ignore[no-any-return]
        except Exception:  # noqa: BLE001
            return None


def _is_plain(data: bytes) -> bool:
    """Tell whether the texts in canonical JSON hold nothing that is refused."""
    if b"\\" in data and b"\\" in data.replace(b"\\\\", b"").replace(b'\\"', b""):
        return False
    if data.isascii():
        return b"\x7f" not in data
    return blemish(data.decode().replace("\n", "")) is None


def _has_few_values(line: bytes) -> bool:
    """Tell whether a line has no more bytes and values than it may; too often, it is not sure."""
    if len(line) <= _SURELY_FEW:
        return True
    values = line.count(b",") + line.count(b"[") + line.count(b"{") + 1
    return len(line) <= LONGEST_LINE and values <= MOST_VALUES


def _tidied(line: bytes) -> bytes | None:
    return msgspec.json.encode(_DECODE(line.decode())) if _has_few_values(line) else None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError(pairs)
    return values


def _refused(text: str) -> None:
    raise ValueError(text)


_DECODE = json.JSONDecoder(
    object_pairs_hook=_once, parse_float=_refused, parse_constant=_refused
).decode
