"""The Goldstein balance: what machines coded from the news, weighed by Goldstein's scale.

It says how cooperative the coded acts of one towards another were of late. What no newspaper
wrote, or no machine read rightly, is not in it.
"""

from statusquo.balances.definition import Balance
from statusquo.balances.terms import Act
from statusquo.projections.balances.event_data import coded_conflict, coded_cooperation
from statusquo.projections.balances.weights import REGIONS
from statusquo.ranges import Number


def goldstein(*, half_life: Number) -> Balance:
    """The balance of coded events between an actor and a target.

    The score is the sum of their values on Goldstein's scale, each halved for every `half_life`,
    in days, since its day. There is no default: nobody knows how long a coded event is felt.
    Every event counts as often as the data set has it. Raises `InvalidBalance`.

    >>> [act.weight for act in goldstein(half_life=30).acts.values()]
    [Fraction(-1, 1), Fraction(1, 1)]
    """
    acts = {"cooperation": (coded_cooperation, 1), "conflict": (coded_conflict, -1)}
    return Balance(
        name="goldstein",
        acts={
            name: Act(of, weight, half_life=half_life, note="Goldstein's scale; Goldstein 1992")
            for name, (of, weight) in acts.items()
        },
        regions=REGIONS,
    )
