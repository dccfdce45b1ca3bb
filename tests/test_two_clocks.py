"""What was known, late events and what-if: each against replaying the whole log."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from clubs import bound, happenings
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import EndAll, Pay, Say, paid, said
from sameness import assert_same
from strategies import DAYS, FIRST, day, histories, payments, probes

import statusquo as sq
from statusquo.lines.keys import Key
from statusquo.projecting.decorators import Derived, Projection

WEEK = [FIRST + datetime.timedelta(days=offset) for offset in range(-1, DAYS + 3)]
KEYS: list[Key] = [("a",), ("b",), ("c",)]
PAIRS: list[Key] = [("a", "b"), ("b", "a"), ("c", "d")]


@st.composite
def lines(draw: st.DrawFn) -> list[sq.Event]:
    """A small history with corrections, coverage, and corrections of what is not there."""
    found = draw(histories(most=5))
    if draw(st.booleans()):
        since, until = sorted(draw(st.lists(st.integers(0, DAYS), min_size=2, max_size=2)))
        scope = draw(st.sampled_from([("a",), (...,)]))
        recorded = day(draw(st.integers(until, DAYS + 2)))
        found.append(
            sq.Coverage(
                about="said", scope=scope, since=day(since), until=day(until), recorded=recorded
            )
        )
    if draw(st.booleans()):
        missing = Say(on=day(1), what="a", value=1, ref="missing")
        found.append(sq.Retraction(of=missing.id, on=day(draw(st.integers(0, DAYS)))))
        if draw(st.booleans()):
            found.append(missing)
    return draw(st.permutations(found))


@st.composite
def sums(draw: st.DrawFn) -> list[sq.Event]:
    """A few payments, perhaps one of them withdrawn."""
    found = draw(st.lists(payments(), min_size=1, max_size=5, unique_by=lambda e: e.id))
    if draw(st.booleans()):
        gone = draw(st.sampled_from(found))
        found.append(sq.Retraction(of=gone.id, on=day(draw(st.integers(0, DAYS + 3)))))
    return found


@st.composite
def clubs(draw: st.DrawFn) -> list[sq.Event]:
    """A few joinings and rules, perhaps one of them withdrawn."""
    found = draw(happenings())
    if found and draw(st.booleans()):
        gone = draw(st.sampled_from(found))
        found.append(sq.Retraction(of=gone.id, on=day(draw(st.integers(0, DAYS + 3)))))
    return found


CASES = st.one_of(
    st.tuples(st.just(said), lines(), st.just(KEYS)),
    st.tuples(st.just(paid), sums(), st.just(KEYS)),
    st.tuples(st.just(bound), clubs(), st.just(PAIRS)),
)
Case = tuple[Projection | Derived, list[sq.Event], list[Key]]


@settings(max_examples=400, deadline=None)
@given(CASES, probes)
def test_as_known_is_replaying_what_was_known(case: Case, known: datetime.date) -> None:
    """`history.known(k)` answers as replaying `log.known(k)` does."""
    projection, events, keys = case
    log = sq.Log(events)
    assert_same(
        sq.replay(log, projection).known(known), sq.replay(log.known(known), projection), WEEK, keys
    )


@settings(max_examples=400, deadline=None)
@given(CASES, st.integers(0, 6), st.integers(0, 6))
def test_late_events_are_replaying_the_whole(case: Case, first: int, second: int) -> None:
    """`replay(part).plus(some).plus(rest)` answers as replaying everything does."""
    projection, events, keys = case
    first, second = sorted((first, second))
    part, some, rest = events[:first], events[first:second], events[second:]
    grown = sq.replay(sq.Log(part), projection).plus(*some).plus(*rest)
    assert_same(grown, sq.replay(sq.Log(events), projection), WEEK, keys)


@settings(max_examples=400, deadline=None)
@given(CASES, st.integers(0, 6), probes, st.booleans())
def test_late_events_as_known(case: Case, split: int, known: datetime.date, late: bool) -> None:
    """Lines more, and then as known on a day, or the other way round."""
    projection, events, keys = case
    part, rest = sq.Log(events[:split]), events[split:]
    history = sq.replay(part, projection)
    if late:
        grown, log = history.plus(*rest).known(known), part.plus(*rest).known(known)
    else:
        grown, log = history.known(known).plus(*rest), part.known(known).plus(*rest)
    assert_same(grown, sq.replay(log, projection), WEEK, keys)


@settings(max_examples=400, deadline=None)
@given(CASES, st.data())
def test_leaving_out_is_replaying_what_is_left(case: Case, data: st.DataObject) -> None:
    """A timeline without some events answers as replaying the log without them does."""
    projection, events, keys = case
    log = sq.Log(events)
    gone = data.draw(st.lists(st.sampled_from(events), max_size=2)) if events else []
    left = sq.replay(log, projection).leaving_out(*gone)
    assert_same(left, sq.replay(log.leaving_out(gone), projection), WEEK, keys)


@settings(max_examples=100, deadline=None)
@given(lines(), probes, probes)
def test_a_selection_is_known_too(
    events: list[sq.Event], on: datetime.date, known: datetime.date
) -> None:
    """`where` and `known` may come in either order."""
    history = sq.replay(sq.Log(events), said)
    one = history.where(lambda fact: fact.value == 1).known(known)
    other = history.known(known).where(lambda fact: fact.value == 1)
    then = history.at(on, known=known)
    assert one.at(on) == other.at(on) == {key: v for key, v in then.items() if v == 1}


@settings(max_examples=200, deadline=None)
@given(lines(), probes, probes)
def test_every_verb_takes_a_day_of_knowing(
    events: list[sq.Event], on: datetime.date, known: datetime.date
) -> None:
    """With `known` a verb answers as the timeline known then does without."""
    history, key, end = sq.replay(sq.Log(events), said), ("a",), WEEK[-1]
    then = history.known(known)
    assert history.at(on, known=known) == then.at(on)
    assert history.before(on, known=known) == then.before(on)
    assert history.during(on, known=known) == then.during(on)
    assert history.values(key, on=on, known=known) == then.values(key, on=on)
    assert history.holds(key, on=on, known=known) is then.holds(key, on=on)
    assert str(history.why(key, on=on, known=known)) == str(then.why(key, on=on))
    assert history.spells(known=known) == then.spells()
    assert history.diff(on, end, known=known) == then.diff(on, end)
    assert history.panel(known=known) == then.panel()
    assert [t.key for t in history.changes(after=on, until=end, known=known)] == [
        t.key for t in then.changes(after=on, until=end)
    ]


def test_an_event_stands_in_each_of_its_periods() -> None:
    """Retracted, and the retraction retracted: it stood, did not, and stands again."""
    event = Say(on="1990-01-01", what="a", value=1)
    withdrawn = sq.Retraction(of=event.id, on="1995-01-01")
    again = sq.Retraction(of=withdrawn.id, on="1999-01-01")
    history = sq.replay(sq.Log([event, withdrawn, again]), said)
    for known, value in (("1994-12-31", 1), ("1995-01-01", None), ("1999-01-01", 1)):
        assert history.at("1990-01-01", known=known).get(("a",)) == value
    assert history.at("1990-01-01").get(("a",)) == 1


def test_a_late_name_meets_an_earlier_pattern() -> None:
    """What was ended for all is ended for a key that is first named later."""
    history = sq.replay(
        sq.Log([EndAll(on="1992-01-01"), Say(on="1993-01-01", what="b", value=1)]), said
    )
    late = history.plus(Say(on="1991-01-01", what="a", value=1))
    assert ("a",) in late.at("1991-12-31")
    assert ("a",) not in late.at("1992-01-01")
    assert list(late.at("1993-01-01")) == [("b",)]


@sq.projection(key=("what",))
def mixed(event: sq.Event) -> Any:
    """A mistake: both a state and a sum."""
    match event:
        case Say(what=what, value=value):
            return sq.Set((what,), value)
        case Pay(what=what, amount=amount):
            return sq.Add((what,), amount)
        case _:
            return None


def test_a_late_line_may_break_what_came_before() -> None:
    """A late event of which the projection makes a mistake is refused as in a whole replay."""
    history = sq.replay(sq.Log([Say(on="1992-01-01", what="a", value=1)]), mixed)
    with pytest.raises(sq.ProjectionError, match="it mixes Add with Set or End"):
        history.plus(Pay(on="1992-01-01", what="a", amount=1)).at("1993-01-01")


@sq.projection(key=("what",))
def picky(event: sq.Event) -> Any:
    """Takes no 9."""
    match event:
        case Say(value=9):
            raise ValueError("nine")
        case Say(what=what, value=value):
            return sq.Set((what,), value)
        case _:
            return None


def test_what_never_stood_is_not_asked_about() -> None:
    """A late event that never stood is not given to the projection, as in a whole replay."""
    nine = Say(on="1991-01-01", what="a", value=9, recorded="1992-01-01")
    fixed = Say(on="1991-01-01", what="a", value=8, replaces=nine.id, recorded="1992-01-01")
    base = Say(on="1990-01-01", what="a", value=1)
    assert sq.replay(sq.Log([base, nine, fixed]), picky).at("1993-01-01") == {("a",): 8}
    assert sq.replay(sq.Log([base]), picky).plus(nine, fixed).at("1993-01-01") == {("a",): 8}


@sq.projection(key=("place",))
def anywhere(event: sq.Event) -> Any:
    """A mistake: places are texts by one kind of event and numbers by another."""
    match event:
        case Say(what=what, value=value):
            return sq.Set((what,), value)
        case Pay(amount=amount):
            return sq.Set((amount,), 1)
        case _:
            return None


def test_places_of_another_type_are_refused_late_too() -> None:
    """A late key of another type is a mistake, unless the others are gone."""
    text, number = Say(on="1990-01-01", what="a", value=1), Pay(on="1991-01-01", what="a", amount=3)
    history = sq.replay(sq.Log([text]), anywhere)
    with pytest.raises(sq.ProjectionError, match="but was str before"):
        history.plus(number).at("1992-01-01")
    assert history.leaving_out(text).plus(number).at("1992-01-01") == {(3,): 1}


@sq.derived(key=("x",), share=("what",), fact=said)
def mixed_up(fact: sq.Fact) -> Any:
    """A mistake: keys of one type for small values and of another for large ones."""
    return sq.Set((fact.value if fact.value < 5 else "many",))


def test_derived_places_of_another_type_are_refused_late_too() -> None:
    """What a derived projection may not return, it may not return late either."""
    history = sq.replay(sq.Log([Say(on="1990-01-01", what="a", value=1)]), mixed_up)
    with pytest.raises(sq.ProjectionError, match="one type for each place"):
        history.plus(Say(on="1990-01-01", what="b", value=7)).at("1991-01-01")


@sq.projection(key=("what",))
def weighed(event: sq.Event) -> Any:
    """What is weighed, the same weight written in two ways."""
    match event:
        case Say(what=what, value=value):
            return sq.Set((what,), Decimal("1.0") if value == 1 else Decimal("1.00"))
        case _:
            return None


def test_equal_decimals_look_alike_whoever_asks() -> None:
    """How a value is shown depends neither on order nor on what else was ever known."""
    one, other = Say(on="1990-01-01", what="a", value=2), Say(on="1991-01-01", what="b", value=1)
    whole = sq.replay(sq.Log([one, other]), weighed)
    shown = {
        str(history.at("1995-01-01")["a",])
        for history in (
            whole,
            whole.known("1990-06-01"),
            sq.replay(sq.Log([one]), weighed).plus(other),
            sq.replay(sq.Log([one, other]).known("1990-06-01"), weighed),
        )
    }
    assert shown == {"1"}


def test_an_event_that_is_not_there_cannot_be_left_out() -> None:
    """Leaving out what the log does not have is a mistake with a sentence."""
    history = sq.replay(sq.Log(), said)
    with pytest.raises(sq.StatusQuoError, match="this log has no event"):
        history.leaving_out(Say(on="1990-01-01", what="a"))
