"""What a projection may be and return, and how its mistakes are told."""

import pathlib
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from oracles import VOCABULARY, Pay, Say

import statusquo as sq
from statusquo.lines.event import Event

ONE = Say(on="1999-05-05", what="a", value=1)
TWO = Say(on="1999-05-06", what="a", value=2)


def replayed(function: Any, *events: Event, key: tuple[str, ...] = ("what",)) -> sq.Timeline:
    """The timeline of a function over some events."""
    return sq.replay(sq.Log(events or (ONE, TWO)), sq.projection(key=key)(function))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (17, "it returned 17"),
        ("ab", "it returned 'ab'"),
        ({sq.Set: 1}, "a set or a dict, whose order is not sure"),
        ([3], "it returned 3, which is no Set"),
        (sq.Set("a"), "a key here is a tuple of 1"),
        (sq.Set(("a", "b")), "a key here is a tuple of 1"),
        (sq.Set((["a"],)), "must be a str or an int"),
        (sq.Set((True,)), "must be a str or an int"),
        (sq.Set((1.5,)), "must be a str or an int"),
        (sq.Set(("a",), None), "None, which is no value"),
        (sq.Set(("a",), 1.5), "1.5 is no value"),
        (sq.Set(("a",), [1]), "no value of a fact"),
        (sq.End(("a", ...)), "a pattern here is a tuple of 1"),
        (sq.Add(("a",), True), "an amount is int"),
        ([sq.Set(("a",), 1), sq.Set(("a",), 2)], "two outcomes"),
        ([sq.Set(("a",), 1), sq.End(("a",))], "two outcomes"),
        ([sq.Set(("a",), 1), sq.End((...,))], "and then ended it"),
        ([sq.Set(("a",), 1), sq.Add(("a",), 1)], "mixes Add with Set"),
        ([sq.Set(("a",), 1), sq.Set((1,), 1)], "a place has one type"),
    ],
)
def test_nonsense_is_told_with_name_event_and_day(changes: Any, sentence: str) -> None:
    """What a projection may not return is refused in one sentence that says where."""
    with pytest.raises(sq.ProjectionError) as caught:
        replayed(lambda event: changes)
    message = str(caught.value)
    assert sentence in message
    assert ONE.id in message
    assert "1999-05-05" in message
    assert caught.value.code == "projection-nonsense"


def test_what_raises_is_told_with_page_and_line(tmp_path: pathlib.Path) -> None:
    """An exception inside a projection names the event's page and line, and keeps its cause."""
    page = tmp_path / "page.jsonl"
    sq.Log([ONE, TWO]).save(page)
    log = sq.load(page, vocabulary=VOCABULARY)

    @sq.projection(key=("what",))
    def broken(event: Any) -> Any:
        return sq.Set((event.what,), 1 // (2 - event.value))

    with pytest.raises(sq.ProjectionError) as caught:
        sq.replay(log, broken)
    assert caught.value.code == "projection-raised"
    assert (caught.value.file, caught.value.line) == (str(page), 2)
    assert "broken failed" in str(caught.value)
    assert "ZeroDivisionError" in str(caught.value)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_generators_and_tuples_of_changes_are_taken() -> None:
    """Changes may come one by one."""

    def both(event: Any) -> Any:
        yield sq.Set(("a",), event.value)
        yield sq.Set(("b",), event.value)

    assert replayed(both).at("1999-05-05") == {("a",): 1, ("b",): 1}
    assert replayed(lambda event: ()).at("1999-05-05") == {}


def test_a_pattern_and_then_a_set_leaves_the_set() -> None:
    """Everybody else's ends, this one's begins."""

    def only(event: Any) -> Any:
        return [sq.End((...,)), sq.Set((str(event.value),))]

    history = replayed(only)
    assert history.at("1999-05-05") == {("1",): True}
    assert history.at("1999-05-06") == {("2",): True}


def test_a_pattern_ends_keys_that_are_first_seen_later() -> None:
    """A late line about an earlier day ends with the pattern that follows it."""

    def late(event: Any) -> Any:
        return sq.End((...,)) if event.value == 2 else sq.Set((event.what,), event.value)

    history = replayed(late, TWO, Say(on="1999-01-01", what="late", value=1))
    assert history.at("1999-05-05") == {("late",): 1}
    assert history.at("1999-05-06") == {}


@attrs.frozen
class Terms:
    """A value of two parts."""

    rate: int
    until: str | None = None


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        0,
        1,
        "text",
        Fraction(1, 3),
        Decimal("1.50"),
        sq.Range(1, 2),
        (1, "a"),
        Terms(1),
    ],
)
def test_values_keep_their_type(value: Any) -> None:
    """What is set comes back, and True is not 1."""
    held = replayed(lambda event: sq.Set(("a",), value)).at("1999-05-05")["a",]
    assert held == value
    assert type(held) is type(value)


def test_true_is_not_one() -> None:
    """Setting 1 after True is a change."""
    history = replayed(lambda event: sq.Set(("a",), True if event.value == 1 else 1))
    assert [turn.kind for turn in history.changes(after="1999-01-01", until="1999-12-31")] == [
        "began",
        "changed",
    ]


def test_several_amounts_of_one_event_are_added() -> None:
    """Two amounts for one key from one event are one contribution, exactly."""

    def twice(event: Any) -> Any:
        return [sq.Add((event.what,), event.amount), sq.Add((event.what,), Fraction(1, 3))]

    history = replayed(twice, Pay(on="1999-05-05", what="a", amount=2))
    assert history.at("1999-05-05") == {("a",): Fraction(7, 3)}


def test_a_negative_total_is_a_finding() -> None:
    """A sum is never clamped; below zero it is looked at by a person."""
    history = replayed(
        lambda event: sq.Add((event.what,), event.amount), Pay(on="1999-05-05", what="a", amount=-2)
    )
    assert history.at("1999-05-05") == {("a",): -2}
    assert [finding.code for finding in history.findings()] == ["negative-total"]


def test_a_key_needs_names_that_can_be_asked_for() -> None:
    """Places are named by words that are no other thing."""
    for names in ("what", (), ("value",), ("a", "a"), ("class",), ("two words",)):
        with pytest.raises(sq.ProjectionError):
            sq.projection(key=names)(lambda event: None)  # type: ignore[arg-type]
    with pytest.raises(sq.ProjectionError, match="is no projection"):
        sq.replay(sq.Log([ONE]), lambda event: None)  # type: ignore[arg-type]
