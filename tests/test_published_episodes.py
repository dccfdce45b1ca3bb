"""Published episodes of armed conflicts: replayed with the precision that their dates have.

A row is a conflict in a year in which it was active. `start_date2` is when its present episode
began, and `start_prec2` how well that is known: 1 to the day, 2 and 3 to the month, 4 and 5 to the
year; with 6 the year is put by the coders, so it may be the one before, and with 7 it is not known
at all, so the episode began by then. The file puts unknown days and months at the end of the
period. `ep_end_date`, in the row of the last year, is the last day of the episode; there is none
where the episode goes on when the data end. An episode does not begin after it ended.

The file lies beside the project where it is at all, and is no part of it; a small one in the same
format is tested everywhere.
"""

import datetime
import itertools
from collections import defaultdict
from collections.abc import Callable

import attrs
import pytest
from published import Row, published, rows_of

import statusquo as sq
from statusquo import Verdict
from statusquo.events import Conclusion, Outbreak
from statusquo.projections import conflicts

SMALL = """conflict_id,year,start_date2,start_prec2,ep_end,ep_end_date,version
1,1946,1946-12-31,7,0,,"22,1"
1,1947,1946-12-31,7,1,1947-05-20,"22,1"
1,1950,1950-12-31,6,1,1950-11-30,"22,1"
1,1952,1952-02-29,3,0,,"22,1"
1,1953,1952-02-29,3,0,,"22,1"
1,1954,1952-02-29,3,1,1954-12-31,"22,1"
1,2021,2021-03-04,1,0,,"22,1"
2,1960,1960-06-15,2,1,1960-06-15,"22,1"
2,1962,1962-08-09,1,1,1962-08-09,"22,1"
2,2019,2019-12-31,5,0,,"22,1"
2,2020,2019-12-31,5,0,,"22,1"
2,2021,2019-12-31,5,0,,"22,1"
3,1970,1970-06-30,4,1,1970-07-31,"22,1"
"""
SINCE, UNTIL = datetime.date(1946, 1, 1), datetime.date(2021, 12, 31)
step = datetime.timedelta(days=1)


@attrs.frozen
class Episode:
    """An episode of a conflict: the window of its beginning, its end, and its years."""

    conflict: str
    precision: str
    first: datetime.date
    last: datetime.date
    end: datetime.date | None
    years: frozenset[int]

    def written(self) -> str:
        """The window of the beginning, as the log writes it."""
        if self.first == datetime.date.min:
            return f"[..{self.last}]"
        return str(self.first) if self.first == self.last else f"[{self.first}..{self.last}]"

    def edges(self) -> set[datetime.date]:
        """The days on which what is sure or possible changes, and those beside them."""
        days = {max(self.first, SINCE), self.last} | ({self.end} if self.end else set())
        return {day + step * offset for day in days for offset in (-1, 0, 1)}


