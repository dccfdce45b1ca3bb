"""Three mistakes that a library with two clocks shipped, and that this one must not make.

RailsEventStore got a second clock, the day from which an event counts, after years with one.
Each mistake was found by users later; here each is a test of this library.
"""

import datetime
import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from clubs import Join, Rule, bound
from oracles import VOCABULARY, EndAll, Pay, Say, SayLate, paid, said
from seeded import DAYS, small
from strategies import FIRST, day

import statusquo as sq
from statusquo.errors import InvalidWhen, UnreadableLog
from statusquo.lines.canonical import canonical_line
from statusquo.logs.stock import replay_order

A = ("a",)
MISSING = ("", "unknown", "..", "[..]", "/", "XXXX", "0000-00-00")


# RailsEventStore/rails_event_store#1518: events without the second date got an empty one, which
# the database sorts first, so that old events came before all others whatever their true day.


@pytest.mark.parametrize("text", MISSING)
def test_an_event_without_a_day_cannot_be_made(text: str, tmp_path: Path) -> None:
    """No text stands for a missing date, neither in Python nor on a page."""
    with pytest.raises(InvalidWhen):
        Say(on=text, what="a", value=1)
    page = tmp_path / "page.jsonl"
    page.write_text(f'{{"type":"say","on":"{text}","what":"a","value":1}}\n')
    with pytest.raises(UnreadableLog):
        sq.load(page, vocabulary=VOCABULARY)


def test_a_day_cannot_be_left_out(tmp_path: Path) -> None:
    """Neither is None a date, nor may the field be missing; corrections need their day too."""
    nothing: Any = None
    with pytest.raises(InvalidWhen):
        Say(on=nothing, what="a", value=1)
    kinds: list[tuple[Any, dict[str, Any]]] = [
        (Say, {"what": "a"}),
        (sq.Retraction, {"of": "0" * 32}),
    ]
    for kind, fields in kinds:
        with pytest.raises(TypeError, match="'on'"):
            kind(**fields)
    page = tmp_path / "page.jsonl"
    page.write_text('{"type":"say","what":"a"}\n{"type":"say","on":null,"what":"a"}\n')
    with pytest.raises(UnreadableLog) as caught:
        sq.load(page, vocabulary=VOCABULARY)
    assert [(p.line, p.code) for p in caught.value.problems] == [
        (1, "field-missing"),
        (2, "value-type"),
    ]


def test_a_date_open_at_the_left_is_not_the_first() -> None:
    """What happened by a day counts from that day: it does not come before all that is dated."""
    dated = Say(on="1990-01-03", what="a", value=1)
    by_then = Say(on="[..1990-01-05]", what="a", value=2)
    log = sq.Log([by_then, dated])
    assert log.standing() == (dated, by_then)
    history = sq.replay(log, said)
    held = [history.at(day(number)).get(A) for number in range(6)]
    assert held == [None, None, 1, 1, 2, 2]
    assert history.values(A, on=day(0)) == {None, 2}
    assert history.values(A, on=day(5)) == {1, 2}


def test_a_date_open_at_the_left_is_not_added_first() -> None:
    """An amount that was paid by a day is in the total from that day, and perhaps before."""
    lines = [Pay(on="[..1990-01-03]", what="a", amount=5), Pay(on="1990-01-02", what="a", amount=1)]
    history = sq.replay(sq.Log(lines), paid)
    assert [history.at(day(number)).get(A, 0) for number in range(4)] == [0, 1, 6, 6]
    assert history.values(A, on=day(0)) == sq.Range(0, 5)
    assert history.values(A, on=day(1)) == sq.Range(1, 6)


def test_a_date_open_at_the_right_is_not_the_last() -> None:
    """What may have happened at any time since undoes nothing that is dated."""
    since = Say(on="[1990-01-01..]", what="a", recorded="1990-01-09")
    dated = Say(on="1990-01-03", what="a", value=1)
    history = sq.replay(sq.Log([since, dated]), said)
    assert [history.at(day(number)).get(A) for number in range(5)] == [None, None, 1, 1, 1]


def test_windows_do_not_beat_an_order_that_is_known() -> None:
    """However wide, a date that surely lies before another one comes before it."""
    whole = Say(on="1990", what="a", value=1)
    ended = Say(on="[1991-01-01..1991-06-30]", what="a")
    again = Say(on="1991-07-01", what="a", value=2)
    for lines in itertools.permutations([whole, ended, again]):
        history = sq.replay(sq.Log(lines), said)
        assert [s["value"] for s in history.spells(by="value")] == [1, 2]
        assert history.values(A, on="1990-12-31") == {1}
        assert history.values(A, on="1991-06-30") == {None}
        assert history.values(A, on="1991-07-01") == {2}
        assert history.findings() == ()


