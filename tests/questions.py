"""Questions to small logs, drawn for tests, and every reading of such a log, gone through."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import attrs
from hypothesis import strategies as st
from oracles import said
from strategies import DAYS, FIRST, WHATS, day

import statusquo as sq

Question = Callable[[sq.Inquiry], sq.Point]

WHOLE = sq.Coverage(about="said", scope=(...,), since=day(-400), until=day(400), recorded=day(0))
"""A claim that everything that is said is in the log, on all days that are asked about."""

PART = sq.Coverage(about="said", scope=("a",), since=day(1), until=day(DAYS - 1), recorded=day(0))
"""A claim that is narrower than most questions."""

LATE = sq.Coverage(
    about="nothing", scope=(...,), since=day(0), until=day(0), recorded=day(DAYS + 4)
)
"""It says nothing, but was recorded after all else, so that a log is known as far with it."""

numbers = st.integers(-1, DAYS + 1)


@st.composite
def periods(draw: st.DrawFn) -> dict[str, str]:
    """A day, or a period of several."""
    first = draw(numbers)
    if draw(st.booleans()):
        return {"on": day(first)}
    return {"since": day(first), "until": day(draw(st.integers(first, DAYS + 1)))}


@st.composite
def holding(draw: st.DrawFn) -> Question:
    """Whether a fact holds, perhaps with a value."""
    key, on = (draw(st.sampled_from(WHATS)),), day(draw(numbers))
    value = draw(st.sampled_from([None, None, 1, 2]))
    return lambda ask: ask.holds(said, key, on=on, value=value)


@st.composite
def somehow(draw: st.DrawFn) -> Question:
    """Whether some fact holds at some time, perhaps only one of a place or a value."""
    when: Any = draw(periods())
    what = draw(st.sampled_from([None, "a", "b", ("a", "b")]))
    places: Any = {} if what is None else {"what": what}
    wanted = draw(st.sampled_from([None, None, 1]))
    where = None if wanted is None else (lambda fact: fact.value == wanted)
    return lambda ask: ask.some(said, where=where, **when, **places)


@st.composite
def lasting(draw: st.DrawFn) -> Question:
    """Whether a fact holds throughout."""
    key, first = (draw(st.sampled_from(WHATS)),), draw(numbers)
    until = day(draw(st.integers(first, DAYS + 1)))
    return lambda ask: ask.always(said, key, since=day(first), until=until)


@st.composite
def counting(draw: st.DrawFn) -> Question:
    """Whether more facts hold than some number."""
    on, least = day(draw(numbers)), draw(st.integers(0, 2))
    return lambda ask: ask.count(said, on=on) > least


points = st.one_of(holding(), somehow(), lasting(), counting())


def _not(one: Question) -> Question:
    return lambda ask: ~one(ask)


def _and(pair: tuple[Question, Question]) -> Question:
    return lambda ask: pair[0](ask) & pair[1](ask)


def _or(pair: tuple[Question, Question]) -> Question:
    return lambda ask: pair[0](ask) | pair[1](ask)


questions: st.SearchStrategy[Question] = st.recursive(
    points,
    lambda inner: st.one_of(
        inner.map(_not), st.tuples(inner, inner).map(_and), st.tuples(inner, inner).map(_or)
    ),
    max_leaves=3,
)


def claim(question: Question) -> sq.Claim:
    """A claim that asks a question."""
    return sq.Claim("What is asked is so.", question, name="asked")


def readings(events: list[sq.Event]) -> Iterator[sq.Log]:
    """Every reading of standing events: of each act one telling, on one day of its window."""
    log = sq.Log(events)
    acts: dict[str, list[sq.Event]] = defaultdict(list)
    for event in log.standing():
        acts[event.act or event.id].append(event)
    tellings = [told for told in acts.values() if not isinstance(told[0], sq.Coverage)]
    claims = [e for e in log.standing() if isinstance(e, sq.Coverage)]
    for chosen in product(*([*_days(told)] for told in tellings)):
        yield sq.Log([*(event for event in chosen if event is not None), *claims])


def _days(told: list[sq.Event]) -> Iterator[sq.Event | None]:
    """The event of an act on each of its days; none where it may not have happened, or later."""
    for event in told:
        first = max(event.on.first_day, FIRST.toordinal() - 2)
        last = min(event.on.last_day, FIRST.toordinal() + DAYS + 2)
        for number in range(first, last + 1):
            on = datetime.date.fromordinal(number)
            yield attrs.evolve(event, on=on, recorded=event.recorded, replaces=None)
        if event.on.doubtful or event.on.last is None:
            yield None
