"""Civil days: what users write for a day, as integers inside and `pendulum.Date` outside.

A day is its proleptic Gregorian ordinal: 0001-01-01 is 1, 9999-12-31 is `LAST_DAY`.
"""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import pendulum

from statusquo.errors import InvalidDay

if TYPE_CHECKING:
    from collections.abc import Callable

Day: TypeAlias = str | datetime.date
"""What a user may pass as a day: `YYYY-MM-DD` or a date, never a date-time."""

FIRST_DAY = 1
LAST_DAY = datetime.date.max.toordinal()
OPEN = 2**31 - 1
"""The ordinal that stands for no end: later than every day."""
LONGEST = 64
"""No date is written in more characters than this."""


@lru_cache(maxsize=1 << 17)
def civil(ordinal: int) -> pendulum.Date:
    """Return the day that has this ordinal.

    >>> civil(727468)
    Date(1992, 9, 27)
    """
    if not FIRST_DAY <= ordinal <= LAST_DAY:
        sentence = f"no day has the ordinal {ordinal}; ordinals run from {FIRST_DAY} to {LAST_DAY}"
        raise InvalidDay(sentence, code="date-range")
    return pendulum.Date.fromordinal(ordinal)


def ordinal(day: Day) -> int:
    """Return the ordinal of a day, as `datetime.date.toordinal` counts.

    >>> ordinal("1992-09-27")
    727468
    """
    return _ordinal(day) if isinstance(day, str) else plain_date(day).toordinal()


def exact_day(day: Day) -> pendulum.Date:
    """Return the day as users get it back.

    >>> exact_day("1992-09-27")
    Date(1992, 9, 27)
    """
    return civil(ordinal(day))


def plain_date(value: object) -> datetime.date:
    """Return the value if it is a date and not a date-time; else raise `InvalidDay`.

    >>> plain_date(datetime.date(1992, 9, 27))
    datetime.date(1992, 9, 27)
    """
    # A datetime is a date to isinstance, so it must be turned away by name.
    if isinstance(value, datetime.datetime):
        sentence = "a day is needed here, not a date-time: days are the civil days of the place"
        raise InvalidDay(sentence, code="date-time", hint="pass value.date()")
    if isinstance(value, datetime.date):
        return value
    sentence = f"a day is needed here, not a value of type {type(value).__name__}"
    raise InvalidDay(sentence, code="date-type", hint='pass a text such as "1992-05-12" or a date')


@lru_cache(maxsize=1 << 16)
def _ordinal(text: str) -> int:
    if len(text) == len("YYYY-MM-DD") and (match := _DAY.fullmatch(text)):
        try:
            return datetime.date(int(match[1]), int(match[2]), int(match[3])).toordinal()
        except ValueError:
            pass
    raise _not_a_day(text)


def _not_a_day(text: str) -> InvalidDay:
    if len(text) <= LONGEST:
        for pattern, kind in _COARSER:
            if pattern.fullmatch(text):
                sentence = f"a day is needed here; {text} is {kind}"
                return InvalidDay(sentence, code="date-partial", hint="write one day: YYYY-MM-DD")
    mistake = diagnose(text)
    days = [fix for fix in mistake.fixes if _DAY.fullmatch(fix) and _text(*fix.split("-"))]
    hint = f"write {' or '.join(days)}" if days else "write a day as YYYY-MM-DD, like 1992-05-12"
    return InvalidDay(mistake.sentence, code=mistake.code, hint=hint)


# What follows is only reached by a text that is not a date: it finds out what was meant.

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_COARSER = (
    (re.compile(r"(?!0000)[0-9]{4}"), "a year"),
    (re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])"), "a month"),
    (re.compile(r"(?!0000)[0-9]{4}-2[1-4]"), "a season"),
    (re.compile(r"[0-9]{3}X"), "a decade"),
    (re.compile(r"[0-9]{2}XX"), "a century"),
    (re.compile(r"\[[0-9.-]+\][?~%]?"), "a range of days"),
    (re.compile(r"[0-9X-]{4,10}[?~%]"), "an uncertain date"),
)


class Mistake(NamedTuple):
    """What is wrong with a text, and the dates that may have been meant."""

    code: str
    sentence: str
    fixes: tuple[str, ...] = ()


def excerpt(text: str) -> str:
    """Quote a text for a message: short, and without characters that hide or move others.

    >>> excerpt("May 1992")
    '"May 1992"'
    """
    shown = text if len(text) <= 40 else text[:39] + "…"
    return f'"{shown}"' if shown.isprintable() else ascii(shown)


Meanings: TypeAlias = "tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Mistake]], ...]"
"""What texts of some shapes were meant to be: the first shape that fits explains."""


def diagnose(text: str, meanings: Meanings = ()) -> Mistake:
    """Say what is wrong with a text that is no date; `fixes` are in the notation of `When`.

    The given meanings are tried before those that are known here.

    >>> diagnose("12/05/1992").fixes
    ('1992-05-12', '1992-12-05')
    """
    if not text:
        return Mistake("date-notation", "a date is needed here, and the text is empty")
    if len(text) > LONGEST:
        return Mistake("date-notation", f"{excerpt(text)} is too long for a date")
    if not text.isascii():
        return Mistake("date-notation", f"{excerpt(text)} has characters other than 0-9 and -")
    if text != text.strip():
        return Mistake("date-notation", f"{excerpt(text)} has blanks around it", (text.strip(),))
    for pattern, explain in (*meanings, *_MEANT):
        if match := pattern.fullmatch(text):
            return explain(match)
    return Mistake("date-notation", f"{excerpt(text)} is not a date")


