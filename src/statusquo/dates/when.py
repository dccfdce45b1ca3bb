"""`When`: a civil date with its uncertainty, in the notation of EDTF (ISO 8601-2).

| written | means |
|---|---|
| `2020-11-10`, `2020-11`, `2020` | that day; some day of that month, of that year |
| `2020-21` to `2020-24` | spring (March to May), summer, autumn, winter (December to February) |
| `199X`, `19XX` | some day of that decade, of that century |
| `[2020-09-27..2020-11-10]` | one day of a range whose ends are days, months or years |
| `[..1991-12-26]`, `[1991-12-26..]` | by then; then or later |
| `?`, `~` or `%` after it | it may not have happened; approximate; both |

An approximate date is one unit of its own precision wider on each side, each end of a range by
its own: `1992~` is 1991 to 1993, `2020-11-10~` is 2020-11-09 to 2020-11-11.

Seasons are those of the northern hemisphere, in whole months, and a winter begins in the year
that names it: `2020-24` is 2020-12-01 to 2021-02-28. Nothing reaches beyond years 1 to 9999.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn, final

from attrs.exceptions import FrozenInstanceError

from statusquo.dates.days import (
    FIRST_DAY,
    LAST_DAY,
    LONGEST,
    Meanings,
    Mistake,
    civil,
    diagnose,
    ordinal,
    plain_date,
    rather,
)
from statusquo.errors import InvalidDay, InvalidWhen

if TYPE_CHECKING:
    from collections.abc import Callable

    import pendulum

OPEN = 2**31 - 1
"""The `last_day` of a date that is open at the right: later than every day."""


@final
class When:
    """A civil date with its uncertainty: some day from `first` to `last`, both included.

    Equal if written alike; without an order, since two windows may overlap. Raises `InvalidWhen`.

    >>> taken = When("[2020-09-27..2020-11]")
    >>> taken.first, taken.last, taken.exact
    (Date(2020, 9, 27), Date(2020, 11, 30), False)
    """

    __slots__ = ("approximate", "doubtful", "first_day", "last_day", "text")
    __match_args__ = ("text",)

    text: str
    """As written."""
    first_day: int
    """The ordinal of the first possible day: 1 if open at the left."""
    last_day: int
    """The ordinal of the last possible day: `OPEN` if open at the right."""
    doubtful: bool
    """Marked `?` or `%`: it may not have happened."""
    approximate: bool
    """Marked `~` or `%`: the bounds are widened already."""

    def __init__(self, text: str) -> None:
        """Parse the text, strictly."""
        text, mark, first_day, last_day = _parse(text)
        put = object.__setattr__
        put(self, "text", text)
        put(self, "first_day", first_day)
        put(self, "last_day", last_day)
        put(self, "doubtful", mark in {"?", "%"})
        put(self, "approximate", mark in {"~", "%"})

    @staticmethod
    def of(value: When | str | datetime.date) -> When:
        """Return the date that a text or a day stands for; a date-time is refused.

        >>> When.of(datetime.date(2020, 11, 10))
        When('2020-11-10')
        """
        if isinstance(value, str):
            return _remembered(value)
        return value if isinstance(value, When) else _remembered(_written(value))

    @property
    def first(self) -> pendulum.Date:
        """The first possible day: 0001-01-01 if open at the left.

        >>> When("1992-05").first
        Date(1992, 5, 1)
        """
        return civil(self.first_day)

    @property
    def last(self) -> pendulum.Date | None:
        """The last possible day: None if open at the right.

        >>> When("1992~").last
        Date(1993, 12, 31)
        """
        return None if self.last_day == OPEN else civil(self.last_day)

    @property
    def exact(self) -> bool:
        """Whether it is one day, and without a mark.

        >>> When("1992-05-12").exact, When("1992-05-12?").exact
        (True, False)
        """
        return self.first_day == self.last_day and not (self.doubtful or self.approximate)

    def __str__(self) -> str:
        """Return the text as written."""
        return self.text

    def __repr__(self) -> str:
        """Return the expression that makes it."""
        return f"When({self.text!r})"

    def __eq__(self, other: object) -> bool:
        """Compare the texts."""
        return self.text == other.text if isinstance(other, When) else NotImplemented

    def __hash__(self) -> int:
        """Hash the text."""
        return hash(self.text)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: a date never changes."""
        raise FrozenInstanceError

    def __delattr__(self, name: str) -> NoReturn:
        """Refuse: a date never changes."""
        raise FrozenInstanceError

    def __reduce__(self) -> tuple[type[When], tuple[str]]:
        """Copy and pickle through the text."""
        return When, (self.text,)


_remembered = lru_cache(maxsize=1 << 16)(When)


def _written(value: object) -> str:
    try:
        return plain_date(value).isoformat()
    except InvalidDay as error:
        raise InvalidWhen(error.message, code=error.code, hint=error.hint) from None


