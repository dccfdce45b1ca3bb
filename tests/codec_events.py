"""A small vocabulary with every kind of field, events of it, and lines good and bad."""

import json
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import attrs
import pendulum
from hypothesis import strategies as st

from statusquo.dates.when import When
from statusquo.lines.canonical import canonical_line
from statusquo.lines.declarations import Actor, Source
from statusquo.lines.event import Event
from statusquo.lines.page import Line
from statusquo.lines.plain_text import blemish
from statusquo.lines.remarks import Coverage, Observation, Retraction
from statusquo.ranges import Range


@attrs.frozen(kw_only=True)
class Strike(Event):
    """Plain fields only."""

    union: str
    members: int = 100
    wild: bool = False
    kind: Literal["general", "sit-down", "go-slow"] = "general"
    places: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])


@attrs.frozen(kw_only=True)
class Clause:
    """A nested object, with a nested list."""

    duty: Literal["pay", "rest"]
    days: tuple[int, ...] = ()
    share: Fraction | None = None


@attrs.frozen(kw_only=True)
class Settlement(Event):
    """Fields that JSON has no type for."""

    parties: tuple[str, ...]
    rise: int | Range | None = None
    hours: Fraction | None = None
    price: Decimal = Decimal("1.50")
    signed: When | None = attrs.field(default=None, converter=attrs.converters.optional(When.of))
    reviews: tuple[When, ...] = ()
    expiry: pendulum.Date | None = None
    clauses: tuple[Clause, ...] = ()
    main: Clause | None = None
    marks: tuple[int | bool | None, ...] = ()
    exact: Range | Fraction | Decimal | int = 0


def _not_empty(_event: Event, _field: "attrs.Attribute[str]", value: str) -> None:
    if not value:
        message = "a mediator has a name"
        raise ValueError(message)


@attrs.frozen(kw_only=True)
class Mediation(Event):
    """Defaults, converters and validators of its own."""

    mediator: str = attrs.field(default="board", validator=_not_empty, converter=str.strip)
    level: int = attrs.field(default=1000, validator=attrs.validators.ge(0))
    until: When = attrs.field(default="1999-12", converter=When.of)  # type: ignore[assignment]
    sides: tuple[str, ...] = attrs.Factory(lambda: ("a", "b"))

    def __attrs_post_init__(self) -> None:
        """Refuse what only all fields together show."""
        if self.mediator == "board" and self.level == 13:
            message = "the board has no thirteenth level"
            raise ValueError(message)


@attrs.frozen(kw_only=True)
class Vote(Event):
    """A class that does not let attrs write its constructor."""

    ayes: int

    def __init__(self, **fields: Any) -> None:
        """Count nothing below none."""
        self.__attrs_init__(  # type: ignore[attr-defined]
            **{**fields, "ayes": max(0, fields["ayes"])}
        )


VOCABULARY = (Strike, Settlement, Mediation, Vote)

