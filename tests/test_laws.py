"""Every law can fail, and says what is wrong; what is no projection is named as such."""

import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, NamedTuple

import attrs
import pytest
from hypothesis import strategies as st
from oracles import VOCABULARY as SAYINGS
from oracles import EndAll, Pay, Say, paid, said

import statusquo as sq
from statusquo.courses.readings import Possibilities
from statusquo.courses.sums import SumCourse
from statusquo.events import Accession, Dissolution, Withdrawal
from statusquo.lines.event import Event
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection
from statusquo.projections import PROJECTIONS, membership
from statusquo.testing import (
    LAWS,
    OPTIONAL,
    Account,
    Breach,
    Case,
    Law,
    UnfitLaw,
    check_projection,
    law,
    symmetric_in,
)
from statusquo.testing import laws as known_laws
from statusquo.testing.enumerating import enumerated
from statusquo.testing.watchdog import watchdog
from statusquo.timelines.facts import Facts

ORGANISATIONS = (Accession, Withdrawal, Dissolution)


@sq.derived(key=("what",), share=("what",), one=said, other=said)
def agreed(one: sq.Fact, other: sq.Fact) -> Any:
    """What is said, put together from itself."""
    return sq.Set((one.what,), one.value) if one.value == other.value else None


def failure(projection: Projection | Derived, vocabulary: Any = ORGANISATIONS, **how: Any) -> str:
    """What the check says of a projection that it does not let pass."""
    with pytest.raises(AssertionError) as caught:
        check_projection(projection, vocabulary=vocabulary, **how)
    return str(caught.value)


def lines_in(text: str) -> list[str]:
    """The lines of the history that a failure shows."""
    history = text.partition("to paste into a page:\n")[2].partition("\n\n")[0]
    return history.splitlines()


# Laws of the engine, each broken by a defect


class Defect(NamedTuple):
    """What is done to the engine, the law that finds it, and over what."""

    owner: Any
    name: str
    wrong: Callable[[Any], Any]
    law: Law
    projection: Projection | Derived = membership
    most_lines: int = 1


def of_tomorrow(certain: Any) -> Any:
    """What will hold tomorrow is certain."""
    return lambda self: certain(Facts(self._judge, self._day + 1))


def nothing_may(possible: Any) -> Any:
    """What is not certain is not possible."""
    return lambda self: {key: v for key, v in possible(self).items() if len(v) == 1}


def forgetting(plus: Any) -> Any:
    """A late line is forgotten."""
    return lambda self, *lines: plus(self, *lines[:-1])


def all_known(known: Any) -> Any:
    """What is known on a day is all that will ever be."""
    del known
    return lambda self, day: self


def never_absent(at: Any) -> Any:
    """What may hold surely does."""
    return lambda self, day: at(self, day) - {-1} or at(self, day)


def of_the_first(possible: Any) -> Any:
    """Of an unsure total only the upper bound."""

    def cut(self: Any, code: int, day: int) -> Any:
        found = possible(self, code, day)
        return sq.Range(found.high, found.high)

    return cut


def a_day_longer(each_spell: Any) -> Any:
    """Spells that have the day on which they end."""

    def longer(self: Any, **how: Any) -> Iterator[Any]:
        for spell in each_spell(self, **how):
            yield attrs.evolve(spell, end=spell.end and spell.end.add(days=1))

    return longer


def halved(each_spell: Any) -> Any:
    """Spells that are cut in two after their first day."""

    def cut(self: Any, **how: Any) -> Iterator[Any]:
        for spell in each_spell(self, **how):
            yield attrs.evolve(spell, end=spell.start.add(days=1))
            yield attrs.evolve(spell, start=spell.start.add(days=1))

    return cut


def without_the_first(changes: Any) -> Any:
    """Changes of which the first is left out."""
    return lambda self, **how: changes(self, **how)[1:]


def all_hold(panel: Any) -> Any:
    """A panel in which everything always holds."""

    def wrong(self: Any, **how: Any) -> Any:
        table = panel(self, **how)
        rows = [(*row[:-2], True, row[-1]) for row in table.rows]
        return sq.Table(table.columns, rows, title=table.title)

    return wrong


