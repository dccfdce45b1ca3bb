"""The influence balance: what counts between whom, what does not, and its tables of weights."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import statusquo as sq
from statusquo.events import (
    Access,
    Accession,
    Answer,
    ArmsDelivery,
    Association,
    Consent,
    Departure,
    Deployment,
    Duty,
    EntryIntoForce,
    Exercise,
    Involvement,
    Mediation,
    Recognition,
    Sanction,
    SanctionLifted,
    StrengthReport,
    TitlePassed,
    Training,
    record,
)
from statusquo.projecting.decorators import Derived, Projection
from statusquo.projections import ALTERNATIVES, InfluenceWeights, influence
from statusquo.projections.balances import presence_ties
from statusquo.projections.balances import security_acts as acts
from statusquo.projections.balances import security_ties as ties
from statusquo.projections.balances.weights import REGIONS, TIE_WEIGHTS
from statusquo.testing import check_projection

START, LATER = "2000-01-01", "2000-01-02"
DIGEST = "717af1467a9089916823ce29dd73bbd0d119ac9f58d4d7d078f6915745bfadb2"
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)


def weighed(
    *events: sq.Event, pair: tuple[str, str] = ("ATL", "UTO"), **options: Any
) -> dict[str, Fraction]:
    """What each tie and act adds to the score of a pair on the day of the events."""
    why = sq.replay(sq.Log(events), influence(**options)).why(pair, on=START)
    found: dict[str, Fraction] = {}
    for part in why.contributions:
        found[part.name] = found.get(part.name, Fraction(0)) + part.amount
    assert sum(found.values()) == why.score
    return found


def named(cls: type[sq.Event], **fields: Any) -> sq.Event:
    """An event of the first day."""
    return cls(on=START, source="almanac", **fields)


def force(**fields: Any) -> sq.Event:
    """Forces of Atlantis in Utopia."""
    defaults = {"sender": "ATL", "host": "UTO", "site": "fort", "role": "base"}
    return named(Deployment, **(defaults | fields))


def consent(**fields: Any) -> sq.Event:
    """What Utopia says of them."""
    defaults = {
        "giver": "UTO",
        "capacity": "sovereign",
        "sender": "ATL",
        "site": "fort",
        "answer": "given",
    }
    return named(Consent, **(defaults | fields))


# Pledges


def pact(duty: str, instrument: str = "treaty", **more: Any) -> sq.Event:
    """A pact of Atlantis and Utopia with one duty."""
    duties = (Duty(duty=duty, **more),)
    return named(
        EntryIntoForce,
        pact="friendship",
        parties=("ATL", "UTO"),
        duties=duties,
        instrument=instrument,
    )


@pytest.mark.parametrize(
    ("duty", "instrument", "name", "scale"),
    [
        ("defence", "treaty", "defence", Fraction(1)),
        ("defence", "agreement", "defence", Fraction(1)),
        ("defence", "declaration", "defence", Fraction(3, 10)),
        ("assistance", "treaty", "defence", Fraction(7, 10)),
        ("assistance", "declaration", "defence", Fraction(3, 10)),
        ("consultation", "treaty", "consultation", Fraction(1)),
        ("consultation", "statement", "consultation", Fraction(3, 10)),
        ("non-aggression", "treaty", "restraint", Fraction(1)),
        ("neutrality", "treaty", "restraint", Fraction(1)),
        ("defence cooperation", "agreement", "cooperation", Fraction(1)),
        ("defence cooperation", "memorandum", "cooperation", Fraction(3, 10)),
    ],
)
def test_a_pledge_counts_by_its_duty_and_its_text(
    duty: str, instrument: str, name: str, scale: Fraction
) -> None:
    """Assistance is 0.7 of defence; what is no treaty and no agreement counts 0.3."""
    found = weighed(pact(duty, instrument))
    assert list(found) == [name]
    assert abs(found[name] - getattr(InfluenceWeights(), name) * scale) < Fraction(1, 2**40)


def test_a_duty_of_one_counts_for_that_one() -> None:
    """The debtor has weight with the creditor, and the creditor none. A right to bases has none."""
    one_sided = pact("defence", debtor="ATL")
    assert weighed(one_sided) == {"defence": 10}
    assert weighed(one_sided, pair=("UTO", "ATL")) == {}
    assert weighed(pact("basing right")) == {}


def test_lesser_pledges_are_one_bundle() -> None:
    """Of a duty to consult and one not to attack, the lesser counts half."""
    duties = (Duty(duty="consultation"), Duty(duty="non-aggression"))
    both = named(EntryIntoForce, pact="friendship", parties=("ATL", "UTO"), duties=duties)
    assert weighed(both) == {"consultation": 3, "restraint": HALF}


# Presence


@pytest.mark.parametrize("role", ["base", "garrison", "facility", "border guard"])
def test_a_base_counts_where_the_sovereign_agrees(role: str) -> None:
    """So do garrisons, facilities and border guards; strength that nobody knows counts half."""
    assert weighed(force(role=role), consent()) == {"base": 3}


@pytest.mark.parametrize("role", ["peacekeeping", "monitoring", "advising", "training"])
def test_a_mission_counts_where_the_sovereign_agrees(role: str) -> None:
    """Advisers are among those who are sent."""
    assert weighed(force(role=role), consent()) == {"mission": Fraction(3, 2)}


@pytest.mark.parametrize("role", ["exercise", "transit", "combat", "contractors"])
def test_no_other_presence_counts_by_consent(role: str) -> None:
    """Nor does one without a line on consent, nor what the sender's own consent covers."""
    assert weighed(force(role=role), consent()) == {}
    assert weighed(force()) == {}
    assert weighed(force(), consent(giver="ERE")) == {}
    assert weighed(force(), consent(site="elsewhere")) == {}


