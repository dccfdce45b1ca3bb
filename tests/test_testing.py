"""The kit for property tests: what it draws, and that each of its laws can fail."""

import importlib.util
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import count
from pathlib import Path
from types import EllipsisType
from typing import Any, Literal, NamedTuple

import attrs
import pendulum
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import statusquo as sq
from statusquo.courses.deriving import DerivedCourse
from statusquo.courses.states import StateCourse
from statusquo.courses.sums import SumCourse
from statusquo.events import VOCABULARY, Accession, Dissolution, Duty, Withdrawal
from statusquo.lines.canonical import canonical_line
from statusquo.lines.event import Event
from statusquo.logs.stock import Stock
from statusquo.pages.codec import Codec
from statusquo.projecting.decorators import Derived, Projection
from statusquo.projecting.keyspace import KeySpace
from statusquo.projections import PROJECTIONS, membership
from statusquo.testing import check_projection, events, histories
from statusquo.testing.laws import SIX, Law, diff, later_events, naive_fold, twice_is_once, why
from statusquo.testing.naive_folds import naively_folded
from statusquo.testing.needs import MissingHypothesis, need_hypothesis
from statusquo.testing.overriding import UnknownOverride

ORGANISATIONS = (Accession, Withdrawal, Dissolution)
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@attrs.frozen
class Load:
    """What a ship carries: a class of a user's own, inside a user's own events."""

    cargo: str
    tonnes: Decimal
    share: Fraction | None = None


@attrs.frozen(kw_only=True)
class Voyage(Event):
    """An event with a field of every type that there is."""

    rank = 3

    ship: str
    ports: tuple[str, ...]
    crew: int | sq.Range
    loads: tuple[Load, ...] = ()
    flag: Literal["red", "white"] = "white"
    insured: bool = False
    left: sq.When | None = None
    due: pendulum.Date | None = None
    share: str | Fraction = "all"
    price: Decimal | Fraction = Decimal("1.5")
    key: tuple[str | int, ...] = ()
    pattern: tuple[str | int | EllipsisType, ...] = ()
    either: tuple[bool, ...] | int | None = None
    _inner: int = 0


@attrs.frozen(kw_only=True)
class Toll(Event):
    """`ship` paid so much; a toll of nothing is refused by the class itself."""

    ship: str
    amount: int | Decimal | Fraction | sq.Range = attrs.field()

    @amount.validator
    def _is_something(self, _: object, amount: object) -> None:
        if amount in (0, sq.Range(0, 0)):
            raise ValueError("a toll of nothing")


@sq.projection(key=("ship", "port"))
def calls(event: Event) -> Any:
    """Where a ship calls; the value is its crew."""
    if isinstance(event, Voyage):
        gone = sq.End((event.ship, ...))
        return [
            gone,
            *(sq.Set((event.ship, port), event.crew) for port in dict.fromkeys(event.ports)),
        ]
    return None


@sq.projection(key=("ship",))
def tolls(event: Event) -> Any:
    """What a ship paid in all."""
    return sq.Add((event.ship,), event.amount) if isinstance(event, Toll) else None


@sq.derived(key=("port", "ship"), share=("ship",), call=calls, toll=tolls)
def paying(call: sq.Fact, toll: sq.Fact) -> Any:
    """Which ships call at a port and have paid; the value is what."""
    return sq.Set((call.port, call.ship), toll.value)


@sq.derived(key=("ship",), share=("ship",), first=calls, second=calls)
def busy(first: sq.Fact, second: sq.Fact) -> Any:
    """Which ships call at two ports; which one is said to be the first is undecided."""
    return sq.Set((first.ship,), first.port) if first.port != second.port else None


def failure(
    projection: Projection | Derived, vocabulary: Iterable[type[Event]] = ORGANISATIONS, **how: Any
) -> str:
    """What the check says of a projection that it does not let pass."""
    with pytest.raises(AssertionError) as caught:
        check_projection(projection, vocabulary=vocabulary, **how)
    return str(caught.value)


def lines_in(text: str) -> list[str]:
    """The lines of the history that a failure shows."""
    return [line for line in text.splitlines() if line.startswith("{")]


# What is shipped, and what users write


@pytest.mark.parametrize("name", PROJECTIONS)
def test_every_shipped_projection_keeps_the_laws(name: str) -> None:
    """The projections of this library pass the check that they offer to others."""
    check_projection(PROJECTIONS[name], examples=80)


