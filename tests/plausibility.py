"""How many endings of drawn histories end something.

Run as a program, it prints the share for the shipped vocabulary and for each shipped projection.
"""

from collections import Counter
from collections.abc import Iterable

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

import statusquo as sq
from statusquo.lines.keys import Key, matches
from statusquo.projecting.decorators import Derived, Projection
from statusquo.projections import PROJECTIONS
from statusquo.testing import histories
from statusquo.testing.asking import listed


def states(projections: Iterable[Projection | Derived]) -> list[Projection]:
    """The projections that look at events, those from which others are derived included."""
    found: dict[str, Projection] = {}
    for each in projections:
        parts = states(each.parts.values()) if isinstance(each, Derived) else [each]
        found |= {part.name: part for part in parts}
    return list(found.values())


def endings(log: sq.Log, projections: Iterable[Projection]) -> Counter[bool]:
    """How many events that only end something end what holds, and how many end nothing."""
    counted: Counter[bool] = Counter()
    held: dict[str, set[Key]] = {projection.name: set() for projection in projections}
    for event in log.standing():
        ended: list[bool] = []
        made = False
        for projection in projections:
            keys = held[projection.name]
            for change in listed(projection(event)):
                if isinstance(change, sq.End):
                    gone = {key for key in keys if matches(change.pattern, key)}
                    ended.append(bool(gone))
                    keys -= gone
                else:
                    made = True
                    keys.add(change.key)
        if ended and not made:
            counted[any(ended)] += 1
    return counted


def plausible_share(
    strategy: SearchStrategy[sq.Log], projections: Iterable[Projection | Derived], examples: int
) -> float:
    """The share of endings that end something, over so many histories."""
    counted: Counter[bool] = Counter()
    looked_at = states(projections)

    @settings(
        max_examples=examples,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def look(log: sq.Log) -> None:
        counted.update(endings(log, looked_at))

    look()
    return counted[True] / max(sum(counted.values()), 1)


def print_shares() -> None:
    """Print the share of each."""
    every = list(PROJECTIONS.values())
    print(f"{'any':15} {plausible_share(histories(), every, 300):.0%}")  # noqa: T201
    for name, projection in PROJECTIONS.items():
        share = plausible_share(histories(projection=projection), [projection], 300)
        print(f"{name:15} {share:.0%}")  # noqa: T201


if __name__ == "__main__":
    print_shares()