def rather(match: re.Match[str], reason: str, *fixes: str) -> Mistake:
    """Explain a text in a notation that is not the one used here.

    >>> rather(re.match("199x", "199x"), "has a small x", "199X").sentence
    '"199x" has a small x'
    """
    return Mistake("date-notation", f"{excerpt(match[0])} {reason}", fixes)


def _text(year: str, month: str | int, day: str | int) -> tuple[str, ...]:
    try:
        return (datetime.date(int(year), int(month), int(day)).isoformat(),)
    except ValueError:
        return ()


def _not_in_calendar(match: re.Match[str]) -> Mistake:
    """Explain a day that is written well and does not exist."""
    year, month = int(match[1]), int(match[2])
    if not year:
        return _year_out_of_range(match)
    sentence = f"{match[0]} is not a day of the calendar; "
    if not 1 <= month <= len(MONTHS):
        return Mistake("date-invalid", sentence + "months run from 01 to 12")
    sentence += f"{MONTHS[month - 1]} {match[1]} has {calendar.monthrange(year, month)[1]} days"
    return Mistake("date-invalid", sentence, (match[0][:7],))


def _year_out_of_range(match: re.Match[str]) -> Mistake:
    return Mistake(
        "date-range", f"{excerpt(match[0])} is out of range: years run from 0001 to 9999"
    )


def _year_last(match: re.Match[str]) -> Mistake:
    """Explain 12/05/1992, which half of the world reads otherwise than the other half."""
    one, other, year = match[1], match[3], match[4]
    fixes = tuple(dict.fromkeys(_text(year, other, one) + _text(year, one, other)))
    if len(fixes) > 1:
        return Mistake("date-ambiguous", f"{excerpt(match[0])} can be read in two ways", fixes)
    return _otherwise(match, fixes)


def _otherwise(match: re.Match[str], fixes: tuple[str, ...]) -> Mistake:
    """Explain a date in another notation; without a fix it is in no calendar either."""
    if fixes:
        return rather(match, "is not written as YYYY-MM-DD", *fixes)
    return Mistake("date-invalid", f"{excerpt(match[0])} is not a day of the calendar")


def _year_first(match: re.Match[str]) -> Mistake:
    return _otherwise(match, _text(match["year"], match["month"], match["day"]))


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month[:3].lower() == name[:3].lower())


def _month_named(match: re.Match[str]) -> Mistake:
    month = _month_number(match["name"])
    if match["day"]:
        return _otherwise(match, _text(match["year"], month, match["day"]))
    fix = f"{match['year']}-{month:02}"
    return rather(match, "is not written as YYYY-MM", fix)


def _week(match: re.Match[str]) -> Mistake:
    reason = "is a week date, which is not understood here"
    try:
        first, last = (
            datetime.date.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or day))
            for day in (1, 7)
        )
    except ValueError:
        return rather(match, reason)
    return rather(match, reason, f"{first}" if match[3] else f"[{first}..{last}]")


def _date_time(match: re.Match[str]) -> Mistake:
    sentence = f"{excerpt(match[0])} is a date-time; days are the civil days of the place"
    return Mistake("date-time", sentence, _text(*match.group(1, 2, 3)))


def _clock(match: re.Match[str]) -> Mistake:
    return Mistake(
        "date-notation", f"{excerpt(match[0])} depends on the clock; write the day itself"
    )


def _short_year(match: re.Match[str]) -> Mistake:
    return rather(match, "is not a date: a year has four digits")


_NAME = "(?P<name>" + "|".join(f"{month[:3]}[a-z]*[.]?" for month in MONTHS) + ")"
_MEANT: Meanings = tuple(
    (re.compile(pattern, re.IGNORECASE), explain)
    for pattern, explain in (
        (_DAY.pattern, _not_in_calendar),
        (r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ].*", _date_time),
        (r"0000([-.?~%].*)?|-[0-9]+(-.*)?|[0-9]+ ?BCE?|Y?-?[0-9]{5,}-.*|Y-?[0-9]+|[0-9]{5}",
         _year_out_of_range),
        (r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})", _year_last),
        (r"(?P<year>[0-9]{4})([./-])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})", _year_first),
        (r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", _year_first),
        (r"([0-9]{4})-?W([0-9]{2})(?:-?([1-7]))?", _week),
        (rf"(?:(?P<day>[0-9]{{1,2}}) )?{_NAME},? (?P<year>[0-9]{{4}})", _month_named),
        (rf"{_NAME} (?P<day>[0-9]{{1,2}}),? (?P<year>[0-9]{{4}})", _month_named),
        (r"now|today|yesterday|tomorrow", _clock),
        (r"[0-9]{1,3}", _short_year),
    )
)  # fmt: skip
