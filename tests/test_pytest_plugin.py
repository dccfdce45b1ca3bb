"""The pytest plugin: what its items check, what they say, and that it costs nothing unasked."""

import subprocess
import sys
from pathlib import Path

import pytest

import statusquo as sq
from statusquo.events import Accession, Withdrawal
from statusquo.testing import record_items

assert record_items  # imported here, since what is large is imported only once in a process

ROOT = Path(__file__).parents[1]
SOURCE = sq.Source(key="almanac", title="The almanac", issuer="Nobody")
JOINED = Accession(on="1990-01-01", organisation="UNION", member="UTO", source="almanac")
CLAIM = sq.Coverage(
    about="membership",
    scope=("UNION", ...),
    since="1990-01-01",
    until="1999-12-31",
    source="almanac",
)
SEEN = sq.Observation(
    about="membership", key=("UNION", "UTO"), holds=True, on="1995-06", source="almanac"
)
GOOD = (SOURCE, JOINED, CLAIM, SEEN)

OWN = """
import attrs
from statusquo import Event, Set, projection

@attrs.frozen(kw_only=True)
class Strike(Event):
    union: str

@projection(key=("union",))
def striking(event):
    return Set((event.union,))

@projection(key=("union",), name="striking")
def other(event):
    return None

@projection(key=("union",))
def broken(event):
    return 1 / 0

CLASSES, WRONG, EMPTY = (Strike,), 5, ()
PROJECTIONS, TWICE = {"striking": striking}, [striking, other]
"""
STRIKE = '{"type":"strike","on":"1926-05-04","union":"miners"}\n'


def passed(result: pytest.RunResult) -> list[str]:
    """The names of the items that passed."""
    return [
        line.split("::")[1].rsplit(" PASSED")[0] for line in result.outlines if " PASSED" in line
    ]


def failed(result: pytest.RunResult) -> list[str]:
    """The names of the items that failed."""
    return [
        line.split("::")[1].rsplit(" FAILED")[0] for line in result.outlines if " FAILED" in line
    ]


def checked(pytester: pytest.Pytester, *lines: sq.Event | sq.Source) -> pytest.RunResult:
    """What comes of checking a page with these lines."""
    sq.append(pytester.path / "mine.jsonl", *lines)
    return pytester.runpytest_inprocess("-v", "--statusquo-log", "mine.jsonl")


def said(result: pytest.RunResult) -> str:
    """What was printed, in which no traceback may be."""
    text = "\n".join([*result.outlines, *result.errlines])
    assert "Traceback" not in text
    assert "INTERNALERROR" not in text
    assert ".py:" not in text
    return text


def test_a_good_record_passes(pytester: pytest.Pytester) -> None:
    """Each aspect is an item, and each observation and claim has its own."""
    result = checked(pytester, *GOOD)
    assert result.ret == 0
    assert passed(result) == [
        "readable",
        "canonical-form",
        "sources-declared",
        "no-findings",
        "observation[membership UNION UTO 1995-06]",
        "coverage[membership UNION * 1990-01-01 to 1999-12-31]",
    ]


def test_the_shipped_record_passes(pytester: pytest.Pytester) -> None:
    """The record in this repository is checked like any other, folder by folder."""
    pages = ROOT / "events" / "pages"
    result = pytester.runpytest_inprocess("--statusquo-log", str(pages))
    outcomes = result.parseoutcomes()
    text = "".join(page.read_text(encoding="utf-8") for page in pages.glob("*.jsonl"))
    remarks = sum(text.count(f'"type":"{name}"') for name in ("coverage", "observation"))
    assert outcomes == {"passed": 4 + remarks}


def test_every_problem_of_a_page_is_said_with_its_place(pytester: pytest.Pytester) -> None:
    """A page that cannot be read fails one item, with the text of all its problems."""
    page = pytester.path / "mine.jsonl"
    page.write_text('{"type":"accession","on":"1990-13-01","organisation":"UNION"}\n{}\n')
    result = pytester.runpytest_inprocess("-v", "--statusquo-log", "mine.jsonl")
    assert failed(result) == ["readable"]
    assert not passed(result)
    text = said(result)
    assert "mine.jsonl:1:27: date-invalid: " in text
    assert "mine.jsonl:1:1: field-missing: " in text
    assert "mine.jsonl:2:1: type-missing: " in text


