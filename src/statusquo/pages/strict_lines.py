"""The strict way from the bytes of a line to its event: every mistake at once, at its place."""

from statusquo.errors import InvalidJson, StatusQuoError, UnknownType
from statusquo.lines.page import Line
from statusquo.lines.plain_text import visible
from statusquo.pages.flaws import Flaw, FlawedLine
from statusquo.pages.json_text import LONGEST_LINE, JsonText, Place, Refused, Value, read_json
from statusquo.pages.line_values import RefusedBefore, wrong_type
from statusquo.pages.mistakes import flaws_of
from statusquo.pages.structuring import strict_converter
from statusquo.pages.vocabulary import LineClass, Vocabulary

_SHOWN = 200
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


class StrictLines:
    """Reads one line at a time; raises `FlawedLine` and nothing else."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Prepare the converter."""
        self._classes = vocabulary.classes
        self._converter = strict_converter()

    def read(self, line: bytes) -> Line:
        """Return what a line says."""
        text = _text(line)
        said = read_json(text)
        decoded = self._decoded(said)
        if isinstance(decoded, list) or said.flaws:
            more = decoded if isinstance(decoded, list) else []
            raise FlawedLine(text, [*said.flaws, *more])
        return decoded

    def _decoded(self, said: JsonText) -> Line | list[Flaw]:
        if isinstance(said.value, Refused):
            return []
        cls = self._class(said.value, said.place)
        if isinstance(cls, Flaw):
            return [] if isinstance(cls.error, RefusedBefore) else [cls]
        fields = {key: value for key, value in said.value.items() if key != "type"}  # type: ignore[union-attr]
        try:
            return self._converter.structure(fields, cls)
        # Whatever a user's own validator raises is a problem of the line.
        except Exception as error:  # noqa: BLE001
            return flaws_of(error, said.place)

    def _class(self, value: Value, place: Place) -> LineClass | Flaw:
        if not isinstance(value, dict):
            return Flaw(wrong_type("an object", value), place.start, place.end)
        if "type" not in value:
            hint = 'write what kind of line it is, first: {"type":"...","on":"2020-11-10",...}'
            error = UnknownType('the field "type" is missing', code="type-missing", hint=hint)
            return Flaw(error, place.start, place.start + 1)
        name, where = value["type"], place.inside["type"]
        known = self._classes.get(name) if isinstance(name, str) else None
        return known or Flaw(self._unknown(name), where.start, where.end)

    def _unknown(self, name: Value) -> StatusQuoError:
        if not isinstance(name, str):
            return wrong_type("a text", name)
        sentence = f'"{visible(name[:40])}" is no type of line here'
        error = UnknownType(sentence, code="type-unknown")
        error.unknown = name, self._classes
        return error


def _text(line: bytes) -> str:
    if len(line) > LONGEST_LINE:
        sentence = f"a line of {len(line):,} bytes; {LONGEST_LINE:,} are the most"
        error = InvalidJson(sentence, code="line-long", hint="one event a line")
        raise FlawedLine(line[:_SHOWN].decode("utf-8", "backslashreplace"), [Flaw(error, 0, 1)])
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise _not_utf8(line, error) from None


def _not_utf8(line: bytes, error: UnicodeDecodeError) -> FlawedLine:
    before = line[: error.start].decode()
    byte = line[error.start : error.start + 1].decode("utf-8", "backslashreplace")
    after = line[error.start + 1 : error.start + _SHOWN].decode("utf-8", "backslashreplace")
    coding = "UTF-16" if line.startswith(_BYTE_ORDER_MARKS) else "another coding"
    sentence = f"the byte {byte} is not UTF-8"
    flaw = InvalidJson(
        sentence, code="not-utf8", hint=f"the page seems to be in {coding}; save it as UTF-8"
    )
    return FlawedLine(before + byte + after, [Flaw(flaw, len(before), len(before) + len(byte))])
