"""Published dates that are not sure: what holds is as certain as they are written, and no more.

A row of the list of states is a state with its first and last date, written as a day or a year,
with `~` where it is approximate and `?` where it is doubtful; 9999-12-31 is not yet: not ended, or
not begun. A row of the list of battles has a day or a range of days `a..b`, marked alike.

The files lie beside the project where they are at all, and are no part of it; small ones in the
same format are tested everywhere.
"""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

import attrs
import pytest
from published import published, rows_of

import statusquo as sq
from statusquo import Verdict
from statusquo.errors import InvalidWhen
from statusquo.events import Conclusion, Establishment, Extinction, Outbreak
from statusquo.projections import conflicts, polities

FOLDER = "uncertain-date-states"
SMALL_STATES = """stateID,StateName,Begin,End
ATL,Kingdom of Atlantis,0778,1008
ATL,Republic of Atlantis,1500-03-01~,1600-12-31?
ATL,Atlantis,1886-11-19?,9999-12-31
CLO,Cloudland,753 BC,9999-12-31
LIL,Lilliput,1819-12-17,1830
LAP,Laputa,1390-01-01~,1888-12-31~
UTO,Utopia,1994,9999-12-31
UTO,Greater Utopia,9999-12-31,9999-12-31
BRO,Brobdingnag,1700-02-28,1701-03-01
"""
SMALL_BATTLES = """Battle,Date,Parties
Battle of the Bridge,2001-03-08,ATL-UTO
Siege of the Bridge,2001-04-16..2001-04-20,ATL-UTO
Second Siege of the Bridge,2001-04-20..2001-12?,ATL-UTO
Third Siege of the Bridge,2001-11-~15..2001-11-~30,ATL-UTO
"""
NOT_YET = "9999-12-31"
step = datetime.timedelta(days=1)


class Window(NamedTuple):
    """The first and the last day that a date may mean, and whether it is doubtful at all."""

    first: datetime.date
    last: datetime.date
    doubtful: bool


@attrs.frozen
class Lifetime:
    """A key with the dates of its beginning and its end, as written; the end is "" if open."""

    key: str
    begin: str
    end: str

    def edges(self) -> set[datetime.date]:
        """The days on which what is sure or possible may change, and those beside them."""
        ends = [window(text) for text in (self.begin, self.end) if text]
        days = {day for first, last, _ in ends for day in (first, last)}
        return {day + step * offset for day in days for offset in (-1, 0, 1)}


def window(text: str) -> Window:
    """What a date means, by plain arithmetic: approximate is one day or one year more or less."""
    bare, about = text.rstrip("~?"), int("~" in text)
    year, month, day = (int(part) for part in f"{bare}-0-0".split("-")[:3])
    if day:
        exact = datetime.date(year, month, day)
        return Window(exact - step * about, exact + step * about, "?" in text)
    first = datetime.date(year - about, month or 1, 1)
    last = datetime.date(year + about, month or 12, 31)
    return Window(first, last, "?" in text)


def states_in(text: str) -> tuple[list[Lifetime], Counter[str]]:
    """The states of a list, one for each row, and why how many are left out."""
    number: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    states: list[Lifetime] = []
    for row in rows_of(text):
        if "BC" in row["Begin"] + row["End"]:
            left_out["before the year 1"] += 1
        elif row["Begin"] == NOT_YET:
            left_out["not begun"] += 1
        else:
            number[row["stateID"]] += 1
            end = "" if row["End"] == NOT_YET else row["End"]
            states.append(Lifetime(f"{row['stateID']}-{number[row['stateID']]}", row["Begin"], end))
    return states, left_out


def end_of_data(states: list[Lifetime]) -> datetime.date:
    """The last day of which a list speaks."""
    return max(window(text).last for state in states for text in (state.begin, state.end) if text)


def history_of(states: list[Lifetime]) -> sq.Timeline:
    """The list replayed. It tells the whole life of each state, up to the last day in it."""
    until = end_of_data(states)
    lines: list[sq.Event] = []
    for state in states:
        scope = (state.key,)
        lines.append(sq.Coverage(about="polities", scope=scope, since="0001-01-01", until=until))
        lines.append(Establishment(on=state.begin, polity=state.key, by="declaration"))
        if state.end:
            lines.append(Extinction(on=state.end, polity=state.key))
    return sq.replay(sq.Log(lines), polities)


def expected_verdict(state: Lifetime, day: datetime.date, until: datetime.date) -> Verdict:
    """Whether a state is there at the end of a day, by plain comparison of dates."""
    begin, end = window(state.begin), window(state.end) if state.end else None
    begun = begin.last <= day and not begin.doubtful
    gone = end is not None and end.last <= day and not end.doubtful
    if day > until:
        return Verdict.UNKNOWN
    if begun and (end is None or day < end.first):
        return Verdict.YES
    return Verdict.POSSIBLE if begin.first <= day and not gone else Verdict.NO


def is_nominal(state: Lifetime, day: datetime.date) -> bool:
    """Whether a state is there where every date is its last possible day."""
    return window(state.begin).last <= day and not (state.end and window(state.end).last <= day)


CASES: dict[str, Callable[[], str]] = {
    "small": lambda: SMALL_STATES,
    "published": lambda: published(FOLDER, "HUGGO_states_clean.csv"),
}


@pytest.fixture(scope="module", params=CASES)
def states(request: pytest.FixtureRequest) -> list[Lifetime]:
    """The states of one list."""
    found, left_out = states_in(CASES[request.param]())
    assert left_out == {"before the year 1": 1, "not begun": 1}
    return found


