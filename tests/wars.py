"""Small histories of conflicts and of those who take part in them, and plain readings of them."""

import itertools
from collections.abc import Iterator

from hypothesis import strategies as st
from oracles import acts_of, days_of
from strategies import DAYS, day, whens

import statusquo as sq
from statusquo.events import Conclusion, Disengagement, Involvement, Outbreak

CONFLICTS = ("egg-war", "war-of-the-oranges")
PARTIES = ("ATL", "LAP", "UTO")
ROLES = ("supply", "direct fire", "combat troops")
ASSERTIONS = ("confirmed", "confirmed", "claimed", "denied")
START, STOP = sq.When(day(0)).first_day - 1, sq.When(day(0)).first_day + DAYS
"""The days that matter, with one before them and one after."""

COVERED = [
    sq.Coverage(about="conflicts", scope=(...,), since="1950-01-01", until=day(DAYS + 9)),
    sq.Coverage(
        about="belligerents", scope=(..., ..., ...), since="1950-01-01", until=day(DAYS + 9)
    ),
]

Reading = list[tuple[int, sq.Event]]
"""The events that happen on a reading, claims that are not true left out, with their days."""


@st.composite
def wartime_events(draw: st.DrawFn) -> sq.Event:
    """One event of a small war."""
    header = {
        "on": draw(whens()),
        "recorded": day(DAYS),
        "act": draw(st.sampled_from([None, None, "one"])),
        "conflict": draw(st.sampled_from(CONFLICTS)),
    }
    kind = draw(st.sampled_from([Outbreak, Outbreak, Conclusion, Involvement, Disengagement]))
    if kind in {Outbreak, Conclusion}:
        return kind(**header)
    part = {"party": draw(st.sampled_from(PARTIES)), "role": draw(st.sampled_from(ROLES))}
    if kind is Disengagement:
        return Disengagement(**header, **part)
    return Involvement(**header, **part, side="a", assertion=draw(st.sampled_from(ASSERTIONS)))


@st.composite
def wars(draw: st.DrawFn, *, most: int = 5) -> list[sq.Event]:
    """A few events, with a conflict or two surely among them."""
    begun = [
        Outbreak(on=draw(whens(uncertain=n > 0)), conflict=conflict, recorded=day(DAYS))
        for n, conflict in enumerate(CONFLICTS)
    ]
    several = draw(st.lists(wartime_events(), max_size=most))
    return list({line.id: line for line in [*begun, *several]}.values())


def readings_of(events: list[sq.Event], claims: str) -> Iterator[Reading]:
    """Every reading: a telling of each act, a day of its window, and which claims are true."""
    choices = [
        [
            (on, telling)
            for telling in act
            for on in [*days_of(telling, START, STOP), *_untrue(telling, claims)]
        ]
        for act in acts_of(events)
    ]
    for chosen in itertools.product(*choices):
        yield [(on, e) for on, e in chosen if on is not None and not _left_out(e, claims)]


def _untrue(event: sq.Event, claims: str) -> list[int | None]:
    claimed = isinstance(event, Involvement) and event.assertion == "claimed"
    return [None] if claimed and claims == "open" else []


def _left_out(event: sq.Event, claims: str) -> bool:
    if not isinstance(event, Involvement):
        return False
    return event.assertion == "denied" or (event.assertion == "claimed" and claims == "excluded")


def begun_and_ended(
    reading: Reading, conflict: str, party: str | None, role: str | None
) -> list[tuple[int, int, bool]]:
    """Day and rank of what begins or ends a conflict, or a part in it, in order."""
    found: list[tuple[int, int, bool]] = []
    for on, event in reading:
        match event:
            case Outbreak(conflict=named) if party is None and named == conflict:
                found.append((on, event.rank, True))
            case Involvement(conflict=named) if named == conflict and event.party == party:
                if event.role == role:
                    found.append((on, event.rank, True))
            case Disengagement(conflict=named) if named == conflict and event.party == party:
                if event.role == role:
                    found.append((on, event.rank, False))
            case Conclusion(conflict=named) if named == conflict:
                found.append((on, event.rank, False))
            case _:
                pass
    return sorted(found)


def there(told: list[tuple[int, int, bool]], first: int, last: int) -> bool:
    """Whether it was begun on a day of a period, or stands begun at the end of the first day."""
    by_then = [begins for on, _, begins in told if on <= first]
    return any(begins for on, _, begins in told if first <= on <= last) or by_then[-1:] == [True]
