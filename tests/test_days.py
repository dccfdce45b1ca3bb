"""Civil days: laws first, then examples, then what is refused and in which words."""

from __future__ import annotations

import datetime
import re

import pendulum
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusquo.dates.days import FIRST_DAY, LAST_DAY, civil, diagnose, exact_day, excerpt, ordinal
from statusquo.errors import InvalidDay, StatusQuoError

ordinals = st.integers(FIRST_DAY, LAST_DAY)
near_misses = st.text("0123456789-/.[]X?~%T W:ZMayBC\n", max_size=24) | st.from_regex(
    r"[0-9]{4}-?W[0-9]{2}(-[1-7])?|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[0-9]{8}", fullmatch=True
)


@given(ordinals)
def test_a_day_survives_every_way_of_writing_it(number: int) -> None:
    """The text, the date and the pendulum date of one day have one ordinal."""
    date = datetime.date.fromordinal(number)
    assert ordinal(date) == ordinal(date.isoformat()) == ordinal(civil(number)) == number


@given(ordinals)
def test_days_come_back_as_pendulum_dates(number: int) -> None:
    """What users get back is a pendulum.Date, equal to the date of the standard library."""
    day = exact_day(datetime.date.fromordinal(number))
    assert type(day) is pendulum.Date
    assert day == civil(number) == datetime.date.fromordinal(number)


@given(ordinals, ordinals)
def test_texts_of_days_are_ordered_as_the_days(one: int, other: int) -> None:
    """An earlier day has the smaller text and the smaller ordinal."""
    assert (str(civil(one)) < str(civil(other))) == (one < other)


@given(st.text(max_size=80) | near_misses)
def test_any_text_is_a_day_or_is_refused(text: str) -> None:
    """A text is its own ISO form, or raises InvalidDay and nothing else."""
    try:
        number = ordinal(text)
    except InvalidDay as error:
        refusal = error
    else:
        assert civil(number).isoformat() == text
        return
    assert refusal.code
    assert refusal.hint
    assert len(str(refusal)) < 400


@given(st.text(max_size=80) | near_misses)
def test_every_day_that_a_hint_proposes_is_one(text: str) -> None:
    """Whoever follows a hint is not refused again."""
    try:
        ordinal(text)
    except InvalidDay as error:
        for proposed in re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", error.hint or ""):
            assert exact_day(proposed)


def test_the_calendar_has_two_ends() -> None:
    """The first day is 0001-01-01, the last is 9999-12-31."""
    assert (ordinal("0001-01-01"), ordinal("9999-12-31")) == (FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize("number", [0, -1, LAST_DAY + 1, 2**31 - 1, 10**30])
def test_no_day_lies_beyond_the_calendar(number: int) -> None:
    """An ordinal out of range is refused with InvalidDay, not with OverflowError."""
    with pytest.raises(InvalidDay) as caught:
        civil(number)
    assert caught.value.code == "date-range"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "date-notation", "empty"),
        ("1992", "date-partial", "a day is needed here; 1992 is a year"),
        ("1992-05", "date-partial", "1992-05 is a month"),
        ("1992-21", "date-partial", "1992-21 is a season"),
        ("199X", "date-partial", "199X is a decade"),
        ("19XX", "date-partial", "19XX is a century"),
        ("[1991..1992]", "date-partial", "is a range"),
        ("1992-05-12?", "date-partial", "is an uncertain date"),
        ("1992-02-30", "date-invalid", "not a day of the calendar; February 1992 has 29 days"),
        ("1900-02-29", "date-invalid", "February 1900 has 28 days"),
        ("1992-13-01", "date-invalid", "months run from 01 to 12"),
        ("31 February 1992", "date-invalid", "not a day of the calendar"),
        ("12/05/1992", "date-ambiguous", "write 1992-05-12 or 1992-12-05"),
        ("25/12/1992", "date-notation", "write 1992-12-25"),
        ("5.5.1992", "date-notation", "write 1992-05-05"),
        ("1992/05/12", "date-notation", "write 1992-05-12"),
        ("1992-5-1", "date-notation", "write 1992-05-01"),
        ("19920515", "date-notation", "write 1992-05-15"),
        ("12 May 1992", "date-notation", "write 1992-05-12"),
        ("Sept. 3, 1992", "date-notation", "write 1992-09-03"),
        ("1992-W20-1", "date-notation", "write 1992-05-11"),
        ("1992-05-12\n", "date-notation", "write 1992-05-12"),
        ("\u0661\u0669\u0669\u0662-05-12", "date-notation", "other than 0-9"),
        ("1992-05-12T10:00", "date-time", "write 1992-05-12"),
        ("today", "date-notation", "depends on the clock"),
        ("92", "date-notation", "four digits"),
        ("0000-01-01", "date-range", "years run from 0001 to 9999"),
        ("10000-01-01", "date-range", "years run from 0001 to 9999"),
        ("-0044-03-15", "date-range", "years run from 0001 to 9999"),
        ("44 BC", "date-range", "years run from 0001 to 9999"),
        pytest.param("1" * 10_000_000, "date-notation", "too long", id="10 MB"),
    ],
)
def test_what_is_no_day_is_explained(text: str, code: str, words: str) -> None:
    """A bad day is refused with its code and a sentence or a hint that helps."""
    with pytest.raises(InvalidDay) as caught:
        ordinal(text)
    assert caught.value.code == code
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "moment",
    [datetime.datetime(1992, 5, 12, tzinfo=datetime.UTC), pendulum.datetime(1992, 5, 12)],
)
def test_a_date_time_is_refused(moment: datetime.datetime) -> None:
    """A date-time is not a day, although it is a date to isinstance."""
    with pytest.raises(InvalidDay) as caught:
        exact_day(moment)
    assert caught.value.code == "date-time"


@pytest.mark.parametrize("value", [None, 727330, 1992.5, b"1992-05-12"])
def test_other_types_are_refused(value: object) -> None:
    """Numbers, bytes and None are no days."""
    with pytest.raises(InvalidDay) as caught:
        ordinal(value)  # type: ignore[arg-type]
    assert caught.value.code == "date-type"


def test_an_excerpt_hides_nothing() -> None:
    """Long texts are cut, and characters that move others are escaped."""
    assert excerpt("\u202e1992") == r"'\u202e1992'"
    assert len(excerpt("x" * 1000)) < 50
    assert diagnose("x" * 1000).sentence.endswith("too long for a date")


def test_an_error_says_where_and_how() -> None:
    """The text of an error has the place, the code, the sentence and the hint."""
    error = StatusQuoError(
        "no such day", code="date-invalid", file="log.jsonl", line=3, column=7, hint="write 1992"
    )
    assert str(error) == "log.jsonl:3:7: date-invalid: no such day\n  hint: write 1992"
    assert str(StatusQuoError("no such day", code="date-invalid")) == "no such day"
