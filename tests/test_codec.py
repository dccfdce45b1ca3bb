"""From lines to events and back: nothing is lost, nothing is made up, both ways are one."""

import json

import attrs
import pytest
from codec_events import VOCABULARY, Settlement, Strike, Vote, changed_lines, events, lines
from hypothesis import example, given, settings
from hypothesis import strategies as st

from statusquo.errors import StatusQuoError, UnreadableLog, UnwritableLine
from statusquo.lines.canonical import canonical_line
from statusquo.lines.event import Event
from statusquo.lines.page import Line
from statusquo.pages.canonical_pages import CanonicalPages
from statusquo.pages.codec import Codec
from statusquo.pages.flaws import FlawedLine
from statusquo.pages.strict_lines import StrictLines
from statusquo.pages.vocabulary import vocabulary_of
from statusquo.ranges import Range

CODEC = Codec(VOCABULARY)
CANONICAL = CanonicalPages(vocabulary_of(VOCABULARY))
STRICT = StrictLines(vocabulary_of(VOCABULARY))


def problems(data: bytes) -> list[tuple[int | None, int | None, str | None]]:
    """Where the problems of a page are, and what they are."""
    found = CODEC.read_page(data, "page.jsonl").problems
    return [(problem.line, problem.column, problem.code) for problem in found]


def strictly(line: bytes) -> Line | None:
    """What a line says on the strict way."""
    try:
        return STRICT.read(line)
    except FlawedLine:
        return None


@settings(max_examples=1000, deadline=None)
@given(lines())
def test_decoding_undoes_encoding(line: Line) -> None:
    """A line read back from its canonical line is the same line, with the same id."""
    back = CODEC.decode(canonical_line(line))
    assert back == line
    assert type(back) is type(line)
    assert back.id == line.id
    assert canonical_line(back) == canonical_line(line)


@settings(max_examples=1000, deadline=None)
@given(st.lists(lines(), min_size=1, max_size=4))
def test_the_fast_way_is_the_strict_way(written: list[Line]) -> None:
    """Canonical lines, read many at a time, give what each gives on the strict way."""
    raws = [canonical_line(line) for line in written]
    read = CANONICAL.read(b"\n".join(raws), raws)
    if not any(isinstance(line, Vote) for line in written) and not _extreme(written):
        assert read is not None
    for fast, raw in zip(read or (), raws, strict=False):
        strict = STRICT.read(raw)
        assert fast == strict
        assert type(fast) is type(strict)
        assert repr(fast) == repr(strict)
        assert fast.id == strict.id
        assert canonical_line(fast) == raw


def _extreme(written: list[Line]) -> bool:
    """Whether there is a number that is left to the strict way."""
    return any(
        len(word) > 18 for line in written for word in _digits(canonical_line(line).decode())
    )


def _digits(text: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in text).split()


@settings(max_examples=3000, deadline=None)
@given(changed_lines())
def test_whatever_the_fast_way_accepts_the_strict_way_accepts(line: bytes) -> None:
    """A line changed at random is the same event on every way that takes it, with the same id."""
    strict = strictly(line)
    for fast in (CANONICAL.read(line, [line]), [CANONICAL.read_line(line)]):
        if fast is not None and fast[0] is not None:
            assert strict is not None
            assert repr(fast[0]) == repr(strict)
            assert fast[0] == strict
            assert fast[0].id == strict.id
            if isinstance(strict, Event):
                assert fast[0].id == attrs.evolve(strict).id


@settings(max_examples=1000, deadline=None)
@example([b"\x0b"])
@given(st.lists(changed_lines() | st.binary(max_size=9) | lines().map(canonical_line), max_size=5))
def test_a_page_is_its_lines_read_strictly(raws: list[bytes]) -> None:
    """A page gives what its lines give one by one, or all their problems."""
    raws = [raw.replace(b"\n", b" ").replace(b"\r", b" ") for raw in raws]
    reading = CODEC.read_page(b"\n".join(raws), "page.jsonl")
    expected = [(n, strictly(raw)) for n, raw in enumerate(raws, 1) if raw.strip(b" \t\r")]
    got = list(zip(reading.page.numbers, reading.page.lines, strict=True))
    assert got == [(number, line) for number, line in expected if line is not None]
    assert {p.line for p in reading.problems} == {n for n, line in expected if line is None}


@settings(max_examples=1000, deadline=None)
@given(st.binary(max_size=60) | changed_lines())
def test_any_bytes_give_lines_or_our_errors(data: bytes) -> None:
    """Nothing but events and our own errors, each with its place, comes out of any bytes."""
    try:
        CODEC.decode_page(data, "page.jsonl")
        found: tuple[StatusQuoError, ...] = ()
    except UnreadableLog as error:
        found = error.problems
    for problem in found:
        assert problem.file == "page.jsonl"
        assert problem.line
        assert problem.column
        assert problem.code
        assert "\n" in str(problem)


