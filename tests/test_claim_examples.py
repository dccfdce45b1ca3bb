"""Claims on small logs that a person can follow, one thing at a time."""

import importlib
import pkgutil
import subprocess
import sys
from fractions import Fraction
from typing import Any

import pytest
from clubs import Join, Rule, bound, members
from oracles import Pay, Say, SayLate, paid, said

import statusquo as sq
from statusquo.balances.shares import Share
from statusquo.balances.terms import Tie
from statusquo.events import record
from statusquo.judging.claim import OTHER_READING, ClaimError, InvalidClaim
from statusquo.judging.quantities import InvalidQuantity, Quantity
from statusquo.logs.voices import NoSuchSource
from statusquo.projections import memo
from statusquo.projections.memo import CLAIMS

HOLDS, FAILS, UNDECIDABLE = sq.Ruling
COMPLETE = sq.Coverage(
    about="members", scope=(..., ...), since="1990-01-01", until="1999-12-31", source="almanac"
)
ALMANAC = sq.Source(key="almanac", title="Almanac", issuer="Nobody")


def join(on: str, who: str, club: str = "chess", **more: Any) -> Join:
    """Somebody joins, or leaves."""
    return Join(
        on=on, who=who, club=club, **{"recorded": "1999-12-31", "source": "almanac", **more}
    )


def judged(decide: Any, *lines: Any, **how: Any) -> sq.Judgement:
    """The judgement on a question by a log of some lines."""
    return sq.Claim("It is so.", decide, name="so").judge(sq.Log(lines), **how)


# Facts


def test_a_fact_holds_with_its_events_and_sources() -> None:
    """The evidence of a fact are the fact, its event and the works behind it."""
    joined = join("1991-05-01", "ann")
    found = judged(
        lambda ask: ask.holds(members, ("chess", "ann"), on="1995-01-01"), joined, ALMANAC
    )
    assert found.ruling is HOLDS
    assert found.evidence.events == (joined,)
    assert found.evidence.sources == (ALMANAC,)
    assert str(found).splitlines() == [
        "It is so.",
        "  HOLDS by default; UNDECIDABLE without source almanac",
        "  for: members chess ann, at the end of 1995-01-01 (verdict: yes)",
        f"  because of 1991-05-01 join club=chess who=ann [almanac] {joined.id[:12]}",
        "  source almanac: Almanac (Nobody)",
        "  UNDECIDABLE without source almanac",
    ]


def test_absence_is_a_failure_only_where_the_log_is_complete() -> None:
    """What nobody said is undecidable, and fails where the log claims to have it all."""
    joined = join("1991-05-01", "ann")

    def bob(ask: sq.Inquiry) -> sq.Point:
        return ask.holds(members, ("chess", "bob"), on="1995-01-01")

    unsaid = judged(bob, joined)
    assert unsaid.ruling is UNDECIDABLE
    assert unsaid.evidence.missing == ("members chess bob, at the end of 1995-01-01",)
    known = judged(bob, joined, COMPLETE)
    assert known.ruling is FAILS
    assert known.evidence.complete == (COMPLETE,)


def test_nothing_is_known_after_the_last_day_of_completeness() -> None:
    """After the horizon a fact that holds nominally is undecidable, and so is its contrary."""

    def ann(ask: sq.Inquiry) -> sq.Point:
        return ask.holds(members, ("chess", "ann"), on="2005-01-01")

    lines = (join("1991-05-01", "ann"), COMPLETE)
    assert judged(ann, *lines).ruling is UNDECIDABLE
    assert judged(lambda ask: ~ann(ask), *lines).ruling is UNDECIDABLE


def test_never_shows_its_counterexamples() -> None:
    """A universal claim fails by the facts that hold, each with its day."""
    found = judged(
        lambda ask: ask.none(members, club="chess", since="1992-01-01", until="1993-12-31"),
        join("1991-05-01", "ann"), join("1992-06-01", "ann", leaves=True),
        join("1993-01-05", "bob"), join("1995-01-01", "cay"),
        COMPLETE,
    )  # fmt: skip
    assert found.ruling is FAILS
    assert [(f.key[1], str(f.on)) for f in found.evidence.counterexamples] == [
        ("ann", "1992-01-01"),
        ("bob", "1993-01-05"),
    ]