def test_only_the_sovereign_decides_whether_a_base_counts() -> None:
    """Consent of who governs is not enough; a disputed one counts neither way."""
    governing = consent(giver="rebels", capacity="governing")
    assert weighed(force(), governing) == {}
    assert weighed(force(), consent(capacity="governing")) == {}
    assert weighed(force(), consent(answer="disputed")) == {}


@pytest.mark.parametrize("answer", ["refused", "withdrawn", "none asked"])
def test_basing_against_the_sovereign_counts_below_0(answer: str) -> None:
    """It gives nothing above 0 over the host, and weight over the authority that let them in."""
    against, governing = consent(answer=answer), consent(giver="rebels", capacity="governing")
    assert weighed(force(), against) == {"basing_against": -8}
    assert weighed(force(), against, governing) == {"basing_against": -8}
    assert weighed(force(), against, governing, pair=("ATL", "rebels")) == {"basing_with": 4}
    assert weighed(force(), governing, pair=("ATL", "rebels")) == {}
    assert weighed(force(), against, consent(capacity="governing"), pair=("ATL", "UTO")) == {
        "basing_against": -8
    }


def test_an_occupation_counts_without_a_word_on_consent() -> None:
    """Once, also where the sovereign refused; two sites are a bundle."""
    assert weighed(force(role="occupation")) == {"occupation": -8}
    assert weighed(force(role="occupation"), consent(answer="refused")) == {"occupation": -8}
    assert weighed(force(role="occupation"), force(role="occupation", site="port")) == {
        "occupation": -12
    }


@pytest.mark.parametrize(
    ("troops", "scale"),
    [
        (9999, Fraction(1)),
        (50_000, Fraction(1)),
        (99, HALF),
        (0, Fraction(0)),
        (sq.Range(9, 999), HALF),
        (None, HALF),
    ],
)
def test_a_presence_counts_by_its_strength(troops: Any, scale: Fraction) -> None:
    """log10(1 + n) / 4, at most 1; of a range the middle of both ends; 1/2 where n is unknown."""
    found = weighed(force(troops=troops), consent())
    assert abs(found["base"] - 6 * scale) < Fraction(1, 10**9)


