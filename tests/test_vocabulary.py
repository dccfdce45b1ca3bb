"""Which classes a vocabulary takes, and what it says of those that it does not."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import attrs
import pendulum
import pytest
from codec_events import VOCABULARY, Clause, Strike

from statusquo.dates.when import When
from statusquo.errors import InvalidVocabulary
from statusquo.lines.declarations import Source
from statusquo.lines.event import Event
from statusquo.pages.vocabulary import ENGINE_LINES, Vocabulary, vocabulary_of
from statusquo.ranges import Range


def event_with(tp: Any, name: str = "field") -> Any:
    """A class of events with one field of a type."""
    field = attrs.field(type=tp, kw_only=True)
    return attrs.make_class("Happening", {name: field}, bases=(Event,), frozen=True, slots=True)


def test_every_vocabulary_has_the_engine_s_lines() -> None:
    """Retractions, observations, coverages, sources and actors belong to every vocabulary."""
    assert set(Vocabulary(()).classes.values()) == set(ENGINE_LINES)
    assert Vocabulary(VOCABULARY).classes["source"] is Source


def test_the_type_of_a_class_is_its_name_in_kebab_case() -> None:
    """Classes are found by the name that lines have for them."""
    happening = event_with(str)
    vocabulary = Vocabulary([*VOCABULARY, happening])
    assert vocabulary.classes["happening"] is happening
    assert happening in vocabulary
    assert event_with(str) not in vocabulary


def test_a_vocabulary_is_made_once() -> None:
    """The same classes give the same vocabulary; a vocabulary is its own."""
    assert vocabulary_of(VOCABULARY) is vocabulary_of(list(VOCABULARY))
    assert vocabulary_of(vocabulary_of(VOCABULARY)) is vocabulary_of(VOCABULARY)


def test_a_class_may_be_named_twice() -> None:
    """The same class twice is one class."""
    assert Vocabulary((Strike, Strike, Source)).classes == Vocabulary((Strike,)).classes  # type: ignore[arg-type]


SUPPORTED = (
    str, int, bool, When, pendulum.Date, Range, Fraction, Decimal, Clause, Literal["a", "b"],
    str | None, int | Range, tuple[str, ...], tuple[When, ...], tuple[Clause, ...] | None,
    bool | int | str | Range | Fraction | Decimal | None, tuple[str | int, ...],
    tuple[tuple[int, ...], ...], When | None, int | When, Clause | str,
)  # fmt: skip
UNSUPPORTED = (
    float, bytes, dict, dict[str, int], list[str], set[str], frozenset[str], tuple, tuple[int, str],
    Any, object, Literal[1, 2], str | When, When | pendulum.Date, Range | tuple[int, ...],
    Clause | Source, float | None, tuple[float, ...], complex, type(None) | list[int],
)  # fmt: skip


@pytest.mark.parametrize("tp", SUPPORTED, ids=str)
def test_types_that_lines_can_hold(tp: Any) -> None:
    """These types of fields are taken."""
    happening = event_with(tp)
    assert happening in Vocabulary((happening,))


@pytest.mark.parametrize("tp", UNSUPPORTED, ids=str)
def test_types_that_lines_cannot_hold(tp: Any) -> None:
    """These types of fields are refused, with the field and a hint."""
    with pytest.raises(InvalidVocabulary, match=r"Happening\.field") as caught:
        Vocabulary((event_with(tp),))
    assert caught.value.code == "field-type"
    assert caught.value.hint


def test_two_classes_of_one_name_are_refused() -> None:
    """The name of a type in lines belongs to one class."""
    with pytest.raises(InvalidVocabulary, match='"happening"') as caught:
        Vocabulary((event_with(str), event_with(int)))
    assert caught.value.code == "type-twice"


def test_a_field_named_type_is_refused() -> None:
    """The key that names the class cannot be a field."""
    with pytest.raises(InvalidVocabulary, match="name of the class"):
        Vocabulary((event_with(str, "type"),))


def test_a_class_that_is_no_event_is_refused() -> None:
    """Only events belong to a vocabulary."""
    with pytest.raises(InvalidVocabulary, match="no class of events"):
        Vocabulary((Clause,))  # type: ignore[arg-type]
    with pytest.raises(InvalidVocabulary, match="no class of events"):
        Vocabulary(("strike",))  # type: ignore[arg-type]


def test_a_class_that_is_not_decorated_is_refused() -> None:
    """A subclass without its own decorator would lose its fields in silence."""

    class Lockout(Event):
        firm: str

    with pytest.raises(InvalidVocabulary, match="not decorated"):
        Vocabulary((Lockout,))


def test_a_type_that_cannot_be_found_is_refused() -> None:
    """A field whose type was imported for type checking only is named."""
    with pytest.raises(InvalidVocabulary, match="cannot be found"):
        Vocabulary((event_with("Nowhere"),))


def test_a_field_that_cannot_be_given_is_refused() -> None:
    """What the constructor does not take cannot be read."""
    field = attrs.field(init=False, default=1, type=int)
    happening: Any = attrs.make_class("Happening", {"field": field}, bases=(Event,), frozen=True)
    with pytest.raises(InvalidVocabulary, match="cannot be given"):
        Vocabulary((happening,))
