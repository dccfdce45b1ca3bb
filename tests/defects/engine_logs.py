"""Mistakes that an engine may make in lines, corrections, order and recorded time."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs
import numpy as np
from clubs import Join, Rule
from oracles import VOCABULARY, paid, said

import statusquo as sq
from defects.defect import Defect, Patch
from defects.users import ORGANISATIONS, ruled
from statusquo.courses import combining, composing, revising
from statusquo.dates.days import OPEN
from statusquo.dates.periods import Periods, minus, union
from statusquo.lines import canonical
from statusquo.lines.keys import matches
from statusquo.logs import standing, stock, view
from statusquo.logs.kinship import Kinship
from statusquo.logs.stock import Stock
from statusquo.projecting import changelog
from statusquo.projecting.changelog import ChangeLog
from statusquo.projecting.keyspace import KeySpace
from statusquo.projecting.recording import Recorder
from statusquo.projecting.values import ABSENT
from statusquo.projections import membership


def of_members(
    name: str, sentence: str, events: int, laws: Sequence[str], *patches: Patch
) -> Defect:
    """A defect that members of organisations show."""
    return _engine(name, sentence, membership, ORGANISATIONS, events, laws, patches)


def of_values(
    name: str, sentence: str, events: int, laws: Sequence[str], *patches: Patch
) -> Defect:
    """A defect that facts with values show."""
    return _engine(name, sentence, said, VOCABULARY, events, laws, patches)


def of_sums(name: str, sentence: str, events: int, laws: Sequence[str], *patches: Patch) -> Defect:
    """A defect that totals show."""
    return _engine(name, sentence, paid, VOCABULARY, events, laws, patches)


def of_derived(
    name: str, sentence: str, events: int, laws: Sequence[str], *patches: Patch
) -> Defect:
    """A defect that derived facts show."""
    return _engine(name, sentence, ruled, (Join, Rule), events, laws, patches)


def _engine(
    name: str,
    sentence: str,
    projection: Any,
    vocabulary: tuple[type[sq.Event], ...],
    events: int,
    laws: Sequence[str],
    patches: tuple[Patch, ...],
) -> Defect:
    return Defect(
        name=name,
        sentence=sentence,
        projection=projection,
        vocabulary=vocabulary,
        events=events,
        laws=tuple(laws),
        sound=projection,
        patches=patches,
    )


def always(value: Any) -> Callable[[Any], Any]:
    """Make something that says the same whatever it is asked."""
    return lambda right: lambda *asked, **more: value


# Lines


def every_line(of_lines: Any) -> Any:
    """Keep a line each time that it is given."""

    def kept(lines: Iterable[Any]) -> Stock:
        lines = list(lines)
        return attrs.evolve(of_lines.__func__(Stock, lines), events=tuple(lines))

    return staticmethod(kept)


def recorded_left_out(is_default: Any) -> Any:
    """Take any day of recording for the default."""
    return lambda event, field, value: (
        (field.name == "recorded" and event.on.last is not None and event.replaces is None)
        or is_default(event, field, value)
    )


# Order


def in_lines(order: Any) -> Any:
    """Order rows by key and line."""
    return lambda key, event, events, columns: np.lexsort((event, key)).astype(np.int32)


def ties_by_lines(order: Any) -> Any:
    """Leave rows that tie in the order of their lines."""

    def ordered(key: Any, event: Any, events: Any, columns: Any) -> Any:
        headers = (columns.recorded[event], columns.rank[event], columns.last[event], key)
        return np.lexsort((event, *headers)).astype(np.int32)

    return ordered


def headers(**wrong: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Read some headers wrongly."""

    def make(headers_of: Any) -> Any:
        def read(events: Any) -> Any:
            right = headers_of(events)
            return attrs.evolve(right, **{name: how(right) for name, how in wrong.items()})

        return read

    return make


def by_first_mention(of: Any) -> Any:
    """Keep keys in the order in which they are named."""
    return classmethod(lambda cls, names, keys: cls(names, list(keys), _numbered(list(keys))))


def in_no_order(of: Any) -> Any:
    """Keep keys in an order that has nothing to do with them."""

    def scrambled(cls: Any, names: Any, keys: Any) -> Any:
        ordered = sorted(keys, key=lambda key: (sum(map(ord, repr(key))) * 2654435761) % 4093)
        return cls(names, ordered, _numbered(ordered))

    return classmethod(scrambled)


def _numbered(keys: Sequence[Any]) -> dict[Any, int]:
    return {key: code for code, key in enumerate(keys)}


# Corrections and recorded time


def retracted_for_ever(standing_periods: Any) -> Any:
    """Let a retraction count that was itself retracted."""

    def periods(kinship: Kinship) -> dict[str, Periods]:
        right: dict[str, Periods] = standing_periods(kinship)
        for name, stood in right.items():
            gone = union(*(standing.always(r) for r in kinship.retractions(name)))
            right[name] = minus(stood, gone)
        return right

    return periods


