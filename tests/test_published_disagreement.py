"""Two published lists of states: replay says on which days they differ, and who has the state.

A row of either list is a state's time in the system with its first and last day: in the
Gleditsch-Ward list as days (`start`, `end`), in the Correlates of War list in columns for year,
month and day. A row of the panel says which codes (`gwcode`, `ccode`) the two have for one state
in a year. Codes that the panel ever pairs are one state, whatever numbers it bore: Germany is 255,
then 260 in one list and 255, 260, 255 in the other. The lists end on different days; they are
compared up to the earlier one.

The lists lie beside the project where they are at all, and are no part of it; small ones in the
same format are tested everywhere.
"""

import datetime
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

import attrs
import pytest
from published import Row, published, rows_of

import statusquo as sq
from statusquo import Verdict
from statusquo.events import Establishment, Extinction
from statusquo.projections import polities

SMALL_PANEL = """stateabb,year,gwcode,ccode,gw_name,cw_name
ATL,1900,1,1,Atlantis,Atlantis
LAP,1900,20,20,Laputa,Laputa
LAP,1950,21,21,Laputa (West),Laputa (West)
LAP,1995,21,20,Laputa,Laputa
LIL,1900,30,31,Lilliput,Lilliput
BLE,1900,31,30,Blefuscu,Blefuscu
UTO,1900,40,NA,Utopia,NA
"""
SMALL_GW = """gwcode,gw_abb,gw_name,microstate,start,end
1,ATL,Atlantis,0,1816-01-01,1915-07-04
1,ATL,Atlantis,0,1934-08-15,2020-12-31
20,LAP,Laputa,0,1816-01-01,1945-05-07
21,LAP,Laputa,0,1949-09-21,2020-12-31
30,LIL,Lilliput,0,1900-01-01,2020-12-31
31,BLE,Blefuscu,0,1900-01-01,1999-12-31
40,UTO,Utopia,1,1990-01-01,2020-12-31
"""
SMALL_COW = """stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version
ATL,1,Atlantis,1859,1,1,1915,7,28,2016
ATL,1,Atlantis,1934,8,15,2016,12,31,2016
LAP,20,Laputa,1816,1,1,1945,5,8,2016
LAP,21,Laputa (West),1955,5,5,1990,10,2,2016
LAP,20,Laputa,1990,10,3,2016,12,31,2016
LIL,31,Lilliput,1900,1,1,2016,12,31,2016
BLE,30,Blefuscu,1899,12,31,1999,12,31,2016
"""
FIRST_DAY = datetime.date(1816, 1, 1)
step = datetime.timedelta(days=1)


class Stay(NamedTuple):
    """A state's time in the system, both days included; `code` is the list's own."""

    code: str
    first: datetime.date
    last: datetime.date


class Difference(NamedTuple):
    """Days, both included, on which only one of two lists has a state."""

    state: str
    first: datetime.date
    last: datetime.date
    only_in: str


@attrs.frozen
class StateList:
    """A list of states, the last day of which it tells, and the state behind each of its codes."""

    name: str
    stays: list[Stay]
    until: datetime.date
    states: dict[str, str]


def log_of(states: StateList) -> sq.Log:
    """A list as a log; it is complete in its time, and its last day ends nothing."""
    lines: list[sq.Event] = [
        sq.Coverage(
            about="polities",
            scope=(...,),
            since=FIRST_DAY,
            until=states.until,
            source=states.name,
        )
    ]
    for code, first, last in states.stays:
        polity = states.states[code]
        header = {"source": states.name, "ref": code}
        lines.append(Establishment(on=first, polity=polity, by="independence", **header))
        if last < states.until:
            lines.append(Extinction(on=last + step, polity=polity, **header))
    return sq.Log(lines)


def gleditsch_ward_in(text: str) -> list[Stay]:
    """The rows of the Gleditsch-Ward list."""
    day = datetime.date.fromisoformat
    return [Stay(row["gwcode"], day(row["start"]), day(row["end"])) for row in rows_of(text)]


def correlates_of_war_in(text: str) -> list[Stay]:
    """The rows of the Correlates of War list."""

    def day(row: Row, end: str) -> datetime.date:
        return datetime.date(*(int(row[f"{end}{part}"]) for part in ("year", "month", "day")))

    return [Stay(row["ccode"], day(row, "st"), day(row, "end")) for row in rows_of(text)]


