"""The record exports the same bytes in every world, and under every Python that there is."""

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import determinism
import pytest

import statusquo
from statusquo.projections import PROJECTIONS

SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
OTHERS = "STATUSQUO_PYTHONS"
"""Where this variable lists interpreters that have the dependencies, they are tried first."""
WORLDS = [
    {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
    for seed, zone, locale in (
        ("0", "Pacific/Kiritimati", "C"),
        ("4242", "America/Anchorage", "tr_TR.UTF-8"),
    )
]


@pytest.fixture(scope="module")
def here() -> dict[str, str]:
    """The digests in this process."""
    return determinism.digests()


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that has the library and nothing else, for interpreters that have not got it."""
    folder = tmp_path_factory.mktemp("copied")
    shutil.copytree(Path(statusquo.__file__).parent, folder / "statusquo")
    return folder


def printed(python: str, world: Mapping[str, str]) -> dict[str, str]:
    """The digests that another process prints."""
    ended = subprocess.run(
        [python, "-B", determinism.__file__],
        env=dict(world),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found: dict[str, str] = json.loads(ended.stdout)
    return found


@pytest.mark.parametrize("world", WORLDS, ids=lambda world: " ".join(world.values()))
def test_seed_zone_and_locale_change_nothing(world: dict[str, str], here: dict[str, str]) -> None:
    """Whatever the hash seed, the time zone and the locale, each export has the same bytes."""
    assert printed(sys.executable, world) == here


@pytest.mark.parametrize("version", SUPPORTED)
def test_every_python_says_the_same(version: str, here: dict[str, str], copied: Path) -> None:
    """Under every supported Python that has the dependencies, each export has the same bytes."""
    reasons = []
    for python in interpreters(version):
        lacking = lacks(python)
        if not lacking:
            world = {"PYTHONPATH": str(copied), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
            assert printed(python, world) == here
            return
        reasons.append(f"{python} lacks {lacking}")
    pytest.skip(
        f"Python {version} was NOT tried: {'; '.join(reasons) or 'there is none'}; "
        f"name an interpreter that has the dependencies in {OTHERS}"
    )


def interpreters(version: str) -> Iterator[str]:
    """The interpreters of a version: this one, those that are named, and those that are found."""
    named = [sys.executable, *filter(None, os.environ.get(OTHERS, "").split(os.pathsep))]
    yield from (python for python in named if version_of(python) == version)
    found = shutil.which(f"python{version}")
    if found:
        yield found
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from map(str, sorted(root.glob(f"versions/{version}.*/bin/python")))


def version_of(python: str) -> str:
    """The version of an interpreter, as in 3.12."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run(
        [python, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


def lacks(python: str) -> str:
    """The dependencies that an interpreter has not got, or what it says instead."""
    required = importlib.metadata.requires("statusquo") or []
    names = [re.split(r"[^\w]", line)[0] for line in required if "extra" not in line]
    code = (
        "import importlib.util, sys;"
        "print(' '.join(n for n in sys.argv[1:] if importlib.util.find_spec(n) is None))"
    )
    ended = subprocess.run(
        [python, "-c", code, *names], capture_output=True, text=True, check=False
    )
    return ended.stdout.strip() or ended.stderr.strip()


def test_every_projection_is_digested(here: dict[str, str]) -> None:
    """There are spells, days and disagreements of each, and they are not all alike."""
    assert len(here) == 3 * len(PROJECTIONS) + 1
    assert len(set(here.values())) > len(here) // 2
