"""Pages on disk: everything is read or nothing, everything is written or nothing."""

import os
import random
from pathlib import Path

import pytest
from codec_events import VOCABULARY, Settlement, Strike, lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statusquo.errors import (
    InvalidVocabulary,
    StatusQuoError,
    UnavailablePage,
    UnreadableLog,
    UnwritableLine,
)
from statusquo.lines.canonical import canonical_line
from statusquo.lines.declarations import Actor, Source
from statusquo.lines.event import Event
from statusquo.lines.page import Line
from statusquo.pages.files import fmt_page, read_pages, write_page

MINERS = Strike(on="1926-05-04", union="miners")
PRINTERS = Strike(on="1926-05-03", union="printers")
HEAVY = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def page_of(folder: Path, *written: Line, name: str = "page.jsonl") -> Path:
    """A page with these lines."""
    path = folder / name
    path.write_bytes(b"".join(canonical_line(line) + b"\n" for line in written))
    return path


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def read(path: Path) -> list[Line]:
    """The lines at a path."""
    return [line for page in read_pages(path, VOCABULARY) for line in page.lines]


@HEAVY
@given(st.lists(lines(), max_size=8))
def test_what_is_written_is_read(tmp_path: Path, written: list[Line]) -> None:
    """A page holds the lines that were written to it, in whatever order they came."""
    page, other = tmp_path / "page.jsonl", tmp_path / "other.jsonl"
    write_page(page, written)
    assert sorted(map(canonical_line, read(page))) == sorted(map(canonical_line, written))
    write_page(other, random.Random(0).sample(written, len(written)))
    assert page.read_bytes() == other.read_bytes()


def test_a_page_is_written_in_order(tmp_path: Path) -> None:
    """Declarations come first, then events as they replay."""
    page = tmp_path / "page.jsonl"
    gazette = Source(key="gazette", title="The British Gazette", issuer="HMSO")
    tuc = Actor(id="TUC", name="Trades Union Congress", kind="union")
    write_page(page, [MINERS, gazette, PRINTERS, tuc])
    assert read(page) == [tuc, gazette, PRINTERS, MINERS]


def test_a_folder_is_its_pages_by_name(tmp_path: Path) -> None:
    """Every page of a folder is read, in the order of the names, and nothing else."""
    page_of(tmp_path, MINERS, name="b.jsonl")
    page_of(tmp_path, PRINTERS, name="a.jsonl")
    (tmp_path / "notes.txt").write_text("not a page")
    (tmp_path / ".hidden.jsonl").write_text("not a page")
    (tmp_path / "deeper").mkdir()
    page_of(tmp_path / "deeper", PRINTERS)
    pages = read_pages(tmp_path, VOCABULARY)
    assert [Path(page.name).name for page in pages] == ["a.jsonl", "b.jsonl"]
    assert read(tmp_path) == [PRINTERS, MINERS]


def test_a_folder_with_a_bad_page_is_not_read(tmp_path: Path) -> None:
    """The problems of all pages come together, each with its page; nothing is loaded by half."""
    page_of(tmp_path, MINERS, name="a.jsonl")
    (tmp_path / "b.jsonl").write_text("{}\n")
    (tmp_path / "c.jsonl").mkdir()
    (tmp_path / "d.jsonl").write_text("\n{}")
    with pytest.raises(UnreadableLog) as caught:
        read_pages(tmp_path, VOCABULARY)
    found = [(p.file, p.line, p.code) for p in caught.value.problems]
    assert found == [
        (str(tmp_path / "b.jsonl"), 1, "type-missing"),
        (str(tmp_path / "c.jsonl"), None, "page-not-regular"),
        (str(tmp_path / "d.jsonl"), 2, "type-missing"),
    ]


def test_pages_after_the_hundredth_problem_are_counted(tmp_path: Path) -> None:
    """Reading stops with the hundredth problem and says what it left out."""
    for name in ("a.jsonl", "b.jsonl", "c.jsonl"):
        (tmp_path / name).write_text("{}\n" * 101)
    with pytest.raises(UnreadableLog, match="1 more line was not read; 2 more pages were not read"):
        read_pages(tmp_path, VOCABULARY)


