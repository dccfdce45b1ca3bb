"""Small histories over a few days, with everything that makes history hard."""

import datetime

from hypothesis import strategies as st
from oracles import EndAll, Pay, Say, SayLate

import statusquo as sq

FIRST = datetime.date(1990, 1, 1)
DAYS = 7
WHATS = ("a", "b")


def day(number: int) -> str:
    """The text of a day, counted from the first."""
    return (FIRST + datetime.timedelta(days=number)).isoformat()


@st.composite
def whens(draw: st.DrawFn, *, uncertain: bool = True) -> str:
    """A date within a week: exact, one of a range, open, or doubtful."""
    start = draw(st.integers(0, DAYS - 1))
    if not uncertain:
        return day(start)
    kind = draw(st.sampled_from(["exact", "exact", "range", "open right", "open left", "doubt"]))
    end = draw(st.integers(start, min(start + 3, DAYS - 1)))
    return {
        "exact": day(start),
        "range": f"[{day(start)}..{day(end)}]",
        "open right": f"[{day(start)}..]",
        "open left": f"[..{day(start)}]",
        "doubt": f"{day(start)}?",
    }[kind]


@st.composite
def events(draw: st.DrawFn, *, uncertain: bool = True, tellings: bool = True) -> sq.Event:
    """One event of a small history."""
    header = {
        "on": draw(whens(uncertain=uncertain)),
        "ref": draw(st.sampled_from("xyz")),
        "recorded": day(draw(st.integers(0, DAYS + 2))),
        "act": draw(st.sampled_from([None, None, "one", "two"])) if tellings else None,
    }
    kind = draw(st.sampled_from([Say, Say, Say, SayLate, EndAll]))
    if kind is EndAll:
        return EndAll(**header)
    value = draw(st.sampled_from([1, 2, None]))
    return kind(what=draw(st.sampled_from(WHATS)), value=value, **header)


@st.composite
def payments(draw: st.DrawFn) -> sq.Event:
    """One payment, back or forth, its amount perhaps a range."""
    low = draw(st.integers(-3, 3))
    high = draw(st.integers(low, 4))
    return Pay(
        on=draw(whens()),
        ref=draw(st.sampled_from("xyz")),
        recorded=day(DAYS),
        act=draw(st.sampled_from([None, None, "one"])),
        what=draw(st.sampled_from(WHATS)),
        amount=draw(st.sampled_from([low, sq.Range(low, high)])),
    )


@st.composite
def corrected(draw: st.DrawFn, several: list[sq.Event]) -> list[sq.Event]:
    """The events with some replaced, some retracted, and some retractions retracted."""
    lines = list(several)
    for _ in range(draw(st.integers(0, 3)) if lines else 0):
        target = draw(st.sampled_from(lines))
        recorded = day(draw(st.integers(0, DAYS + 3)))
        if draw(st.booleans()) or isinstance(target, sq.Retraction):
            lines.append(sq.Retraction(of=target.id, on=recorded))
        else:
            lines.append(
                Say(
                    on=draw(whens()),
                    what=draw(st.sampled_from(WHATS)),
                    value=draw(st.sampled_from([1, 2, None])),
                    replaces=target.id,
                    recorded=recorded,
                )
            )
    return lines


@st.composite
def histories(
    draw: st.DrawFn, *, most: int = 4, uncertain: bool = True, corrections: bool = True
) -> list[sq.Event]:
    """A few events, each once, perhaps corrected."""
    several = draw(
        st.lists(
            events(uncertain=uncertain, tellings=uncertain), max_size=most, unique_by=lambda e: e.id
        )
    )
    lines = draw(corrected(several)) if corrections else several
    return list({line.id: line for line in lines}.values())


probes = st.integers(-1, DAYS + 2).map(lambda number: FIRST + datetime.timedelta(days=number))
