"""Where the tellings of a log disagree: on which facts, for how long, and who says what."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

import attrs

from statusquo.courses.course import Possible, may_be_absent, may_hold
from statusquo.dates.days import LAST_DAY, civil
from statusquo.lines.event import Event
from statusquo.lines.remarks import Observation
from statusquo.logs.log import Log
from statusquo.logs.voices import Voices
from statusquo.projecting.decorators import Derived, Projection
from statusquo.scrutiny.differing import PERIOD, Answer, Stretch, differing
from statusquo.scrutiny.observing import contradicted
from statusquo.table import Table
from statusquo.timelines.replaying import replay
from statusquo.timelines.timeline import Timeline

COLUMNS = (
    *PERIOD,
    "dispute",
    "holds",
    "value",
    "possible",
    "said_by",
    "parties",
    "events",
)


@attrs.frozen(eq=False)
class Dispute:
    """Events that cannot all be right: the tellings of one act, or events in undecided order.

    `name` is that of the act, or says what it is about.
    """

    name: str
    events: Sequence[Event]


def disagreements(log: Log, projection: Projection | Derived) -> Table:
    """The facts and periods on which tellings or sources disagree, with who says what.

    There is a row for each position, by key and start: whether the fact holds ("yes", "no",
    "possible" where the position leaves it open), its nominal value, the values on all readings
    where there are several, who says so, the parties behind them, and the events.

    Positions are those of the tellings of an act, each taken as if it were the only one; of
    events of different sources whose order nobody can decide; and of observations that the record
    contradicts. All that is not disputed with them is taken as it stands. Periods are half-open,
    [start, end), with the last day beside it; an open end is None, with the day after which the
    log cannot know.

    >>> disagreements(Log(), Projection("nothing", ("who",), lambda event: None)).rows
    []
    """
    history = replay(log, projection)
    found = [
        row
        for dispute in _disputes(history)
        for stretch in _stretches(history, dispute)
        for row in _rows(log, stretch, dispute)
    ]
    rows = [*found, *(row for observed in _observations(history) for row in observed)]
    places = len(projection.key)
    rows.sort(key=lambda row: (row[:places], row[places], str(row[places + len(PERIOD)])))
    title = f"{projection.name}: where tellings and sources disagree"
    return Table((*projection.key, *COLUMNS), rows, title=title)


def _disputes(history: Timeline) -> Iterator[Dispute]:
    """The acts with several tellings, and the events in undecided order of different sources."""
    log = history.log
    for rows in log.tellings.groups:
        events = [log.events[row] for row in sorted(rows, key=log.order_of)]
        yield Dispute(events[0].act or "", events)
    for finding in history.findings():
        if finding.code == "order-undecided" and finding.projection == history.projection.name:
            one, other = (log.find(name) for name in finding.events)
            if set(one.source).isdisjoint(other.source):
                yield Dispute("which came last", [one, other])


def _stretches(history: Timeline, dispute: Dispute) -> Iterator[Stretch]:
    """The periods on which the events of a dispute, each taken alone, do not say the same."""
    alone = [
        history.leaving_out(*(e for e in dispute.events if e.id != each.id))
        for each in dispute.events
    ]
    keys = {key for timeline in alone for key in timeline.touched_since(history)}
    yield from differing(alone, keys, by=lambda answer: answer.position)


def _rows(log: Log, stretch: Stretch, dispute: Dispute) -> Iterator[tuple[Any, ...]]:
    positions: dict[Hashable, tuple[Answer, list[Event]]] = {}
    for answer, event in zip(stretch.answers, dispute.events, strict=True):
        positions.setdefault(answer.position, (answer, []))[1].append(event)
    if len(positions) > 1:
        for answer, events in positions.values():
            held = (_holds(answer.possible), answer.value, answer.open_values)
            yield (*stretch.key, *stretch.period, dispute.name, *held, *_voices(log, events))


def _holds(possible: Possible) -> str:
    if not may_hold(possible):
        return "no"
    return "possible" if may_be_absent(possible) else "yes"


def _voices(log: Log, events: Sequence[Event]) -> tuple[str, str | None, str]:
    keys = sorted({key for event in events for key in event.source})
    voices = Voices({work.key: [work] for work in log.works(keys)}, keys)
    parties = sorted({party for key in keys for party in voices.parties(key)})
    return ", ".join(keys), ", ".join(parties) or None, " ".join(event.id for event in events)


def _observations(history: Timeline) -> Iterator[list[tuple[Any, ...]]]:
    """The two positions of each observation that the record contradicts."""
    remarks = (event for event in history.log.standing() if isinstance(event, Observation))
    about = (r for r in remarks if r.about == history.projection.name)
    fitting = (r for r in about if len(r.key) == len(history.names))
    return (_observed(history, r) for r in fitting if contradicted(history, r))


def _observed(history: Timeline, remark: Observation) -> list[tuple[Any, ...]]:
    first, last = remark.on.first_day, min(remark.on.last_day, LAST_DAY - 1)
    period = (civil(first), civil(last + 1), civil(last), last + 1 - first, None)
    head = (*remark.key, *period, "an observation")
    seen = "no" if remark.holds is False else "yes"
    value = remark.value if remark.value is not None else (remark.holds or None)
    why = history.why(remark.key, on=remark.on.first)
    held = (_holds(history.values(remark.key, on=remark.on.first)), why.value, None)
    return [
        (*head, seen, value, None, *_voices(history.log, [remark])),
        (*head, *held, *_voices(history.log, [*why.events, *why.corroborated_by])),
    ]
