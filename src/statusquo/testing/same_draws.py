"""The same draws in every program.

Hypothesis mixes in constants from the modules that happen to be loaded, so what it draws, though
told to draw the same each time, depends on what else a program imports.
"""

import contextlib
import importlib
from collections.abc import Generator
from typing import Any


@contextlib.contextmanager
def same_draws() -> Generator[None]:
    """The time in which Hypothesis draws nothing but what its strategies say.

    >>> with same_draws():
    ...     pass
    """
    providers: Any = importlib.import_module("hypothesis.internal.conjecture.providers")
    provider: Any = getattr(providers, "HypothesisProvider", object)
    usual = getattr(provider, "_maybe_draw_constant", None)
    if usual is None:  # another Hypothesis, which has none or draws them elsewhere
        yield
        return
    provider._maybe_draw_constant = _no_constant  # noqa: SLF001  # there is no public switch
    try:
        yield
    finally:
        provider._maybe_draw_constant = usual  # noqa: SLF001


def _no_constant(*_arguments: object, **_named: object) -> None:
    """Draw no constant."""