def test_a_fact_of_less_than_a_day_is_seen() -> None:
    """What began and ended within a day held at some moment of it, though at no day's end."""
    whole = sq.Coverage(about="said", scope=(...,), since="1990-01-01", until="1999-12-31")
    lines = (Say(on="1992-01-05", what="a", value=1), SayLate(on="1992-01-05", what="a"), whole)
    year = {"since": "1992-01-01", "until": "1992-12-31"}
    found = judged(lambda ask: ask.none(said, **year), *lines)
    assert found.headline == "FAILS"
    assert [(str(f.on), f.during, f.value) for f in found.evidence.counterexamples] == [
        ("1992-01-05", True, 1)
    ]
    assert judged(lambda ask: ask.none(said, on="1992-01-05"), *lines).headline == "HOLDS"


def test_a_fact_of_less_than_a_day_on_another_telling_is_not_excluded() -> None:
    """By one telling the fact began, and ended on the same day; by the other it never began."""
    whole = sq.Coverage(about="said", scope=(...,), since="1990-01-01", until="1999-12-31")
    told = [
        Say(on="1992-01-05", what=what, value=1, act="one", recorded=f"1992-02-0{n}")
        for n, what in enumerate("ab", start=1)
    ]
    lines = (*told, SayLate(on="1992-01-05", what="a"), whole)

    def never(ask: sq.Inquiry) -> sq.Point:
        return ask.none(said, what="a", since="1992-01-01", until="1992-12-31")

    found = judged(never, *lines)
    assert found.ruling is HOLDS
    assert [(v.kind, v.ruling) for v in found.depends_on] == [("telling", FAILS)]
    where = lambda fact: fact.value == 2  # noqa: E731
    year = {"since": "1992-01-01", "until": "1992-12-31"}
    other = judged(lambda ask: ask.none(said, where=where, **year), *lines)
    assert other.headline == "HOLDS"


def test_what_left_in_the_morning_was_there() -> None:
    """A period has every moment of its first day: who leaves on that day counts."""
    lines = (join("1991-01-01", "ann"), join("1992-01-01", "ann", leaves=True), COMPLETE)
    question = judged(lambda ask: ask.some(members, since="1992-01-01", until="1992-12-31"), *lines)
    assert question.ruling is HOLDS
    assert [(str(f.on), f.during) for f in question.evidence.facts] == [("1992-01-01", True)]
    assert judged(lambda ask: ask.some(members, on="1992-01-01"), *lines).ruling is FAILS


def test_of_no_places_nothing_is_known() -> None:
    """A question about none of several places does not hold by saying nothing."""
    found = judged(lambda ask: ask.none(members, who=(), on="1992-01-01"), COMPLETE)
    assert found.ruling is UNDECIDABLE
    assert found.evidence.missing == ("members: no place is named, at the end of 1992-01-01",)


def test_completeness_may_be_of_several_claims() -> None:
    """Two periods that meet cover a third; a gap between them is named."""

    def covered(first: str, last: str, since: str, until: str) -> sq.Ruling:
        claims = [
            sq.Coverage(about="members", scope=("chess", ...), since="1990-01-01", until=first),
            sq.Coverage(about="members", scope=(..., ...), since=last, until="1999-12-31"),
        ]
        return judged(
            lambda ask: ask.none(members, club="chess", since=since, until=until), *claims
        ).ruling

    assert covered("1994-12-31", "1995-01-01", "1990-01-01", "1999-12-31") is HOLDS
    assert covered("1994-12-30", "1995-01-01", "1990-01-01", "1999-12-31") is UNDECIDABLE
    assert covered("1994-12-31", "1995-01-01", "1989-12-31", "1999-12-31") is UNDECIDABLE


