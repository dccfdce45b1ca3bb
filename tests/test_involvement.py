"""External involvement: laws of counts, bounds against every reading, and what is not known."""

from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracles import outcome_of, readings, said
from strategies import DAYS, day, histories
from wars import (
    CONFLICTS,
    COVERED,
    PARTIES,
    ROLES,
    START,
    STOP,
    Reading,
    begun_and_ended,
    readings_of,
    there,
    wars,
)

import statusquo as sq
from statusquo.courses.incidence import Incidence
from statusquo.events import Conclusion, Disengagement, Involvement, Outbreak
from statusquo.projections import (
    CODING_RULES,
    CodingRule,
    PartyKind,
    Region,
    conflicts,
    decades,
    external_involvement,
    first_involvements,
    involvement_shares,
    outside_parties,
)
from statusquo.projections.involvement.coding_rules import InvalidCodingRule
from statusquo.projections.involvement.counting import InvalidPeriods
from statusquo.projections.involvement.party_kinds import InvalidPartyKind
from statusquo.projections.involvement.regions import InvalidRegion
from statusquo.ranges import hull
from statusquo.testing import check_projection

ORIGIN = sq.When(day(0)).first_day
WORLD = Region("the world")
ANY = CodingRule("any", ROLES)
ANYBODY = PartyKind.anybody()
POWER = PartyKind.in_spells("power", [("ATL", day(2), day(4)), ("UTO", "1900-01-01", None)])
CLAIMS = st.sampled_from(["excluded", "open", "counted"])
rules = st.sets(st.sampled_from(ROLES), min_size=1).map(lambda roles: CodingRule("drawn", roles))
kinds = st.sampled_from([ANYBODY, POWER])
numbers = st.integers(0, DAYS - 1)
spans = st.tuples(numbers, numbers).map(sorted).map(lambda ends: (day(ends[0]), day(ends[1])))
slow = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def row_of(lines: list[Any], rule: CodingRule, kind: PartyKind, span: Any, **where: Any) -> Any:
    """The one row of a count."""
    region = where.get("region", WORLD)
    (row,) = involvement_shares(sq.Log(lines), region, [rule], [kind], [span])
    return row


def low_and_high(cell: Any) -> tuple[Any, Any]:
    return hull(cell).low, hull(cell).high


# Whether a fact held at some moment of a period


def held_on(reading: Any, what: str, first: int, last: int) -> tuple[bool, bool]:
    """Whether it may have held in a period on a reading, and whether it must; ties go every way."""
    touching = [
        ((on, event.rank), outcome[0] is not None)
        for on, event in reading
        if on is not None and (outcome := outcome_of(event, what)) is not None
    ]
    if any(held and first <= place[0] <= last for place, held in touching):
        return True, True
    latest = max((place for place, _ in touching if place[0] <= first), default=None)
    states = [held for place, held in touching if place == latest] or [False]
    return any(states), all(states)


def about_one(events: list[sq.Event]) -> list[sq.Event]:
    """The same, all of one thing."""
    told = [attrs.evolve(e, what="a") if hasattr(e, "what") else e for e in events]
    return list({event.id: event for event in told}.values())


@settings(slow, max_examples=400)
@given(histories(most=3, corrections=False).map(about_one), numbers, numbers)
def test_a_fact_occurs_in_a_period_as_enumeration_says(
    events: list[sq.Event], one: int, other: int
) -> None:
    """May and must, and the first days of both, are those of all readings."""
    first, last = ORIGIN + min(one, other), ORIGIN + max(one, other)
    course = sq.replay(sq.Log(events), said).course
    code = course.space.code_of(("a",))
    acts = [] if code is None else course.acts_of(code)  # type: ignore[attr-defined]
    held = Incidence(acts)
    possible, certain = [], []
    for end in range(first, last + 1):
        answers = [held_on(r, "a", first, end) for r in readings(events, START, STOP)]
        possible += [end] if any(may for may, _ in answers) else []
        certain += [end] if all(must for _, must in answers) else []
    assert held.may_occur(first, last) == bool(possible)
    assert held.must_occur(first, last) == bool(certain)
    assert held.earliest(first, last) == min(possible, default=None)
    assert held.settled(first, last) == min(certain, default=None)


