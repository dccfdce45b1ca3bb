"""Claims: the laws of judging, against readings that are gone through one by one."""

import json
import math
import random
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracles import outcome_of, said
from questions import LATE, PART, WHOLE, Question, claim, holding, points, questions, readings
from strategies import DAYS, day, histories

import statusquo as sq
from statusquo.judging.claim import OTHER_READING
from statusquo.judging.quantities import Quantity

HOLDS, FAILS, UNDECIDABLE = sq.Ruling
some = settings(max_examples=200, deadline=None)
few = settings(max_examples=60, deadline=None)
MOST_READINGS = 1_500


def judged(question: Question, log: sq.Log, **how: Any) -> sq.Judgement:
    """The judgement on a question."""
    return claim(question).judge(log, **how)


def asked(question: Question, log: sq.Log) -> sq.Point:
    """The point that a question gets, with all that its readings may say."""
    found: list[sq.Point] = []

    def kept(ask: sq.Inquiry) -> sq.Point:
        found.append(question(ask))
        return found[0]

    claim(kept).judge(log, vary=False)
    return found[0]


def few_enough(events: list[sq.Event]) -> bool:
    """Whether all readings can be gone through."""
    windows = (min(e.on.last_day, 10**6) - max(e.on.first_day, 726_000) + 2 for e in events)
    return math.prod(min(window, DAYS + 4) for window in windows) <= MOST_READINGS


# Laws


@given(questions, histories(most=3, corrections=False), st.sampled_from([[], [PART], [WHOLE]]))
@some
def test_judging_is_deterministic_and_lines_have_no_order(
    question: Question, events: list[sq.Event], claims: list[sq.Event]
) -> None:
    """The same judgement, whatever the order of lines, and again."""
    lines = [*events, *claims]
    shuffled = random.Random(len(lines)).sample(lines, len(lines))
    found = judged(question, sq.Log(lines)).to_dict()
    assert judged(question, sq.Log(shuffled)).to_dict() == found
    assert json.loads(json.dumps(found)) == found


@given(questions, histories(most=3), st.sampled_from([[], [PART], [WHOLE]]))
@some
def test_the_contrary_turns_the_ruling(
    question: Question, events: list[sq.Event], claims: list[sq.Event]
) -> None:
    """What holds fails as its contrary, what is undecidable stays so, whatever is varied."""
    log = sq.Log([*events, *claims])
    found, turned = judged(question, log), judged(lambda ask: ~question(ask), log)
    assert turned.ruling is found.ruling.opposite
    assert (turned.ruling is UNDECIDABLE) == (found.ruling is UNDECIDABLE)
    assert [v.ruling.opposite for v in found.depends_on if v.log is not None] == [
        v.ruling for v in turned.depends_on if v.log is not None
    ]
    assert list(map(str, turned.evidence.counterexamples)) == list(map(str, found.evidence.facts))


@given(questions, histories(most=3, corrections=False))
@settings(max_examples=300, deadline=None)
def test_no_reading_gives_a_ruling_that_is_not_told(
    question: Question, events: list[sq.Event]
) -> None:
    """Where the log is complete, whatever a reading of the dates decides is among the readings."""
    assume(few_enough(events))
    point = asked(question, sq.Log([*events, WHOLE]))
    for log in readings([*events, WHOLE]):
        assert asked(question, log).ruling in point.readings, list(map(str, log))


@given(points, histories(most=3, corrections=False), st.sampled_from([[], [PART]]))
@settings(max_examples=300, deadline=None)
def test_no_reading_refutes_what_is_sure_without_completeness(
    question: Question, events: list[sq.Event], claims: list[sq.Event]
) -> None:
    """What no reading may decide is decided by none, also where the log is not complete."""
    assume(few_enough(events))
    point = asked(question, sq.Log([*events, *claims, LATE]))
    for log in readings([*events, *claims, LATE]):
        if HOLDS not in point.readings:
            assert asked(question, log).ruling is not HOLDS
        elif point.readings == {HOLDS}:
            assert asked(question, log).ruling is HOLDS