@pytest.mark.parametrize("projection", [calls, tolls, paying, busy], ids=lambda one: one.name)
def test_users_own_projections_of_own_events_keep_the_laws(
    projection: Projection | Derived,
) -> None:
    """States, sums and derived facts of classes that the library has never seen pass too."""
    check_projection(projection, vocabulary=(Voyage, Toll), examples=40)


@unhurried
@given(events((*VOCABULARY, Voyage, Voyage, Toll)))
def test_drawn_events_can_be_written_and_read(event: Event) -> None:
    """Every drawn event comes back from its canonical line as it was."""
    codec = Codec((*VOCABULARY, Voyage, Toll))
    assert codec.decode(canonical_line(event)) == event


@unhurried
@given(histories((Voyage, Toll)))
def test_drawn_histories_can_be_written_and_read(log: sq.Log) -> None:
    """Every drawn history, corrections included, is a page that can be read again."""
    codec = Codec((Voyage, Toll))
    page = codec.decode_page(codec.encode_page(log), "drawn.jsonl")
    assert sq.Log(page.lines) == log


def test_histories_have_what_makes_history_hard() -> None:
    """Among some hundred histories there is every kind of date, telling and correction."""
    met: set[str] = set()

    @settings(max_examples=300, database=None, derandomize=True, deadline=None)
    @given(histories(ORGANISATIONS))
    def look(log: sq.Log) -> None:
        ids = {event.id for event in log.events}
        acts = [event.act for event in log.events if event.act]
        seen = {
            "uncertain": any(not event.on.exact for event in log.events),
            "doubtful": any(event.on.doubtful for event in log.events),
            "open": any(event.on.last is None for event in log.events),
            "several tellings": len(acts) > len(set(acts)),
            "retracted": any(isinstance(e, sq.Retraction) and e.of in ids for e in log.events),
            "replaced": any(event.replaces in ids for event in log.events),
            "recorded late": any(e.on.last and e.recorded > e.on.last for e in log.events),
            "out of order": list(log.events) != sorted(log.events, key=lambda e: e.on.first_day),
            "ended": any(
                turn.after is None
                for turn in sq.replay(log, membership).changes(
                    after="1900-01-01", until="2100-01-01"
                )
            ),
        }
        met.update(name for name, is_so in seen.items() if is_so)

    look()
    assert len(met) == 9


# What to draw instead


@unhurried
@given(
    events(
        (Voyage, Toll),
        fields={
            "ship": st.just("Argo"),
            "Voyage.crew": st.integers(50, 60),
            "note": st.just("drawn"),
            Load: st.just(Load("fleece", Decimal("0.1"))),
            Toll: st.just(Toll(on="1999", ship="Argo", amount=3)),
        },
    )
)
def test_a_user_says_what_to_draw_instead(event: Event) -> None:
    """Fields of a name, a field of a class, any header field and whole classes can be given."""
    if isinstance(event, Toll):
        assert event.on == sq.When("1999")
        return
    assert isinstance(event, Voyage)
    assert (event.ship, event.note) == ("Argo", "drawn")
    assert event.crew in sq.Range(50, 60)
    assert {load.cargo for load in event.loads} <= {"fleece"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"shipp": st.just("Argo")},
            "no class of the vocabulary has 'shipp'; did you mean \"ship\"?",
        ),
        ({"Toll.crew": st.just(1)}, "no class of the vocabulary has 'Toll.crew'"),
        ({Duty: st.just(1)}, "no class of the vocabulary has"),
        ({"ship": "Argo"}, "which is no strategy"),
    ],
)
def test_an_override_that_fits_nothing_is_refused(fields: Any, sentence: str) -> None:
    """A name that no class has, or something that is no strategy, is told at once."""
    with pytest.raises(UnknownOverride) as caught:
        events((Voyage, Toll), fields=fields)
    assert sentence in str(caught.value)


def test_a_class_that_refuses_everything_is_named() -> None:
    """Where a class takes nothing of what its types allow, the error says which class it is."""

    @attrs.frozen(kw_only=True)
    class Never(Event):
        what: str = attrs.field(validator=attrs.validators.in_(["only this"]))

    @sq.projection(key=("what",))
    def known(event: Any) -> Any:
        return sq.Set((event.what,))

    with pytest.raises(sq.StatusQuoError, match="no Never could be drawn"):
        check_projection(known, vocabulary=[Never])
    check_projection(known, vocabulary=[Never], fields={"what": st.just("only this")}, examples=5)


