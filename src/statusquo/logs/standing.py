"""Which lines stand, and when: corrections resolved over recorded time.

As known on a day, a retraction withdraws its target while it stands itself; an event is
superseded while any event in the tree of its replacements is known and not withdrawn; it stands
if it is known, not withdrawn and not superseded. Periods are half-open, in ordinals of recorded
days, sorted and disjoint.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import attrs

from statusquo.dates.days import OPEN
from statusquo.dates.periods import Periods, minus, union
from statusquo.lines.event import Event
from statusquo.lines.remarks import Retraction


@attrs.frozen
class Corrections:
    """Who corrects whom, by id: `retracting` and `replacing` map a target to its correctors."""

    events: dict[str, Event]
    retracting: dict[str, list[str]]
    replacing: dict[str, list[str]]

    def unknown(self) -> list[tuple[str, str]]:
        """Pairs of a target that the log does not have and the correction that names it."""
        return [
            (target, corrector)
            for correctors in (self.retracting, self.replacing)
            for target, ids in correctors.items()
            if target not in self.events
            for corrector in ids
        ]

    def standing(self) -> dict[str, Periods]:
        """When each event stood that a correction touches; all others stand once recorded."""
        live: dict[str, Periods] = {}
        covered: dict[str, Periods] = {}
        stands: dict[str, Periods] = {}
        for name in self._correctors_first():
            known: Periods = ((self.events[name].recorded.toordinal(), OPEN),)
            withdrawn = union(*(stands[r] for r in self.retracting.get(name, ()) if r in stands))
            children = [c for c in self.replacing.get(name, ()) if c in live]
            covered[name] = union(*(live[c] for c in children), *(covered[c] for c in children))
            live[name] = minus(known, withdrawn)
            stands[name] = minus(live[name], covered[name])
        return stands

    def _correctors_first(self) -> list[str]:
        """Every id that corrects or is corrected, after all that correct it."""
        done: dict[str, None] = {}
        waiting = sorted(set(self.retracting) | set(self.replacing))
        while waiting:
            name = waiting[-1]
            correctors = (*self.retracting.get(name, ()), *self.replacing.get(name, ()))
            missing = [c for c in correctors if c not in done]
            if missing:
                waiting.extend(missing)
            else:
                waiting.pop()
                if name in self.events:
                    done.setdefault(name)
        return list(done)


def corrections(events: Iterable[Event]) -> Corrections | None:
    """The corrections among `events`, or None where nothing is corrected."""
    events = list(events)
    correcting = [e for e in events if e.replaces is not None or isinstance(e, Retraction)]
    if not correcting:
        return None
    retracting: Mapping[str, list[str]] = defaultdict(list)
    replacing: Mapping[str, list[str]] = defaultdict(list)
    for event in correcting:
        if isinstance(event, Retraction):
            retracting[event.of].append(event.id)
        if event.replaces is not None:
            replacing[event.replaces].append(event.id)
    return Corrections({e.id: e for e in events}, dict(retracting), dict(replacing))
