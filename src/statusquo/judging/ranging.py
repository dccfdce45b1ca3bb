"""Whether some fact of a scope holds at some time: what is shown, what may be, what is complete."""

from collections.abc import Iterator
from typing import Any

import attrs

from statusquo.courses.course import Course
from statusquo.courses.selection import SelectedCourse
from statusquo.courses.states import StateCourse
from statusquo.dates.days import civil
from statusquo.judging.evidence import Evidence, Witness, merged
from statusquo.judging.holding import Look
from statusquo.judging.points import Point
from statusquo.judging.rulings import Ruling
from statusquo.judging.scopes import Scope, telling_days
from statusquo.lines.keys import Key
from statusquo.projecting.decorators import Fact
from statusquo.projecting.values import ABSENT
from statusquo.timelines.verdicts import Verdict


@attrs.frozen(eq=False)
class Sighting:
    """A fact that holds at some time of a scope: nominally, surely, or only on some reading."""

    nominal: bool
    sure: bool
    evidence: Evidence


def some(scope: Scope) -> Point:
    """Whether any fact holds in a scope at some time; where none is seen, completeness decides.

    `facts` are the ones that hold, each on the first day on which it is surest.
    """
    seen = [sighting for key in scope.named() for sighting in _sightings(scope, key)]
    if any(sighting.sure for sighting in seen):
        return Point.of(Ruling.HOLDS, merged(s.evidence for s in seen if s.nominal))
    silence = scope.silence()
    if not seen:
        return silence
    nominal = Ruling.HOLDS if any(sighting.nominal for sighting in seen) else silence.ruling
    found = merged(sighting.evidence for sighting in seen) | silence.evidence
    return Point.of(nominal, found, {Ruling.HOLDS, *silence.readings})


def _sightings(scope: Scope, key: Key) -> Iterator[Sighting]:
    """The sighting of a key, if it holds on some reading: on the first of its surest days."""
    looks = [Look(scope.history, key, day) for day in telling_days(scope.history, key, scope.days)]
    found = next((look for look in looks if look.verdict is Verdict.YES), None)
    passing = _passing(scope, key)
    if found is None and passing is not None:
        yield passing
        return
    possible = [look for look in looks if look.verdict is Verdict.POSSIBLE]
    nominal = next((look for look in possible if look.nominal is not None), None)
    look = found or nominal or next(iter(possible), None)
    if look is None:
        yield from _unseen(scope, key)
    else:
        seen = look.seen_on(max(look.day, scope.days.first))
        yield Sighting(look.nominal is not None, look is found, seen)


def _passing(scope: Scope, key: Key) -> Sighting | None:
    """A fact that began and ended within one day, so that it holds at no day's end."""
    course = scope.history.course
    code, days = course.space.code_of(key), scope.days
    if code is None or not days.whole:
        return None
    for turn in course.turns.between(code, days.first, days.last):
        day, value = int(course.turns.day[turn]), int(course.turns.value[turn])
        if value == ABSENT or course.value_at(code, day) != ABSENT:
            continue
        if day > scope.history.horizons.horizon(key):
            continue
        sure = course.is_set_on(code, day, value)
        verdict = Verdict.YES if sure else Verdict.POSSIBLE
        name, events = scope.history.projection.name, course.turned_by(turn)
        witness = Witness(name, key, civil(day), course.values[value], verdict, during=True)
        return Sighting(True, sure, Evidence(facts=(witness,), events=events))
    return None


def _unseen(scope: Scope, key: Key) -> Iterator[Sighting]:
    """A fact that may begin and end within one day, on another reading than the nominal one."""
    course = _whole(scope.history.course)
    code, days = course.space.code_of(key), scope.days
    if not (days.whole and isinstance(course, StateCourse) and code in course.doubtful):
        return
    horizon = min(days.last, scope.history.horizons.horizon(key))
    for telling in (each for act in course.acts_of(code) for each in act.tellings):
        day, value = max(telling.first, days.first), course.values[telling.outcome]
        if value is not None and day <= min(telling.last, horizon) and _wants(scope, key, value):
            name, event = scope.history.projection.name, course.log.events[telling.event]
            witness = Witness(name, key, civil(day), value, Verdict.POSSIBLE, during=True)
            yield Sighting(False, False, Evidence(possible=(witness,), rivals=(event,)))
            return


def _whole(course: Course) -> Course:
    """The course of which only some keys and values were chosen."""
    return _whole(course.whole) if isinstance(course, SelectedCourse) else course


def _wants(scope: Scope, key: Key, value: Any) -> bool:
    fact = Fact(scope.history.names, key, value)
    return all(predicate(fact) for predicate in scope.history.predicates)