@given(
    questions,
    histories(most=3, corrections=False),
    st.sampled_from([[], [PART], [WHOLE], [PART, WHOLE, LATE]]),
    st.none() | st.integers(0, DAYS + 2).map(day),
)
@some
def test_every_other_ruling_is_that_of_its_view(
    question: Question, events: list[sq.Event], claims: list[sq.Event], known: str | None
) -> None:
    """Judging a view by itself gives the ruling that is told of it; the others change nothing."""
    told = {attrs.evolve(e, source=e.ref or "x", recorded=e.recorded) for e in events}
    backed = [attrs.evolve(c, source=("x", "y")[: n + 1]) for n, c in enumerate(claims)]
    log = sq.Log([*sorted(told, key=lambda event: event.id), *backed])
    found = judged(question, log, known=known)
    for varied in (*found.depends_on, *found.same_under):
        if varied.kind == "source":
            view = log if known is None else log.known(known)
            assert varied.log == view.not_told_by(varied.setting.removeprefix("without source "))
    for varied in (*found.depends_on, *found.same_under):
        if varied.log is None:
            assert (varied.kind, varied.setting) == ("reading", OTHER_READING)
            continue
        assert judged(question, varied.log, vary=False).ruling is varied.ruling
        assert (varied.ruling is not found.ruling) == (varied in found.depends_on)


@given(questions, histories(most=3, corrections=False))
@some
def test_what_is_sure_depends_on_no_date(question: Question, events: list[sq.Event]) -> None:
    """Where all readings agree, no date that is tried gives another ruling."""
    log = sq.Log([*events, WHOLE])
    if len(asked(question, log).readings) == 1:
        kinds = {varied.kind for varied in judged(question, log).depends_on}
        assert not kinds & {"date", "telling", "reading"}


@given(
    st.sampled_from([None, "a", "b"]),
    st.integers(-1, DAYS),
    histories(most=3, uncertain=False, corrections=False),
    st.sampled_from([[], [PART], [WHOLE]]),
)
@some
def test_never_holds_only_where_the_log_is_complete(
    what: str | None, first: int, events: list[sq.Event], claims: list[sq.Event]
) -> None:
    """Of a universal claim: no counterexample, and the whole scope is covered; else undecidable."""
    log, until = sq.Log([*events, *claims]), DAYS
    places: Any = {} if what is None else {"what": what}
    found = judged(lambda ask: ask.none(said, since=day(first), until=day(until), **places), log)
    history = sq.replay(log, said)
    seen = [key for n in range(first, until + 1) for key in history.during(day(n)).where(**places)]
    whole = claims == [WHOLE]
    part = claims == [PART] and what == "a" and first >= 1 and until <= DAYS - 1
    ended = what is not None and any(
        e.on.last_day <= sq.When(day(first)).last_day and outcome_of(e, what) == (None,)
        for e in log.standing()
    )
    if found.ruling is HOLDS:
        assert not seen
        assert whole or part or ended
    elif found.ruling is FAILS:
        assert seen
    else:
        assert found.evidence.missing
        assert not whole


@given(questions, histories(most=4), st.sampled_from([[], [WHOLE]]))
@some
def test_every_fact_of_the_evidence_is_in_the_timeline(
    question: Question, events: list[sq.Event], claims: list[sq.Event]
) -> None:
    """Each fact and each counterexample has its value then, by the nominal reading."""
    log = sq.Log([*events, *claims])
    evidence, history = judged(question, log, vary=False).evidence, sq.replay(log, said)
    for fact in (*evidence.facts, *evidence.counterexamples):
        facts = history.during(fact.on) if fact.during else history.at(fact.on)
        if fact.during:
            assert fact.key in facts
        else:
            assert facts.get(fact.key) == fact.value
    for fact in evidence.possible:
        assert fact.verdict is sq.Verdict.POSSIBLE
        assert fact.during or len(history.values(fact.key, on=fact.on)) > 1


