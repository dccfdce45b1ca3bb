"""The log as a value: order, views, corrections, combining, saving."""

import datetime
import pathlib
import tempfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import VOCABULARY, Say, said, stands
from strategies import histories, probes

import statusquo as sq


@settings(deadline=None)
@given(histories(most=6), st.randoms())
def test_the_order_of_lines_never_counts(events: list[sq.Event], random: object) -> None:
    """Any order of the same lines, some of them twice, gives the same log and the same bytes."""
    shuffled = [*events, *events[:2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = sq.Log(events), sq.Log(shuffled)
    assert one == other
    assert hash(one) == hash(other)
    assert list(one) == list(other)
    first, second = (sq.replay(log, said) for log in (one, other))
    assert first.spells().to_csv() == second.spells().to_csv()
    assert first.findings() == second.findings()


@settings(deadline=None)
@given(histories(most=6), probes)
def test_a_view_chooses_among_what_stands(events: list[sq.Event], probe: datetime.date) -> None:
    """A view of days has the standing events of those days: no superseded one comes back."""
    log, day = sq.Log(events), probe.toordinal()
    standing = log.standing()
    assert log.until(probe).standing() == tuple(e for e in standing if e.on.first_day <= day)
    assert log.since(probe).standing() == tuple(e for e in standing if e.on.last_day >= day)


@settings(deadline=None)
@given(histories(most=6), histories(most=6))
def test_combining_is_commutative_and_idempotent(
    some: list[sq.Event], others: list[sq.Event]
) -> None:
    """`a | b` is `b | a`, and `a | a` is `a`."""
    one, other = sq.Log(some), sq.Log(others)
    assert one | other == other | one == sq.Log([*some, *others])
    assert one | one == one
    assert one.until("1990-01-03") | one == one


@settings(deadline=None)
@given(histories(most=6), probes, st.booleans())
def test_a_saved_view_reads_as_the_view(
    events: list[sq.Event], probe: datetime.date, by_day: bool
) -> None:
    """What stands in a view stands in the log that is read from its page, and nothing else."""
    log = sq.Log(events)
    view = log.until(probe) if by_day else log.without(lambda event: event.ref == "x")
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page.jsonl"
        view.save(page)
        read = sq.load(page, vocabulary=VOCABULARY)
    assert read.standing() == view.standing()


def test_a_line_of_later_is_not_in_what_was_known(tmp_path: pathlib.Path) -> None:
    """A log as known on a day neither lists, counts nor saves what was recorded later."""
    first = Say(on="1990-01-01", what="a", value=1)
    better = Say(on="1990-01-01", recorded="1995-01-01", what="a", value=2, replaces=first.id)
    then = sq.Log([first]).known("1991-01-01")
    log = then.plus(better, sq.Retraction(of=first.id, on="1995-01-01")).plus(better)
    assert log == then
    assert (len(log), log.standing(), log.last_recorded()) == (1, (first,), then.last_recorded())
    log.save(tmp_path / "page.jsonl")
    assert sq.load(tmp_path / "page.jsonl", vocabulary=VOCABULARY).standing() == (first,)


def test_what_is_shown_again_stays_hidden_where_it_was() -> None:
    """A line that a view left out may be added to it; the view itself has not got it then."""
    event, other = Say(on="1990-01-01", what="a", value=1), Say(on="1990-01-02", what="b", value=1)
    view = sq.Log([event, other]).leaving_out([event])
    assert event in view.plus(event).standing()
    assert event in (view | sq.Log([event])).standing()
    assert view.standing() == (other,)


@settings(deadline=None)
@given(histories(most=6))
def test_without_leaves_out_replacements_and_tellings(events: list[sq.Event]) -> None:
    """What had not happened was not told otherwise and not corrected either."""
    log = sq.Log(events)
    for event in log.standing():
        rest = log.without(event.id[:16])
        assert not [e for e in rest.standing() if e.act is not None and e.act == event.act]
        assert event not in rest.standing()
        assert event.id not in {e.replaces for e in rest.standing()}


@settings(deadline=None)
@given(histories(most=5), probes)
def test_known_is_what_was_recorded_by_then(events: list[sq.Event], probe: datetime.date) -> None:
    """As known on a day the log has the lines recorded by then, corrections as of then."""
    log, known = sq.Log(events), probe.toordinal()
    recorded = [e for e in events if e.recorded.toordinal() <= known]
    assert log.known(probe) == sq.Log(recorded)
    assert set(log.until(probe).known(probe).standing()) == {
        e
        for e in recorded
        if stands(events, e, known) and e.on.first_day <= known and not isinstance(e, sq.Retraction)
    }


def test_plus_shows_what_a_view_had_left_out() -> None:
    """An event that is added by hand is in the view, whatever its day."""
    log = sq.Log([Say(on="1999-01-01", what="a", value=1)])
    late = Say(on="2005-01-01", what="a", value=2)
    assert late in log.until("2000-01-01").plus(late).standing()
    assert late in log.plus(late).until("2000-01-01").plus(late).standing()


def test_as_known_on_a_day_stays_so_when_lines_come_in() -> None:
    """A line more does not make later corrections known; combining cuts to what was known."""
    wrong = Say(on="1990-03-10", what="a", value=1)
    right = Say(on="1990-04-10", what="a", value=1, replaces=wrong.id, recorded="2001-05-01")
    more = Say(on="1991-01-01", what="b", value=1)
    then = sq.Log([wrong, right]).known("2000-12-31")
    for log in (then.plus(more), then | sq.Log([more]), sq.Log([more]) | then):
        assert set(log.standing()) == {wrong, more}
    assert then | sq.Log([wrong, right]) == sq.Log([wrong, right])


def test_sources_are_the_declared_works_behind_what_stands() -> None:
    """Works are listed by key, used ones only."""
    almanac = sq.Source(key="almanac", title="Almanac", issuer="Press")
    unused = sq.Source(key="other", title="Other", issuer="Press")
    log = sq.Log([unused, almanac, Say(on="1999", what="a", source="almanac")])
    assert log.sources() == (almanac,)


def test_find_names_what_is_near() -> None:
    """An id may be shortened as long as it is the only one."""
    event = Say(on="1999", what="a")
    log = sq.Log([event])
    assert log.find(event.id[:6]) is event
    with pytest.raises(sq.StatusQuoError, match="no event has an id that begins with 'zz'"):
        log.find("zz")
    with pytest.raises(KeyError):
        log.without("zz")


def test_a_view_never_drops_a_correction() -> None:
    """A retraction cannot be left out of a view."""
    event = Say(on="1999", what="a", value=1)
    retraction = sq.Retraction(of=event.id, on="2001-01-01")
    log = sq.Log([event, retraction])
    assert log.standing() == ()
    with pytest.raises(sq.StatusQuoError, match="never drops a correction"):
        log.without(retraction.id)


def test_only_lines_are_lines() -> None:
    """What is no event and no declaration is refused with a sentence."""
    with pytest.raises(sq.StatusQuoError, match="not str"):
        sq.Log(["1999"])  # type: ignore[list-item]


def test_an_empty_log_answers() -> None:
    """Nothing is known, and nothing breaks."""
    history = sq.replay(sq.Log(), said)
    assert history.at("1999-01-01") == {}
    assert history.holds(("a",), on="1999-01-01") is sq.Verdict.UNKNOWN
    assert len(history.spells()) == 0
    assert len(history.panel()) == 0
    assert repr(sq.Log()) == "Log of no events"


@settings(deadline=None)
@given(histories(most=5), probes, probes)
def test_what_was_known_is_saved_with_its_corrections(
    events: list[sq.Event], known: datetime.date, before: datetime.date
) -> None:
    """A log as known on a day, written and read again, stands as it did on that day."""
    view = sq.Log(events).known(known)
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page.jsonl"
        view.save(page)
        again = sq.load(page, vocabulary=VOCABULARY)
    assert again.standing() == view.standing()
    if len(again) == len(view) and before <= known:
        assert again.known(before).standing() == view.known(before).standing()


def test_a_correction_of_then_is_saved() -> None:
    """A retraction that was itself retracted later is in the page of what was known before."""
    event = Say(on="1990-03-10", what="a", value=1)
    withdrawn = sq.Retraction(of=event.id, on="2001-05-01")
    again = sq.Retraction(of=withdrawn.id, on="2002-05-01")
    view = sq.Log([event, withdrawn, again]).known("2001-12-31")
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page.jsonl"
        view.save(page)
        saved = sq.load(page, vocabulary=VOCABULARY)
    assert set(saved) == {event, withdrawn}
    assert saved.plus(again).standing() == (event,)


def test_what_is_recorded_later_is_not_in_what_was_known() -> None:
    """Lines that are added to a log as known on a day are in it only if they were known then."""
    event = Say(on="1990-01-01", what="a", value=1)
    late = Say(on="1990-01-01", what="a", value=2, recorded="1999-01-01", replaces=event.id)
    known = sq.Log([event]).known("1995-01-01").plus(late)
    assert (len(known), known.standing()) == (1, (event,))
    assert known == sq.Log([event])


def test_a_view_by_days_knows_of_those_days() -> None:
    """What is left out is not denied: claims of completeness are cut to the days that are seen."""
    first, last = (
        Say(on="1990-01-01", what="a", value=1),
        Say(on="1992-01-01", what="a", value=None),
    )
    claim = sq.Coverage(about="said", scope=(...,), since="1980-01-01", until="2000-01-01")
    log, key = sq.Log([first, last, claim]), ("a",)
    until = sq.replay(log.until("1991-01-01"), said)
    assert until.holds(key, on="1991-01-01") is sq.Verdict.YES
    assert until.holds(key, on="1995-01-01") is sq.Verdict.UNKNOWN
    more = Say(on="1990-05-01", what="b", value=1)
    for grown in (log.until("1991-01-01").plus(more), log.until("1991-01-01") | sq.Log([more])):
        assert sq.replay(grown, said).holds(key, on="1995-01-01") is sq.Verdict.UNKNOWN
    whole = log.until("1991-01-01") | log
    assert sq.replay(whole, said).holds(key, on="1995-01-01") is sq.Verdict.NO
    since = sq.replay(log.since("1991-01-01"), said)
    assert since.holds(key, on="1990-06-01") is sq.Verdict.UNKNOWN
    assert since.holds(key, on="1995-01-01") is sq.Verdict.NO
