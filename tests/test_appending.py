"""Appending: all or nothing, once, by one writer at a time, on disk when it returns."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from codec_events import VOCABULARY, Strike, lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statusquo.errors import BusyPage, UnavailablePage, UnreadableLog, UnwritableLine
from statusquo.lines.canonical import canonical_line
from statusquo.lines.event import Event
from statusquo.lines.page import Line
from statusquo.pages.appending import append
from statusquo.pages.files import fmt_page, read_pages
from statusquo.pages.replacing import sole_writer

HEAVY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SPAWN = multiprocessing.get_context("spawn")


def strike(number: int) -> Strike:
    """One of many strikes."""
    return Strike(on="1926-05-04", union="miners", members=number)


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def read(path: Path) -> list[Line]:
    """The lines of a page."""
    [page] = read_pages(path, VOCABULARY)
    return page.lines


def fresh(folder: Path, name: str) -> Path:
    """A page that does not exist yet."""
    path = folder / name
    path.unlink(missing_ok=True)
    return path


@HEAVY
@given(st.lists(lines(), max_size=5))
def test_appending_twice_is_appending_once(tmp_path: Path, new: list[Line]) -> None:
    """What is there already changes nothing, and that is said."""
    page = fresh(tmp_path, "page.jsonl")
    first = append(page, *new, vocabulary=VOCABULARY)
    assert len(first.added) + len(first.already_there) == len(new)
    before = page.read_bytes() if new else b""
    second = append(page, *new, vocabulary=VOCABULARY)
    assert not second.added
    assert second.already_there == tuple(line.id for line in new)
    assert (page.read_bytes() if new else b"") == before


@HEAVY
@given(st.lists(lines(), min_size=1, max_size=5))
def test_all_at_once_is_one_by_one(tmp_path: Path, new: list[Line]) -> None:
    """Events appended together give the page that they give one after the other."""
    together, apart = fresh(tmp_path, "together.jsonl"), fresh(tmp_path, "apart.jsonl")
    append(together, *new, vocabulary=VOCABULARY)
    for line in new:
        append(apart, line, vocabulary=VOCABULARY)
    assert together.read_bytes() == apart.read_bytes()
    assert not fmt_page(together, VOCABULARY)


def test_what_was_appended_is_said(tmp_path: Path) -> None:
    """The answer names what is new and what was there, and reads as a sentence."""
    page = tmp_path / "page.jsonl"
    done = append(page, strike(1), strike(2), strike(1), vocabulary=VOCABULARY)
    assert done.added == (strike(1).id, strike(2).id)
    assert done.already_there == (strike(1).id,)
    assert str(done) == f"2 lines added to {page}, 1 was there already"
    again = append(page, strike(1), strike(2), vocabulary=VOCABULARY)
    assert str(again) == f"nothing added to {page}, 2 were there already"
    assert str(append(page, strike(3), vocabulary=VOCABULARY)) == f"1 line added to {page}"


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    """The lines before are kept byte for byte, whatever their form, and get their line end."""
    page = tmp_path / "page.jsonl"
    before = b'\r\n{"on": "1926-05-04", "type": "strike", "union": "miners", "members": 1}'
    page.write_bytes(before)
    append(page, strike(1), strike(2), vocabulary=VOCABULARY)
    assert page.read_bytes() == before + b"\n" + canonical_line(strike(2)) + b"\n"


def test_nothing_is_appended_if_one_event_cannot_be(tmp_path: Path) -> None:
    """Events are checked whole before anything is written."""
    page = tmp_path / "page.jsonl"
    bad = Strike(on="1926", union="a\u202eb")
    with pytest.raises(UnwritableLine):
        append(page, strike(1), bad, vocabulary=VOCABULARY)
    with pytest.raises(UnwritableLine, match="not in the vocabulary"):
        append(page, strike(1), vocabulary=())
    assert names(tmp_path) == []


def test_a_page_with_problems_is_not_appended_to(tmp_path: Path) -> None:
    """Nothing is added to what cannot be read."""
    page = tmp_path / "page.jsonl"
    page.write_text("{")
    with pytest.raises(UnreadableLog):
        append(page, strike(1), vocabulary=VOCABULARY)
    assert page.read_text() == "{"
    for bad in (tmp_path, tmp_path / "nowhere" / "page.jsonl"):
        with pytest.raises(UnavailablePage):
            append(bad, strike(1), vocabulary=VOCABULARY)


def test_a_second_writer_is_told_after_waiting(tmp_path: Path) -> None:
    """A page that is being written is not written by another, who is told so."""
    page = tmp_path / "page.jsonl"
    with sole_writer(page, 1):
        start = time.monotonic()
        with pytest.raises(BusyPage) as caught:
            append(page, strike(1), vocabulary=VOCABULARY, timeout=0.1)
        assert 0.1 <= time.monotonic() - start < 5
    assert caught.value.code == "page-busy"
    assert append(page, strike(1), vocabulary=VOCABULARY).added


def test_a_failed_write_leaves_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk refuses, the page is what it was, and the error says so."""
    page = tmp_path / "page.jsonl"
    append(page, strike(1), vocabulary=VOCABULARY)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnavailablePage, match="no space left on device"):
        append(page, strike(2), vocabulary=VOCABULARY)
    assert read(page) == [strike(1)]
    assert names(tmp_path) == ["page.jsonl"]


def _append_some(page: Path, first: int, count: int) -> None:
    for number in range(first, first + count):
        append(page, strike(number), vocabulary=VOCABULARY, timeout=60)


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    """Events appended by two processes at once are all there, each once."""
    page = tmp_path / "page.jsonl"
    writers = [SPAWN.Process(target=_append_some, args=(page, start, 40)) for start in (0, 40)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    members = [line.members for line in read(page) if isinstance(line, Strike)]
    assert sorted(members) == list(range(80))
    assert names(tmp_path) == ["page.jsonl"]


WRITER = """
import sys
from codec_events import VOCABULARY, Strike
from statusquo.pages.appending import append
batch, page = int(sys.argv[1]), sys.argv[2]
while True:
    strikes = [Strike(on="1926-05-04", union=str(n), members=batch) for n in range(5)]
    append(page, *strikes, vocabulary=VOCABULARY)
    print(batch, flush=True)
    batch += 1
"""


def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    """After kill -9 the page has every batch that was acknowledged, and none by half."""
    page, seen = tmp_path / "page.jsonl", -1
    dice = random.Random(1926)
    path = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    for _ in range(25):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(seen + 1), str(page)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline()]
        time.sleep(dice.random() * 0.03)
        writer.send_signal(signal.SIGKILL)
        acknowledged += writer.stdout.readlines()
        writer.stdout.close()
        writer.wait()
        batches = [line.members for line in read(page) if isinstance(line, Strike)]
        last = max(int(text) for text in acknowledged if text.endswith(b"\n"))
        assert last <= max(batches) <= last + 1
        assert sorted(batches) == [n for n in range(max(batches) + 1) for _ in range(5)]
        seen = max(batches)
    append(page, strike(999), vocabulary=VOCABULARY)
    assert names(tmp_path) == ["page.jsonl"]


def test_events_stay_what_they_were(tmp_path: Path) -> None:
    """Appending reads the page with the shipped vocabulary only if no other is given."""
    page = tmp_path / "page.jsonl"
    append(page, strike(1), vocabulary=iter(VOCABULARY))
    [event] = read(page)
    assert isinstance(event, Event)
    assert event.id == strike(1).id