texts = (
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: blemish(text) is None)
)
numbers = st.integers(-(10**19) + 1, 10**19 - 1) | st.integers(-5, 5)
fractions = st.fractions(min_value=-99, max_value=99, max_denominator=99)
decimals = st.decimals(-999, 999, places=2) | st.decimals(-999, 999, places=0)
broken_fractions = fractions.filter(lambda number: number.denominator > 1)
broken_decimals = st.decimals(-999, 999, places=2)
days = st.dates()
whens = st.one_of(
    days.map(str),
    st.sampled_from(["1992", "1992-05", "1992-21", "199X", "19XX", "1992-05?", "1992~", "1992%"]),
    st.sampled_from(["[1991..1992-05]", "[..1991-12-26]", "[1991-12-26..]?", "0001", "9999-12-31"]),
)
ids = st.text("0123456789abcdef", min_size=32, max_size=32)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """A range of numbers that read back as they are."""
    ends = draw(st.lists(numbers | fractions | broken_decimals, min_size=2, max_size=2))
    low, high = sorted(ends, key=lambda end: Fraction(end))  # noqa: PLW0108
    return Range(low, high)


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The strategy, or None."""
    return st.none() | strategy


def _tuples(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


clauses = st.builds(
    Clause, duty=st.sampled_from(["pay", "rest"]), days=_tuples(numbers), share=optional(fractions)
)
_OWN: dict[type[Event], dict[str, st.SearchStrategy[Any]]] = {
    Strike: {
        "union": texts,
        "members": numbers | st.just(100),
        "wild": st.booleans(),
        "kind": st.sampled_from(["general", "sit-down", "go-slow"]),
        "places": _tuples(texts),
    },
    Settlement: {
        "parties": _tuples(texts),
        "rise": optional(numbers | ranges()),
        "hours": optional(fractions),
        "price": decimals,
        "signed": optional(whens),
        "reviews": _tuples(whens.map(When.of)),
        "expiry": optional(days.map(lambda day: pendulum.date(day.year, day.month, day.day))),
        "clauses": _tuples(clauses),
        "main": optional(clauses),
        "marks": _tuples(numbers | st.booleans() | st.none()),
        "exact": ranges() | fractions | broken_decimals | numbers,
    },
    Mediation: {
        "mediator": texts.map(str.strip).filter(bool),
        "level": st.integers(14, 2000),
        "until": whens,
        "sides": _tuples(texts) | st.just(("a", "b")),
    },
    Vote: {"ayes": st.integers(0, 9)},
    Retraction: {"of": ids},
    Coverage: {
        "about": texts,
        "scope": _tuples(texts.filter(lambda text: text != "*") | numbers | st.just(...)),
        "since": st.just("1990-01-01"),
        "until": st.just("1999-12-31"),
    },
    Observation: {
        "about": texts,
        "key": _tuples(texts | numbers),
        "value": st.one_of(
            st.booleans(),
            numbers,
            ranges(),
            broken_fractions,
            broken_decimals,
            texts.filter(lambda text: not set(text) & set("/.E")),
        ),
    },
}
_HEADER = {
    "source": _tuples(texts),
    "act": optional(texts),
    "ref": optional(texts),
    "note": optional(texts),
    "replaces": optional(ids),
}
_sources = st.builds(
    Source, key=texts, title=texts, issuer=texts, published=optional(whens), party=optional(texts)
)
_actors = st.builds(
    Actor, id=texts, name=texts, kind=texts, also=_tuples(texts), since=optional(whens)
)


@st.composite
def events(draw: st.DrawFn) -> Event:
    """An event of any class, with some of its fields left at their defaults."""
    cls = draw(st.sampled_from(list(_OWN)))
    needed = [f.name for f in attrs.fields(cls) if f.default is attrs.NOTHING]
    strategies = {**_HEADER, **_OWN[cls]}
    given = draw(st.sets(st.sampled_from(sorted(strategies))))
    wanted = [name for name in strategies if name in given or name in needed or name == "value"]
    fields = {name: draw(strategies[name]) for name in wanted}
    fields["on"] = draw(whens)
    if fields.get("replaces") or When(fields["on"]).last is None or draw(st.booleans()):
        fields["recorded"] = draw(days)
    make: Callable[..., Event] = cls
    return make(**fields)


def lines() -> st.SearchStrategy[Line]:
    """An event or a declaration."""
    return st.one_of(events(), events(), _sources, _actors)


_junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 10**20)
    | st.floats()
    | texts
    | whens
    | st.text(max_size=3)
    | st.sampled_from(["1/3", "1.5", "*", "general", "strike"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)


@st.composite
def changed_lines(draw: st.DrawFn) -> bytes:
    """A line with something else in it than it should have, or in another form."""
    fields: list[tuple[str, Any]] = list(json.loads(canonical_line(draw(lines()))).items())
    for _ in range(draw(st.integers(0, 2))):
        where = draw(st.integers(0, max(0, len(fields) - 1)))
        change = draw(st.sampled_from(["drop", "twice", "value", "key", "add"]))
        if change == "drop":
            fields[where : where + 1] = []
        elif change == "twice":
            fields += fields[where : where + 1]
        elif change == "add":
            name = draw(st.sampled_from([f.name for f in attrs.fields(Settlement)]) | texts)
            fields.append((name, draw(_junk)))
        elif fields:
            key, value = fields[where]
            fields[where] = (key, draw(_junk)) if change == "value" else (draw(texts), value)
    if draw(st.booleans()):
        fields = draw(st.permutations(fields))
    ascii_only, blank = draw(st.booleans()), draw(st.sampled_from(["", "", " ", "\t"]))
    encode = json.JSONEncoder(ensure_ascii=ascii_only, separators=("," + blank, ":")).encode
    text = ",".join(f"{encode(key)}:{blank}{encode(value)}" for key, value in fields)
    return ("{" + text + "}").encode("utf-8", "surrogatepass")