def test_a_claim_that_ends_before_it_begins_cannot_be_read(pytester: pytest.Pytester) -> None:
    """It is refused on reading, with its place."""
    page = pytester.path / "mine.jsonl"
    claim = (
        '{"type":"coverage","about":"x","scope":["a"],"since":"1999-01-02","until":"1999-01-01"}'
    )
    page.write_text(claim + "\n")
    result = pytester.runpytest_inprocess("-v", "--statusquo-log", "mine.jsonl")
    assert failed(result) == ["readable"]
    assert "coverage-backwards: " in said(result)


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ('{"type":"accession", "on":"1990","organisation":"UNION","member":"UTO"}\n', 1),
        ('{"type":"accession","on":"1990","organisation":"UNION","member":"UTO"}\n\n', 2),
        ('{"type":"accession","on":"1990","organisation":"UNION","member":"UTO"}', 1),
    ],
)
def test_another_form_is_found(pytester: pytest.Pytester, page: str, line: int) -> None:
    """A page that `fmt` would change fails, at the first line that it would change."""
    (pytester.path / "mine.jsonl").write_text(page)
    result = pytester.runpytest_inprocess("-v", "--statusquo-log", "mine.jsonl")
    assert failed(result) == ["canonical-form"]
    assert f"mine.jsonl:{line}: form-other: " in said(result)
    assert "statusquo fmt mine.jsonl writes it so" in said(result)


def test_sources_must_be_declared(pytester: pytest.Pytester) -> None:
    """An item of its own says which sources are named and not declared."""
    result = checked(pytester, JOINED)
    assert failed(result) == ["sources-declared"]
    assert "mine.jsonl:1: source-undeclared: the source almanac" in said(result)
    assert "no-findings" in passed(result)


def test_each_code_of_findings_has_an_item(pytester: pytest.Pytester) -> None:
    """Where there are findings, one item for each code takes the place of `no-findings`."""
    early = Withdrawal(on="1980", organisation="UNION", member="UTO", source="almanac")
    lost = sq.Retraction(of="0" * 32, on="2000-01-01")
    result = checked(pytester, SOURCE, early, JOINED, lost)
    assert failed(result) == ["finding[correction-unknown]", "finding[ends-nothing]"]
    assert "no-findings" not in passed(result)
    assert "mine.jsonl:4: correction-unknown: " in said(result)
    arguments = ("-v", "--statusquo-log", "mine.jsonl", "--deselect", "mine.jsonl::finding[ends")
    assert failed(pytester.runpytest_inprocess(*arguments)) == ["finding[correction-unknown]"]


def test_observations_are_tests(pytester: pytest.Pytester) -> None:
    """A contradicted observation fails by its name; two of one name are told apart."""
    against = sq.Observation(
        about="membership", key=("UNION", "UTO"), holds=False, on="1995-06", source="almanac"
    )
    strange = sq.Observation(about="memberships", key=("UTO",), holds=True, on="1995")
    places = sq.Observation(about="membership", key=("UTO",), holds=True, on="1995")
    result = checked(pytester, *GOOD, against, strange, places)
    assert sorted(failed(result)) == [
        f"observation[membership UNION UTO 1995-06 {against.id[:12]}]",
        "observation[membership UTO 1995]",
        "observation[memberships UTO 1995]",
    ]
    assert f"observation[membership UNION UTO 1995-06 {SEEN.id[:12]}]" in passed(result)
    assert "no-findings" in passed(result)
    for code in ("observation-contradicted", "projection-unknown", "key-places"):
        assert f": {code}: " in said(result)


def test_claims_are_of_keys_that_there_are(pytester: pytest.Pytester) -> None:
    """A claim about no projection, or with other places than its keys, fails by its name."""
    wide = sq.Coverage(
        about="membership", scope=("A", "B", "C"), since="1990-01-01", until="1999-01-01"
    )
    none = sq.Coverage(about="nothing", scope=("A",), since="1990-01-01", until="1999-01-01")
    result = checked(pytester, *GOOD, wide, none)
    assert sorted(failed(result)) == [
        "coverage[membership A B C 1990-01-01 to 1999-01-01]",
        "coverage[nothing A 1990-01-01 to 1999-01-01]",
    ]


