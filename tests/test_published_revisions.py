"""Published revisions of figures: as known on a day, the log says what the file said by then.

A row of the yearly file is how many US troops a host (`ccode`) had in a year, by one revision of
the published file; `published` is the time of the revision, in UTC. A row of the quarterly file is
the same for a quarter, with the report (`source`) from which the figure was taken. A revision that
changes reports may give a quarter twice, from two reports: these are two tellings of one figure.
Of several revisions of one day the last counts.

The files lie beside the project where they are at all, and are no part of it; small ones in the
same format are tested everywhere.
"""

import datetime
import functools
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs
import pytest
from published import Row, published, rows_of

import statusquo as sq
from statusquo.events import StrengthReport
from statusquo.projections import strength

YEARLY = ("troopdata", "troopdata_vintages_selected_hosts.csv.gz")
QUARTERLY = ("troopdata", "troopdata_rebuild_vintages_selected_hosts.csv.gz")
SMALL_YEARLY = """ccode,year,troops,published,commit,file
901,1950,10,2021-02-05T10:00:00Z,a1,figures.csv
901,1951,20,2021-02-05T10:00:00Z,a1,figures.csv
902,1950,7,2021-02-05T10:00:00Z,a1,figures.csv
901,1950,11,2021-03-01T09:00:00Z,a2,figures.csv
901,1951,99,2021-03-01T09:00:00Z,a2,figures.csv
901,1950,11,2021-03-01T17:00:00Z,a3,figures.csv
901,1951,20,2021-03-01T17:00:00Z,a3,figures.csv
902,1950,8,2021-03-01T17:00:00Z,a3,figures.csv
901,1950,12,2021-05-01T09:00:00Z,a4,figures.csv
901,1950,12,2021-06-01T09:00:00Z,a5,figures.csv
901,1951,20,2021-06-01T09:00:00Z,a5,figures.csv
902,1950,7,2021-06-01T09:00:00Z,a5,figures.csv
902,1950,7,2021-07-01T09:00:00Z,a6,figures.csv
901,1951,21,2021-08-01T09:00:00Z,a7,figures.csv
901,1950,12,2021-08-01T09:00:00Z,a7,figures.csv
902,1951,0,2021-09-01T09:00:00Z,a8,figures.csv
901,1950,10,2021-10-01T09:00:00Z,a9,figures.csv
901,1951,21,2021-10-01T09:00:00Z,a9,figures.csv
"""
SMALL_QUARTERLY = """ccode,year,quarter,month,source,troops_ad,published,commit
901,2000,2,June,June 2000,10,2024-06-07T10:00:00Z,b1
901,2000,3,September,September 2000,20,2024-06-07T10:00:00Z,b1
901,2000,3,September,September 2000,20,2024-06-11T10:00:00Z,b2
901,2000,3,September,Gazette,23,2024-06-11T10:00:00Z,b2
901,2000,3,September,Gazette,22,2024-06-13T10:00:00Z,b3
901,2000,2,September,June 2000,10,2024-06-13T10:00:00Z,b3
901,2000,3,September,September 2000,20,2024-06-14T10:00:00Z,b4
901,2000,3,September,Gazette,20,2024-06-14T10:00:00Z,b4
901,2000,3,September,September 2000,20,2024-07-14T10:00:00Z,b5
"""
Figure = tuple[str, str, str]
"""A host, the year or the last month of a quarter, and the report from which it was taken."""
Revisions = dict[datetime.date, dict[Figure, int]]
Day = datetime.date | str
step = datetime.timedelta(days=1)


def figure_in(row: Row) -> tuple[Figure, int]:
    """What a row tells of, and how many it says."""
    if "quarter" not in row:
        return (row["ccode"], row["year"], ""), int(row["troops"])
    month = f"{row['year']}-{3 * int(row['quarter']):02}"
    return (row["ccode"], month, row["source"]), int(row["troops_ad"])


def revisions_in(text: str) -> Revisions:
    """What the file said at the end of each day on which it was revised."""
    revisions: dict[str, dict[Figure, int]] = defaultdict(dict)
    for row in rows_of(text):
        figure, troops = figure_in(row)
        assert figure not in revisions[row["published"]], f"told twice: {row}"
        revisions[row["published"]][figure] = troops
    day = datetime.date.fromisoformat
    return {day(time[:10]): revisions[time] for time in sorted(revisions)}


def turns_of(figure: Figure, revisions: Revisions) -> list[tuple[datetime.date, int | None]]:
    """The days on which a revision changed what is said, with what it says; None if nothing."""
    turns: list[tuple[datetime.date, int | None]] = []
    for day, revision in revisions.items():
        said = revision.get(figure)
        if said != (turns[-1][1] if turns else None):
            turns.append((day, said))
    return turns


def lines_of(
    figure: Figure, turns: Iterable[tuple[datetime.date, int | None]]
) -> Iterator[sq.Event]:
    """The lines of one figure: what was told first, replacements, and what was taken back.

    Taking back only the newest would bring back the one that it replaced. So all that stand or
    would stand are retracted. The same again retracts the retraction; another replaces.
    """
    host, period, report = figure
    first = StrengthReport(
        on=period,
        sender="2",
        host=host,
        site=host,
        role="base",
        troops=0,
        source="troopdata",
        act=f"troops-{host}-{period}" if report else None,
        ref=report or None,
    )
    newest: StrengthReport | None = None
    live: list[StrengthReport] = []
    taken_back: sq.Retraction | None = None
    for day, troops in turns:
        if troops is None:
            for report_line in live:
                taken_back = sq.Retraction(of=report_line.id, on=day)
                yield taken_back
            live = []
        elif newest and taken_back and newest.troops == troops:
            yield sq.Retraction(of=taken_back.id, on=day)
            live, taken_back = [newest], None
        else:
            replaced = newest.id if newest else None
            newest = attrs.evolve(first, troops=troops, recorded=day, replaces=replaced)
            yield newest
            live, taken_back = [*live, newest], None


