"""A log replayed whole, and a log that was replayed and then changed a little.

Of the second only what the changes touch is made anew. The keys that a changed event touches are
replayed from a small log: of the events that ever touched them, and of those on which it depends
whether these stand and count. All other keys are as they were. A derived fact is put together
again where it shares places with a touched one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from statusquo.courses.combining import ComposedCourse
from statusquo.courses.composing import derive, derive_again
from statusquo.courses.course import EventCourse
from statusquo.courses.deriving import DerivedCourse
from statusquo.courses.horizons import ClaimedHorizons
from statusquo.courses.origins import Origin
from statusquo.courses.patches import PatchedComposition, PatchedEvents
from statusquo.courses.states import StateCourse
from statusquo.courses.sums import SumCourse
from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.lines.page import Line
from statusquo.lines.remarks import Coverage
from statusquo.logs.columns import numbers
from statusquo.logs.log import Log
from statusquo.projecting.changelog import ChangeLog, Recorded, in_columns
from statusquo.projecting.decorators import Derived, Projection, ProjectionError
from statusquo.projecting.recording import record_changes

_LITTLE = 5000
"""So many events may always be replayed again before all are."""

Changed = Mapping[str, Event]


class WholeReplay(Origin):
    """A log replayed whole by each projection."""

    def __init__(self, log: Log) -> None:
        super().__init__(log)
        self._change_logs: dict[Projection, ChangeLog] = {}
        self._derived_whole: dict[Derived, DerivedCourse] = {}

    def changes(self, projection: Projection) -> ChangeLog:
        """The change log of a projection."""
        if projection not in self._change_logs:
            log = self.log
            recorded = record_changes(projection, log.events, log.rows_ever(), log.place)
            self._change_logs[projection] = in_columns(
                projection.key, recorded, log.events, log.columns
            )
        return self._change_logs[projection]

    def _record(self, projection: Projection) -> EventCourse:
        course = course_of(projection, self.log, self.changes(projection))
        # Taken now, since most questions need them: then each answer is at hand.
        _ = course.turns
        return course

    def derived(self, projection: Derived) -> DerivedCourse:
        """The course of a derived projection."""
        if projection not in self._derived_whole:
            parts = {name: self.course(part) for name, part in projection.parts.items()}
            self._derived_whole[projection] = derive(projection, parts)
        return self._derived_whole[projection]

    def _compose(self, projection: Derived) -> DerivedCourse:
        return self.derived(projection)

    def plus(self, lines: Sequence[Line]) -> Origin:
        """See `Origin`."""
        return self.revised(*with_more(self.log, lines), 0)

    def leaving_out(self, events: Iterable[Event]) -> Origin:
        """See `Origin`."""
        return self.revised(*without(self.log, events), 0)

    def revised(self, log: Log, changed: Changed, spent: int) -> Origin:
        """The origin of a log in which only `changed` events may stand or count otherwise.

        Once as many events were replayed again as there are, all are replayed: so the cost of
        changes that come one by one stays in proportion to them.
        """
        if spent + len(changed) > max(_LITTLE, len(log.events)):
            return WholeReplay(log)
        return Revision(self, log, changed, spent)


def with_more(log: Log, lines: Sequence[Line]) -> tuple[Log, Changed]:
    """The log with some lines more, and the events that may stand or count otherwise there."""
    new = [line for line in lines if isinstance(line, Event) and not log.has(line)]
    more = log.plus(*lines)
    return more, more.kinship.with_relatives(new)


def without(log: Log, events: Iterable[Event]) -> tuple[Log, Changed]:
    """The log without some events, and those that may stand or count otherwise there."""
    gone = list(events)
    return log.leaving_out(gone), log.kinship.with_relatives(gone)


class Revision(Origin):
    """A log that was replayed whole, but for some changed events."""

    def __init__(self, whole: WholeReplay, log: Log, changed: Changed, spent: int) -> None:
        super().__init__(log)
        self._whole = whole
        self._changed = changed
        self._spent = spent
        self._touched: dict[Projection | Derived, Collection[Key] | None] = {}
        self._anew = WholeReplay(log)

    def plus(self, lines: Sequence[Line]) -> Origin:
        """See `Origin`."""
        log, changed = with_more(self.log, lines)
        return self._whole.revised(log, {**self._changed, **changed}, self._spent)

    def leaving_out(self, events: Iterable[Event]) -> Origin:
        """See `Origin`."""
        log, changed = without(self.log, events)
        return self._whole.revised(log, {**self._changed, **changed}, self._spent)

    def touched(self, projection: Projection | Derived) -> Collection[Key] | None:
        """See `Origin`: those that a changed event touches, whether they are still there or not."""
        return None if self._coverage_changed else self._touched_by_events(projection)

    def _touched_by_events(self, projection: Projection | Derived) -> Collection[Key] | None:
        self.course(projection)
        return self._touched[projection]

    @property
    def _coverage_changed(self) -> bool:
        return any(isinstance(event, Coverage) for event in self._changed.values())

    def claims(self, projection: Projection | Derived) -> ClaimedHorizons:
        """See `Origin`."""
        if self._coverage_changed:
            return super().claims(projection)
        before = self._whole.claims(projection)
        return attrs.evolve(before, last_recorded=self.log.last_recorded())

    def _record(self, projection: Projection) -> EventCourse:
        try:
            return self._recorded_again(projection)
        except ProjectionError:
            # A mistake of the projection is told as in a whole replay, if it is one there too.
            self._touched[projection] = None
            return self._anew.recorded(projection)

    def _recorded_again(self, projection: Projection) -> EventCourse:
        before, changes = self._whole.recorded(projection), self._whole.changes(projection)
        told = [
            _told(projection, log.small(e for e in self._changed.values() if log.has(e)), changes)
            for log in (self._whole.log, self.log)
        ]
        keys = {key: None for each in told for key in _touched_keys(each, changes)}.keys()
        self._touched[projection] = keys
        if not keys and not any(each.patterns for each in told):
            return before
        small = self._small_log(keys, changes)
        self._spent += len(small.events)
        recorded = _told(projection, small, changes)
        patch = in_columns(projection.key, recorded, small.events, small.columns, only=keys)
        return PatchedEvents(
            before=before,
            patch=course_of(projection, small, patch),
            touched=keys,
            retold={event.id for event in small.events},
        )

    def _small_log(self, keys: Collection[Key], changes: ChangeLog) -> Log:
        """All events that touch the keys, and those on which it depends whether they count."""
        events = [*self._changed.values()]
        for key in keys:
            code = changes.space.code_of(key)
            rows = (
                changes.events_matching(key)
                if code is None
                else numbers(changes.event[changes.rows_of(code)])
            )
            events.extend(self._whole.log.events[row] for row in rows)
        return self.log.small(self.log.kinship.with_relatives(events).values())

    def _compose(self, projection: Derived) -> ComposedCourse:
        before = self._whole.derived(projection)
        parts = {name: self.course(part) for name, part in projection.parts.items()}
        touched: dict[str, Collection[Key]] = {}
        for name, part in projection.parts.items():
            keys = self._touched_by_events(part)
            if keys is None:
                return self._composed_anew(projection)
            touched[name] = keys
        self._touched[projection] = ()
        if all(parts[name] is before.parts[name] for name in parts):
            return before
        try:
            patch, keys = derive_again(before, parts, touched)
        except ProjectionError:
            return self._composed_anew(projection)
        self._touched[projection] = keys
        return PatchedComposition(before=before, patch=patch, touched=keys, retold=())

    def _composed_anew(self, projection: Derived) -> ComposedCourse:
        self._touched[projection] = None
        return self._anew.composed(projection)


def _touched_keys(recorded: Recorded, changes: ChangeLog) -> Collection[Key]:
    keys = dict.fromkeys(recorded.keys)
    for pattern, _ in recorded.patterns:
        codes = changes.space.matching(pattern)
        keys.update(dict.fromkeys(changes.space.keys[code] for code in codes))
    return keys.keys()


def _told(projection: Projection, log: Log, changes: ChangeLog) -> Recorded:
    """What a projection makes of a small log, of the kinds that its changes were of before."""
    return record_changes(projection, log.events, log.rows_ever(), log.place, changes.kinds)


def course_of(projection: Projection, log: Log, changes: ChangeLog) -> EventCourse:
    """The course of states or of sums that stands on a change log."""
    kind = SumCourse if changes.sums else StateCourse
    return kind(projection.name, log, changes)
