"""Mutation testing of the engine's core: the small changes that no test notices.

    python tests/mutation                       the core modules
    python tests/mutation statusquo.dates.periods
    python tests/mutation --report              what was found so far

Each mutant is planted into a process of its own, which runs the tests of the core until one
fails. Results are kept in a file, line by line: a second run goes on where the first was left,
and does again what has changed in the meantime.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mutants import Mutant, mutants_of

ROOT = Path(__file__).parents[2]
CORE = (
    "statusquo.dates.periods",
    "statusquo.logs.standing",
    "statusquo.logs.columns",
    "statusquo.logs.kinship",
    "statusquo.projecting.changelog",
    "statusquo.courses.readings",
    "statusquo.courses.turns",
    "statusquo.courses.states",
    "statusquo.courses.sums",
    "statusquo.timelines.judging",
    "statusquo.courses.revising",
)
QUICK = (
    "test_periods.py",
    "test_judging.py",
    "test_acts.py",
    "test_projecting.py",
    "test_deriving.py",
    "test_edges.py",
    "test_clocks_regressions.py",
    "test_checking.py",
    "test_log.py",
    "test_timeline.py",
    "test_published_uncertainty.py",
)
THOROUGH = (
    "test_readings.py",
    "test_late_growth.py",
    "test_two_clocks.py",
    "test_enumeration.py",
    "test_published_revisions.py",
)
PATIENCE = 5
"""So many times as long as without a mutant the tests may take: then it runs for ever, or as good
as, and counts as caught."""

Results = dict[str, Sequence[str]]
"""By the digest of a mutant the tests that it survived; none where it was caught."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 1 where a mutant survived."""
    asked = _asked(arguments)
    tests = QUICK if asked.quick else (*QUICK, *THOROUGH)
    results = _read(asked.kept)
    if not asked.report:
        _run(asked, tests, results, PATIENCE * _time_unchanged(tests))
    return _report(asked.modules, results)


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python tests/mutation", description=_FIRST_LINE)
    parser.add_argument("modules", nargs="*", default=CORE)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--quick", action="store_true", help="leave out the slow tests")
    parser.add_argument("--report", action="store_true", help="only tell what was found so far")
    parser.add_argument("--kept", type=Path, default=ROOT / "build" / "mutation.jsonl")
    return parser.parse_args(arguments)


_FIRST_LINE = (__doc__ or "").splitlines()[0]


def _run(asked: argparse.Namespace, tests: Sequence[str], results: Results, longest: float) -> None:
    """Try the mutants that were neither caught nor tried with as many tests before."""
    left = [
        mutant
        for mutant in _mutants(asked.modules)
        if not set(tests) <= set(results.get(_digest(mutant), ())) and not _caught(mutant, results)
    ]
    with ThreadPoolExecutor(asked.processes) as pool, asked.kept.open("a") as kept:
        caught = pool.map(lambda mutant: _is_caught(mutant, tests, longest), left)
        for mutant, is_caught in zip(left, caught, strict=True):
            survived = [] if is_caught else tests
            results[_digest(mutant)] = survived
            print(json.dumps([_digest(mutant), mutant.name, survived]), file=kept, flush=True)
            print("." if is_caught else f"\nsurvived {mutant.name}", end="", flush=True)


def _mutants(modules: Sequence[str]) -> Iterator[Mutant]:
    for module in modules:
        spec = importlib.util.find_spec(module)
        assert spec is not None
        assert spec.origin is not None
        yield from mutants_of(module, Path(spec.origin).read_text(encoding="utf-8"))


def _digest(mutant: Mutant) -> str:
    return hashlib.sha256(f"{mutant.module}\n{mutant.text}".encode()).hexdigest()[:16]


def _caught(mutant: Mutant, results: Results) -> bool:
    return not results.get(_digest(mutant), ["untried"])


def _read(kept: Path) -> Results:
    if not kept.exists():
        return {}
    lines = kept.read_text(encoding="utf-8").splitlines()
    return {digest: survived for digest, _, survived in map(json.loads, lines)}


def _time_unchanged(tests: Sequence[str]) -> float:
    """The seconds that the tests take without a mutant; they have to pass."""
    started = time.perf_counter()
    if _fails(tests, {}, None):
        raise SystemExit("the tests fail without any mutant")
    return time.perf_counter() - started


def _is_caught(mutant: Mutant, tests: Sequence[str], longest: float) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mutant.py")
        path.write_text(mutant.text, encoding="utf-8")
        return _fails(tests, {"STATUSQUO_MUTANT": f"{mutant.module}={path}"}, longest)


def _fails(tests: Sequence[str], more: dict[str, str], longest: float | None) -> bool:
    """Whether a test fails, or does not end, with this in the environment."""
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    options = ["-p", "planted", "-x", "-q", "-p", "no:cacheprovider", "--no-header"]
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "pytest", *options, *(f"tests/{name}" for name in tests)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", **more},
            capture_output=True,
            timeout=longest,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return ended.returncode != 0


def _report(modules: Sequence[str], results: Results) -> int:
    """Tell how many were caught, and which were not; 1 where any was not."""
    survivors = 0
    print()
    for module in modules:
        tried = [mutant for mutant in _mutants([module]) if _digest(mutant) in results]
        alive = [mutant for mutant in tried if not _caught(mutant, results)]
        survivors += len(alive)
        print(f"{module}: {len(tried) - len(alive)} of {len(tried)} caught")
        for mutant in alive:
            print(f"    {mutant.name}")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
