"""Whether one fact holds: at the end of a day, or at the end of every day of a period."""

from collections.abc import Hashable
from itertools import groupby
from typing import Any

import attrs

from statusquo.courses.course import NUMBERS, may_be_absent
from statusquo.dates.days import civil
from statusquo.judging.absence import absence
from statusquo.judging.evidence import Evidence, Witness
from statusquo.judging.points import Point
from statusquo.judging.rulings import Ruling
from statusquo.judging.scopes import Days, telling_days
from statusquo.lines.event import Event
from statusquo.lines.keys import Key, shown_key
from statusquo.projecting.values import identity
from statusquo.ranges import Range
from statusquo.timelines.explanation import Explanation
from statusquo.timelines.timeline import Timeline
from statusquo.timelines.verdicts import Verdict

SURE = {Verdict.YES: Ruling.HOLDS, Verdict.NO: Ruling.FAILS, Verdict.UNKNOWN: Ruling.UNDECIDABLE}
"""The rulings that verdicts which are not open between readings stand for."""


@attrs.frozen(eq=False)
class Look:
    """A look at one fact of a timeline at the end of a day, an ordinal, by its value if given."""

    history: Timeline
    key: Key
    day: int
    value: Any = None

    @property
    def verdict(self) -> Verdict:
        """Whether it holds, with the value if one is asked for."""
        return self.history.judge.verdict(self.key, self.day, self.value)

    @property
    def nominal(self) -> Any:
        """The value on the nominal reading, None where it does not hold."""
        course = self.history.course
        code = course.space.code_of(self.key)
        return None if code is None else course.values[course.value_at(code, self.day)]

    @property
    def said(self) -> Hashable:
        """What two looks share if they see the same."""
        return self.verdict, None if self.nominal is None else identity(self.nominal), self.ruling

    @property
    def ruling(self) -> Ruling:
        """The ruling on the nominal reading of dates."""
        if self.verdict is not Verdict.POSSIBLE:
            return SURE[self.verdict]
        if self.nominal is None:
            return self.absence[0]
        return _fit(self.nominal, self.value)

    @property
    def readings(self) -> frozenset[Ruling]:
        """The rulings that some reading may give."""
        if self.verdict is not Verdict.POSSIBLE:
            return frozenset((self.ruling,))
        possible = self.history.judge.possible(self.key, self.day)
        found = {self.ruling, *(self.absence if may_be_absent(possible) else ())}
        if isinstance(possible, Range):
            return frozenset((*found, Ruling.HOLDS, *self._not_that_total()))
        return frozenset((*found, *(_fit(v, self.value) for v in possible if v is not None)))

    def _not_that_total(self) -> tuple[Ruling, ...]:
        """Of a total that is asked for, other totals are possible too."""
        return () if self.value is None else (Ruling.FAILS,)

    @property
    def absence(self) -> tuple[Ruling, ...]:
        """The rulings where a reading has no such fact, that of the nominal one first."""
        return absence(self.history, self.key, self.day)

    @property
    def seen(self) -> Evidence:
        """The fact, perhaps only possible, with its events and those that speak against it."""
        return self.seen_on(self.day)

    def seen_on(self, day: int) -> Evidence:
        """The same, as a fact that held at some moment of a later day."""
        why = self.history.why(self.key, on=civil(self.day))
        on, later = civil(day), day != self.day
        witness = Witness(why.projection, self.key, on, why.value, self.verdict, during=later)
        behind = Evidence(events=events_of(why), rivals=why.rivals)
        holds = why.value is not None
        return behind | (Evidence(facts=(witness,)) if holds else Evidence(possible=(witness,)))

    @property
    def evidence(self) -> Evidence:
        """The fact, for or against, with its events and what is known of completeness."""
        why = self.history.why(self.key, on=civil(self.day))
        witness = Witness(why.projection, self.key, why.on, why.value, why.verdict)
        ruling = self.ruling
        missing = () if ruling is not Ruling.UNDECIDABLE else (self._missing(),)
        covered = tuple(c for c in why.coverage if c.since <= why.on <= c.until)
        return Evidence(
            facts=(witness,) if ruling is Ruling.HOLDS else (),
            counterexamples=(witness,) if ruling is Ruling.FAILS else (),
            events=events_of(why),
            rivals=why.rivals,
            complete=covered if why.value is None else (),
            missing=missing,
        )

    def _missing(self) -> str:
        fact = f"{self.history.projection.name} {shown_key(self.key)}"
        return f"{fact}, at the end of {civil(self.day)}"

    @property
    def point(self) -> Point:
        """What it comes to."""
        return Point(self.ruling, self.readings, self.evidence)


def events_of(why: Explanation) -> tuple[Event, ...]:
    """The events of an explanation, those that say the same again among them."""
    return (*why.events, *why.corroborated_by, *(event for event, _ in why.contributions))


def _fit(had: Any, value: Any) -> Ruling:
    """Whether what a fact has is what is asked for; undecidable where ranges only overlap."""
    if value is None or identity(had) == identity(value):
        return Ruling.HOLDS
    if type(had) in NUMBERS and type(value) in NUMBERS and Range in (type(had), type(value)):
        if isinstance(value, Range) and had in value:
            return Ruling.HOLDS
        wide, other = (had, value) if isinstance(had, Range) else (value, had)
        return Ruling.UNDECIDABLE if wide.overlaps(other) else Ruling.FAILS
    return Ruling.FAILS


def always(history: Timeline, key: Key, days: Days, value: Any = None) -> Point:
    """Whether a fact holds at the end of every day; the days on which it does not are shown."""
    ends = attrs.evolve(days, whole=False)
    looks = [Look(history, key, day, value) for day in telling_days(history, key, ends)]
    points = [next(alike).point for _, alike in groupby(looks, key=lambda look: look.said)]
    found = points[0]
    for point in points[1:]:
        found &= point
    return found
