"""A projection under supervision: the same function, watched while it is called.

Each event, and each combination of facts, is first given to it twice, as copies. What it says
must be the same both times and whenever it is asked again, the copies must be left as they were,
and meanwhile it may call no built-in function that reads a clock, a file or randomness.
"""

import copy
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, cast

import attrs

from statusquo.lines.canonical import canonical_line
from statusquo.lines.event import Event
from statusquo.projecting.changes import Add, End, Set
from statusquo.projecting.decorators import Derived, Fact, Projection
from statusquo.projecting.values import identity
from statusquo.testing.breaches import Account
from statusquo.testing.misconduct import Misconduct, looked_at
from statusquo.testing.watchdog import Stopwatch

_MOST_CHANGES = 100_000
_NEVER_ASKED: Any = object()

PURE = (
    "A projection is a function of one event: it keeps nothing between events, and reads no "
    "clock, no file and no randomness."
)


@attrs.define(eq=False)
class Supervisor:
    """Watches projections; `asked` is what one was asked last."""

    stopwatch: Stopwatch
    asked: "_Given | None" = None
    _answers: dict[Any, Any] = attrs.field(factory=dict[Any, Any])
    _supervised: dict[Any, Any] = attrs.field(factory=dict[Any, Any])

    def begin(self) -> None:
        """Forget what was answered: another history is looked at."""
        self._answers.clear()

    def supervised(self, projection: Projection | Derived) -> Any:
        """The same projection, watched, and so are those that it is derived from."""
        if projection not in self._supervised:
            self._supervised[projection] = (
                self._derived(projection)
                if isinstance(projection, Derived)
                else attrs.evolve(projection, function=self._of_event(projection))
            )
        return self._supervised[projection]

    def _derived(self, projection: Derived) -> Derived:
        parts = {name: self.supervised(part) for name, part in projection.parts.items()}
        return attrs.evolve(projection, parts=parts, function=self._of_facts(projection))

    def _of_event(self, projection: Projection) -> Callable[[Any], Any]:
        def answer(event: Event) -> Any:
            return self._answer(projection, event.id, _Given((event,), {}))

        answer.__doc__ = projection.function.__doc__
        return answer

    def _of_facts(self, projection: Derived) -> Callable[..., Any]:
        def answer(**facts: Fact) -> Any:
            question = tuple((fact.key, identity(fact.value)) for fact in facts.values())
            return self._answer(projection, question, _Given((), facts))

        answer.__doc__ = projection.function.__doc__
        return answer

    def _answer(self, projection: Projection | Derived, question: Any, given: "_Given") -> Any:
        before = self._answers.get((projection, question), _NEVER_ASKED)
        if before is _NEVER_ASKED:
            before = self._first_answer(projection, given.copied())
            again = self._called(projection, given.copied())
            self._answers[projection, question] = before
        else:
            again = self._called(projection, given)
        if told(before) != told(again):
            asked = Account("asked about", [given.shown()])
            answers = Account("it says", _rows(before)), Account("and then", _rows(again))
            raise Misconduct(
                f"{projection.name} gives two answers to one question. {PURE}",
                (asked, *answers),
                given.places,
            )
        return before

    def _first_answer(self, projection: Projection | Derived, given: "_Given") -> Any:
        """What it says at first, while it is looked at what it does."""
        before = given.shown()
        answer, done = self._seen(projection, given)
        after = given.shown()
        if before != after:
            accounts = (Account("before the call", [before]), Account("after it", [after]))
            raise Misconduct(f"{projection.name} changes what it is given. {PURE}", accounts)
        # What it really does it does again; what runs beside it by chance does not.
        sentence = next(iter(done), None)
        if sentence and sentence in self._seen(projection, given.copied())[1]:
            asked = Account("asked about", [before])
            raise Misconduct(f"{projection.name} {sentence}. {PURE}", (asked,))
        return answer

    def _seen(self, projection: Projection | Derived, given: "_Given") -> tuple[Any, list[str]]:
        """An answer, and what was done meanwhile that may not be done."""
        done: list[str] = []
        with looked_at(done.append):
            return self._called(projection, given), done

    def _called(self, projection: Projection | Derived, given: "_Given") -> Any:
        self.asked = given
        with self.stopwatch.running():
            return _whole(projection.name, projection.function(*given.places, **given.names))


@attrs.frozen(eq=False)
class _Given:
    """What a function is called with: an event, or facts by name."""

    places: tuple[Event, ...]
    names: dict[str, Fact]

    def shown(self) -> str:
        """What it is, as people read it."""
        lines = (canonical_line(event).decode() for event in self.places)
        return ", ".join((*lines, *(f"{name}={fact!r}" for name, fact in self.names.items())))

    def copied(self) -> "_Given":
        """The same in copies, which nobody else holds."""
        facts = {n: Fact(f.names, f.key, _copy(f.value)) for n, f in self.names.items()}
        return _Given(tuple(map(_copy, self.places)), facts)


def _copy(value: Any) -> Any:
    try:
        return copy.deepcopy(value)
    except Exception:  # noqa: BLE001  # a class that cannot be copied is given as it is
        return value


def _whole(name: str, answer: Any) -> Any:
    """What a generator gives, as a list that ends, and a list as it is now; else what it is."""
    if isinstance(answer, list):
        return [*cast("Sequence[Any]", answer)]
    if not hasattr(answer, "__next__"):
        return answer
    changes: list[Any] = list(islice(answer, _MOST_CHANGES + 1))
    if len(changes) > _MOST_CHANGES:
        raise Misconduct(f"{name} gives more than {_MOST_CHANGES:,} changes at once.")
    return changes


def told(answer: Any) -> Any:
    """What two answers share exactly if they say the same; nonsense is all alike.

    >>> told(Set(("a",), 1)) == told([Set(("a",), True)])
    False
    """
    try:
        return tuple(_told(change) for change in _listed(answer))
    except ValueError:
        return None


def _told(change: Any) -> Any:
    match change:
        case Set(key=key, value=value):
            return Set, key, identity(value)
        case Add(key=key, amount=amount):
            return Add, key, identity(amount)
        case End(pattern=pattern):
            return End, pattern
        case _:
            return change.__class__


def _rows(answer: Any) -> list[str]:
    return [repr(change) for change in _listed(answer)]


def _listed(answer: Any) -> Sequence[Any]:
    several = isinstance(answer, (list, tuple))
    return cast("Sequence[Any]", answer) if several else (answer,)
