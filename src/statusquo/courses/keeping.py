"""What is made when it is first asked for, and kept."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

Owner = TypeVar("Owner")
Made = TypeVar("Made")


def kept(make: Callable[[Owner], Made]) -> Callable[[Owner], Made]:
    """Keep in the object what a method without arguments makes, under the method's name.

    It stands under `@property`, where `functools.cached_property` would not do: that is no
    property to whoever checks types against a protocol.
    """
    name = make.__name__

    @functools.wraps(make)
    def given(owner: Owner) -> Made:
        memory: dict[str, Any] = vars(owner)
        if name not in memory:
            memory[name] = make(owner)
        made: Made = memory[name]
        return made

    return given


def is_kept(owner: object, name: str) -> bool:
    """Whether what a method makes is made already."""
    return name in vars(owner)