def as_now(stands: Any) -> Any:
    """Apply a correction to what was known before it."""

    def standing_now(self: ChangeLog, known: int, rows: slice = slice(None)) -> Any:
        return (self.known_from[rows] <= known) & (self.known_to[rows] == OPEN)

    return standing_now


def a_day_later(stands: Any) -> Any:
    """Know of an event on the day after it was recorded."""

    def late(self: ChangeLog, known: int, rows: slice = slice(None)) -> Any:
        return (self.known_from[rows] < known) & (known <= self.known_to[rows])

    return late


# Patterns and keys


def only_named_before(end: Any) -> Any:
    """Let a pattern end the keys that were named by then in the order of lines."""

    def spread(self: Recorder, pattern: Any, row: int) -> None:
        if ... not in pattern:
            end(self, pattern, row)
            return
        for key, code in self.keys.items():
            if matches(pattern, key):
                self._keep(code, ABSENT, row)

    return spread


def without_last(touched: Any) -> Any:
    """Forget the last key that was touched."""
    return lambda recorded, changes: list(touched(recorded, changes))[:-1]


DEFECTS = (
    of_sums(
        "duplicates",
        "A line that is there twice is counted twice.",
        1,
        ["twice is once"],
        (Stock, "of_lines", every_line),
    ),
    of_members(
        "recorded left out",
        "The day of recording is not written.",
        1,
        ["written and read"],
        (canonical, "_is_default", recorded_left_out),
    ),
    of_members(
        "order of lines",
        "Events count in the order of their lines.",
        2,
        ["order of lines"],
        (changelog, "_order", in_lines),
    ),
    of_members(
        "ties by lines",
        "Of events at one place the first line is named.",
        2,
        ["order of lines"],
        (changelog, "_order", ties_by_lines),
    ),
    of_values(
        "no rank",
        "Events of one day count without their ranks.",
        2,
        ["naive fold", "readings"],
        (stock, "headers_of", headers(rank=lambda right: np.zeros_like(right.rank))),
    ),
    of_members(
        "keys by mention",
        "Keys come in the order in which they are named.",
        2,
        ["order of lines", "order of keys"],
        (KeySpace, "of", by_first_mention),
    ),
    of_members(
        "keys in no order",
        "Keys come in an order of their own, as from a set.",
        2,
        ["order of lines", "growth", "order of keys"],
        (KeySpace, "of", in_no_order),
    ),
    of_members(
        "no retraction",
        "A retraction withdraws nothing.",
        1,
        ["retraction"],
        (Kinship, "retractions", always([])),
    ),
    of_members(
        "retracted for ever",
        "A retraction counts though it was retracted.",
        2,
        ["retraction", "corrections"],
        (stock, "standing_periods", retracted_for_ever),
    ),
    of_members(
        "no replacement",
        "What was superseded still counts.",
        2,
        ["corrections"],
        (Kinship, "replacements", always([])),
    ),
    of_members(
        "known at once",
        "A correction changes what was known before it.",
        2,
        ["two clocks", "retraction"],
        (ChangeLog, "standing", as_now),
    ),
    of_members(
        "known late",
        "What is recorded on a day is known a day later.",
        1,
        ["two clocks", "retraction"],
        (ChangeLog, "standing", a_day_later),
    ),
    of_members(
        "known early",
        "As known on a day is answered as known the day before.",
        1,
        ["two clocks", "retraction"],
        (
            sq.Timeline,
            "known",
            lambda known: lambda self, day: known(self, sq.When.of(day).first.subtract(days=1)),
        ),
    ),
    of_sums(
        "tellings twice",
        "Each telling of an act is counted.",
        2,
        ["certainty", "nominal reading"],
        (
            view,
            "tellings_of",
            lambda of: lambda *asked: attrs.evolve(of(*asked), beaten=frozenset()),
        ),
    ),
    of_members(
        "late keys",
        "A pattern does not end keys that are named in later lines.",
        2,
        ["order of lines"],
        (Recorder, "_end", only_named_before),
    ),
    of_members(
        "ends all",
        "A pattern ends what does not match it.",
        2,
        ["naive fold", "readings"],
        (KeySpace, "matching", lambda right: lambda self, pattern: range(len(self.keys))),
    ),
    of_members(
        "forgets a key",
        "A late line leaves one key as it was.",
        1,
        ["growth"],
        (revising, "_touched_keys", without_last),
    ),
    of_derived(
        "shares nothing",
        "Facts go together that agree on nothing.",
        2,
        ["naive fold", "readings"],
        (combining, "shared_places", always(())),
        (composing, "shared_places", always(())),
    ),
)
