"""A machine that drives whatever keeps a log, and holds it against a plain list."""

import functools
import tempfile
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

import attrs
import pendulum
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from statusquo.errors import StatusQuoError
from statusquo.lines.canonical import canonical_line
from statusquo.lines.declarations import Source
from statusquo.lines.event import Event
from statusquo.lines.page import Line
from statusquo.lines.remarks import Retraction
from statusquo.logs.log import Log
from statusquo.testing.dates import days
from statusquo.testing.naive_logs import ids_until, ids_without, standing_ids
from statusquo.testing.stores import LogStore, PageStore
from statusquo.testing.strategies import events

Vocabulary: TypeAlias = tuple[type[Event], ...] | None


@functools.lru_cache(maxsize=64)
def _happening(vocabulary: Vocabulary) -> st.SearchStrategy[Event]:
    return events(vocabulary)


def _of_machine(machine: "LogMachine") -> st.SearchStrategy[Event]:
    return _happening(machine.vocabulary)


_NEW: st.SearchStrategy[Event] = st.runner().flatmap(_of_machine)
_SOURCES = st.sampled_from([Source(key=f"source-{n}", title=f"{n}", issuer="one") for n in "12"])
_SPOILT = ("a\x00b", "a\u202eb", "a\ud800b", "a\nb")
"""Texts that no line may hold: each hides something, or is no text."""