# RailsEventStore/rails_event_store#1521: reading older or newer than a day compared that day with
# the clock of recording, also where the reader had asked for the other one.


OFFSETS = range(-3, 4)


@pytest.mark.parametrize("on", OFFSETS)
@pytest.mark.parametrize("recorded", OFFSETS)
def test_each_question_has_its_clock(on: int, recorded: int) -> None:
    """Views and verbs by days go by `on`, and `known` by `recorded`, whichever is the earlier."""
    event = Say(on=day(on), recorded=day(recorded), what="a", value=1)
    log = sq.Log([event])
    history = sq.replay(log, said)
    for number in OFFSETS:
        asked = day(number)
        assert log.until(asked).standing() == ((event,) if on <= number else ())
        assert log.since(asked).standing() == ((event,) if on >= number else ())
        assert log.known(asked).standing() == ((event,) if recorded <= number else ())
        assert (A in history.at(asked)) is (on <= number)
        assert (A in history.before(asked)) is (on < number)
        turns = history.changes(after=asked, until=day(9))
        assert [t.event for t in turns] == ([event] if on > number else [])
        diff = history.diff(asked, day(9))
        assert bool(diff) is (on > number)
        assert len(history.known(asked).spells()) == (recorded <= number)
        for known in OFFSETS:
            assert (A in history.at(asked, known=day(known))) is (
                on <= number and recorded <= known
            )
            both = log.known(day(known)).until(asked)
            assert both.standing() == log.until(asked).known(day(known)).standing()
            assert both.standing() == ((event,) if on <= number and recorded <= known else ())


@pytest.mark.parametrize("on", OFFSETS)
@pytest.mark.parametrize("recorded", OFFSETS)
def test_corrections_go_by_the_day_of_recording(on: int, recorded: int) -> None:
    """Whatever day a correction is about, it counts from when it was on the record."""
    event = Say(on=day(-9), what="a", value=1)
    gone = sq.Retraction(of=event.id, on=day(on), recorded=day(recorded))
    better = Say(on=day(on), recorded=day(recorded), what="a", value=2, replaces=event.id)
    for number in OFFSETS:
        believed = number < recorded
        for line, then in ((gone, ()), (better, (better,))):
            log = sq.Log([event, line])
            assert log.known(day(number)).standing() == ((event,) if believed else then)
            held = sq.replay(log, said).at(day(9), known=day(number))
            assert held.get(A) == (1 if believed else 2 if then else None)
            assert event not in log.until(day(number)).standing()


def test_the_clocks_of_windows() -> None:
    """A view by days keeps what may have happened then; what was known leaves no room."""
    rng = random.Random("clocks")
    for _ in range(300):
        log = sq.Log(small(rng))
        for number in range(-1, DAYS + 2):
            asked = FIRST + datetime.timedelta(days=number)
            standing, ordinal = log.standing(), asked.toordinal()
            until, since = log.until(asked).standing(), log.since(asked).standing()
            assert until == tuple(e for e in standing if e.on.first_day <= ordinal)
            assert since == tuple(e for e in standing if e.on.last_day >= ordinal)
            assert {e for e in log.known(asked).standing() if e.recorded > asked} == set()


def test_a_panel_goes_by_the_day_on_which_it_held() -> None:
    """The months of a panel, and its first and last by default, are those of the facts."""
    lines = [
        Say(on="1990-02-01", recorded="1995-01-01", what="a", value=1),
        Say(on="1990-04-01", recorded="1989-01-01", what="a"),
        sq.Coverage(about="said", scope=A, since="1990-01-01", until="1990-12-31"),
    ]
    panel = sq.replay(sq.Log(lines), said).panel(freq="month", rule="last", until="1990-05-31")
    months = [(str(row["first_day"]), row["holds"]) for row in panel]
    assert months == [
        ("1990-02-01", True), ("1990-03-01", True), ("1990-04-01", False), ("1990-05-01", False),
    ]  # fmt: skip


# RailsEventStore/rails_event_store#1565: reads could be ordered by the second clock, but
# projections dropped the order on the way and folded events as they had been stored.


def ties() -> list[sq.Event]:
    """Events of few days, with ranks and days of recording against the order of their days."""
    kinds = (Say, SayLate)
    says: list[sq.Event] = [
        kind(on=day(on), recorded=day(9 - on - late), what=what, value=10 * on + late, ref=ref)
        for kind, on, late, what, ref in itertools.product(kinds, (1, 3), (0, 2), "ab", "xy")
    ]
    return [*says, EndAll(on=day(2), recorded=day(8)), EndAll(on=day(3), recorded=day(0))]


