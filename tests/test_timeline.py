"""The verbs of a timeline against its own answers day by day."""

import datetime
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import EndAll, Say, nominal, paid, said
from strategies import DAYS, FIRST, WHATS, day, histories, payments, probes

import statusquo as sq

WEEK = [FIRST + datetime.timedelta(days=offset) for offset in range(-2, DAYS + 4)]
periods = st.lists(probes, min_size=2, max_size=2).map(sorted)


@settings(deadline=None)
@given(histories(most=6), st.sampled_from(["key", "value"]))
def test_spells_are_what_holds_day_by_day(events: list[sq.Event], by: str) -> None:
    """A day is in a spell of a key exactly if the fact holds at its end, with that value."""
    history = sq.replay(sq.Log(events), said)
    spells = history.spells(by=by).to_dicts()  # type: ignore[arg-type]
    for on in WEEK:
        facts = history.at(on)
        inside = [s for s in spells if s["start"] <= on and (s["end"] is None or on < s["end"])]
        assert sorted(s["what"] for s in inside) == [what for (what,) in facts]
        if by == "value":
            assert {(s["what"],): s["value"] for s in inside} == facts


@settings(deadline=None)
@given(histories(most=6))
def test_spells_are_maximal(events: list[sq.Event]) -> None:
    """Two spells of one key never touch; by value they may, with another value."""
    history = sq.replay(sq.Log(events), said)
    for by in ("key", "value"):
        spells = history.spells(by=by).to_dicts()  # type: ignore[arg-type]
        for one, other in itertools.pairwise(spells):
            if one["what"] == other["what"]:
                assert one["end"] <= other["start"]
                if one["end"] == other["start"]:
                    assert by == "value"
                    assert one["value"] != other["value"]
        for spell in spells:
            assert spell["end"] is None or spell["start"] < spell["end"]
            assert spell["right_censored"] == (spell["end"] is None)
            if spell["end"] is not None:
                assert spell["last_day"] == spell["end"] - datetime.timedelta(days=1)


@settings(deadline=None)
@given(histories(most=6), periods)
def test_changes_lead_from_one_day_to_another(
    events: list[sq.Event], period: list[datetime.date]
) -> None:
    """Taken in order, the turns of a period make the facts of its end out of those of its start."""
    history = sq.replay(sq.Log(events), said)
    start, end = period
    facts = dict(history.at(start).items())
    turns = history.changes(after=start, until=end)
    assert [turn.on for turn in turns] == sorted(turn.on for turn in turns)
    for turn in turns:
        assert start < turn.on <= end
        assert facts.get(turn.key) == turn.before != turn.after
        facts.pop(turn.key, None)
        if turn.after is not None:
            facts[turn.key] = turn.after
        assert turn.kind in {"began", "ended", "changed"}
        assert turn.event in events
    assert facts == history.at(end)


@settings(deadline=None)
@given(histories(most=6), periods)
def test_a_diff_leads_from_one_day_to_another(
    events: list[sq.Event], period: list[datetime.date]
) -> None:
    """`diff(a, b)` applied to `at(a)` is `at(b)`."""
    history = sq.replay(sq.Log(events), said)
    start, end = period
    diff = history.diff(start, end)
    assert diff.apply(history.at(start)) == history.at(end)
    assert bool(diff) == (history.at(start) != history.at(end))


@settings(deadline=None)
@given(histories(most=6), probes)
def test_during_is_whatever_held_that_day(events: list[sq.Event], probe: datetime.date) -> None:
    """During a day held what held the evening before, what holds at its end, and what came by."""
    history = sq.replay(sq.Log(events), said)
    yesterday = probe - datetime.timedelta(days=1)
    came = {t.key for t in history.changes(after=yesterday, until=probe) if t.after is not None}
    during = history.during(probe)
    assert set(during) == {*history.before(probe), *history.at(probe), *came}
    for key, value in history.at(probe).items():
        assert during[key] == value


