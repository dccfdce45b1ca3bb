"""The timeline of one projection: every question about its facts over time."""

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from statusquo.dates.days import FIRST_DAY, Day, civil, ordinal
from statusquo.errors import StatusQuoError
from statusquo.lines.declarations import Declaration
from statusquo.lines.event import Event
from statusquo.lines.keys import Key, matches
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Fact, Projection
from statusquo.projecting.values import ABSENT
from statusquo.ranges import Range, hull
from statusquo.table import Table
from statusquo.timelines.course import (
    Course,
    Possible,
    may_be_absent,
    may_hold,
)
from statusquo.timelines.explanation import Explanation
from statusquo.timelines.facts import Facts
from statusquo.timelines.findings import Finding
from statusquo.timelines.horizons import Horizons
from statusquo.timelines.panels import Frequency, Rule, panel_table
from statusquo.timelines.selection import SelectedCourse
from statusquo.timelines.spelling import By, Spell, spells_of, spells_table
from statusquo.timelines.turning import Diff, Turn
from statusquo.timelines.verdicts import Verdict


class InvalidKey(StatusQuoError, ValueError):
    """Raised when a question gives a key with another number of places than the keys have."""


class InvalidPeriod(StatusQuoError, ValueError):
    """Raised when a period ends before it begins."""


