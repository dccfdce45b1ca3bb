"""The house: what imports what, what is public, what is said about it, and what it must not do."""

import ast
import importlib
import importlib.resources
import importlib.util
import pathlib
import pkgutil
import subprocess
import sys

import pytest

import statusquo as sq

ROOT = pathlib.Path(__file__).parent.parent
ROOMS = {"statusquo": ROOT / "src" / "statusquo"}
ROOMS |= {f"statusquo.{room}": ROOT / room for room in ("events", "projections")}
FORBIDDEN_MODULES = {"pickle", "marshal", "shelve", "yaml", "socket", "urllib", "http", "requests"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_CLOCKS = {"now", "today", "utcnow"}


def source_files() -> dict[str, pathlib.Path]:
    """The module name of every source file."""
    found: dict[str, pathlib.Path] = {}
    for package, folder in ROOMS.items():
        for file in sorted(folder.rglob("*.py")):
            parts = file.relative_to(folder).with_suffix("").parts
            name = ".".join((package, *parts)).removesuffix(".__init__")
            found[name] = file
    return found


MODULES = source_files()


def test_every_file_is_installed() -> None:
    """A file of the tree that cannot be imported asks for a new installation."""
    missing = [
        str(file.relative_to(ROOT))
        for name, file in MODULES.items()
        if importlib.util.find_spec(name) is None
    ]
    assert not missing, f"run `pip install -e .` again: not installed are {', '.join(missing)}"
    installed = importlib.resources.files("statusquo.events") / "pages"
    pages = {page.name for page in (ROOT / "events" / "pages").glob("*.jsonl")}
    lacking = pages - {page.name for page in installed.iterdir()}
    assert not lacking, f"run `pip install -e .` again: not installed are {', '.join(lacking)}"


@pytest.mark.parametrize(
    "package",
    [
        "statusquo",
        "statusquo.events",
        "statusquo.projections",
        "statusquo.projections.memo",
    ],
)
def test_submodules_replace_no_public_name(package: str) -> None:
    """Importing every submodule leaves each public name what it was."""
    module = importlib.import_module(package)
    before = {name: getattr(module, name) for name in module.__all__}
    for info in pkgutil.walk_packages(module.__path__, f"{package}."):
        if not info.name.endswith("__main__"):
            importlib.import_module(info.name)
    assert {name: getattr(module, name) for name in module.__all__} == before


def test_public_names_are_there_and_sorted() -> None:
    """All that is offered can be had, and `dir` shows it."""
    assert sorted(sq.__all__) == list(sq.__all__)
    assert set(sq.__all__) <= set(dir(sq))
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = sq.Nothing


def test_importing_is_cheap() -> None:
    """The bare import brings in none of the large packages."""
    code = (
        "import sys, statusquo; large = {'numpy', 'cattrs', 'pendulum', 'hypothesis', 'pandas'};"
        "print(sorted(large & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", MODULES)
def test_public_things_say_what_they_are(name: str) -> None:
    """Every module, public class and public function begins with a sentence."""
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{name} says nothing of itself"
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and not any(isinstance(d, ast.Name) and d.id == "overload" for d in node.decorator_list)
    ]
    assert not silent, f"{name}: {silent} say nothing of themselves"


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_small(name: str) -> None:
    """No module is longer than 300 lines."""
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("name", MODULES)
def test_nothing_runs_data_or_reads_the_clock(name: str) -> None:
    """No pickle, no eval, no network, no clock: what a log says cannot run or change by the day."""
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert not {a.name.split(".")[0] for a in node.names} & FORBIDDEN_MODULES
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] not in FORBIDDEN_MODULES
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN_CALLS
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            dates = {"datetime", "date", "pendulum", "Date", "DateTime"}
            assert not (node.attr in FORBIDDEN_CLOCKS and node.value.id in dates)


def test_the_engine_knows_no_geopolitics() -> None:
    """The engine's own code names no country, alliance or troop."""
    words = ("armenia", "russia", "turkey", "nato", "alliance", "troop", "treaty", "garrison")
    for name, file in MODULES.items():
        if name.startswith(("statusquo.events", "statusquo.projections", "statusquo.cli")):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        named = {n.id.lower() for n in ast.walk(tree) if isinstance(n, ast.Name)}
        named |= {n.attr.lower() for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        assert not {w for w in words for identifier in named if w in identifier.split("_")}, name


DIGEST = """
import hashlib, statusquo as sq
from statusquo.events import record
from statusquo.projections import PROJECTIONS
log = record()
text = "".join(
    sq.replay(log, projection).spells(by="value").to_csv() for projection in PROJECTIONS.values()
)
text += repr(sq.check(log)) + repr(list(log)[:3]) + repr(log)
print(hashlib.sha256(text.encode()).hexdigest())
"""


def test_exports_have_the_same_bytes_everywhere() -> None:
    """Hash seed, time zone and locale change nothing in what the record says."""
    worlds = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/Anchorage", "LC_ALL": "tr_TR.UTF-8"},
    ]
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST], env=world, capture_output=True, text=True, check=True
        ).stdout
        for world in worlds
    }
    assert len(digests) == 1
