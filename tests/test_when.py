"""Dates with their uncertainty: laws first, then examples, then what is refused and how."""

from __future__ import annotations

import calendar
import copy
import datetime
import pickle
import re

import msgspec
import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusquo.dates.days import FIRST_DAY, LAST_DAY, LONGEST, OPEN
from statusquo.dates.when import When
from statusquo.errors import InvalidWhen

years = st.integers(1, 9999)
days = st.dates().map(str)
months = st.builds("{:04}-{:02}".format, years, st.integers(1, 12))
seasons = st.builds("{:04}-{}".format, years, st.integers(21, 24))
decades = st.builds("{:03}X".format, st.integers(0, 999))
centuries = st.builds("{:02}XX".format, st.integers(0, 99))
ends = days | months | years.map("{:04}".format)
plains = ends | seasons | decades | centuries
open_ranges = ends.map("[{}..]".format) | ends.map("[..{}]".format)


@st.composite
def closed_ranges(draw: st.DrawFn) -> str:
    """Two ends of any precision, the earlier at the left."""
    left, right = sorted((draw(ends), draw(ends)), key=lambda end: When(end).first_day)
    return f"[{left}..{right}]"


unmarked = plains | open_ranges | closed_ranges()
marks = st.sampled_from(["", "?", "~", "%"])
texts = st.builds("{}{}".format, unmarked, marks)
near_misses = st.text("0123456789-/.[]{},X?~%T W:ZMayc\n", max_size=24) | st.builds(
    "{}{}{}".format, texts, st.sampled_from(["/", "..", ",", " ", "-", "T", "~", "W", "\n"]), texts
)


def window(text: str) -> tuple[datetime.date, datetime.date]:
    """Return the bounds of a date that is not open at the right."""
    when = When(text)
    assert when.last is not None
    return when.first, when.last


@given(texts)
def test_a_window_has_its_ends_in_order(text: str) -> None:
    """The first day is never after the last, and both lie in the calendar."""
    when = When(text)
    assert FIRST_DAY <= when.first_day <= when.last_day
    assert when.last_day <= LAST_DAY or when.last_day == OPEN


@given(texts)
def test_days_and_their_ordinals_agree(text: str) -> None:
    """The pendulum dates and the integers name the same bounds."""
    when = When(text)
    assert type(when.first) is pendulum.Date
    assert when.first.toordinal() == when.first_day
    assert (when.last.toordinal() if when.last else OPEN) == when.last_day


@given(texts)
def test_the_text_is_the_date(text: str) -> None:
    """A date is equal to what its own text, copy and pickle give."""
    when = When(text)
    rebuilt = (When(when.text), When.of(text), When.of(when), copy.deepcopy(when))
    assert when.text == str(when) == text
    assert {*rebuilt, pickle.loads(pickle.dumps(when)), eval(repr(when))} == {when}  # noqa: S301, S307


@given(texts, texts)
def test_dates_are_equal_if_written_alike(one: str, other: str) -> None:
    """Equality goes by the text, and equal dates have equal hashes."""
    assert (When(one) == When(other)) == (one == other)
    assert When(one) != one
    assert hash(When(one)) == hash(When.of(one))


@given(unmarked)
def test_marks_mean_what_they_say(text: str) -> None:
    """A question mark leaves the window alone; a percent sign is both other marks."""
    plain, doubtful, approximate, both = (When(text + mark) for mark in ("", "?", "~", "%"))
    assert [when.doubtful for when in (plain, doubtful, approximate, both)] == [0, 1, 0, 1]
    assert [when.approximate for when in (plain, doubtful, approximate, both)] == [0, 0, 1, 1]
    assert window_of(plain) == window_of(doubtful)
    assert window_of(approximate) == window_of(both)


def window_of(when: When) -> tuple[int, int]:
    """Return both bounds as integers."""
    return when.first_day, when.last_day


@given(unmarked)
def test_widening_contains_the_unwidened(text: str) -> None:
    """An approximate date may be earlier and later, within the calendar; open ends stay open."""
    narrow, wide = When(text), When(text + "~")
    assert wide.first_day < narrow.first_day or narrow.first_day == FIRST_DAY
    assert wide.last_day > narrow.last_day or narrow.last_day in {LAST_DAY, OPEN}


@given(days)
def test_only_an_unmarked_day_is_exact(text: str) -> None:
    """One day without a mark is exact; with a mark it is not."""
    when = When(text)
    assert when.exact
    assert when.first == when.last == datetime.date.fromisoformat(text)
    assert not any(When(text + mark).exact for mark in "?~%")