def test_a_fact_that_may_be_there_already_leaves_never_undecidable() -> None:
    """Without completeness, that a fact does not yet hold nominally proves no absence."""
    joined = join("[1991-05-01..1991-09-01]", "ann")
    found = judged(lambda ask: ask.none(members, club="chess", who="ann", on="1991-06-01"), joined)
    assert found.ruling is UNDECIDABLE
    assert [f.verdict for f in found.evidence.possible] == [sq.Verdict.POSSIBLE]
    assert FAILS in {v.ruling for v in found.depends_on if v.kind == "date"}


def test_what_ended_is_absent_until_it_may_be_there_again() -> None:
    """An event that ended a fact proves its absence, though it may have begun again since."""
    lines = (
        join("1991-05-01", "ann"), join("1992-05-01", "ann", leaves=True),
        join("[1993-01-01..1995-01-01]", "ann", ref="again"),
    )  # fmt: skip
    for ask_for in (
        lambda ask: ask.holds(members, ("chess", "ann"), on="1994-01-01"),
        lambda ask: ask.some(members, club="chess", who="ann", on="1994-01-01"),
    ):
        found = judged(ask_for, *lines)
        assert found.ruling is FAILS
        assert HOLDS in {v.ruling for v in found.depends_on if v.kind == "date"}


def test_a_period_that_the_log_does_not_reach_is_undecidable() -> None:
    """A fact holds as far as the log can know; what comes after is missing, and named."""
    ann = join("1991-05-01", "ann")
    found = judged(
        lambda ask: ask.always(members, ("chess", "ann"), since="1995-01-01", until="2005-01-01"),
        ann,
    )
    assert found.ruling is UNDECIDABLE
    assert found.evidence.missing == ("members chess ann, at the end of 2000-01-01",)


def test_a_gap_in_completeness_leaves_even_one_fact_undecidable() -> None:
    """Of a whole key, too, each day of the period must be told of."""

    def never(until: str, since: str) -> sq.Ruling:
        claims = [
            sq.Coverage(about="members", scope=("chess", "ann"), since=start, until=end)
            for start, end in (("1990-01-01", until), (since, "1999-12-31"))
        ]
        year = {"since": "1994-01-01", "until": "1996-12-31"}
        return judged(
            lambda ask: ask.none(members, club="chess", who="ann", **year), *claims
        ).ruling

    assert never("1994-12-31", "1995-01-01") is HOLDS
    assert never("1994-12-31", "1995-01-02") is UNDECIDABLE


def test_always_fails_by_the_days_without() -> None:
    """A gap in a period is a counterexample, on its first day."""
    found = judged(
        lambda ask: ask.always(members, ("chess", "ann"), since="1992-01-01", until="1994-01-01"),
        join("1991-05-01", "ann"), join("1993-01-01", "ann", leaves=True),
        join("1993-05-01", "ann", ref="again"),
    )  # fmt: skip
    assert found.ruling is FAILS
    assert [str(f.on) for f in found.evidence.counterexamples] == ["1993-01-01"]


def test_a_range_is_not_a_reading() -> None:
    """A number that is only known within a range is undecidable, on every reading of the dates."""
    line = Say(on="1991-01-01", what="force", value=sq.Range(10, 20))

    def exactly(value: Any) -> sq.Judgement:
        return judged(lambda ask: ask.holds(said, ("force",), on="1991-01-01", value=value), line)

    assert exactly(15).headline == "UNDECIDABLE"
    assert exactly(30).headline == "FAILS"
    assert exactly(sq.Range(5, 25)).headline == "HOLDS"


