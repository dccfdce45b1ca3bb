"""Who stood where, on any day: a sourced log of events, replayed into dated facts.

An append-only log of dated, sourced events is replayed through projections, pure functions from
one event to changes of facts, into what held on any day, what was known then, and why.

>>> import statusquo as sq
>>> sq.When("2020-11").last
Date(2020, 11, 30)
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from statusquo.appending import append
    from statusquo.changes import Add, End, Set
    from statusquo.checking import check
    from statusquo.declarations import Actor, Source
    from statusquo.errors import StatusQuoError, UnreadableLog
    from statusquo.event import Event
    from statusquo.explanation import Explanation
    from statusquo.facts import Facts
    from statusquo.findings import Finding
    from statusquo.loading import load
    from statusquo.log import Log
    from statusquo.projecting import Fact, ProjectionError, derived, projection
    from statusquo.ranges import Range
    from statusquo.remarks import Coverage, Observation, Retraction
    from statusquo.replaying import replay
    from statusquo.spelling import Spell
    from statusquo.table import Table
    from statusquo.timeline import Timeline
    from statusquo.turning import Diff, Turn
    from statusquo.verdicts import Verdict
    from statusquo.when import When

_HOMES = {
    "Actor": "declarations",
    "Add": "changes",
    "Coverage": "remarks",
    "Diff": "turning",
    "End": "changes",
    "Event": "event",
    "Explanation": "explanation",
    "Fact": "projecting",
    "Facts": "facts",
    "Finding": "findings",
    "Log": "log",
    "Observation": "remarks",
    "ProjectionError": "projecting",
    "Range": "ranges",
    "Retraction": "remarks",
    "Set": "changes",
    "Source": "declarations",
    "Spell": "spelling",
    "StatusQuoError": "errors",
    "Table": "table",
    "Timeline": "timeline",
    "Turn": "turning",
    "UnreadableLog": "errors",
    "Verdict": "verdicts",
    "When": "when",
    "append": "appending",
    "check": "checking",
    "derived": "projecting",
    "load": "loading",
    "projection": "projecting",
    "replay": "replaying",
}
"""The module of each public name: it is imported when the name is first asked for."""

__all__ = [
    "Actor",
    "Add",
    "Coverage",
    "Diff",
    "End",
    "Event",
    "Explanation",
    "Fact",
    "Facts",
    "Finding",
    "Log",
    "Observation",
    "ProjectionError",
    "Range",
    "Retraction",
    "Set",
    "Source",
    "Spell",
    "StatusQuoError",
    "Table",
    "Timeline",
    "Turn",
    "UnreadableLog",
    "Verdict",
    "When",
    "append",
    "check",
    "derived",
    "load",
    "projection",
    "replay",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'statusquo' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"statusquo.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