@given(st.dates())
def test_every_day_lies_in_its_month_season_year_decade_and_century(day: datetime.date) -> None:
    """The coarser dates of a day have it in their windows."""
    winter_of_last_year = day.month <= 2
    season = 21 + (day.month // 3 - 1) % 4
    year = day.year - winter_of_last_year
    coarser = [f"{day:%Y}".zfill(4)[:n] + "X" * (4 - n) for n in (2, 3, 4)]
    coarser += [day.isoformat()[:7], *([f"{year:04}-{season}"] if year else [])]
    for text in coarser:
        first, last = window(text)
        assert first <= day <= last


@given(years, st.integers(1, 12))
def test_a_month_is_all_days_of_the_calendar_page(year: int, month: int) -> None:
    """The window of a month has exactly the days that the calendar lists."""
    page = [day for week in calendar.monthcalendar(year, month) for day in week if day]
    when = When(f"{year:04}-{month:02}")
    ordinals = range(when.first_day, when.last_day + 1)
    listed = [datetime.date(year, month, day).toordinal() for day in page]
    assert list(ordinals) == listed


@given(st.integers(2, 9998), st.integers(21, 24))
def test_seasons_follow_each_other_without_a_gap(year: int, season: int) -> None:
    """A season is three whole months, and the next begins on the next day."""
    after = (year, season + 1) if season < 24 else (year + 1, 21)
    first, last = window(f"{year:04}-{season}")
    assert (first.day, (last.month - first.month) % 12) == (1, 2)
    assert last + datetime.timedelta(days=1) == window(f"{after[0]:04}-{after[1]}")[0]


@given(closed_ranges())
def test_a_range_runs_from_first_to_last(text: str) -> None:
    """A range begins with the first day of its left end and ends with the last of its right."""
    left, right = text[1:-1].split("..")
    assert window(text) == (window(left)[0], window(right)[1])
    assert window(text + "~") == (window(left + "~")[0], window(right + "~")[1])


@given(ends)
def test_an_open_range_knows_one_end(text: str) -> None:
    """Open at the left it starts with the calendar, open at the right it never ends."""
    until, since = When(f"[..{text}]"), When(f"[{text}..]")
    assert (until.first_day, until.last) == (FIRST_DAY, When(text).last)
    assert (since.first, since.last, since.last_day) == (When(text).first, None, OPEN)
    assert not since.exact


@given(st.text(max_size=80) | near_misses)
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    """A text parses to a date with that text, or raises InvalidWhen and nothing else."""
    try:
        when = When(text)
    except InvalidWhen as error:
        refusal = error
    else:
        assert when.text == text
        return
    assert refusal.code
    assert refusal.hint
    assert len(str(refusal)) < 400


@given(near_misses)
def test_every_date_that_a_hint_proposes_is_one(text: str) -> None:
    """Whoever follows a hint is not refused again."""
    try:
        When(text)
    except InvalidWhen as error:
        for proposed in re.findall(r"(?:\[|[0-9]{3})[0-9X.?~%\[\]-]*", error.hint or ""):
            assert When(proposed)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-11-10", "2020-11-10", "2020-11-10"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-21", "2020-03-01", "2020-05-31"),
        ("2020-22", "2020-06-01", "2020-08-31"),
        ("2020-23", "2020-09-01", "2020-11-30"),
        ("2020-24", "2020-12-01", "2021-02-28"),
        ("9999-24", "9999-12-01", "9999-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("000X", "0001-01-01", "0009-12-31"),
        ("[2020-09-27..2020-11-10]", "2020-09-27", "2020-11-10"),
        ("[1991..1992-03]", "1991-01-01", "1992-03-31"),
        ("[1992-03-15..1992-03]", "1992-03-15", "1992-03-31"),
        ("[1992..1992]", "1992-01-01", "1992-12-31"),
        ("[..1991-12-26]", "0001-01-01", "1991-12-26"),
        ("2020-03-01~", "2020-02-29", "2020-03-02"),
        ("2020-03~", "2020-02-01", "2020-04-30"),
        ("2020~", "2019-01-01", "2021-12-31"),
        ("2020-24~", "2020-09-01", "2021-05-31"),
        ("199X%", "1980-01-01", "2009-12-31"),
        ("[1991..1992-03-31]~", "1990-01-01", "1992-04-01"),
        ("[1992-05..]%", "1992-04-01", None),
        ("0001-01-01~", "0001-01-01", "0001-01-02"),
        ("9999~", "9998-01-01", "9999-12-31"),
    ],
)
def test_windows(text: str, first: str, last: str | None) -> None:
    """Each notation has the window that the contract gives it."""
    when = When(text)
    assert (str(when.first), when.last and str(when.last)) == (first, last)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "date-notation", "empty"),
        ("now", "date-notation", "depends on the clock"),
        ("foo", "date-notation", "is not a date"),
        ("12/05/1992", "date-ambiguous", "write 1992-05-12 or 1992-12-05"),
        ("25/12/1992", "date-notation", "write 1992-12-25"),
        ("May 1992", "date-notation", "write 1992-05"),
        ("05/1992", "date-notation", "write 1992-05"),
        ("1992-5", "date-notation", "write 1992-05"),
        ("1992-5-1", "date-notation", "write 1992-05-01"),
        ("19920515", "date-notation", "write 1992-05-15"),
        ("1992-W20", "date-notation", "write [1992-05-11..1992-05-17]"),
        ("1992-02-30", "date-invalid", "February 1992 has 29 days"),
        ("1992-02-30", "date-invalid", "write 1992-02 if the day is unknown"),
        ("[1992-02-30..1993]", "date-invalid", "1992-02-30 is not a day of the calendar"),
        ("2020-13", "date-invalid", "months 01 to 12 or seasons 21 to 24"),
        ("2020-25", "date-invalid", "months 01 to 12 or seasons 21 to 24"),
        ("-044", "date-range", "years run from 0001 to 9999"),
        ("0000", "date-range", "years run from 0001 to 9999"),
        ("0000-05", "date-range", "years run from 0001 to 9999"),
        ("[0000..1992]", "date-range", "years run from 0001 to 9999"),
        ("10000-01-01", "date-range", "years run from 0001 to 9999"),
        ("Y17000", "date-range", "years run from 0001 to 9999"),
        ("1992-05-12\n", "date-notation", "write 1992-05-12"),
        (" 1992", "date-notation", "write 1992"),
        ("١٩٩٢", "date-notation", "other than 0-9"),
        ("\u202e1992", "date-notation", r"\u202e"),
        ("1992\x00", "date-notation", r"\x00"),
        ("1992-05-01T10:00", "date-time", "write 1992-05-01"),
        ("1992-05-01/1992-06-01", "date-notation", "write [1992-05-01..1992-06-01]"),
        ("1992..1993", "date-notation", "write [1992..1993]"),
        ("1992/..", "date-notation", "write [1992..]"),
        ("[1992..1991]", "date-order", "write [1991..1992]"),
        ("[1992..1991]~", "date-order", "write [1991..1992]~"),
        ("[..]", "date-notation", "not one range"),
        ("[1991,1992]", "date-notation", "not one range"),
        ("[1991~..1992]", "date-notation", "write [1991..1992]~"),
        ("[199X..2001]", "date-notation", "two days, months or years"),
        ("[2020-21..2020-22]", "date-notation", "two days, months or years"),
        ("~1992", "date-notation", "write 1992~"),
        ("ca. 1992-05", "date-notation", "write 1992-05~"),
        ("1992?~", "date-notation", "write 1992%"),
        ("1992-XX-XX", "date-notation", "write 1992"),
        ("1992-05-XX", "date-notation", "write 1992-05"),
        ("1990s", "date-notation", "write 199X"),
        ("199x", "date-notation", "write 199X"),
        pytest.param("[" * (LONGEST + 1), "date-notation", "too long", id="65 brackets"),
        pytest.param("9" * 10_000_000, "date-notation", "too long", id="10 MB"),
    ],
)
def test_what_is_no_date_is_explained(text: str, code: str, words: str) -> None:
    """A bad date is refused with its code and a sentence or a hint that helps."""
    with pytest.raises(InvalidWhen) as caught:
        When(text)
    assert caught.value.code == code
    assert words in str(caught.value)


