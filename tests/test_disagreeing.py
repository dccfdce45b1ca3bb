"""Disagreements, comparisons and what-if, each against the answers day by day."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from clubs import bound, happenings
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import Say, SayLate, said
from strategies import DAYS, FIRST, WHATS, day, histories

import statusquo as sq

WEEK = [FIRST + datetime.timedelta(days=offset) for offset in range(-1, DAYS + 3)]
Rows = list[dict[str, Any]]


def on_the_day(rows: Rows, on: datetime.date, **where: Any) -> Rows:
    """The rows whose period has a day."""
    return [
        row
        for row in rows
        if row["start"] <= on
        and (row["end"] is None or on < row["end"])
        and (row["censored_on"] is None or on <= row["censored_on"])
        and all(row[name] == value for name, value in where.items())
    ]


def answer(history: sq.Timeline, key: tuple[str, ...], on: datetime.date) -> Any:
    """What a timeline says of a key; nothing where it cannot know."""
    verdict = history.holds(key, on=on)
    if verdict is sq.Verdict.UNKNOWN:
        return verdict
    return verdict, history.at(on).get(key), history.values(key, on=on)


@settings(max_examples=300, deadline=None)
@given(histories(most=4), histories(most=4))
def test_logs_are_compared_day_by_day(one: list[sq.Event], other: list[sq.Event]) -> None:
    """A day is in a row exactly if the two logs do not say the same of it."""
    log_a, log_b = sq.Log(one), sq.Log(other)
    a, b = sq.replay(log_a, said), sq.replay(log_b, said)
    rows = sq.compare(log_a, log_b, said).to_dicts()
    for (what,) in {*a.named_keys(), *b.named_keys()}:
        for on in WEEK:
            mine, theirs = answer(a, (what,), on), answer(b, (what,), on)
            found = on_the_day(rows, on, what=what)
            assert len(found) == (mine != theirs), (what, on)
            for row in found:
                assert row["verdict_a"] == str(a.holds((what,), on=on))
                if theirs is not sq.Verdict.UNKNOWN:
                    assert row["value_b"] == b.at(on).get((what,))
                if row["kind"] == "differ":
                    assert not mine[2] & theirs[2]
                elif row["kind"] == "open":
                    assert mine[2] & theirs[2]
                else:
                    assert sq.Verdict.UNKNOWN in (mine, theirs)


@settings(max_examples=300, deadline=None)
@given(histories(most=5), st.data())
def test_consequences_are_what_differs_day_by_day(
    events: list[sq.Event], data: st.DataObject
) -> None:
    """A day is in a row exactly if the log without the event does not say the same of it."""
    log = sq.Log(events)
    if not log.standing():
        return
    gone = data.draw(st.sampled_from(log.standing()))
    rows = sq.consequences(log, without=gone, projections=said).to_dicts()
    as_is, then = sq.replay(log, said), sq.replay(log.without(gone), said)
    for (what,) in as_is.named_keys():
        for on in WEEK:
            differs = answer(as_is, (what,), on) != answer(then, (what,), on)
            found = on_the_day(rows, on, key=what)
            assert len(found) == differs, (what, on)


@settings(max_examples=200, deadline=None)
@given(happenings(), happenings())
def test_consequences_of_more_for_derived_facts(part: list[sq.Event], rest: list[sq.Event]) -> None:
    """What would differ with events more is found for derived facts too."""
    log = sq.Log(part)
    more = [event for event in rest if event not in part]
    if not more:
        return
    rows = sq.consequences(log, plus=more, projections=bound).to_dicts()
    as_is, then = sq.replay(log, bound), sq.replay(log.plus(*more), bound)
    for key in then.named_keys():
        for on in WEEK[:-3]:
            differs = answer(as_is, key, on) != answer(then, key, on)
            assert len(on_the_day(rows, on, key=" ".join(map(str, key)))) == differs


def alone(log: sq.Log, act: str) -> Iterator[tuple[sq.Event, sq.Timeline]]:
    """Each telling of an act, with the timeline of the log in which it is the only one."""
    tellings = [e for e in log.standing() if e.act == act]
    for telling in tellings if len(tellings) > 1 else []:
        others = [e for e in tellings if e is not telling]
        yield telling, sq.replay(log.leaving_out(others), said)


@settings(max_examples=300, deadline=None)
@given(histories(most=6))
def test_disagreements_are_what_the_tellings_say_alone(events: list[sq.Event]) -> None:
    """On a day in a row, the event says by itself what the row has; elsewhere all say the same."""
    log = sq.Log(events)
    rows = sq.disagreements(log, said).to_dicts()
    for act in ("one", "two"):
        for what in WHATS:
            for on in WEEK:
                says: dict[str, Any] = {}
                verdicts: set[sq.Verdict] = set()
                for telling, history in alone(log, act):
                    told = (history.at(on).get((what,)), history.values((what,), on=on))
                    says[telling.id] = told
                    verdicts.add(history.holds((what,), on=on))
                differ = len(set(says.values())) > 1 and verdicts != {sq.Verdict.UNKNOWN}
                found = on_the_day(rows, on, what=what, dispute=act)
                assert len(found) == (len(set(says.values())) if differ else 0)
                for row in found:
                    assert all(says[name][0] == row["value"] for name in row["events"].split())


def test_who_says_what() -> None:
    """Positions carry their sources and the parties behind them; those who agree stand together."""
    east, west = (
        sq.Source(key=key, title=key, issuer=key, party=party)
        for key, party in (("gazette", "EAST"), ("herald", "WEST"))
    )
    log = sq.Log(
        [
            east,
            west,
            Say(on="1990-01-02", what="a", value=1, act="fall", source="gazette"),
            Say(on="1990-01-04", what="a", value=1, act="fall", source="herald"),
            Say(on="1990-01-04", what="a", value=1, act="fall", source="almanac"),
        ]
    )
    one, other = sq.disagreements(log, said).to_dicts()
    assert (str(one["start"]), str(one["last_day"])) == ("1990-01-02", "1990-01-03")
    assert {(row["holds"], row["said_by"], row["parties"]) for row in (one, other)} == {
        ("yes", "gazette", "EAST"),
        ("no", "almanac, herald", "WEST"),
    }


def test_sources_whose_order_nobody_can_decide_disagree() -> None:
    """Two sources that give other values to one day, without an act, disagree as well."""
    log = sq.Log(
        [
            Say(on="1990-01-02", what="a", value=1, source="gazette"),
            Say(on="1990-01-02", what="a", value=2, source="herald"),
            SayLate(on="1990-01-05", what="a", value=3, source="herald"),
        ]
    )
    rows = sq.disagreements(log, said).to_dicts()
    assert {(row["value"], row["said_by"], str(row["last_day"])) for row in rows} == {
        (1, "gazette", "1990-01-04"),
        (2, "herald", "1990-01-04"),
    }


def test_an_observer_who_saw_otherwise_disagrees() -> None:
    """An observation that the record contradicts is a position."""
    log = sq.Log(
        [
            Say(on="1990-01-02", what="a", value=1, source="gazette"),
            sq.Observation(about="said", key=("a",), holds=False, on="1990-02", source="herald"),
        ]
    )
    rows = sq.disagreements(log, said).to_dicts()
    assert {(row["holds"], row["said_by"], row["dispute"]) for row in rows} == {
        ("no", "herald", "an observation"),
        ("yes", "gazette", "an observation"),
    }
    assert {str(row["start"]) for row in rows} == {"1990-02-01"}


def test_silence_is_no_disagreement() -> None:
    """A log that claims no completeness contradicts nothing by not naming a fact."""
    log_a = sq.Log([Say(on="1990-01-02", what="a", value=1, source="gazette")])
    log_b = sq.Log([Say(on="1990-01-02", what="b", value=1, recorded="1990-01-09", source="x")])
    rows = sq.compare(log_a, log_b, said).to_dicts()
    assert {row["kind"] for row in rows} == {"one-sided"}
    covered = sq.Coverage(
        about="said", scope=(...,), since="1990-01-01", until="1990-01-09", source="herald"
    )
    (row,) = (r for r in sq.compare(log_a, log_b.plus(covered), said) if r["kind"] == "differ")
    assert (row["what"], row["verdict_b"], row["sources_b"]) == ("a", "no", "herald")


def test_a_table_of_consequences_is_honest() -> None:
    """It says what it cannot say, and that nothing is no supposition."""
    event = Say(on="1990-01-02", what="a", value=1)
    log = sq.Log([event, Say(on=day(5), what="b", value=1)])
    table = sq.consequences(log, without=event.id[:8], projections=said)
    assert "cannot decide what would have happened instead" in repr(table)
    assert [row["change"] for row in table] == ["gone"]
    with pytest.raises(sq.StatusQuoError, match="nothing is supposed"):
        sq.consequences(log, projections=said)
    with pytest.raises(sq.StatusQuoError, match="no event has an id that begins with 'zz'"):
        sq.consequences(log, without="zz", projections=said)


def told(on: str, source: str) -> Say:
    """A telling of one source."""
    return Say(on=on, what="a", value=1, source=source, ref=source)


def test_views_by_source() -> None:
    """Only what some sources told, or what others told; a party stands for all its sources."""
    work = sq.Source(key="gazette", title="Gazette", issuer="East", party="EAST")
    both = Say(on="1990-01-03", what="b", value=1, source=("gazette", "herald"))
    claim = sq.Coverage(
        about="said", scope=(...,), since="1990-01-01", until="1990-12-31", source="herald"
    )
    log = sq.Log([work, told("1990-01-01", "gazette"), told("1990-01-02", "herald"), both, claim])
    assert {e.source for e in log.told_by("gazette").standing()} == {("gazette",), both.source}
    assert log.told_by("EAST") == log.told_by("gazette")
    assert log.told_by("gazette", "herald") == log
    assert {e.source for e in log.not_told_by("gazette").standing()} == {("herald",), both.source}
    assert log.told_by("gazette").coverages == ()
    with pytest.raises(sq.StatusQuoError, match=r"'gazete' is neither .*did you mean \"gazette\""):
        log.told_by("gazete")
    with pytest.raises(KeyError):
        log.not_told_by("NORTH")


def test_a_view_by_source_keeps_corrections() -> None:
    """What another source corrected does not stand again where only the first one is heard."""
    wrong = told("1990-01-01", "gazette")
    right = Say(
        on="1990-02-01",
        what="a",
        value=1,
        source="herald",
        replaces=wrong.id,
        recorded="1991-01-01",
    )
    log = sq.Log([wrong, right])
    assert log.told_by("gazette").standing() == ()
    assert log.told_by("gazette").known("1990-12-31").standing() == (wrong,)


def test_a_view_by_source_claims_only_what_its_sources_did() -> None:
    """No is not said where what the view left out might have said yes."""
    event = told("1990-01-01", "gazette")
    key, day_asked = ("a",), "1995-01-01"

    def verdict(*lines: sq.Event, by: str, claim: tuple[str, ...]) -> sq.Verdict:
        coverage = sq.Coverage(
            about="said", scope=(...,), since="1980-01-01", until="2000-01-01", source=claim
        )
        other = Say(on="1990-01-01", what="b", value=1, source=by)
        log = sq.Log([event, other, coverage, *lines])
        return sq.replay(log.told_by(by), said).holds(key, on=day_asked)

    unknown = sq.Verdict.UNKNOWN
    assert verdict(by="herald", claim=()) is unknown
    assert verdict(by="herald", claim=("gazette", "herald")) is unknown
    assert verdict(by="herald", claim=("herald",)) is sq.Verdict.NO
    right = Say(
        on="1990-01-01", what="a", value=2, source="x", replaces=event.id, recorded="1991-01-01"
    )
    assert verdict(right, by="gazette", claim=("gazette",)) is unknown
    withdrawn = sq.Retraction(of=right.id, on="2020-01-01", source="x")
    log = sq.Log([event, right, withdrawn])
    assert sq.replay(log.told_by("gazette"), said).holds(key, on="2015-01-01") is unknown
