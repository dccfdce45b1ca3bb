"""What was meant by a text that is not a date, and how to write it."""

import re
from collections.abc import Callable

from statusquo.dates.days import Meanings, Mistake, diagnose, rather
from statusquo.dates.notation import END, MONTH, PLAIN, YEAR, Misread, Window, read_window
from statusquo.errors import InvalidWhen


def explained(misread: Misread) -> InvalidWhen:
    """Return the error that says what is wrong and how to mend it.

    >>> explained(Misread("1992-5-1")).hint
    'write 1992-05-01'
    """
    if misread.backwards:
        sentence = f"{misread.text} ends before it starts"
        return InvalidWhen(sentence, code="date-order", hint=f"write {misread.backwards}")
    mistake = diagnose(misread.text, _MEANT)
    fixes = [fix for fix in mistake.fixes if isinstance(read_window(fix), Window)]
    forms = "a day 1992-05-12, a month 1992-05, a year 1992 or a range [1991..1992-05]"
    hint = f"write {' or '.join(fixes) or forms}"
    if fixes and mistake.code == "date-invalid":
        hint += " if the day is unknown"
    return InvalidWhen(mistake.sentence, code=mistake.code, hint=hint)


def _instead(reason: str, template: str) -> Callable[[re.Match[str]], Mistake]:
    return lambda match: rather(match, reason, match.expand(template))


def _period(match: re.Match[str]) -> Mistake:
    left, right = ((end or "").strip(".") for end in match.groups())
    reason = "is a period; one day within it is written in brackets"
    return rather(match, reason, f"[{left}..{right}]")


def _brackets(match: re.Match[str]) -> Mistake:
    ends, marks = re.findall(END, match[0]), re.findall("[?~%]", match[0])
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
        (rf"({END}|\.\.)?(?:/|\.\.)({END}|\.\.)?", _period),
        (r"[\[{].*|.*[\]}][?~%]*", _brackets),
        (rf"([?~%]|(?:c|ca)[.]? ?|circa )({PLAIN})([?~%]*)", _marked_otherwise),
        (rf"()({PLAIN})([?~%]{{2,}})", _marked_otherwise),
        (r"(?!0000)[0-9]{4}-[0-9]{2}", _no_such_month),
        (rf"({YEAR}|{MONTH})(?:-[Xxu?]{{2}}){{1,2}}", _instead("is a coarser date", r"\1")),
        (r"([0-9]{3})(?:[xu?]|0'?s)", _instead("is not written as a decade", r"\1X")),
        (r"(?!0000)([0-9]{4})[-/.]([1-9])", _instead("is not written as YYYY-MM", r"\1-0\2")),
        (r"([1-9])[-/.]([0-9]{4})", _instead("is not written as YYYY-MM", r"\2-0\1")),
        (r"([0-9]{2})[-/.]([0-9]{4})", _instead("is not written as YYYY-MM", r"\2-\1")),
        (r"(?!0000)([0-9]{4})[/.]([0-9]{2})", _instead("is not written as YYYY-MM", r"\1-\2")),
    )
)
