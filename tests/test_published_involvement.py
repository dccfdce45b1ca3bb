"""Published involvement in armed conflicts, counted by decade: as by hand from the files.

Two files of UCDP are used. A row of the first (armed conflicts) is a conflict in a year in which it
was active, with the states that were secondary parties with troops. A row of the second (external
support) is a side of a conflict in a year, with its supporters and the kinds of support that came;
of a kind it says how many states gave it, and not which. So each row is told as a conflict that is
begun and ended within its year: neither file knows more than the year.

Major powers and land neighbours are those of two files of the Correlates of War, whose codes for
Germany and Yemen since 1990 are turned into those of UCDP. The files lie beside the project where
they are at all, and are no part of it; small ones in the same formats are tested everywhere.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any

import attrs
import pytest
from published import Row, published, rows_of

import statusquo as sq
from statusquo.events import Conclusion, Involvement, Outbreak
from statusquo.projections import (
    CODING_RULES,
    PartyKind,
    Region,
    decades,
    involvement_shares,
)
from statusquo.ranges import hull

SMALL_CONFLICTS = """conflict_id,year,gwno_loc,gwno_a_2nd,gwno_b_2nd
1,1978,500,,
1,1979,500,"2, 501",
1,1980,500,501,
2,1981,"100, 200",2,100
2,1999,"100, 200",,260
3,2000,700,,
"""
SMALL_SUPPORT = """\
id,active,year,conflict_id,gwno_a,country_a,gwno_b,country_b,ext_id,ext_name,\
ext_count_s,ext_x_s,ext_x_count_s,ext_w_s,ext_w_count_s
1,1,1979,1,500,Hostland,,,3,Government of Bigland,1,1,1,1,1
2,1,1979,1,500,Hostland,,,"4,9","Government of Nearland,Rebels",1,0,0,1,1
3,1,1981,1,500,Hostland,,,"3,4","Government of Bigland,Government of Nearland",2,1,1,1,2
4,1,1992,2,200,Farland,,,"3,4","Government of Bigland,Government of Nearland",2,1,1,1,1
5,1,1993,2,200,Farland,,,,,0,0,0,0,0
6,0,2003,2,200,Farland,,,3,Government of Bigland,1,1,1,0,0
"""
SMALL_STATES = """gwcode,gw_name
2,Bigland
501,Nearland
"""
SMALL_MAJORS = """stateabb,ccode,styear,stmonth,stday,endyear,endmonth,endday
BIG,2,1898,8,13,1980,12,31
GMY,255,1991,12,11,2016,12,31
"""
SMALL_CONTIGUITY = """statelno,statehno,conttype,begin,end
500,501,1,196001,201612
100,200,1,196001,197912
2,500,4,196001,201612
"""
ROLES = {
    "x": "combat troops",
    "p": "basing",
    "y": "basing",
    "l": "basing",
    "w": "supply",
    "m": "supply",
    "t": "training",
    "f": "finance",
    "i": "intelligence",
    "o": "supply",  # the vocabulary has no role for what is other or unknown
    "u": "supply",
}
NAMES = {
    "Belarus": "370",
    "East Germany": "265",
    "Germany": "260",
    "Italy": "325",
    "Kyrgyzstan": "703",
    "North Korea": "731",
    "North Macedonia": "343",
    "Serbia (Yugoslavia)": "345",
    "South Korea": "732",
    "Sri Lanka": "780",
}
"""Names in the file of support that are spelt otherwise in the list of states."""

NEWER_CODES = {"255": "260", "679": "678"}
GOVERNMENT = "Government of "
END_OF_DATA = datetime.date(2016, 12, 31)
AREAS = (0, 200, 400, 600, 700, 900, 1000)
"""Where the codes of the states of a part of the world begin, and where the last ones end."""


@attrs.frozen
class Part:
    """A state in a conflict in a year; whether it surely was by the rule, or only possibly."""

    conflict: str
    year: int
    state: str
    sure: bool = True


@attrs.frozen
class Told:
    """What a file tells: active years, hosts, and who took part, and the same as events."""

    years: set[tuple[str, int]]
    hosts: dict[str, set[str]]
    parts: dict[str, list[Part]]
    lines: list[sq.Event]
    since: int
    until: int


def listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


def day(year: int, month: int = 1, of_month: int = 1) -> datetime.date:
    return datetime.date(year, month, of_month)


def active(conflict: str, year: int) -> list[sq.Event]:
    """A year of fighting."""
    return [
        Outbreak(on=day(year), conflict=conflict, kind="episode"),
        Conclusion(on=day(year, 12, 31), conflict=conflict),
    ]


def joined(row: Row, state: str, role: Any, *, act: str | None = None, mark: str = "") -> sq.Event:
    """A state's part in a year of fighting."""
    on = f"{row['year']}-01-01{mark}"
    conflict = row["conflict_id"]
    return Involvement(on=on, conflict=conflict, party=state, role=role, side="a", act=act)


