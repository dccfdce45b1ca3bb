"""The inquiry that a claim makes into a log: it answers in points, which keep their evidence."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import pendulum

from statusquo.dates.days import LAST_DAY, Day, civil, ordinal
from statusquo.judging.counting import counted
from statusquo.judging.evidence import Evidence, merged
from statusquo.judging.holding import SURE, Look, always, events_of
from statusquo.judging.ordering import Which, before
from statusquo.judging.points import Point
from statusquo.judging.quantities import Quantity
from statusquo.judging.ranging import some
from statusquo.judging.replays import Replays
from statusquo.judging.rulings import Ruling
from statusquo.judging.scopes import Days, InvalidQuestion, Places, Scope
from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.logs.choosing import Unwanted
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Fact, Projection
from statusquo.scrutiny.supposing import consequences
from statusquo.table import shown_cell
from statusquo.timelines.explanation import Explanation
from statusquo.timelines.timeline import Timeline
from statusquo.timelines.verdicts import Verdict

Wanted = Callable[[Fact], bool]


class Explained(Protocol):
    """What explains a number: it has the events behind it, and may have rivals."""

    @property
    def events(self) -> tuple[Event, ...]:
        """The events behind it."""
        ...


class Inquiry:
    """What a claim asks of one view of a log, and the points that it gets for answers.

    Points combine with `&`, `|` and `~`. What a question finds is kept as evidence by itself.
    Days are given as everywhere; a period has both of its days, from `since` to `until`, and asks
    about every moment of them, while `on` is the end of a day.
    """

    def __init__(self, replays: Replays, choices: Mapping[str, str]) -> None:
        self._replays = replays
        self._choices = choices

    @property
    def log(self) -> Log:
        """The view of the log that is asked."""
        return self._replays.log

    @property
    def known(self) -> pendulum.Date | None:
        """The day as known on which the log is judged, None where by all that is known now."""
        day = self.log.known_on
        return None if day > LAST_DAY else civil(day)

    def choice(self, name: str) -> str:
        """The alternative that is taken of a choice of the claim; the first is the default."""
        if name not in self._choices:
            raise InvalidQuestion(
                f"the claim has no choice {name!r}; it has {', '.join(self._choices) or 'none'}",
                code="claim-choice",
                hint="name it, with its alternatives, in choices=",
            )
        return self._choices[name]

    def replay(self, projection: Any) -> Any:
        """The timeline of a projection, or of a balance, in this view; each is replayed once."""
        return self._replays.of(projection)

    # Facts

    def holds(
        self, projection: Projection | Derived, key: Key, *, on: Day, value: Any = None
    ) -> Point:
        """Whether a fact holds at the end of a day (with `value`, where one is given).

        `~ask.holds(...)` is that it does not. Where the log cannot know, it is undecidable.
        """
        history = self.replay(projection)
        history.holds(key, on=on)
        return Look(history, key, ordinal(on), value).point

    def always(
        self,
        projection: Projection | Derived,
        key: Key,
        *,
        since: Day,
        until: Day,
        value: Any = None,
    ) -> Point:
        """Whether a fact holds at the end of every day from `since` to `until`."""
        history = self.replay(projection)
        history.holds(key, on=since)
        return always(history, key, Days.period(since, until), value)

    def some(
        self,
        projection: Projection | Derived,
        *,
        on: Day | None = None,
        since: Day | None = None,
        until: Day | None = None,
        where: Wanted | None = None,
        **places: Places,
    ) -> Point:
        """Whether any fact with these places holds: at the end of a day, or at some moment.

        A place is one, or a tuple of several of which any will do. `where` is asked about each
        fact, its places by name and its `value`. Where none is seen, it fails if the log is
        complete about all such facts, and else it is undecidable.
        """
        return some(self._scope(projection, Days.asked(on, since, until), where, places))

    def none(
        self,
        projection: Projection | Derived,
        *,
        on: Day | None = None,
        since: Day | None = None,
        until: Day | None = None,
        where: Wanted | None = None,
        **places: Places,
    ) -> Point:
        """Whether no fact with these places ever holds: the contrary of `some`.

        It holds only where the log claims to be complete about all of them; the facts that hold
        are its counterexamples.
        """
        return ~self.some(projection, on=on, since=since, until=until, where=where, **places)

    def before(self, one: Which, other: Which) -> Point:
        """Whether the first of some events came on an earlier day than the first of others.

        Each is an event or a predicate of events. Only the observed order counts: where the log
        has none of either, it is undecidable.
        """
        return before(self.log, one, other)

    # Numbers

    def count(
        self,
        projection: Projection | Derived,
        *,
        on: Day,
        where: Wanted | None = None,
        **places: Places,
    ) -> Quantity:
        """How many facts with these places hold at the end of a day, to be compared.

        The bounds are those of all readings; without completeness there may be more.
        """
        scope = self._scope(projection, Days.asked(on, None, None), where, places)
        return counted(scope, f"{scope.history.projection.name} on {civil(scope.days.first)}")

    def number(
        self, name: str, value: Any, *, why: Explained | tuple[Explained, ...] = ()
    ) -> Quantity:
        """A number, a range or a total, to be compared; unknown if None or `Verdict.UNKNOWN`.

        `why` is what explains it, as `why` of a timeline gives it, or a tuple of several.
        """
        reasons = why if isinstance(why, tuple) else (why,)
        return Quantity.of(value, name, merged(map(_behind, reasons)))

    # What a log cannot say

    def undecidable(self, why: str, *seen: Point) -> Point:
        """That nothing in a log decides it, and why; what was `seen` is kept as evidence.

        Trust, motives, prestige, what would have been and what will be are not in a log.
        """
        found = merged(point.evidence for point in seen)
        return Point.of(Ruling.UNDECIDABLE, found | Evidence(notes=(why,)))

    def without(
        self, unwanted: Unwanted, *projections: Projection | Derived, why: str = ""
    ) -> Point:
        """That what would have happened otherwise is undecidable, with what differs in the log.

        The evidence are the facts of the projections that the rest of the log does not bear.
        """
        gone = () if _is_left_out(self.log, unwanted) else self.log.going(unwanted)
        rows = consequences(self.log, without=gone, projections=projections) if gone else ()
        notes = [f"without it: {' '.join(_told(row))}" for row in rows]
        honest = why or "what would have happened otherwise is not in a log"
        return Point.of(Ruling.UNDECIDABLE, Evidence(events=gone, notes=(honest, *notes)))

    def ruled(self, ruling: Ruling | Verdict, why: str, *events: Event) -> Point:
        """A point that the claim decides by itself, with the reason and the events behind it.

        A verdict may stand for the ruling. One that is only possible is undecidable, and on
        another reading of the dates it may hold or fail.
        """
        evidence = Evidence(events=events, notes=(why,))
        if isinstance(ruling, Ruling):
            return Point.of(ruling, evidence)
        return Point.of(SURE.get(ruling, Ruling.UNDECIDABLE), evidence, _others(ruling))

    def _scope(
        self,
        projection: Projection | Derived,
        days: Days,
        where: Wanted | None,
        places: Mapping[str, Places],
    ) -> Scope:
        history: Timeline = self.replay(projection)
        return Scope.of(history if where is None else history.where(where), places, days)


def _others(verdict: Verdict) -> tuple[Ruling, ...]:
    return (Ruling.HOLDS, Ruling.FAILS) if verdict is Verdict.POSSIBLE else ()


def _behind(why: Explained) -> Evidence:
    """The events of an explanation, whatever it explains."""
    if isinstance(why, Explanation):
        return Evidence(events=events_of(why), rivals=why.rivals)
    return Evidence(events=tuple(why.events))


def _is_left_out(log: Log, unwanted: Unwanted) -> bool:
    """Whether a view leaves out the event that is named, so that nothing more can go with it."""
    if not isinstance(unwanted, (str, Event)):
        return False
    name = unwanted if isinstance(unwanted, str) else unwanted.id
    meant = [event for event in log.events if name and event.id.startswith(name)]
    return bool(meant) and not any(map(log.has, meant))


def _told(row: Mapping[str, Any]) -> list[str]:
    names = ("projection", "key", "change", "start", "end")
    return [shown_cell(row[name]) for name in names if row[name] is not None]