def test_derived_facts_and_totals_are_asked_alike() -> None:
    """A fact that follows from others, and a total, hold or not like any other."""
    lines = (join("1991-01-01", "ann"), join("1991-01-01", "bob"))
    rule = Rule(on="1992", club="chess", weight=2, recorded="1999-12-31", source="gazette")
    found = judged(
        lambda ask: ask.holds(bound, ("ann", "bob"), on="1995-01-01", value=2), *lines, rule
    )
    assert found.ruling is HOLDS
    assert found.evidence.source_keys == ("almanac", "gazette")
    assert [v.setting for v in found.depends_on if v.kind == "source"] == [
        "without source almanac",
        "without source gazette",
    ]
    pay = Pay(on="1991-01-01?", what="fund", amount=5, recorded="1999-12-31")
    total = judged(lambda ask: ask.holds(paid, ("fund",), on="1995-01-01", value=5), pay)
    assert total.ruling is HOLDS
    assert {v.kind for v in total.depends_on} >= {"date"}


# Dates


def test_an_uncertain_date_is_named_with_the_day_that_changes_the_ruling() -> None:
    """The default is the nominal reading; the other is shown by the event and its day."""
    joined = join("[1991-05-01..1991-09-01]", "ann")
    found = judged(
        lambda ask: ask.holds(members, ("chess", "ann"), on="1991-06-01"), joined, COMPLETE
    )
    assert found.ruling is FAILS
    name = f"{joined.on} {joined.id[:12]}"
    assert [(v.setting, v.ruling) for v in found.depends_on if v.kind == "date"] == [
        (f"if {name} was on 1991-05-01", HOLDS)
    ]
    assert [v.setting for v in found.same_under if v.kind == "date"] == [
        f"if {name} was on 1991-09-01"
    ]


def test_one_event_is_varied_once() -> None:
    """That a fact holds or does not holds on every reading: no date that is tried changes it."""

    def ann(ask: sq.Inquiry) -> sq.Point:
        return ask.holds(members, ("chess", "ann"), on="1991-06-01")

    found = judged(
        lambda ask: ann(ask) | ~ann(ask), join("[1991-05-01..1991-09-01]", "ann"), COMPLETE
    )
    assert found.ruling is HOLDS
    assert [(v.kind, v.setting) for v in found.depends_on if v.kind != "source"] == [
        ("reading", OTHER_READING)
    ]


def test_two_uncertain_events_are_varied_together() -> None:
    """What only both first days change is found."""
    lines = [join("[1991-05-01..1991-09-01]", who) for who in ("ann", "bob")]
    found = judged(lambda ask: ask.count(members, on="1991-06-01") >= 2, *lines, COMPLETE)
    assert found.ruling is FAILS
    assert [v.setting for v in found.depends_on if v.kind == "date"] == [
        "if each was on its first day"
    ]


def test_an_act_that_may_not_have_happened_is_left_out_once() -> None:
    """A date marked as doubtful is also read as if the event had not happened."""
    joined = join("1991-05-01?", "ann")
    found = judged(lambda ask: ask.holds(members, ("chess", "ann"), on="1992-01-01"), joined)
    assert found.ruling is HOLDS
    assert [(v.setting, v.ruling) for v in found.depends_on if v.kind == "date"] == [
        (f"if 1991-05-01? {joined.id[:12]} did not happen", UNDECIDABLE)
    ]


def test_rival_tellings_are_each_tried_alone() -> None:
    """Two dates for one act: the ruling under each, by whom it is told."""
    lines = [
        join(on, "ann", act="joining", source=key)
        for on, key in (("1991-05-01", "almanac"), ("1991-09-01", "gazette"))
    ]
    found = judged(
        lambda ask: ask.holds(members, ("chess", "ann"), on="1991-06-01"), *lines, COMPLETE
    )
    assert found.ruling is FAILS
    told = [
        (v.setting, v.ruling) for v in (*found.depends_on, *found.same_under) if v.kind == "telling"
    ]
    assert told == [
        (f"if only almanac is right on joining ({lines[0].id[:12]})", HOLDS),
        (f"if only gazette is right on joining ({lines[1].id[:12]})", FAILS),
    ]


def test_what_happens_on_one_day_in_undecided_order_is_told() -> None:
    """No date shows the other order, and still it is not excluded."""
    lines = (join("1991-05-01", "ann"), join("1991-05-01", "ann", leaves=True))
    found = judged(
        lambda ask: ask.holds(members, ("chess", "ann"), on="1992-01-01"), *lines, COMPLETE
    )
    assert [v.setting for v in found.depends_on if v.kind == "reading"] == [OTHER_READING]