def troops_in(text: str) -> Told:
    """The file of armed conflicts: who was a secondary party with troops."""
    told = Told(set(), defaultdict(set), {"secondary party with troops": []}, [], 1946, 2021)
    for row in rows_of(text):
        conflict, year = row["conflict_id"], int(row["year"])
        told.years.add((conflict, year))
        told.hosts[conflict].update(listed(row["gwno_loc"]))
        told.lines.extend(active(conflict, year))
        for state in listed(row["gwno_a_2nd"]) + listed(row["gwno_b_2nd"]):
            told.parts["secondary party with troops"].append(Part(conflict, year, state))
            told.lines.append(joined(row, state, "combat troops"))
    told.parts["any support"] = told.parts["secondary party with troops"]
    return told


def supporters(row: Row, codes: dict[str, str]) -> list[str]:
    """The states that supported a side in a year, by the names that the file gives."""
    governments = [n for n in listed(row["ext_name"]) if n.startswith(GOVERNMENT)]
    return [codes[name.removeprefix(GOVERNMENT)] for name in governments]


def support_in(text: str, codes: dict[str, str]) -> Told:
    """The file of external support, years below the threshold of deaths left out."""
    parts: dict[str, list[Part]] = {"secondary party with troops": [], "any support": []}
    told = Told(set(), defaultdict(set), parts, [], 1975, 2017)
    for row in rows_of(text):
        if row["active"] == "1":
            conflict, year = row["conflict_id"], int(row["year"])
            told.years.add((conflict, year))
            told.hosts[conflict].update(listed(row["gwno_a"]) + listed(row["gwno_b"]))
            told.lines.extend(active(conflict, year))
            for state in supporters(row, codes):
                given = ways(row)
                told.lines.extend(support(row, state, given))
                parts["any support"].append(Part(conflict, year, state))
                if "x" in given:
                    part = Part(conflict, year, state, sure=given["x"])
                    parts["secondary party with troops"].append(part)
    return told


def ways(row: Row) -> dict[str, bool]:
    """The kinds of support of a row, and whether every state surely gave it."""
    flagged = [way for way in ROLES if row.get(f"ext_{way}_s") == "1"]
    return {way: int(row[f"ext_{way}_count_s"]) >= int(row["ext_count_s"]) for way in flagged}


def support(row: Row, state: str, given: dict[str, bool]) -> Iterator[sq.Event]:
    """What a state surely gave; what it may have given; if nothing is sure, one of these."""
    act = None if any(given.values()) else f"{row['id']} {state}"
    for way, sure in given.items():
        if sure or act is not None:
            yield joined(row, state, ROLES[way], act=act)
        else:
            yield joined(row, state, ROLES[way], mark="?")


# Kinds of states


Spells = list[tuple[str, datetime.date, datetime.date | None]]


def majors_in(text: str) -> Spells:
    """The spells of major powers; None where one goes on when the data end."""
    spells: Spells = []
    for row in rows_of(text):
        first = day(*(int(row[name]) for name in ("styear", "stmonth", "stday")))
        last = day(*(int(row[name]) for name in ("endyear", "endmonth", "endday")))
        code = NEWER_CODES.get(row["ccode"], row["ccode"])
        spells.append((code, first, None if last == END_OF_DATA else last))
    return spells


