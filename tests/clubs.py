"""Clubs, who is in them, their rules, and who is bound to whom: derived facts for tests."""

from typing import Any

import attrs
from hypothesis import strategies as st
from strategies import DAYS, day, whens

import statusquo as sq
from statusquo.lines.event import Event


@attrs.frozen(kw_only=True)
class Join(Event):
    """`who` is in `club` from now on, or no more where `leaves`."""

    club: str
    who: str
    leaves: bool = False


@attrs.frozen(kw_only=True)
class Rule(Event):
    """`club` has a rule with a weight, or none where that is None."""

    club: str
    weight: int | None = None


@sq.projection(key=("club", "who"))
def members(event: Event) -> Any:
    """Who is in which club."""
    match event:
        case Join(club=club, who=who, leaves=False):
            return sq.Set((club, who))
        case Join(club=club, who=who):
            return sq.End((club, who))
        case _:
            return None


@sq.projection(key=("club",))
def rules(event: Event) -> Any:
    """Which club has a rule; the value is its weight."""
    match event:
        case Rule(club=club, weight=None):
            return sq.End((club,))
        case Rule(club=club, weight=weight):
            return sq.Set((club,), weight)
        case _:
            return None


@sq.derived(key=("one", "other"), share=("club",), one=members, other=members, rule=rules)
def bound(one: sq.Fact, other: sq.Fact, rule: sq.Fact) -> Any:
    """Who is bound to whom by the rule of a club that both are in."""
    if one.who == other.who:
        return None
    return sq.Set((one.who, other.who), rule.value)


@st.composite
def happenings(draw: st.DrawFn) -> list[sq.Event]:
    """A few joinings, leavings and rules of two clubs."""
    events: list[sq.Event] = []
    for _ in range(draw(st.integers(0, 7))):
        header = {
            "on": draw(whens()),
            "recorded": day(DAYS),
            "club": draw(st.sampled_from(["x", "y"])),
        }
        if draw(st.booleans()):
            who = draw(st.sampled_from("abc"))
            events.append(Join(who=who, leaves=draw(st.booleans()), **header))
        else:
            events.append(Rule(weight=draw(st.sampled_from([1, 2, None])), **header))
    return list({event.id: event for event in events}.values())
