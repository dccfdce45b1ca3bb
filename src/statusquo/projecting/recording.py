"""Calling a projection with each event and recording the changes that it returns."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from types import EllipsisType
from typing import Any

from statusquo.lines.event import Event
from statusquo.lines.keys import Key, KeyPlace, Pattern, matches
from statusquo.projecting.changelog import Kinds, Recorded
from statusquo.projecting.changes import Add, Change, End, Set
from statusquo.projecting.decorators import Projection, ProjectionError
from statusquo.projecting.values import ABSENT, Values
from statusquo.ranges import Range, added, exact_number

_AMOUNTS = (int, Fraction, Decimal, Range)
_UNORDERED: Any = (set, frozenset, dict)


class Recorder:
    """Takes changes and keeps them in columns; what is no change is refused with a sentence."""

    def __init__(self, projection: Projection, kinds: Kinds | None = None) -> None:
        self._places = len(projection.key)
        self._names = projection.key
        places = (None,) * self._places if kinds is None else kinds.places
        self._kinds: list[type | None] = list(places)
        self._sums = None if kinds is None else kinds.sums
        self._named: list[Key] = []
        self.keys: dict[Key, int] = {}
        self.values = Values()
        self.key: list[int] = []
        self.value: list[int] = []
        self.event: list[int] = []
        self.patterns: list[tuple[Pattern, int]] = []
        self.overridden: set[tuple[int, int]] = set()

    def recorded(self) -> Recorded:
        """All that was kept."""
        return Recorded(
            self.keys,
            self.values,
            Kinds(self._sums, tuple(self._kinds)),
            self.key,
            self.value,
            self.event,
            self.patterns,
            self.overridden,
        )

    def take(self, change: Change, row: int) -> None:
        """Keep one change of the event at `row`, the only one that it makes."""
        if isinstance(change, Set):
            self._be(sums=False)
            self._keep(self._code(change.key), self._value(change.value), row)
        elif isinstance(change, End):
            self._be(sums=False)
            self._end(change.pattern, row)
        elif isinstance(change, Add):
            self._be(sums=True)
            self._keep(self._code(change.key), self._amount(change.amount), row)
        else:
            raise ValueError(f"it returned {change!r}, which is no Set, End, Add or None")

    def take_all(self, changes: Iterable[Change], row: int) -> None:
        """Keep the changes of the event at `row`, in the order given.

        A pattern before a Set of a matching key leaves that key set: everybody else's ended.
        """
        start, first_pattern = len(self.key), len(self.patterns)
        for change in changes:
            if isinstance(change, Set):
                self._override(change.key, row, first_pattern)
            elif isinstance(change, End):
                self._refuse_ending_own(change.pattern, start)
            self.take(change, row)
        if len(self.key) > start + 1:
            self._merge(start)

    def _merge(self, start: int) -> None:
        """One row a key for the event whose rows begin at `start`."""
        outcomes: dict[int, int] = {}
        for code, value in zip(self.key[start:], self.value[start:], strict=True):
            if self._sums and code in outcomes:
                outcomes[code] = self.values.code(
                    added(self.values[outcomes[code]], self.values[value])
                )
            elif outcomes.setdefault(code, value) != value:
                raise ValueError(f"it gave two outcomes for {self._key_of(code)!r}")
        row = self.event[start]
        self.key[start:] = list(outcomes)
        self.value[start:] = list(outcomes.values())
        self.event[start:] = [row] * len(outcomes)

    def _override(self, key: Key, row: int, first_pattern: int) -> None:
        if any(matches(pattern, key) for pattern, _ in self.patterns[first_pattern:]):
            self.overridden.add((row, self._code(key)))

    def _refuse_ending_own(self, pattern: Pattern, start: int) -> None:
        for code, value in zip(self.key[start:], self.value[start:], strict=True):
            if value != ABSENT and ... in pattern and matches(pattern, self._key_of(code)):
                raise ValueError(f"it set {self._key_of(code)!r} and then ended it")

    def _key_of(self, code: int) -> Key:
        return self._named[code]

    def _keep(self, code: int, value: int, row: int) -> None:
        self.key.append(code)
        self.value.append(value)
        self.event.append(row)

    def _end(self, pattern: Pattern, row: int) -> None:
        if isinstance(pattern, tuple) and ... in pattern:
            self._check_pattern(pattern)
            self.patterns.append((pattern, row))
        else:
            self._keep(self._code(pattern), ABSENT, row)  # type: ignore[arg-type]

    def _be(self, *, sums: bool) -> None:
        if self._sums is None:
            self._sums = sums
        elif self._sums is not sums:
            raise ValueError("it mixes Add with Set or End; a projection is of states or of sums")

    def _code(self, key: Key) -> int:
        try:
            code = self.keys.get(key)
        except TypeError:
            code = None
        if code is None:
            self._check_key(key)
            code = self.keys[key] = len(self._named)
            self._named.append(key)
        return code

    def _check_key(self, key: Key) -> None:
        self._check_length(key, "key")
        for number, place in enumerate(key):
            self._check_place(number, place)

    def _check_pattern(self, pattern: Pattern) -> None:
        self._check_length(pattern, "pattern")
        for number, place in enumerate(pattern):
            if not isinstance(place, EllipsisType):
                self._check_place(number, place)

    def _check_length(self, key: Pattern, what: str) -> None:
        if not isinstance(key, tuple) or len(key) != self._places:
            raise ValueError(
                f"it gave the {what} {key!r}; a {what} here is a tuple of {self._places}: "
                f"({', '.join(self._names)})"
            )

    def _check_place(self, number: int, place: KeyPlace) -> None:
        kind = type(place)
        if kind not in (str, int):
            raise ValueError(f"{self._names[number]} is {place!r}; it must be a str or an int")
        known = self._kinds[number]
        if known is None:
            self._kinds[number] = kind
        elif known is not kind:
            raise ValueError(
                f"{self._names[number]} is {place!r}, but was {known.__name__} before; "
                "a place has one type"
            )

    def _value(self, value: Any) -> int:
        if value is True:
            return 0
        if value is None:
            raise ValueError("it set a fact to None, which is no value; use End")
        return self.values.code(value)

    def _amount(self, amount: Any) -> int:
        if type(amount) not in _AMOUNTS:
            raise ValueError(f"it added {amount!r}; an amount is int, Fraction, Decimal or Range")
        for end in (amount.low, amount.high) if isinstance(amount, Range) else (amount,):
            exact_number(end)
        return self.values.code(amount)


def record_changes(
    projection: Projection,
    events: Sequence[Event],
    rows: Iterable[int],
    place: Callable[[int], tuple[str, int] | None],
    kinds: Kinds | None = None,
) -> Recorded:
    """Call `projection` with each of the `events` at `rows`; `kinds` is what is known of it.

    Raises `ProjectionError`, which names the event and its place, where the function raises or
    returns what is no change.
    """
    recorder = Recorder(projection, kinds)
    take, function = recorder.take, projection.function
    for row in rows:
        event = events[row]
        try:
            changes = function(event)
            if changes is None:
                continue
            if isinstance(changes, (Set, End, Add)):
                take(changes, row)
            else:
                recorder.take_all(_iterable(changes), row)
        except Exception as error:
            raise projection_failed(projection, event, place(row), error) from error
    return recorder.recorded()


def _iterable(changes: Any) -> Iterable[Any]:
    if isinstance(changes, _UNORDERED):
        raise ValueError("it returned a set or a dict, whose order is not sure; return a list")
    if isinstance(changes, (str, bytes)) or not hasattr(changes, "__iter__"):
        raise ValueError(
            f"it returned {changes!r}, which is no Set, End, Add, iterable of them or None"
        )
    listed: Iterable[Any] = changes
    return listed


def projection_failed(
    projection: Projection, event: Event, place: tuple[str, int] | None, error: Exception
) -> ProjectionError:
    """The error to raise where a projection raised, or returned what is no change."""
    raised = _raised_inside(projection, error)
    what = f"it raised {type(error).__name__}: {error}" if raised else str(error)
    return ProjectionError(
        f"the projection {projection.name} failed on the event {event.id} of {event.on} "
        f"({type(event).__name__}): {what}",
        code="projection-raised" if raised else "projection-nonsense",
        file=place[0] if place else None,
        line=place[1] if place else None,
    )


def _raised_inside(projection: Projection, error: Exception) -> bool:
    """Whether the function itself raised, rather than the recorder refusing what it returned."""
    code = getattr(projection.function, "__code__", None)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code is code:
            return True
        trace = trace.tb_next
    return False