LATE = Accession(
    on="1992-05-01", organisation="UNION", member="ATL", recorded="2005-03-01", source="almanac"
)


def test_a_claim_is_belied_by_what_it_denied(pytester: pytest.Pytester) -> None:
    """A member of whom only later lines tell shows that the list was not complete."""
    result = checked(pytester, *GOOD, LATE)
    assert failed(result) == ["coverage[membership UNION * 1990-01-01 to 1999-12-31]"]
    text = said(result)
    assert "mine.jsonl:3: coverage-belied: complete about membership UNION * " in text
    assert "UNION ATL surely holds on 1992-05-01, by mine.jsonl:5, recorded on 2005-03-01" in text


def test_a_claim_that_was_made_anew_is_not_belied(pytester: pytest.Pytester) -> None:
    """A claim that takes the place of the old one says on which day it was looked at again."""
    anew = sq.Coverage(
        about="membership",
        scope=("UNION", ...),
        since="1990-01-01",
        until="1999-12-31",
        recorded="2005-03-01",
        replaces=CLAIM.id,
        source="almanac",
    )
    result = checked(pytester, *GOOD, LATE, anew)
    assert result.ret == 0
    assert sum(name.startswith("coverage") for name in passed(result)) == 1


@pytest.mark.parametrize(
    "more",
    [
        # corroborated: it held before
        Accession(
            on="1990-01-01", organisation="UNION", member="UTO", recorded="2005-03-01", ref="2"
        ),
        # corrected: another day
        Accession(
            on="1992-05-01",
            organisation="UNION",
            member="UTO",
            recorded="2005-03-01",
            replaces=JOINED.id,
        ),
        # not sure
        Accession(on="1992-05-01?", organisation="UNION", member="ATL", recorded="2005-03-01"),
        # after the period, and out of the scope
        Accession(on="2000-01-01", organisation="UNION", member="ATL", recorded="2005-03-01"),
        Accession(on="1992-05-01", organisation="LEAGUE", member="ATL", recorded="2005-03-01"),
    ],
    ids=["corroborated", "corrected", "unsure", "after", "elsewhere"],
)
def test_what_does_not_belie_a_claim(pytester: pytest.Pytester, more: Accession) -> None:
    """What was recorded later belies a claim only if it surely adds what the claim denied."""
    assert failed(checked(pytester, SOURCE, JOINED, CLAIM, more)) == []


def test_own_classes_and_projections(pytester: pytest.Pytester) -> None:
    """Users name their own: a module, one, or a tuple of them."""
    pytester.makepyfile(own=OWN)
    pytester.syspathinsert()
    (pytester.path / "mine.jsonl").write_text(STRIKE)
    run = ("-v", "--statusquo-log", "mine.jsonl")
    assert failed(pytester.runpytest_inprocess(*run)) == ["readable"]
    for classes in ("own", "own:Strike", "own:CLASSES"):
        for projections in ("own:striking", "own:PROJECTIONS"):
            result = pytester.runpytest_inprocess(
                *run, "--statusquo-vocabulary", classes, "--statusquo-projections", projections
            )
            assert result.ret == 0
            assert len(passed(result)) == 4


def test_a_projection_that_fails_is_said(pytester: pytest.Pytester) -> None:
    """What a user's projection raises is the text of an item."""
    pytester.makepyfile(own=OWN)
    pytester.syspathinsert()
    (pytester.path / "mine.jsonl").write_text(STRIKE)
    options = ("--statusquo-vocabulary", "own", "--statusquo-projections", "own:broken")
    result = pytester.runpytest_inprocess("-v", "--statusquo-log", "mine.jsonl", *options)
    assert failed(result) == ["no-findings"]
    text = "\n".join(result.outlines)
    assert "broken" in text
    assert "ZeroDivisionError" in text
    assert "Traceback" not in text