def test_a_written_date_is_its_window(states: list[Lifetime]) -> None:
    """Every date of the list is read, and means the days that plain arithmetic gives."""
    for text in {text for state in states for text in (state.begin, state.end) if text}:
        when = sq.When(text)
        assert (when.first, when.last, when.doubtful) == window(text)
        assert when.exact == (len(text) == len("YYYY-MM-DD"))


def test_a_state_is_as_certain_as_its_dates(states: list[Lifetime]) -> None:
    """On each day by a bound: certain after the window of the beginning, before that of the end.

    A doubtful date is never certain: what ends on one may go on, what begins on one may not be.
    """
    history, until = history_of(states), end_of_data(states)
    assert not history.findings()
    for state in states:
        for day in state.edges() | {until, until + step}:
            verdict = history.holds((state.key,), on=day)
            assert verdict is expected_verdict(state, day, until), (state, day)


def test_what_is_certain_holds_and_what_holds_is_possible(states: list[Lifetime]) -> None:
    """On each day by the bound of an unsure date the facts are those of the list, read thrice."""
    history, until = history_of(states), end_of_data(states)
    unsure = [
        s for s in states if not all(sq.When(text).exact for text in (s.begin, s.end) if text)
    ]
    for day in sorted({day for state in unsure for day in state.edges() if day <= until}):
        facts = history.at(day)
        verdicts = {(state.key,): expected_verdict(state, day, until) for state in states}
        certain = {key for key, verdict in verdicts.items() if verdict is Verdict.YES}
        possible = certain | {k for k, verdict in verdicts.items() if verdict is Verdict.POSSIBLE}
        assert set(facts.certain()) == certain
        assert set(facts) == {(state.key,) for state in states if is_nominal(state, day)}
        assert set(facts.possible()) == possible
        assert certain <= set(facts) <= possible


def test_spells_have_the_bounds_that_are_written(states: list[Lifetime]) -> None:
    """One spell for each state, with the first and last possible days as its bounds."""
    history, until = history_of(states), end_of_data(states)
    spells = {spell["polity"]: spell for spell in history.spells()}
    assert set(spells) == {state.key for state in states}
    for state in states:
        begin, end = window(state.begin), window(state.end) if state.end else None
        spell = spells[state.key]
        assert (spell["possible_start"], spell["start"]) == (begin.first, begin.last)
        assert spell["end"] == (end and end.last)
        assert spell["certain_start"] == (None if begin.doubtful else begin.last)
        assert spell["certain_end"] == (None if begin.doubtful else end and end.first)
        assert spell["possible_end"] == (None if end is None or end.doubtful else end.last)
        assert spell["censored_on"] == (None if end else until)
        assert not spell["left_censored"]


# Battles


def battles_in(text: str) -> list[Lifetime]:
    """The battles of a list with their first and their last day, the marks after each date."""
    battles: list[Lifetime] = []
    for row in rows_of(text):
        first, _, last = row["Date"].partition("..")
        battles.append(Lifetime(row["Battle"], _marked_after(first), _marked_after(last or first)))
    return battles


def _marked_after(text: str) -> str:
    return re.sub("[~?]", "", text) + "".join(re.findall("[~?]", text))


BATTLES: Mapping[str, Callable[[], str]] = {
    "small": lambda: SMALL_BATTLES,
    "published": lambda: published(FOLDER, "battles_2001.csv"),
}


@pytest.mark.parametrize("source", BATTLES)
def test_a_battle_is_fought_on_the_days_of_its_range(source: str) -> None:
    """On each day those battles whose range has the day, its first and its last included.

    Of an approximate day nothing is certain before it has surely come. A battle with a doubtful
    end is certain up to the first day on which it may have ended, and possible for good.
    """
    battles = battles_in(BATTLES[source]())
    lines: list[sq.Event] = [Outbreak(on=battle.begin, conflict=battle.key) for battle in battles]
    lines += [Conclusion(on=battle.end, conflict=battle.key) for battle in battles]
    history = sq.replay(sq.Log(lines), conflicts)
    for day in (datetime.date(2000, 12, 31) + step * offset for offset in range(400)):
        fought: dict[str, set[tuple[str]]] = {"certain": set(), "nominal": set(), "possible": set()}
        for battle in battles:
            begin, end = window(battle.begin), window(battle.end)
            if begin.last <= day <= end.first:
                fought["certain"].add((battle.key,))
            if begin.last <= day <= end.last:
                fought["nominal"].add((battle.key,))
            if begin.first <= day and (day <= end.last or end.doubtful):
                fought["possible"].add((battle.key,))
        facts = history.during(day)
        assert set(facts.certain()) == fought["certain"], day
        assert set(facts) == fought["nominal"], day
        assert set(facts.possible()) == fought["possible"], day


@pytest.mark.parametrize("source", BATTLES)
def test_one_day_of_a_battle_is_a_range_in_brackets(source: str) -> None:
    """A bare range is a period and refused; in brackets it is some day of it, marks and all."""
    for battle in battles_in(BATTLES[source]()):
        ends = [battle.begin.rstrip("~?"), battle.end.rstrip("~?")]
        marks = "".join(sorted(set(re.findall("[~?]", battle.begin + battle.end))))
        some_day = sq.When(f"[{'..'.join(ends)}]{marks}")
        assert some_day.first == window(battle.begin).first
        assert some_day.last == window(battle.end).last
        with pytest.raises(InvalidWhen, match="is a period") as refused:
            sq.When("..".join(ends))
        assert refused.value.hint == f"write [{'..'.join(ends)}]"
