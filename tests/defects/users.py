"""Projections as users write them, each with one mistake."""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from clubs import Join, Rule, members, rules
from oracles import VOCABULARY, Pay, Say, paid, said

import statusquo as sq
from defects.defect import Defect
from statusquo.events import Accession, Dissolution, Withdrawal
from statusquo.projecting.decorators import Derived, Projection
from statusquo.projections import membership

NAMES = ("other names", "some days")
"""The laws by which what is kept of other events shows: under new names there is none of it."""

ORGANISATIONS = (Accession, Withdrawal, Dissolution)
TWICE = "gives two answers to one question"
"""What keeps something between events says another thing when it is asked again."""


def counting() -> Callable[[Any], Any]:
    """Numbers the members as they come."""
    heard: list[str] = []

    def numbered(event: Any) -> Any:
        if isinstance(event, Accession):
            heard.append(event.member)
            return sq.Set((event.organisation, event.member), len(heard))
        return None

    return numbered


def reading_the_clock(event: Any) -> Any:
    """Says when it was asked."""
    return sq.Set((event.organisation, ""), time.perf_counter_ns())


def rolling_dice(event: Any) -> Any:
    """Makes up a name."""
    return sq.Set((event.organisation, ""), random.random().hex())


def arriving() -> Callable[[Any], Any]:
    """Takes the member that came first in the file for the founder."""
    founders: dict[str, str] = {}

    def founded(event: Any) -> Any:
        if not isinstance(event, Accession):
            return None
        founder = founders.setdefault(event.organisation, event.member)
        return sq.Set((event.organisation, event.member), founder)

    return founded


def returning_a_set(event: Any) -> Any:
    """Puts changes into a set."""
    return {sq.Set((event.organisation, event.member))} if isinstance(event, Accession) else None


def remembering_days() -> Callable[[Any], Any]:
    """Keeps what it once said of a day."""
    cache: dict[sq.When, Any] = {}

    def remembered(event: Any) -> Any:
        if event.on not in cache:
            cache[event.on] = membership(event)
        return cache[event.on]

    return remembered


def remembering_members() -> Callable[[Any], Any]:
    """Keeps what it once said of an organisation, whoever the member was."""
    cache: dict[tuple[type, str], Any] = {}

    def remembered(event: Any) -> Any:
        return cache.setdefault((type(event), event.organisation), membership(event))

    return remembered


def ending_the_last() -> Callable[[Any], Any]:
    """Ends the member that was set last, whoever withdraws."""
    last: dict[str, tuple[str, ...]] = {}

    def ended(event: Any) -> Any:
        if isinstance(event, Accession):
            last[event.organisation] = (event.organisation, event.member)
        if isinstance(event, Withdrawal) and event.organisation in last:
            return sq.End(last[event.organisation])
        return membership(event)

    return ended


def raising() -> Callable[[Any], Any]:
    """Raises where somebody leaves who never came."""
    inside: set[tuple[str, str]] = set()

    def strict(event: Any) -> Any:
        if isinstance(event, Accession):
            inside.add((event.organisation, event.member))
        if isinstance(event, Withdrawal):
            inside.remove((event.organisation, event.member))
        return membership(event)

    return strict


def one_a_day() -> Callable[[Any], Any]:
    """Takes the second event of a day for a repetition."""
    days: set[sq.When] = set()

    def first_of_a_day(event: Any) -> Any:
        if event.on in days:
            return None
        days.add(event.on)
        return membership(event)

    return first_of_a_day


def once_only() -> Callable[[Any], Any]:
    """Drops what it has seen before, also when it is replayed anew."""
    seen: set[str] = set()

    def once(event: Any) -> Any:
        if event.id in seen:
            return None
        seen.add(event.id)
        return membership(event)

    return once


def gathering(event: Any, changes: list[Any] = []) -> Any:  # noqa: B006 (the defect itself)
    """Adds to one list of changes for all events."""
    if isinstance(event, Accession):
        changes.append(sq.Set((event.organisation, event.member)))
    return changes


def differences() -> Callable[[Any], Any]:
    """Adds by how much a level is above the one before."""
    levels: dict[str, int] = defaultdict(int)

    def added(event: Any) -> Any:
        if not isinstance(event, Say):
            return None
        value = event.value or 0
        more, levels[event.what] = value - levels[event.what], value
        return sq.Add((event.what,), more)

    return added


def pairing() -> Callable[[Any], Any]:
    """Tells of a member only when it has left, with the day on which it came."""
    came: dict[tuple[str, str], str] = {}

    def paired(event: Any) -> Any:
        if isinstance(event, Accession):
            came[event.organisation, event.member] = str(event.on)
        if isinstance(event, Withdrawal) and (event.organisation, event.member) in came:
            key = (event.organisation, event.member)
            return sq.Set(key, came.pop(key))
        return None

    return paired


def most_heard() -> Callable[[Any], Any]:
    """Says who was heard of most so far."""
    heard: Counter[str] = Counter()

    def leader(event: Any) -> Any:
        if not isinstance(event, Accession):
            return None
        heard[event.member] += 1
        return sq.Set((event.organisation, ""), heard.most_common(1)[0][0])

    return leader


