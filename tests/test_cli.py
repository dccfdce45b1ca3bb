"""The command line: the same facts as the timeline in every form, and a sentence for every slip."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from commands import Said, document, said
from hypothesis import given, settings
from hypothesis import strategies as st

import statusquo as sq
from statusquo.cli import answering, main
from statusquo.cli.layout import Entry, laid_out
from statusquo.cli.patience import Patience
from statusquo.cli.screen import Screen, screen_of
from statusquo.cli.verbs import VERBS
from statusquo.events import (
    Accession,
    ControlPassed,
    Deployment,
    Dissolution,
    Duty,
    EntryIntoForce,
    Withdrawal,
)
from statusquo.projections import PROJECTIONS, control, membership, stationing

if TYPE_CHECKING:
    from collections.abc import Iterator

SOME = (membership, stationing, control)
NAMES = tuple(projection.name for projection in SOME)


def rows(*words: str) -> list[dict[str, Any]]:
    """The rows of the JSON object that a command line answers."""
    found: list[dict[str, Any]] = document(*words)["rows"]
    return found


@contextlib.contextmanager
def saved(log: sq.Log) -> Iterator[str]:
    """The path of a page that holds the log while it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.jsonl"
        log.save(page)
        yield str(page)


def started(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "statusquo", *words],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


LINES: tuple[Any, ...] = (
    sq.Source(key="founding", title="The Founding Treaty", issuer="Its parties", published="1992"),
    sq.Source(key="gazette", title="Gazette", issuer="A ministry"),
    sq.Actor(id="ARM", name="Armenia", kind="state"),
    sq.Actor(id="gyumri", name="Gyumri base", kind="site"),
    Accession(on="1992-05-15", organisation="CSTO", member="ARM", source="founding"),
    Accession(on="1992-05-15", organisation="CSTO", member="RUS", source="founding"),
    Accession(on="1993-09-24", organisation="CSTO", member="AZE", source="gazette"),
    Withdrawal(
        on="1999-04-02", organisation="CSTO", member="AZE", source="gazette", note="Not renewed."
    ),
    Deployment(
        on="1995-03-16",
        sender="RUS",
        host="ARM",
        site="gyumri",
        role="base",
        troops=sq.Range(2000, 3000),
        source="gazette",
    ),
    Deployment(
        on="[1999-04-01..1999-05-01]",
        sender="RUS",
        host="ARM",
        site="erebuni",
        role="base",
        source="gazette",
    ),
    EntryIntoForce(
        on="1997-08-29",
        pact="friendship",
        parties=("ARM", "RUS"),
        duties=(Duty(duty="defence", article="3"),),
        source="founding",
    ),
    sq.Coverage(
        about="membership",
        scope=("CSTO", ...),
        since="1992-05-15",
        until="2000-12-31",
        source="founding",
    ),
)
LOG = sq.Log(LINES)

GOLDEN = """\
Status quo at the end of 1999-04-02
Replayed from PAGE: 7 of 7 events had happened by then.

membership, 2 facts (organisation: member)
  CSTO  ARM RUS
  covered: CSTO *

commitments, 2 facts (debtor, creditor, duty: pact)
  ARM  RUS  defence  friendship
  RUS  ARM  defence  friendship
  covered: as far as its parts are: parties, obligations

stationing, 1 fact (sender, host, site: role)
  RUS  ARM  gyumri  base (2000–3000 reported 1995)
  on another reading also:
    RUS  ARM  erebuni  base
  covered: nothing

truces, 0 facts (conflict, truce)
  nothing is known to hold
  covered: nothing

Changed on 1999-04-02
  withdrawal organisation=CSTO member=AZE [gazette] ID
    Not renewed.
    - membership CSTO AZE

Sources: 2 works behind these facts; `statusquo sources` lists them.
Covered: what is not listed within these scopes did not hold; elsewhere it is unknown.

state: ARM Armenia
"""


@pytest.fixture
def page(tmp_path: Path) -> str:
    """A page with a small history of everything that the command shows."""
    path = tmp_path / "page.jsonl"
    LOG.save(path)
    return str(path)


days = st.dates(
    min_value=sq.When("1990").first,
    max_value=sq.When("1992").last or sq.When("1992").first,
).map(str)
places = st.sampled_from(["ARM", "RUS", "a site", "ümlaut", "17"])


