"""From a type of this library to the strategy that Hypothesis uses for it."""

from typing import Any

import pendulum
from hypothesis import strategies as st

from statusquo.dates.when import When
from statusquo.lines.declarations import Actor, Source
from statusquo.lines.event import Event
from statusquo.lines.remarks import Coverage, Observation, Retraction
from statusquo.logs.log import Log
from statusquo.pages.vocabulary import shipped_vocabulary
from statusquo.ranges import Range
from statusquo.testing.drawn_histories import logs
from statusquo.testing.drawn_remarks import coverages, declarations, observations, retractions
from statusquo.testing.drawn_whens import whens
from statusquo.testing.field_values import ranges
from statusquo.testing.strategies import events

_STRATEGIES: dict[type, Any] = {
    Event: events,
    Log: logs,
    When: whens,
    Range: ranges,
    Retraction: retractions,
    Coverage: coverages,
    Observation: observations,
    pendulum.Date: lambda: whens(exact=True).map(lambda when: when.first),
    Source: lambda: declarations().filter(lambda line: isinstance(line, Source)),
    Actor: lambda: declarations().filter(lambda line: isinstance(line, Actor)),
}


def resolved(wanted: type) -> st.SearchStrategy[Any] | None:
    """The strategy for a type, None for one that is not of this library.

    Of `Event` itself, events of the shipped vocabulary.

    >>> from hypothesis import find
    >>> find(resolved(When), lambda drawn: drawn.doubtful)
    When('2000-01-01?')
    """
    if wanted in _STRATEGIES:
        strategy: st.SearchStrategy[Any] = _STRATEGIES[wanted]()
        return strategy
    return events([wanted]) if issubclass(wanted, Event) else None


def known_types() -> tuple[type, ...]:
    """The types that can be named beforehand.

    >>> When in known_types()
    True
    """
    return (*_STRATEGIES, *shipped_vocabulary())