@pytest.mark.parametrize("day", [datetime.date(2020, 11, 10), pendulum.date(2020, 11, 10)])
def test_a_date_becomes_its_text(day: datetime.date) -> None:
    """A date of either library is the same as its text."""
    assert When.of(day) == When("2020-11-10")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (datetime.datetime(2020, 11, 10, tzinfo=datetime.UTC), "date-time"),
        (pendulum.datetime(2020, 11, 10), "date-time"),
        (2020, "date-type"),
        (None, "date-type"),
    ],
)
def test_what_is_no_day_is_refused(value: object, code: str) -> None:
    """A date-time and other types do not become dates."""
    with pytest.raises(InvalidWhen) as caught:
        When.of(value)  # type: ignore[arg-type]
    assert caught.value.code == code


def test_the_constructor_takes_texts_only() -> None:
    """A date given to the constructor is refused, with the way to do it."""
    with pytest.raises(InvalidWhen, match=re.escape("When.of(day)")):
        When(datetime.date(2020, 11, 10))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["text", "first_day", "first", "colour"])
def test_a_date_never_changes(name: str) -> None:
    """Attributes can be neither set nor deleted."""
    when = When("2020")
    with pytest.raises(AttributeError):
        setattr(when, name, 1)
    with pytest.raises(AttributeError):
        delattr(when, name)
    assert not hasattr(when, "__dict__")


def test_dates_have_no_order() -> None:
    """Two windows may overlap, so that no date is less than another."""
    with pytest.raises(TypeError):
        sorted([When("2020"), When("2021")])  # type: ignore[type-var]


def test_a_date_is_a_custom_type_to_msgspec() -> None:
    """The codec is asked how to write and read it, rather than writing its parts."""
    when = When("[1991..1992-05]~")
    line = msgspec.json.encode(when, enc_hook=str)
    assert line == b'"[1991..1992-05]~"'
    assert msgspec.json.decode(line, type=When, dec_hook=lambda kind, text: kind(text)) == when


def test_a_text_is_parsed_once() -> None:
    """The same text gives the same object, so that a long log parses each date once."""
    assert When.of("2020-11-10") is When.of("2020-11-10")