DEFECTS = {
    "late lines forgotten": Defect(sq.Timeline, "plus", forgetting, known_laws.growth),
    "certain too early": Defect(Facts, "certain", of_tomorrow, known_laws.certainty),
    "doubts forgotten": Defect(Facts, "possible", nothing_may, known_laws.certainty, most_lines=2),
    "no reading without it": Defect(
        Possibilities, "at", never_absent, known_laws.readings, most_lines=2
    ),
    "no lower bound": Defect(SumCourse, "possible", of_the_first, known_laws.readings, paid),
    "later knowledge": Defect(sq.Timeline, "known", all_known, known_laws.two_clocks, most_lines=2),
    "no retraction": Defect(sq.Timeline, "plus", forgetting, known_laws.retraction),
    "a day too many": Defect(
        sq.Timeline, "each_spell", a_day_longer, known_laws.spells, most_lines=2
    ),
    "cut in two": Defect(sq.Timeline, "each_spell", halved, known_laws.spells),
    "a change left out": Defect(
        sq.Timeline, "changes", without_the_first, known_laws.tables, most_lines=2
    ),
    "always": Defect(sq.Timeline, "panel", all_hold, known_laws.panels, most_lines=2),
}


@pytest.mark.parametrize("defect", DEFECTS.values(), ids=DEFECTS)
def test_every_law_finds_a_defect_of_the_engine(
    defect: Defect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A law that cannot fail says nothing: each finds its defect, with few lines."""
    right = getattr(defect.owner, defect.name)
    monkeypatch.setattr(defect.owner, defect.name, defect.wrong(right))
    vocabulary = ORGANISATIONS if defect.projection is membership else SAYINGS
    text = failure(defect.projection, vocabulary, laws=[defect.law])
    assert text.startswith(f"{defect.projection.name} breaks the law of {defect.law.name}:")
    assert defect.law.sentence in text
    assert 1 <= len(lines_in(text)) <= defect.most_lines


@attrs.frozen(kw_only=True)
class Louder(Event):
    """A class that converts its field a second time when it is read."""

    what: str = attrs.field(converter=lambda text: f"{text}!")


@sq.projection(key=("what",))
def shouted(event: Event) -> Any:
    """What was shouted."""
    return sq.Set((event.what,)) if isinstance(event, Louder) else None


def test_an_event_that_changes_when_it_is_read_is_found() -> None:
    """The law of writing shows the line, and what it becomes."""
    text = failure(shouted, [Louder])
    assert text.startswith("shouted breaks the law of written and read:")
    assert '"what":"what-1!"' in text
    assert '"what":"what-1!!"' in text


@pytest.mark.parametrize("projection", [said, paid, agreed], ids=lambda one: one.name)
def test_states_sums_and_derived_facts_keep_the_laws(projection: Projection | Derived) -> None:
    """Patterns, ranks, sums of ranges and derived facts pass every law."""
    check_projection(projection, vocabulary=SAYINGS, examples=40)


def test_enumeration_agrees_with_a_hand() -> None:
    """The oracle of readings itself: a day that is open, a tie, a doubt and a range."""
    may = Log(
        [
            Say(on="[1990-01-01..1990-01-03]", what="a", value=1),
            Say(on="1990-01-02", what="a", value=2),
            Say(on="1990-01-02?", what="b", value=3),
        ]
    )
    possible = enumerated(said, may)
    days = [sq.When(f"1990-01-0{day}").first_day for day in (1, 2, 3)]
    assert [set(possible(day)["a",]) for day in days] == [{None, 1}, {1, 2}, {1, 2}]
    assert ("b",) not in possible(days[0])
    assert set(possible(days[1])["b",]) == {None, 3}
    total = enumerated(paid, Log([Pay(on="1990-01-02?", what="a", amount=sq.Range(2, 3))]))
    assert (total(days[1])["a",].low, total(days[1])["a",].high) == (0, 3)


def test_true_and_one_are_two_readings() -> None:
    """Values that are equal in Python and not here are told apart."""

    @sq.projection(key=("what",))
    def either(event: Event) -> Any:
        if isinstance(event, Say):
            return sq.Set((event.what,), True if event.value is None else 1)
        return None

    log = Log([Say(on="1990-01-01", what="a"), Say(on="1990-01-01", what="a", value=7)])
    assert len(enumerated(either, log)(log.events[0].on.first_day)["a",]) == 2


# Laws to ask for


@sq.projection(key=("one", "other"))
def dyads(event: Event) -> Any:
    """Members and their organisations, one way round."""
    return sq.Set((event.organisation, event.member)) if isinstance(event, Accession) else None


@sq.projection(key=("one", "other"))
def both_ways(event: Event) -> Any:
    """The same, both ways round, where they are two."""
    if isinstance(event, Accession) and event.organisation != event.member:
        pair = (event.organisation, event.member)
        return [sq.Set(pair), sq.Set(pair[::-1])]
    return None


@sq.projection(key=("what",))
def balance(event: Event) -> Any:
    """What was paid, or paid back."""
    return sq.Add((event.what,), event.amount) if isinstance(event, Pay) else None


@sq.projection(key=("group", "what"))
def shares(event: Event) -> Any:
    """Halves, and one half too many."""
    if isinstance(event, EndAll):
        return sq.End((..., ...))
    return sq.Set(("all", event.what), sq.Range(1, 1)) if isinstance(event, Say) else None


OPTIONAL_BREACHES: dict[str, tuple[Projection, Any]] = {
    "symmetric": (dyads, ORGANISATIONS),
    "irreflexive": (dyads, ORGANISATIONS),
    "one_at_a_time": (membership, ORGANISATIONS),
    "never-negative": (balance, SAYINGS),
    "never ends": (membership, ORGANISATIONS),
    "shares_sum_to_one": (shares, SAYINGS),
}


@pytest.mark.parametrize("name", OPTIONAL_BREACHES)
def test_every_law_to_ask_for_can_fail(name: str) -> None:
    """Each is found by its name, written with spaces or not, and broken by something."""
    projection, vocabulary = OPTIONAL_BREACHES[name]
    plain = name.replace("_", " ").replace("-", " ")
    text = failure(projection, vocabulary, laws=(), also=name)
    assert text.startswith(f"{projection.name} breaks the law of {plain}:")
    assert 1 <= len(lines_in(text)) <= 2
    assert "2000-01-0" in text


def test_what_keeps_the_laws_to_ask_for_passes() -> None:
    """Symmetric facts are symmetric, and among several places two can be named."""
    asked = ["symmetric", "irreflexive", symmetric_in("one", "other")]
    check_projection(both_ways, vocabulary=ORGANISATIONS, laws=(), also=asked, examples=30)
    text = failure(dyads, laws=(), also=[symmetric_in("one", "other")])
    assert "breaks the law of symmetric in one and other" in text


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("symetric", "there is no law 'symetric'; did you mean \"symmetric\"?"),
        (17, "17 is no law"),
        (symmetric_in("one", "member"), "its key has no 'one', it has organisation, member"),
    ],
)
def test_a_law_that_nobody_knows_or_that_does_not_fit_is_refused(asked: Any, sentence: str) -> None:
    """It is said at once, before anything is drawn."""
    with pytest.raises(UnfitLaw) as caught:
        check_projection(membership, also=[asked])
    assert sentence in str(caught.value)


def test_symmetry_of_more_than_two_places_has_to_be_named() -> None:
    """The law cannot guess which of four places are alike."""
    with pytest.raises(UnfitLaw, match="its key has 4 places, not two"):
        check_projection(PROJECTIONS["stationing"], also=["symmetric"])
    with pytest.raises(UnfitLaw, match="its key has only one place"):
        check_projection(said, also=["one at a time"])


@law
def nobody(case: Case) -> Any:
    """Nobody is a member."""
    held = [key for day in case.days for key in case.facts(day)]
    return f"{held[0]} is one" if held else None


@law
def nothing(case: Case) -> Any:
    """Nothing happened."""
    return Breach(tuple(case.events), (Account("what did", ["this"]),)) if case.events else None


def broken_law(case: Case) -> Any:
    """A law that has a mistake itself."""
    return getattr(case, "non" + "sense")


def test_users_add_laws_of_their_own() -> None:
    """A sentence or a breach says what is wrong."""
    text = failure(membership, also=[nobody])
    assert text.startswith("membership breaks the law of nobody:\nNobody is a member.")
    assert text.endswith("\n\n('organisation-1', 'member-1') is one")
    assert failure(membership, laws=[nothing]).endswith("\n\nwhat did:\n    this")


def test_a_mistake_in_a_law_is_told_as_one() -> None:
    """What a law raises is no breach, and the name of the law is given."""
    with pytest.raises(AttributeError) as caught:
        check_projection(membership, vocabulary=ORGANISATIONS, also=[law(broken_law)])
    assert "The law of broken law itself raised this" in caught.value.__notes__[0]


def test_every_law_is_a_sentence_with_a_name() -> None:
    """Names differ, and each law says in one sentence what must hold."""
    every = (*LAWS, *OPTIONAL)
    assert len({each.name for each in every}) == len(every) == 27
    assert all(each.sentence.endswith(".") and each.sentence.count(".") == 1 for each in every)


# What a projection must not do


@attrs.define
class Box:
    """Something that can be changed, inside an event."""

    size: int = 1


@attrs.frozen(kw_only=True)
class Parcel(Event):
    """An event with something in it that can be changed."""

    what: str
    box: Box = attrs.field(factory=Box)


def growing(event: Any) -> Any:
    """A mistake: the box grows whenever it is looked at."""
    event.box.size += 1
    return sq.Set((event.what,), event.box.size)


def forced(event: Any) -> Any:
    """A mistake: a frozen event is changed by force."""
    object.__setattr__(event, "what", "else")
    return sq.Set((event.what,))


@pytest.mark.parametrize("function", [growing, forced])
def test_what_changes_an_event_is_named(function: Any) -> None:
    """The event before and after the call is shown."""
    text = failure(Projection("meddling", ("what",), function), [Parcel])
    assert text.startswith("meddling changes what it is given.")
    assert "before the call:" in text
    assert "after it:" in text
    assert len(lines_in(text)) == 1


def test_what_changes_a_fact_is_named() -> None:
    """A derived projection may not change the facts of which it is made."""

    @sq.derived(key=("what",), share=("what",), one=said)
    def doubled(one: Any) -> Any:
        object.__setattr__(one, "value", one.value + 1)
        return sq.Set((one.what,), one.value)

    text = failure(doubled, SAYINGS)
    assert text.startswith("doubled changes what it is given.")
    assert "before the call:\n    one=Fact(what='what-1'" in text


def test_derived_facts_of_randomness_are_named() -> None:
    """A derived projection may not count its calls either."""
    numbers = count()

    @sq.derived(key=("what",), share=("what",), one=said)
    def numbered(one: Any) -> Any:
        return sq.Set((one.what,), next(numbers))

    assert failure(numbered, SAYINGS).startswith("numbered gives two answers to one question.")


def forever(event: Any) -> Any:
    """A mistake: it never ends."""
    while event:
        pass


def asleep(event: Any) -> Any:
    """A mistake: it waits for something."""
    del event
    time.sleep(60)


def endless(event: Any) -> Iterator[Any]:
    """A mistake: it gives changes without end."""
    while True:
        yield sq.Set((event.organisation,))


@pytest.mark.parametrize("function", [forever, asleep])
def test_what_never_returns_is_stopped(function: Any) -> None:
    """The sentence says after how many seconds, and what it was asked about."""
    started = time.monotonic()
    text = failure(Projection("slow", ("organisation",), function), [Accession], patience=0.3)
    assert text.startswith("slow had not returned after 0.3 seconds, and was stopped.")
    assert '{"type":"accession"' in text
    assert time.monotonic() - started < 10


def test_what_never_returns_is_stopped_in_any_thread() -> None:
    """Where there are no signals another thread stops it."""
    found: list[str] = []

    def check() -> None:
        found.append(failure(Projection("slow", ("a",), forever), [Accession], patience=0.3))

    thread = threading.Thread(target=check)
    thread.start()
    thread.join(20)
    assert found[0].startswith("slow had not returned after 0.3 seconds")


def test_what_gives_changes_without_end_is_stopped() -> None:
    """A generator that goes on for ever is told by its number of changes."""
    text = failure(Projection("endless", ("organisation",), endless), [Accession])
    assert text.startswith("endless gives more than 100,000 changes at once.")


def test_a_watchdog_leaves_nothing_behind() -> None:
    """One inside another works too, and no alarm is left."""
    import signal  # noqa: PLC0415  # only some systems have all of it

    before = signal.getsignal(signal.SIGALRM)
    with watchdog(lambda: False), watchdog(lambda: False):
        pass
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_check_is_fast() -> None:
    """A hundred histories of a common projection take a few seconds of processor time."""
    started = time.process_time()
    check_projection(membership)
    assert time.process_time() - started < 20


def test_fields_say_what_histories_are_of() -> None:
    """Laws to ask for are kept where what is drawn lets them be."""
    amounts = {"amount": st.integers(0, 9)}
    check_projection(
        balance, vocabulary=[Pay], fields=amounts, also=["never_negative"], examples=30
    )
