"""What Hypothesis runs when it is imported, so that it can draw what this library has.

Nothing else is imported until Hypothesis is asked for a type and this library is there: asking for
an event class, your own too, a log, a date or a range then needs no registration. What you register
yourself comes first. HYPOTHESIS_NO_PLUGINS switches it off.
"""

import importlib
import sys
from typing import Any


def register() -> None:
    """Tell Hypothesis who knows how to draw the types of this library.

    >>> register()
    """
    types: Any = importlib.import_module("hypothesis.strategies._internal.types")
    resolvers: dict[str, Any] | None = getattr(types, "_global_extra_lookup", None)
    if resolvers is None:
        _register_each()
    else:  # asked for every type that is not registered, once this library is imported
        resolvers["statusquo"] = strategy_for


def strategy_for(wanted: Any) -> Any:
    """The strategy for a type of this library or for `pendulum.Date`; None for any other.

    >>> strategy_for(int) is None
    True
    """
    if not isinstance(wanted, type) or not _may_be_ours(wanted):
        return None
    return importlib.import_module("statusquo.testing.resolving").resolved(wanted)


def _may_be_ours(wanted: type) -> bool:
    """Whether a type comes from this library, is made from one that does, or is its day."""
    event: Any = getattr(sys.modules.get("statusquo.lines.event"), "Event", ())
    day: Any = getattr(sys.modules.get("pendulum"), "Date", None)
    return wanted is day or issubclass(wanted, event) or wanted.__module__.startswith("statusquo.")


def _register_each() -> None:
    """Where Hypothesis knows no such way: each type by itself, of events only the shipped ones."""
    register_type: Any = importlib.import_module("hypothesis.strategies").register_type_strategy
    resolving: Any = importlib.import_module("statusquo.testing.resolving")
    for cls in resolving.known_types():
        register_type(cls, resolving.resolved)
