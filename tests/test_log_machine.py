"""The machine for logs: the page passes, another store passes, and wrong ones are found."""

from pathlib import Path
from typing import ClassVar

import pytest
from clubs import Join, Rule
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from statusquo.dates.days import exact_day
from statusquo.errors import StatusQuoError
from statusquo.lines.event import Event
from statusquo.lines.page import Line
from statusquo.lines.plain_text import blemish
from statusquo.lines.remarks import Retraction
from statusquo.logs.log import Log
from statusquo.pages.appending import Appended
from statusquo.testing import LogMachine, LogStore, PageStore
from statusquo.testing.naive_logs import ids_until, ids_without, standing_ids

ENOUGH = settings(max_examples=30, stateful_step_count=20, deadline=None)
CLASSES = (Join, Rule)


class TestPages(LogMachine.TestCase):
    """Pages with the shipped vocabulary keep what they acknowledge."""

    settings = ENOUGH


class ListStore:
    """The lines of a folder in memory: the least that is a store, and what the wrong ones spoil."""

    kept: ClassVar[dict[Path, list[Line]]] = {}

    def __init__(self, folder: Path) -> None:
        """Open what is kept for the folder."""
        self.folder = folder
        self.lines = self.kept.setdefault(folder, [])

    def append(self, *lines: Line) -> Appended:
        """Keep the lines, each once."""
        self.check(lines)
        added, there = list[str](), list[str]()
        for line in lines:
            (there if line in self.lines else added).append(line.id)
            if line not in self.lines:
                self.take(line)
        return Appended("", tuple(added), tuple(there))

    def check(self, lines: tuple[Line, ...]) -> None:
        """Refuse what is no plain text."""
        for line in lines:
            if line.note is not None and blemish(line.note):
                raise StatusQuoError("no plain text")

    def take(self, line: Line) -> None:
        """Keep one line."""
        self.lines.append(line)

    def log(self) -> Log:
        """The log of what is kept."""
        return Log(self.lines)


class Forgetful(ListStore):
    """It has nothing any more when it is opened again."""

    def __init__(self, folder: Path) -> None:
        """Open nothing."""
        self.folder, self.lines = folder, []


class Repeating(ListStore):
    """It takes every line as new."""

    def append(self, *lines: Line) -> Appended:
        """Keep the lines, also those that it has."""
        self.check(lines)
        self.lines += lines
        return Appended("", tuple(line.id for line in lines), ())


class Uncorrected(ListStore):
    """It loses what takes the place of another event."""

    def take(self, line: Line) -> None:
        """Keep one line, unless it replaces another."""
        if not isinstance(line, Event) or line.replaces is None:
            super().take(line)


class Halving(ListStore):
    """It keeps what comes before a line that it refuses."""

    def append(self, *lines: Line) -> Appended:
        """Keep the lines one by one."""
        said = [ListStore.append(self, line) for line in lines]
        added = tuple(name for each in said for name in each.added)
        return Appended("", added, tuple(name for each in said for name in each.already_there))


class Credulous(ListStore):
    """It takes lines that nobody could read back."""

    def append(self, *lines: Line) -> Appended:
        """Keep what is sound, and say nothing of the rest."""
        try:
            return super().append(*lines)
        except StatusQuoError:
            return Appended("", (), ())


class InOrderOfArrival(ListStore):
    """It corrects only what is there already, so that the order of lines counts."""

    def take(self, line: Line) -> None:
        """Keep one line, unless what it corrects has not come yet."""
        target = line.of if isinstance(line, Retraction) else getattr(line, "replaces", None)
        if target is None or any(line.id == target for line in self.lines):
            super().take(line)


class Unsorted(ListStore):
    """Its log has the events in the order in which they came."""

    class Arrived(Log):
        """A log that knows the order of its lines."""

        arrived: ClassVar[list[Line]] = []

        def standing(self) -> tuple[Event, ...]:
            """The events that stand, in the order in which they came."""
            ids = [line.id for line in self.arrived]
            return tuple(sorted(super().standing(), key=lambda event: ids.index(event.id)))

    def log(self) -> Log:
        """The log, in the order of its lines."""
        log = self.Arrived(self.lines)
        log.arrived = self.lines  # type: ignore[misc]
        return log


def machine_of(kind: type[ListStore]) -> type[LogMachine]:
    """The machine that drives a kind of store."""

    class Machine(LogMachine):
        vocabulary = CLASSES

        def open(self, folder: Path) -> LogStore:
            return kind(folder)

    return Machine


def test_another_store_passes() -> None:
    """A store is two methods, and how it is opened in a folder."""
    run_state_machine_as_test(machine_of(ListStore), settings=ENOUGH)


FIRST_FAILURE = settings(
    ENOUGH, max_examples=300, derandomize=True, database=None, phases=[Phase.generate]
)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (Forgetful, r"all lines: .*\n  missing: \["),
        (Repeating, "the ids of what was added: "),
        (Uncorrected, r"all lines: .*\n  missing: \["),
        (Halving, r"all lines: .*\n  missing: \[\]\n  not acknowledged: \["),
        (Credulous, "the store took a line with the text "),
        (InOrderOfArrival, r"all lines: .*\n  missing: \["),
        (Unsorted, r"what stands: .*\n  missing: \[\]\n  not acknowledged: \[\]"),
    ],
)
def test_wrong_stores_are_found(kind: type[ListStore], sentence: str) -> None:
    """Each mistake is found, and the machine says what the store lacks or should not have."""
    with pytest.raises(AssertionError, match=sentence):
        run_state_machine_as_test(machine_of(kind), settings=FIRST_FAILURE)


def test_a_wrong_page_is_found() -> None:
    """So is a page that is shorter when it is read again."""

    class Machine(LogMachine):
        vocabulary = CLASSES

        def open(self, folder: Path) -> LogStore:
            page = folder / "page.jsonl"
            if page.exists():
                page.write_bytes(b"".join(page.read_bytes().splitlines(keepends=True)[:-1]))
            return PageStore(page, self.vocabulary)

    with pytest.raises(AssertionError, match="missing: "):
        run_state_machine_as_test(Machine, settings=FIRST_FAILURE)


def test_every_store_that_is_opened_is_closed() -> None:
    """A machine lets go of each store before it opens it again, and at its end."""

    class Machine(LogMachine):
        vocabulary = CLASSES
        held: ClassVar[list[LogStore]] = []

        def open(self, folder: Path) -> LogStore:
            store = super().open(folder)
            assert all(store != other for other in self.held)
            self.held.append(store)
            return store

        def close(self, store: LogStore) -> None:
            self.held.remove(store)

    run_state_machine_as_test(Machine, settings=settings(FIRST_FAILURE, max_examples=10))
    assert not Machine.held


def test_the_oracle_knows_the_rules() -> None:
    """The slow way over a list, on a case that is worked out by hand."""
    first = Join(on="2000-01-01", club="A", who="one")
    better = Join(on="2000-01-02", club="A", who="one", replaces=first.id, recorded="2001-01-01")
    wrong = Retraction(of=better.id, on="2002-01-01")
    undone = Retraction(of=wrong.id, on="2003-01-01")
    lines = [undone, wrong, better, first]
    assert standing_ids(lines) == [better.id]
    assert standing_ids(lines[1:]) == [first.id]
    assert standing_ids(lines, exact_day("2002-06-30")) == [first.id]
    assert standing_ids(lines, exact_day("2001-06-30")) == [better.id]
    assert ids_until(lines, exact_day("2000-01-01")) == []
    assert ids_without(lines, first) == []
