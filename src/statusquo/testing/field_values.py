"""From the type of a field to a strategy for its values.

Texts come from a small pool for the name of their field, so that events meet on the same keys,
and each pool shares one text with all others, so that a `predecessor` may be a `member`. An item
of `parties` is a `party`.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import EllipsisType, NoneType
from typing import Any, TypeAlias, get_args

import attrs
import pendulum
from hypothesis import strategies as st

from statusquo.dates.when import When
from statusquo.lines.canonical import line_fields
from statusquo.pages.line_types import is_literal, is_record, is_tuple, is_union
from statusquo.ranges import Range, hull
from statusquo.testing.dates import dates, days

Values: TypeAlias = st.SearchStrategy[Any]
Overrides: TypeAlias = Mapping[str | type, Values]

SHARED = "anyone"
"""The text that is in every pool."""

_MOST_ITEMS = 4


def names_of(field: str) -> st.SearchStrategy[str]:
    """Texts for a field of this name, or for the items of one.

    >>> from hypothesis import find
    >>> find(names_of("member"), lambda name: True)
    'member-1'
    """
    return st.sampled_from((f"{field}-1", f"{field}-2", SHARED))


def fields_of(cls: type) -> "tuple[attrs.Attribute[Any], ...]":
    """The fields of a class in the order in which a line has them."""
    return line_fields(cls)


def singular(field: str) -> str:
    """The name that one item of a field goes by.

    >>> singular("parties"), singular("chairs"), singular("territory")
    ('party', 'chair', 'territory')
    """
    return field[:-3] + "y" if field.endswith("ies") else field.removesuffix("s")


def numbers() -> st.SearchStrategy[int]:
    """Whole numbers, most of them small, some below 0."""
    return st.integers(0, 3) | st.integers(-1_000, 10_000)


def fractions() -> st.SearchStrategy[Fraction]:
    """Fractions that are no whole numbers, which a line would show like another kind."""
    return st.tuples(st.sampled_from((2, 3, 7)), st.integers(-2, 3)).map(
        lambda drawn: Fraction(drawn[0] * drawn[1] + 1, drawn[0])
    )


def decimals() -> st.SearchStrategy[Decimal]:
    """Decimal numbers with one digit after the point."""
    return st.integers(-20, 200).map(lambda number: Decimal(number).scaleb(-1))


def ranges() -> st.SearchStrategy[Range]:
    """Ranges, most of them of whole numbers."""
    whole = st.tuples(numbers(), numbers()).map(lambda ends: hull(*ends))
    return whole | st.tuples(fractions(), decimals()).map(lambda ends: hull(*ends))


_LEAVES: dict[object, Callable[[], Values]] = {
    int: numbers,
    bool: st.booleans,
    NoneType: st.none,
    When: dates,
    pendulum.Date: days,
    Fraction: fractions,
    Decimal: decimals,
    Range: ranges,
    EllipsisType: lambda: st.just(...),
}


def values_of(tp: Any, name: str, overrides: Overrides) -> Values:
    """Values of a type, for the field of this name.

    >>> from hypothesis import find
    >>> find(values_of(tuple[int | str, ...], "keys", {}), lambda value: "key-1" in value)
    ('key-1',)
    """
    if tp in overrides:
        return overrides[tp]
    if tp is str:
        return names_of(name)
    if is_literal(tp):
        return st.sampled_from(get_args(tp))
    if is_tuple(tp):
        items = values_of(get_args(tp)[0], singular(name), overrides)
        some, any_number = (st.lists(items, min_size=n, max_size=_MOST_ITEMS) for n in (1, 0))
        return (some | any_number).map(tuple)
    if is_union(tp):
        members = sorted(get_args(tp), key=lambda member: member is not NoneType)
        return st.one_of([values_of(member, name, overrides) for member in members])
    return instances_of(tp, overrides) if is_record(tp) else _LEAVES[tp]()


def instances_of(cls: Any, overrides: Overrides) -> Values:
    """Instances of an attrs class, each field from its type."""
    fields = {f.alias or f.name: field_values(cls, f, overrides) for f in fields_of(cls)}
    return st.builds(cls, **fields)


def field_values(cls: type, field: "attrs.Attribute[Any]", overrides: Overrides) -> Values:
    """Values of one field of a class, its default first; an override is taken as it is."""
    override = override_of(cls, field, overrides)
    if override is not None:
        return override
    values = values_of(field.type, field.name, overrides)
    default: Any = field.default
    if default in (attrs.NOTHING, None, ()) or isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return values
    return st.just(default) | values


def override_of(cls: type, field: "attrs.Attribute[Any]", overrides: Overrides) -> Values | None:
    """What a user wants drawn for this field of this class, or for all fields of its name."""
    return overrides.get(f"{cls.__name__}.{field.name}", overrides.get(field.name))
