"""Pledges called upon, governments that stayed, alliances that were left, and what no log has."""

from statusquo.judging.claim import Claim
from statusquo.judging.inquiry import Inquiry
from statusquo.judging.points import Point
from statusquo.projections.diplomacy import invocations
from statusquo.projections.forces import stationing
from statusquo.projections.memo.days import BEFORE_WAR, STATEMENT, WAR_BEGAN, WRITTEN
from statusquo.projections.organisations import membership
from statusquo.projections.statehood import elections, leaders
from statusquo.projections.warfare import belligerents

LED_BY_RUSSIA = ("CIS", "CSTO", "EAEU", "UNION-STATE")
CALL = "armenia-2020-10-31"
PASHINYAN = "Nikol Pashinyan"


def no_help_in_2020(ask: Inquiry) -> Point:
    """Armenia called upon the treaty, and Russia's answer was neither in full nor in part."""
    called = ask.holds(invocations, (CALL, "ARM"), on=STATEMENT)
    answered = ask.some(invocations, invocation=CALL, party="RUS", on=STATEMENT)
    helped = [
        ask.holds(invocations, (CALL, "RUS"), on=STATEMENT, value=answer)
        for answer in ("in full", "in part")
    ]
    return called & answered & ~helped[0] & ~helped[1]


def karabakh_not_in_the_csto(ask: Inquiry) -> Point:
    """Armenia a member and Nagorno-Karabakh none."""
    no_member = ask.none(membership, organisation="CSTO", member="nagorno-karabakh", on=WAR_BEGAN)
    return ask.holds(membership, ("CSTO", "ARM"), on=WAR_BEGAN) & no_member


def never_in_full(ask: Inquiry) -> Point:
    """No call upon Russia or the organisation was answered in full by the time of writing."""
    return ask.none(
        invocations,
        party=("CSTO", "RUS"),
        since="1994-04-20",
        until=WRITTEN,
        where=lambda fact: fact.value == "in full",
    )


def answers_differ(ask: Inquiry) -> Point:
    """Of the calls upon the organisation, one was answered in full and another was not."""
    full = ask.some(
        invocations, party="CSTO", on="2024-12-31", where=lambda fact: fact.value == "in full"
    )
    less = ask.some(
        invocations, party="CSTO", on="2024-12-31", where=lambda fact: fact.value != "in full"
    )
    return full & less


def pashinyan_stayed(ask: Inquiry) -> Point:
    """Pashinyan was prime minister when the war began and still is a year after it."""
    key = ("ARM", "prime minister")
    before = ask.holds(leaders, key, on=WAR_BEGAN, value=PASHINYAN)
    return before & ask.holds(leaders, key, on=WRITTEN, value=PASHINYAN)


def distrusted(ask: Inquiry) -> Point:
    """Whom Moscow distrusted is no fact; that Pashinyan came to office in May 2018 is shown."""
    in_office = ask.holds(leaders, ("ARM", "prime minister"), on="2018-05-08", value=PASHINYAN)
    return ask.undecidable("distrust is not in a log", in_office)


def won_the_vote(ask: Inquiry) -> Point:
    """The party of the prime minister was declared the winner of the vote of June 2021."""
    return ask.holds(elections, ("ARM", "parliament"), on="2021-06-20", value="Civil Contract")


def georgia_left(ask: Inquiry) -> Point:
    """Georgia in none of the organisations that Russia leads."""
    return ask.none(membership, organisation=LED_BY_RUSSIA, member="GEO", on=WRITTEN)


def azerbaijan_in_no_alliance(ask: Inquiry) -> Point:
    """Azerbaijan in no alliance of Russia's: not in the CSTO, not in the union."""
    return ask.none(
        membership, organisation=("CSTO", "EAEU", "UNION-STATE"), member="AZE", on=WRITTEN
    )


def turkmenistan_out(ask: Inquiry) -> Point:
    """Turkmenistan a full member of none of the organisations that Russia leads."""
    return ask.none(membership, organisation=LED_BY_RUSSIA, member="TKM", on=WRITTEN)


