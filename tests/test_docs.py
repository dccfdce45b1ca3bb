"""The documents say what is so: their blocks run, and what they list is whole.

Run as a program, it writes the coverage table of docs/record.md and the table of weights of
docs/influence-balance.md.
"""

import contextlib
import doctest
import importlib
import io
import pkgutil
import re
import shlex
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin

import attrs
import pytest
from sybil import Document, Example, Sybil
from sybil.evaluators.doctest import OutputChecker
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

import statusquo
import statusquo.events.ranks
from statusquo.balances.terms import Act, years
from statusquo.events import VOCABULARY, record
from statusquo.events.treaties import Duty
from statusquo.lines.event import Event
from statusquo.pages.codec import Codec
from statusquo.pages.line_types import member_types
from statusquo.pages.vocabulary import ENGINE_LINES
from statusquo.projecting.decorators import Derived, Projection
from statusquo.projections import PROJECTIONS, InfluenceWeights, influence

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
README, RECORD, VOCABULARY_PAGE, INFLUENCE = (
    ROOT / "README.md",
    ROOT / "docs" / "record.md",
    ROOT / "docs" / "vocabulary.md",
    ROOT / "docs" / "influence-balance.md",
)
HEADER = {field.name for field in attrs.fields(Event)}
FLAGS = doctest.ELLIPSIS

RUN = "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/statusquo at 2020-11-10"
TEST = (
    "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && "
    ".venv/bin/python -m pytest -n auto"
)


# Blocks


def _lines_decode(example: Example) -> None:
    codec = Codec()
    for line in example.parsed.splitlines():
        codec.decode(line.encode())


def _commands_print(example: Example) -> str | None:
    """Run the lines that begin with `$ statusquo` and compare the data and then the talk."""
    from statusquo.cli import main  # noqa: PLC0415  # documents without commands need none

    checker = OutputChecker()
    for command, wanted in _commands(example.parsed):
        data, talk = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(data), contextlib.redirect_stderr(talk):
            main(shlex.split(command)[1:])
        printed = data.getvalue() + talk.getvalue()
        if not checker.check_output(wanted, printed, FLAGS):
            return checker.output_difference(doctest.Example(command, wanted), printed, FLAGS)
    return None


def _commands(block: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, wanted = part.partition("\n")
        yield command, wanted


SYBIL = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=FLAGS),
        CodeBlockParser("jsonl", _lines_decode),
        CodeBlockParser("console", _commands_print),
    ]
)


def _name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_the_blocks_of_a_document_run(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every block of a document does what it shows, and the tests that it defines pass."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    document: Document = SYBIL.parse(path)
    for example in document.examples():
        example.evaluate()
    for name, value in document.namespace.items():
        if name.startswith("test_"):
            value()


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_every_block_is_of_a_kind_that_runs(path: Path) -> None:
    """No block has a language that nobody runs; `sh` is only for the two commands."""
    text = path.read_text(encoding="utf-8")
    kinds = re.findall(r"^```(\S*)\n.*?^```$", text, flags=re.MULTILINE | re.DOTALL)
    shell = [kind for kind in kinds if kind == "sh"]
    assert set(kinds) <= {"python", "jsonl", "console", "sh"}
    assert len(shell) == (2 if path == README else 0)


@pytest.mark.parametrize(("heading", "command"), [("Run", RUN), ("Test", TEST)])
def test_the_readme_has_the_commands(heading: str, command: str) -> None:
    """The two commands stand alone in a block under their headings."""
    text = README.read_text(encoding="utf-8")
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL)
    assert section is not None
    assert re.findall(r"^```sh\n(.*?)^```$", section[1], flags=re.MULTILINE | re.DOTALL) == [
        f"{command}\n"
    ]


def test_the_readme_is_short() -> None:
    """The first page stays one that people read."""
    assert len(README.read_text(encoding="utf-8").splitlines()) < 150


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    """Every link to a file or a heading has its target."""
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, anchor = target.partition("#")
        page = path.parent / file if file else path
        assert page.exists(), target
        assert not anchor or anchor in _anchors(page), target


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}


# The vocabulary page


class Row(NamedTuple):
    """A row of a table: the name in its first cell, and the other cells."""

    name: str
    cells: list[str]


def _rows(path: Path, first_heading: str) -> dict[str, Row]:
    """The rows of all tables whose first column has this heading, by name."""
    rows: dict[str, Row] = {}
    reading = False
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if not line.startswith("|"):
            reading = False
        elif cells[0] == first_heading:
            reading = True
        elif reading and not line.startswith("|---"):
            row = Row(cells[0].strip("` "), cells[1:])
            assert row.name not in rows, f"{row.name} is on the page twice"
            rows[row.name] = row
    return rows


