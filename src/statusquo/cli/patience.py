"""A line about what is being done, on a terminal, when it takes more than a second."""

import sys
import threading
from types import TracebackType
from typing import Self

_CLEAR = "\r\x1b[K"


class Patience:
    """While it is entered: after a second, standard error says which step is under way."""

    def __init__(self, after: float = 1.0) -> None:
        self._after = after
        self._text = ""
        self._shown = False
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def step(self, text: str) -> None:
        """Say what is done now."""
        with self._lock:
            self._text = text
            if self._shown:
                self._draw()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._timer = threading.Timer(self._after, self._show)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            self._after = -1.0
            if self._shown:
                print(_CLEAR, end="", file=sys.stderr, flush=True)

    def _show(self) -> None:
        with self._lock:
            if self._after >= 0:
                self._shown = True
                self._draw()

    def _draw(self) -> None:
        print(f"{_CLEAR}{self._text} ...", end="", file=sys.stderr, flush=True)


patience = Patience()