def test_what_is_no_page_is_said(tmp_path: Path) -> None:
    """A path without a page is an error of its own, and nothing waits for a pipe."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    page_of(tmp_path, MINERS).chmod(0)
    codes = {
        "nowhere.jsonl": "page-missing",
        "pipe": "page-not-regular",
        "empty": "folder-empty",
        "a\0b": "page-unavailable",
        "a" * 999: "page-unavailable",
    }
    if os.geteuid():
        codes["page.jsonl"] = "page-unavailable"
    for name, code in codes.items():
        with pytest.raises(UnavailablePage) as caught:
            read_pages(tmp_path / name, VOCABULARY)
        assert caught.value.code == code
    with pytest.raises(UnavailablePage):
        read_pages("/dev/zero", VOCABULARY)


def test_a_link_to_a_page_stays_a_link(tmp_path: Path) -> None:
    """The page behind a link is replaced, not the link; its permissions stay."""
    page = page_of(tmp_path, MINERS)
    page.chmod(0o640)
    link = tmp_path / "link.jsonl"
    link.symlink_to(page)
    write_page(link, [PRINTERS])
    assert link.is_symlink()
    assert read(page) == [PRINTERS]
    assert page.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["link.jsonl", "page.jsonl"]


def test_nothing_is_written_if_one_line_cannot_be(tmp_path: Path) -> None:
    """An event that would not be read back leaves the page as it is."""
    page = page_of(tmp_path, MINERS)
    for bad in (
        Strike(on="1926", union="a\nb"),
        Settlement(on="1926", parties=["a"]),  # type: ignore[arg-type]
    ):
        with pytest.raises(UnwritableLine):
            write_page(page, [PRINTERS, bad])
    assert read(page) == [MINERS]
    assert names(tmp_path) == ["page.jsonl"]


def test_two_classes_of_one_name_cannot_be_on_one_page(tmp_path: Path) -> None:
    """A page whose lines could not be told apart is not written."""
    other = type("Strike", (Event,), {})
    with pytest.raises(InvalidVocabulary):
        write_page(tmp_path / "page.jsonl", [MINERS, other(on="1926")])


def test_a_page_cannot_take_the_place_of_something_else(tmp_path: Path) -> None:
    """Neither a folder nor a pipe is replaced, and a page needs a folder."""
    os.mkfifo(tmp_path / "pipe")
    for name in ("", "pipe", "nowhere/page.jsonl"):
        with pytest.raises(UnavailablePage):
            write_page(tmp_path / name, [MINERS])
    assert names(tmp_path) == ["pipe"]


@HEAVY
@given(st.lists(lines(), max_size=5))
def test_formatting_changes_no_line(tmp_path: Path, written: list[Line]) -> None:
    """A formatted page has the same lines in the same order, canonically, and is then done."""
    page = tmp_path / "page.jsonl"
    page.write_bytes(
        b"\r\n\n".join(canonical_line(line).replace(b"{", b"{ ", 1) for line in written)
    )
    assert fmt_page(page, VOCABULARY) == bool(written)
    assert page.read_bytes() == b"".join(canonical_line(line) + b"\n" for line in written)
    assert not fmt_page(page, VOCABULARY)


def test_a_page_with_problems_is_not_formatted(tmp_path: Path) -> None:
    """What cannot be read is left as it is, with its problems named."""
    page = tmp_path / "page.jsonl"
    page.write_text(canonical_line(MINERS).decode() + "\n{}\n ")
    before = page.read_bytes()
    with pytest.raises(UnreadableLog) as caught:
        fmt_page(page, VOCABULARY)
    assert caught.value.problems[0].line == 2
    assert page.read_bytes() == before
    assert names(tmp_path) == ["page.jsonl"]


def test_every_error_is_one_of_ours(tmp_path: Path) -> None:
    """The root of all errors catches them."""
    with pytest.raises(StatusQuoError, match="page-missing"):
        fmt_page(tmp_path / "nowhere.jsonl", VOCABULARY)