@st.composite
def whens(draw: st.DrawFn) -> str:
    """A day, a range of days, or a day that is doubtful."""
    one, other = sorted((draw(days), draw(days)))
    return draw(st.sampled_from([one, other, f"[{one}..{other}]", f"{one}?", one[:7]]))


@st.composite
def lines(draw: st.DrawFn) -> sq.Event:
    """An event of one of the projections that are looked at."""
    on, one, other = draw(whens()), draw(places), draw(places)
    said_by = draw(st.sampled_from([(), ("un",), ("un", "osce")]))
    return draw(
        st.sampled_from(
            [
                Accession(on=on, organisation=one, member=other, source=said_by),
                Withdrawal(on=on, organisation=one, member=other, source=said_by),
                Dissolution(on=on, organisation=one, source=said_by),
                ControlPassed(on=on, territory=one, holder=other, means="fighting", source=said_by),
                Deployment(on=on, sender=one, host=other, site="x", role="base", source=said_by),
            ]
        )
    )


logs = st.lists(lines(), max_size=8).map(sq.Log)
some = settings(max_examples=25, deadline=None)


# What is said is what the timeline says


@given(logs, days)
@some
def test_the_json_of_a_day_is_the_timeline(log: sq.Log, day: str) -> None:
    """The rows are the nominal and the possible facts of each projection, with their verdicts."""
    with saved(log) as path:
        found = rows("at", day, "--log", path, "--of", *NAMES)
    for projection in SOME:
        history = sq.replay(log, projection)
        mine = [row for row in found if row["projection"] == projection.name]
        keys = {tuple(row["key"].values()): row for row in mine}
        assert {k: row["value"] for k, row in keys.items() if row["value"] is not None} == dict(
            history.at(day).items()
        )
        assert {k: set(row["possible"]) for k, row in keys.items()} == history.at(day).possible()
        for key, row in keys.items():
            assert row["verdict"] == str(history.holds(key, on=day, value=row["value"]))
            assert tuple(row["key"]) == history.names


@given(logs, days)
@some
def test_every_form_of_a_day_has_the_same_facts(log: sq.Log, day: str) -> None:
    """CSV and JSON lines have the rows of the JSON, and the page counts and names them."""
    with saved(log) as path:
        words = ("at", day, "--log", path, "--of", *NAMES)
        whole = rows(*words)
        each = [json.loads(line) for line in said(*words, "--format", "jsonl").out.splitlines()]
        table = list(csv.DictReader(io.StringIO(said(*words, "--format", "csv").out)))
        text = said(*words).out
    assert each == whole
    assert [(row["projection"], row["verdict"]) for row in table] == [
        (row["projection"], row["verdict"]) for row in whole
    ]
    for cells, row in zip(table, whole, strict=True):
        assert {name: cells[name] for name in row["key"]} == row["key"]
        assert cells["value"] == {None: "", True: "true"}.get(row["value"], row["value"])
    for name in NAMES:
        nominal = [r for r in whole if r["projection"] == name and r["value"] is not None]
        assert re.search(rf"^{name}, {len(nominal)} facts? ", text, re.MULTILINE)
    assert all(place in text for row in whole for place in row["key"].values())


@given(logs, days, days)
@some
def test_a_difference_turns_one_day_into_the_other(log: sq.Log, one: str, other: str) -> None:
    """The rows of diff, applied to the facts of the first day, give those of the last."""
    first, last = sorted((one, other))
    with saved(log) as path:
        found = rows("diff", first, last, "--log", path, "--of", *NAMES)
    for projection in SOME:
        history = sq.replay(log, projection)
        facts = dict(history.at(first).items())
        for row in found:
            if row["projection"] == projection.name:
                key = tuple(row["key"].values())
                assert facts.pop(key, None) == row["before"]
                facts |= {key: row["after"]} if row["after"] is not None else {}
                assert first < row["on"] <= last
                assert all(log.find(event) for event in row["events"])
        assert facts == history.at(last)


