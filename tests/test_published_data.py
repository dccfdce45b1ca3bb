"""Published lists of states, replayed: the answers are those of the lists themselves.

The list lies beside the project where it is at all, and is no part of it; a small one in the same
format is tested everywhere.
"""

import datetime

import pytest
from published import published, rows_of

import statusquo as sq
from statusquo.events import Establishment, Extinction
from statusquo.projections import polities

LAST_DAY = "2020-12-31"
SMALL = """gwcode,gw_abb,gw_name,microstate,start,end
1,ATL,Atlantis,0,1816-01-01,1900-06-30
1,ATL,Atlantis,0,1918-11-11,2020-12-31
2,UTO,Utopia,0,1900-07-01,2020-12-31
"""
Spell = tuple[str, datetime.date, datetime.date]
step = datetime.timedelta(days=1)


def spells_in(text: str) -> list[Spell]:
    """The spells of a list: code, first day, last day."""
    rows = rows_of(text)
    day = datetime.date.fromisoformat
    return [(row["gwcode"], day(row["start"]), day(row["end"])) for row in rows]


def text_of(source: str) -> str:
    """The small list, or the published one."""
    return SMALL if source == "small" else published("gw-state-system", "gw_system.csv")


def log_of(spells: list[Spell]) -> sq.Log:
    """The spells as events: the last day of a spell is one before the day of the end."""
    end_of_data = datetime.date.fromisoformat(LAST_DAY)
    lines: list[sq.Event | sq.Source] = [
        sq.Coverage(about="polities", scope=(...,), since="1816-01-01", until=LAST_DAY)
    ]
    for code, start, end in spells:
        lines.append(Establishment(on=start, polity=code, by="independence"))
        if end != end_of_data:
            lines.append(Extinction(on=end + step, polity=code))
    return sq.Log(lines)


@pytest.mark.parametrize("source", ["small", "published"])
def test_a_list_of_states_replays_to_itself(source: str) -> None:
    """On every day that begins or ends a spell, and beside it, the states are those of the list."""
    spells = spells_in(
        SMALL if source == "small" else published("gw-state-system", "gw_system.csv")
    )
    history = sq.replay(log_of(spells), polities)
    edges = {day for _, start, end in spells for day in (start, end)}
    for day in sorted({day + step * offset for day in edges for offset in (-1, 0, 1)}):
        expected = {(code,) for code, start, end in spells if start <= day <= end}
        if day <= datetime.date.fromisoformat(LAST_DAY):
            assert set(history.at(day)) == expected


@pytest.mark.parametrize("source", ["small", "published"])
def test_a_list_of_states_has_its_state_years(source: str) -> None:
    """A panel by year, any moment counting, has the state-years of the list.

    A spell whose last day is 31 December ends in the course of 1 January, and that moment counts.
    """
    spells = spells_in(
        SMALL if source == "small" else published("gw-state-system", "gw_system.csv")
    )
    history = sq.replay(log_of(spells), polities)
    last_year = int(LAST_DAY[:4])
    expected = {
        (code, year)
        for code, start, end in spells
        for year in range(start.year, min((end + step).year, last_year) + 1)
    }
    panel = history.panel(rule="any", since="1816-01-01", until=LAST_DAY)
    assert {(r["polity"], r["first_day"].year) for r in panel if r["holds"]} == expected
    assert not [row for row in panel if row["holds"] is None]
    open_spells = [spell for spell in history.spells() if spell["right_censored"]]
    assert {str(spell["censored_on"]) for spell in open_spells} == {LAST_DAY}