def neighbours_in(text: str) -> list[tuple[str, str, datetime.date, datetime.date | None]]:
    """Pairs that share a border on land or a river, with the months of it."""
    pairs: list[tuple[str, str, datetime.date, datetime.date | None]] = []
    for row in rows_of(text):
        if row["conttype"] == "1":
            one, other = (
                NEWER_CODES.get(row[name], row[name]) for name in ("statelno", "statehno")
            )
            first, last = (divmod(int(row[name]), 100) for name in ("begin", "end"))
            after = day(last[0] + last[1] // 12, last[1] % 12 + 1)
            end = None if last == (2016, 12) else after - datetime.timedelta(days=1)
            pairs.append((one, other, day(*first), end))
    return pairs


def area(code: str) -> int:
    """The part of the world of a state, by its code."""
    return max(start for start in AREAS if start <= int(code))


@attrs.frozen
class States:
    """Major powers and neighbours, as they are in the files, and as kinds."""

    majors: Spells
    pairs: list[tuple[str, str, datetime.date, datetime.date | None]]
    everybody: set[str]

    def kinds(self) -> list[PartyKind]:
        """Anybody, and four kinds that no state is two of at a time."""
        anybody = PartyKind.anybody()
        major = PartyKind.in_spells("major power", self.majors)
        near = PartyKind.of_pairs("neighbour", self.pairs)
        within = [(a, b) for a in self.everybody for b in self.everybody if area(a) == area(b)]
        region = PartyKind.of_pairs("in the region", sorted(within))
        return [
            anybody,
            major,
            near.without(major, name="neighbour"),
            region.without(major, near, name="other state of the region"),
            anybody.without(major, near, region, name="other state from afar"),
        ]

    def kind_of(self, state: str, hosts: Iterable[str], on: datetime.date) -> str:
        """The kind of a state on a day, by plain comparison."""
        if any(s == state and a <= on and (b is None or on <= b) for s, a, b in self.majors):
            return "major power"
        for one, other, first, last in self.pairs:
            near = (state == one and other in hosts) or (state == other and one in hosts)
            if near and first <= on and (last is None or on <= last):
                return "neighbour"
        if any(area(state) == area(host) for host in hosts):
            return "other state of the region"
        return "other state from afar"


# Each file, small and whole


def codes_in(states: str, support: str) -> dict[str, str]:
    """The codes of states by name, of the list of states and of the file of support itself."""
    found = dict(NAMES)
    found |= {row["gw_name"]: row["gwcode"] for row in rows_of(states)}
    for row in rows_of(support):
        for side in "ab":
            found.setdefault(row[f"country_{side}"], row[f"gwno_{side}"])
    return found


def small_troops() -> Told:
    return troops_in(SMALL_CONFLICTS)


def small_support() -> Told:
    return support_in(SMALL_SUPPORT, codes_in(SMALL_STATES, SMALL_SUPPORT))


def published_troops() -> Told:
    return troops_in(published("ucdp", "ucdp-prio-acd-221.csv"))


def published_support() -> Told:
    text = published("ucdp", "ucdp-esd-ay-181.csv.gz")
    return support_in(text, codes_in(published("gw-state-system", "gw_system.csv"), text))


FILES: dict[str, Callable[[], Told]] = {
    "small troops": small_troops,
    "small support": small_support,
    "published troops": published_troops,
    "published support": published_support,
}


def states_for(told: Told, *, small: bool) -> States:
    """Major powers, neighbours, and every state that the file of conflicts names."""
    majors = SMALL_MAJORS if small else published("cow-state-system", "majors2016.csv")
    pairs = SMALL_CONTIGUITY if small else published("cow-contiguity", "contdir.csv")
    named = {part.state for part in told.parts["any support"]}
    return States(majors_in(majors), neighbours_in(pairs), named.union(*told.hosts.values()))


@pytest.fixture(scope="module", params=FILES)
def case(request: pytest.FixtureRequest) -> tuple[Told, States, sq.Table]:
    """What one file tells, who was what, and the table of it."""
    told = FILES[request.param]()
    states = states_for(told, small=request.param.startswith("small"))
    return told, states, shares_of(told, states)


def shares_of(told: Told, states: States) -> sq.Table:
    """The table of all rules, kinds and decades."""
    since, until = day(told.since), day(told.until, 12, 31)
    covered = [
        sq.Coverage(about=about, scope=(...,) * places, since=since, until=until)
        for about, places in (("conflicts", 1), ("belligerents", 3))
    ]
    region = Region("the world", hosts=told.hosts)
    rules = [CODING_RULES[name] for name in told.parts]
    log = sq.Log([*told.lines, *covered])
    return involvement_shares(log, region, rules, states.kinds(), decades(since, until))


def by_hand(told: Told, states: States, rule: str, first: int, last: int) -> dict[str, Any]:
    """Of the years from `first` to `last`: the conflicts, and by kind who surely and possibly was.

    Somebody is of a kind in a year if it is on some day of the year.
    """
    fought = {conflict for conflict, year in told.years if first <= year <= last}
    sure: dict[str, set[str]] = defaultdict(set)
    possible: dict[str, set[str]] = defaultdict(set)
    for part in told.parts[rule]:
        hosts = told.hosts[part.conflict]
        if first <= part.year <= last and part.state not in hosts:
            days = (day(part.year) + datetime.timedelta(days=n) for n in (0, 181, 363))
            for kind in {states.kind_of(part.state, hosts, on) for on in days} | {"anybody"}:
                possible[kind].add(part.conflict)
                sure[kind].update([part.conflict] if part.sure else [])
    return {"fought": fought, "sure": sure, "possible": possible}


def test_every_decade_is_as_by_hand(case: tuple[Told, States, sq.Table]) -> None:
    """Conflicts and those with involvement, by rule, kind and decade, and the share of them."""
    told, states, table = case
    assert len(table) == len(told.parts) * 5 * (told.until // 10 - told.since // 10 + 1)
    for row in table:
        hand = by_hand(told, states, row["rule"], row["first_day"].year, row["last_day"].year)
        fought = len(hand["fought"])
        low, high = (len(hand[how][row["kind"]]) for how in ("sure", "possible"))
        assert (row["conflicts"], row["coverage"]) == (fought, "complete"), row
        assert hull(row["involved"]) == sq.Range(low, high), row
        if fought:
            shares = (Fraction(low, fought), Fraction(high, fought))
            assert hull(row["share_of_recorded"]) == sq.Range(*shares)


def test_support_is_at_least_troops(case: tuple[Told, States, sq.Table]) -> None:
    """In each decade and of each kind the wider rule counts no fewer."""
    rows = list(case[2])
    half = len(rows) // 2
    for narrow, wide in zip(rows[:half], rows[half:], strict=True):
        assert (narrow["kind"], narrow["first_day"]) == (wide["kind"], wide["first_day"])
        assert hull(narrow["involved"]).low <= hull(wide["involved"]).low
        assert hull(narrow["involved"]).high <= hull(wide["involved"]).high


if __name__ == "__main__":
    for make in (published_troops, published_support):
        found = make()
        print(shares_of(found, states_for(found, small=False)).to_csv())  # noqa: T201