_YEAR, _MONTH, _DAY = "[0-9]{4}", "[0-9]{4}-(?:0[1-9]|1[0-2])", "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_END = f"{_DAY}|{_MONTH}|{_YEAR}"
_PLAIN = f"{_END}|[0-9]{{4}}-2[1-4]|[0-9]{{3}}X|[0-9]{{2}}XX"
_NOTATION = re.compile(
    rf"(?:(?P<plain>{_PLAIN})"
    rf"|\[(?P<left>{_END})?\.\.(?P<right>{_END})?(?<!\[\.\.)\])(?P<mark>[?~%]?)"
)


def _parse(text: object) -> tuple[str, str, int, int]:
    """Return the text, its mark, and the ordinals of the first and the last day."""
    if not isinstance(text, str):
        message = f"a date is written as a text, not as a value of type {type(text).__name__}"
        raise InvalidWhen(message, code="date-type", hint="make it with When.of(day)")
    match = _NOTATION.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        raise _explained(text)
    if unreal := _unreal(match):
        raise _explained(unreal)
    first_day, last_day = _window(match, 0)
    if first_day > last_day:
        hint = f"write [{match['right']}..{match['left']}]{match['mark']}"
        raise InvalidWhen(f"{match[0]} ends before it starts", code="date-order", hint=hint)
    if match["mark"] in {"~", "%"}:
        first_day, last_day = _window(match, 1)
    return match[0], match["mark"], first_day, last_day


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


# What follows is only reached by a text that is not a date: it finds out what was meant.


def _explained(text: str) -> InvalidWhen:
    mistake = diagnose(text, _MEANT)
    fixes = [fix for fix in mistake.fixes if _is_sound(fix)]
    forms = "a day 1992-05-12, a month 1992-05, a year 1992 or a range [1991..1992-05]"
    hint = f"write {' or '.join(fixes) or forms}"
    if fixes and mistake.code == "date-invalid":
        hint += " if the day is unknown"
    return InvalidWhen(mistake.sentence, code=mistake.code, hint=hint)


def _is_sound(fix: str) -> bool:
    match = _NOTATION.fullmatch(fix)
    if match is None or _unreal(match):
        return False
    first_day, last_day = _window(match, 0)
    return first_day <= last_day


def _instead(reason: str, template: str) -> Callable[[re.Match[str]], Mistake]:
    return lambda match: rather(match, reason, match.expand(template))


def _period(match: re.Match[str]) -> Mistake:
    left, right = ((end or "").strip(".") for end in match.groups())
    reason = "is a period; one day within it is written in brackets"
    return rather(match, reason, f"[{left}..{right}]")


def _brackets(match: re.Match[str]) -> Mistake:
    ends, marks = re.findall(_END, match[0]), re.findall("[?~%]", match[0])
    fixes = [f"[{ends[0]}..{ends[-1]}]{''.join(marks[:1])}"] if len(ends) > 1 else []
    return rather(match, "is not one range of two days, months or years", *fixes)


def _marked_otherwise(match: re.Match[str]) -> Mistake:
    before, plain, after = match.groups("")
    marks = set(before + after) & set("?~%") or {"~"}
    mark = marks.pop() if len(marks) == 1 else "%"
    return rather(match, "is not marked as dates are: one of ? ~ % after it", plain + mark)


def _no_such_month(match: re.Match[str]) -> Mistake:
    sentence = f"{match[0]} does not exist: after a year come months 01 to 12 or seasons 21 to 24"
    return Mistake("date-invalid", sentence)


_MEANT: Meanings = tuple(
    (re.compile(pattern), explain)
    for pattern, explain in (
        (rf"({_END}|\.\.)?(?:/|\.\.)({_END}|\.\.)?", _period),
        (r"[\[{].*|.*[\]}][?~%]*", _brackets),
        (rf"([?~%]|(?:c|ca)[.]? ?|circa )({_PLAIN})([?~%]*)", _marked_otherwise),
        (rf"()({_PLAIN})([?~%]{{2,}})", _marked_otherwise),
        (r"(?!0000)[0-9]{4}-[0-9]{2}", _no_such_month),
        (rf"({_YEAR}|{_MONTH})(?:-[Xxu?]{{2}}){{1,2}}", _instead("is a coarser date", r"\1")),
        (r"([0-9]{3})(?:[xu?]|0'?s)", _instead("is not written as a decade", r"\1X")),
        (r"(?!0000)([0-9]{4})[-/.]([1-9])", _instead("is not written as YYYY-MM", r"\1-0\2")),
        (r"([1-9])[-/.]([0-9]{4})", _instead("is not written as YYYY-MM", r"\2-0\1")),
        (r"([0-9]{2})[-/.]([0-9]{4})", _instead("is not written as YYYY-MM", r"\2-\1")),
        (r"(?!0000)([0-9]{4})[/.]([0-9]{2})", _instead("is not written as YYYY-MM", r"\1-\2")),
    )
)
