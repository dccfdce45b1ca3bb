"""Laws of knowing: what was on the record then, and what was withdrawn since."""

from collections.abc import Sequence

import pendulum

from statusquo.dates.days import FIRST_DAY, LAST_DAY, civil
from statusquo.lines.event import Event
from statusquo.lines.remarks import Retraction
from statusquo.testing.breaches import Breach
from statusquo.testing.cases import Case, Told
from statusquo.testing.comparing import if_told_differs
from statusquo.testing.statements import law
from statusquo.timelines.replaying import replay

_MOST_DAYS = 3


@law
def two_clocks(case: Case) -> Breach | None:
    """What is asked as known on a day is what the log as known on that day gives; and so do only
    the lines recorded by then, where nothing was corrected before it was recorded.
    """
    for known in _days_of_knowing(case.events):
        asked = Told(case.history.known(known)), f"asked as known on {known}"
        cut = Told(replay(case.log.known(known), case.projection))
        others = [(cut, f"by the log as known on {known}")]
        if _is_corrected_in_turn(case.events):
            by_then = case.alone([e for e in case.events if e.recorded <= known])
            others.append((Told(by_then), f"by the lines recorded by {known}, alone"))
        for other in others:
            if breach := if_told_differs(case, asked, other):
                return breach
    return None


def _is_corrected_in_turn(events: Sequence[Event]) -> bool:
    """Whether every correction was recorded when what it corrects was, or later."""
    recorded = {event.id: event.recorded for event in events}
    corrections = ((corrected(event), event.recorded) for event in events)
    return all(name not in recorded or recorded[name] <= day for name, day in corrections)


def corrected(event: Event) -> str | None:
    """The id of what an event withdraws or replaces.

    >>> corrected(Event(on="1999")) is None
    True
    """
    return event.of if isinstance(event, Retraction) else event.replaces


def _days_of_knowing(events: Sequence[Event]) -> list[pendulum.Date]:
    """The first, the middle and the last but one of the days on which something was recorded."""
    days = sorted({event.recorded for event in events})
    earlier = days[:-1] or days
    return list(dict.fromkeys((earlier[0], earlier[len(earlier) // 2], earlier[-1])))[:_MOST_DAYS]


@law
def retraction(case: Case) -> Breach | None:
    """A log with an event and its retraction reads like the log without both, as known from the
    retraction on, unless the event links one that it replaces to one that replaces it; and like
    the log with the event as known before.
    """
    last = max((event.recorded for event in case.events), default=civil(FIRST_DAY))
    if last.toordinal() == LAST_DAY:  # no day is left on which to withdraw anything
        return None
    day = last.add(days=1)
    for event in _some(case.events):
        withdrawn = case.history.plus(Retraction(of=event.id, on=day))
        without = Told(case.alone([e for e in case.events if e.id != event.id]))
        breach = if_told_differs(
            case,
            (Told(withdrawn.known(day)), "with an event and its retraction"),
            (without, f"without the event of {event.on}"),
        ) or if_told_differs(
            case,
            (Told(withdrawn.known(last)), f"as known on {last}, before the retraction"),
            (case.told, "with no retraction"),
        )
        if breach:
            return breach
    return None


def _some(events: Sequence[Event]) -> list[Event]:
    """The first and the last event that links no others: what replaces a link, though it be
    withdrawn, still replaces what the link replaced.
    """
    ids, replaced = {event.id for event in events}, {event.replaces for event in events}
    ends = [e for e in events if e.replaces not in ids or e.id not in replaced]
    return list(dict.fromkeys((*ends[:1], *ends[-1:])))
