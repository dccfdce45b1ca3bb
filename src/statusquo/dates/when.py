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
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn, final

from attrs.exceptions import FrozenInstanceError

from statusquo.dates.days import OPEN, civil, plain_date
from statusquo.dates.meanings import explained
from statusquo.dates.notation import Misread, read_window
from statusquo.errors import InvalidDay, InvalidWhen

if TYPE_CHECKING:
    import pendulum


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
        window = read_window(_text(text))
        if isinstance(window, Misread):
            raise explained(window)
        mark, first_day, last_day = window
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


_remembered = lru_cache(maxsize=1 << 17)(When)


def _written(value: object) -> str:
    try:
        return plain_date(value).isoformat()
    except InvalidDay as error:
        raise InvalidWhen(error.message, code=error.code, hint=error.hint) from None


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    message = f"a date is written as a text, not as a value of type {type(value).__name__}"
    raise InvalidWhen(message, code="date-type", hint="make it with When.of(day)")