@attrs.frozen(eq=False)
class Timeline:
    """What a projection says for every day of a log; made by `replay`.

    Days are given as text, `date` or `Date`; those that come back are `pendulum.Date`. Keys are
    whole tuples. `at` is the end of a day.
    """

    projection: Projection | Derived
    log: Log
    course: Course = attrs.field(repr=False)
    horizons: Horizons = attrs.field(repr=False)
    again: "Callable[[Log], Timeline]" = attrs.field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the places of the keys."""
        return self.course.space.names

    def __repr__(self) -> str:
        keys = len(self.course.space.keys)
        spells = len(self.course.turns.stretches.key)
        return (
            f"Timeline of {self.projection.name} ({', '.join(self.names)}): "
            f"{keys} keys, {spells} spells"
        )

    # On a day

    def at(self, day: Day) -> Facts:
        """What holds at the end of `day`."""
        return Facts(self.course, ordinal(day))

    def before(self, day: Day) -> Facts:
        """What held at the end of the day before `day`; before 0001-01-01 there is none."""
        if ordinal(day) == FIRST_DAY:
            raise InvalidPeriod("there is no day before 0001-01-01", code="date-range")
        return Facts(self.course, ordinal(day) - 1)

    def during(self, day: Day) -> Facts:
        """What held at any moment of `day`, each key with the last value that it had then."""
        return Facts(self.course, ordinal(day), whole_day=True)

    def values(self, key: Key, *, on: Day) -> Possible:
        """The values that some reading gives `key` at the end of the day `on`.

        A frozenset, with None in it where the fact may not hold; of a sum, one `Range`.
        """
        return self._possible(self._code(key), ordinal(on))

    def holds(self, key: Key, *, on: Day, value: Any = None) -> Verdict:
        """Whether `key` holds (with `value`, where one is given) at the end of the day `on`."""
        code, day = self._code(key), ordinal(on)
        if day > self.horizons.horizon(key):
            return Verdict.UNKNOWN
        possible = self._possible(code, day)
        if value is not None:
            return self._holds_value(key, code, day, possible, value)
        if not may_be_absent(possible):
            return Verdict.YES
        return Verdict.POSSIBLE if may_hold(possible) else self._absent(key, code, day)

    def _holds_value(
        self, key: Key, code: int | None, day: int, possible: Possible, value: Any
    ) -> Verdict:
        if code is not None and self.course.may_have(code, day, value):
            sure = isinstance(possible, Range) and possible in hull(value)
            return Verdict.YES if sure or self.course.is_certain(code, day) else Verdict.POSSIBLE
        if not may_be_absent(possible):
            return Verdict.NO
        return self._absent(key, code, day)

    def _absent(self, key: Key, code: int | None, day: int) -> Verdict:
        """NO where the log is complete or an event ended it; else nobody can say."""
        if self.horizons.covered(key, day) or self._ended(key, code, day):
            return Verdict.NO
        return Verdict.UNKNOWN

    def _ended(self, key: Key, code: int | None, day: int) -> bool:
        if code is not None:
            return self.course.ended(code, day)
        columns = self.log.columns
        return any(
            matches(pattern, key) and self.log.tellings.nominal[row] and columns.last[row] <= day
            for pattern, row in self.course.patterns
        )

    def _possible(self, code: int | None, day: int) -> Possible:
        if code is None:
            return Range(0, 0) if self.course.sums else frozenset((None,))
        return self.course.possible(code, day)

    def _code(self, key: Key) -> int | None:
        if not isinstance(key, tuple) or len(key) != len(self.names):
            raise InvalidKey(
                f"{key!r} is no key of {self.projection.name}; a key is a tuple of "
                f"({', '.join(self.names)})",
                code="key-places",
            )
        return self.course.space.codes.get(key)

    # Over time

    def spells(self, *, by: By = "key") -> Table:
        """The maximal periods [start, end) of each key, or of each key and value.

        `last_day` is the day before `end`. An open end is None, with `right_censored` and the
        day `censored_on` after which the log cannot know.
        """
        if by not in ("key", "value"):
            raise StatusQuoError(f"spells go by key or by value, not {by!r}", code="spells-by")
        return spells_table(self.each_spell(by=by), self.names, by)

    def each_spell(self, *, by: By = "key") -> Iterator[Spell]:
        """The spells one by one, each with the events that opened and closed it."""
        return spells_of(self.course, self.horizons, self.log, by)

    def changes(self, *, after: Day, until: Day) -> tuple[Turn, ...]:
        """What began, ended or changed in (after, until], in order of days and keys."""
        start, stop = _period(after, until)
        course, turns = self.course, self.course.turns
        found: list[tuple[int, int, Turn]] = []
        for turn in ((turns.day > start) & (turns.day <= stop)).nonzero()[0].tolist():
            code, day = int(turns.key[turn]), int(turns.day[turn])
            first = turn == turns.of_key(code).start
            found.append(
                (
                    day,
                    turn,
                    Turn(
                        on=civil(day),
                        key=course.space.keys[code],
                        before=course.values[ABSENT if first else int(turns.value[turn - 1])],
                        after=course.values[int(turns.value[turn])],
                        events=tuple(self.log.events[row] for row in course.turned_by(turn)),
                    ),
                )
            )
        return tuple(turn for _, _, turn in sorted(found, key=lambda item: item[:2]))

    def diff(self, start: Day, end: Day) -> Diff:
        """What differs between the end of `start` and the end of `end`."""
        _period(start, end)
        return Diff.between(self.at(start), self.at(end))

    def panel(
        self,
        *,
        freq: Frequency = "year",
        rule: Rule = "any",
        since: Day | None = None,
        until: Day | None = None,
    ) -> Table:
        """A row for each key and calendar period; see `rule`: any, first, last or most.

        Without `since` and `until` it runs from the first turn to the last recorded day.
        """
        days = self.course.turns.day
        first = int(days.min()) if len(days) else self.horizons.last_recorded
        start = max(first, FIRST_DAY) if since is None else ordinal(since)
        stop = self.horizons.last_recorded if until is None else ordinal(until)
        return panel_table(self.course, self.horizons, freq, rule, start, stop)

    # Behind it

    def why(self, key: Key, *, on: Day) -> Explanation:
        """What makes `key` hold at the end of the day `on`, or ended it."""
        code, day = self._code(key), ordinal(on)
        log, events = self.log, self.log.events
        reasons = None if code is None else self.course.reasons(code, day)
        behind = reasons.events if reasons else ()
        said = (*behind, *reasons.corroborating, *reasons.rivals) if reasons else ()
        value = self.at(on).get(key)
        works = {key for row in said for key in events[row].source}
        return Explanation(
            projection=self.projection.name,
            key=key,
            on=civil(day),
            verdict=self.holds(key, on=on, value=value),
            value=value,
            events=tuple(events[row] for row in behind),
            corroborated_by=tuple(events[row] for row in reasons.corroborating) if reasons else (),
            rivals=tuple(events[row] for row in reasons.rivals) if reasons else (),
            superseded=tuple((events[row], civil(until)) for row, until in reasons.superseded)
            if reasons
            else (),
            contributions=tuple((events[row], amount) for row, amount in reasons.contributions)
            if reasons
            else (),
            coverage=self.horizons.of_key(key),
            near=() if behind else tuple(self.course.space.near(key)),
            sources=log.works(works),
        )

    def findings(self) -> tuple[Finding, ...]:
        """Contradictions met on the way: data about the record."""
        return self.course.findings()

    # Other timelines

    def where(self, predicate: Callable[[Fact], bool]) -> "Timeline":
        """The timeline of only those keys and values for which `predicate` says yes.

        It is called with a fact: its places by name, and its `value`.
        """

        def again(log: Log) -> Timeline:
            return self.again(log).where(predicate)

        return attrs.evolve(self, course=SelectedCourse(self.course, predicate), again=again)

    def plus(self, *lines: Event | Declaration) -> "Timeline":
        """The same as replaying the log with these lines more."""
        return self.again(self.log.plus(*lines))


def _period(start: Day, end: Day) -> tuple[int, int]:
    first, last = ordinal(start), ordinal(end)
    if last < first:
        raise InvalidPeriod(
            f"the period ends ({end}) before it begins ({start})",
            code="period-backwards",
            hint=f"write {end} first",
        )
    return first, last
