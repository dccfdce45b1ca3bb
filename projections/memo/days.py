"""Days and sets that the claims of the memo share."""

from statusquo.projecting.decorators import Fact

WAR_BEGAN, STATEMENT = "2020-09-27", "2020-11-10"
WAR = "second-karabakh-war"
BEFORE_WAR = "2020-09-26"
# What was known by the end of October 2021 ends on the 26th: of later days nobody could know then.
WRITTEN, KNOWN_THEN = "2021-10-26", "2021-10-31"
UNION_ENDED = "1991-12-26"

FORMER_SOVIET = (
    *("ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "KGZ", "LTU", "LVA", "MDA"),
    *("RUS", "TJK", "TKM", "UKR", "UZB", "SUN"),
)
FORMER_SOVIET_WARS = (
    *("abkhazia-gali-1998", "abkhazia-war-1992", "batken-1999", "batken-2000"),
    *("chechen-war-1994", "chechen-war-1999", "crimea-2014", "donbas-war"),
    *("first-karabakh-war", "georgia-civil-war", "georgia-russia-2008"),
    *("karabakh-april-2016", "karabakh-clashes-2014", "kodori-2001"),
    *("south-ossetia-war-1991", "tajik-civil-war", "tovuz-tavush-2020", "transnistria-war"),
)
"""Conflicts of the former Soviet space before the war of 2020 that are on record."""

MAJOR_OUTSIDERS = ("CHN", "FRA", "GBR", "IRN", "ISR", "RUS", "TUR", "USA")
"""The actors among whom shares are divided where allies of one bloc are not to count one by one."""


def outside_state(fact: Fact) -> bool:
    """Whether the party of a fact is a state from outside the former Soviet Union."""
    party = str(fact.party)
    return len(party) == 3 and party.isupper() and party not in (*FORMER_SOVIET, "CIS")