def test_a_vocabulary_needs_a_class() -> None:
    """Without any class there is nothing to draw."""
    with pytest.raises(sq.StatusQuoError, match="a vocabulary needs a class"):
        events(())


# Projections that are none


def numbered() -> Callable[[Any], Any]:
    """A function that counts the events it is given."""
    numbers = count()
    return lambda event: sq.Set((event.organisation,), next(numbers))


def once() -> Callable[[Any], Any]:
    """A function that does something with an event the first time only."""
    seen: set[str] = set()

    def first_time(event: Any) -> Any:
        if event.id in seen:
            return None
        seen.add(event.id)
        return sq.Set((event.organisation,))

    return first_time


def by_the_clock(event: Any) -> Any:
    """A function that reads the clock, and mostly says the same all day."""
    return sq.Set((event.organisation,), pendulum.today().year)


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (numbered(), "impure gives two answers to one question."),
        (
            lambda event: sq.Set((event.organisation,), time.perf_counter_ns()),
            "impure reads the clock: it calls time.perf_counter_ns.",
        ),
        (by_the_clock, "impure reads the clock: it calls datetime.now."),
        (
            lambda event: sq.Set((event.organisation,), random.random().hex()),
            "impure draws at random: it calls random.",
        ),
        (
            lambda event: sq.Set((event.organisation,), Path(__file__).read_text(encoding="utf-8")),
            "impure opens a file.",
        ),
    ],
    ids=["state between events", "the clock", "the day", "randomness", "a file"],
)
def test_what_is_no_function_of_an_event_is_found(function: Any, sentence: str) -> None:
    """What counts, or reads a clock, a file or randomness, is named and shown with one event."""
    text = failure(Projection("impure", ("organisation",), function))
    assert text.startswith(sentence)
    history, _, _ = text.partition("\n\nasked about")
    assert len(lines_in(history)) == 1


def test_what_fails_only_once_is_told_as_such() -> None:
    """A failure that does not come again is shown all the same, with what that means."""
    text = failure(Projection("fickle", ("organisation",), once()))
    assert "It did not come again when tried again" in text
    assert "reads no clock, no file and no randomness" in text


def test_a_failure_can_be_pasted_and_comes_again() -> None:
    """The lines of a failure are canonical lines, both states are shown, the next run agrees."""

    def forgetful() -> str:
        numbers = count()

        def every_other(event: Any) -> Any:
            return sq.Set((event.member,)) if next(numbers) % 2 else None

        return failure(Projection("forgetful", ("member",), every_other), [Accession])

    text = forgetful()
    page = Codec([Accession]).decode_page("\n".join(lines_in(text)).encode(), "pasted.jsonl")
    assert page.lines
    assert "it says:\n    None\n" in text
    assert text.endswith("and then:\n    Set(key=('member-1',), value=True)")
    assert forgetful() == text


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (lambda event: event.nothing, "it raised AttributeError"),
        (lambda event: {sq.Set((event.member,))}, "unhashable"),
        (lambda event: [sq.Set((event.member,)), 17], "it returned 17, which is no Set"),
        (lambda event: sq.Set((event.member, "x")), "a key here is a tuple of 1"),
    ],
)
def test_what_raises_or_returns_nonsense_is_named(function: Any, sentence: str) -> None:
    """It surfaces as the error of the projection, with the smallest history in its notes."""
    with pytest.raises(
        sq.ProjectionError, match=r"the projection broken failed .*Accession"
    ) as caught:
        check_projection(Projection("broken", ("member",), function), vocabulary=[Accession])
    assert sentence in str(caught.value)
    notes = "\n".join(caught.value.__notes__)
    assert len(lines_in(notes)) == 1
    assert "hypothesis" not in notes.lower()


def test_a_check_that_cannot_fail_fails() -> None:
    """A projection for which nothing ever holds was not tested, and the error says so."""
    text = failure(membership, vocabulary=[Voyage, Withdrawal], examples=20)
    assert "membership was not tested: in 20 histories nothing ever held" in text
    assert "pass vocabulary=" in text


# Defects of the engine, each found by the law that it breaks


class Defect(NamedTuple):
    """What is done to the engine, the law that finds it, over what, and by how many events."""

    owner: type
    name: str
    wrong: Callable[[Any], Any]
    law: Law
    projection: Projection | Derived = membership
    most_lines: int = 1


def a_day_late(at: Any) -> Any:
    """The facts of the next day."""
    return lambda self, day: at(self, day.add(days=1))


