"""Replacing a file as a whole, by one writer at a time.

The new content goes to a hidden file beside the page, which takes its place in one step when it
is on disk: whoever reads sees all of the old or all of the new, and a kill at any moment leaves
one of them. The lock is on that hidden file, so nothing stays behind but after a kill, and the
next writer takes over what was left.
"""

import contextlib
import os
import stat
import sys
import time
from collections.abc import Generator
from pathlib import Path

from statusquo.errors import BusyPage, UnavailablePage

if sys.platform != "win32":
    import fcntl

_NONBLOCKING = getattr(os, "O_NONBLOCK", 0)  # opening a pipe must not wait for its writer
_PAUSE = 0.01


class Draft:
    """What is to stand in the place of a file."""

    def __init__(self, path: Path, hidden: Path, descriptor: int) -> None:
        """Only `sole_writer` makes one."""
        self._path = path
        self._hidden = hidden
        self._descriptor = descriptor

    def publish(self, data: bytes) -> None:
        """Put the data on disk and then, in one step, in the place of the file."""
        with _spoken(self._path, "written"):
            _fill(self._descriptor, data)
            with contextlib.suppress(FileNotFoundError):
                os.fchmod(self._descriptor, stat.S_IMODE(self._path.stat().st_mode))
            os.fsync(self._descriptor)
            self._hidden.replace(self._path)
            _sync_folder(self._path.parent)


def read_whole(path: Path) -> bytes:
    """Return the content of a regular file; anything else is refused, and never waited for."""
    with _spoken(path, "read"):
        descriptor = os.open(path, os.O_RDONLY | _NONBLOCKING)
        try:
            _check_regular(os.fstat(descriptor), path)
            with open(descriptor, "rb", closefd=False) as file:  # not by its path
                return file.read()
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def sole_writer(path: Path, timeout: float) -> Generator[Draft, None, None]:
    """Be the only one who replaces a file; wait for another writer up to `timeout` seconds.

    Raises `BusyPage` when the time is up.
    """
    if sys.platform == "win32":
        sentence = "this platform cannot lock files, so a page cannot be written safely"
        raise UnavailablePage(sentence, code="page-not-lockable", file=str(path))
    with _spoken(path, "written"):
        path = Path(os.path.realpath(path))
        if path.exists():
            _check_regular(path.stat(), path)
        hidden = path.with_name(f".{path.name}.partial")
        descriptor = _locked(path, hidden, time.monotonic() + timeout)
    try:
        yield Draft(path, hidden, descriptor)
    finally:
        # After publishing, the hidden file is the page itself.
        if _is_same(descriptor, hidden):
            hidden.unlink()
        os.close(descriptor)


def _locked(path: Path, hidden: Path, deadline: float) -> int:
    """Open the hidden file and lock it, again and again until it is still in its place then."""
    while True:
        descriptor = os.open(hidden, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            _wait_for(descriptor, path, deadline)
        except BaseException:
            os.close(descriptor)
            raise
        if _is_same(descriptor, hidden):
            return descriptor
        os.close(descriptor)


def _wait_for(descriptor: int, path: Path, deadline: float) -> None:
    while True:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        if time.monotonic() >= deadline:
            sentence = "another program is writing this page"
            hint = "try again when it is done"
            raise BusyPage(sentence, code="page-busy", file=str(path), hint=hint)
        time.sleep(_PAUSE)


def _is_same(descriptor: int, path: Path) -> bool:
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    return os.path.samestat(there, os.fstat(descriptor))


def _check_regular(status: os.stat_result, path: Path) -> None:
    if not stat.S_ISREG(status.st_mode):
        sentence = "this is not a regular file, so it cannot be a page"
        raise UnavailablePage(sentence, code="page-not-regular", file=str(path))


def _fill(descriptor: int, data: bytes) -> None:
    os.ftruncate(descriptor, 0)
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _spoken(path: Path, done: str) -> Generator[None, None, None]:
    """Say for people what the system refused."""
    try:
        yield
    except FileNotFoundError:
        sentence = f"this cannot be {done}: there is no such file or folder"
        raise UnavailablePage(sentence, code="page-missing", file=str(path)) from None
    except (OSError, ValueError) as error:
        if isinstance(error, (BusyPage, UnavailablePage)):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        sentence = f"this cannot be {done}: {reason[:1].lower()}{reason[1:]}"
        raise UnavailablePage(sentence, code="page-unavailable", file=str(path)) from None