def test_nothing_occurs_in_a_period_that_ends_before_it_begins() -> None:
    """Such a period is left where one is cut at what the log can know."""
    course = sq.replay(sq.Log([Outbreak(on="1950", conflict="egg-war")]), conflicts).course
    held = Incidence(course.acts_of(0))  # type: ignore[attr-defined]
    begin = sq.When("1951-01-01").first_day
    assert (held.may_occur(begin, begin - 1), held.must_occur(begin, begin - 1)) == (False, False)
    assert held.may_occur(begin, begin)


# The projection


@pytest.mark.parametrize("rule", CODING_RULES.values(), ids=CODING_RULES)
def test_it_keeps_the_laws_of_projections(rule: CodingRule) -> None:
    """What is drawn are mostly roles of the rule."""
    region = Region("isles", actors={"UTO"}, hosts={"egg-war": ["LAP"]})
    roles = st.sampled_from((*rule.listed_roles(), "primary"))
    check_projection(external_involvement(region, rule), fields={"Involvement.role": roles})


def involved(**fields: Any) -> Involvement:
    """An involvement, by default of Atlantis in the egg war with weapons."""
    given_ = {"on": "1950-03-01", "conflict": "egg-war", "party": "ATL", "role": "supply"}
    return Involvement(**{**given_, "side": "a", **fields})


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({}, "confirmed"),
        ({"assertion": "claimed"}, "claimed"),
        ({"assertion": "denied"}, None),
        ({"party": "UTO"}, None),
        ({"party": "LAP"}, None),
        ({"party": "LAP", "conflict": "war-of-the-oranges"}, "confirmed"),
        ({"conflict": "opium-war"}, None),
        ({"role": "primary"}, None),
    ],
)
def test_it_takes_outsiders_in_the_roles_of_the_rule(fields: Any, value: str | None) -> None:
    """Neither actors of the region nor hosts of the conflict are outside it."""
    region = Region("isles", actors={"UTO"}, conflicts=CONFLICTS, hosts={"egg-war": ["LAP"]})
    change = external_involvement(region, CODING_RULES["any support"])(involved(**fields))
    assert getattr(change, "value", None) == value


def test_an_excluded_claim_is_nothing() -> None:
    rule = CODING_RULES["any support"].with_claims("excluded")
    assert external_involvement(WORLD, rule)(involved(assertion="claimed")) is None


def test_what_is_complete_of_belligerents_is_complete_of_those_from_outside() -> None:
    log = sq.Log([*COVERED, involved(on=day(1))])
    history = sq.replay(log, external_involvement(WORLD, ANY))
    assert history.holds(("egg-war", "LAP", "supply"), on=day(3)) is sq.Verdict.NO
    assert history.holds(("egg-war", "ATL", "supply"), on=day(3)) is sq.Verdict.YES


# Laws of counts


@slow
@given(wars(), rules, rules, kinds, spans, CLAIMS)
def test_a_wider_rule_never_lowers_a_count(
    events: Any, rule: CodingRule, more: CodingRule, kind: PartyKind, span: Any, claims: Any
) -> None:
    """Neither the least nor the most that the count may be."""
    narrow = rule.with_claims(claims)
    wide = CodingRule("wide", rule.roles | more.roles, claims=claims)
    one, other = (row_of([*events, *COVERED], r, kind, span) for r in (narrow, wide))
    assert one["conflicts"] == other["conflicts"]
    for column in ("involved", "share_of_recorded"):
        if one[column] is None:
            assert other[column] is None
            continue
        ends = zip(low_and_high(one[column]), low_and_high(other[column]), strict=True)
        assert all(narrower <= wider for narrower, wider in ends)