# Order, counts and numbers


@pytest.mark.parametrize(
    ("one", "other", "ruling", "others"),
    [
        ("1991-05-01", "1991-05-02", HOLDS, set()),
        ("1991-05-01", "1991-05-01", FAILS, set()),
        ("1991-05", "1991-06", HOLDS, set()),
        ("1991", "1991-06-01", FAILS, {HOLDS}),
        ("1991-05-01", "[1991-05-01..]", UNDECIDABLE, {HOLDS, FAILS}),
        ("1991-05-01", "1992?", HOLDS, {UNDECIDABLE}),
    ],
)
def test_order_is_as_sure_as_the_dates(
    one: str, other: str, ruling: sq.Ruling, others: set[sq.Ruling]
) -> None:
    """Which came first is sure only where the windows do not meet."""
    lines = join(one, "ann"), join(other, "bob")
    points: list[sq.Point] = []

    def first(ask: sq.Inquiry) -> sq.Point:
        points.append(ask.before(*lines))
        return points[-1]

    found = judged(first, *lines)
    assert found.ruling is ruling
    assert points[0].readings >= {ruling, *others}
    told = {v.ruling for v in found.depends_on if v.kind in ("date", "reading")}
    assert told == others


def test_order_of_what_is_not_in_the_log_is_undecidable() -> None:
    """The log does not name all events, so that silence is no order."""
    ann = join("1991-05-01", "ann")
    found = judged(
        lambda ask: ask.before(ann, lambda event: getattr(event, "who", "") == "bob"), ann
    )
    assert found.ruling is UNDECIDABLE
    assert found.evidence.missing == ("the log has no event of the second kind",)


def test_a_count_has_the_bounds_of_all_readings() -> None:
    """At least what is sure, at most what may be, and more where the log is not complete."""
    lines = (join("1991", "ann"), join("1991?", "bob"))

    def more_than(number: int, *claims: Any) -> sq.Judgement:
        return judged(lambda ask: ask.count(members, on="1995-01-01") > number, *lines, *claims)

    assert more_than(0, COMPLETE).ruling is HOLDS
    assert more_than(1, COMPLETE).ruling is HOLDS
    assert FAILS in {v.ruling for v in more_than(1, COMPLETE).depends_on}
    assert more_than(2, COMPLETE).headline.startswith("FAILS")
    assert more_than(2).ruling is UNDECIDABLE
    assert more_than(0, COMPLETE).evidence.notes == (
        "members on 1995-01-01 2 (at least 1, at most 2) > 0: HOLDS",
    )


def test_numbers_are_exact_or_unknown() -> None:
    """A fraction, a total and what is unknown compare; a float is refused with a sentence."""
    third = Quantity.of(Fraction(1, 3), "share")
    assert (third < Fraction(1, 2)).ruling is HOLDS
    assert (third < Share.of(Fraction(2, 3), ())).ruling is HOLDS
    assert (third >= sq.Verdict.UNKNOWN).ruling is UNDECIDABLE
    assert (Quantity("men", 3, None) > 2).ruling is HOLDS
    assert (Quantity("men", 3, None) > 5).ruling is UNDECIDABLE
    for wrong in (0.5, True, "1", sq.Verdict.YES):
        with pytest.raises(InvalidQuantity, match="cannot be compared"):
            _ = third < wrong


def test_a_number_keeps_what_explains_it() -> None:
    """The events of an explanation are evidence of a comparison with its number."""
    pay = Pay(on="1991-01-01", what="fund", amount=5, source="almanac")

    def rich(ask: sq.Inquiry) -> sq.Point:
        why = ask.replay(paid).why(("fund",), on="1995-01-01")
        return ask.number("fund", why.value, why=why) > 3

    found = judged(rich, pay, sq.Coverage(
        about="paid", scope=(...,), since="1990-01-01", until="1999-12-31"))  # fmt: skip
    assert found.ruling is HOLDS
    assert found.evidence.events == (pay,)


