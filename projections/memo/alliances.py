"""Who was allied with whom when the war began, and whose forces stood where after it."""

from statusquo.judging.claim import Claim
from statusquo.judging.inquiry import Inquiry
from statusquo.judging.points import Point
from statusquo.projections.forces import stationing
from statusquo.projections.memo.days import STATEMENT, WAR_BEGAN, WRITTEN
from statusquo.projections.organisations import membership
from statusquo.projections.treaties import commitments, parties


def armenia_an_ally(ask: Inquiry) -> Point:
    """A member of the organisation, to which Russia owed defence."""
    owed = ask.some(commitments, debtor="RUS", creditor="ARM", duty="defence", on=WAR_BEGAN)
    return ask.holds(membership, ("CSTO", "ARM"), on=WAR_BEGAN) & owed


def commitments_to_armenia_only(ask: Inquiry) -> Point:
    """A duty owed to Armenia, and no such pact of Russia's to which Nagorno-Karabakh is a party."""
    owed = ask.some(commitments, debtor="RUS", creditor="ARM", duty="defence", on=WAR_BEGAN)
    if ask.choice("pacts") == "any":
        return owed & ask.none(parties, party="nagorno-karabakh", on=WAR_BEGAN)
    owing = [key for key in ask.replay(commitments).at(WAR_BEGAN).possible() if key[0] == "RUS"]
    wide = ask.choice("pacts") == "all on record"
    pacts = tuple(pact for _, _, duty, pact in owing if wide or duty == "defence")
    return owed & ask.none(parties, pact=pacts, party="nagorno-karabakh", on=WAR_BEGAN)


def turkish_troops_in_azerbaijan(ask: Inquiry) -> Point:
    """Turkish forces on Azerbaijan's territory, on a day well after the war."""
    roles = {
        "any but fighters": ("garrison", "base", "monitoring", "training", "combat"),
        "garrison or base": ("garrison", "base"),
    }
    role = roles[ask.choice("troops")]
    return ask.some(stationing, sender="TUR", host="AZE", role=role, on=WRITTEN)


def russian_peacekeepers(ask: Inquiry) -> Point:
    """Russian peacekeepers in Nagorno-Karabakh on every day of the first year."""
    key = ("RUS", "AZE", "nagorno-karabakh", "peacekeeping")
    return ask.always(stationing, key, since=STATEMENT, until="2021-11-10")


def turkey_in_nato(ask: Inquiry) -> Point:
    """Turkey a full member on the day on which the war began."""
    return ask.holds(membership, ("NATO", "TUR"), on=WAR_BEGAN)


CLAIMS = (
    Claim(
        "When the war began, Armenia was a member of the CSTO and an ally of Russia.",
        armenia_an_ally,
    ),
    Claim(
        "Russia had made security commitments to Armenia, and none to Nagorno-Karabakh.",
        commitments_to_armenia_only,
        choices={"pacts": ("with a duty of defence", "all on record", "any")},
    ),
    Claim(
        "Turkish troops are stationed on the territory of Azerbaijan after the war.",
        turkish_troops_in_azerbaijan,
        choices={"troops": ("any but fighters", "garrison or base")},
    ),
    Claim(
        "From 10 November 2020 Russian peacekeepers stood in Nagorno-Karabakh.",
        russian_peacekeepers,
    ),
    Claim("Turkey was a member of NATO when the war began.", turkey_in_nato),
)