@slow
@given(wars(), rules, kinds, spans)
def test_open_claims_span_what_they_are_when_excluded_and_when_counted(
    events: Any, rule: CodingRule, kind: PartyKind, span: Any
) -> None:
    found = {
        claims: row_of([*events, *COVERED], rule.with_claims(claims), kind, span)  # type: ignore[arg-type]
        for claims in ("excluded", "open", "counted")
    }
    ends = {claims: low_and_high(row["involved"]) for claims, row in found.items()}
    assert ends["open"] == (ends["excluded"][0], ends["counted"][1])


@slow
@given(wars(), rules, st.sets(st.sampled_from(PARTIES)), st.sets(st.sampled_from(PARTIES)))
def test_a_wider_region_never_raises_the_number_of_parties_from_outside(
    events: Any, rule: CodingRule, inside: set[str], more: set[str]
) -> None:
    """They are those of the narrower region without those who are now inside."""
    log = sq.Log(events)
    narrow, wide = (Region("drawn", actors=actors) for actors in (inside, inside | more))
    one, other = ({row["party"] for row in outside_parties(log, r, rule)} for r in (narrow, wide))
    assert other == one - more


@slow
@given(wars(), rules, kinds, st.data())
def test_the_order_of_lines_changes_nothing(
    events: Any, rule: CodingRule, kind: PartyKind, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations([*events, *COVERED]))
    one, other = sq.Log([*events, *COVERED]), sq.Log(shuffled)
    spans = [(day(0), day(3)), (day(4), day(DAYS))]
    assert (
        involvement_shares(one, WORLD, [rule], [kind], spans).to_csv()
        == involvement_shares(other, WORLD, [rule], [kind], spans).to_csv()
    )
    assert (
        outside_parties(one, WORLD, rule).to_csv() == outside_parties(other, WORLD, rule).to_csv()
    )
    firsts = [first_involvements(log, WORLD, rule, kind, since=day(0)) for log in (one, other)]
    assert firsts[0].to_csv() == firsts[1].to_csv()


# Bounds against every reading


def counted(reading: Reading, rule: CodingRule, kind: PartyKind, span: Any) -> tuple[int, int]:
    """How many conflicts were fought in a period, and in how many of them one took part."""
    first, last = (sq.When(end).first_day for end in span)
    fought = [c for c in CONFLICTS if there(begun_and_ended(reading, c, None, None), first, last)]
    joined = [
        conflict
        for conflict in fought
        if any(
            there(
                begun_and_ended(reading, conflict, party, role), max(first, start), min(last, end)
            )
            for party in PARTIES
            for role in rule.roles
            for start, end in of_kind(kind, party)
            if start <= last and first <= end
        )
    ]
    return len(fought), len(joined)


def of_kind(kind: PartyKind, party: str) -> list[tuple[int, int]]:
    """From when to when a party is of a kind, both days included, by what the kind was made of."""
    if kind is ANYBODY:
        return [(START, STOP)]
    spells = {"ATL": [(ORIGIN + 2, ORIGIN + 4)], "UTO": [(START, STOP)]}
    return spells.get(party, [])


@slow
@given(wars(most=3), rules, kinds, spans, CLAIMS)
def test_bounds_enclose_every_reading(
    events: Any, rule: CodingRule, kind: PartyKind, span: Any, claims: Any
) -> None:
    """Counts and shares of each reading lie in those that are given."""
    row = row_of([*events, *COVERED], rule.with_claims(claims), kind, span)
    found = {counted(r, rule, kind, span) for r in readings_of(events, claims)}
    fought = hull(*(number for number, _ in found))
    assert fought in hull(row["conflicts"])
    # Tellings of one act may stand in two conflicts: bounds take each conflict by itself.
    assert any(event.act for event in events) or fought == hull(row["conflicts"])
    assert hull(*(joined for _, joined in found)) in hull(row["involved"])
    shares = [Fraction(joined, fought) for fought, joined in found if fought]
    assert (row["share_of_recorded"] is None) == (not shares)
    assert not shares or hull(*shares) in hull(row["share_of_recorded"])


