"""Which events a projection does something with, so that histories are mostly of those."""

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import Enum

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from statusquo.errors import InvalidEvent
from statusquo.lines.event import Event
from statusquo.projecting.changes import End
from statusquo.projecting.decorators import Derived, Projection
from statusquo.testing.asking import listed
from statusquo.testing.field_values import Overrides
from statusquo.testing.happenings import FollowingByTrial, Happenings
from statusquo.testing.misconduct import Misconduct
from statusquo.testing.same_draws import same_draws
from statusquo.testing.strategies import by_class, either_of, events_of

_SAMPLES = 8


def relevant_events(
    projection: Projection | Derived, classes: Sequence[type[Event]], overrides: Overrides
) -> Happenings:
    """Events of which most concern a projection, and which of them end what others set.

    Of six events three are of classes that make something hold, two of those that can only end
    it, one of those that change nothing, as far as there are such classes.

    >>> from hypothesis import find
    >>> from statusquo import Set, projection
    >>> from statusquo.events import Accession, Withdrawal
    >>> @projection(key=("member",))
    ... def joined(event):
    ...     return Set((event.member,)) if isinstance(event, Accession) else None
    >>> happenings = relevant_events(joined, [Withdrawal, Accession], {})
    >>> type(find(happenings.events, lambda event: True))
    <class 'statusquo.events.organisations.Accession'>
    """
    groups = _by_effect(projection, classes, overrides)
    strategies = {effect: either_of(group, overrides) for effect, group in groups.items()}
    often = [effect for effect in _Effect if effect in groups for _ in range(effect.of_six)]
    return Happenings(
        st.sampled_from(often).flatmap(strategies.__getitem__),
        by_class(classes, overrides),
        FollowingByTrial.of(
            tuple(_parts(projection)),
            _some_of(groups[_Effect.MAKES], overrides),
            _some_of(groups[_Effect.ENDS], overrides),
        ),
    )


def _some_of(classes: Sequence[type[Event]], overrides: Overrides) -> list[Event]:
    return [event for cls in dict.fromkeys(classes) for event in _samples(cls, overrides)]


def _by_effect(
    projection: Projection | Derived, classes: Sequence[type[Event]], overrides: Overrides
) -> "dict[_Effect, list[type[Event]]]":
    parts = tuple(_parts(projection))
    groups: dict[_Effect, list[type[Event]]] = defaultdict(list)
    for cls in classes:
        effects = {_effect(p, event) for event in _samples(cls, overrides) for p in parts}
        groups[next(effect for effect in _Effect if effect in effects)].append(cls)
    return groups


class _Effect(Enum):
    """The most that a projection does with the events of a class."""

    MAKES = 3
    ENDS = 2
    NOTHING = 1

    @property
    def of_six(self) -> int:
        """How many of six events have it."""
        return self.value


def _parts(projection: Projection | Derived) -> Iterator[Projection]:
    if isinstance(projection, Projection):
        yield projection
    else:
        for part in projection.parts.values():
            yield from _parts(part)


def _effect(projection: Projection, event: Event) -> _Effect:
    try:
        changes = listed(projection(event))
    except (Exception, Misconduct):  # noqa: BLE001  # the histories will show it
        return _Effect.MAKES
    if any(not isinstance(change, End) for change in changes):
        return _Effect.MAKES
    return _Effect.ENDS if changes else _Effect.NOTHING


def _samples(cls: type, overrides: Overrides) -> tuple[Event, ...]:
    return _drawn(cls, overrides) if overrides else _remembered(cls)


@functools.cache
def _remembered(cls: type) -> tuple[Event, ...]:
    return _drawn(cls, {})


def _drawn(cls: type, overrides: Overrides) -> tuple[Event, ...]:
    drawn: list[Event] = []

    @settings(
        max_examples=_SAMPLES,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    @given(events_of(cls, overrides))
    def keep(event: Event) -> None:
        drawn.append(event)

    try:
        with same_draws():
            keep()
    except Unsatisfiable:
        raise InvalidEvent(
            f"no {cls.__name__} could be drawn: the class refused every one",
            code="events-refused",
            hint=f'say what it takes: fields={{"{cls.__name__}.field": strategy}}',
        ) from None
    return tuple(drawn)
