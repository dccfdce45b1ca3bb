"""The strategies: what they draw, that most of it could be true, and that Hypothesis finds them."""

import os
import subprocess
import sys

import attrs
import pendulum
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from plausibility import plausible_share

import statusquo as sq
from statusquo.events import VOCABULARY, Accession, Dissolution, Withdrawal
from statusquo.hypothesis_plugin import _register_each, strategy_for
from statusquo.lines.canonical import canonical_line
from statusquo.pages.codec import Codec
from statusquo.projecting.decorators import Projection
from statusquo.projections import PROJECTIONS, control, membership, stationing
from statusquo.testing import days_of, histories, logs, whens
from statusquo.testing.resolving import known_types, resolved

unhurried = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
drawing = settings(
    max_examples=500, phases=[Phase.generate], database=None, derandomize=True, deadline=None
)
ORGANISATIONS = (Accession, Withdrawal, Dissolution)


@attrs.frozen(kw_only=True)
class Opening(sq.Event):
    """`crossing` was opened: a class of a user's own, with every kind of day."""

    crossing: str
    announced: sq.When
    due: pendulum.Date


@attrs.frozen(kw_only=True)
class Closing(sq.Event):
    """`crossing` was closed."""

    crossing: str


def drawn(strategy: st.SearchStrategy[sq.When]) -> list[sq.When]:
    """Some hundred dates."""
    found: list[sq.When] = []

    @drawing
    @given(strategy)
    def keep(when: sq.When) -> None:
        found.append(when)

    keep()
    return found


# Dates


def test_dates_of_every_form_are_drawn() -> None:
    """Every form of the notation, every mark and every edge of the calendar comes up."""
    texts = {when.text for when in drawn(whens())}
    plain = {text.rstrip("?~%") for text in texts}
    shapes = {"".join("0" if c.isdigit() else c for c in text) for text in plain}
    assert {"0000-00-00", "0000-00", "0000", "000X", "00XX"} <= shapes
    assert any(text[5:] in {"21", "22", "23", "24"} for text in plain)
    assert any(text.startswith("[..") for text in texts)
    assert any(text.rstrip("?~%").endswith("..]") for text in texts)
    assert any(text[0] == "[" and ".." in text[5:-5] for text in texts)
    assert {text[-1] for text in texts} >= {"?", "~", "%"}
    assert any("-02-29" in text for text in texts)
    assert any(text.startswith("0001") for text in texts)
    assert any(text.startswith("9999") for text in texts)


@unhurried
@given(whens(since="1991-03-01", until="1992-02-29"))
def test_dates_keep_within_bounds(when: sq.When) -> None:
    """No end that a date has lies outside the days that were asked for."""
    assert "[.." in when.text or when.first >= pendulum.Date(1991, 3, 1)
    assert when.last is None or when.last <= pendulum.Date(1992, 2, 29)
    assert when.first <= pendulum.Date(1992, 2, 29)


@unhurried
@given(whens(exact=True))
def test_exact_dates_are_days(when: sq.When) -> None:
    """What is exact is one day without a mark."""
    assert when.exact


def test_dates_within_nothing_are_refused() -> None:
    """Bounds that are backwards are told at once."""
    with pytest.raises(sq.StatusQuoError, match="no date lies from 1992-01-01 to 1991-01-01"):
        whens(since="1992-01-01", until="1991-01-01")


# Histories and logs


@pytest.mark.parametrize("projection", [membership, stationing, control], ids=lambda one: one.name)
def test_what_ends_has_mostly_begun(projection: Projection) -> None:
    """Of the endings in histories for a projection about half or more end something."""
    assert plausible_share(histories(projection=projection), [projection], 300) > 0.4


def test_what_ends_has_mostly_begun_by_the_order_of_a_vocabulary() -> None:
    """Also without a projection, where fields and the order of classes say what follows what."""
    assert plausible_share(histories(), PROJECTIONS.values(), 300) > 0.4


def test_what_ends_has_mostly_begun_in_a_vocabulary_of_ones_own() -> None:
    """The same of classes that the library has never seen."""

    @sq.projection(key=("crossing",))
    def open_crossings(event: sq.Event) -> sq.Set | sq.End | None:
        match event:
            case Opening(crossing=crossing):
                return sq.Set((crossing,))
            case Closing(crossing=crossing):
                return sq.End((crossing,))
            case _:
                return None

    for strategy in (
        histories([Opening, Closing]),
        histories([Closing, Opening], projection=open_crossings),
    ):
        assert plausible_share(strategy, [open_crossings], 100) > 0.4


