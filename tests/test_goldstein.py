"""The Goldstein balance: coded events against a plain sum, made up and published."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import published, rows_of
from strategies import DAYS, day

import statusquo as sq
from statusquo.errors import InvalidEvent
from statusquo.events import CodedEvent
from statusquo.projections import goldstein
from statusquo.projections.balances.event_data import coded_conflict, coded_cooperation
from statusquo.testing import check_projection

UNIT = Fraction(1, 2**40)
HALF_LIFE = 30


def coded(on: str, actor: str, target: str, value: str, **more: Any) -> CodedEvent:
    """A coded event."""
    fields = {"code": "010", "dataset": "wire", "source": "wire"} | more
    return CodedEvent(on=on, actor=actor, target=target, goldstein=Decimal(value), **fields)


def by_hand(events: list[CodedEvent], pair: tuple[str, str], on: str, half_life: int) -> Fraction:
    """The sum of value * 2**-(days / half-life), with 60 digits and nothing of the engine."""
    with localcontext(prec=60):
        total = Decimal(0)
        for event in events:
            days = (sq.When(on).first - event.on.first).days
            if (event.actor, event.target) == pair and event.actor != event.target and days >= 0:
                total += event.goldstein * Decimal(2) ** (Decimal(-days) / half_life)
    return Fraction(total)


def agrees(events: list[CodedEvent], on: str, half_life: int = HALF_LIFE) -> int:
    """Check every pair on a day; how many have a score other than 0."""
    scores = sq.replay(sq.Log(events), goldstein(half_life=half_life)).at(on)
    pairs = sorted({(event.actor, event.target) for event in events})
    for pair in pairs:
        off = abs(scores.get(pair, 0) - by_hand(events, pair, on, half_life))
        assert off <= len(events) * UNIT, pair
    return len(scores)


VALUES = st.integers(-100, 100).map(lambda tenths: str(Decimal(tenths) / 10))
EVENTS = st.builds(
    coded,
    st.integers(0, DAYS - 1).map(day),
    st.sampled_from("ab"),
    st.sampled_from("abc"),
    VALUES,
    ref=st.sampled_from("123"),
)


@given(st.lists(EVENTS, unique_by=lambda event: event.id), st.integers(1, 400))
def test_scores_are_the_plain_sum(events: list[CodedEvent], half_life: int) -> None:
    """On the last day, and nobody has a score with himself."""
    agrees(events, day(DAYS - 1), half_life)


def test_cooperation_and_conflict_count_against_each_other() -> None:
    """Each says what it is of; what is neither counts nothing."""
    events = [
        coded("2018-06-01", "ATL", "UTO", "7.4"),
        coded("2018-06-01", "ATL", "UTO", "-2"),
        coded("2018-06-01", "ATL", "UTO", "0"),
        coded("2018-06-01", "UTO", "ATL", "-10"),
    ]
    history = sq.replay(sq.Log(events), goldstein(half_life=HALF_LIFE))
    why = history.why(("ATL", "UTO"), on="2018-06-01")
    assert {part.name: part.scale for part in why.contributions} == {
        "conflict": 2,
        "cooperation": Fraction("7.4"),
    }
    assert history.at("2018-07-01")["UTO", "ATL"] == -5
    assert history.alienation("UTO", over=("ATL",), on="2018-06-01") == 10
    assert not history.findings()


@pytest.mark.parametrize("value", ["10.1", "-10.01", "NaN", "Infinity"])
def test_what_is_not_on_the_scale_is_refused(value: str) -> None:
    """With a sentence that says what the scale is."""
    with pytest.raises(InvalidEvent, match="goes from -10 to 10") as caught:
        coded("2018", "ATL", "UTO", value)
    assert caught.value.code == "goldstein-scale"


def test_a_line_off_the_scale_is_a_problem_of_its_page(tmp_path: Any) -> None:
    """It says where it is, and no value lands."""
    line = {"type": "coded-event", "on": "2018", "actor": "ATL", "target": "UTO", "code": "1"}
    page = tmp_path / "page.jsonl"
    page.write_text(json.dumps({**line, "goldstein": "11", "dataset": "wire"}) + "\n")
    with pytest.raises(sq.UnreadableLog, match="goes from -10 to 10"):
        sq.load(page)


@pytest.mark.parametrize("half_life", [0, -1])
def test_a_half_life_is_above_0(half_life: int) -> None:
    """There is none by default, and no other."""
    with pytest.raises(sq.StatusQuoError, match="above 0"):
        goldstein(half_life=half_life)


@pytest.mark.parametrize("act", [coded_cooperation, coded_conflict], ids=lambda p: p.name)
def test_the_sums_keep_the_laws(act: Any) -> None:
    """Those of replay, over drawn histories of coded events."""
    check_projection(act, vocabulary=[CodedEvent], examples=25)


# Published data


NAMES = {
    "Armenia": "ARM",
    "Azerbaijan": "AZE",
    "China": "CHN",
    "Georgia": "GEO",
    "Germany": "DEU",
    "Iran": "IRN",
    "Israel": "ISR",
    "Russian Federation": "RUS",
    "South Korea": "KOR",
    "North Korea": "PRK",
    "Syria": "SYR",
    "Turkey": "TUR",
    "Ukraine": "UKR",
    "United Kingdom": "GBR",
    "United States": "USA",
}
"""States as ICEWS writes them."""
CODES = {code: code for code in NAMES.values()}
"""Codes of CAMEO for these: those of ISO 3166-1."""


def icews() -> Iterator[CodedEvent]:
    """The events of one day between two of these states."""
    text = published("icews", "events.2018.sample.tab")
    for row in csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
        pair = NAMES.get(row["Source Country"]), NAMES.get(row["Target Country"])
        if None not in pair:
            yield coded(
                row["Event Date"], *pair, row["Intensity"],
                code=row["CAMEO Code"], ref=row["Event ID"], dataset="ICEWS",
            )  # fmt: skip


def gdelt() -> Iterator[CodedEvent]:
    """The events of a file of a quarter of an hour between two of these states."""
    names = [
        row["tableId"]
        for row in rows_of(
            published("gdelt", "GDELT_2.0_Events_Column_Labels_Header_Row_Sep2016.csv")
        )
    ]
    text = published("gdelt", "20191024143000.export.CSV")
    for cells in csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE):
        row = dict(zip(names, cells, strict=True))
        pair = CODES.get(row["Actor1CountryCode"]), CODES.get(row["Actor2CountryCode"])
        if None not in pair and row["GoldsteinScale"]:
            yield coded(
                _iso(row["SQLDATE"]), *pair, row["GoldsteinScale"], code=row["EventCode"],
                ref=row["GLOBALEVENTID"], dataset="GDELT", recorded=_iso(row["DATEADDED"][:8]),
            )  # fmt: skip


def _iso(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


@pytest.mark.parametrize("half_life", [1, 30, 365])
def test_icews_is_weighed_as_by_hand(half_life: int) -> None:
    """On the day itself and a month later, for every pair."""
    events = list(icews())
    assert len(events) > 100
    assert agrees(events, "2018-06-01", half_life) > 20
    agrees(events, "2018-07-01", half_life)


def test_gdelt_is_weighed_as_by_hand() -> None:
    """Its events are of a week, a month and a year before the file as well."""
    events = list(gdelt())
    assert len({event.on.text for event in events}) > 1
    assert agrees(events, "2019-10-24") > 10


def test_gdelt_was_not_known_before_its_file() -> None:
    """An event of a year ago is on the record since the file was written."""
    log = sq.Log(gdelt())
    balance = goldstein(half_life=HALF_LIFE)
    assert not sq.replay(log.known("2019-10-23"), balance).at("2019-10-23")
    assert sq.replay(log, balance).at("2019-10-23")


def test_icews_gives_the_values_of_its_own_code_table() -> None:
    """The intensity of an event is that of its code."""
    table = {
        row["code"]: Decimal(row["goldstein"])
        for row in rows_of(published("cameo", "icews_cameo_goldstein.csv"))
    }
    events = [event for event in icews() if event.code in table]
    other = sorted({event.code for event in events if event.goldstein != table[event.code]})
    assert len(events) > 100
    assert other == []
