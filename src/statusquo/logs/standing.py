"""Which lines stand, and when: corrections resolved over recorded time.

As known on a day, a retraction withdraws its target while it stands itself; an event is
superseded while any event in the tree of its replacements is known and not withdrawn; it stands
if it is known, not withdrawn and not superseded. Periods are half-open, in ordinals of recorded
days, sorted and disjoint.
"""

from statusquo.dates.days import OPEN
from statusquo.dates.periods import Periods, minus, union
from statusquo.lines.event import Event
from statusquo.logs.kinship import Kinship


def always(event: Event) -> Periods:
    """The recorded periods of an event that nothing corrects: from its recorded day on."""
    return ((event.recorded.toordinal(), OPEN),)


def standing_periods(kinship: Kinship) -> dict[str, Periods]:
    """When each event stood that a correction touches; all others stand once recorded."""
    live: dict[str, Periods] = {}
    covered: dict[str, Periods] = {}
    stands: dict[str, Periods] = {}
    for event in _correctors_first(kinship):
        name = event.id
        known = always(event)
        withdrawn = union(*(stands[r.id] for r in kinship.retractions(name)))
        children = [child.id for child in kinship.replacements(name)]
        covered[name] = union(*(live[c] for c in children), *(covered[c] for c in children))
        live[name] = minus(known, withdrawn)
        stands[name] = minus(live[name], covered[name])
    return stands


def _correctors_first(kinship: Kinship) -> list[Event]:
    """Every event that corrects or is corrected, after all that correct it."""
    done: dict[str, Event | None] = {}
    waiting = kinship.corrected()
    while waiting:
        name = waiting[-1]
        missing = [c.id for c in kinship.corrections(name) if c.id not in done]
        if missing:
            waiting.extend(missing)
        else:
            done.setdefault(waiting.pop(), kinship.find(name))
    return [event for event in done.values() if event is not None]