def test_a_share_of_a_balance_is_compared_under_each_weighting() -> None:
    """Weights are a choice like any other, and a share that nobody can give is undecidable."""
    tie = Tie(members, 1, actor="who", target="club")
    rules = Tie(members, 1, family="loud", actor="who", target="club")
    weightings = {
        "equal": sq.Balance(ties={"tie": tie}),
        "doubled": sq.Balance(ties={"tie": tie, "loud": rules}, rho=0),
    }

    def ann_leads(ask: sq.Inquiry) -> sq.Point:
        history = ask.replay(weightings[ask.choice("weights")])
        share = history.share("ann", over=("chess",), on="1995-01-01")
        return ask.number(
            "share of ann", share, why=history.why(("ann", "chess"), on="1995-01-01")
        ) > (Fraction(1, 3))

    claim = sq.Claim("Ann leads.", ann_leads, choices={"weights": ("equal", "doubled")})
    lines = (join("1991-01-01", "ann"), join("1991-01-01", "bob"))
    found = claim.judge(sq.Log(lines))
    assert found.ruling is HOLDS
    assert found.evidence.notes == ("share of ann 1/2 > 1/3: HOLDS",)
    assert found.evidence.events == lines[:1]
    assert [v.setting for v in found.same_under] == ["under weights = doubled"]
    assert [v.ruling for v in found.depends_on] == [UNDECIDABLE]
    assert claim.judge(sq.Log()).ruling is UNDECIDABLE


# Choices, views, and what a log cannot say


def test_a_claim_that_flips_shows_both() -> None:
    """Each rule has its ruling; nothing is averaged."""
    lines = (join("1991", "ann"), COMPLETE)
    claim = sq.Claim(
        "Somebody was in the club.",
        lambda ask: ask.some(
            members, who=("ann", "bob") if ask.choice("who") == "any" else "bob", on="1995-01-01"
        ),
        name="somebody",
        choices={"who": ("any", "bob")},
    )
    found = claim.judge(sq.Log(lines))
    assert found.headline.startswith("HOLDS under who = any; FAILS under who = bob")
    other = claim.judge(sq.Log(lines), choices={"who": "bob"})
    assert other.headline.startswith("FAILS under who = bob; HOLDS under who = any")


def test_what_is_not_in_a_log_is_undecidable() -> None:
    """Undecidable with its reason and what was seen; the contrary is just as undecidable."""

    def trust(ask: sq.Inquiry) -> sq.Point:
        seen = ask.holds(members, ("chess", "ann"), on="1995-01-01")
        return ask.undecidable("trust is not in a log", seen)

    found = judged(trust, join("1991", "ann"))
    assert found.headline == "UNDECIDABLE"
    assert found.evidence.notes == ("trust is not in a log",)
    assert [f.key for f in found.evidence.facts] == [("chess", "ann")]


def test_but_for_an_event_shows_what_differs_and_decides_nothing() -> None:
    """Without the event a fact is gone from the log; what would have followed is not in it."""
    ann = join("1991-01-01", "ann")
    found = judged(lambda ask: ask.without(ann, members), ann)
    assert found.ruling is UNDECIDABLE
    assert found.evidence.notes == (
        "what would have happened otherwise is not in a log",
        "without it: members chess ann gone 1991-01-01",
    )
    assert found.evidence.events == (ann,)


def test_a_claim_of_its_own_deciding_keeps_its_reason() -> None:
    """A question may rule by itself, with a reason and the events behind it."""
    ann = join("1991-01-01", "ann")
    found = judged(lambda ask: ask.ruled(sq.Ruling.FAILS, "it is not so", ann), ann)
    assert (found.ruling, found.evidence.notes, found.evidence.events) == (
        FAILS,
        ("it is not so",),
        (ann,),
    )


