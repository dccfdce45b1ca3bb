"""Views on the command line, and the verbs that set logs and tellings side by side."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from commands import document, said

import statusquo as sq
from statusquo.events import Accession, ControlPassed, StrengthReport
from statusquo.projections import PROJECTIONS, control, membership, strength

if TYPE_CHECKING:
    from pathlib import Path

EAST = sq.Source(key="gazette", title="Gazette", issuer="East", party="EAST")
WEST = sq.Source(key="herald", title="Herald", issuer="West", party="WEST")
FIRST = StrengthReport(
    on="2001-05-01", sender="EAST", host="WEST", site="fort", role="base", troops=800,
    source="gazette",
)  # fmt: skip
BETTER = StrengthReport(
    on="2001-05-01", sender="EAST", host="WEST", site="fort", role="base",
    troops=sq.Range(1000, 1200), source="gazette", replaces=FIRST.id, recorded="2003-01-01",
)  # fmt: skip
TAKEN = tuple(
    ControlPassed(on=on, territory="hill", holder="EAST", means="fighting", act="hill", source=key)
    for on, key in (("2001-02-01", "gazette"), ("2001-02-05", "herald"))
)
JOINED = Accession(on="2000-03", organisation="LEAGUE", member="EAST", source="herald")
LINES = (EAST, WEST, FIRST, BETTER, *TAKEN, JOINED)
LOG = sq.Log(LINES)
FORT = ("EAST", "WEST", "fort", "base", "reported")


@pytest.fixture
def page(tmp_path: Path) -> str:
    """A page of the small log."""
    path = tmp_path / "page.jsonl"
    LOG.save(path)
    return str(path)


VIEWS = [
    (("--known", "2002-12-31"), LOG.known("2002-12-31")),
    (("--told-by", "WEST"), LOG.told_by("WEST")),
    (("--told-by", "gazette,herald"), LOG),
    (("--not-told-by", "gazette"), LOG.not_told_by("gazette")),
    (("--without", JOINED.id[:10]), LOG.without(JOINED)),
    (("--told-by", "EAST", "--known", "2002-01-01"), LOG.told_by("EAST").known("2002-01-01")),
]


@pytest.mark.parametrize(("options", "view"), VIEWS, ids=lambda value: " ".join(map(str, value)))
def test_every_verb_answers_by_the_view(page: str, options: tuple[str, ...], view: sq.Log) -> None:
    """Each verb that replays answers as the timeline of the view does."""
    found = document("at", "2001-06-01", "--log", page, *options)["rows"]
    mine = {(row["projection"], tuple(row["key"].values())): row["value"] for row in found}
    for projection in (membership, strength, control):
        history = sq.replay(view, projection)
        for key, value in history.at("2001-06-01").items():
            assert mine.pop((projection.name, key)) == plain(value)
        spells = document("spells", projection.name, "--log", page, *options)["rows"]
        assert [row["start"] for row in spells] == [str(s["start"]) for s in history.spells()]
    turned = document("diff", "2000-01-01", "2001-06-01", "--log", page, *options)["rows"]
    assert {row["projection"] for row in turned} <= set(PROJECTIONS)
    why = document("why", "strength", *FORT, "--on", "2001-06-01", "--log", page, *options)
    told = sq.replay(view, strength).why(FORT, on="2001-06-01")
    assert why["rows"][0]["value"] == plain(told.value)
    assert said("check", "--log", page, *options).err == ""


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    return [value.low, value.high] if isinstance(value, sq.Range) else value


def test_the_page_says_which_view_it_is_of(page: str) -> None:
    """A reader sees in the head what was left out."""
    head = said("at", "2001-06-01", "--log", page, "--known", "2002-12-31", "--told-by", "EAST").out
    assert "as known on 2002-12-31, told by EAST" in head


def test_a_disputed_fact_is_marked(page: str) -> None:
    """What tellings differ on has another mark than what only a date leaves open."""
    answer = said("at", "2001-02-03", "--log", page, "--of", "control").out
    assert "on another reading:" in answer
    found = document("at", "2001-02-03", "--log", page, "--of", "control")["rows"]
    assert [(row["disputed"], row["possible"]) for row in found] == [(True, ["EAST", None])]
    answer = said("at", "2000-03-15", "--log", page, "--of", "membership", "--format", "json").out
    assert [row["disputed"] for row in json.loads(answer)["rows"]] == [False]


def test_disagreements_tell_who_says_what(page: str) -> None:
    """One row a position, in every form."""
    found = document("disagreements", "--log", page)["rows"]
    table = sq.disagreements(LOG, control).to_dicts()
    assert [(r["key"], r["said_by"], r["parties"], r["start"]) for r in found] == [
        ({"territory": t["territory"]}, t["said_by"], t["parties"], str(t["start"])) for t in table
    ]
    shown = said("disagreements", "--log", page).out
    assert "control, 2 rows" in shown
    assert "gazette" in shown
    rows = list(
        csv.DictReader(io.StringIO(said("disagreements", "--log", page, "--format", "csv").out))
    )
    assert [row["said_by"] for row in rows] == [row["said_by"] for row in found]
    assert "no two tellings" in said("disagreements", "--log", page, "--told-by", "EAST").out
    for actor in ("WEST", "hill", "EAST"):
        assert len(document("disagreements", "--log", page, "--actor", actor)["rows"]) == 2
    assert "no two tellings" in said("disagreements", "--log", page, "--actor", "NORTH").out


def test_two_logs_are_compared(page: str, tmp_path: Path) -> None:
    """Rows are those of `compare`; a log is the same as itself."""
    other = tmp_path / "other.jsonl"
    LOG.without(JOINED).save(other)
    assert "the two say the same" in said("compare", page, page).out
    found = document("compare", page, str(other), "--of", "membership")
    table = sq.compare(LOG, LOG.without(JOINED), membership).to_dicts()
    assert [(r["kind"], r["start"], r["sources_a"]) for r in found["rows"]] == [
        (t["kind"], str(t["start"]), t["sources_a"]) for t in table
    ]
    assert (found["a"], found["b"]) == (page, str(other))


def test_what_if_shows_what_would_differ(page: str) -> None:
    """The rows are those of `consequences`, and the page says what it cannot say."""
    answer = said("what-if", JOINED.id[:8], "--log", page)
    assert answer.status == 0
    assert "cannot decide what would have happened" in answer.out
    assert "LEAGUE EAST" in answer.out
    found = document("what-if", JOINED.id[:8], "--log", page)
    table = sq.consequences(LOG, without=JOINED).to_dicts()
    assert [(r["projection"], r["key"], r["change"]) for r in found["rows"]] == [
        (t["projection"], t["key"], t["change"]) for t in table
    ]
    assert (
        "nothing would differ" in said("what-if", JOINED.id, "--log", page, "--of", "control").out
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("at 2001-06-01 --told-by gazete", 'did you mean "gazette"'),
        ("at 2001-06-01 --known tomorrow", '"tomorrow"'),
        ("at 2001-06-01 --without zzz", "no event has an id that begins with 'zzz'"),
        ("what-if zzz", "no event has an id that begins with 'zzz'"),
        ("what-if", "what-if needs EVENT..."),
    ],
)
def test_a_slip_in_a_view_gets_one_sentence(words: str, sentence: str, page: str) -> None:
    """What cannot be asked gives exit 2 and one line that helps."""
    verb, *rest = words.split()
    answer = said(verb, *rest, "--log", page)
    assert (answer.status, answer.out) == (2, "")
    assert sentence in answer.err
    assert answer.err.count("\n") == 1