def test_the_last_figure_counts_on_any_basis() -> None:
    """A level replaces the one before; after a departure nothing is known again."""
    first = force(troops=99, basis="authorised")
    more = StrengthReport(
        on=LATER, source="almanac", sender="ATL", host="UTO", site="fort", role="base",
        troops=9999, basis="estimated",
    )  # fmt: skip
    gone = Departure(
        on="2000-01-03", source="almanac", sender="ATL", host="UTO", site="fort", role="base"
    )
    back = Deployment(
        on="2000-01-04", source="almanac", sender="ATL", host="UTO", site="fort", role="base"
    )
    history = sq.replay(sq.Log([first, consent(), more, gone, back]), influence())
    days = (START, LATER, "2000-01-03", "2000-01-04")
    assert [history.at(day).get(("ATL", "UTO"), 0) for day in days] == [3, 6, 0, 3]
    assert not history.findings()


@given(st.integers(0, 10**7))
def test_strength_scales_as_the_logarithm(troops: int) -> None:
    """Within one part in 10**15 of what floats say, and never more for fewer."""
    scale = presence_ties.scaled(troops)
    assert isinstance(scale, Fraction)
    plain = min(Decimal(troops + 1).log10() / 4, Decimal(1))
    assert abs(scale - Fraction(plain)) < Fraction(1, 10**15)
    assert presence_ties.scaled(troops + 1) >= scale  # type: ignore[operator]


# Standing


def test_recognition_against_a_sovereign() -> None:
    """It costs with the parent and counts with whom it recognises; others' states do neither."""
    seen = named(Recognition, recogniser="ATL", recognised="isle")
    title = named(TitlePassed, territory="isle", holder="UTO", basis="independence")
    assert weighed(seen, title) == {"recognition_against": -6}
    assert weighed(seen, title, pair=("ATL", "isle")) == {"recognition_given": 6}
    assert weighed(seen, pair=("ATL", "isle")) == {}
    own = named(Recognition, recogniser="UTO", recognised="isle")
    assert weighed(own, title, pair=("UTO", "UTO")) == {}


def test_one_recognition_is_one_tie_whoever_held_the_title() -> None:
    """That two held it, one after the other, gives one key twice with the same value."""
    seen = named(Recognition, recogniser="ATL", recognised="isle")
    title = named(TitlePassed, territory="isle", holder="UTO", basis="independence")
    passed = TitlePassed(
        on=LATER, source="almanac", territory="isle", holder="ERE", basis="cession"
    )
    history = sq.replay(sq.Log([seen, title, passed]), influence())
    assert history.at(LATER)["ATL", "isle"] == 6
    assert ("ATL", "UTO") not in history.at(LATER)
    assert not history.findings()


def test_members_count_for_who_leads_and_observers_a_quarter() -> None:
    """Russia leads the CIS here; it does not count with itself, and partners do not count."""
    joined = [named(Accession, organisation="CIS", member=who) for who in ("RUS", "UTO")]
    watching = named(Association, organisation="EAEU", partner="UTO", standing="observer")
    near = named(Association, organisation="OTS", partner="UTO", standing="partner")
    assert weighed(*joined, pair=("RUS", "UTO")) == {"body": 1}
    assert weighed(*joined, pair=("RUS", "RUS")) == {}
    assert weighed(*joined, pair=("UTO", "RUS")) == {}
    assert weighed(watching, pair=("RUS", "UTO")) == {"union_observer": HALF}
    assert weighed(near, pair=("TUR", "UTO")) == {}
    assert weighed(named(Accession, organisation="GUAM", member="UTO"), pair=("RUS", "UTO")) == {}


