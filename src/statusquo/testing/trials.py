"""A projection on trial: one history after another, until a law is broken."""

from collections.abc import Sequence

import attrs

from statusquo.lines.canonical import canonical_line
from statusquo.lines.event import Event
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection, ProjectionError
from statusquo.testing.breaches import Breach, shown_history
from statusquo.testing.cases import Case
from statusquo.testing.misconduct import Misconduct
from statusquo.testing.statements import Law
from statusquo.testing.supervising import PURE, Supervisor

_MOST_TRIES = 1_500
"""So many smaller histories are tried: by then what is left is small, and a person is waiting."""


class LawBrokenError(Exception):
    """Tells Hypothesis that a history breaks a law, so that it looks for a smaller one."""


class SmallEnoughError(BaseException):
    """Stops Hypothesis in its search for a smaller history than this one, which fails so."""

    def __init__(self, smallest: Log, error: Exception) -> None:
        super().__init__()
        self.smallest = smallest
        self.error = error


@attrs.define(eq=False)
class Trial:
    """What was found of a projection so far.

    `broken` is the first law that was broken, and the only one that is looked at from then on;
    `breach` is the last one found of it; `misconduct` what the projection did that none may do;
    `judging` the law that is being looked at; `log` the last history; `held` tells whether
    anything ever held; `smallest` is the smallest history that failed, with its
    error; `tries` counts those that were tried since the first did.
    """

    projection: Projection | Derived
    laws: Sequence[Law]
    supervisor: Supervisor
    broken: Law | None = None
    breach: Breach | None = None
    misconduct: Misconduct | None = None
    judging: Law | None = None
    log: Log = attrs.field(factory=Log)
    held: bool = False
    smallest: tuple[Log, Exception] | None = None
    tries: int = 0

    def hear_or_stop(self, log: Log) -> None:
        """The same as `hear`; stop where enough was tried after the first failure."""
        if self.smallest is not None:
            self.tries += 1
            if self.tries > _MOST_TRIES:
                raise SmallEnoughError(*self.smallest)
        try:
            self.hear(log)
        except Exception as error:
            if self.smallest is None or _size(log) <= _size(self.smallest[0]):
                self.smallest = log, error
            raise

    def hear(self, log: Log) -> None:
        """Look for a breach of a law by this history; raise `LawBrokenError` if there is one."""
        self.log, self.judging = log, None
        self.supervisor.begin()
        try:
            self._look_for_breach(Case(self.projection, log))
        except Misconduct as misconduct:
            if self.broken is None:
                self.misconduct = misconduct
                raise LawBrokenError from None

    def _look_for_breach(self, case: Case) -> None:
        self.held = self.held or len(case.history.course.turns.key) > 0
        for law in self.laws if self.broken is None else (self.broken,):
            self.judging = law
            breach = law.breach(case)
            if breach is not None and self.misconduct is None:
                self.broken, self.breach = law, breach
                raise LawBrokenError

    def reduce(self, error: Exception) -> None:
        """Leave out every line of the last history without which it fails in the same way.

        Of the laws that are then broken, the first is told: the simpler ones come before. It is
        gone through twice, since what remembers something may need less the second time.
        """
        self._leave_out(error)
        self._leave_out(error)

    def _leave_out(self, error: Exception) -> None:
        self._fails_alike(self.log.events, error)
        while True:
            lines = self.log.events
            fewer = ((*lines[:row], *lines[row + 1 :]) for row in range(len(lines)))
            if not any(self._fails_alike(some, error) for some in fewer):
                return

    def _fails_alike(self, lines: Sequence[Event], error: Exception) -> bool:
        kept = self.log, self.broken, self.breach
        self.broken = None
        try:
            self.hear(Log(lines))
        except Exception as other:  # noqa: BLE001  # whatever it is, it is another failure
            if (type(other), str(other)) == (type(error), str(error)):
                return True
        self.log, self.broken, self.breach = kept
        return False

    def failure(self, *, again: bool) -> AssertionError:
        """The error to raise for what was found, `again` if it was whenever tried."""
        name = self.projection.name
        more = "" if again else f"\n\nIt did not come again when tried again. {PURE}"
        if self.misconduct is not None:
            accounts = "\n".join(map(str, self.misconduct.accounts))
            # What did not come again is not made smaller: what it was asked about is all there is.
            events = self.log.events if again else self.misconduct.events or self.log.events
            head = f"{self.misconduct.sentence}{more}\n\n{shown_history(events)}"
            return AssertionError(f"{head}\n\n{accounts}".rstrip())
        if self.broken is None or self.breach is None:
            head = f"{name} fails on a history and then does not"
            return AssertionError(f"{head}.\n{PURE}\n\n{shown_history(self.log.events)}")
        head = f"{name} breaks the law of {self.broken.name}:\n{self.broken.sentence}"
        return AssertionError(f"{head}{more}\n\n{self.breach}")

    def stuck(self) -> AssertionError:
        """The error to raise where the projection did not return."""
        asked, patience = self.supervisor.asked, self.supervisor.stopwatch.patience
        about = f"\n\nIt was asked about:\n{asked.shown()}" if asked else ""
        return AssertionError(
            f"{self.projection.name} had not returned after {patience:g} seconds, and was "
            f"stopped. A projection says at once what follows from one event.{about}"
        )

    def idle(self, histories: int) -> AssertionError:
        """The error to raise where nothing ever held."""
        return AssertionError(
            f"{self.projection.name} was not tested: in {histories} histories nothing ever held. "
            "None of the events made it return Set or Add.\n"
            "  hint: pass vocabulary=[...] with the classes that it reads, and fields={...} "
            "where it waits for certain values"
        )

    def noted(self, error: ProjectionError) -> ProjectionError:
        """The error of the projection, with the history that leads to it."""
        error.__notes__ = [shown_history(self.log.events)]
        return error

    def of_a_law(self, error: Exception) -> Exception:
        """An error that a law raised itself, with the name of the law and the history."""
        if self.judging is not None:
            head = f"The law of {self.judging.name} itself raised this; it did not find a breach."
            error.__notes__ = [head, shown_history(self.log.events)]
        return error


def _size(log: Log) -> tuple[int, int]:
    return len(log.events), sum(len(canonical_line(event)) for event in log.events)
