"""Property tests for projections: Hypothesis writes the histories, the laws say what must hold.

>>> from statusquo import Event, Set, projection
>>> from statusquo.testing import check_projection
>>> @projection(key=("source",))
... def heard(event):
...     "Who was ever heard."
...     return [Set((source,)) for source in event.source]
>>> check_projection(heard, vocabulary=[Event], examples=10)

The names are imported when they are first asked for: the pytest plugin lives here as well, and is
loaded by every run of pytest, with or without Hypothesis.
"""

import importlib
from typing import TYPE_CHECKING, Any

from statusquo.testing.needs import need_hypothesis

if TYPE_CHECKING:
    from statusquo.testing.breaches import Account, Breach
    from statusquo.testing.cases import Case
    from statusquo.testing.drawn_histories import days_of, histories, logs
    from statusquo.testing.drawn_whens import whens
    from statusquo.testing.examples import given_history
    from statusquo.testing.law_checking import check_projection
    from statusquo.testing.laws import LAWS, OPTIONAL, UnfitLaw, symmetric_in
    from statusquo.testing.log_machine import LogMachine
    from statusquo.testing.statements import Law, law
    from statusquo.testing.stores import LogStore, PageStore
    from statusquo.testing.strategies import events

_HOMES = {
    "LAWS": "laws",
    "OPTIONAL": "laws",
    "Account": "breaches",
    "Breach": "breaches",
    "Case": "cases",
    "Law": "statements",
    "LogMachine": "log_machine",
    "LogStore": "stores",
    "PageStore": "stores",
    "UnfitLaw": "laws",
    "check_projection": "law_checking",
    "days_of": "drawn_histories",
    "events": "strategies",
    "given_history": "examples",
    "histories": "drawn_histories",
    "law": "statements",
    "logs": "drawn_histories",
    "symmetric_in": "laws",
    "whens": "drawn_whens",
}
"""The module of each public name."""

__all__ = [
    "LAWS",
    "OPTIONAL",
    "Account",
    "Breach",
    "Case",
    "Law",
    "LogMachine",
    "LogStore",
    "PageStore",
    "UnfitLaw",
    "check_projection",
    "days_of",
    "events",
    "given_history",
    "histories",
    "law",
    "logs",
    "symmetric_in",
    "whens",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'statusquo.testing' has no attribute {name!r}")
    need_hypothesis()
    value = getattr(importlib.import_module(f"statusquo.testing.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