def test_who_leads_is_yours_to_say() -> None:
    """Another leader is another balance: the digest differs."""
    mine = InfluenceWeights(bodies={"league": "ATL"})
    joined = named(Accession, organisation="league", member="UTO")
    assert weighed(joined, weights=mine) == {"body": 1}
    assert influence(mine).digest != influence().digest


# Reach


def test_who_holds_the_door_counts() -> None:
    """1 for the only way, 1/2 for one of several; not with itself."""
    only = named(Access, site="UTO", route="pass", gatekeeper="ATL", extent="only way")
    other = named(Access, site="UTO", route="pass", gatekeeper="ATL")
    own = named(Access, site="ATL", route="pass", gatekeeper="ATL")
    assert weighed(only) == {"access": 2}
    assert weighed(other) == {"access": 1}
    assert weighed(own, pair=("ATL", "ATL")) == {}


def test_a_garrison_behind_a_gate_gives_weight_to_the_gatekeeper() -> None:
    """Over the sender, not over the host; nobody is the gatekeeper of himself."""
    way = named(Access, site="fort", route="pass", gatekeeper="ERE", extent="only way")
    assert weighed(force(), way, pair=("ERE", "ATL")) == {"gate": 2}
    assert weighed(force(), way, pair=("ERE", "UTO")) == {}
    own = named(Access, site="fort", route="pass", gatekeeper="ATL", extent="only way")
    assert weighed(force(), own, pair=("ATL", "ATL")) == {}


def test_a_sanction_counts_until_it_is_lifted() -> None:
    """It takes from who put it there; two kinds are a bundle."""
    border = named(Sanction, sender="ATL", target="UTO", kind="border")
    embargo = named(Sanction, sender="ATL", target="UTO", kind="arms embargo")
    lifted = SanctionLifted(on=LATER, source="almanac", sender="ATL", target="UTO", kind="border")
    assert weighed(border) == {"sanction": -2}
    assert weighed(border, embargo) == {"sanction": -3}
    history = sq.replay(sq.Log([border, lifted]), influence())
    assert ("ATL", "UTO") not in history.at(LATER)


# Dealings


@pytest.mark.parametrize(
    ("more", "amount"),
    [
        ({}, 2),
        ({"gift": True}, 3),
        ({"small": True}, 1),
        ({"gift": True, "small": True}, Fraction(3, 2)),
        ({"number": 100}, 2),
    ],
)
def test_arms_count_by_delivery(more: Any, amount: Any) -> None:
    """A gift counts 1.5, what is small half; how many there were does not."""
    assert weighed(named(ArmsDelivery, supplier="ATL", recipient="UTO", item="tank", **more)) == {
        "arms": amount
    }


def test_arms_to_an_enemy_count_against_the_supplier() -> None:
    """A supplier at war is no enemy of itself, and nobody is named twice."""
    armed = named(
        ArmsDelivery, supplier="ATL", recipient="ERE", item="tank", against=("UTO", "ATL", "UTO")
    )
    assert weighed(armed) == {"arms_to_enemies": -1}
    assert weighed(armed, pair=("ATL", "ATL")) == {}
    own = named(ArmsDelivery, supplier="ATL", recipient="ATL", item="tank")
    assert weighed(own, pair=("ATL", "ATL")) == {}


def exercise(host: str | None, *participants: str) -> sq.Event:
    """A manoeuvre."""
    return named(Exercise, exercise="storm", participants=participants, host=host)


def test_an_exercise_counts_between_host_and_guests() -> None:
    """In both directions; guests count with each other only if two held it on unknown ground."""
    both = [("ATL", "UTO"), ("UTO", "ATL")]
    assert [weighed(exercise("UTO", "ATL", "UTO"), pair=p) for p in both] == [
        {"exercise": HALF},
        {"exercise": HALF},
    ]
    assert [weighed(exercise(None, "ATL", "UTO"), pair=p) for p in both] == [
        {"exercise": HALF},
        {"exercise": HALF},
    ]
    assert weighed(exercise("ERE", "ATL", "UTO", "ERE")) == {}
    assert weighed(exercise(None, "ATL", "UTO", "ERE")) == {}
    assert weighed(exercise("ERE", "ATL", "UTO")) == {}
    assert weighed(exercise("ATL", "ATL"), pair=("ATL", "ATL")) == {}


