"""Checking a projection: Hypothesis looks for the smallest history that breaks a law."""

from collections.abc import Iterable, Sequence

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import Flaky
from hypothesis.strategies import SearchStrategy

from statusquo.lines.event import Event
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection, ProjectionError
from statusquo.testing.drawn_logs import logs_of
from statusquo.testing.field_values import Overrides
from statusquo.testing.laws import SIX, Law
from statusquo.testing.overriding import checked_overrides
from statusquo.testing.reactions import relevant_events
from statusquo.testing.strategies import classes_of
from statusquo.testing.trials import LawBrokenError, Trial


def check_projection(
    projection: Projection | Derived,
    *,
    vocabulary: Iterable[type[Event]] | None = None,
    laws: Sequence[Law] = SIX,
    examples: int = 100,
    fields: Overrides | None = None,
) -> None:
    """Check that a projection keeps the laws, over so many drawn histories.

    Events are of the classes in `vocabulary`, the shipped one where none is given, and most of
    those with which the projection does something; `fields` is that of `events`. The same
    histories are drawn each time, so a failure comes again.

    >>> from statusquo import Set, projection
    >>> from statusquo.events import Accession
    >>> @projection(key=("member",))
    ... def numbered(event, seen=[]):
    ...     "Members in the order in which they were heard of."
    ...     seen.append(event)
    ...     return Set((event.member,), len(seen))
    >>> try:
    ...     check_projection(numbered, vocabulary=[Accession])
    ... except AssertionError as error:
    ...     print(error)  # doctest: +ELLIPSIS
    numbered breaks the law of order of lines:
    Any order of the same lines gives the same facts, spells and changes.
    <BLANKLINE>
    The smallest history that shows it, to paste into a page:
    {"type":"accession","on":"2000-01-01","organisation":"organisation-1","member":"member-1"}
    <BLANKLINE>
    at the end of 2000-01-01, with the lines in this order:
        member-1: ...
    at the end of 2000-01-01, in reverse:
        member-1: ...

    Raises `AssertionError` with the law, the smallest history that breaks it and what differs;
    also where no history made anything hold. Raises `ProjectionError` where the projection raises
    or returns what is no change.
    """
    trial = Trial(projection, tuple(laws))
    classes = classes_of(vocabulary)
    overrides = checked_overrides(fields, classes)
    _search(logs_of(relevant_events(projection, classes, overrides)), trial, examples)
    if not trial.held:
        raise trial.idle(examples)


def _search(logs: SearchStrategy[Log], trial: Trial, examples: int) -> None:
    run = settings(
        max_examples=examples,
        phases=[Phase.generate, Phase.shrink],
        database=None,
        deadline=None,
        derandomize=True,
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        verbosity=Verbosity.quiet,
    )(given(logs)(trial.hear))
    try:
        run()
    except LawBrokenError as error:
        trial.reduce(error)
        raise trial.failure(again=True) from None
    except Flaky:
        raise trial.failure(again=False) from None
    except ProjectionError as error:
        trial.reduce(error)
        raise trial.noted(error) from error.__cause__
