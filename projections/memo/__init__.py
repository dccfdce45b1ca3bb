"""The claims of a memo on the war of 2020, each a question to the record.

The memo is Alexander Iskandaryan's on the Second Karabakh War and the former Soviet space (2021).
`CLAIMS` has them by name, in the order in which people read them. A claim judges nothing by
itself: `CLAIMS["armenia-an-ally"].judge(record())` does.
"""

from statusquo.judging.claim import Claim
from statusquo.projections.memo import (
    alliances,
    balance_claims,
    involvement_claims,
    outcome_claims,
    politics_claims,
)

CLAIMS: dict[str, Claim] = {
    claim.name: claim
    for module in (
        alliances,
        involvement_claims,
        outcome_claims,
        balance_claims,
        politics_claims,
    )
    for claim in module.CLAIMS
}

__all__ = ["CLAIMS"]