def test_training_counts_for_who_trains() -> None:
    """Not for who is trained."""
    taught = named(Training, trainer="ATL", trainee="UTO", subject="officers")
    assert weighed(taught) == {"training": 1}
    assert weighed(taught, pair=("UTO", "ATL")) == {}


def mediated(step: str, on: str = START, by: str | None = "UTO") -> sq.Event:
    """A step of a mediation by Atlantis."""
    return Mediation(on=on, source="almanac", mediator="ATL", conflict="egg-war", step=step, by=by)


def test_mediation_counts_when_accepted_and_again_when_it_held() -> None:
    """Half of the weight each; offers and refusals count nothing, nor does what nobody accepted."""
    assert weighed(mediated("accepted")) == {"mediation": 1}
    assert weighed(mediated("accepted"), mediated("held")) == {"mediation": 2}
    assert weighed(mediated("offered"), mediated("refused")) == {}
    assert weighed(mediated("accepted", by=None)) == {}


# War


def part(role: str = "supply", **more: Any) -> sq.Event:
    """Atlantis takes part in a war, for Utopia and against Erewhon."""
    return named(
        Involvement,
        **(
            {
                "conflict": "egg-war",
                "party": "ATL",
                "side": "a",
                "helped": ("UTO",),
                "against": ("ERE",),
                "role": role,
            }
            | more
        ),
    )


@pytest.mark.parametrize(
    ("role", "amount"),
    [("combat troops", 6), ("direct fire", 6), ("drones operated", 6)]
    + [(lesser, 3) for lesser in ("command", "planning", "supply", "basing", "finance")],
)
def test_support_in_war_counts_for_one_side_and_against_the_other(role: str, amount: int) -> None:
    """By whether it was combat; nothing counts between the supporter and itself."""
    name = "combat_support" if amount == 6 else "other_support"
    enemies = "combat_for_enemies" if amount == 6 else "other_support_for_enemies"
    assert weighed(part(role)) == {name: amount}
    assert weighed(part(role), pair=("ATL", "ERE")) == {enemies: -amount}
    own = part(role, helped=("ATL",), against=())
    assert weighed(own, pair=("ATL", "ATL")) == {}


def test_what_is_only_claimed_counts_where_it_is_asked_for() -> None:
    """A denial never counts; a balance with claims is another balance."""
    claimed, denied = part(assertion="claimed"), part(assertion="denied")
    assert weighed(claimed) == {}
    assert weighed(claimed, claims=True) == {"other_support": 3}
    assert weighed(denied) == weighed(denied, claims=True) == {}
    assert influence(claims=True).digest != influence().digest


def test_other_weights_are_tried_as_if_claims_were_true() -> None:
    """A claim has no weight in the score, and its weight in every draw; a denial has none."""
    for assertion, tried in (("claimed", 20), ("denied", 0)):
        history = sq.replay(sq.Log([part(assertion=assertion)]), influence())
        found = history.robust(lambda x: x.at(START).get(("ATL", "UTO"), 0) > 0, n=20)
        assert (found.default, found.draws.held) == (False, tried)
        assert found.digest == influence().digest
    changed = influence().replacing(weights={"other_support": 5})
    assert changed.tried is not None
    assert changed.tried.terms["other_support"].weight == 5


def test_a_primary_party_does_not_support_but_fight() -> None:
    """War counts against it with those whom it fought, whoever began."""
    fought = part("primary", helped=())
    assert weighed(fought, pair=("ATL", "ERE")) == {"hostility": -10}
    assert weighed(part("primary"), pair=("ATL", "UTO")) == {}
    assert weighed(part("primary", assertion="claimed"), pair=("ATL", "ERE")) == {}


