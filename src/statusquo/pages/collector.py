"""The garbage collector, which walks in vain over many new objects that all live on."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def resting_gc() -> Generator[None, None, None]:
    """Spare the garbage collector the walk over objects that are all being kept."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