@given(logs, st.sampled_from(["key", "value"]))
@some
def test_spells_are_those_of_the_timeline(log: sq.Log, by: Any) -> None:
    """The rows have every column of the timeline's table, days as text; CSV is that table."""
    spells = sq.replay(log, control).spells(by=by)
    with saved(log) as path:
        found = rows("spells", "control", "--by", by, "--log", path)
        assert said("spells", "control", "--by", by, "--log", path, "--format", "csv").out == (
            spells.to_csv()
        )
    plain = [
        {k: v if isinstance(v, bool) or v is None else str(v) for k, v in s.items()} for s in spells
    ]
    assert [
        {**row["key"], **{k: v for k, v in row.items() if k != "key"}} for row in found
    ] == plain


@given(logs, days, places, places)
@some
def test_why_tells_the_explanation(log: sq.Log, day: str, one: str, other: str) -> None:
    """Verdict, value and events are those of the timeline's explanation."""
    told = sq.replay(log, membership).why((one, other), on=day)
    with saved(log) as path:
        (row,) = rows("why", "membership", one, other, "--on", day, "--log", path)
        text = said("why", "membership", one, other, "--on", day, "--log", path).out
    assert (row["verdict"], row["value"]) == (str(told.verdict), told.value)
    parts = {
        part: [e["id"] for e in row["events"] if e["part"] == part] for part in ("because", "rival")
    }
    assert parts["because"] == [event.id for event in told.events]
    assert parts["rival"] == [event.id for event in told.rivals]
    assert all(event.id[:12] in text for event in (*told.events, *told.rivals))


@given(logs)
@some
def test_sources_are_counted(log: sq.Log) -> None:
    """Each cited key has the number of standing events that cite it, declared or not."""
    counts = Counter(key for event in log.standing() for key in event.source)
    with saved(log) as path:
        found = {row["key"]: row["events"] for row in rows("sources", "--log", path)}
    assert found == counts


def test_sources_of_a_projection_are_those_of_its_events(page: str) -> None:
    """With --of, events count of which the projection, or its parts, make something."""
    found = rows("sources", "--log", page, "--of", "commitments")
    assert [(row["key"], row["events"], row["declared"]) for row in found] == [
        ("founding", 1, True)
    ]


def test_the_page_of_a_day(page: str) -> None:
    """The page groups facts, marks doubt, says what changed and why, and what is covered."""
    asked = ("membership", "stationing", "strength", "commitments", "truces")
    answer = said("at", "1999-04-02", "--log", page, "--of", *asked)
    text = re.sub(r"\b[0-9a-f]{12}\b", "ID", answer.out).replace(page, "PAGE")
    assert (answer.status, answer.err, text) == (0, "", GOLDEN)


def test_a_doubtful_fact_is_marked(page: str) -> None:
    """After its nominal day, a fact that does not hold on every reading bears a question mark."""
    log = [*LINES, Withdrawal(on="1999-06-01?", organisation="CSTO", member="ARM")]
    with saved(sq.Log(log)) as path:
        assert "  CSTO  ARM\n" in said("at", "1999-07-01", "--log", path, "--of", "membership").out
    log = [*LINES, Accession(on="1999-06-01?", organisation="CSTO", member="GEO")]
    with saved(sq.Log(log)) as path:
        answer = said("at", "1999-07-01", "--log", path, "--of", "membership")
    assert "CSTO  ARM GEO? RUS\n" in answer.out
    assert "? holds, but not on every reading" in answer.out
    assert "?" not in said("at", "1999-04-02", "--log", page, "--of", "stationing").out


def test_a_day_after_the_horizon_says_so(page: str) -> None:
    """Nothing is claimed for a day of which the log cannot know."""
    answer = said("at", "2020-01-01", "--log", page, "--of", "membership")
    assert "after 2000-12-31, the last that the log knows of" in answer.out
    assert "ARM(?) RUS(?)" in answer.out
    assert {row["verdict"] for row in rows("at", "2020-01-01", "--log", page)} == {"unknown"}


def test_no_coverage_is_said(page: str) -> None:
    """Where nothing is covered, absence is said to be unknown."""
    text = said("at", "1999-04-02", "--log", page, "--of", "truces").out
    assert "covered: nothing" in text
    assert "Not covered: what is not listed may have held" in text


def test_an_actor_is_found_by_id_and_by_name(page: str) -> None:
    """Only facts that name the actor stay, in a place or in a value."""
    by_id = rows("at", "1999-04-02", "--log", page, "--actor", "ARM")
    assert by_id == rows("at", "1999-04-02", "--log", page, "--actor", "armenia")
    assert by_id
    assert all("ARM" in row["key"].values() for row in by_id)
    everything = rows("at", "1999-04-02", "--log", page)
    assert [row for row in everything if "ARM" in row["key"].values()] == by_id


