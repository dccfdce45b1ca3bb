"""How far a score may go: bounds that hold on every reading, in units.

Each fact is taken at its least and its most, as if doubts were independent: no reading goes
beyond, though some bounds may be reached by none.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from statusquo.balances.definition import Balance
from statusquo.balances.halving import faded_in_units, in_units
from statusquo.balances.holdings import Pair
from statusquo.balances.reckoning import codes_of
from statusquo.balances.scales import NOTHING, Bounds, bounds_of
from statusquo.balances.terms import Act, Tie
from statusquo.courses.course import Course, Possible
from statusquo.courses.impulses import told_acts
from statusquo.courses.origins import Origin
from statusquo.courses.readings import Act as Tellings
from statusquo.courses.readings import Telling
from statusquo.lines.keys import Key
from statusquo.projecting.values import ByCode
from statusquo.ranges import Range

Reach = tuple[int, int]
"""The least and the most, in units."""


def reach_of(balance: Balance, origin: Origin, pair: Pair, day: int) -> Reach:
    """The bounds of the score of a pair at the end of a day."""
    parts = [
        *(_family(balance, origin, names, pair, day) for names in balance.families.values()),
        *(
            told
            for act in balance.acts.values()
            for told in _acts(act, origin.course(act.projection), pair, day)
        ),
    ]
    return sum(low for low, _ in parts), sum(high for _, high in parts)


def _family(balance: Balance, origin: Origin, names: Sequence[str], pair: Pair, day: int) -> Reach:
    """The bounds of the bundles of a family: a bundle grows with each of its sizes."""
    sizes = [
        bounds
        for name in names
        if name in balance.ties
        for bounds in _sizes(balance.ties[name], origin, pair, day)
    ]
    none = Fraction(0)
    above = [(max(low, none), max(high, none)) for low, high in sizes]
    below = [(max(-high, none), max(-low, none)) for low, high in sizes]
    least, most = (_bundle([size[end] for size in above], balance.rho) for end in (0, 1))
    fewest, worst = (_bundle([size[end] for size in below], balance.rho) for end in (0, 1))
    return least - worst, most - fewest


def _bundle(sizes: Sequence[Fraction], rho: Fraction) -> int:
    ordered = sorted(sizes, reverse=True)
    return sum(in_units(size * rho**place) for place, size in enumerate(ordered))


def _sizes(tie: Tie, origin: Origin, pair: Pair, day: int) -> Iterator[Bounds]:
    course = origin.course(tie.projection)
    for code in codes_of(course, tie, pair):
        found = _tie_bounds(tie, origin, course.space.keys[code], course.possible(code, day), day)
        yield Bounds(*sorted((tie.weight * found.low, tie.weight * found.high)))


def _tie_bounds(tie: Tie, origin: Origin, key: Key, possible: Possible, day: int) -> Bounds:
    """The bounds of the scale of one tie, 0 where it may not hold."""
    if tie.scale is None:
        return _hull(possible, NOTHING, tie.projection.name)
    held = _standings(possible)
    if held == {None}:
        return NOTHING
    scale = _scale_bounds(tie, tie.scale.name, origin.course(tie.scale), key, day)
    return scale.around(NOTHING) if None in held else scale


def _scale_bounds(tie: Tie, name: str, course: Course, key: Key, day: int) -> Bounds:
    otherwise, code = bounds_of(tie.otherwise, "otherwise"), course.space.code_of(key)
    return otherwise if code is None else _hull(course.possible(code, day), otherwise, name)


def _standings(possible: Possible) -> set[bool | None]:
    """Whether a fact may hold (True) and may not (None)."""
    if isinstance(possible, Range):
        found: set[bool | None] = {None} if 0 in possible else set()
        return found if possible == Range(0, 0) else {*found, True}
    return {None if value is None else True for value in possible}


def _hull(possible: Possible, without: Bounds, name: str) -> Bounds:
    """The bounds of all possible values; `without` where there may be none."""
    if isinstance(possible, Range):
        own = bounds_of(possible, name)
        return own.around(without) if 0 in possible else own
    each = [without if value is None else bounds_of(value, name) for value in possible]
    return Bounds(min(low for low, _ in each), max(high for _, high in each))


def _acts(act: Act, course: Course, pair: Pair, day: int) -> Iterator[Reach]:
    for code in codes_of(course, act, pair):
        acts, amounts = told_acts(course, code)
        for told in acts:
            yield _reach(act, told, amounts, day)


def _reach(act: Act, told: Tellings, amounts: ByCode, day: int) -> Reach:
    """The bounds of one act: one of its tellings happened, on one day of its window."""
    options = [0] if told.elsewhere else []
    for telling in told.tellings:
        if telling.first <= day:
            options += _ends(act, telling, amounts, day)
        if telling.last > day or telling.doubtful:
            options.append(0)
    return min(options), max(options)


def _ends(act: Act, telling: Telling, amounts: ByCode, day: int) -> Iterator[int]:
    """What a telling leaves at either end of its window and of its amount."""
    for amount in bounds_of(amounts[telling.outcome], act.projection.name):
        for since in (telling.first, min(telling.last, day)):
            yield faded_in_units(act.weight * amount, day - since, act.half_life)
