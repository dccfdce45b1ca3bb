"""Long chains of late lines: as much is known after hundreds of steps as after one replay."""

import datetime
import os
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from clubs import bound
from oracles import Only, Say, paid, said, stands
from sameness import assert_same
from seeded import LONG, MANY, long
from strategies import FIRST, day

import statusquo as sq
from statusquo.courses import revising
from statusquo.lines.keys import Key
from statusquo.lines.page import Line
from statusquo.logs.stock import GrownStock
from statusquo.projecting.decorators import Derived, Projection

COUNT, FEWER = 300, 160
WEEKS = [FIRST + datetime.timedelta(days=number) for number in range(-2, LONG + 12, 9)]
PROJECTIONS = pytest.mark.parametrize("projection", [said, paid, bound], ids=lambda p: p.name)
WORKS = [sq.Source(key=key, title=key, issuer="a printer") for key in "xyz"]


@pytest.fixture(params=[10**6, 300], ids=["changes are few", "changes become many"])
def _few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so much replayed again all is: in long chains never, or again and again."""
    monkeypatch.setattr(revising, "_LITTLE", request.param)


def drawn(rng: random.Random, projection: Projection | Derived) -> list[sq.Event]:
    """The lines of a long history; fewer for derived facts, of which there are many."""
    return long(rng, projection, FEWER if projection is bound else COUNT)


def keys_of(projection: Projection | Derived) -> list[Key]:
    """Some keys, and one that never is."""
    pairs: list[Key] = [("a", "b"), ("b", "a"), ("c", "h"), ("z", "z")]
    return pairs if projection is bound else [(what,) for what in (*MANY, "z")]


def glance(history: sq.Timeline) -> object:
    """A few answers, quickly."""
    keys = keys_of(history.projection)
    return (
        history.spells(by="value").to_csv(),
        [(history.at(on), history.at(on).unknown()) for on in WEEKS[::3]],
        [history.values(key, on=on) for key in keys for on in WEEKS[::3]],
        history.findings(),
    )


@pytest.mark.usefixtures("_few")
@PROJECTIONS
@pytest.mark.parametrize("start", [0, 100])
def test_a_timeline_grown_line_by_line(projection: Projection | Derived, start: int) -> None:
    """Lines that come late, in any order, one by one, give what one replay gives."""
    rng = random.Random(f"{projection.name} {start}")
    lines = drawn(rng, projection)
    history = sq.replay(sq.Log(lines[:start]), projection)
    for number, line in enumerate(lines[start:], start=start + 1):
        history = history.plus(line)
        if number % 60 == 7:
            assert glance(history) == glance(sq.replay(sq.Log(lines[:number]), projection))
            known = WEEKS[number % len(WEEKS)]
            then = sq.replay(sq.Log(lines[:number]).known(known), projection)
            assert glance(history.known(known)) == glance(then)
    whole = sq.replay(sq.Log(rng.sample(lines, len(lines))), projection)
    assert_same(history, whole, WEEKS, keys_of(projection))
    for known in WEEKS[1::3]:
        assert_same(history.known(known), whole.known(known), WEEKS[::4], keys_of(projection))


@pytest.mark.usefixtures("_few")
@PROJECTIONS
def test_a_timeline_left_line_by_line(projection: Projection | Derived) -> None:
    """Events that are left out one by one are gone, and what corrects them stays."""
    rng = random.Random(f"left {projection.name}")
    lines = drawn(rng, projection)
    log = sq.Log(lines)
    history = sq.replay(log, projection)
    gone = rng.sample(lines, len(lines) * 2 // 3)
    for number, event in enumerate(gone, start=1):
        history = history.leaving_out(event)
        if number % 40 == 7:
            left = sq.replay(log.leaving_out(gone[:number]), projection)
            assert glance(history) == glance(left)
    left = sq.replay(log.leaving_out(gone), projection)
    assert_same(history, left, WEEKS, keys_of(projection))
    assert len(history.log) == len(lines) - len(gone)


@pytest.mark.usefixtures("_few")
@PROJECTIONS
def test_lines_that_come_and_go(projection: Projection | Derived) -> None:
    """Added, left out, added again: only what the log has in the end counts."""
    rng = random.Random(f"come and go {projection.name}")
    lines = long(rng, projection, 90)
    log = sq.Log(lines[:45])
    history = sq.replay(log, projection)
    for number in range(len(lines) * 3):
        line = rng.choice(lines)
        if log.has(line):
            log, history = log.leaving_out([line]), history.leaving_out(line)
        else:
            log, history = log.plus(line), history.plus(line)
        if number % 40 == 7:
            assert glance(history) == glance(sq.replay(log, projection))
    assert_same(history, sq.replay(log, projection), WEEKS, keys_of(projection))


@PROJECTIONS
def test_branches_do_not_see_each_other(projection: Projection | Derived) -> None:
    """What is added to one branch is in no other, nor in what both grew from."""
    rng = random.Random(f"branches {projection.name}")
    lines = drawn(rng, projection)
    trunk, twigs = lines[:-60], lines[-60:]
    grown = sq.replay(sq.Log(trunk[:60]), projection)
    for line in trunk[60:]:
        grown = grown.plus(line)
    before = glance(grown)
    branches = [(trunk, grown)]
    for line in twigs:
        own, branch = rng.choice(branches[:30])
        branches.append(([*own, line], branch.plus(line)))
    for own, branch in rng.sample(branches, 20):
        assert glance(branch) == glance(sq.replay(sq.Log(own), projection))
        assert set(branch.log) == set(own)
    assert glance(grown) == before == glance(sq.replay(sq.Log(trunk), projection))


# Logs


def told(log: sq.Log, folder: Path) -> Iterator[tuple[str, object]]:
    """What a log says to every question, each with its name."""
    yield "lines", list(log)
    yield "standing", log.standing()
    yield "words", (len(log), repr(log), log.last_recorded(), log.sources(), hash(log))
    yield "coverages", sorted(map(repr, log.coverages))
    page = folder / "page.jsonl"
    log.save(page)
    yield "page", page.read_bytes()
    for on in WEEKS[::2]:
        yield f"known {on}", (log.known(on).standing(), repr(log.known(on)), list(log.known(on)))
        yield f"until {on}", log.until(on).standing()
        yield f"since {on}", log.since(on).standing()
        log.known(on).save(page)
        yield f"page known {on}", page.read_bytes()
    yield "x", log.told_by("x").standing()
    yield "not x", log.not_told_by("x").standing()
    for event in [*log.standing()][:60:6]:
        yield f"without {event.id}", log.without(event.id[:20]).standing()
        yield f"found {event.id}", log.find(event.id[:20])


def assert_told_alike(one: sq.Log, other: sq.Log, folder: Path) -> None:
    """Compare every answer, so that what differs is told by its name."""
    for (name, mine), (_, theirs) in zip(told(one, folder), told(other, folder), strict=True):
        assert mine == theirs, name
    assert one == other


def test_a_log_grown_line_by_line(tmp_path: Path) -> None:
    """A log to which lines came one by one is the log that was made of all at once."""
    rng = random.Random("log")
    lines: list[Line] = [*WORKS[:2], *long(rng, said, COUNT)]
    log, grown = sq.Log(), 0
    for number, line in enumerate(lines, start=1):
        log = log.plus(line)
        grown += isinstance(log._stock, GrownStock)
        if number % 50 == 9:
            assert_told_alike(log, sq.Log(lines[:number]), tmp_path)
    log = log.plus(WORKS[2])
    assert grown > COUNT / 2
    assert_told_alike(log, sq.Log(rng.sample([*lines, WORKS[2]], COUNT + 3)), tmp_path)


def test_what_was_known_grown_line_by_line(tmp_path: Path) -> None:
    """A log as known on a day, to which lines come, is the whole log as known on that day."""
    rng = random.Random("known log")
    lines = long(rng, said, COUNT)
    flat = sq.Log(lines).known(day(30))
    log = sq.Log(lines[:150]).known(day(30))
    for line in lines[150:]:
        log = log.plus(line)
    assert 0 < len(log) < COUNT
    assert_told_alike(log, flat, tmp_path)
    assert glance(sq.replay(log, said)) == glance(sq.replay(flat, said))


@pytest.mark.parametrize("size", [1, 2, 7, 40])
def test_a_log_grown_by_pieces(size: int, tmp_path: Path) -> None:
    """So is one that other logs were joined to, some of them hiding lines that others have."""
    rng = random.Random(size)
    lines = long(rng, paid, COUNT)
    flat = sq.Log(lines)
    log = sq.Log()
    for start in range(0, COUNT, size):
        piece = sq.Log([*lines[start : start + size], *rng.sample(lines[:start], min(start, 3))])
        log = (
            log | piece.until(day(30)) if start % 3 else piece.leaving_out(lines[start:][:1]) | log
        )
    log = log.plus(*rng.sample(lines, COUNT))
    assert_told_alike(log, flat, tmp_path)


def test_branches_of_logs_do_not_see_each_other(tmp_path: Path) -> None:
    """Two logs that grew from one have only their own lines."""
    rng = random.Random("branching logs")
    lines = long(rng, said, COUNT)
    log = sq.Log(lines[:180])
    for line in lines[180:200]:
        log = log.plus(line)
    branches: list[tuple[Sequence[sq.Event], sq.Log]] = [(lines[:200], log)]
    for line in lines[200:]:
        own, branch = rng.choice(branches[:20])
        branches.append(([*own, line], branch.plus(line)))
    for own, branch in [branches[0], *rng.sample(branches, 8)]:
        assert_told_alike(branch, sq.Log(own), tmp_path)


def test_chains_of_views() -> None:
    """Lines and views in any order: what is seen, and what of it stands, as if kept by hand."""
    rng = random.Random("views")
    for _ in range(60):
        lines = long(rng, said, 24)
        log, had, hidden, known = sq.Log(lines[:12]), set(lines[:12]), set[sq.Event](), LONG * 10
        older: list[tuple[sq.Log, list[Line]]] = []
        for _ in range(12):
            older.append((log, list(log)))
            number, line = rng.randrange(LONG), rng.choice(lines)
            last = FIRST + datetime.timedelta(days=number)
            match rng.choice(["plus", "plus", "plus", "plus", "until", "since", "known", "left"]):
                case "plus":
                    log = log.plus(line)
                    had.add(line)
                    hidden.discard(line)
                case "until":
                    log = log.until(last)
                    hidden |= {e for e in had if e.on.first_day > last.toordinal()} - kept(had)
                case "since":
                    log = log.since(last)
                    hidden |= {e for e in had if e.on.last_day < last.toordinal()} - kept(had)
                case "known":
                    log, known = log.known(last), min(known, number)
                case _ if log.has(line):
                    log = log.leaving_out([line])
                    hidden.add(line)
            then = FIRST + datetime.timedelta(days=known)
            hidden |= {e for e in had if e.recorded > then}
            assert set(log) == had - hidden
            standing = {e for e in had - hidden if stands([*had], e, then.toordinal())}
            assert set(log.standing()) == {e for e in standing if not isinstance(e, sq.Retraction)}
        for view, seen in older:
            assert list(view) == seen


def kept(lines: Iterable[sq.Event]) -> set[sq.Event]:
    """The lines that a view by days never leaves out."""
    return {line for line in lines if isinstance(line, sq.Retraction | sq.Coverage)}


def test_two_late_lines_of_one_key() -> None:
    """The smallest branching: each branch has its own value, and the trunk has none of both."""
    trunk = sq.replay(sq.Log([Say(on=day(0), what="a", value=1)]), said)
    one, other = (trunk.plus(Only(on=day(1), what="b", value=value)) for value in (1, 2))
    assert [dict(h.at(day(1))) for h in (one, other, trunk)] == [
        {("b",): 1},
        {("b",): 2},
        {("a",): 1},
    ]


# The same bytes everywhere

EXPORTED = """
import hashlib, random
from clubs import bound
from oracles import paid, said
from seeded import LONG, day, long
import statusquo as sq
for projection in (said, paid, bound):
    lines = long(random.Random("bytes"), projection, 200)
    whole = sq.replay(sq.Log(lines), projection)
    late = sq.replay(sq.Log(lines[:150]), projection)
    for line in lines[150:]:
        late = late.plus(line)
    left = late.leaving_out(*lines[:20])
    for history in (whole, late, left):
        for known in (history, *(history.known(day(number)) for number in range(0, LONG, 15))):
            text = known.spells(by="value").to_csv() + known.panel(freq="month").to_csv()
            text += repr(known.findings()) + repr(list(known.log))
            for on in range(0, LONG, 20):
                facts = known.at(day(on))
                text += repr((list(facts.items()), list(facts.possible()), facts.unknown()))
                text += "".join(str(known.why(key, on=day(on))) for key in facts)
            print(projection.name, hashlib.sha256(text.encode()).hexdigest())
"""


def test_exports_of_grown_and_known_timelines_have_the_same_bytes() -> None:
    """The hash seed changes nothing in tables, findings and explanations, late or as known."""
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    one, other = (
        subprocess.run(
            [sys.executable, "-c", EXPORTED],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for seed in ("1", "4242")
    )
    assert len(one) == 45
    assert one == other
    for start in range(0, 45, 15):
        whole, late = one[start : start + 5], one[start + 5 : start + 10]
        assert whole == late