@slow
@given(wars(most=3), rules, kinds, CLAIMS)
def test_a_first_is_one_on_every_reading(
    events: Any, rule: CodingRule, kind: PartyKind, claims: Any
) -> None:
    """Yes is so on every reading, no on none; who is not listed never took part."""
    table = first_involvements(
        sq.Log([*events, *COVERED]), WORLD, rule.with_claims(claims), kind, since=day(0)
    )
    told = {(row["conflict"], row["party"]): row for row in table}
    for reading in readings_of(events, claims):
        begun = begins(reading, rule, kind)
        firsts = {pair for pair, on in begun.items() if on == min(begun.values())}
        assert set(begun) <= set(told)
        for pair, row in told.items():
            assert pair in firsts or row["first_on_record"] != "yes"
            assert pair not in firsts or row["first_on_record"] != "no"
            assert row["first"] == row["first_on_record"]
            on = begun.get(pair)
            assert on is None or row["earliest"].toordinal() <= on
            assert row["sure_by"] is None or (on or STOP) <= row["sure_by"].toordinal()


def begins(reading: Reading, rule: CodingRule, kind: PartyKind) -> dict[tuple[str, str], int]:
    """The first day since the first of the week on which a party takes part in a conflict."""
    found: dict[tuple[str, str], int] = {}
    for conflict, party in ((c, p) for c in CONFLICTS for p in PARTIES):
        days = [
            on
            for role in rule.roles
            for told in (begun_and_ended(reading, conflict, party, role),)
            for start, end in of_kind(kind, party)
            for on in range(max(start, ORIGIN), end + 1)
            if there(told, max(start, ORIGIN), on)
        ]
        found |= {(conflict, party): min(days)} if days else {}
    return found


# Examples

WAR = [
    Outbreak(on="1950-01-10", conflict="egg-war"),
    involved(on="1950-02-01"),
    involved(on="1950-02-01", party="LAP", role="direct fire", assertion="claimed"),
    Disengagement(on="1950-06-01", conflict="egg-war", party="ATL", role="supply"),
    Conclusion(on="1951-01-01", conflict="egg-war"),
]


def cells(lines: list[Any], rule: CodingRule, *span: str, **where: Any) -> tuple[Any, ...]:
    """What a count of everybody says: conflicts, involved, share, coverage."""
    row = row_of(lines, rule, ANYBODY, span, **where)
    return row["conflicts"], row["involved"], row["share_of_recorded"], row["coverage"]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1949-01-01", "1949-12-31", (0, 0, None)),
        ("1950-01-01", "1950-01-31", (1, 0, 0)),
        ("1950-01-01", "1950-12-31", (1, 1, 1)),
        ("1950-06-01", "1950-12-31", (1, 0, 0)),
        ("1951-01-01", "1951-12-31", (0, 0, None)),
    ],
)
def test_a_period_has_what_holds_in_it(first: str, last: str, expected: Any) -> None:
    """What ends on the first day of a period is not in it: its last day was the one before."""
    assert cells(WAR, CodingRule("arms", "supply"), first, last)[:3] == expected


def test_what_began_and_ended_within_a_day_counts_on_it() -> None:
    lines = [
        Outbreak(on="1950-03-04", conflict="egg-war"),
        involved(on="1950-03-04"),
        Conclusion(on="1950-03-04", conflict="egg-war"),
    ]
    assert cells(lines, ANY, "1950-03-04", "1950-03-04")[:3] == (1, 1, 1)
    lines += [covering("conflicts", "egg-war")]
    assert cells(lines, ANY, "1950-03-05", "1950-03-05")[:3] == (0, 0, None)


@pytest.mark.parametrize(
    ("claims", "expected"), [("excluded", 0), ("open", sq.Range(0, 1)), ("counted", 1)]
)
def test_the_rule_says_what_becomes_of_claims(claims: Any, expected: Any) -> None:
    rule = CodingRule("fire", "direct fire", claims=claims)
    assert cells(WAR, rule, "1950-01-01", "1950-12-31")[1] == expected