def every_line(of_lines: Any) -> Any:
    """A log that keeps a line each time that it is given."""

    def kept(lines: Iterable[Any]) -> Stock:
        lines = list(lines)
        stock: Stock = of_lines(lines)
        return attrs.evolve(stock, events=tuple(lines))

    return staticmethod(kept)


def first_match(matching: Any) -> Any:
    """A pattern that ends one key only."""
    return lambda self, pattern: matching(self, pattern)[:1]


def without_endings(between: Any) -> Any:
    """A diff that forgets what ended."""
    return staticmethod(lambda before, after: attrs.evolve(between(before, after), ended={}))


def without_the_last(field: str) -> Callable[[Any], Any]:
    """Reasons of which the last is left out."""

    def reasons(whole: Any) -> Any:
        def cut(self: Any, code: int, day: int) -> Any:
            found = whole(self, code, day)
            return attrs.evolve(found, **{field: getattr(found, field)[:-1]})

        return cut

    return reasons


DEFECTS = {
    "at a day late, later events": Defect(sq.Timeline, "at", a_day_late, later_events),
    "at a day late, naive fold": Defect(sq.Timeline, "at", a_day_late, naive_fold),
    "duplicates kept": Defect(Stock, "of_lines", every_line, twice_is_once, tolls),
    "patterns that end one": Defect(
        KeySpace, "matching", first_match, naive_fold, membership, most_lines=3
    ),
    "endings left out of a diff": Defect(
        sq.Diff, "between", without_endings, diff, membership, most_lines=2
    ),
    "no event behind a fact": Defect(StateCourse, "reasons", without_the_last("events"), why),
    "an amount left out": Defect(
        SumCourse, "reasons", without_the_last("contributions"), why, tolls
    ),
    "half of a derived fact": Defect(
        DerivedCourse, "reasons", without_the_last("events"), why, paying, most_lines=2
    ),
}


@pytest.mark.parametrize("defect", DEFECTS.values(), ids=DEFECTS)
def test_every_law_finds_a_defect_of_the_engine(
    defect: Defect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A law that cannot fail says nothing: each finds its defect, with few events."""
    right = getattr(defect.owner, defect.name)
    monkeypatch.setattr(defect.owner, defect.name, defect.wrong(right))
    vocabulary = ORGANISATIONS if defect.projection is membership else (Voyage, Toll)
    text = failure(defect.projection, vocabulary, laws=[defect.law])
    assert text.startswith(f"{defect.projection.name} breaks the law of {defect.law.name}:")
    assert defect.law.sentence in text
    assert 1 <= len(lines_in(text)) <= defect.most_lines


def test_there_are_six_laws_each_a_sentence() -> None:
    """Every law has a name of its own and says in one sentence what must hold."""
    assert len({law.name for law in SIX}) == 6
    assert all(law.sentence.endswith(".") and law.sentence.count(".") == 1 for law in SIX)


def test_the_naive_fold_agrees_with_a_hand() -> None:
    """The slow oracle itself, over three events and a pattern."""
    lines = [
        Accession(on="1999-01-01", organisation="UN", member="CHE"),
        Accession(on="1999-01-02", organisation="EU", member="CHE"),
        Dissolution(on="1999-01-03", organisation="UN"),
    ]
    assert naively_folded(membership, lines) == {("EU", "CHE"): True}


def test_without_hypothesis_the_kit_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the extra, and is an ImportError too."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingHypothesis, match=r"pip install 'statusquo\[testing\]'") as caught:
        need_hypothesis()
    assert isinstance(caught.value, ImportError)
    assert isinstance(caught.value, sq.StatusQuoError)


def test_what_is_drawn_does_not_depend_on_what_is_loaded(tmp_path: Path) -> None:
    """A module with constants, loaded or not, changes nothing of the histories."""
    (tmp_path / "constants.py").write_text("A = [1, 2, 3, 5, 7, 11, 730_000, 'a', 'b', 'c']\n")
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "if sys.argv[2] == 'more': import constants\n"
        "from statusquo.events import Accession, Withdrawal\n"
        "from statusquo.projections import membership\n"
        "from statusquo.testing import check_projection, law\n"
        "heard = hashlib.sha256()\n"
        "@law\n"
        "def hears(case):\n"
        "    'It is heard.'\n"
        "    heard.update(repr([event.id for event in case.events]).encode())\n"
        "check_projection(membership, vocabulary=[Accession, Withdrawal], laws=[hears],\n"
        "                 examples=30)\n"
        "print(heard.hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path), which],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
        ).stdout
        for which in ("fewer", "more")
    }
    assert len(digests) == 1
