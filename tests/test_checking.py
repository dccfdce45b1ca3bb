"""Checking a log: observations, corrections, declarations, successions."""

from typing import Any, ClassVar

import attrs
import pytest
from oracles import EndAll, Say, said

import statusquo as sq
from statusquo.lines.event import Event


def codes(*lines: Any, projections: Any = (said,)) -> list[str]:
    """The codes of the findings in a log of some lines."""
    return [finding.code for finding in sq.check(sq.Log(lines), projections)]


def seen(on: str, *, key: str = "a", about: str = "said", **what: Any) -> sq.Observation:
    """An observation of what is said."""
    return sq.Observation(on=on, about=about, key=(key,), **what)


BEGAN = Say(on="1992-05-05", what="a", value=7)
ENDED = Say(on="1994-05-05", what="a")
COMPLETE = sq.Coverage(about="said", scope=(...,), since="1990-01-01", until="1999-12-31")


@pytest.mark.parametrize(
    "observation",
    [
        seen("1993-01-01", holds=True),
        seen("1993-01-01", value=7),
        seen("1993-01-01", value=sq.Range(5, 9)),
        seen("1991-01-01", holds=False),
        seen("1994-05-05", holds=True),
        seen("1994-05-05", holds=False),
        seen("1992", holds=True),
        seen("1992", holds=False),
        seen("[1980-01-01..1998-01-01]", value=7),
        seen("[1993-01-01..]", holds=False, recorded="1999-01-01"),
        seen("1989-06-01", holds=True),
        seen("2001-01-01", holds=True),
        seen("1995-01-01", holds=False, key="never"),
    ],
)
def test_an_observation_that_may_be_true_is_no_finding(observation: sq.Observation) -> None:
    """It agrees if any evening of its days has a possible value that agrees."""
    assert codes(BEGAN, ENDED, COMPLETE, observation) == []


@pytest.mark.parametrize(
    "observation",
    [
        seen("1993-01-01", holds=False),
        seen("1993-01-01", value=8),
        seen("1993-01-01", value=sq.Range(8, 9)),
        seen("1993-01-01", value="7"),
        seen("1993", holds=False),
        seen("1991-01-01", holds=True),
        seen("1996", holds=True),
        seen("1995-01-01", holds=True, key="never"),
    ],
)
def test_an_observation_that_cannot_be_true_is_a_finding(observation: sq.Observation) -> None:
    """It is contradicted only where every possible value of all its evenings disagrees."""
    assert codes(BEGAN, ENDED, COMPLETE, observation) == ["observation-contradicted"]


def test_outside_coverage_an_absent_fact_contradicts_nothing() -> None:
    """What the log does not know it cannot deny."""
    assert codes(seen("1991-01-01", holds=True)) == []
    assert codes(seen("1991-01-01", holds=True), COMPLETE) == ["observation-contradicted"]


def test_remarks_about_nothing_are_findings() -> None:
    """An unknown projection and a key of another length are told."""
    assert codes(seen("1991", about="sayed", holds=True)) == ["projection-unknown"]
    assert codes(sq.Observation(on="1991", about="said", key=("a", "b"), holds=True)) == [
        "key-places"
    ]
    scope = sq.Coverage(about="said", scope=("a", ...), since="1990-01-01", until="1999-12-31")
    assert codes(scope) == ["key-places"]


def test_corrections_of_unknown_events_and_double_ones_are_findings() -> None:
    """Two live replacements both stand, and a person should look."""
    one = Say(on="1992-05-06", what="b", replaces=BEGAN.id, recorded="2000-01-01", value=1)
    other = Say(on="1992-05-07", what="c", replaces=BEGAN.id, recorded="2000-01-01", value=1)
    assert codes(BEGAN, one, other) == ["replacements-differ"]
    assert codes(BEGAN, one, other, sq.Retraction(of=other.id, on="2001-01-01")) == []
    assert codes(sq.Retraction(of="0" * 32, on="2001-01-01")) == ["correction-unknown"]


def test_a_correction_before_what_it_corrects_is_told() -> None:
    """Nobody corrects what nobody has said: one of the two days is wrong."""
    late = Say(on="1992-05-06", what="a", recorded="2000-01-02", value=1)
    early = Say(on="1992-05-07", what="a", replaces=late.id, recorded="2000-01-01", value=1)
    in_time = Say(on="1992-05-07", what="a", replaces=late.id, recorded="2000-01-02", value=1)
    assert codes(late, early) == ["correction-early"]
    assert codes(late, in_time) == []


def test_declarations_of_one_key_must_agree() -> None:
    """The same key with different content, and a key that nobody declared, are told."""
    almanac = sq.Source(key="almanac", title="Almanac", issuer="Press")
    other = sq.Source(key="almanac", title="Another", issuer="Press")
    heard = Say(on="1992", what="a", source="almanac", value=1)
    assert codes(almanac, other, heard) == ["declarations-differ"]
    assert codes(heard) == ["source-undeclared"]
    assert codes(heard, almanac) == []


def test_ending_what_does_not_hold_is_told_once() -> None:
    """An idle ending is a finding; a second ending that day, or a pattern, is none."""
    assert codes(ENDED) == ["ends-nothing"]
    assert codes(BEGAN, ENDED, Say(on="1994-05-05", what="a", ref="again")) == []
    assert codes(EndAll(on="1999-01-01"), BEGAN) == []
    assert codes(BEGAN, ENDED, Say(on="1994-05-06", what="a")) == ["ends-nothing"]


@attrs.frozen(kw_only=True)
class Merger(Event):
    """`old` ended, and `new` came after it."""

    rank = -1
    passes_on: ClassVar[tuple[str, str]] = ("old", "new")

    old: str
    new: str


@sq.projection(key=("who", "what"))
def owns(event: Event) -> Any:
    """Who has what."""
    match event:
        case Say(what=what, value=value) if value is not None:
            return sq.Set((what, "house"), value)
        case Merger(old=old):
            return sq.End((old, ...))
        case _:
            return None


def test_what_nobody_took_over_is_listed() -> None:
    """A succession creates nothing: what no successor is given by a line of its own is told."""
    had = Say(on="1992-05-05", what="old", value=1)
    merged = Merger(on="1995-01-01", old="old", new="new")
    given = Say(on="1995-01-01", what="new", value=1)
    assert codes(had, merged, projections=[owns]) == ["nobody-took-over"]
    assert codes(had, merged, given, projections=[owns]) == []
    again = Merger(on="1995-01-01", old="old", new="newer")
    assert codes(had, merged, again, given, projections=[owns]) == []