def test_an_unknown_actor_is_an_answer(page: str) -> None:
    """Nothing names it: there are no rows, and a note says which name is near."""
    answer = said("at", "1999-04-02", "--log", page, "--actor", "Armenya", "--format", "jsonl")
    assert (answer.status, answer.out) == (0, "")
    assert answer.err == 'note: nothing is called "Armenya"; did you mean "Armenia"?\n'


def test_an_unknown_key_is_an_answer(page: str) -> None:
    """Why answers that nothing is known, and names the key that was meant."""
    answer = said("why", "membership", "armenia", "csto", "--on", "1999-04-02", "--log", page)
    assert answer.status == 0
    assert "is not known to hold" in answer.out
    assert "near it, the log names:\n    CSTO ARM\n" in answer.out


def test_why_gives_event_place_note_and_source(page: str) -> None:
    """An explanation has all that is needed to look it up."""
    text = said("why", "membership", "CSTO", "AZE", "--on", "1999-05-01", "--log", page).out
    assert "membership: CSTO AZE does not hold at the end of 1999-05-01 (verdict: no)" in text
    assert "because of\n    1999-04-02 withdrawal organisation=CSTO member=AZE [gazette]" in text
    assert "Not renewed." in text
    assert re.search(rf"event [0-9a-f]{{12}}, recorded 1999-04-02 {re.escape(page)}:\d+", text)
    assert "covered: CSTO *, 1992-05-15 to 2000-12-31" in text
    assert "gazette: Gazette. A ministry" in text


def test_ranges_are_lists_in_json(page: str) -> None:
    """A number known within a range is [low, high]."""
    (row,) = rows("at", "1999-04-02", "--log", page, "--of", "strength")
    assert (row["value"], row["possible"]) == ([2000, 3000], [[2000, 3000]])


def test_the_shipped_record_is_the_default() -> None:
    """Without --log the record is asked, and it has no findings."""
    answer = said("at", "2020-11-10", "--of", "membership")
    assert answer.status == 0
    assert "Replayed from the shipped record: " in answer.out
    assert re.search(r"^  CSTO +ARM BLR KAZ KGZ RUS TJK$", answer.out, re.MULTILINE)