@settings(max_examples=500, deadline=None)
@given(events(), st.booleans())
def test_a_field_left_out_is_left_out_on_every_way(event: Event, plain: bool) -> None:
    """A canonical line without one of its fields is the same event on every way, or none."""
    fields: dict[str, object] = json.loads(canonical_line(event))
    if plain:
        fields = {**fields, "on": "1926-05-04"}
        fields.pop("recorded", None)
        fields.pop("replaces", None)
    for name in fields:
        less = {key: value for key, value in fields.items() if key != name}
        line = json.dumps(less, ensure_ascii=False, separators=(",", ":")).encode()
        fast, strict = CANONICAL.read(line, [line]), strictly(line)
        if fast is not None:
            assert strict == fast[0]
            assert strict.id == fast[0].id


@settings(max_examples=300, deadline=None)
@given(lines(), st.randoms())
def test_form_does_not_matter(line: Line, random: object) -> None:
    """Blanks, escapes, another order of keys and defaults written out change no id."""
    fields = list(json.loads(canonical_line(line)).items())
    random.shuffle(fields)  # type: ignore[attr-defined]
    for raw in (json.dumps(dict(fields)), json.dumps(dict(fields), ensure_ascii=False, indent=1)):
        read = CODEC.decode_page(raw.replace("\n", " ").encode() + b"\r\n", "page.jsonl").lines
        assert read == [line]
        assert read[0].id == line.id


DEFAULTS = (
    '"members":100', '"wild":false', '"kind":"general"', '"places":[]', '"recorded":"1926-05-04"',
    '"source":[]',
)  # fmt: skip


@pytest.mark.parametrize("default", DEFAULTS)
def test_a_default_written_out_is_left_out_of_the_id(default: str) -> None:
    """A line that gives a field its default is the event that leaves it out."""
    line = f'{{"type":"strike","on":"1926-05-04","union":"miners",{default}}}'.encode()
    plain = Strike(on="1926-05-04", union="miners")
    for data in (line, line + b"\n" + canonical_line(plain)):
        for read in CODEC.decode_page(data, "page.jsonl").lines:
            assert read == plain
            assert read.id == plain.id


ONE_FIELD = (
    ("members", "5.0", "number-not-whole"),
    ("members", "1e3", "number-not-whole"),
    ("members", "NaN", "number-not-finite"),
    ("members", "-Infinity", "number-not-finite"),
    ("members", '"5"', "value-type"),
    ("members", "true", "value-type"),
    ("members", "null", "value-type"),
    ("members", "12345678901234567890", "number-long"),
    ("wild", "1", "value-type"),
    ("wild", '"true"', "value-type"),
    ("kind", '"genral"', "value-unknown"),
    ("kind", "5", "value-type"),
    ("places", '"Leeds"', "value-type"),
    ("places", '{"0":"Leeds"}', "value-type"),
    ("source", '"gazette"', "value-type"),
    ("recorded", '"1926"', "date-partial"),
    ("recorded", '"1926-02-30"', "date-invalid"),
    ("note", "5", "value-type"),
    ("note", '"a\\u0000b"', "text-control"),
    ("note", '"a\\u202eb"', "text-bidi"),
    ("note", '"\\ud800"', "text-surrogate"),
    ("note", '"e\\u0301"', "name-not-nfc"),
    ("unions", '"miners"', "field-unknown"),
    ("union", '"miners"', "key-twice"),
)


@pytest.mark.parametrize(("name", "value", "code"), ONE_FIELD)
def test_one_bad_field_is_one_located_problem(name: str, value: str, code: str) -> None:
    """What is wrong with one field is said once, at that field."""
    start = '{"type":"strike","on":"1926-05-04","union":"miners",'
    line = f'{start}"{name}":{value}}}'
    [(number, column, found)] = problems(line.encode())
    assert found == code
    assert number == 1
    at_key = code in {"field-unknown", "key-twice"}
    assert column is not None
    expected = len(start) + 2 if at_key else len(start) + len(f'"{name}":') + 1
    assert expected <= column <= expected + 2


def test_every_problem_of_a_line_is_found_at_once() -> None:
    """Five mistakes in one line are five problems, in the order of their places."""
    line = (
        b'{"type":"settlement","on":"1926-13","parties":["a",5],"clauses":[{"duty":"pya","x":1}],'
        b'"price":1.5,"hours":"1/0"}'
    )
    assert [code for _, _, code in problems(line)] == [
        "date-invalid", "value-type", "value-unknown", "field-unknown", "number-not-whole",
        "fraction-notation",
    ]  # fmt: skip
    assert [column for _, column, _ in problems(line)] == sorted(
        column or 0 for _, column, _ in problems(line)
    )


def test_twenty_bad_lines_give_twenty_problems() -> None:
    """Problems of many lines are found in one run, good lines between them or not."""
    good = canonical_line(Strike(on="1926-05-04", union="miners"))
    bad = [b'{"type":"strike","on":"1926-05-04"}', b"{", b'{"type":"strke"}', b'{"on":"1926"}']
    page = b"\n".join(line for number in range(20) for line in (good, bad[number % 4], b""))
    found = problems(page)
    assert [line for line, _, _ in found] == [3 * number + 2 for number in range(20)]
    assert {code for _, _, code in found} == {
        "field-missing", "json-syntax", "type-unknown", "type-missing",
    }  # fmt: skip


