"""The influence balance beside FBIC, and commitments beside ATOP: where they agree and differ.

Run as a program, it prints the rank correlations that docs/influence-balance.md gives.

FBIC is an index of bandwidth and dependence by year; the balance is one of instruments by day. No
number of one is a number of the other: only ranks are compared. ATOP has obligations by alliance
and member, mostly from the day of signature; the record has those in force.
"""

import datetime
import functools
import itertools
import re
from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import Row, published, rows_of

import statusquo as sq
from statusquo.events import record
from statusquo.projections import ALTERNATIVES, commitments, influence

PAGE = Path(__file__).parents[1] / "docs" / "influence-balance.md"
RECEIVERS = ("ARM", "AZE", "GEO")
YEARS = range(1992, 2021)
Cells = dict[tuple[str, int], Fraction]


# Ranks


def ranks(values: Sequence[Fraction]) -> list[Fraction]:
    """The place of each value from the smallest; equal ones share the mean of their places."""
    ordered = sorted(values)
    return [Fraction(2 * ordered.index(v) + ordered.count(v) + 1, 2) for v in values]


def spearman(one: Sequence[Fraction], other: Sequence[Fraction]) -> Decimal:
    """The rank correlation of two series, to 28 digits."""
    a, b = (_centred(ranks(series)) for series in (one, other))
    shared = sum((p * q for p, q in zip(a, b, strict=True)), Fraction(0))
    spread = sum((p * p for p in a), Fraction(0)) * sum((q * q for q in b), Fraction(0))
    with localcontext(prec=28):
        return _decimal(shared) / _decimal(spread).sqrt()


def _centred(values: list[Fraction]) -> list[Fraction]:
    mean = sum(values, Fraction(0)) / len(values)
    return [value - mean for value in values]


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


SERIES = st.lists(st.integers(0, 9).map(Fraction), min_size=2).filter(lambda s: len(set(s)) > 1)
CLOSE = Decimal("1e-20")


@given(SERIES)
def test_ranks_are_all_that_counts(series: list[Fraction]) -> None:
    """A series agrees with itself and with what rises with it, and is against what falls."""
    rising, falling = [v**3 + 1 for v in series], [-v for v in series]
    assert abs(spearman(series, rising) - 1) < CLOSE
    assert abs(spearman(series, falling) + 1) < CLOSE


@given(st.permutations(range(6)))
def test_without_ties_it_is_the_textbook_formula(order: list[int]) -> None:
    """1 - 6 * sum of squared differences / (n * (n * n - 1))."""
    squares = sum((place - other) ** 2 for place, other in enumerate(order))
    plain = 1 - Fraction(6 * squares, 6 * 35)
    found = spearman([Fraction(n) for n in range(6)], [Fraction(n) for n in order])
    assert abs(found - _decimal(plain)) < CLOSE


# FBIC


def fbic() -> Cells:
    """The index of Russia's formal influence capacity over each receiver and year."""
    text = published("fbic", "fbic_china_russia_35_receivers.csv")
    return {
        (row["iso3"], int(row["year"])): Fraction(row["fbic_rus"])
        for row in rows_of(text)
        if row["iso3"] in RECEIVERS and int(row["year"]) in YEARS
    }


@functools.cache
def scores(weights: str = "default") -> Cells:
    """The score of Russia with each receiver at the end of each year."""
    history = sq.replay(record(), influence(ALTERNATIVES[weights]))
    found: Cells = {}
    for year in YEARS:
        day = history.at(f"{year}-12-31")
        found |= {(who, year): day.get(("RUS", who), Fraction(0)) for who in RECEIVERS}
    return found