def test_standard_input_is_a_log(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --log - the page is read from standard input."""
    data = io.BytesIO(Path(page).read_bytes())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(data, encoding="ascii"))
    answer = said("at", "1999-04-02", "--log", "-", "--of", "membership", "--format", "json")
    assert json.loads(answer.out)["rows"] == rows(
        "at", "1999-04-02", "--log", page, "--of", "membership"
    )


# Words in any order


@pytest.mark.parametrize(
    "words",
    [
        "at 1999-04-02 --of membership control --format json --log PAGE",
        "at --of membership control 1999-04-02 --format json --log PAGE",
        "at --of control,membership --log PAGE 1999-04-02 --format json",
        "at --log PAGE --of control --format=json --of membership -- 1999-04-02",
        "--log PAGE --format json at 1999-04-02 --of membership control",
    ],
)
def test_options_stand_anywhere(words: str, page: str) -> None:
    """Options may stand before and after the words, and projections in any order."""
    expected = document("at", "1999-04-02", "--of", "membership", "control", "--log", page)
    answer = said(*words.replace("PAGE", page).split())
    assert json.loads(answer.out) == expected


# Checking and formatting


def test_check_is_silent_when_all_is_well(page: str) -> None:
    """A good page gives no word and exit 0, by path and by --log."""
    assert said("check", page) == Said(0, "", "")
    assert said("check", "--log", page) == Said(0, "", "")


def test_check_tells_every_finding(page: str) -> None:
    """What cannot all be right is listed, counted on standard error, with exit 1."""
    more = [
        *LINES,
        Withdrawal(on="1995-01-01", organisation="CSTO", member="GEO", source="gazette"),
        sq.Observation(
            on="1995-01-01", about="membership", key=("CSTO", "ARM"), holds=False, source="gazette"
        ),
    ]
    with saved(sq.Log(more)) as path:
        answer = said("check", path)
        listed = json.loads(said("check", path, "--format", "json").out)["rows"]
        only = json.loads(said("check", path, "--of", "control", "--format", "json").out)["rows"]
    codes = [row["code"] for row in listed]
    assert answer.status == 1
    assert "observation-contradicted" in codes
    assert "ends-nothing" in codes
    assert answer.err == f"{len(codes)} findings\n"
    assert all(f"page.jsonl:{row['line']}: {row['code']}: " in answer.out for row in listed)
    assert only == []


def test_check_tells_every_problem(tmp_path: Path) -> None:
    """Twenty bad lines give twenty problems with their places, and exit 1."""
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"type":"accession","on":"1992-13"}\n' * 20)
    answer = said("check", str(bad), "--format", "jsonl")
    found = [json.loads(line) for line in answer.out.splitlines()]
    assert answer.status == 1
    assert {row["line"] for row in found} == set(range(1, 21))
    assert {row["page"] for row in found} == {str(bad)}
    for verb in (["at", "1999-01-01"], ["sources"], ["spells", "control"]):
        other = said(*verb, "--log", str(bad))
        assert (other.status, other.out) == (1, "")
        assert other.err.count("date-invalid") == 20


def test_fmt_makes_a_page_canonical(tmp_path: Path) -> None:
    """It names what it changed, changes no id, and has nothing to do a second time."""
    loose = tmp_path / "loose.jsonl"
    loose.write_text('{"on": "1992",  "type":"dissolution","organisation":"CSTO"}\n\n')
    before, path = sq.load(loose), str(loose)
    text = loose.read_text()
    assert said("fmt", "--check", path) == Said(1, f"{path}\n", "")
    assert loose.read_text() == text
    assert said("fmt", str(tmp_path)) == Said(0, f"{path}\n", "")
    assert loose.read_text() == '{"type":"dissolution","on":"1992","organisation":"CSTO"}\n'
    assert sq.load(loose) == before
    assert said("fmt", path, "--check") == Said(0, "", "")
    assert said("fmt", path) == Said(0, "", "")


def test_fmt_goes_on_after_a_bad_page(tmp_path: Path) -> None:
    """A page with problems stays as it is; the others are still written."""
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text('{"on":"1992","type":"dissolution","organisation":"CSTO"}\n')
    bad.write_text("nope\n")
    answer = said("fmt", str(bad), str(good))
    assert (answer.status, answer.out) == (1, f"{good}\n")
    assert "bad.jsonl:1:1: json-syntax" in answer.err
    assert bad.read_text() == "nope\n"


# Wrong words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "",
            "which verb? at, diff, why, spells, disagreements, compare, what-if, check",
        ),
        ("chekc", 'there is no verb "chekc"; did you mean "check"?'),
        ("2020-11-10", "did you mean `statusquo at 2020-11-10`?"),
        ("at", "at needs DAY, as in `statusquo at 2020-11-10"),
        ("at 2020-02-30", "2020-02-30 is not a day of the calendar; February 2020 has 29 days"),
        ("at 12/05/1992", "can be read in two ways; write 1992-05-12 or 1992-12-05"),
        ("at 2020", "2020 is a year; write one day"),
        ("at today", "depends on the clock"),
        ("at 2020-01-01 2020-01-02", 'at takes only DAY, so "2020-01-02" is one too many'),
        ("at 2020-01-01 --of membrship", 'no projection "membrship"; did you mean "membership"?'),
        ("at 2020-01-01 --formt csv", 'at has no option "--formt"; did you mean "--format"?'),
        ("at 2020-01-01 --format cvs", '"cvs" is none of table, csv, json, jsonl; did you mean'),
        ("at 2020-01-01 --of", "--of: expected at least one argument"),
        ("diff 2020-01-01", "diff needs DAY DAY"),
        ("diff 2020-01-02 2020-01-01", "write `statusquo diff 2020-01-01 2020-01-02`"),
        ("why", "why needs PROJECTION KEY..."),
        ("why membership CSTO ARM", "on which day? add --on DAY"),
        ("why membership CSTO --on 2020-01-01", "has 2 places, and here are only 1"),
        ("why memebrship A B --on 2020-01-01", 'did you mean "membership"?'),
        ("spells", "spells needs PROJECTION"),
        ("spells control --by vale", 'did you mean "value"?'),
        ("check a.jsonl --log b.jsonl", "check takes one log"),
        ("fmt", "fmt needs PAGE..."),
        ("sources x", 'sources takes no words, so "x" is one too many'),
        ("--loud at 2020-01-01", '"--loud" goes after the verb'),
    ],
)
def test_a_slip_gets_one_sentence(words: str, sentence: str) -> None:
    """What cannot be asked gives exit 2 and one line that helps, and nothing on standard output."""
    answer = said(*words.split())
    assert (answer.status, answer.out) == (2, "")
    assert sentence in answer.err
    assert re.fullmatch(r"statusquo: [^\n]+\n", answer.err)


@given(
    st.sampled_from([verb.name for verb in VERBS if verb.name != "fmt"] + ["fmt --check"]),
    st.lists(st.text(max_size=12) | st.sampled_from(["--of", "--on", "2020-01-01", "control"])),
)
@some
def test_no_words_make_a_traceback(verb: str, words: list[str]) -> None:
    """Whatever follows a verb, the exit is 0, 1 or 2 and people get words that they can read."""
    with saved(LOG) as path:
        log = [] if verb.startswith("fmt") else ["--log", path]
        answer = said(*verb.split(), *log, *words)
    assert answer.status in (0, 1, 2)
    assert "Traceback" not in answer.err
    assert "itself" not in answer.err
    assert all(c.isprintable() or c == "\n" for c in answer.err)
    if answer.status == 2:
        assert re.fullmatch(r"statusquo: [^\n]+\n", answer.err)


@given(st.text(min_size=1).filter(lambda text: text.strip() and not text.startswith("-")))
@some
def test_no_verb_but_the_known_ones(word: str) -> None:
    """Any other first word gives exit 2 and a sentence."""
    if word not in [verb.name for verb in VERBS]:
        answer = said(word)
        assert (answer.status, answer.out) == (2, "")
        assert re.fullmatch(r"statusquo: [^\n]+\n", answer.err)


def test_a_missing_page_is_a_problem(tmp_path: Path) -> None:
    """A log that cannot be read gives exit 1 and its name."""
    answer = said("at", "2020-01-01", "--log", str(tmp_path / "none.jsonl"))
    assert (answer.status, answer.out) == (1, "")
    assert "none.jsonl: page-missing" in answer.err


def test_what_controls_a_terminal_is_spelled_out(tmp_path: Path) -> None:
    """Neither a page nor a word can send control characters through an error."""
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(b'{"type":"\\u001b[31m","on":"1992"}\n\x1b[31m\n')
    for answer in (said("check", str(bad)), said("at", "1992-01-01\x1b[31m"), said("\x1b[31m")):
        assert answer.status != 0
        assert "\x1b" not in answer.out + answer.err


def test_our_own_mistakes_are_named_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen error is told in a sentence with exit 1; a variable shows where it was."""

    def broken(_: object) -> int:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(answering, "answer", broken)
    monkeypatch.delenv("STATUSQUO_TRACEBACK", raising=False)
    answer = said("at", "2020-01-01")
    assert answer.status == 1
    assert "a mistake in statusquo itself: ZeroDivisionError: by nothing" in answer.err
    assert "Traceback" not in answer.err
    monkeypatch.setenv("STATUSQUO_TRACEBACK", "1")
    assert "Traceback" in said("at", "2020-01-01").err


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C gives exit 130 and no words."""

    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(answering, "answer", interrupted)
    assert said("at", "2020-01-01") == Said(130, "", "")


# Help and version


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: Any) -> None:
    """Help gives exit 0, an example that can be asked, and every option."""
    answer = said(verb.name, "--help")
    assert (answer.status, answer.err) == (0, "")
    assert verb.example in answer.out
    assert all(f"--{option}" in answer.out for option in verb.options)
    assert f"  {verb.name}" in said("--help").out


@pytest.mark.parametrize(
    "example", [verb.example for verb in VERBS if "mine.jsonl" not in verb.example]
)
def test_the_examples_work(example: str) -> None:
    """What the help says as an example gives an answer."""
    answer = said(*example.split()[1:])
    assert answer.status == 0
    assert answer.out


def test_the_version_is_told() -> None:
    """One line, exit 0."""
    answer = said("--version")
    assert answer.status == 0
    assert re.fullmatch(r"statusquo [^\n]+\n", answer.out)


# The screen


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_colours_are_for_terminals_that_want_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are none in a pipe, with NO_COLOR, or on a dumb terminal."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    assert screen_of(Terminal()) == Screen(60, colour=True)
    assert screen_of(io.StringIO()) == Screen(None, colour=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not screen_of(Terminal()).colour
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not screen_of(Terminal()).colour


def test_a_page_on_a_terminal_fits_it(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are folded at the width of the terminal, and colours are taken back at once."""
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    out = Terminal()
    with contextlib.redirect_stdout(out):
        assert main(["at", "1999-04-02", "--log", page, "--of", "membership"]) == 0
    text = out.getvalue()
    assert text.startswith("\x1b[1mStatus quo at the end of 1999-04-02\x1b[0m\n")
    sections = re.sub(r"\x1b\[\d+m", "", text).split("\n\n")
    assert all(len(line) <= 60 for line in sections[1].splitlines())


def test_patience_speaks_only_on_a_terminal_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line says what is done, and is wiped; nothing is said in a pipe or at once."""
    for stream, after, spoken in ((Terminal(), 0.0, True), (Terminal(), 60.0, False)):
        monkeypatch.setattr("sys.stderr", stream)
        with Patience(after) as patience:
            patience.step("replaying control")
            timer = patience._timer
            assert timer is not None
            if spoken:
                timer.join(10)
        assert ("replaying control ..." in stream.getvalue()) is spoken
        assert stream.getvalue().endswith("\r\x1b[K") is spoken
    silent = io.StringIO()
    monkeypatch.setattr("sys.stderr", silent)
    with Patience(0.0) as patience:
        patience.step("replaying control")
    assert silent.getvalue() == ""


words = st.sampled_from(["a", "b", "c", "d e"])
entries = st.builds(
    Entry,
    st.tuples(words, words, words),
    st.sampled_from(["", "full", "part"]),
    st.sampled_from(["", "?"]),
)


@given(st.lists(entries, min_size=1, unique_by=lambda entry: entry.places))
def test_no_fact_is_lost_in_the_layout(facts: list[Entry]) -> None:
    """Each fact's words stand on one line, and there are no more lines than facts."""
    layout = laid_out(("x", "y", "z"), facts, Screen())
    assert len(layout.lines) <= len(facts)
    for fact in facts:
        wanted = [*fact.places, fact.value]
        assert any(
            all(word in line for word in wanted) and (fact.mark in line) for line in layout.lines
        )


# As a process


def test_the_module_does_what_the_command_does(page: str) -> None:
    """`python -m statusquo` gives the same bytes as `main`, whatever the hash seed."""
    words = ("at", "1999-04-02", "--log", page, "--format", "json")
    one, other = (started(*words, PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert one.returncode == 0
    assert one.stdout == other.stdout == said(*words).out.encode()


def test_a_narrow_encoding_does_not_crash(page: str) -> None:
    """A page is in what the terminal can show; data are in UTF-8 everywhere."""
    words = ("at", "1999-04-02", "--log", page, "--of", "stationing", "strength")
    narrow = started(*words, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert narrow.returncode == 0
    assert b"base (2000-3000 reported 1995)" in narrow.stdout
    data = started(*words, "--format", "csv", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "2000–3000" in data.stdout.decode("utf-8")


def test_a_reader_may_leave() -> None:
    """When the reader of the output has enough, the command ends quietly."""
    command = [sys.executable, "-m", "statusquo", "sources", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_help_imports_nothing_that_it_does_not_need() -> None:
    """Help and wrong words come without numpy, pendulum or the projections."""
    code = (
        "import sys; from statusquo.cli import main; main(['--help']); main(['chekc']); "
        "print([m for m in ('numpy', 'pendulum', 'attrs', 'statusquo.projections') "
        "if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert found.stdout.splitlines()[-1] == b"[]"


def test_every_projection_can_be_asked(page: str) -> None:
    """Each shipped projection has its spells and its facts on the command line."""
    for name in PROJECTIONS:
        assert said("spells", name, "--log", page).status == 0
    asked = {row["projection"] for row in rows("at", "1999-04-02", "--log", page)}
    assert asked <= set(PROJECTIONS)