@pytest.mark.parametrize(
    ("option", "word", "sentence"),
    [
        ("log", "nowhere.jsonl", "there is no page or folder 'nowhere.jsonl'"),
        ("log", "", "there is no page or folder ''"),
        ("vocabulary", "no.such:X", "there is no module no"),
        ("vocabulary", "own:Srtike", "the module own has no 'Srtike'; did you mean \"Strike\"?"),
        ("vocabulary", "own:WRONG", "5 is not one of classes of events"),
        ("vocabulary", "own:EMPTY", "there are no classes of events in it"),
        ("vocabulary", "json", "there are no classes of events in it"),
        ("vocabulary", "../own.py", "is not written as package.module:NAME"),
        ("vocabulary", "fails", "importing fails raised ValueError: not today"),
        ("vocabulary", "lacks", "importing lacks raised ModuleNotFoundError"),
        ("projections", "own:Strike", "is not one of projections"),
        ("projections", "own:TWICE", "two projections have the name 'striking'"),
        ("projections", "own:", "the module own has no ''"),
    ],
)
def test_wrong_words_are_refused(
    pytester: pytest.Pytester, option: str, word: str, sentence: str
) -> None:
    """A word that names nothing ends the run before it begins, with a sentence."""
    pytester.makepyfile(own=OWN, fails="raise ValueError('not today')", lacks="import nothing_such")
    pytester.syspathinsert()
    sq.append(pytester.path / "mine.jsonl", JOINED)
    result = pytester.runpytest_inprocess(
        "--statusquo-log", "mine.jsonl", f"--statusquo-{option}", word
    )
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    text = "\n".join(result.errlines)
    assert f"ERROR: --statusquo-{option}: " in text
    assert sentence in text
    assert "Traceback" not in text


def test_items_stand_beside_other_tests(pytester: pytest.Pytester) -> None:
    """A record is checked with a user's tests, several records in one run, and items are chosen."""
    pytester.makepyfile("def test_one():\n    pass\n")
    sq.append(pytester.path / "mine.jsonl", *GOOD)
    sq.append(pytester.path / "yours.jsonl", *GOOD)
    both = ("--statusquo-log", "mine.jsonl", "--statusquo-log", "yours.jsonl", "--strict-markers")
    assert pytester.runpytest_inprocess(*both).parseoutcomes() == {"passed": 13}
    chosen = pytester.runpytest_inprocess(*both, "-m", "statusquo").parseoutcomes()
    assert chosen == {"passed": 12, "deselected": 1}
    chosen = pytester.runpytest_inprocess(*both, "-k", "yours and observation").parseoutcomes()
    assert chosen == {"passed": 1, "deselected": 12}
    assert pytester.runpytest_inprocess("mine.jsonl").ret != 0
    assert pytester.runpytest_inprocess().parseoutcomes() == {"passed": 1}


UNASKED = """
import sys
import pytest
pytest.main(["--co", "-q", "-p", "no:hypothesispytest"])
large = {"numpy", "attrs", "cattrs", "msgspec", "pendulum", "hypothesis", "statusquo.lines"}
print("imported", sorted(large & set(sys.modules)))
"""


def test_it_imports_nothing_large_unasked(tmp_path: Path) -> None:
    """A run that names no record collects nothing of it, and pays for nothing."""
    sq.append(tmp_path / "mine.jsonl", JOINED)
    done = subprocess.run(
        [sys.executable, "-c", UNASKED], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert "statusquo.testing.plugin" in sys.modules
    assert "imported []" in done.stdout
    assert "no tests collected" in done.stdout


WITHOUT_HYPOTHESIS = """
import importlib.abc
import sys
import pytest

class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] == "hypothesis":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Missing())
sys.exit(pytest.main(["-q", "-p", "no:hypothesispytest", "--statusquo-log", "mine.jsonl"]))
"""


def test_it_works_without_hypothesis(tmp_path: Path) -> None:
    """The plugin needs pytest alone."""
    sq.append(tmp_path / "mine.jsonl", *GOOD)
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_HYPOTHESIS],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 passed" in done.stdout