def states_of(panel: str, gw_codes: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The state behind each code of the first and of the second list.

    It is named by the least Gleditsch-Ward code that the panel joins to it, if only by way of
    others. A code that the panel never pairs is a state of that list alone.
    """
    pairs = {(row["gwcode"], row["ccode"]) for row in rows_of(panel)}
    known = sorted((pair for pair in pairs if all(code.isdigit() for code in pair)), key=str)
    gw = {code: code for code in gw_codes}
    gw |= {code: code for code, _ in known}
    cow: dict[str, str] = {}
    for _ in known:
        for one, other in known:
            least = min(gw[one], cow.get(other, gw[one]), key=int)
            gw[one] = cow[other] = least
        if all(gw[one] == cow[other] for one, other in known):
            break
    return gw, cow


def differences(one: StateList, other: StateList) -> set[Difference]:
    """The days on which the lists differ, by replaying both and asking on every day of a turn."""
    until = min(one.until, other.until)
    histories = [sq.replay(log_of(states), polities) for states in (one, other)]
    first_day, ends = FIRST_DAY - step, until + step
    turns = {t.on for history in histories for t in history.changes(after=first_day, until=until)}
    begun: dict[tuple[str, str], datetime.date] = {}
    found: set[Difference] = set()
    for day in sorted(turns):
        ours, theirs = (set(history.at(day)) for history in histories)
        now = {(str(state), one.name) for (state,) in ours - theirs}
        now |= {(str(state), other.name) for (state,) in theirs - ours}
        for state, name in begun.keys() - now:
            found.add(Difference(state, begun.pop((state, name)), day - step, name))
        begun |= dict.fromkeys(now - begun.keys(), day)
    return found | {Difference(s, day, ends - step, name) for (s, name), day in begun.items()}


def days_in(states: StateList, until: datetime.date) -> dict[str, int]:
    """The days of each state as the bits of a number, straight from the rows."""
    days: dict[str, int] = defaultdict(int)
    for code, first, last in states.stays:
        length = (min(last, until) - first).days + 1
        if length > 0:
            days[states.states[code]] |= ((1 << length) - 1) << (first - FIRST_DAY).days
    return days


def differences_by_hand(one: StateList, other: StateList) -> set[Difference]:
    """The same by plain arithmetic of dates over the rows."""
    until = min(one.until, other.until)
    ours, theirs = days_in(one, until), days_in(other, until)
    found: set[Difference] = set()
    for state in ours.keys() | theirs.keys():
        mine, yours = ours.get(state, 0), theirs.get(state, 0)
        for name, only in ((one.name, mine & ~yours), (other.name, yours & ~mine)):
            for run in re.finditer("1+", f"{only:b}"[::-1]):
                first, last = (FIRST_DAY + step * place for place in run.span())
                found.add(Difference(state, first, last - step, name))
    return found


def small() -> tuple[str, str, str]:
    """The panel and the two lists, made by hand."""
    return SMALL_PANEL, SMALL_GW, SMALL_COW


def beside_the_project() -> tuple[str, str, str]:
    """The panel and the two lists, as published."""
    return (
        published("state-code-panels", "cw_gw_panel.csv.gz"),
        published("gw-state-system", "gw_system.csv"),
        published("cow-state-system", "states2016.csv"),
    )


CASES: dict[str, Callable[[], tuple[str, str, str]]] = {
    "small": small,
    "published": beside_the_project,
}
Lists = tuple[StateList, StateList]


def lists_in(texts: tuple[str, str, str]) -> Lists:
    """Both lists, with the states behind their codes."""
    panel, gw, cow = texts
    gw_stays, cow_stays = gleditsch_ward_in(gw), correlates_of_war_in(cow)
    gw_states, cow_states = states_of(panel, {stay.code for stay in gw_stays})
    return (
        StateList("gleditsch-ward", gw_stays, datetime.date(2020, 12, 31), gw_states),
        StateList("correlates-of-war", cow_stays, datetime.date(2016, 12, 31), cow_states),
    )


@pytest.fixture(scope="module", params=CASES)
def lists(request: pytest.FixtureRequest) -> Lists:
    """The two lists."""
    return lists_in(CASES[request.param]())


def test_no_state_is_in_a_list_twice_at_once(lists: Lists) -> None:
    """The codes that the panel joins follow one another: each list has a state once on any day."""
    for states in lists:
        stays: dict[str, list[Stay]] = defaultdict(list)
        for stay in sorted(states.stays, key=lambda stay: stay.first):
            stays[states.states[stay.code]].append(stay)
        for told in stays.values():
            assert all(one.last < two.first for one, two in itertools.pairwise(told))
        assert not sq.replay(log_of(states), polities).findings()


def test_replay_says_where_two_lists_differ(lists: Lists) -> None:
    """The days on which only one list has a state are those that the rows give."""
    one, other = lists
    found = differences(one, other)
    assert found == differences_by_hand(one, other)
    swapped = differences(other, one)
    assert swapped == found
    assert not differences(one, one)


def test_compared_logs_differ_where_the_rows_do(lists: Lists) -> None:
    """`compare` has each difference, whose list has the state, and the sources of both."""
    one, other = lists
    table = sq.compare(log_of(one), log_of(other), polities)
    found = {
        Difference(
            row["polity"],
            row["start"],
            row["last_day"] or row["censored_on"],
            one.name if row["verdict_a"] == "yes" else other.name,
        )
        for row in table
        if row["kind"] == "differ"
    }
    assert found == differences_by_hand(one, other)
    assert {row["kind"] for row in table} <= {"differ", "one-sided"}
    last = min(one.until, other.until)
    assert all(row["start"] > last for row in table if row["kind"] == "one-sided")


def test_each_log_is_sure_where_the_lists_differ(lists: Lists) -> None:
    """On the first and the last day of a difference one log says yes and the other no."""
    histories = {states.name: sq.replay(log_of(states), polities) for states in lists}
    for state, first, last, only_in in differences_by_hand(*lists):
        for day in (first, last):
            for name, history in histories.items():
                expected = Verdict.YES if name == only_in else Verdict.NO
                assert history.holds((state,), on=day) is expected, (state, day, name)


def test_after_the_end_of_a_list_it_says_neither(lists: Lists) -> None:
    """A list that ends earlier is no witness against one that goes on."""
    _, cow = lists
    history = sq.replay(log_of(cow), polities)
    for state in {cow.states[stay.code] for stay in cow.stays}:
        assert history.holds((state,), on=cow.until + step) is Verdict.UNKNOWN


def test_the_published_lists_differ_where_it_is_known() -> None:
    """Haiti's first time, and Germany, Serbia and Yemen, each one state under several numbers."""
    found = differences(*lists_in(beside_the_project()))
    day = datetime.date
    assert Difference("41", day(1915, 7, 5), day(1915, 7, 28), "correlates-of-war") in found
    assert Difference("255", day(1945, 5, 8), day(1945, 5, 8), "correlates-of-war") in found
    assert Difference("255", day(1949, 9, 21), day(1955, 5, 4), "gleditsch-ward") in found
    assert Difference("340", day(1915, 10, 2), day(1918, 11, 30), "correlates-of-war") in found
    assert Difference("340", day(1941, 4, 21), day(1944, 10, 19), "gleditsch-ward") in found
    assert Difference("678", day(1918, 10, 30), day(1926, 9, 1), "gleditsch-ward") in found
    renumbered = {"255": day(1955, 5, 5), "340": day(1944, 10, 20), "678": day(1926, 9, 2)}
    assert not [d for d in found if d.state in renumbered and d.last >= renumbered[d.state]]


def test_the_small_lists_differ_as_they_were_made_to() -> None:
    """Every difference that was put into them, and no other."""
    day = datetime.date
    assert differences(*lists_in(small())) == {
        Difference("1", FIRST_DAY, day(1858, 12, 31), "gleditsch-ward"),
        Difference("1", day(1915, 7, 5), day(1915, 7, 28), "correlates-of-war"),
        Difference("20", day(1945, 5, 8), day(1945, 5, 8), "correlates-of-war"),
        Difference("20", day(1949, 9, 21), day(1955, 5, 4), "gleditsch-ward"),
        Difference("31", day(1899, 12, 31), day(1899, 12, 31), "correlates-of-war"),
        Difference("40", day(1990, 1, 1), day(2016, 12, 31), "gleditsch-ward"),
    }