class LogMachine(RuleBasedStateMachine):
    """Appends, corrects, retracts, opens again, merges; after each step the store must agree.

    The pages of this library are driven as it stands. For a store of your own say how it is
    opened in a folder: the same folder again must give the same log again, another folder
    another one. A store has `append(*lines)`, which keeps all of them or raises `StatusQuoError`
    and keeps none, and says which were `added` and which `already_there`; and `log()`. One that
    holds something open is let go in `close`. `vocabulary` are the classes of the events that are
    drawn, the shipped ones where it is None.

    >>> from hypothesis import settings
    >>> from hypothesis.stateful import run_state_machine_as_test
    >>> class MyMachine(LogMachine):
    ...     vocabulary = (Event,)
    ...     def open(self, folder):
    ...         return PageStore(folder / "mine.jsonl", self.vocabulary)
    >>> run_state_machine_as_test(MyMachine, settings=settings(max_examples=2, database=None))

    `TestMine = MyMachine.TestCase` in a module of tests makes a test of it.
    """

    vocabulary: ClassVar[Vocabulary] = None

    lines: Bundle[Event] = Bundle("lines")

    def __init__(self) -> None:
        """Open the store in a folder that is empty."""
        super().__init__()
        self._folders = tempfile.TemporaryDirectory(prefix="statusquo-")
        self._opened = 0
        self.folder = self._new_folder()
        self.store = self.open(self.folder)
        self.acknowledged: list[Line] = []

    # What is under test

    def open(self, folder: Path) -> LogStore:
        """The store that lives in a folder, which exists and at first is empty."""
        return PageStore(folder / "page.jsonl", self.vocabulary)

    def close(self, store: LogStore) -> None:
        """Let go of what a store holds open; called before it is opened again."""

    def teardown(self) -> None:
        """Take away the folders."""
        self.close(self.store)
        self._folders.cleanup()

    # Appending

    @rule(target=lines, event=_NEW)
    def append_one(self, event: Event) -> Event:
        """A line that is appended is added, or was there already."""
        self._append(event)
        return event

    @rule(target=lines, several=st.lists(_NEW, min_size=2, max_size=4))
    def append_several(self, several: list[Event]) -> Any:
        """So is each of several lines at once."""
        self._append(*several)
        return multiple(*several)

    @rule(event=lines)
    def append_again(self, event: Event) -> None:
        """What is appended again changes nothing, and is said to have been there."""
        self._append(event)

    @rule(source=_SOURCES)
    def declare(self, source: Source) -> None:
        """Declarations are lines as well."""
        self._append(source)

    @rule(target=lines, of=lines, event=_NEW, recorded=days())
    def correct(self, of: Event, event: Event, recorded: pendulum.Date) -> Event:
        """An event takes the place of another."""
        correction = _correction(of, event, recorded)
        self._append(correction)
        return correction

    @rule(target=lines, of=lines, on=days())
    def retract(self, of: Event, on: pendulum.Date) -> Event:
        """An event, which may be a correction or a retraction, is withdrawn."""
        retraction = Retraction(of=of.id, on=on)
        self._append(retraction)
        return retraction

    @rule(target=lines, event=_NEW, better=_NEW, recorded=days())
    def correct_ahead(self, event: Event, better: Event, recorded: pendulum.Date) -> Any:
        """A correction may come before what it corrects: the order of lines never counts."""
        correction = _correction(event, better, recorded)
        self._append(correction)
        self._append(event)
        return multiple(event, correction)

    @rule(good=_NEW, bad=_NEW, text=st.sampled_from(_SPOILT), first=st.booleans())
    def refuse(self, good: Event, bad: Event, text: str, first: bool) -> None:
        """A line that would not be read back is refused, and with it all that came along."""
        spoilt = attrs.evolve(bad, note=text)
        batch = (spoilt, good) if first else (good, spoilt)
        try:
            self.store.append(*batch)
        except StatusQuoError:
            return
        raise AssertionError(f"the store took a line with the text {text!r}")

    # Opening again, and other stores

    @rule()
    def reload(self) -> None:
        """What was acknowledged is there when the store is opened again."""
        self.close(self.store)
        self.store = self.open(self.folder)

    @rule(target=lines, shared=lines, theirs=st.lists(_NEW, min_size=1, max_size=3))
    def merge(self, shared: Event, theirs: list[Event]) -> Any:
        """Two logs combine in either order, and one store takes what the other has."""
        other = self.open(self._new_folder())
        other.append(shared, *theirs)
        log, others = self.store.log(), other.log()
        self.close(other)
        wanted = sorted({_identity(line) for line in (*self.acknowledged, shared, *theirs)})
        for both in (log | others, others | log):
            _agree("both logs together", sorted(map(_identity, both)), wanted)
        self._append(*others)
        return multiple(*theirs)

    # Views

    @rule(day=days())
    def look_as_known(self, day: pendulum.Date) -> None:
        """What stands by what was on the record on a day."""
        said = _ids(self.store.log().known(day))
        _agree(f"as known on {day}", said, standing_ids(self.acknowledged, day))

    @rule(day=days())
    def look_until(self, day: pendulum.Date) -> None:
        """What stands and may have taken effect by a day."""
        _agree(f"until {day}", _ids(self.store.log().until(day)), ids_until(self.acknowledged, day))

    @rule(event=lines)
    def look_without(self, event: Event) -> None:
        """What stands if something had not happened; a correction cannot be left out."""
        if not isinstance(event, Retraction):
            said = _ids(self.store.log().without(event))
            _agree(f"without {event.id}", said, ids_without(self.acknowledged, event))

    # What always holds

    @invariant()
    def keeps_what_it_acknowledged(self) -> None:
        """The store has every line that it acknowledged, and no other."""
        wanted = sorted(set(map(_identity, self.acknowledged)))
        _agree("all lines", sorted(map(_identity, self.store.log())), wanted)

    @invariant()
    def stands_as_the_rules_say(self) -> None:
        """The events that stand are those of the list, whatever the order of its lines."""
        wanted = standing_ids(self.acknowledged)
        _agree("what stands", _ids(self.store.log()), wanted)
        _agree("what stands, lines reversed", _ids(Log(reversed(self.acknowledged))), wanted)

    # Helpers

    def _append(self, *lines: Line) -> None:
        said = self.store.append(*lines)
        there = set(map(_identity, self.acknowledged))
        added = {_identity(line): line.id for line in lines if _identity(line) not in there}
        _agree("the ids of what was added", sorted(said.added), sorted(added.values()))
        count = len(said.added) + len(said.already_there)
        _agree("the number of lines spoken of", [str(count)], [str(len(lines))])
        self.acknowledged.extend(lines)

    def _new_folder(self) -> Path:
        self._opened += 1
        folder = Path(self._folders.name) / str(self._opened)
        folder.mkdir()
        return folder


def _correction(of: Event, event: Event, recorded: pendulum.Date) -> Event:
    """The event in the place of another, or a retraction where its class refuses that."""
    try:
        return attrs.evolve(event, replaces=of.id, recorded=recorded)
    except (ValueError, TypeError):
        return Retraction(of=of.id, on=recorded)


def _ids(log: Log) -> list[str]:
    return [event.id for event in log.standing()]


def _identity(line: Line) -> str:
    return canonical_line(line).decode()


def _agree(what: str, store: list[str], model: list[str]) -> None:
    if store != model:
        missing = [each for each in model if each not in store]
        beyond = [each for each in store if each not in model]
        raise AssertionError(
            f"{what}: the store disagrees with the list of what it acknowledged\n"
            f"  missing: {missing}\n  not acknowledged: {beyond}\n"
            f"  the store: {store}\n  the list: {model}"
        )
