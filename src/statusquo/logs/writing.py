"""What of a view is written to a page, so that read again it says what the view says."""

from collections.abc import Iterable

from statusquo.dates.periods import Periods, intersection
from statusquo.lines.event import Event
from statusquo.lines.remarks import Retraction
from statusquo.logs.kinship import Kinship, ties_of
from statusquo.logs.standing import always, standing_periods
from statusquo.logs.view import View


def torn(linked: Iterable[Event], log: View) -> set[str]:
    """The ids of shown lines that would mean something else without their hidden relatives.

    `linked` are the shown events that correct each other. They stay together where alone they
    would stand as they do in the view, on every day until that of its knowing; else only those
    that stand now are kept, and no retraction.
    """
    dropped: set[str] = set()
    seen: set[str] = set()
    for event in linked:
        if event.id not in seen:
            family = log.kinship.family(event)
            seen |= set(family)
            shown = [each for each in family.values() if log.has(each)]
            if len(shown) < len(family) and not _stand_alone(shown, log):
                dropped |= {each.id for each in shown if not _is_kept(each, log)}
    return dropped


def _is_kept(event: Event, log: View) -> bool:
    return log.stands(log.row_of(event)) and not isinstance(event, Retraction)


def _stand_alone(events: Iterable[Event], log: View) -> bool:
    """Whether without the rest of their family the events stand just when they do."""
    by_id = {event.id: event for event in events}
    alone = standing_periods(Kinship((ties_of(by_id.values()),), by_id.get))
    until: Periods = ((0, log.known_on + 1),)
    return all(
        intersection(alone.get(name, always(event)), until) == intersection(log.stood(event), until)
        for name, event in by_id.items()
    )