@settings(unhurried, max_examples=40)
@given(logs(VOCABULARY, projection=membership))
def test_any_log_can_be_written_and_read(log: sq.Log) -> None:
    """Every drawn log is a page that can be read again, and can be checked."""
    codec = Codec(VOCABULARY)
    assert sq.Log(codec.decode_page(codec.encode_page(log), "drawn.jsonl").lines) == log
    sq.check(log)


def test_any_log_has_every_kind_of_line() -> None:
    """Declarations, claims of completeness, observations and retractions come up, and no line."""
    met: set[str] = set()

    @settings(drawing, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
    @given(logs(ORGANISATIONS))
    def look(log: sq.Log) -> None:
        met.update(type(line).__name__ for line in log)
        met.update(() if len(log) else ("nothing",))

    look()
    remarks = {"Source", "Actor", "Coverage", "Observation", "Retraction"}
    assert met == {*remarks, "Accession", "Withdrawal", "Dissolution", "nothing"}


@unhurried
@given(st.data(), histories(ORGANISATIONS))
def test_days_of_a_log_are_days(data: st.DataObject, log: sq.Log) -> None:
    """Every day that is drawn of a log can be asked about."""
    sq.replay(log, membership).at(data.draw(days_of(log)))


def test_days_of_a_log_are_those_that_matter() -> None:
    """The day of an event, the day before and the day after come up; of no log some days do."""
    met: set[pendulum.Date] = set()

    @drawing
    @given(days_of(sq.Log([sq.Event(on="1990-03")])))
    def look(day: pendulum.Date) -> None:
        met.add(day)

    look()
    ends = {pendulum.Date(1990, 3, 1), pendulum.Date(1990, 3, 31)}
    assert {day.add(days=step) for day in ends for step in (-1, 0, 1)} <= met
    days_of(sq.Log()).validate()


# What Hypothesis finds by itself

ASKED = """
import sys
from hypothesis import given, settings, strategies as st
print(sorted(name for name in sys.modules if name.startswith("statusquo.")))
import attrs, pendulum, statusquo as sq
from statusquo.events import Accession
{own}
for cls in {asked}:
    @settings(max_examples=3, database=None, deadline=None)
    @given(st.from_type(cls))
    def look(drawn):
        assert isinstance(drawn, cls)
    try:
        look()
    except Exception as error:
        print(cls.__name__, type(error).__name__)
"""
OWN = """
@attrs.frozen(kw_only=True)
class Own(sq.Event):
    what: str
    due: pendulum.Date

@attrs.frozen
class Holder:
    day: pendulum.Date
    own: Own
"""


def asked(types: str, **environment: str) -> list[str]:
    """What a program that asks for these types prints."""
    done = subprocess.run(
        [sys.executable, "-c", ASKED.format(own=OWN, asked=types)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_hypothesis_finds_every_type_once_installed() -> None:
    """After importing Hypothesis alone nothing of the kit is there, and all types are found."""
    types = "[Accession, Own, Holder, pendulum.Date, sq.When, sq.Log, sq.Range, sq.Event]"
    assert asked(types) == ["['statusquo.hypothesis_plugin']"]


def test_without_plugins_hypothesis_is_left_alone() -> None:
    """Where plugins are switched off nothing is imported and nothing is found."""
    found = asked("[pendulum.Date, sq.When]", HYPOTHESIS_NO_PLUGINS="1")
    assert found[0] == "[]"
    assert {"Date", "When"} <= {line.split()[0] for line in found[1:]}


def test_other_types_are_none_of_ours() -> None:
    """For what is no type, or a type of others, there is no strategy from here."""
    assert [strategy_for(wanted) for wanted in (int, "Accession", list[int], Codec)] == [None] * 4


@pytest.mark.parametrize("cls", known_types(), ids=lambda cls: cls.__name__)
def test_every_type_that_can_be_named_is_drawn(cls: type) -> None:
    """Every class of events and every line of the engine has a strategy for its type."""
    strategy = resolved(cls)
    assert strategy is not None

    @settings(drawing, max_examples=5, suppress_health_check=[HealthCheck.too_slow])
    @given(strategy)
    def look(value: object) -> None:
        assert isinstance(value, cls)

    look()


def test_without_the_lazy_way_each_type_is_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Hypothesis that cannot be told lazily is told of each type by itself."""
    told: list[type] = []
    monkeypatch.setattr(st, "register_type_strategy", lambda cls, _: told.append(cls))
    _register_each()
    assert set(told) == set(known_types())


def test_what_is_drawn_by_type_can_be_written() -> None:
    """An event that was asked for by its type is a line."""
    codec = Codec([Opening])

    @settings(drawing, max_examples=50)
    @given(st.from_type(Opening))
    def look(event: Opening) -> None:
        assert codec.decode(canonical_line(event)) == event

    look()
