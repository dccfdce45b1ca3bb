"""Strict JSON with places, against the standard library and against bad texts."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusquo.lines.plain_text import blemish, visible
from statusquo.pages.json_text import Place, Refused, read_json

clean = st.text(max_size=6).filter(lambda text: blemish(text) is None)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**19) + 1, 10**19 - 1) | clean,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(clean, inner, max_size=4),
    max_leaves=12,
)


def said(text: str, place: Place) -> Any:
    """What stands at a place, read by the standard library."""
    return json.loads(text[place.start : place.end])


def check_places(text: str, value: Any, place: Place) -> None:
    """Every place holds its value and its key."""
    assert said(text, place) == value
    lists = enumerate(value if isinstance(value, list) else ())
    for step, item in value.items() if isinstance(value, dict) else lists:
        where = place.inside[step]
        check_places(text, item, where)
        if where.key is not None:
            assert json.loads(text[slice(*where.key)]) == step


@settings(max_examples=500, deadline=None)
@given(values, st.sampled_from([None, 1]), st.booleans())
def test_every_value_is_read_and_placed(value: Any, indent: int | None, ascii_only: bool) -> None:
    """What the standard library writes is read as it was, each value at its place."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    read = read_json(text)
    assert read.value == value
    assert not read.flaws
    check_places(text, value, read.place)


@settings(max_examples=1000, deadline=None)
@given(st.text(max_size=20) | st.text('[]{}",:0-1.eE \\untrfals/NaI', max_size=20))
def test_any_text_is_a_value_or_has_a_flaw_inside_it(text: str) -> None:
    """Whatever is read without flaws the standard library reads too, and as the same value."""
    read = read_json(text)
    for flaw in read.flaws:
        assert 0 <= flaw.start <= flaw.end <= len(text)
    if isinstance(read.value, Refused):
        assert read.flaws
    if not read.flaws:
        assert read.value == json.loads(text)


@settings(max_examples=1000, deadline=None)
@given(st.text('[]{}",:01.eE \\un', max_size=12))
def test_what_the_standard_library_refuses_is_refused(text: str) -> None:
    """No text that is not JSON is read without a flaw."""
    try:
        json.loads(text)
    except ValueError:
        assert read_json(text).flaws


FLAWS = (
    ('{"a":1,"a":2}', "key-twice", '"a"', 7),
    ('{"a":{"b":1,"b":2}}', "key-twice", '"b"', 12),
    ('{"a":NaN}', "number-not-finite", "NaN", 5),
    ('{"a":-Infinity}', "number-not-finite", "-Infinity", 5),
    ('{"a":12.9}', "number-not-whole", "12.9", 5),
    ('{"a":1e5}', "number-not-whole", "1e5", 5),
    ('{"a":12345678901234567890}', "number-long", "12345678901234567890", 5),
    ('{"a":"b\x00c"}', "text-control", "\x00", 7),
    ('{"a":"b\x7fc"}', "text-control", "\x7f", 7),
    ('{"a":"b\x9fc"}', "text-control", "\x9f", 7),
    ('{"a":"b\u202ec"}', "text-bidi", "\u202e", 7),
    ('{"a":"b\u200fc"}', "text-bidi", "\u200f", 7),
    ('{"a":"b\u061cc"}', "text-bidi", "\u061c", 7),
    ('{"a":"b\\u2066c"}', "text-bidi", '"b\\u2066c"', 5),
    ('{"a":"\\ud800"}', "text-surrogate", '"\\ud800"', 5),
    ('{"\\udfff":1}', "text-surrogate", '"\\udfff"', 1),
    ('{"a":"e\u0301"}', "name-not-nfc", "e\u0301", 6),
    ('{"e\u0301":1}', "name-not-nfc", "e\u0301", 2),
    ("\ufeff{}", "byte-order-mark", "\ufeff", 0),
    ("[" * 66, "json-depth", "[", 65),
    ("[" * 65 + "]" * 65 + ",", "json-syntax", ",", 130),
    ("[" + "1," * 5_000 + "1]", "json-values", "1", 9_999),
    ('{"a":True}', "json-syntax", "True", 5),
    ("{'a':1}", "json-syntax", "'", 1),
    ('{"a":1,}', "json-syntax", "}", 7),
    ('{"a" 1}', "json-syntax", "1", 5),
    ('{"a":1 "b":2}', "json-syntax", '"', 7),
    ('{"a":01}', "json-syntax", "01", 5),
    ('{"a":"b', "json-syntax", '"', 5),
    ('{"a":"\\x"}', "json-syntax", "\\x", 6),
    ('{"a":', "json-syntax", "", 5),
    ("{} {}", "json-syntax", "{", 3),
    ("", "json-syntax", "", 0),
)


@pytest.mark.parametrize(("text", "code", "pointed", "start"), FLAWS)
def test_each_flaw_has_its_code_and_its_place(
    text: str, code: str, pointed: str, start: int
) -> None:
    """What is wrong is named, and pointed at to the character."""
    [flaw] = read_json(text).flaws
    assert flaw.error.code == code
    assert text[flaw.start : flaw.end] == pointed
    assert flaw.start == start


def test_what_does_not_break_the_text_is_collected() -> None:
    """Flaws of several values of one line come out together."""
    codes = [flaw.error.code for flaw in read_json('{"a":1.5,"b":"\t","a":NaN,"c":[1e9]}').flaws]
    assert sorted(filter(None, codes)) == [
        "key-twice", "number-not-finite", "number-not-whole", "number-not-whole", "text-control",
    ]  # fmt: skip


def test_depth_64_is_read() -> None:
    """The deepest nesting that is allowed is read."""
    assert not read_json("[" * 64 + "]" * 64).flaws


@given(st.text())
def test_what_is_shown_moves_nothing(text: str) -> None:
    """A text shown to people has no character that is not seen."""
    assert visible(text).isprintable()