def test_a_denied_claim_is_unsure_even_where_claims_count() -> None:
    tellings = [
        involved(role="direct fire", assertion=assertion, act="strike")
        for assertion in ("claimed", "denied")
    ]
    rule = CodingRule("fire", "direct fire", claims="counted")
    assert cells([*WAR[:1], *tellings], rule, "1950-01-01", "1950-12-31")[1] == sq.Range(0, 1)


def test_it_is_sure_that_one_helped_where_only_the_way_is_disputed() -> None:
    """Of one act exactly one telling is true: under a rule that has both ways, it counts."""
    tellings = [involved(role=role, act="help") for role in ("supply", "combat troops")]
    lines = [*WAR[:1], *tellings]
    year = ("1950-01-01", "1950-12-31")
    assert cells(lines, ANY, *year)[1] == 1
    assert cells(lines, CodingRule("arms", "supply"), *year)[1] == sq.Range(0, 1)
    denied = involved(role="supply", act="help", assertion="denied")
    assert cells([*lines, denied], ANY, *year)[1] == sq.Range(0, 1)
    doubtful = involved(role="supply", act="help", on="1950-03-01?", note="Perhaps")
    assert cells([*lines, doubtful], ANY, *year)[1] == sq.Range(0, 1)
    assert cells(lines, ANY, "1950-01-01", "1950-02-28")[1] == 0
    assert cells(lines, ANY, "1950-01-01", "1950-03-01")[1] == 1


def covering(about: str, *scope: Any, until: str = "1959-12-31") -> sq.Coverage:
    """A claim of completeness from 1950."""
    return sq.Coverage(about=about, scope=scope, since="1950-01-01", until=until)


ALL_WARS = covering("conflicts", ...)
ONE_WAR = covering("conflicts", "egg-war")
ALL_SUPPLY = covering("belligerents", "egg-war", ..., "supply")
FIFTIES = ("1950-01-01", "1959-12-31")


@pytest.mark.parametrize(
    ("claims", "conflicts_named", "role", "coverage"),
    [
        ([], None, "supply", "at least: conflicts, involved"),
        ([ONE_WAR], None, "supply", "at least: conflicts, involved"),
        ([ALL_WARS], None, "combat troops", "at least: involved"),
        ([ALL_WARS, ALL_SUPPLY], None, "combat troops", "at least: involved"),
        ([ALL_WARS], None, "supply", "complete"),
        ([ALL_WARS, covering("belligerents", ..., ..., ...)], None, "combat troops", "complete"),
        ([], ["egg-war"], "supply", "complete"),
        ([], ["egg-war", "opium-war"], "supply", "at least: conflicts, involved"),
        ([covering("conflicts", "opium-war")], ["egg-war", "opium-war"], "supply", "complete"),
        (
            [ALL_WARS, covering("belligerents", "egg-war", ..., ..., until="1950-12-30")],
            None,
            "combat troops",
            "at least: involved",
        ),
        (
            [ALL_WARS, covering("belligerents", "egg-war", ..., ..., until="1951-01-01")],
            None,
            "combat troops",
            "complete",
        ),
    ],
)
def test_only_what_is_claimed_to_be_complete_is(
    claims: Any, conflicts_named: Any, role: str, coverage: str
) -> None:
    """A count needs every conflict, and all involvement where none is sure, while it may be on."""
    region = Region("drawn", conflicts=conflicts_named)
    rule = CodingRule("drawn", role)
    assert cells([*WAR, *claims], rule, *FIFTIES, region=region)[3] == coverage


def test_who_is_of_a_kind_needs_to_be_covered_and_others_not() -> None:
    power = PartyKind.in_spells("power", [("UTO", "1950-01-01", "1950-03-31")])
    claim = sq.Coverage(
        about="belligerents",
        scope=("egg-war", "UTO", "combat troops"),
        since="1950-01-01",
        until="1950-03-31",
    )
    rule = CodingRule("troops", "combat troops")
    for kind, coverage in [(power, "complete"), (ANYBODY, "at least: involved")]:
        assert row_of([*WAR, ALL_WARS, claim], rule, kind, FIFTIES)["coverage"] == coverage


