"""The notation of dates with their uncertainty, and the window of days that each means."""

import datetime
import re
from typing import NamedTuple

from statusquo.dates.days import FIRST_DAY, LAST_DAY, LONGEST, OPEN, ordinal
from statusquo.errors import InvalidDay

YEAR, MONTH, DAY = "[0-9]{4}", "[0-9]{4}-(?:0[1-9]|1[0-2])", "[0-9]{4}-[0-9]{2}-[0-9]{2}"
END = f"{DAY}|{MONTH}|{YEAR}"
PLAIN = f"{END}|[0-9]{{4}}-2[1-4]|[0-9]{{3}}X|[0-9]{{2}}XX"
_EXACT = re.compile(DAY)
_WHOLE = re.compile(
    rf"(?:(?P<plain>{PLAIN})"
    rf"|\[(?P<left>{END})?\.\.(?P<right>{END})?(?<!\[\.\.)\])(?P<mark>[?~%]?)"
)


class Window(NamedTuple):
    """What a text means: its mark, and the ordinals of the first and the last day."""

    mark: str
    first_day: int
    last_day: int


class Misread(NamedTuple):
    """A text that is no date: the part that is in no calendar, or the whole, or its ends."""

    text: str
    backwards: str = ""


def read_window(text: str) -> Window | Misread:
    """Return the window of a text, or what of it cannot be read.

    >>> read_window("2020-11-10?")
    Window(mark='?', first_day=737739, last_day=737739)
    """
    if (day := _exact(text)) is not None:
        return Window("", day, day)
    match = _WHOLE.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        return Misread(text)
    if unreal := _unreal(match):
        return Misread(unreal)
    first_day, last_day = _window(match, 0)
    if first_day > last_day:
        return Misread(text, f"[{match['right']}..{match['left']}]{match['mark']}")
    if match["mark"] in {"~", "%"}:
        first_day, last_day = _window(match, 1)
    return Window(match["mark"] or "", first_day, last_day)


def _exact(text: str) -> int | None:
    """Return the ordinal of a day of the calendar, by far the most common date."""
    if _EXACT.fullmatch(text) is None:
        return None
    try:
        return datetime.date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def _unreal(match: re.Match[str]) -> str | None:
    """Return the part that is written well and is in no calendar."""
    for plain in match.group("plain", "left", "right"):
        try:
            _bounds(plain or "0001", 0)
        except InvalidDay:
            return plain
    return None


def _window(match: re.Match[str], margin: int) -> tuple[int, int]:
    """Return the first and the last day, each bound wider by `margin` units of its precision."""
    left, right = match["plain"] or match["left"], match["plain"] or match["right"]
    first_day = _bounds(left, margin)[0] if left else FIRST_DAY
    return first_day, _bounds(right, margin)[1] if right else OPEN


def _bounds(plain: str, margin: int) -> tuple[int, int]:
    # A year 0000 is sent the way of the days too, for `ordinal` to refuse.
    if len(plain) == len("YYYY-MM-DD") or plain[:4] == "0000":
        day = ordinal(plain)
        return max(day - margin, FIRST_DAY), min(day + margin, LAST_DAY)
    start, length = _months(plain)
    first, after = start - margin * length, start + (1 + margin) * length
    return _first_of_month(first), _first_of_month(after) - 1


def _months(plain: str) -> tuple[int, int]:
    """Return the first month, counted from year 0, and how many months follow from there."""
    year = 12 * int(plain[:4].replace("X", "0"))
    number = int(plain[5:] or 0)
    if not number:
        return year, 12 * 10 ** plain.count("X")
    return (year + number - 1, 1) if number <= 12 else (year + 2 + 3 * (number - 21), 3)


def _first_of_month(months: int) -> int:
    """Return the ordinal of the first day of a month, kept within the calendar."""
    year, month = divmod(max(months, 12), 12)
    if year > datetime.MAXYEAR:
        return LAST_DAY + 1
    return datetime.date(year, month + 1, 1).toordinal()