@given(questions, histories(most=4), st.integers(-1, DAYS + 4))
@some
def test_a_judgement_as_known_is_that_of_the_log_of_then(
    question: Question, events: list[sq.Event], known: int
) -> None:
    """As known on a day, a claim is judged like the log that had only what was recorded by then."""
    then = sq.Log([e for e in events if e.recorded <= sq.When(day(known)).first])
    found = judged(question, sq.Log(events), known=day(known), vary=False)
    assert found.ruling is judged(question, then.known(day(known)), vary=False).ruling
    assert str(found.known) == day(known)


@given(questions, histories(most=3, corrections=False), st.data())
@some
def test_what_was_retracted_later_is_as_if_it_never_was(
    question: Question, events: list[sq.Event], data: st.DataObject
) -> None:
    """A claim is judged by an event until it is retracted, and from then on as without it."""
    assume(events)
    gone = data.draw(st.sampled_from(events))
    late = max(e.recorded for e in events).add(days=10)
    log = sq.Log([*events, sq.Retraction(of=gone.id, on=late)])
    before = sq.Log(events).known(late.subtract(days=1))
    assert (
        judged(question, log, known=late.subtract(days=1), vary=False).ruling
        is judged(question, before, vary=False).ruling
    )
    rest = sq.Log([*(e for e in events if e is not gone), sq.Retraction(of=gone.id, on=late)])
    assert (
        judged(question, log, known=late, vary=False).ruling
        is judged(question, rest, known=late, vary=False).ruling
    )


@given(questions, questions, histories(most=3, corrections=False), st.sampled_from([[], [WHOLE]]))
@some
def test_both_and_either_are_of_three_values(
    one: Question, other: Question, events: list[sq.Event], claims: list[sq.Event]
) -> None:
    """What fails decides both, what holds decides either; no evidence is lost."""
    log = sq.Log([*events, *claims])
    a, b = asked(one, log), asked(other, log)
    pair = {a.ruling, b.ruling}
    both = FAILS if FAILS in pair else UNDECIDABLE if UNDECIDABLE in pair else HOLDS
    either = HOLDS if HOLDS in pair else UNDECIDABLE if UNDECIDABLE in pair else FAILS
    assert (a & b).ruling is both
    assert (a | b).ruling is either
    for joined in (a & b, a | b):
        ids = [event.id for event in joined.evidence.events]
        assert ids == list(dict.fromkeys(e.id for e in (*a.evidence.events, *b.evidence.events)))


@given(st.fractions(-3, 3), st.fractions(0, 3), st.fractions(-3, 3), st.fractions(0, 3), st.data())
@some
def test_ranges_compare_only_where_all_their_numbers_do(
    low: Fraction, wide: Fraction, other: Fraction, other_wide: Fraction, data: st.DataObject
) -> None:
    """A comparison is sure exactly if it is the same for all pairs of ends."""
    sign = data.draw(st.sampled_from(["__lt__", "__le__", "__gt__", "__ge__"]))
    one, two = sq.Range(low, low + wide), sq.Range(other, other + other_wide)
    point: sq.Point = getattr(Quantity.of(one), sign)(two)
    pairs = {getattr(a, sign)(b) for a in (one.low, one.high) for b in (two.low, two.high)}
    expected = UNDECIDABLE if len(pairs) > 1 else HOLDS if True in pairs else FAILS
    assert point.ruling is expected


@given(holding(), histories(most=3, corrections=False))
@few
def test_tellings_and_sources_are_tried(question: Question, events: list[sq.Event]) -> None:
    """Of every act of the evidence with rival tellings, each is tried as the only one."""
    log = sq.Log([*events, WHOLE])
    found = judged(question, log)
    cited = [*found.evidence.events, *found.evidence.rivals]
    told = {e.id for act in {c.act for c in cited} - {None} for e in log.standing() if e.act == act}
    tried = [v for v in (*found.depends_on, *found.same_under) if v.kind == "telling"]
    assert len(tried) == (len(told) if len(told) > 1 else 0) or len({e.act for e in cited}) > 1