def test_who_is_inside_needs_no_coverage() -> None:
    """An actor of the region cannot take part from outside, so nothing of it can be lacking."""
    power = PartyKind.in_spells("power", [("UTO", "1950-01-01", None)])
    rule = CodingRule("troops", "combat troops")
    for actors, coverage in [({"UTO"}, "complete"), ({"SEA"}, "at least: involved")]:
        region = Region("isles", actors=actors)
        row = row_of([*WAR, ALL_WARS], rule, power, FIFTIES, region=region)
        assert row["coverage"] == coverage


def test_a_region_of_parties_has_the_conflicts_in_which_they_fought() -> None:
    """It is known to be complete only where the log claims it of all conflicts."""
    fought = [involved(party="UTO", role="primary", on="1950-01-10")]
    lines = [*WAR, *fought, Outbreak(on="1950-05-01", conflict="opium-war"), ONE_WAR]
    region = Region.of_parties(sq.Log(lines), "isles", ["UTO"])
    assert region.conflicts == {"egg-war"}
    rule = CodingRule("arms", "supply")
    found = cells(lines, rule, *FIFTIES, region=region)
    assert found == (1, 1, 1, "at least: conflicts, involved")
    assert cells([*lines, ALL_WARS], rule, *FIFTIES, region=region)[3] == "complete"


def test_after_the_end_of_the_log_nothing_is_counted() -> None:
    """What is open then may go on, and a later period has no zeros."""
    lines = [*WAR[:3], covering("conflicts", "egg-war", until="1950-12-31")]
    assert cells(lines, ANY, "1951-01-01", "1951-12-31") == (
        None,
        None,
        None,
        "the log ends before",
    )
    later = sq.Coverage(
        about="conflicts", scope=("opium-war",), since="1950-01-01", until="1951-12-31"
    )
    found = cells([*lines, later], ANY, "1951-01-01", "1951-12-31")
    assert found[:3] == (sq.Range(0, 1), sq.Range(0, 1), sq.Range(Fraction(0), Fraction(1)))


def test_a_party_counts_while_it_is_of_the_kind() -> None:
    for first, last, expected in [
        ("1900-01-01", "1950-01-31", 0),
        ("1900-01-01", "1950-02-01", 1),
        ("1950-05-31", None, 1),
        ("1950-06-01", None, 0),
    ]:
        kind = PartyKind.in_spells("power", [("ATL", first, last)])
        assert row_of(WAR, CodingRule("arms", "supply"), kind, FIFTIES)["involved"] == expected


def test_neighbours_are_those_of_the_hosts_else_of_the_region() -> None:
    """A host of the conflict is not outside it, whosever neighbour it is."""
    near = PartyKind.of_pairs("neighbour", [("ATL", "UTO"), ("ATL", "LAP", FIFTIES[0], None)])
    rule = CodingRule("arms", "supply")
    for region, expected in [
        (Region("isles", actors={"UTO"}), 1),
        (Region("isles", actors={"UTO"}, hosts={"egg-war": ["SEA"]}), 0),
        (Region("isles", hosts={"egg-war": ["LAP"]}), 1),
        (Region("isles", hosts={"egg-war": ["LAP", "ATL"]}), 0),
        (Region("isles"), 0),
    ]:
        assert row_of(WAR, rule, near, FIFTIES, region=region)["involved"] == expected


def test_a_kind_may_be_what_is_left_of_others() -> None:
    power = PartyKind.in_spells("power", [("ATL", "1950-01-01", "1950-12-31")])
    small = ANYBODY.without(power, name="small power")
    assert not small.is_one("ATL", on="1950-12-31")
    assert small.is_one("ATL", on="1951-01-01")
    assert small.is_one("LAP", on="1950-12-31")
    assert (small.parties, power.parties) == (None, ("ATL",))