@pytest.mark.parametrize(
    ("answer", "name", "amount"),
    [
        ("in full", "honoured", 4),
        ("in part", "partly_honoured", 1),
        ("consultations only", "partly_honoured", 1),
        ("no case seen", "no_case", -2),
        ("unanswered", "no_case", -2),
        ("refused", "refused", -4),
    ],
)
def test_answers_count_by_what_they_were(answer: Any, name: str, amount: int) -> None:
    """For who answered, with who had called."""
    said = named(Answer, invocation="call", invoker="UTO", answerer="ATL", answer=answer)
    assert weighed(said) == {name: amount}
    assert weighed(said, pair=("UTO", "ATL")) == {}


def test_an_act_fades_by_half_in_its_half_life() -> None:
    """Arms have five years."""
    armed = named(ArmsDelivery, supplier="ATL", recipient="UTO", item="tank")
    weights = InfluenceWeights(arms_half_life=10)
    history = sq.replay(sq.Log([armed]), influence(weights))
    assert [history.at(f"2000-01-{day}")["ATL", "UTO"] for day in (11, 21)] == [1, HALF]
    assert history.at("1999-12-31").get(("ATL", "UTO")) is None


# The laws


def _all(module: Any) -> Iterator[Projection | Derived]:
    found = (value for value in vars(module).values() if isinstance(value, (Projection, Derived)))
    return (p for p in found if p.key[:2] == ("actor", "target"))


ACTS = [
    acts.deliveries,
    acts.deliveries_to_enemies,
    acts.exercises,
    acts.lessons,
    acts.mediations,
    acts.support("helped", combat=True, to_enemies=False, claims=True),
    acts.support("harmed", combat=False, to_enemies=True, claims=False),
    acts.hostilities,
    acts.answered("kept", "in full"),
]


def _name(projection: Projection | Derived) -> str:
    return projection.name


@pytest.mark.parametrize("act", ACTS, ids=_name)
def test_an_act_keeps_the_laws(act: Projection) -> None:
    """Those of replay, over drawn histories."""
    check_projection(act, examples=60)


A_OR_B = st.sampled_from(["a", "b"])
CONSENTS = {
    "host": st.just("a"),
    "giver": st.just("a"),
    "sender": st.just("b"),
    "site": A_OR_B,
    "capacity": st.just("sovereign"),
    "answer": st.sampled_from(["given", "refused"]),
    "role": st.sampled_from(["base", "monitoring"]),
}
TIES = [
    (presence_ties.consented_bases, [Deployment, Departure, Consent], CONSENTS),
    (
        presence_ties.basing_against,
        [Deployment, Departure, Consent],
        CONSENTS | {"answer": st.sampled_from(["refused", "withdrawn"])},
    ),
    (
        ties.recognition_given,
        [Recognition, TitlePassed],
        {"recognised": A_OR_B, "territory": A_OR_B},
    ),
    (ties.gates, [Deployment, Departure, Access], {"site": A_OR_B}),
]


@pytest.mark.parametrize(("tie", "vocabulary", "fields"), TIES, ids=[t[0].name for t in TIES])
def test_a_tie_keeps_the_laws(
    tie: Derived, vocabulary: list[type[sq.Event]], fields: dict[str, Any]
) -> None:
    """Derived ones too, where what is drawn has names in common."""
    check_projection(tie, vocabulary=vocabulary, fields=fields, examples=60)


def test_the_scale_of_a_presence_keeps_the_laws() -> None:
    """It is a projection of events."""
    check_projection(presence_ties.presence_scale, examples=25)


def test_every_tie_and_act_is_weighed() -> None:
    """No projection of the modules is left out of the balance by oversight."""
    weighed_by_name = {projection.name for projection in influence().projections}
    defined = {p.name for module in (ties, acts, presence_ties) for p in _all(module)}
    assert defined - weighed_by_name == set()


