"""How many facts of a scope hold: a count with bounds on every reading."""

from statusquo.judging.evidence import merged
from statusquo.judging.holding import Look
from statusquo.judging.quantities import Quantity
from statusquo.judging.rulings import Ruling
from statusquo.judging.scopes import Scope
from statusquo.timelines.verdicts import Verdict


def counted(scope: Scope, name: str) -> Quantity:
    """The number of facts that hold at the end of the day of a scope.

    At least those that surely do, at most those that may; where the log is not complete about the
    scope there may be more.
    """
    looks = [Look(scope.history, key, scope.days.first) for key in scope.named()]
    sure = [look for look in looks if look.verdict is Verdict.YES]
    unsure = [look for look in looks if look.verdict is Verdict.POSSIBLE]
    silence = scope.silence()
    held = sum(look.nominal is not None for look in unsure)
    return Quantity(
        name,
        len(sure),
        len(sure) + len(unsure),
        merged(look.seen for look in (*sure, *unsure)) | silence.evidence,
        nominal=len(sure) + held,
        open_above=silence.ruling is Ruling.UNDECIDABLE,
    )
