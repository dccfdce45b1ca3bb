"""A watchdog: ends a call that does not return, in the main thread and in any other."""

import ctypes
import signal
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

from statusquo.testing.misconduct import NeverReturnedError

Overdue = Callable[[], bool]
_TICK = 0.1


class Stopwatch:
    """Knows how long a call has been going on, and whether that is too long.

    >>> stopwatch = Stopwatch(patience=5)
    >>> with stopwatch.running():
    ...     stopwatch.overdue()
    False
    """

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self._since: float | None = None

    @contextmanager
    def running(self) -> Generator[None]:
        """While a call is going on."""
        self._since = time.perf_counter()
        try:
            yield
        finally:
            self._since = None

    def overdue(self) -> bool:
        """Whether the call that is going on takes longer than anybody would wait."""
        since = self._since
        return since is not None and time.perf_counter() - since > self.patience


@contextmanager
def watchdog(overdue: Overdue) -> Generator[None]:
    """While it lasts, `NeverReturnedError` is raised in this thread when `overdue` says so.

    In the main thread by a signal, which also ends a call that sleeps; in any other, where there
    are no such signals, and where the timer is taken, from a thread beside it, which can end only
    what runs as Python code.

    >>> with watchdog(lambda: False):
    ...     pass
    """
    with _by_signal(overdue) if _has_signals() else _by_thread(overdue):
        yield


def _has_signals() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
        and signal.getsignal(signal.SIGALRM) is not None
    )


@contextmanager
def _by_signal(overdue: Overdue) -> Generator[None]:
    def bark(number: int, frame: object) -> None:
        del number, frame
        if overdue():
            raise NeverReturnedError

    before = signal.signal(signal.SIGALRM, bark)
    signal.setitimer(signal.ITIMER_REAL, _TICK, _TICK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_thread(overdue: Overdue) -> Generator[None]:
    done, watched = threading.Event(), threading.get_ident()

    def bark() -> None:
        while not done.wait(_TICK):
            if overdue():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(watched), ctypes.py_object(NeverReturnedError)
                )

    beside = threading.Thread(target=bark, name="watchdog", daemon=True)
    beside.start()
    try:
        yield
    finally:
        done.set()
        beside.join()
