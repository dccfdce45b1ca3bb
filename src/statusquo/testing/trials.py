"""A projection on trial: one history after another, until a law is broken."""

from collections.abc import Sequence

import attrs

from statusquo.lines.event import Event
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection, ProjectionError
from statusquo.testing.breaches import Breach, shown_history
from statusquo.testing.cases import Case
from statusquo.testing.laws import Law


class LawBrokenError(Exception):
    """Tells Hypothesis that a history breaks a law, so that it looks for a smaller one."""


@attrs.define(eq=False)
class Trial:
    """What was found of a projection so far.

    `broken` is the first law that was broken, and the only one that is looked at from then on;
    `breach` is the last one found of it; `log` the last history; `held` tells whether anything
    ever held.
    """

    projection: Projection | Derived
    laws: Sequence[Law]
    broken: Law | None = None
    breach: Breach | None = None
    log: Log = attrs.field(factory=Log)
    held: bool = False

    def hear(self, log: Log) -> None:
        """Look for a breach of a law by this history; raise `LawBrokenError` if there is one."""
        self.log = log
        case = Case(self.projection, log)
        self.held = self.held or len(case.history.course.turns.key) > 0
        for law in self.laws if self.broken is None else (self.broken,):
            breach = law.breach(case)
            if breach is not None:
                self.broken, self.breach = law, breach
                raise LawBrokenError

    def reduce(self, error: Exception) -> None:
        """Leave out every line of the last history without which it fails in the same way."""
        lines: tuple[Event, ...] | None = tuple(self.log.events)
        while lines is not None:
            self.log = Log(lines)
            fewer = [(*lines[:row], *lines[row + 1 :]) for row in range(len(lines))]
            lines = next((some for some in fewer if self._fails_alike(some, error)), None)

    def _fails_alike(self, lines: Sequence[Event], error: Exception) -> bool:
        kept = self.log
        try:
            self.hear(Log(lines))
        except Exception as other:  # noqa: BLE001  # whatever it is, it is another failure
            return (type(other), str(other)) == (type(error), str(error))
        finally:
            self.log = kept
        return False

    def failure(self, *, again: bool) -> AssertionError:
        """The error to raise for the law that was broken, `again` if it was whenever tried."""
        name = self.projection.name
        if self.broken is None or self.breach is None:
            head = f"{name} fails on a history and then does not"
            return AssertionError(f"{head}.\n{_FICKLE}\n\n{shown_history(self.log.events)}")
        head = f"{name} breaks the law of {self.broken.name}:\n{self.broken.sentence}"
        more = "" if again else f"\n\nIt did not break it again when tried again. {_FICKLE}"
        return AssertionError(f"{head}{more}\n\n{self.breach}")

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


_FICKLE = (
    "A projection is a function of one event: it keeps nothing between events, and reads no "
    "clock and no randomness."
)
