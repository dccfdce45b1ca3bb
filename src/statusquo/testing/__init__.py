"""Property tests for projections: Hypothesis writes the histories, the laws say what must hold.

>>> from statusquo import Event, Set, projection
>>> from statusquo.testing import check_projection
>>> @projection(key=("source",))
... def heard(event):
...     "Who was ever heard."
...     return [Set((source,)) for source in event.source]
>>> check_projection(heard, vocabulary=[Event], examples=10)
"""

from statusquo.testing.needs import need_hypothesis

need_hypothesis()

from statusquo.testing.breaches import Account, Breach  # noqa: E402
from statusquo.testing.cases import Case  # noqa: E402
from statusquo.testing.law_checking import check_projection  # noqa: E402
from statusquo.testing.laws import LAWS, OPTIONAL, UnfitLaw, symmetric_in  # noqa: E402
from statusquo.testing.statements import Law, law  # noqa: E402
from statusquo.testing.strategies import events, histories  # noqa: E402

__all__ = [
    "LAWS",
    "OPTIONAL",
    "Account",
    "Breach",
    "Case",
    "Law",
    "UnfitLaw",
    "check_projection",
    "events",
    "histories",
    "law",
    "symmetric_in",
]
