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

from statusquo.testing.law_checking import check_projection  # noqa: E402
from statusquo.testing.strategies import events, histories  # noqa: E402

__all__ = ["check_projection", "events", "histories"]
