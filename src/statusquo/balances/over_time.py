"""Tables of scores and of shares at the ends of calendar periods."""

from typing import Any

from statusquo.balances.definition import Balance
from statusquo.balances.holdings import Holdings
from statusquo.balances.scoring import Scoring
from statusquo.balances.series import ScoreRows, course_of, to_places
from statusquo.balances.shares import Per, share_of
from statusquo.balances.tallies import Scope
from statusquo.balances.terms import InvalidBalance
from statusquo.balances.weightings import Weightings
from statusquo.dates.days import Day, civil, ordinal
from statusquo.logs.log import Log
from statusquo.table import Table
from statusquo.timelines.panels import Frequency, calendar_periods

_FREQUENCIES = ("year", "quarter", "month", "day")


def period_ends(
    holdings: Holdings, log: Log, freq: Frequency, since: Day | None, until: Day | None
) -> list[int]:
    """The last days of calendar periods, none of them after the last that the log recorded."""
    if freq not in _FREQUENCIES:
        raise InvalidBalance(
            f"freq is {', '.join(_FREQUENCIES)}, not {freq!r}", code="balance-frequency"
        )
    last = log.last_recorded()
    stop = last if until is None else min(ordinal(until), last)
    start = _first_day(holdings) if since is None else ordinal(since)
    if start is None or stop < start:
        return []
    return [end for _, end in calendar_periods(start, stop, freq)]


def _first_day(holdings: Holdings) -> int | None:
    """The first day on which anything counts."""
    columns = (holdings.ties.start, holdings.acts.day)
    return min((int(column.min()) for column in columns if len(column)), default=None)


def score_series(holdings: Holdings, balance: Balance, days: list[int]) -> Table:
    """The scores other than 0 at the ends of some days, by actor, target and day."""
    course = course_of(holdings, days, Weightings.of(balance))
    rows = ScoreRows(holdings.pairs, days, course)
    columns = ("actor", "target", "on", "score", "rounded")
    return Table(columns, rows, title=f"{balance.name} over time")


def share_series(scoring: Scoring, scope: Scope, per: Per, days: list[int]) -> Table:
    """The shares at the ends of some days, by actor and day; None where they are undefined.

    The actors are those asked about, else all who have a score above 0 on any of the days.
    """
    sheets = [scoring.sheet(scope, day) for day in days]
    actors = scope.who or {a: None for s in sheets for a in s.actors if any(s.positive(a))}
    ordered: list[Any] = sorted(actors, key=lambda actor: (type(actor).__name__, actor))
    rows: list[tuple[Any, ...]] = []
    for actor in ordered:
        for day, sheet in zip(days, sheets, strict=True):
            share = share_of(sheet, actor, per)
            rows.append((actor, civil(day), share, None if share is None else to_places(share)))
    return Table(("actor", "on", "share", "rounded"), rows, title=f"shares, {per}")