@settings(deadline=None)
@given(histories(most=5), st.integers(0, 5))
def test_replaying_a_part_and_the_rest_is_replaying_the_whole(
    events: list[sq.Event], split: int
) -> None:
    """`replay(part).plus(*rest)` is `replay(whole)`."""
    part, rest = events[:split], events[split:]
    grown = sq.replay(sq.Log(part), said).plus(*rest)
    whole = sq.replay(sq.Log(events), said)
    assert grown.spells(by="value") == whole.spells(by="value")
    assert grown.findings() == whole.findings()


@settings(deadline=None)
@given(histories(most=6), probes)
def test_where_keeps_what_the_predicate_wants(events: list[sq.Event], probe: datetime.date) -> None:
    """A selected timeline has the facts that the predicate says yes to, day by day."""
    history = sq.replay(sq.Log(events), said)
    ones = history.where(lambda fact: fact.value == 1 and fact.what == "a")
    expected = {k: v for k, v in history.at(probe).items() if v == 1 and k == ("a",)}
    assert ones.at(probe) == expected
    assert history.at(probe).where(what="a") == {
        k: v for k, v in history.at(probe).items() if k == ("a",)
    }
    for key in (("a",), ("b",)):
        assert (1 in ones.values(key, on=probe)) == (
            key == ("a",) and 1 in history.values(key, on=probe)
        )
    assert set(ones.spells(by="value").to_dicts()[0]) if len(ones.spells()) else True


@settings(deadline=None)
@given(histories(most=6), probes)
def test_why_alone_gives_the_same_value(events: list[sq.Event], probe: datetime.date) -> None:
    """Replaying only the events that explain a fact gives the fact."""
    history = sq.replay(sq.Log(events), said)
    for what in WHATS:
        why = history.why((what,), on=probe)
        alone = sq.replay(sq.Log(why.events), said)
        assert alone.at(probe).get((what,)) == history.at(probe).get((what,)) == why.value
        assert not {*why.events} & {*why.corroborated_by, *why.rivals}
        for event in why.corroborated_by:
            assert nominal([event], what, probe.toordinal()) == why.value


@settings(deadline=None)
@given(histories(most=5, corrections=False), st.data())
def test_a_retracted_event_leaves_no_trace(events: list[sq.Event], data: st.DataObject) -> None:
    """A log with an event and its retraction reads like the log without both."""
    if not events:
        return
    gone = data.draw(st.sampled_from(events))
    retraction = sq.Retraction(of=gone.id, on=day(DAYS))
    corrected = sq.replay(sq.Log([*events, retraction]), said)
    without = sq.replay(sq.Log([e for e in events if e is not gone]), said)
    for on in WEEK:
        assert corrected.at(on) == without.at(on)
        for what in WHATS:
            assert corrected.values((what,), on=on) == without.values((what,), on=on)
    believed = [e for what in WHATS for e, _ in corrected.why((what,), on=day(3)).superseded]
    assert {gone} >= set(believed)


@settings(deadline=None)
@given(histories(most=5), probes, histories(most=2, corrections=False))
def test_later_events_change_nothing_before_them(
    events: list[sq.Event], probe: datetime.date, more: list[sq.Event]
) -> None:
    """An event that cannot have happened by a day changes no answer about that day."""
    later = [e for e in more if e.on.first_day > probe.toordinal() and e.act is None]
    before, after = (sq.replay(sq.Log(log), said) for log in (events, [*events, *later]))
    assert before.at(probe) == after.at(probe)
    for what in WHATS:
        assert before.values((what,), on=probe) == after.values((what,), on=probe)


@settings(deadline=None)
@given(histories(most=6), st.sampled_from(["any", "first", "last", "most"]))
def test_a_panel_follows_its_rule(events: list[sq.Event], rule: str) -> None:
    """A panel by month says what the days of the month say, by its rule."""
    history = sq.replay(sq.Log(events), said)
    since, until = datetime.date(1990, 1, 1), datetime.date(1990, 1, 9)
    days = [since + datetime.timedelta(days=offset) for offset in range(9)]
    for row in history.panel(freq="month", rule=rule, since=since, until=until):  # type: ignore[arg-type]
        assert (row["first_day"], row["last_day"]) == (since, until)
        key = (row["what"],)
        held = {
            "any": any(key in history.during(on) for on in days),
            "first": key in history.at(since),
            "last": key in history.at(until),
            "most": [key in history.at(on) for on in days].count(True) > 4,
        }[rule]
        if row["holds"] is not None:
            assert row["holds"] == held
        else:
            assert not held or until.toordinal() > history.horizons.horizon(key)