def correlations(own: Cells, other: Cells) -> dict[str, Decimal]:
    """Over the years for each receiver and for the region's sum, and over all of them at once."""
    found = {
        who: spearman([own[who, y] for y in YEARS], [other[who, y] for y in YEARS])
        for who in RECEIVERS
    }
    found["region"] = spearman(_summed(own), _summed(other))
    above = {key: max(value, Fraction(0)) for key, value in own.items()}
    found["region above 0"] = spearman(_summed(above), _summed(other))
    cells = [(who, year) for who in RECEIVERS for year in YEARS]
    found["all"] = spearman([own[c] for c in cells], [other[c] for c in cells])
    return found


def _summed(cells: Cells) -> list[Fraction]:
    return [sum((cells[who, year] for who in RECEIVERS), Fraction(0)) for year in YEARS]


def correlation_table() -> str:
    """The rank correlations, a row for each table of weights."""
    other = fbic()
    rows = {name: correlations(scores(name), other) for name in ALTERNATIVES}
    columns = list(rows["default"])
    lines = [f"| weights | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for name, row in rows.items():
        lines.append(f"| {name} | " + " | ".join(f"{row[c]:.2f}" for c in columns) + " |")
    return "\n".join(lines)


def test_the_page_gives_the_correlations_with_fbic() -> None:
    """To within a tenth, as they came out: the record grows, and the page has a date."""
    figures = re.compile(r"-?\d\.\d\d")
    wanted = correlation_table().splitlines()
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    assert wanted[0] in lines, "run python tests/test_published_influence.py"
    start = lines.index(wanted[0])
    for line, fresh in zip(lines[start : start + len(wanted)], wanted, strict=True):
        assert line.split(" | ")[0] == fresh.split(" | ")[0]
        pairs = zip(figures.findall(line), figures.findall(fresh), strict=True)
        assert all(abs(Decimal(a) - Decimal(b)) <= Decimal("0.1") for a, b in pairs), fresh


def test_russia_ranks_receivers_as_fbic_does() -> None:
    """In most years Armenia comes first in both: of 29, at least 20."""
    own, other = scores(), fbic()
    first = [
        (max(RECEIVERS, key=lambda w: own[w, y]), max(RECEIVERS, key=lambda w: other[w, y]))
        for y in YEARS
    ]
    assert sum(one == two == "ARM" for one, two in first) >= 20


# ATOP


STATES = {
    "371": "ARM",
    "373": "AZE",
    "372": "GEO",
    "365": "RUS",
    "640": "TUR",
    "630": "IRN",
    "2": "USA",
    "369": "UKR",
}
"""States by their COW codes."""
DUTIES = {
    "defense": "defence",
    "consul": "consultation",
    "nonagg": "non-aggression",
    "neutral": "neutrality",
}
"""Pledges of ATOP, as the record calls them. Assistance is counted as defence here."""
DAYS = [*(f"{year}-12-31" for year in range(1991, 2016)), "2016-12-30"]
Owed = tuple[str, str, str]

LATER_IN_FORCE = {
    "4220": "Collective Security Treaty: signed in May 1992, in force since 20 April 1994",
    "4550": "Azerbaijan and Turkey: signed in February 1994, in force by August 2010, the day "
    "that counts nominally as no other was found",
    "6035": "Azerbaijan and Turkey: signed in August 2010, in force since 2011",
}
"""Alliances that both have, ATOP from an earlier day. Two more were signed in 1997 and in force in
1998 (4885, 4890): what they oblige to was owed under others in between."""

NOT_IN_THE_RECORD = {
    "3180": "North Atlantic Treaty: the record has NATO's members, and no pact of theirs",
    "3360": "Turkey and the United States, 1959",
    "3740": "Charter of Paris, November 1990, of 35 states: pledges of non-aggression",
    "3755": "Treaty of Amity and Cooperation in Southeast Asia: Russia 2004, United States 2009, "
    "Turkey 2010",
    "4016": "Russia and Ukraine, November 1990",
    "4130": "Armenia and Russia, December 1991",
    "4205": "Turkey and Ukraine, May 1992",
    "4240": "Russia and Turkey, May 1992",
    "4265": "Russia and the United States, June 1992",
    "4342": "Azerbaijan and Russia, October 1992",
    "4378": "Azerbaijan and Ukraine, December 1992",
    "4400": "Charter of the CIS, January 1993, which ATOP codes with defence",
    "4425": "Azerbaijan and Georgia, February 1993",
    "4453": "Georgia and Ukraine, April 1993",
    "4462": "Armenia and Georgia, May 1993",
    "4815": "Armenia and Ukraine, May 1996",
    "4875": "Russia and Ukraine, May 1997",
    "4930": "Armenia and Georgia, September 1999",
    "4948": "Azerbaijan and Ukraine, March 2000",
    "4968": "Iran and Russia, March 2001",
    "4988": "Armenia and Georgia, October 2001",
}
"""Alliances between these states that only ATOP has, by its number."""


def atop() -> list[Row]:
    """The spells of these states in alliances."""
    rows = rows_of(published("atop", "atop4_01m_member.csv"))
    return [row for row in rows if row["member"] in STATES]


def _in_force(row: Row, day: datetime.date) -> bool:
    began = datetime.date(*(int(row[f"{part}ent"] or 1) for part in ("yr", "mo", "day")))
    if int(row["yrexit"]) == 0:
        return began <= day
    ended = datetime.date(*(int(row[f"{part}exit"] or 1) for part in ("yr", "mo", "day")))
    return began <= day < ended


def owed_by_atop(rows: list[Row], on: str) -> dict[Owed, set[str]]:
    """Who owes whom what on a day, and under which alliances."""
    day = datetime.date.fromisoformat(on)
    found: dict[Owed, set[str]] = {}
    bound = [row for row in rows if _in_force(row, day)]
    for one, other in itertools.permutations(bound, 2):
        if (one["atopid"], one["phase"]) == (other["atopid"], other["phase"]):
            for column, duty in DUTIES.items():
                if one[column] == "1":
                    key = (STATES[one["member"]], STATES[other["member"]], duty)
                    found.setdefault(key, set()).add(one["atopid"])
    return found


def owed_by_the_record(on: str) -> set[Owed]:
    """Who owes whom what on a day by pacts that the record has in force."""
    inside, kinds = set(STATES.values()), set(DUTIES.values())
    found = (
        (debtor, creditor, "defence" if duty == "assistance" else duty)
        for debtor, creditor, duty, _ in _commitments().at(on)
        if {debtor, creditor} <= inside
    )
    return {owed for owed in found if owed[2] in kinds}


@functools.cache
def _commitments() -> sq.Timeline:
    return sq.replay(record(), commitments)


def test_what_the_record_has_in_force_atop_has_too() -> None:
    """At the end of every year, whoever owes what to whom by the record owes it by ATOP."""
    rows = atop()
    beyond = {on: owed_by_the_record(on) - set(owed_by_atop(rows, on)) for on in DAYS}
    assert {on: owed for on, owed in beyond.items() if owed} == {}
    assert sum(len(owed_by_the_record(on)) for on in DAYS) > 300


def test_what_only_atop_has_is_listed() -> None:
    """By the alliances behind it: those not in the record, and those in force only later."""
    rows = atop()
    behind: set[str] = set()
    for on in DAYS:
        own = owed_by_the_record(on)
        for owed, alliances in owed_by_atop(rows, on).items():
            behind |= set() if owed in own else alliances
    assert behind == set(NOT_IN_THE_RECORD) | set(LATER_IN_FORCE)


@pytest.mark.parametrize("alliance", LATER_IN_FORCE)
def test_what_is_in_force_later_is_in_the_record(alliance: str) -> None:
    """In 2015 each obligation of these alliances that ATOP still has is one of the record."""
    rows = [row for row in atop() if row["atopid"] == alliance]
    assert rows
    assert set(owed_by_atop(rows, "2015-12-31")) <= owed_by_the_record("2015-12-31")


if __name__ == "__main__":
    print(correlation_table())  # noqa: T201  # a program prints