def test_the_roster_says_how_and_from_when_to_when() -> None:
    table = outside_parties(sq.Log(WAR), WORLD, CODING_RULES["any support"])
    rows = [tuple(str(cell) for cell in row) for row in table.rows]
    start, end, conclusion = "1950-02-01", "1950-06-01", "1951-01-01"
    assert rows == [
        ("egg-war", "ATL", "supply", "confirmed", "yes", start, start, end, end),
        ("egg-war", "LAP", "direct fire", "claimed", "possible", start, "None", "None", conclusion),
    ]


def firsts(lines: list[Any], rule: CodingRule) -> list[tuple[str, str, str]]:
    """Who may have been the first: the party, by the log, and in the world."""
    table = first_involvements(sq.Log(lines), WORLD, rule, ANYBODY, since="1950-01-01")
    return [(row["party"], row["first_on_record"], row["first"]) for row in table]


def test_a_first_needs_a_log_that_has_them_all() -> None:
    """A precedent that is only claimed leaves it open; without coverage it is unknown."""
    claims = [ALL_WARS, covering("belligerents", ..., ..., ...)]
    strike = involved(on="1950-04-01", party="UTO", role="direct fire")
    fire = CODING_RULES["direct fire"]
    assert firsts([*WAR, strike], fire.with_claims("excluded")) == [("UTO", "yes", "unknown")]
    assert firsts([*WAR, strike, *claims], fire.with_claims("excluded")) == [("UTO", "yes", "yes")]
    open_ = [("LAP", "possible", "possible"), ("UTO", "possible", "possible")]
    assert firsts([*WAR, strike, *claims], fire) == open_
    counted_ = [("LAP", "yes", "yes"), ("UTO", "no", "no")]
    assert firsts([*WAR, strike, *claims], fire.with_claims("counted")) == counted_


def test_a_day_shared_by_two_is_a_first_for_both() -> None:
    two = [involved(party=party, role="direct fire") for party in ("ATL", "UTO")]
    fire = CODING_RULES["direct fire"]
    expected = [("ATL", "yes", "unknown"), ("UTO", "yes", "unknown")]
    assert firsts([*WAR[:1], *two], fire) == expected


def test_decades_are_cut_where_they_are_not_whole() -> None:
    assert [(str(a), str(b)) for a, b in decades("1975-01-01", "2017-12-31")] == [
        ("1975-01-01", "1979-12-31"),
        ("1980-01-01", "1989-12-31"),
        ("1990-01-01", "1999-12-31"),
        ("2000-01-01", "2009-12-31"),
        ("2010-01-01", "2017-12-31"),
    ]
    assert [str(day_) for day_ in decades("0001-01-01", "0009-12-31")[0]] == [
        "0001-01-01",
        "0009-12-31",
    ]


def test_mistakes_are_said_in_sentences() -> None:
    log, arms = sq.Log(WAR), CodingRule("arms", "supply")
    with pytest.raises(InvalidCodingRule, match="not tanks"):
        CodingRule("mine", ["supply", "tanks"])
    with pytest.raises(InvalidCodingRule, match="not none"):
        CodingRule("mine", [])
    with pytest.raises(InvalidCodingRule, match="claims are excluded, open, counted, not 'yes'"):
        CodingRule("mine", ["supply"], claims="yes")  # type: ignore[arg-type]
    with pytest.raises(InvalidRegion, match="'ARM' is one text"):
        Region("mine", actors="ARM")
    with pytest.raises(InvalidPartyKind, match=r"ends \(1949-01-01\) before it begins"):
        PartyKind.in_spells("power", [("ATL", "1950-01-01", "1949-01-01")])
    with pytest.raises(InvalidPeriods, match=r"ends \(1949-01-01\) before it begins"):
        involvement_shares(log, WORLD, [arms], [ANYBODY], [("1950-01-01", "1949-01-01")])


def test_the_table_prints_with_what_a_reader_should_know() -> None:
    table = involvement_shares(
        sq.Log(WAR), WORLD, [CODING_RULES["any support"]], [ANYBODY], [FIFTIES]
    )
    text = repr(table)
    assert "external involvement in the world" in text
    assert "at least: conflicts, involved" in text
    assert "only that of the conflicts in the log" in text