@settings(deadline=None)
@given(st.lists(payments(), min_size=1, max_size=5, unique_by=lambda e: e.id), periods)
def test_sums_answer_like_states(events: list[sq.Event], period: list[datetime.date]) -> None:
    """Spells, changes and differences of totals agree with the totals day by day."""
    history = sq.replay(sq.Log(events), paid)
    start, end = period
    assert history.diff(start, end).apply(history.at(start)) == history.at(end)
    spells = history.spells(by="value").to_dicts()
    for on in WEEK:
        inside = [s for s in spells if s["start"] <= on and (s["end"] is None or on < s["end"])]
        assert {(s["what"],): s["value"] for s in inside} == history.at(on)


def covered(*lines: sq.Event) -> sq.Timeline:
    """The timeline of some lines and a coverage of `a` in the 1990s."""
    coverage = sq.Coverage(about="said", scope=("a",), since="1990-01-01", until="1999-12-31")
    return sq.replay(sq.Log([*lines, coverage]), said)


def test_unknown_is_not_no() -> None:
    """No is said where the log is complete or an event ended it; else nobody knows."""
    set_in_1992 = Say(on="1992-05-05", what="a", value=1)
    history = covered(set_in_1992, Say(on="1992-05-05", what="b", value=1))
    assert history.holds(("a",), on="1991-01-01") is sq.Verdict.NO
    assert history.holds(("a",), on="1989-12-31") is sq.Verdict.UNKNOWN
    assert history.holds(("a",), on="1995-01-01") is sq.Verdict.YES
    assert history.holds(("a",), on="1995-01-01", value=2) is sq.Verdict.NO
    assert history.holds(("a",), on="2000-01-01") is sq.Verdict.UNKNOWN
    assert history.holds(("b",), on="1991-01-01") is sq.Verdict.UNKNOWN
    assert history.holds(("c",), on="1995-01-01") is sq.Verdict.UNKNOWN
    ended = covered(Say(on="1992-05-05", what="b", value=1), EndAll(on="1993-01-01"))
    assert ended.holds(("b",), on="1994-01-01") is sq.Verdict.NO
    assert ended.holds(("never named",), on="1994-01-01") is sq.Verdict.NO
    assert ended.holds(("never named",), on="1992-12-31") is sq.Verdict.UNKNOWN


def test_a_verdict_is_no_bool() -> None:
    """Reading POSSIBLE or UNKNOWN as true would be wrong, so a verdict refuses."""
    with pytest.raises(TypeError, match="not true or false"):
        bool(sq.Verdict.NO)


def test_an_open_spell_says_how_far_the_log_knows() -> None:
    """A spell without an end has no magic date, but the day on which it is censored."""
    (spell,) = covered(Say(on="1992-05-05", what="a", value=1)).spells()
    assert (spell["end"], spell["last_day"], spell["right_censored"]) == (None, None, True)
    assert str(spell["censored_on"]) == "1999-12-31"


def test_a_key_has_all_its_places() -> None:
    """Part of a key, and an unknown name, are mistakes and not empty answers."""
    history = covered()
    with pytest.raises(sq.StatusQuoError, match="a key is a tuple of"):
        history.holds("a", on="1999-01-01")  # type: ignore[arg-type]
    with pytest.raises(sq.StatusQuoError, match="there is no 'who'"):
        history.at("1999-01-01").where(who="a")
    with pytest.raises(sq.StatusQuoError, match=r"ends .* before it begins"):
        history.changes(after="1999-01-01", until="1998-01-01")


def test_superseded_says_until_when() -> None:
    """What was believed before is told with the day on which it was known better."""
    first = Say(on="1992-05-05", what="a", value=1)
    better = Say(on="1992-05-06", what="a", value=2, replaces=first.id, recorded="2001-01-01")
    why = sq.replay(sq.Log([first, better]), said).why(("a",), on="1993-01-01")
    assert why.events == (better,)
    assert [(event, str(until)) for event, until in why.superseded] == [(first, "2001-01-01")]
    assert "believed until 2001-01-01" in str(why)
