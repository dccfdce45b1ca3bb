"""The timeline of one projection: every question about its facts over time."""

from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import Any

import attrs

from statusquo.courses.course import Course, Possible, Reasons
from statusquo.courses.findings import Finding
from statusquo.courses.horizons import Horizons
from statusquo.courses.origins import Origin
from statusquo.courses.selection import SelectedCourse
from statusquo.dates.days import FIRST_DAY, Day, civil, ordinal
from statusquo.errors import StatusQuoError
from statusquo.lines.declarations import Declaration
from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.logs.choosing import Unwanted
from statusquo.logs.columns import numbers
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Fact, Projection
from statusquo.table import Table
from statusquo.timelines.explanation import Explanation
from statusquo.timelines.facts import Facts
from statusquo.timelines.judging import Judge
from statusquo.timelines.panels import Frequency, Rule, panel_table
from statusquo.timelines.spelling import By, Spell, spells_of, spells_table
from statusquo.timelines.turning import Diff, Turn, turns_between
from statusquo.timelines.verdicts import Verdict

Predicate = Callable[[Fact], bool]
_NEAR = 5


class InvalidKey(StatusQuoError, ValueError):
    """Raised when a question gives a key with another number of places than the keys have."""


class InvalidPeriod(StatusQuoError, ValueError):
    """Raised when a period ends before it begins."""


