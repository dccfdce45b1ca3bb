"""What a law is: a sentence, and a way to look for what breaks it."""

from collections.abc import Callable
from typing import TypeAlias

import attrs

from statusquo.projecting.decorators import Derived, Projection
from statusquo.testing.breaches import Breach
from statusquo.testing.cases import Case

Look: TypeAlias = Callable[[Case], Breach | str | None]
"""Looks for a breach in a case; a sentence of what is wrong is one, None says that all is well."""

Unfit: TypeAlias = Callable[[Projection | Derived], str | None]
"""Says of a projection why a law cannot speak of it, or None where it can."""


def _fits_all(projection: Projection | Derived) -> str | None:
    del projection
    return None


@attrs.frozen(eq=False)
class Law:
    """What must hold of a projection; `sentence` says it, `look` looks for a breach.

    `unfit` says why the law cannot speak of some projection.
    """

    name: str
    sentence: str
    look: Look = attrs.field(repr=False)
    unfit: Unfit = attrs.field(default=_fits_all, repr=False)

    def breach(self, case: Case) -> Breach | None:
        """What breaks the law in a case, or None."""
        found = self.look(case)
        return Breach(tuple(case.events), (), said=found) if isinstance(found, str) else found


def law(function: Look) -> Law:
    """Make a law of a function: its name is the law's, its docstring the sentence.

    It is called with a `Case` and returns None, a sentence of what is wrong, or a `Breach`.

    >>> @law
    ... def everything_goes(case):
    ...     "Nothing is ever wrong."
    >>> everything_goes
    Law(name='everything goes', sentence='Nothing is ever wrong.')
    """
    return Law(_name(function), " ".join((function.__doc__ or "").split()), function)


def law_for(unfit: Unfit) -> Callable[[Look], Law]:
    """The same for a law that cannot speak of every projection; `unfit` says why.

    >>> @law_for(lambda projection: "it is never of use")
    ... def useless(case):
    ...     "Nothing."
    >>> useless.unfit(None)
    'it is never of use'
    """
    return lambda function: attrs.evolve(law(function), unfit=unfit)


def _name(function: Look) -> str:
    return getattr(function, "__name__", "law").replace("_", " ")