def america_left_afghanistan(ask: Inquiry) -> Point:
    """American troops in Afghanistan at the start of 2021, and none at the time of writing."""
    key = ("USA", "AFG", "AFG", "combat")
    return ask.holds(stationing, key, on="2021-01-01") & ~ask.holds(stationing, key, on=WRITTEN)


def both_blocs(ask: Inquiry) -> Point:
    """The United States and the Soviet Union both on record in Grenada, Angola and Vietnam."""
    since, until = "1945-09-02", "1991-12-25"
    points = [
        ask.some(belligerents, conflict=conflict, party=party, since=since, until=until)
        for conflict in ("angola-war-1975", "grenada-1983", "vietnam-war")
        for party in ("SUN", "USA")
    ]
    return Point.every(*points)


def like_syria(ask: Inquiry) -> Point:
    """Russian and Turkish forces both in Syria's war, as both are around Karabakh."""
    there = [
        ask.some(
            belligerents,
            conflict="syrian-war-2011",
            party=party,
            role=("combat troops", "direct fire"),
            since="2015-09-30",
            until=BEFORE_WAR,
        )
        for party in ("RUS", "TUR")
    ]
    return ask.undecidable("likeness is a judgement; that both were there is shown", *there)


def _beyond(name: str, text: str, why: str) -> Claim:
    """A claim that no log decides, and why."""

    def beyond(ask: Inquiry) -> Point:
        """Nothing in a log decides it."""
        return ask.undecidable(why)

    return Claim(text, beyond, name=name)


CLAIMS = (
    Claim("Armenia was in the CSTO and Nagorno-Karabakh was not.", karabakh_not_in_the_csto),
    Claim("Called upon in 2020, Russia gave Armenia no military help.", no_help_in_2020),
    Claim("Russia and the CSTO had never answered a call in full.", never_in_full),
    Claim("The CSTO answered one call in full and others not.", answers_differ),
    Claim("Pashinyan stayed prime minister through the lost war.", pashinyan_stayed),
    Claim("Moscow had distrusted Pashinyan.", distrusted),
    Claim("The snap election of 2021 was won by his party.", won_the_vote),
    Claim("Georgia has left whatever Russia leads.", georgia_left),
    Claim("Azerbaijan is in no alliance with Russia.", azerbaijan_in_no_alliance),
    Claim("Turkmenistan is outside Russia's organisations.", turkmenistan_out),
    Claim("The United States left Afghanistan.", america_left_afghanistan),
    Claim("In the Cold War every local conflict drew in both blocs.", both_blocs),
    Claim("The war has more in common with Syria's than with the first one.", like_syria),
    _beyond(
        "global-powers-withdraw",
        "Global powers take part less and less in local conflicts.",
        "the record has no list of the world's conflicts; the page on external involvement asks "
        "published data",
    ),
    _beyond(
        "armenians-resentful",
        "The war turned Armenians against Russia.",
        "attitudes are not in the record, and no reliable polls were at hand when it was written",
    ),
    _beyond(
        "trust-is-lost",
        "Trust in the CSTO is as good as lost.",
        "trust is not in a log, and nothing stands in for it",
    ),
    _beyond(
        "why-armenia-joined",
        "Armenia joined the CSTO for the sake of deterrence.",
        "motives are not in a log",
    ),
    _beyond(
        "prestige-of-turkey",
        "The prestige of Turkey soared.",
        "prestige is not in a log; what was bought and used is, in claims of their own",
    ),
    _beyond(
        "moscow-always-reacted",
        "Moscow had answered every earlier move of a NATO member in its neighbourhood.",
        "what counts as a move and as an answer is not coded",
    ),
    _beyond(
        "turkey-in-the-cold-war",
        "In the Cold War Turkey could not have fought in a Soviet republic.",
        "what could have been is not in a log",
    ),
    _beyond(
        "regimes-alike",
        "The regimes of the region grew unlike each other and like those elsewhere.",
        "the record codes no kinds of regime",
    ),
    _beyond(
        "russia-may-not-prevent",
        "Russia may lack the will or the means to prevent the next change.",
        "forecasts are not in a log",
    ),
)