@pytest.mark.parametrize(
    ("verdict", "headline"),
    [
        (sq.Verdict.YES, "HOLDS"),
        (sq.Verdict.NO, "FAILS"),
        (sq.Verdict.UNKNOWN, "UNDECIDABLE"),
        (
            sq.Verdict.POSSIBLE,
            f"UNDECIDABLE by default; HOLDS {OTHER_READING}; FAILS {OTHER_READING}",
        ),
    ],
)
def test_a_verdict_stands_for_a_ruling(verdict: sq.Verdict, headline: str) -> None:
    """What is only possible is undecidable, and told to be open."""
    assert judged(lambda ask: ask.ruled(verdict, "as the table says")).headline == headline


def test_a_claim_is_judged_as_known_and_as_told() -> None:
    """By what was on record then, and by what some sources tell."""
    lines = (
        join("1991-01-01", "ann", recorded="1995-01-01"),
        join("1991", "bob", source="gazette"),
    )

    def ann(ask: sq.Inquiry) -> sq.Point:
        assert ask.known is None or str(ask.known) == "1994-12-31"
        return ask.holds(members, ("chess", "ann"), on="1992-01-01")

    assert judged(ann, *lines).ruling is HOLDS
    then = judged(ann, *lines, known="1994-12-31")
    assert (then.ruling, str(then.known)) == (UNDECIDABLE, "1994-12-31")
    told = judged(ann, *lines, told_by="gazette")
    assert (told.ruling, told.told_by) == (UNDECIDABLE, ("gazette",))
    with pytest.raises(NoSuchSource, match="gazete"):
        judged(ann, *lines, told_by="gazete")


def test_what_is_too_much_to_try_is_counted() -> None:
    """At most twelve tellings are tried, and how many were not is said."""
    lines = [join(f"1991-05-{n:02}", "ann", act="joining", source=f"s{n}") for n in range(1, 16)]
    found = judged(lambda ask: ask.holds(members, ("chess", "ann"), on="1991-05-10"), *lines)
    assert "3 more of kind telling" in found.untried
    assert "not tried: 3 more of kind telling" in str(found)


# Mistakes


def test_a_question_that_raises_is_told_as_the_claims() -> None:
    """The claim is named, with the place and the mistake; the cause is kept."""

    def broken(ask: sq.Inquiry) -> sq.Point:
        raise KeyError("x")

    with pytest.raises(ClaimError, match="the claim so cannot be judged: KeyError: 'x'") as caught:
        judged(broken)
    assert caught.value.code == "claim-raised"
    assert caught.value.file == "test_claim_examples.py"
    assert isinstance(caught.value.__cause__, KeyError)


@pytest.mark.parametrize("nonsense", [None, True, sq.Ruling.HOLDS, sq.Verdict.YES, "yes"])
def test_a_question_that_returns_no_point_is_named(nonsense: Any) -> None:
    """Whatever is no point is refused, with what it is."""
    with pytest.raises(ClaimError, match="the claim so cannot be judged: its question returned"):
        judged(lambda ask: nonsense)


@pytest.mark.parametrize(
    ("decide", "sentence"),
    [
        (lambda ask: ask.choice("rule"), "the claim has no choice 'rule'; it has none"),
        (lambda ask: ask.some(members), "a question is about a day or about a period"),
        (lambda ask: ask.some(members, since="1991-01-01"), "a day or about a period"),
        (
            lambda ask: ask.none(members, since="1991-01-02", until="1991-01-01"),
            "the period ends (1991-01-01) before it begins (1991-01-02)",
        ),
        (lambda ask: ask.some(members, whom="ann", on="1991-01-01"), "there is no 'whom'"),
        (lambda ask: ask.holds(members, ("ann",), on="1991-01-01"), "is no key of members"),
        (
            lambda ask: ask.holds(members, ("a", "b"), on="1991"),
            "a day is needed here; 1991 is a year",
        ),
        (lambda ask: ask.replay(len), "is no projection"),
        (lambda ask: ask.without("abc", members), "no event has an id that begins with 'abc'"),
        (
            lambda ask: ask.some(members, on="1991-01-01") and ask.some(members, on="1991-01-01"),
            "a point is not true or false; combine points with &, | and ~",
        ),
    ],
)
def test_a_slip_in_a_question_gets_a_sentence(decide: Any, sentence: str) -> None:
    """What cannot be asked is told in the claim's name, and how to mend it."""
    with pytest.raises(ClaimError, match="the claim so cannot be judged") as caught:
        judged(decide)
    assert sentence in str(caught.value)


