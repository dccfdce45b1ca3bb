"""Cases that once went wrong, or easily could."""

import datetime
import pathlib
from decimal import Decimal
from typing import Any

import pytest
from oracles import VOCABULARY, Pay, Say, paid, said

import statusquo as sq

COMPLETE = sq.Coverage(about="said", scope=("a",), since="1990-01-01", until="2010-12-31")


@sq.projection(key=("what",))
def mixed(event: Any) -> Any:
    """True or 1, which are equal and not the same."""
    return sq.Set((event.what,), True if event.value == 1 else event.value - 1)


def cells(history: sq.Timeline, rule: Any, since: str, until: str) -> list[bool | None]:
    """The cells of `a` in a panel by year."""
    panel = history.panel(rule=rule, since=since, until=until)
    return [row["holds"] for row in panel if row["what"] == "a"]


def test_true_and_one_are_two_possible_values() -> None:
    """A fact that is True on one reading and 1 on another is not certain."""
    history = sq.replay(
        sq.Log([Say(on="2000-01-01", what="a", value=1), Say(on="2000-01-01", what="a", value=2)]),
        mixed,
    )
    assert dict(history.at("2000-01-01").certain()) == {}
    for value in (1, True):
        assert history.holds(("a",), on="2000-01-01", value=value) is sq.Verdict.POSSIBLE
    assert history.holds(("a",), on="2000-01-01", value=Decimal(1)) is sq.Verdict.NO


def test_most_counts_every_value() -> None:
    """A fact that held all year with three values held for most of it."""
    days = ("2000-01-01", "2000-05-01", "2000-09-01")
    lines = [Say(on=on, what="a", value=value) for value, on in enumerate(days, start=1)]
    history = sq.replay(sq.Log([*lines, COMPLETE]), said)
    assert cells(history, "most", "1999-01-01", "2000-12-31") == [False, True]


def test_a_panel_says_what_is_known_of_a_part_of_a_period() -> None:
    """Before the horizon a fact may have held already; after it nobody knows that it did not."""
    lines = [
        Say(on="2009-01-01", what="a", value=1),
        Say(on="2010-02-01", what="a"),
        Say(on="2012-12-31", what="z", value=1),
        sq.Coverage(about="said", scope=("a",), since="2000-01-01", until="2010-06-30"),
    ]
    history = sq.replay(sq.Log(lines), said)
    for rule, holds in (("any", True), ("first", True), ("last", None), ("most", None)):
        assert cells(history, rule, "2010-01-01", "2010-12-31") == [holds]


def test_a_panel_does_not_deny_what_is_possible_or_not_covered() -> None:
    """Nominally absent is not surely absent."""
    maybe = sq.replay(sq.Log([Say(on="2009", what="a", value=1), COMPLETE]), said)
    panel = maybe.panel(freq="month", rule="last", since="2009-01-01", until="2009-12-31")
    assert [row["holds"] for row in panel] == [None] * 11 + [True]
    late = sq.Coverage(about="said", scope=("a",), since="2010-12-01", until="2012-12-31")
    history = sq.replay(sq.Log([Say(on="2011-05-05", what="a", value=1), late]), said)
    assert cells(history, "any", "2010-01-01", "2011-12-31") == [None, True]


def test_an_exact_first_day_is_not_censored() -> None:
    """Only an opening without a first day is left-censored."""
    for text, censored in (("0001-01-01", False), ("[..0001-01-05]", True)):
        (spell,) = sq.replay(sq.Log([Say(on=text, what="a", value=1)]), said).spells()
        assert spell["left_censored"] is censored


def test_claims_are_told_in_one_order() -> None:
    """Two claims that cover one key are told in the same order, whatever the order of lines."""
    earlier = sq.Coverage(about="said", scope=("a",), since="1980-01-01", until="1985-12-31")
    lines = [Say(on="2000-01-01", what="b", value=1), COMPLETE, earlier]
    for some in (lines, lines[::-1]):
        late = sq.replay(sq.Log(some[:1]), said).plus(*some[1:])
        for history in (sq.replay(sq.Log(some), said), late):
            assert history.why(("a",), on="1982-01-01").coverage == (earlier, COMPLETE)


