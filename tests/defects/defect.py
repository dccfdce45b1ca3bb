"""What a deliberate defect is: where it sits, what it is, and who should notice."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import attrs

from statusquo.lines.event import Event
from statusquo.projecting.decorators import Derived, Projection

Patch = tuple[Any, str, Callable[[Any], Any]]
"""A class or module, the name of what is replaced there, and what makes the wrong of the right."""


@attrs.frozen(kw_only=True)
class Defect:
    """One small mistake, in a projection or, by patches, in the engine.

    `sentence` says what it is. `laws` are the laws that it may be found to break; none where it is
    found in another way, with a sentence that has `said` in it. `events` are as many as are needed
    to show it; None where it does not come again, so that no history is the smallest. `sound` is
    the projection without it.
    """

    name: str
    sentence: str
    projection: Projection | Derived
    vocabulary: tuple[type[Event], ...]
    events: int | None
    laws: tuple[str, ...] = ()
    said: str = ""
    sound: Projection | Derived
    patches: tuple[Patch, ...] = ()

    def planted(self) -> AbstractContextManager[None]:
        """The time in which the engine has it."""
        return planted(self.patches)


@contextlib.contextmanager
def planted(patches: tuple[Patch, ...]) -> Iterator[None]:
    """Put what is wrong in the place of what is right, and put that back."""
    right = [(owner, name, vars(owner)[name]) for owner, name, _ in patches]
    for owner, name, wrong in patches:
        setattr(owner, name, wrong(vars(owner)[name]))
    try:
        yield
    finally:
        for owner, name, value in reversed(right):
            setattr(owner, name, value)