def test_after_a_hundred_problems_reading_stops() -> None:
    """The first hundred problems are kept, and how many lines were not read is said."""
    with pytest.raises(UnreadableLog) as caught:
        CODEC.decode_page(b"{}\n" * 250, "page.jsonl")
    assert len(caught.value.problems) == 100
    assert str(caught.value).endswith("\n100 problems; 150 more lines were not read")


GOLDEN = """\
page.jsonl:2:24: date-invalid: 1926-02-30 is not a day of the calendar; February 1926 has 28 days
    {"type":"strike","on":"1926-02-30","union":5,"kind":"go slow","note":"a\\u202eb"}
                           ^^^^^^^^^^
  hint: write 1926-02 if the day is unknown
page.jsonl:2:44: value-type: a text is needed here, not the number 5
    {"type":"strike","on":"1926-02-30","union":5,"kind":"go slow","note":"a\\u202eb"}
                                               ^
  hint: write "5"
page.jsonl:2:54: value-unknown: the text "go slow" is not one of the words used here; \
did you mean "go-slow"?
    {"type":"strike","on":"1926-02-30","union":5,"kind":"go slow","note":"a\\u202eb"}
                                                         ^^^^^^^
  hint: use one of "general", "sit-down", "go-slow"
page.jsonl:2:72: text-bidi: U+202E in a text: it turns the direction of writing and hides what \
is there
    {"type":"strike","on":"1926-02-30","union":5,"kind":"go slow","note":"a\\u202eb"}
                                                                           ^^^^^^
  hint: take it out
page.jsonl:3:10: type-unknown: "setlement" is no type of line here; did you mean "settlement"?
    {"type":"setlement","on":"1926"}
             ^^^^^^^^^
page.jsonl:4:1: field-missing: the field "union" is missing
    {"type":"strike","on":"1926"}
    ^
6 problems"""


def test_problems_are_written_for_people() -> None:
    """What a user sees: place, code, sentence, the line with a caret, and a hint."""
    page = (
        "\n"
        '{"type":"strike","on":"1926-02-30","union":5,"kind":"go slow","note":"a\u202eb"}\n'
        '{"type":"setlement","on":"1926"}\n'
        '{"type":"strike","on":"1926"}\n'
    )
    with pytest.raises(UnreadableLog) as caught:
        CODEC.decode_page(page.encode(), "page.jsonl")
    assert str(caught.value) == GOLDEN


def test_blank_lines_and_windows_line_ends_are_allowed() -> None:
    """Lines between and blanks after them mean nothing; numbers count them."""
    line = canonical_line(Strike(on="1926-05-04", union="miners"))
    page = CODEC.decode_page(b"\r\n" + line + b"\r\n\n  \t\n" + line, "page.jsonl")
    assert list(page.numbers) == [2, 5]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "json-syntax"),
        (b"[]", "value-type"),
        (b"null", "value-type"),
        (b'"strike"', "value-type"),
        (b"\xef\xbb\xbf{}", "byte-order-mark"),
        (b"\xff\xfe{", "not-utf8"),
        (b'{"type":5}', "value-type"),
        (b'{"type":null}', "value-type"),
        (b'{"type":"strike"} // no', "json-syntax"),
    ],
)
def test_what_is_no_line(raw: bytes, code: str) -> None:
    """A line that is no object with a type is one problem or begins with one."""
    with pytest.raises(UnreadableLog) as caught:
        CODEC.decode(raw)
    assert caught.value.problems[0].code == code


def test_a_mistake_of_a_user_s_validator_is_a_problem() -> None:
    """What a validator of a user's class raises is a problem of its line."""
    assert problems(b'{"type":"mediation","on":"1926","mediator":""}') == [(1, 1, "value-refused")]
    assert problems(b'{"type":"mediation","on":"1926","level":-5}') == [(1, 1, "value-refused")]
    assert problems(b'{"type":"mediation","on":"1926","level":13}') == [(1, 1, "value-refused")]


UNWRITABLE = (
    Strike(on="1926", union="a\nb"),
    Strike(on="1926", union="\ud800"),
    Strike(on="1926", union="e\u0301"),
    Strike(on="1926", union=5),  # type: ignore[arg-type]
    Strike(on="1926", union="a", members=True),
    Strike(on="1926", union="a", members=10**19),
    Settlement(on="1926", parties=["a"]),  # type: ignore[arg-type]
    Settlement(on="1926", parties=(), exact=1.5),  # type: ignore[arg-type]
    Settlement(on="1926", parties=(), rise=Range(1, 10**19)),
)


@pytest.mark.parametrize("event", UNWRITABLE)
def test_what_would_not_be_read_back_is_not_written(event: Event) -> None:
    """An event that its line cannot hold is refused when it is written, with the reason."""
    with pytest.raises(UnwritableLine):
        CODEC.encode_page([event])