def log_of(revisions: Revisions) -> sq.Log:
    """All revisions as one log."""
    figures = sorted({figure for revision in revisions.values() for figure in revision})
    return sq.Log(line for f in figures for line in lines_of(f, turns_of(f, revisions)))


@sq.projection(key=("host", "period"))
def figures_told(event: sq.Event) -> Any:
    """How many a host is said to have had in a period; nothing is carried into the next one."""
    match event:
        case StrengthReport(host=host, on=on, troops=troops):
            return sq.Set((host, on.text), troops)
        case _:
            return None


def troops_in(event: sq.Event) -> int | sq.Range:
    """The figure that an event tells."""
    assert isinstance(event, StrengthReport)
    return event.troops


def as_known(history: sq.Timeline, day: Day, known: datetime.date) -> sq.Facts:
    """What held at the end of `day`, as known on `known`; a second replay says the same."""
    facts = history.at(day, known=known)
    assert facts == _replayed(history, known).at(day)
    return facts


@functools.lru_cache(maxsize=2)
def _replayed(history: sq.Timeline, known: datetime.date) -> sq.Timeline:
    return sq.replay(history.log.known(known), history.projection)


def days_to_ask(revisions: Revisions) -> list[datetime.date]:
    """The days of revisions, those before, some between, and one long after."""
    days = sorted(revisions)
    between = {one + (other - one) / 2 for one, other in itertools.pairwise(days)}
    return sorted({*days, *(day - step for day in days), *between, days[-1] + 1000 * step})


def newest_by(revisions: Revisions, known: datetime.date) -> dict[tuple[str, str], frozenset[int]]:
    """What the newest revision published by a day says of each host and period."""
    published_by = [day for day in revisions if day <= known]
    told: dict[tuple[str, str], set[int]] = defaultdict(set)
    for (host, period, _), troops in revisions[max(published_by)].items() if published_by else ():
        told[host, period].add(troops)
    return {key: frozenset(values) for key, values in told.items()}


def last_day(period: str) -> str:
    """The last day of a year, or of a month that ends a quarter."""
    year, _, month = period.partition("-")
    return f"{year}-{month or '12'}-{30 if month in {'06', '09'} else 31}"


CASES: dict[str, Callable[[], str]] = {
    "small yearly": lambda: SMALL_YEARLY,
    "small quarterly": lambda: SMALL_QUARTERLY,
    "yearly": lambda: published(*YEARLY),
    "quarterly": lambda: published(*QUARTERLY),
}


@pytest.fixture(scope="module", params=CASES)
def revisions(request: pytest.FixtureRequest) -> Revisions:
    """The revisions of one file."""
    return revisions_in(CASES[request.param]())


def test_as_known_on_a_day_the_log_is_the_revision_of_then(revisions: Revisions) -> None:
    """Every figure of the newest revision is there, and no other is.

    Where two reports give it, both values are possible and the fact has one of them.
    """
    history = sq.replay(log_of(revisions), figures_told)
    for known in days_to_ask(revisions):
        expected = newest_by(revisions, known)
        facts = as_known(history, "9999-12-31", known)
        assert dict(facts.possible()) == expected
        assert set(facts) == set(expected)
        assert all(troops in expected[key] for key, troops in facts.items())


def test_as_known_on_a_day_levels_are_those_of_the_revision_of_then(revisions: Revisions) -> None:
    """At the end of each period the level is the revision's figure, or the one before it there.

    A level stands until the next figure; a figure that is not in the revision of then is neither.
    """
    history = sq.replay(log_of(revisions), strength)
    periods = sorted({period for revision in revisions.values() for _, period, _ in revision})
    for known in days_to_ask(revisions):
        expected = newest_by(revisions, known)
        levels: dict[str, frozenset[int]] = {}
        for period in periods:
            levels |= {host: expected[host, p] for host, p in expected if p == period}
            facts = as_known(history, last_day(period), known)
            told = {host: values for (_, host, *_), values in facts.possible().items()}
            assert told == levels, (period, known)


def test_why_says_what_was_published_before(revisions: Revisions) -> None:
    """Of a figure that was never taken back: every earlier value, and until when it was said."""
    history = sq.replay(log_of(revisions), figures_told)
    reports: dict[tuple[str, str], set[str]] = defaultdict(set)
    for host, period, report in {f for revision in revisions.values() for f in revision}:
        reports[host, period].add(report)
    for key, names in reports.items():
        turns = turns_of((*key, min(names)), revisions)
        if len(names) > 1 or any(troops is None for _, troops in turns):
            continue
        reasons = history.why(key, on="9999-12-31")
        until = [day for day, _ in turns[1:]]
        before = [troops for _, troops in turns[:-1]]
        told = sorted((day, troops_in(event)) for event, day in reasons.superseded)
        assert told == list(zip(until, before, strict=True))
        assert reasons.value == turns[-1][1]