def _words(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def _listed_fields(cell: str) -> tuple[list[str], list[str]]:
    needed, _, optional = cell.partition("may have")
    return _words(needed), _words(optional)


def _own_fields(cls: Any) -> tuple[list[str], list[str]]:
    inherited = HEADER if issubclass(cls, Event) else set[str]()
    own = [field for field in attrs.fields(cls) if field.name not in inherited]
    needed = [field.name for field in own if field.default is attrs.NOTHING]
    return needed, [field.name for field in own if field.default is not attrs.NOTHING]


def _class_name(cls: type) -> str:
    return cls.__name__


@pytest.mark.parametrize("cls", VOCABULARY, ids=_class_name)
def test_the_vocabulary_page_has_every_event(cls: type[Event]) -> None:
    """An event stands on the page with what it says, its fields and its rank."""
    row = _rows(VOCABULARY_PAGE, "event").get(cls.__name__)
    assert row is not None, f"docs/vocabulary.md lacks {cls.__name__}"
    says, fields, rank = row.cells
    assert says
    assert _listed_fields(fields) == _own_fields(cls)
    assert int(rank) == cls.rank


@pytest.mark.parametrize("cls", [*ENGINE_LINES, Duty], ids=_class_name)
def test_the_vocabulary_page_has_every_engine_line(cls: type) -> None:
    """A line of the engine, and the one part of an event, stand on the page with their fields."""
    rows = {**_rows(VOCABULARY_PAGE, "line"), **_rows(VOCABULARY_PAGE, "part")}
    assert cls.__name__ in rows, f"docs/vocabulary.md lacks {cls.__name__}"
    says, fields = rows[cls.__name__].cells
    assert says
    assert _listed_fields(fields) == _own_fields(cls)


def test_the_vocabulary_page_has_nothing_else() -> None:
    """What was taken out of the code does not stay on the page."""
    assert set(_rows(VOCABULARY_PAGE, "event")) == {cls.__name__ for cls in VOCABULARY}
    assert set(_rows(VOCABULARY_PAGE, "projection")) == set(PROJECTIONS)


def test_the_vocabulary_page_has_the_header() -> None:
    """Every field of the header stands on the page."""
    assert set(_rows(VOCABULARY_PAGE, "field")) == HEADER


@pytest.mark.parametrize("cls", [*VOCABULARY, Duty], ids=_class_name)
def test_the_vocabulary_page_has_every_word_of_a_field(cls: Any) -> None:
    """Where a field takes only certain words, they are on the page."""
    attrs.resolve_types(cls)
    page = " ".join(VOCABULARY_PAGE.read_text(encoding="utf-8").split())
    words = [
        word
        for field in attrs.fields(cls)
        for tp in member_types(field.type)
        if get_origin(tp) is Literal
        for word in get_args(tp)
    ]
    assert [word for word in words if f'"{word}"' not in page] == []


def test_the_vocabulary_page_has_every_rank() -> None:
    """The table of ranks is that of the code."""
    ranks = {
        name: str(rank)
        for name, rank in vars(statusquo.events.ranks).items()
        if isinstance(rank, int)
    }
    rows = _rows(VOCABULARY_PAGE, "rank")
    assert {_words(row.cells[0])[0]: rank for rank, row in rows.items()} == ranks


@pytest.mark.parametrize("name", PROJECTIONS)
def test_the_vocabulary_page_has_every_projection(name: str) -> None:
    """A projection stands on the page with its key, its value, and the events that it reads."""
    row = _rows(VOCABULARY_PAGE, "projection").get(name)
    assert row is not None, f"docs/vocabulary.md lacks {name}"
    key, value, says, reads = row.cells
    assert tuple(_words(key)) == PROJECTIONS[name].key
    assert value
    assert says
    assert set(_words(reads)) == _read_by(PROJECTIONS[name])


def _read_by(projection: Projection | Derived) -> set[str]:
    """The events that a projection names, or the projections that it is derived from."""
    if isinstance(projection, Derived):
        return {part.name for part in projection.parts.values()}
    return {cls.__name__ for cls in VOCABULARY} & set(projection.function.__code__.co_names)


# The record page


def test_the_record_page_has_every_page() -> None:
    """The table of pages names the files of the record."""
    pages = (ROOT / "events" / "pages").glob("*.jsonl")
    assert set(_rows(RECORD, "page")) == {page.name for page in pages}


_COVERAGE = re.compile(
    r"(?<=<!-- coverage: begin -->\n).*?(?=<!-- coverage: end -->)", flags=re.DOTALL
)


def test_the_record_page_has_the_coverage() -> None:
    """What the page says to be covered is what the record claims."""
    found = _COVERAGE.search(RECORD.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0] == coverage_table(), "run python tests/test_docs.py"


def coverage_table() -> str:
    """The coverage of the record, a row for each projection and period, and what it lacks."""
    log, names = record(), list(PROJECTIONS)
    scopes: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for claim in log.coverages:
        row = (names.index(claim.about), str(claim.since), str(claim.until))
        scopes[row].append(" ".join("*" if p is ... else str(p) for p in claim.scope))
    lines = ["| complete about | for | from | to |", "|---|---|---|---|"]
    for (number, since, until), listed in sorted(scopes.items()):
        lines.append(f"| `{names[number]}` | {_listed(sorted(listed))} | {since} | {until} |")
    covered = {number for number, *_ in scopes}
    bare = [name for number, name in enumerate(names) if number not in covered]
    bare = [name for name in bare if not isinstance(PROJECTIONS[name], Derived)]
    used = {type(event) for event in log.standing()}
    unused = [cls.__name__ for cls in VOCABULARY if cls not in used]
    told = [f"Nothing is covered of {_listed(bare)}.", f"No line yet is of {_listed(unused)}."]
    return "\n".join(["", *lines, "", told[0], "", told[1], "", ""])


def _listed(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words) or "nothing"


# The page of the influence balance


_WEIGHTS = re.compile(
    r"(?<=<!-- weights: begin -->\n).*?(?=<!-- weights: end -->)", flags=re.DOTALL
)
_WORK = re.compile(r"[A-Z][\w ]*?(?: et al\.)? \d{4}")


def test_the_influence_page_has_the_weights() -> None:
    """The table on the page is that of the code, and so is its digest."""
    found = _WEIGHTS.search(INFLUENCE.read_text(encoding="utf-8"))
    assert found is not None
    assert found[0] == weights_table(), "run python tests/test_docs.py"


def test_the_influence_page_has_every_work_that_a_weight_names() -> None:
    """By its first author and year, under the heading of the literature."""
    text = INFLUENCE.read_text(encoding="utf-8")
    literature = text.partition("\n## Literature\n")[2].partition("\n## ")[0]
    entries = [line for line in literature.splitlines() if line.startswith("- ")]
    whys = [InfluenceWeights.why(name) for name in InfluenceWeights.named()]
    named = {work for why in whys for work in _WORK.findall(why.partition("; ")[2])}
    assert len(named) > 8
    for work in sorted(named):
        author, year = work.removesuffix(work[-5:]).removesuffix(" et al."), work[-4:]
        assert any(e.startswith(f"- {author}") and year in e for e in entries), work


def weights_table() -> str:
    """The ties and acts of the influence balance, a row for each, and what decides scores."""
    balance = influence()
    lines = ["| name | weight | half-life | family | what counts | why |", "|---" * 6 + "|"]
    for name, term in balance.terms.items():
        fading = f"{_plain(term.half_life / years(1))} years" if isinstance(term, Act) else ""
        why = (term.note or "").partition("; fades")[0]
        cells = (f"`{name}`", _plain(term.weight), fading, term.family or name)
        lines.append(f"| {' | '.join((*cells, term.projection.summary, why))} |")
    table = InfluenceWeights()
    led = [f"{body} by {leader}" for body, leader in {**table.unions, **table.bodies}.items()]
    told = [f"Rho is {_plain(balance.rho)}. Led are {', '.join(led)}."]
    told.append(f"The digest is `{balance.digest}`.")
    return "\n".join(["", *lines, "", *told, "", ""])


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"


# Docstrings


def _modules() -> list[str]:
    found = pkgutil.walk_packages(statusquo.__path__, "statusquo.")
    return ["statusquo", *(module.name for module in found if module.name != "statusquo.__main__")]


@pytest.mark.parametrize("name", _modules())
def test_the_examples_of_a_module_run(name: str) -> None:
    """Every example in the docstrings of a module prints what it shows."""
    module = importlib.import_module(name)
    results = doctest.testmod(module, optionflags=FLAGS)
    assert results.failed == 0


if __name__ == "__main__":
    page = RECORD.read_text(encoding="utf-8")
    RECORD.write_text(_COVERAGE.sub(lambda _: coverage_table(), page), encoding="utf-8")
    page = INFLUENCE.read_text(encoding="utf-8")
    INFLUENCE.write_text(_WEIGHTS.sub(lambda _: weights_table(), page), encoding="utf-8")
