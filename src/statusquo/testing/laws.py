"""The laws, by name: those that every projection keeps, and those of some that one asks for."""

from collections.abc import Iterable

from statusquo.errors import StatusQuoError
from statusquo.pages.near_names import did_you_mean
from statusquo.projecting.decorators import Derived, Projection
from statusquo.testing.contract_laws import corrections, nominal_reading, order_of_keys, sureness
from statusquo.testing.day_laws import diff, later_events, naive_fold
from statusquo.testing.indifference_laws import other_names, some_days
from statusquo.testing.knowing_laws import retraction, two_clocks
from statusquo.testing.line_laws import growth, order_of_lines, twice_is_once, written_and_read
from statusquo.testing.optional_laws import (
    irreflexive,
    never_ends,
    never_negative,
    one_at_a_time,
    shares_sum_to_one,
    symmetric,
    symmetric_in,
)
from statusquo.testing.reading_laws import certainty, readings
from statusquo.testing.reason_laws import why
from statusquo.testing.statements import Law, law
from statusquo.testing.table_laws import panels, spells, tables

__all__ = [
    "LAWS",
    "OPTIONAL",
    "SIX",
    "Law",
    "UnfitLaw",
    "certainty",
    "chosen_laws",
    "corrections",
    "diff",
    "growth",
    "irreflexive",
    "later_events",
    "law",
    "naive_fold",
    "never_ends",
    "never_negative",
    "nominal_reading",
    "one_at_a_time",
    "order_of_keys",
    "order_of_lines",
    "other_names",
    "panels",
    "readings",
    "retraction",
    "shares_sum_to_one",
    "some_days",
    "spells",
    "sureness",
    "symmetric",
    "symmetric_in",
    "tables",
    "twice_is_once",
    "two_clocks",
    "why",
    "written_and_read",
]

SIX = (order_of_lines, twice_is_once, later_events, naive_fold, diff, why)
"""The first six laws, which take the least time."""

LAWS = (
    *SIX,
    growth,
    certainty,
    readings,
    two_clocks,
    retraction,
    spells,
    tables,
    panels,
    written_and_read,
    other_names,
    some_days,
    corrections,
    nominal_reading,
    sureness,
    order_of_keys,
)
"""The laws that every projection keeps, which `check_projection` checks."""

OPTIONAL = (
    symmetric,
    irreflexive,
    one_at_a_time,
    never_negative,
    never_ends,
    shares_sum_to_one,
)
"""The laws that some projections keep, by whose names `check_projection` checks them too."""


class UnfitLaw(StatusQuoError, ValueError):
    """Raised for a law that nobody knows, or that cannot speak of a projection."""


def chosen_laws(
    projection: Projection | Derived, laws: Iterable[Law | str], also: Iterable[Law | str] = ()
) -> tuple[Law, ...]:
    """The laws, by themselves or by their names, each once.

    >>> from statusquo.projecting.decorators import projection
    >>> heard = projection(key=("source",))(lambda event: None)
    >>> [law.name for law in chosen_laws(heard, ["why"], ["never_negative", "why"])]
    ['why', 'never negative']

    Raises `UnfitLaw` for an unknown name, and for a law that cannot speak of the projection.
    """
    chosen = tuple(dict.fromkeys(_known(each) for each in (*_several(laws), *_several(also))))
    for each in chosen:
        reason = each.unfit(projection)
        if reason:
            raise UnfitLaw(
                f"the law {each.name!r} cannot speak of {projection.name}: {reason}",
                code="law-unfit",
            )
    return chosen


def _several(laws: Iterable[Law | str]) -> Iterable[Law | str]:
    return (laws,) if isinstance(laws, (str, Law)) else laws


def _known(named: object) -> Law:
    if isinstance(named, Law):
        return named
    known = {each.name: each for each in (*LAWS, *OPTIONAL)}
    if not isinstance(named, str):
        raise UnfitLaw(
            f"{named!r} is no law",
            code="law-unknown",
            hint="put @law before the function, or name one of the laws",
        )
    name = named.replace("_", " ").replace("-", " ")
    if name not in known:
        raise UnfitLaw(
            f"there is no law {named!r}{did_you_mean(name, known)}",
            code="law-unknown",
            hint="the laws that can be asked for are " + ", ".join(each.name for each in OPTIONAL),
        )
    return known[name]
