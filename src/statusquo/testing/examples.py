"""Example tests that read like a sentence: given a history, of a projection, expect these facts."""

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, cast

import attrs

from statusquo.dates.days import Day, exact_day
from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.lines.page import Line
from statusquo.logs.log import Log
from statusquo.pages.codec import Codec
from statusquo.projecting.decorators import Derived, Projection
from statusquo.projecting.values import identity
from statusquo.testing.example_failures import (
    failure,
    shown_fact,
    shown_spell,
    shown_verdict,
)
from statusquo.timelines.replaying import replay
from statusquo.timelines.spelling import By
from statusquo.timelines.timeline import Timeline
from statusquo.timelines.verdicts import Verdict

ExpectedFacts: TypeAlias = Mapping[Key, Any] | Iterable[Key]
"""Facts by key, or only keys where every value is True."""


def given_history(*lines: Line | str, vocabulary: Iterable[type[Event]] | None = None) -> "Given":
    """A history to expect something of: lines made in Python, or text as on a page.

    `vocabulary` says which classes the text is of, the shipped ones where it is left out.

    >>> from statusquo.events import Accession, Withdrawal
    >>> from statusquo.projections import membership
    >>> history = given_history(
    ...     Accession(on="1990-03-10", organisation="league", member="atlantis"),
    ...     Withdrawal(on="1995-06-20", organisation="league", member="atlantis"),
    ... ).of(membership)
    >>> history = history.expect("1990-03-10", {("league", "atlantis"): True})
    >>> history = history.expect("1995-06-20", {})

    Raises `UnreadableLog` for text that is no page.
    """
    codec = Codec(vocabulary)
    read: list[Line] = []
    for line in lines:
        read += _lines_of(line, codec) if isinstance(line, str) else [line]
    return Given(tuple(read))


def _lines_of(text: str, codec: Codec) -> Sequence[Line]:
    page = textwrap.dedent(text).strip() + "\n"
    return codec.decode_page(page.encode(), "given").lines


@attrs.frozen
class Given:
    """The lines of a history; `of` says which projection is looked at."""

    lines: tuple[Line, ...]

    def of(self, projection: Projection | Derived) -> "Expectations":
        """What is expected of this projection over the history."""
        return Expectations(self, replay(Log(self.lines), projection))


@attrs.frozen(eq=False)
class Expectations:
    """A history under a projection; each `expect` returns it again, or raises `AssertionError`.

    With `known`, a day, what is expected is what was known then.
    """

    given: Given
    history: Timeline

    def of(self, projection: Projection | Derived) -> "Expectations":
        """What is expected of another projection over the same history."""
        return self.given.of(projection)

    def expect(self, day: Day, facts: ExpectedFacts, *, known: Day | None = None) -> "Expectations":
        """Expect exactly these facts at the end of a day.

        Keys alone, such as `{("league", "atlantis")}`, are facts that are True.
        """
        __tracebackhide__ = True
        wanted = _facts_of(facts)
        found = dict(self.history.at(day, known=known).items())
        self._compare(wanted, found, f"at the end of {exact_day(day)}", known, day, shown_fact)
        return self

    def expect_holds(
        self,
        key: Key,
        *,
        on: Day,
        verdict: Verdict | str = Verdict.YES,
        value: Any = None,
        known: Day | None = None,
    ) -> "Expectations":
        """Expect a verdict on one fact: "yes", "possible", "no" or "unknown"; yes if left out.

        With a `value`, the verdict is on that value.
        """
        __tracebackhide__ = True
        wanted = {key: Verdict(verdict)}
        found = {key: self.history.holds(key, on=on, value=value, known=known)}
        of_value = "" if value is None else f", holding with {value!r}"
        moment = f"at the end of {exact_day(on)}{of_value}"
        self._compare(wanted, found, moment, known, on, shown_verdict)
        return self

    def expect_spells(
        self, spells: Iterable[Sequence[Any]], *, by: By = "key", known: Day | None = None
    ) -> "Expectations":
        """Expect exactly these periods, each as (key, start, end); the end is the first day out.

        An end of None is open. With `by="value"` each is (key, value, start, end).
        """
        __tracebackhide__ = True
        wanted = _by_key((spell[0], _with_days(spell[1:])) for spell in spells)
        values = by == "value"
        found = _by_key(
            (s.key, (*((s.value,) if values else ()), s.start, s.end))
            for s in self.history.each_spell(by=by, known=known)
        )
        self._compare(wanted, found, "in its spells", known, None, shown_spell)
        return self

    def _compare(
        self,
        wanted: Mapping[Key, Any],
        found: Mapping[Key, Any],
        moment: str,
        known: Day | None,
        on: Day | None,
        shown: Callable[[Any], str],
    ) -> None:
        __tracebackhide__ = True
        keys = sorted({*wanted, *found}, key=lambda key: tuple(map(str, key)))
        differing = [key for key in keys if _told(wanted, key) != _told(found, key)]
        if not differing:
            return
        first = differing[0]
        day = _last_difference(wanted, found, first) if on is None else on
        history = self.history
        reason = None
        if len(first) == len(history.names):
            reason = history.why(first, on=day, known=known)
        moment += "" if known is None else f", as known on {exact_day(known)}"
        rows = [(key, shown(wanted.get(key)), shown(found.get(key))) for key in differing]
        raise AssertionError(
            failure(history.projection.name, moment, rows, reason, self.given.lines)
        )


def _facts_of(facts: ExpectedFacts) -> dict[Key, Any]:
    if isinstance(facts, Mapping):
        return dict(cast("Mapping[Key, Any]", facts))
    return dict.fromkeys(facts, True)


def _told(facts: Mapping[Key, Any], key: Key) -> object:
    if key not in facts:
        return None
    value = facts[key]
    if isinstance(value, list):  # the spells of the key
        return [tuple(map(_identity, row)) for row in cast("list[tuple[Any, ...]]", value)]
    return _identity(value)


def _identity(value: Any) -> object:
    """The type counts, so that True is not 1; what is no value of a fact is itself."""
    try:
        return identity(value)
    except (TypeError, ValueError):
        return value


def _by_key(pairs: Iterable[tuple[Key, tuple[Any, ...]]]) -> dict[Key, list[tuple[Any, ...]]]:
    rows: dict[Key, list[tuple[Any, ...]]] = {}
    for key, row in pairs:
        rows.setdefault(key, []).append(row)
    return {key: sorted(of_key, key=lambda row: row[-2]) for key, of_key in rows.items()}


def _with_days(row: Sequence[Any]) -> tuple[Any, ...]:
    """The row with its last two places as days; an end may be None."""
    *value, start, end = row
    return (*value, exact_day(start), None if end is None else exact_day(end))


def _last_difference(wanted: Mapping[Key, Any], found: Mapping[Key, Any], key: Key) -> Day:
    """The last day on which a spell of the key that is only in one of both begins or ends."""
    one, other = wanted.get(key, []), found.get(key, [])
    rows = [row for row in (*one, *other) if row not in one or row not in other]
    days: list[Day] = [day for row in rows for day in row[-2:] if day is not None]
    return max(days, key=exact_day)
