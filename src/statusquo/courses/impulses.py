"""What each event of a sum adds by itself, on which day: the nominal reading in columns."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from statusquo.courses.course import Course
from statusquo.courses.patches import PatchedCourse
from statusquo.courses.readings import Act
from statusquo.courses.recorded import RecordedCourse
from statusquo.courses.sums import SumCourse
from statusquo.dates.days import OPEN
from statusquo.projecting.changelog import Column
from statusquo.projecting.values import ByCode


class Impulses(NamedTuple):
    """The key, the day and the code of the amount of each addition, in order of keys and days.

    `amounts` has the amounts by their codes.
    """

    key: Column
    day: Column
    amount: Column
    amounts: ByCode


def impulses_of(course: Course) -> Sequence[Impulses]:
    """The additions that count nominally, a set of columns for each place where amounts lie."""
    if isinstance(course, PatchedCourse):
        return _patched(course)
    return [_recorded(course)] if isinstance(course, SumCourse) else []


def _recorded(course: SumCourse) -> Impulses:
    changes, beaten = course.changes, list(course.log.tellings.beaten)
    counts = changes.standing(course.log.known_on) & (changes.last != OPEN)
    rows = np.flatnonzero(counts & ~np.isin(changes.event, beaten))
    columns = (changes.key[rows], changes.last[rows], changes.value[rows])
    return Impulses(*columns, changes.values)


def _patched(course: PatchedCourse) -> list[Impulses]:
    found: list[Impulses] = []
    for part in impulses_of(course.before):
        kept = np.isin(part.key, course.space.replaced, invert=True)
        columns = (part.key[kept], part.day[kept], part.amount[kept])
        found.append(Impulses(*columns, part.amounts))
    late = np.int32(course.space.parting)
    patch = impulses_of(course.patch)
    return [*found, *(part._replace(key=part.key + late) for part in patch)]


def told_acts(course: Course, code: int) -> tuple[Sequence[Act], ByCode]:
    """The acts that touch a key of a sum, with their tellings, and the amounts by code."""
    if isinstance(course, PatchedCourse):
        parting = course.space.parting
        within = (course.before, code) if code < parting else (course.patch, code - parting)
        return told_acts(*within)
    if isinstance(course, RecordedCourse):
        return course.acts_of(code), course.changes.values
    return (), course.values


def adds(course: Course) -> bool:
    """Whether a course is of sums, as far as anything shows."""
    if isinstance(course, PatchedCourse):
        return adds(course.before) and adds(course.patch)
    return isinstance(course, SumCourse) or not len(course.space.keys)