@attrs.frozen(eq=False)
class Timeline:
    """What a projection says for every day of a log; made by `replay`.

    Days are given as text, `date` or `Date`; those that come back are `pendulum.Date`. Keys are
    whole tuples. `at` is the end of a day. With `known`, a day too, a verb answers as known then:
    by what was on the record by the end of that day, corrections as of then.
    """

    projection: Projection | Derived
    origin: Origin = attrs.field(repr=False)
    course: Course = attrs.field(repr=False)
    horizons: Horizons = attrs.field(repr=False)
    predicates: tuple[Predicate, ...] = attrs.field(default=(), repr=False)

    @classmethod
    def made(
        cls,
        projection: Projection | Derived,
        origin: Origin,
        predicates: tuple[Predicate, ...] = (),
    ) -> "Timeline":
        """The timeline of a projection, of only those facts to which all predicates say yes."""
        course = origin.course(projection)
        for predicate in predicates:
            course = SelectedCourse(course, predicate)
        return cls(projection, origin, course, origin.horizons(projection), predicates)

    def again(self, origin: Origin) -> "Timeline":
        """The same of another origin."""
        return Timeline.made(self.projection, origin, self.predicates)

    @property
    def log(self) -> Log:
        """The log that was replayed."""
        return self.origin.log

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the places of the keys."""
        return self.course.space.names

    @property
    def judge(self) -> Judge:
        """What can be said of one fact."""
        return Judge(self.course, self.horizons)

    def named_keys(self) -> tuple[Key, ...]:
        """The keys that the log ever names, in order, whether they hold at some time or not."""
        space = self.course.space
        return tuple(space.keys[code] for code in numbers(space.listed()))

    def __repr__(self) -> str:
        keys = len(self.course.space.listed())
        spells = len(self.course.turns.stretches.key)
        return (
            f"Timeline of {self.projection.name} ({', '.join(self.names)}): "
            f"{keys} keys, {spells} spells"
        )

    def known(self, day: Day) -> "Timeline":
        """The timeline as known on a day, the same as that of `log.known(day)`."""
        return self.again(self.origin.known(min(ordinal(day), self.log.known_on)))

    def _by(self, known: Day | None) -> "Timeline":
        return self if known is None else self.known(known)

    # On a day

    def at(self, day: Day, *, known: Day | None = None) -> Facts:
        """What holds at the end of `day`."""
        return Facts(self._by(known).judge, ordinal(day))

    def before(self, day: Day, *, known: Day | None = None) -> Facts:
        """What held at the end of the day before `day`; before 0001-01-01 there is none."""
        if ordinal(day) == FIRST_DAY:
            raise InvalidPeriod("there is no day before 0001-01-01", code="date-range")
        return Facts(self._by(known).judge, ordinal(day) - 1)

    def during(self, day: Day, *, known: Day | None = None) -> Facts:
        """What held at any moment of `day`, each key with the last value that it had then."""
        return Facts(self._by(known).judge, ordinal(day), whole_day=True)

    def values(self, key: Key, *, on: Day, known: Day | None = None) -> Possible:
        """The values that some reading gives `key` at the end of the day `on`.

        A frozenset, with None in it where the fact may not hold; of a sum, one `Range`.
        """
        return self._by(known).judge.possible(self._checked(key), ordinal(on))

    def holds(self, key: Key, *, on: Day, value: Any = None, known: Day | None = None) -> Verdict:
        """Whether `key` holds (with `value`, where one is given) at the end of the day `on`."""
        return self._by(known).judge.verdict(self._checked(key), ordinal(on), value)

    def _checked(self, key: Key) -> Key:
        if not isinstance(key, tuple) or len(key) != len(self.names):
            raise InvalidKey(
                f"{key!r} is no key of {self.projection.name}; a key is a tuple of "
                f"({', '.join(self.names)})",
                code="key-places",
            )
        return key

    # Over time

    def spells(self, *, by: By = "key", known: Day | None = None) -> Table:
        """The maximal periods [start, end) of each key, or of each key and value.

        `last_day` is the day before `end`. An open end is None, with `right_censored` and the
        day `censored_on` after which the log cannot know.
        """
        if by not in ("key", "value"):
            raise StatusQuoError(f"spells go by key or by value, not {by!r}", code="spells-by")
        return spells_table(self.each_spell(by=by, known=known), self.names, by)

    def each_spell(self, *, by: By = "key", known: Day | None = None) -> Iterator[Spell]:
        """The spells one by one, each with the events that opened and closed it."""
        chosen = self._by(known)
        return spells_of(chosen.course, chosen.horizons, by)

    def changes(self, *, after: Day, until: Day, known: Day | None = None) -> tuple[Turn, ...]:
        """What began, ended or changed in (after, until], in order of days and keys."""
        return turns_between(self._by(known).course, *_period(after, until))

    def diff(self, start: Day, end: Day, *, known: Day | None = None) -> Diff:
        """What differs between the end of `start` and the end of `end`."""
        _period(start, end)
        return Diff.between(self.at(start, known=known), self.at(end, known=known))

    def panel(
        self,
        *,
        freq: Frequency = "year",
        rule: Rule = "any",
        since: Day | None = None,
        until: Day | None = None,
        known: Day | None = None,
    ) -> Table:
        """A row for each key and calendar period; see `rule`: any, first, last or most.

        Without `since` and `until` it runs from the first turn to the last recorded day.
        """
        chosen = self._by(known)
        days, last = chosen.course.turns.day, chosen.horizons.last_recorded
        first = int(days.min()) if len(days) else last
        start = max(first, FIRST_DAY) if since is None else ordinal(since)
        stop = last if until is None else ordinal(until)
        return panel_table(chosen.course, chosen.horizons, freq, rule, start, stop)

    # Behind it

    def why(self, key: Key, *, on: Day, known: Day | None = None) -> Explanation:
        """What makes `key` hold at the end of the day `on`, or ended it."""
        chosen, day = self._by(known), ordinal(on)
        course, code = chosen.course, chosen.course.space.code_of(self._checked(key))
        reasons = Reasons() if code is None else course.reasons(code, day)
        value = None if code is None else course.values[course.value_at(code, day)]
        said = (*reasons.events, *reasons.corroborating, *reasons.rivals)
        return Explanation(
            projection=self.projection.name,
            key=key,
            on=civil(day),
            verdict=chosen.judge.verdict(key, day, value),
            value=value,
            events=reasons.events,
            corroborated_by=reasons.corroborating,
            rivals=reasons.rivals,
            superseded=tuple((event, civil(until)) for event, until in reasons.superseded),
            contributions=reasons.contributions,
            coverage=chosen.horizons.of_key(key),
            near=() if reasons.events else tuple(islice(course.space.near(key), _NEAR)),
            sources=chosen.log.works({name for event in said for name in event.source}),
        )

    def findings(self) -> tuple[Finding, ...]:
        """Contradictions met on the way: data about the record."""
        return tuple(dict.fromkeys(_findings(self.course)))

    # Other timelines

    def where(self, predicate: Predicate) -> "Timeline":
        """The timeline of only those keys and values for which `predicate` says yes.

        It is called with a fact: its places by name, and its `value`.
        """
        return Timeline.made(self.projection, self.origin, (*self.predicates, predicate))

    def plus(self, *lines: Event | Declaration) -> "Timeline":
        """The same as replaying the log with these lines more, at the cost of the keys touched."""
        return self.again(self.origin.plus(lines))

    def without(self, *unwanted: Unwanted) -> "Timeline":
        """The same as replaying `log.without(...)`: with events go what belongs to them."""
        return self.leaving_out(*self.log.going(*unwanted))

    def leaving_out(self, *events: Event) -> "Timeline":
        """The same as replaying the log without just these events; what corrects them stays."""
        return self.again(self.origin.leaving_out(events))

    def touched_since(self, before: "Timeline") -> Collection[Key]:
        """The keys of which this timeline may say something else than the one that it grew from."""
        touched = self.origin.touched(self.projection)
        return {*self.named_keys(), *before.named_keys()} if touched is None else touched


def _findings(course: Course) -> Iterator[Finding]:
    for part in course.parts.values():
        yield from _findings(part)
    yield from course.findings()


def _period(start: Day, end: Day) -> tuple[int, int]:
    first, last = ordinal(start), ordinal(end)
    if last < first:
        raise InvalidPeriod(
            f"the period ends ({end}) before it begins ({start})",
            code="period-backwards",
            hint=f"write {end} first",
        )
    return first, last
