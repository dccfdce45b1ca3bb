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
    from statusquo.balances.balance_timeline import BalanceTimeline
    from statusquo.balances.definition import Balance
    from statusquo.balances.terms import Act, Tie, years
    from statusquo.courses.findings import Finding
    from statusquo.dates.when import When
    from statusquo.errors import StatusQuoError, UnreadableLog
    from statusquo.judging.claim import Claim
    from statusquo.judging.evidence import Evidence
    from statusquo.judging.inquiry import Inquiry
    from statusquo.judging.judgement import Judgement
    from statusquo.judging.points import Point
    from statusquo.judging.rulings import Ruling
    from statusquo.lines.declarations import Actor, Source
    from statusquo.lines.event import Event
    from statusquo.lines.remarks import Coverage, Observation, Retraction
    from statusquo.logs.loading import load
    from statusquo.logs.log import Log
    from statusquo.pages.appending import append
    from statusquo.projecting.changes import Add, End, Set
    from statusquo.projecting.decorators import Fact, ProjectionError, derived, projection
    from statusquo.ranges import Range
    from statusquo.scrutiny.checking import check
    from statusquo.scrutiny.comparing import compare
    from statusquo.scrutiny.disagreeing import disagreements
    from statusquo.scrutiny.supposing import consequences
    from statusquo.table import Table
    from statusquo.timelines.explanation import Explanation
    from statusquo.timelines.facts import Facts
    from statusquo.timelines.replaying import replay
    from statusquo.timelines.spelling import Spell
    from statusquo.timelines.timeline import Timeline
    from statusquo.timelines.turning import Diff, Turn
    from statusquo.timelines.verdicts import Verdict

_HOMES = {
    "Act": "balances.terms",
    "Actor": "lines.declarations",
    "Add": "projecting.changes",
    "Balance": "balances.definition",
    "BalanceTimeline": "balances.balance_timeline",
    "Claim": "judging.claim",
    "Coverage": "lines.remarks",
    "Diff": "timelines.turning",
    "End": "projecting.changes",
    "Event": "lines.event",
    "Evidence": "judging.evidence",
    "Explanation": "timelines.explanation",
    "Fact": "projecting.decorators",
    "Facts": "timelines.facts",
    "Finding": "courses.findings",
    "Inquiry": "judging.inquiry",
    "Judgement": "judging.judgement",
    "Log": "logs.log",
    "Observation": "lines.remarks",
    "Point": "judging.points",
    "ProjectionError": "projecting.decorators",
    "Range": "ranges",
    "Retraction": "lines.remarks",
    "Ruling": "judging.rulings",
    "Set": "projecting.changes",
    "Source": "lines.declarations",
    "Spell": "timelines.spelling",
    "StatusQuoError": "errors",
    "Table": "table",
    "Tie": "balances.terms",
    "Timeline": "timelines.timeline",
    "Turn": "timelines.turning",
    "UnreadableLog": "errors",
    "Verdict": "timelines.verdicts",
    "When": "dates.when",
    "append": "pages.appending",
    "check": "scrutiny.checking",
    "compare": "scrutiny.comparing",
    "consequences": "scrutiny.supposing",
    "derived": "projecting.decorators",
    "disagreements": "scrutiny.disagreeing",
    "load": "logs.loading",
    "projection": "projecting.decorators",
    "replay": "timelines.replaying",
    "years": "balances.terms",
}
"""The module of each public name: it is imported when the name is first asked for."""

__all__ = [
    "Act",
    "Actor",
    "Add",
    "Balance",
    "BalanceTimeline",
    "Claim",
    "Coverage",
    "Diff",
    "End",
    "Event",
    "Evidence",
    "Explanation",
    "Fact",
    "Facts",
    "Finding",
    "Inquiry",
    "Judgement",
    "Log",
    "Observation",
    "Point",
    "ProjectionError",
    "Range",
    "Retraction",
    "Ruling",
    "Set",
    "Source",
    "Spell",
    "StatusQuoError",
    "Table",
    "Tie",
    "Timeline",
    "Turn",
    "UnreadableLog",
    "Verdict",
    "When",
    "append",
    "check",
    "compare",
    "consequences",
    "derived",
    "disagreements",
    "load",
    "projection",
    "replay",
    "years",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'statusquo' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"statusquo.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