@pytest.mark.parametrize("choices", [{"rule": ()}, {"rule": ("a", "a")}, {"rule": "troops"}])
def test_choices_need_alternatives(choices: Any) -> None:
    """A choice has alternatives, each once."""
    with pytest.raises(InvalidClaim, match="needs several alternatives"):
        sq.Claim("It is so.", lambda ask: ask.undecidable("no"), choices=choices)


def test_a_claim_needs_a_text_and_a_question() -> None:
    """What has no text or no question is no claim; its name is that of the question."""
    for text, decide in (("", len), ("It is so.", "yes")):
        with pytest.raises(InvalidClaim, match="a claim needs a text"):
            sq.Claim(text, decide)

    def who_is_in(ask: sq.Inquiry) -> sq.Point:
        return ask.undecidable("nobody knows")

    assert sq.Claim("It is so.", who_is_in).name == "who-is-in"
    with pytest.raises(InvalidClaim, match="no choice rule = any"):
        sq.Claim("It is so.", who_is_in).judge(sq.Log(), choices={"rule": "any"})
    with pytest.raises(InvalidClaim, match="judged by a log, not by list"):
        sq.Claim("It is so.", who_is_in).judge([])  # type: ignore[arg-type]


def test_rulings_and_points_are_not_read_as_true() -> None:
    """`if ruling:` would read what nobody can decide as no."""
    with pytest.raises(TypeError, match="a ruling is not true or false"):
        bool(HOLDS)
    with pytest.raises(TypeError, match="a point is not true or false"):
        bool(sq.Point.of(HOLDS))


# The shipped claims

DIGEST = """
import hashlib, json
from statusquo.events import record
from statusquo.projections.memo import CLAIMS
log = record()
text = json.dumps([claim.judge(log).to_dict() for claim in list(CLAIMS.values())[::9]])
text += json.dumps([claim.judge(log, vary=False).to_dict() for claim in CLAIMS.values()])
print(hashlib.sha256(text.encode()).hexdigest())
"""


def test_judgements_have_the_same_bytes_everywhere() -> None:
    """Hash seed, time zone and locale change nothing in a judgement."""
    worlds = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    ]
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST], env=world, capture_output=True, text=True, check=True
        ).stdout
        for world in worlds
    }
    assert len(digests) == 1


def test_every_claim_of_the_memo_is_listed_under_its_own_name() -> None:
    """No claim of a module is left out, and none takes the name of another."""
    modules = [
        importlib.import_module(info.name)
        for info in pkgutil.iter_modules(memo.__path__, f"{memo.__name__}.")
    ]
    told = [claim for module in modules for claim in getattr(module, "CLAIMS", ())]
    assert sorted(claim.name for claim in told) == sorted(CLAIMS)
    assert {id(claim) for claim in told} == {id(claim) for claim in CLAIMS.values()}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_shipped_claim_is_judged(name: str) -> None:
    """Each has a text, a name and something to show for its ruling."""
    claim, log = CLAIMS[name], record()
    assert claim.name == name
    assert claim.text.endswith(".")
    assert claim.judge(log, vary=False).evidence.shown()


@pytest.mark.parametrize("name", list(CLAIMS)[::9])
def test_a_shipped_claim_is_ruled_otherwise_by_its_views(name: str) -> None:
    """Every other ruling is that of its view, judged by itself."""
    claim = CLAIMS[name]
    for varied in claim.judge(record()).depends_on[:6]:
        if varied.log is not None:
            again = claim.judge(varied.log, choices=varied.choices, vary=False)
            assert again.ruling is varied.ruling
