"""The claims of a memo on the war of 2020, each a question to the record.

The memo is Alexander Iskandaryan's on the Second Karabakh War and the former Soviet space (2021).
`CLAIMS` has them by name, in the order in which people read them. A claim judges nothing by
itself: `CLAIMS["armenia-an-ally"].judge(record())` does.
"""

from statusquo.judging.claim import Claim
from statusquo.projections.memo import alliances

CLAIMS: dict[str, Claim] = {claim.name: claim for claim in (*alliances.CLAIMS,)}

__all__ = ["CLAIMS"]