def orders(lines: Sequence[sq.Event], folder: Path) -> Iterator[sq.Timeline]:
    """The timelines of the same lines, however they came together."""
    rng = random.Random("orders")
    for number in range(6):
        some = rng.sample(lines, len(lines))
        yield sq.replay(sq.Log(some), said)
        pages = folder / str(number)
        pages.mkdir()
        for page in range(4):
            text = b"".join(canonical_line(line) + b"\n" for line in some[page::4])
            (pages / f"{page}.jsonl").write_bytes(text)
        yield sq.replay(sq.load(pages, vocabulary=VOCABULARY), said)
        late = sq.replay(sq.Log(some[:5]), said)
        for line in some[5:]:
            late = late.plus(line)
        yield late
        yield sq.replay(sq.Log(some[:9]), said).plus(*some[9:])
        yield sq.replay(sq.Log(some[9:]) | sq.Log(some[:12]), said)


def folded(lines: Sequence[sq.Event], what: str) -> list[tuple[int, int | None]]:
    """What a key comes to, event by event in the order of the contract."""
    steps: list[tuple[int, int | None]] = []
    for event in sorted(lines, key=replay_order):
        if isinstance(event, EndAll):
            steps.append((event.on.last_day, None))
        elif isinstance(event, Say | SayLate) and event.what == what:
            steps.append((event.on.last_day, event.value))
    return steps


def test_projections_fold_in_the_order_of_the_contract(tmp_path: Path) -> None:
    """Day, then rank, then the day of recording, then id: no other order is ever folded."""
    lines = ties()
    expected = {what: folded(lines, what) for what in "ab"}
    shown = None
    for history in orders(lines, tmp_path):
        assert list(history.log) == sorted(lines, key=replay_order)
        for what, steps in expected.items():
            for number in range(6):
                by_then = [v for on, v in steps if on <= FIRST.toordinal() + number]
                assert history.at(day(number)).get((what,)) == (by_then[-1] if by_then else None)
        table = history.spells(by="value").to_csv()
        turns = [
            (t.on, t.key, t.after, t.event.id) for t in history.changes(after=day(-1), until=day(9))
        ]
        shown = shown or (table, turns)
        assert (table, turns) == shown


def test_what_was_known_folds_in_that_order_too(tmp_path: Path) -> None:
    """On whatever day of knowing, what was known then folds in the order of the contract."""
    lines = ties()
    for history in orders(lines, tmp_path):
        for known in range(10):
            then = FIRST + datetime.timedelta(days=known)
            told = [line for line in lines if line.recorded <= then]
            assert history.log.known(then).standing() == tuple(sorted(told, key=replay_order))
            for what in "ab":
                values = [value for _, value in folded(told, what)]
                expected = values[-1] if values else None
                assert history.at(day(9), known=then).get((what,)) == expected


def test_an_explanation_has_the_order_of_the_contract() -> None:
    """What was paid is told in the order of its days, however it was recorded."""
    lines = [
        Pay(on=day(on), recorded=day(9 - on), what="a", amount=on) for on in (3, 1, 4, 2)
    ]  # fmt: skip
    history = sq.replay(sq.Log(lines[:2]), paid).plus(*lines[2:])
    for known, told in ((9, [1, 2, 3, 4]), (7, [2, 3, 4]), (5, [4])):
        why = history.why(A, on=day(9), known=day(known))
        assert [amount for _, amount in why.contributions] == told
        totals = [
            turn.after for turn in history.known(day(known)).changes(after=day(0), until=day(9))
        ]
        assert totals == list(itertools.accumulate(told))


def test_derived_facts_follow_the_order_of_their_parts() -> None:
    """A rule made late for an early day binds from that day, in whatever order lines came."""
    lines: list[sq.Event] = [
        Join(on=day(1), recorded=day(6), club="x", who="a"),
        Join(on=day(2), recorded=day(5), club="x", who="b"),
        Join(on=day(4), recorded=day(4), club="x", who="b", leaves=True),
        Rule(on=day(0), recorded=day(8), club="x", weight=1),
        Rule(on=day(3), recorded=day(2), club="x", weight=2),
    ]
    for some in itertools.permutations(lines):
        for history in (
            sq.replay(sq.Log(some), bound),
            sq.replay(sq.Log(some[:2]), bound).plus(some[2]).plus(*some[3:]),
        ):
            held = [history.at(day(number)).get(("a", "b")) for number in range(6)]
            assert held == [None, None, 1, 2, None, None]
            assert history.at(day(2), known=day(7)).get(("a", "b")) is None
            assert history.at(day(3), known=day(7)).get(("a", "b")) == 2