def window(start: datetime.date, precision: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day on which an episode may have begun."""
    new_year, next_year = start.replace(month=1, day=1), datetime.date(start.year + 1, 1, 1)
    first_of_month = start.replace(day=1)
    next_month = (first_of_month + 31 * step).replace(day=1)
    month, year = (first_of_month, next_month - step), (new_year, next_year - step)
    one_earlier = (new_year.replace(year=start.year - 1), year[1])
    by_then = (datetime.date.min, year[1])
    return ((start, start), month, month, year, year, one_earlier, by_then)[int(precision) - 1]


def episode_of(rows: list[Row]) -> Episode:
    """The episode of which the rows tell, one for each year of it."""
    day = datetime.date.fromisoformat
    precision = rows[0]["start_prec2"]
    ends = [day(row["ep_end_date"]) for row in rows if row["ep_end"] == "1"]
    end = max(ends, default=None)
    first, last = window(day(rows[0]["start_date2"]), precision)
    years = frozenset(int(row["year"]) for row in rows)
    conflict = rows[0]["conflict_id"]
    return Episode(conflict, precision, first, min(last, end) if end else last, end, years)


def episodes_in(text: str) -> dict[str, list[Episode]]:
    """The episodes of each conflict, in order."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows_of(text):
        rows[row["conflict_id"], row["start_date2"]].append(row)
    found: dict[str, list[Episode]] = defaultdict(list)
    for _, told in sorted(rows.items()):
        found[told[0]["conflict_id"]].append(episode_of(told))
    for one, other in (pair for told in found.values() for pair in itertools.pairwise(told)):
        assert one.end, "only the last episode of a conflict goes on"
        assert one.end < other.first, "an episode may have begun before the one before it ended"
    return dict(found)


def history_of(episodes: dict[str, list[Episode]]) -> sq.Timeline:
    """The episodes replayed; the file lists every conflict in every year that it covers."""
    lines: list[sq.Event] = [sq.Coverage(about="conflicts", scope=(...,), since=SINCE, until=UNTIL)]
    for episode in (episode for told in episodes.values() for episode in told):
        conflict, began = episode.conflict, episode.written()
        lines.append(Outbreak(on=began, conflict=conflict, kind="episode", dataset="UCDP"))
        if episode.end:
            lines.append(Conclusion(on=episode.end, conflict=conflict))
    return sq.replay(sq.Log(lines), conflicts)


def expected_verdict(told: list[Episode], day: datetime.date) -> Verdict:
    """Whether a conflict is fought at the end of a day, by plain comparison of dates."""
    begun = [e for e in told if e.first <= day and (e.end is None or day < e.end)]
    if day > UNTIL:
        return Verdict.UNKNOWN
    if begun:
        return Verdict.YES if any(episode.last <= day for episode in begun) else Verdict.POSSIBLE
    return Verdict.NO if day >= SINCE else Verdict.UNKNOWN


CASES: dict[str, Callable[[], str]] = {
    "small": lambda: SMALL,
    "published": lambda: published("ucdp", "ucdp-prio-acd-221.csv"),
}


@pytest.fixture(scope="module", params=CASES)
def episodes(request: pytest.FixtureRequest) -> dict[str, list[Episode]]:
    """The episodes of one file."""
    return episodes_in(CASES[request.param]())


def test_a_conflict_is_as_certain_as_its_dates(episodes: dict[str, list[Episode]]) -> None:
    """On each day by a bound: possible in the window of the beginning, certain after it.

    Between episodes, and where no window reaches, it is not fought.
    """
    history = history_of(episodes)
    for conflict, told in episodes.items():
        for day in {day for episode in told for day in episode.edges()} | {UNTIL, UNTIL + step}:
            verdict = history.holds((conflict,), on=day)
            assert verdict is expected_verdict(told, day), (conflict, day)


def test_nothing_is_certain_before_it_has_surely_begun(episodes: dict[str, list[Episode]]) -> None:
    """Where only the month or the year is known, no day in it is certain before its last."""
    history = history_of(episodes)
    for episode in (episode for told in episodes.values() for episode in told):
        if episode.precision == "1":
            continue
        for day in {max(episode.first, SINCE), episode.last - step}:
            if day < episode.last:
                facts = history.at(day)
                assert (episode.conflict,) not in facts.certain()
                assert (episode.conflict,) in facts.possible()


def test_spells_are_the_episodes(episodes: dict[str, list[Episode]]) -> None:
    """A spell for each episode that nominally reaches the end of a day, with its bounds."""
    spells = history_of(episodes).spells()
    expected = {
        (
            episode.conflict,
            episode.last,
            episode.end,
            episode.first,
            episode.first == datetime.date.min,
            None if episode.end else UNTIL,
        )
        for told in episodes.values()
        for episode in told
        if episode.end is None or episode.last < episode.end
    }
    columns = ("conflict", "start", "end", "possible_start", "left_censored", "censored_on")
    assert {tuple(spell[column] for column in columns) for spell in spells} == expected
    for spell in spells:
        assert (spell["certain_start"], spell["certain_end"]) == (spell["start"], spell["end"])
        assert spell["possible_end"] == spell["end"]


def test_the_panel_is_the_published_conflict_years(episodes: dict[str, list[Episode]]) -> None:
    """By year, any moment counting, the conflicts are those of the rows.

    In a year before the first row in which the episode may have begun, nobody can say.
    """
    history = history_of(episodes)
    assert not history.findings()
    panel = history.panel(rule="any", since=SINCE, until=UNTIL)
    told = [episode for told in episodes.values() for episode in told]
    expected = {(episode.conflict, year) for episode in told for year in episode.years}
    possible = {
        (episode.conflict, year)
        for episode in told
        for year in range(max(episode.first, SINCE).year, episode.last.year)
    }
    cells = {(row["conflict"], row["first_day"].year): row["holds"] for row in panel}
    assert {cell for cell, holds in cells.items() if holds} == expected
    assert {cell for cell, holds in cells.items() if holds is None} == possible