def padding(event: Any) -> Any:
    """Takes the first day of a month for the day of the accession."""
    match event:
        case Accession(organisation=organisation, member=member, on=on):
            return sq.Set((organisation, member), str(on.first))
        case _:
            return membership(event)


def by_id(event: Any) -> Any:
    """Leaves out every second event, by its id."""
    return membership(event) if int(event.id[0], 16) % 2 else None


def mixing(event: Any) -> Any:
    """Sets and adds."""
    match event:
        case Say(what=what, value=int() as value):
            return sq.Set((what,), value)
        case Pay(what=what, amount=amount):
            return sq.Add((what,), amount)
        case _:
            return None


def floating(event: Any) -> Any:
    """Divides into a floating-point number."""
    match event:
        case Say(what=what, value=int() as value):
            return sq.Set((what,), value / 3)
        case _:
            return None


@sq.derived(key=("club", "who"), share=("club",), member=members, rule=rules)
def ruled(member: sq.Fact, rule: sq.Fact) -> Any:
    """Which rule a member of a club lives by."""
    return sq.Set((member.club, member.who), rule.value)


@sq.derived(key=("club", "who"), share=("club",), member=members, rule=rules)
def changing_a_fact(member: sq.Fact, rule: sq.Fact) -> Any:
    """Counts up in the fact that it was given."""
    rule.value += 1
    return sq.Set((member.club, member.who), rule.value)


def growing() -> Derived:
    """Counts its calls."""
    calls: list[sq.Fact] = []

    @sq.derived(key=("club", "who"), share=("club",), member=members, rule=rules)
    def called(member: sq.Fact, rule: sq.Fact) -> Any:
        calls.append(rule)
        return sq.Set((member.club, member.who), len(calls))

    return called


def _of_members(
    name: str, sentence: str, function: Callable[[Any], Any], events: int | None, **more: Any
) -> Defect:
    return Defect(
        name=name,
        sentence=sentence,
        projection=Projection(function.__name__, ("organisation", "member"), function),
        vocabulary=more.pop("vocabulary", ORGANISATIONS),
        events=events,
        sound=membership,
        **more,
    )


def _of_values(
    name: str, sentence: str, function: Callable[[Any], Any], events: int | None, **more: Any
) -> Defect:
    return Defect(
        name=name,
        sentence=sentence,
        projection=Projection(function.__name__, ("what",), function),
        vocabulary=VOCABULARY,
        events=events,
        **{"sound": said, **more},
    )


def _derived(
    name: str, sentence: str, projection: Derived, events: int | None, **more: Any
) -> Defect:
    return Defect(
        name=name,
        sentence=sentence,
        projection=projection,
        vocabulary=(Join, Rule),
        events=events,
        sound=ruled,
        **more,
    )


DEFECTS = (
    _of_members("counts", "It changes a list between events.", counting(), 1, said=TWICE),
    _of_members("clock", "It reads the clock.", reading_the_clock, 1, said="reads the clock"),
    _of_members("dice", "It draws at random.", rolling_dice, 1, said="draws at random"),
    _of_members(
        "arrival", "It takes the first line for the first event.", arriving(), 2, laws=NAMES
    ),
    _of_members("set", "It returns a set.", returning_a_set, 1, said="unhashable"),
    _of_members(
        "cache by day", "It keeps what it said of a day.", remembering_days(), 2, laws=NAMES
    ),
    _of_members(
        "cache by part", "It keeps what it said of others.", remembering_members(), 2, laws=NAMES
    ),
    _of_members(
        "ends another", "It ends the key that was set last.", ending_the_last(), 3, said=TWICE
    ),
    _of_members(
        "raises",
        "It raises where somebody leaves who never came.",
        raising(),
        1,
        said="it raised KeyError",
    ),
    _of_members("one a day", "It drops the second event of a day.", one_a_day(), 3, said=TWICE),
    _of_members("once only", "It drops what it has seen before.", once_only(), 1, said=TWICE),
    _of_members("one list", "It returns the same list for all events.", gathering, 1, said=TWICE),
    _of_values(
        "differences",
        "It adds by how much a level differs from the line before.",
        differences(),
        3,
        said=TWICE,
        sound=paid,
    ),
    _of_members("pairs", "It keeps an event until another comes.", pairing(), 2, said=TWICE),
    _of_members("most heard", "It counts over all events.", most_heard(), None, said=TWICE),
    _of_members(
        "pads",
        "It takes the first day of a month for the day.",
        padding,
        1,
        laws=("some days",),
    ),
    _of_members("by id", "It depends on the id.", by_id, 1, laws=NAMES),
    _of_values("mixes", "It sets and adds.", mixing, 2, said="it mixes Add with Set or End"),
    _of_values("floats", "It divides in floating point.", floating, 1, said="0.0 is no value"),
    _derived(
        "changes a fact",
        "It changes a fact that it was given.",
        changing_a_fact,
        2,
        said="it raised FrozenInstanceError",
    ),
    _derived("counts calls", "It counts its calls.", growing(), 2, said=TWICE),
)