# The tables


def test_the_default_table_is_frozen() -> None:
    """Who changes a weight, a half-life or what counts says so here and in the documents."""
    assert influence().digest == influence(InfluenceWeights()).digest == DIGEST


def test_the_alternatives_are_what_they_say() -> None:
    """Equal weights, ties only, acts only; signs and half-lives stay."""
    assert list(ALTERNATIVES) == ["default", "equal", "ties only", "acts only"]
    for name in InfluenceWeights.named():
        default, equal, tied, acted = (getattr(w, name) for w in ALTERNATIVES.values())
        assert equal == (1 if default > 0 else -1)
        assert (tied, acted) == ((default, 0) if name in TIE_WEIGHTS else (0, default))
    assert len({w.arms_half_life for w in ALTERNATIVES.values()}) == 1
    assert len({influence(w).digest for w in ALTERNATIVES.values()}) == 4


def test_the_names_of_weights_are_those_of_the_balance() -> None:
    """Each weight is used, by a tie or an act as `TIE_WEIGHTS` has it, and says why."""
    balance = influence(InfluenceWeights(**{n: i for i, n in enumerate(_NAMES, 1)}))
    tied = {_NAMES[int(tie.weight) - 1] for tie in balance.ties.values()}
    acted = {_NAMES[int(act.weight) - 1] for act in balance.acts.values()}
    assert tied == set(TIE_WEIGHTS)
    assert acted == set(_NAMES) - set(TIE_WEIGHTS)
    assert all(term.note for term in balance.terms.values())


def test_what_shares_a_weight_is_varied_once() -> None:
    """`robust` draws one number for each weight and half-life of the table, not for each term."""
    balance = influence()
    half_lives = {f.name for f in attrs.fields(InfluenceWeights) if f.name.endswith("half_life")}
    assert set(balance.weight_names) == set(_NAMES)
    assert set(balance.half_life_names) == half_lives
    for name, term in zip(balance.weight_names, balance.terms.values(), strict=True):
        assert term.weight == getattr(InfluenceWeights(), name)


_NAMES = InfluenceWeights.named()


# The record


@pytest.fixture(scope="module")
def history() -> Any:
    """The shipped record under the default table."""
    return sq.replay(record(), influence())


@pytest.mark.parametrize("name", ALTERNATIVES)
@pytest.mark.parametrize("per", ["pooled", "target"])
def test_shares_in_the_record_sum_to_1(history: Any, name: str, per: str) -> None:
    """Of all actors, in every region, or nobody has a share."""
    weighed_so = history.weighing(influence(ALTERNATIVES[name]))
    actors = sorted({actor for actor, _ in weighed_so.named_keys()})
    for region, targets in REGIONS.items():
        for day in ("1992-12-31", "2008-12-31", "2020-09-26", "2024-12-31"):
            outside = [actor for actor in actors if actor not in targets]
            shares = [weighed_so.share(a, over=region, on=day, per=per) for a in outside]
            assert sum(shares) == 1, (region, day)


def test_the_record_has_no_share_before_it_begins(history: Any) -> None:
    """Where nobody has anything above 0 the answer is unknown, not 0."""
    share = history.share("RUS", over="south-caucasus", on="1950-01-01")
    assert share is sq.Verdict.UNKNOWN


def test_contributions_in_the_record_sum_to_the_scores(history: Any) -> None:
    """Exactly, with every target of the South Caucasus."""
    for actor in ("RUS", "TUR", "USA"):
        for target in REGIONS["south-caucasus"]:
            why = history.why((actor, target), on="2021-10-31")
            assert why.score == history.at("2021-10-31").get((actor, target), 0)
            assert why.score == sum((c.amount for c in why.contributions), Fraction(0))
            assert why.values.low <= why.score <= why.values.high
