"""What a projection must not do, named in a sentence: read a clock, change what it is given, ..."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

from statusquo.lines.event import Event
from statusquo.testing.breaches import Account


class Misconduct(BaseException):
    """A projection does what none may do. No `except Exception` stops it on its way to the trial.

    >>> str(Misconduct("reads a clock"))
    'reads a clock'
    """

    def __init__(
        self, sentence: str, accounts: tuple[Account, ...] = (), events: tuple[Event, ...] = ()
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.accounts = accounts
        self.events = events


class NeverReturnedError(BaseException):
    """A projection has not returned for too long; it is raised inside it by the watchdog."""


_TIME: Final = frozenset(
    (
        "clock_gettime",
        "clock_gettime_ns",
        "ctime",
        "gmtime",
        "localtime",
        "monotonic",
        "monotonic_ns",
        "perf_counter",
        "perf_counter_ns",
        "process_time",
        "process_time_ns",
        "strftime",
        "thread_time",
        "thread_time_ns",
        "time",
        "time_ns",
    )
)
_DATES: Final = frozenset(("now", "today", "utcnow"))
_RANDOM: Final = frozenset(("getrandbits", "random", "urandom"))
_UNWATCHED: Final = ("hypothesis", "logging", "statusquo.testing.watchdog", "warnings")
"""Modules that read the clock for their own sake, and tell a projection nothing of it."""


def forbidden(called: Any) -> str | None:
    """What is wrong with calling a built-in function, or None.

    >>> import time
    >>> forbidden(time.time), forbidden(len)
    ('reads the clock: it calls time.time', None)
    """
    name, module = getattr(called, "__name__", ""), getattr(called, "__module__", None)
    owner = getattr(called, "__self__", None)
    if name in _TIME and module == "time":
        return f"reads the clock: it calls time.{name}"
    if name in _DATES and isinstance(owner, type):
        return f"reads the clock: it calls {called.__qualname__}"
    if name in _RANDOM and (module == "posix" or type(owner).__name__.endswith("Random")):
        return f"draws at random: it calls {name}"
    if name == "open" and module in {"io", "_io", "builtins", "posix"}:
        return "opens a file"
    return None


@contextmanager
def looked_at(report: Callable[[str], None]) -> Generator[None]:
    """While it lasts, `report` hears of every built-in function that no projection may call.

    Where another profiler is at work nothing is looked at.

    >>> import time
    >>> with looked_at(print):
    ...     _ = time.time()
    reads the clock: it calls time.time
    """
    if sys.getprofile() is not None:
        yield
        return

    def look(frame: FrameType, what: str, called: Any) -> None:
        if what != "c_call":
            return
        sentence = forbidden(called)
        if sentence and not str(frame.f_globals.get("__name__")).startswith(_UNWATCHED):
            report(sentence)

    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(None)
