"""Checking a projection: Hypothesis looks for the smallest history that breaks a law."""

from collections.abc import Iterable
from typing import Any, Final, NoReturn

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.errors import Flaky
from hypothesis.strategies import SearchStrategy

from statusquo.lines.event import Event
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection, ProjectionError
from statusquo.testing.drawn_logs import logs_of
from statusquo.testing.field_values import Overrides
from statusquo.testing.laws import LAWS, Law, chosen_laws
from statusquo.testing.misconduct import NeverReturnedError
from statusquo.testing.overriding import checked_overrides
from statusquo.testing.reactions import relevant_events
from statusquo.testing.same_draws import same_draws
from statusquo.testing.strategies import classes_of
from statusquo.testing.supervising import Supervisor
from statusquo.testing.trials import LawBrokenError, SmallEnoughError, Trial
from statusquo.testing.watchdog import Stopwatch, watchdog

_SEED: Final = 3
"""Any would do; with one of its own a check draws the same whatever else Hypothesis looks at."""


def check_projection(
    projection: Projection | Derived,
    *,
    vocabulary: Iterable[type[Event]] | None = None,
    laws: Iterable[Law | str] = LAWS,
    also: Iterable[Law | str] = (),
    examples: int = 200,
    fields: Overrides | None = None,
    patience: float = 5,
) -> None:
    """Check that a projection keeps the laws, over so many drawn histories.

    Events are of the classes in `vocabulary`, the shipped one where none is given, and most of
    those with which the projection does something; `fields` is that of `events`. `also` names
    laws that not every projection keeps, or has laws of your own. A call that takes longer than
    `patience`, in seconds, is stopped. The same histories are drawn each time, so a failure comes
    again.

    >>> from statusquo import Set, projection
    >>> from statusquo.events import Accession
    >>> @projection(key=("organisation", "member"))
    ... def seated(event):
    ...     "Who ever had a seat, and one of its seats."
    ...     return Set((event.organisation, event.member))
    >>> try:
    ...     check_projection(seated, vocabulary=[Accession], also=["one_at_a_time"])
    ... except AssertionError as error:
    ...     print(error)
    seated breaks the law of one at a time:
    Of keys that differ only in their last place, at most one holds.
    <BLANKLINE>
    The smallest history that shows it, to paste into a page:
    {"type":"accession","on":"2000-01-01","organisation":"organisation-1","member":"member-1"}
    {"type":"accession","on":"2000-01-01","organisation":"organisation-1","member":"member-2"}
    <BLANKLINE>
    at the end of 2000-01-01:
        organisation-1 member-1: True
        organisation-1 member-2: True

    Raises `AssertionError` with the law, the smallest history that breaks it and what differs;
    also where no history made anything hold, and where the projection reads a clock, a file or
    randomness, gives two answers to one question, changes what it is given, or does not return.
    Raises `ProjectionError` where the projection raises or returns what is no change, and
    `UnfitLaw` for a law that is unknown or cannot speak of the projection.
    """
    supervisor = Supervisor(Stopwatch(patience))
    watched = supervisor.supervised(projection)
    trial = Trial(watched, chosen_laws(projection, laws, also), supervisor)
    classes = classes_of(vocabulary)
    overrides = checked_overrides(fields, classes)
    try:
        with same_draws(), watchdog(supervisor.stopwatch.overdue):
            _search(logs_of(relevant_events(watched, classes, overrides)), trial, examples)
    except NeverReturnedError:
        raise trial.stuck() from None
    if not trial.held:
        raise trial.idle(examples)


def _search(logs: SearchStrategy[Log], trial: Trial, examples: int) -> None:
    run: Any = settings(
        max_examples=examples,
        phases=[Phase.generate, Phase.shrink],
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        verbosity=Verbosity.quiet,
    )(seed(_SEED)(given(logs)(trial.hear_or_stop)))
    try:
        run()
    except Flaky:
        trial.reduce(LawBrokenError())
        raise trial.failure(again=False) from None
    except SmallEnoughError as stop:
        trial.log = stop.smallest
        _tell(trial, stop.error)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is raised again
        _tell(trial, error)


def _tell(trial: Trial, error: Exception) -> NoReturn:
    """Raise what is to be told of a failure."""
    if isinstance(error, LawBrokenError):
        trial.reduce(error)
        raise trial.failure(again=True) from None
    if isinstance(error, ProjectionError):
        trial.reduce(error)
        raise trial.noted(error) from error.__cause__
    raise trial.of_a_law(error) from error.__cause__
