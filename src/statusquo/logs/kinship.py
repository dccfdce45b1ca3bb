"""Events that belong together: corrections and what they correct, and tellings of one act."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from statusquo.lines.event import Event
from statusquo.lines.remarks import Retraction


@attrs.frozen(eq=False)
class Ties:
    """What some events say of others: retractions and replacements by their target, acts."""

    retractions: Mapping[str, Sequence[Event]]
    replacements: Mapping[str, Sequence[Event]]
    acts: Mapping[str, Sequence[Event]]


def ties_of(events: Iterable[Event]) -> Ties:
    """The ties among `events`."""
    retractions: dict[str, list[Event]] = defaultdict(list)
    replacements: dict[str, list[Event]] = defaultdict(list)
    acts: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.replaces is not None:
            replacements[event.replaces].append(event)
        if event.act is not None:
            acts[event.act].append(event)
        if isinstance(event, Retraction):
            retractions[event.of].append(event)
    return Ties(dict(retractions), dict(replacements), dict(acts))


@attrs.frozen(eq=False)
class Kinship:
    """The ties of a log, in layers: those of what it grew from, and those of what came later.

    `find` gives the event of an id, or None.
    """

    layers: tuple[Ties, ...]
    find: Callable[[str], Event | None]

    def retractions(self, name: str) -> list[Event]:
        """The events that withdraw this one."""
        return [event for ties in self.layers for event in ties.retractions.get(name, ())]

    def replacements(self, name: str) -> list[Event]:
        """The events that stand in the place of this one."""
        return [event for ties in self.layers for event in ties.replacements.get(name, ())]

    def tellings(self, act: str) -> list[Event]:
        """The events that tell of an act."""
        return [event for ties in self.layers for event in ties.acts.get(act, ())]

    def corrected(self) -> list[str]:
        """The ids that some event corrects, whether the log has them or not, in order."""
        return sorted({n for t in self.layers for n in (*t.retractions, *t.replacements)})

    def acts(self) -> Iterator[str]:
        """The acts with more than one telling, in order."""
        names = sorted({act for ties in self.layers for act in ties.acts})
        return (act for act in names if len(self.tellings(act)) > 1)

    def corrections(self, name: str) -> list[Event]:
        """The events that withdraw or replace this one."""
        return [*self.retractions(name), *self.replacements(name)]

    def with_consequences(self, chosen: Iterable[Event]) -> dict[str, Event]:
        """By id, the chosen events, all that replaces them, and all tellings of their acts."""
        return self._closed(
            chosen, lambda event: (*self.replacements(event.id), *self._told(event))
        )

    def with_relatives(self, chosen: Iterable[Event]) -> dict[str, Event]:
        """By id, all events on which it depends whether the chosen ones stand and count.

        They are linked by corrections, in both directions, or tell of one act.
        """
        return self._closed(
            chosen,
            lambda event: (*self.corrections(event.id), *self._targets(event), *self._told(event)),
        )

    def family(self, event: Event) -> dict[str, Event]:
        """By id, all events linked to one by corrections, in both directions, and itself."""
        return self._closed(
            [event], lambda each: (*self.corrections(each.id), *self._targets(each))
        )

    def _closed(
        self, chosen: Iterable[Event], linked: Callable[[Event], Iterable[Event]]
    ) -> dict[str, Event]:
        found: dict[str, Event] = {}
        waiting = list(chosen)
        while waiting:
            event = waiting.pop()
            if event.id not in found:
                found[event.id] = event
                waiting.extend(linked(event))
        return found

    def _told(self, event: Event) -> list[Event]:
        return [] if event.act is None else self.tellings(event.act)

    def _targets(self, event: Event) -> list[Event]:
        found = (self.find(name) for name in sorted(corrected_by(event)))
        return [target for target in found if target is not None]


def corrected_by(event: Event) -> set[str]:
    """The ids that an event retracts or replaces."""
    retracted = event.of if isinstance(event, Retraction) else None
    return {name for name in (event.replaces, retracted) if name is not None}