def test_totals_of_decimals_are_exact_and_shown_alike() -> None:
    """No digit is lost, and the order of lines does not choose how a number is written."""

    @sq.projection(key=("what",))
    def sums(event: Any) -> Any:
        return sq.Add((event.what,), Decimal("1E+30") if event.amount == 1 else Decimal("0.5"))

    lines = [Pay(on="2000-01-01", what="a", amount=amount) for amount in (1, 2)]
    total = sq.replay(sq.Log(lines), sums).at("2000-01-01")["a",]
    assert total == Decimal("1000000000000000000000000000000.5")

    @sq.projection(key=("what",))
    def written(event: Any) -> Any:
        return sq.Set((event.what,), Decimal("1.0") if event.what == "a" else Decimal("1.00"))

    said_so = [Say(on="2000-01-01", what=what, value=1) for what in "ab"]
    shown = {
        repr(sq.replay(sq.Log(order), written).at("2000-01-01"))
        for order in (said_so, said_so[::-1])
    }
    assert len(shown) == 1


def test_an_amount_without_sane_size_is_located() -> None:
    """The projection and the event are named."""
    line = Pay(on="2000-01-01", what="a", amount=10**2000)
    with pytest.raises(sq.ProjectionError, match=f"paid failed on the event {line.id}"):
        sq.replay(sq.Log([line]), paid)


def test_a_sum_has_no_value_that_is_no_number() -> None:
    """Asked for a text, a sum says that it does not have it."""
    history = sq.replay(sq.Log([Pay(on="2000-01-01", what="a", amount=5)]), paid)
    for value in ("x", True):
        assert history.holds(("a",), on="2000-01-01", value=value) is sq.Verdict.NO
    why = history.why(("a",), on="2000-01-01")
    assert why.verdict is sq.Verdict.YES


def test_mistakes_in_python_are_told_like_those_in_lines(tmp_path: pathlib.Path) -> None:
    """A short id, a set of sources, a key that is a text, one line for a log: a sentence each."""
    wrong: list[Any] = [
        lambda: sq.Retraction(of="abc", on="2000-01-01"),
        lambda: Say(on="2000", what="a", replaces="abc", recorded="2001-01-01"),
        lambda: Say(on="2000", what="a", source={"x", "y"}),  # type: ignore[arg-type]
        lambda: sq.Observation(on="2000", about="said", key="CHE", holds=True),
        lambda: sq.Log(Say(on="2000", what="a")),  # type: ignore[arg-type]
        lambda: sq.replay([Say(on="2000", what="a")], said),  # type: ignore[arg-type]
        lambda: Say(on=datetime.datetime(2000, 1, 1, 12), what="a"),  # noqa: DTZ001
    ]
    for mistake in wrong:
        with pytest.raises(sq.StatusQuoError):
            mistake()
    page = tmp_path / "page.jsonl"
    page.write_text(
        '{"type":"say","on":"2000","what":"a","replaces":"abc","recorded":"2001-01-01"}\n'
    )
    with pytest.raises(sq.UnreadableLog) as caught:
        sq.load(page, vocabulary=VOCABULARY)
    assert [problem.code for problem in caught.value.problems] == ["id-short"]


def test_a_page_of_own_events_is_appended_to_without_more_words(tmp_path: pathlib.Path) -> None:
    """The classes of the events that are added are known by them."""
    page = tmp_path / "own.jsonl"
    line = Say(on="2000", what="a", value=1)
    assert sq.append(page, line).added == (line.id,)
    assert sq.append(page, line).already_there == (line.id,)
    assert sq.load(page, vocabulary=VOCABULARY) == sq.Log([line])


def test_a_hot_key_with_uncertain_days_is_read_in_one_walk() -> None:
    """Ten thousand events on one key, each some day of a month, do not take minutes."""
    lines = [
        Say(on=f"{1000 + i // 12}-{i % 12 + 1:02}", what="a", value=i % 5 or None, ref=str(i))
        for i in range(10_000)
    ]
    history = sq.replay(sq.Log(lines), said)
    assert len(history.spells(by="value")) > 5000
    assert len(history.values(("a",), on="1500-06-15")) == 2
