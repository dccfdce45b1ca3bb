"""Acts with several tellings: when they are settled, disputed, and which telling counts."""

import pytest
from oracles import Say, said

import statusquo as sq
from statusquo.courses.readings import Act, Telling, undecided
from statusquo.dates.days import OPEN
from statusquo.projecting.values import ABSENT


def telling(first: int, last: int, outcome: int = 0, **more: int) -> Telling:
    """What an event within some days says of a key."""
    doubtful, rank = bool(more.get("doubtful")), more.get("rank", 0)
    return Telling(last, rank, 1, f"{first}-{last}-{outcome}", first, outcome, doubtful, 0, 0)


@pytest.mark.parametrize(
    ("act", "settled"),
    [
        (Act([telling(1, 3)], False), 3),
        (Act([telling(1, 3), telling(2, 9)], False), 9),
        (Act([telling(1, 3), telling(2, 9)], True), OPEN),
        (Act([telling(1, 3, doubtful=1), telling(2, 9)], False), OPEN),
        (Act([telling(1, 3), telling(2, 9, doubtful=1)], False), OPEN),
        (Act([telling(1, OPEN)], False), OPEN),
    ],
)
def test_an_act_is_settled_when_each_telling_is(act: Act, settled: int) -> None:
    """By the last day of its last telling, unless one may not have happened or is elsewhere."""
    assert act.settled() == settled


def test_the_earliest_telling_is_the_earliest_of_an_act() -> None:
    """The first of the first days, and of those of one day the least rank."""
    assert Act([telling(4, 5), telling(2, 9), telling(3, 3)], False).earliest() == (2, 0)
    assert Act([telling(2, 5, rank=3), telling(2, 9, rank=1)], False).earliest() == (2, 1)


def test_an_act_is_disputed_while_its_tellings_differ() -> None:
    """Once one has done what another has not, or has done otherwise, on its last day too."""
    days = Act([telling(1, 3), telling(1, 5)], False)
    assert [days.is_disputed(day) for day in (2, 3, 4, 5)] == [False, True, True, False]
    outcomes = Act([telling(1, 3), telling(1, 3, ABSENT)], False)
    assert [outcomes.is_disputed(day) for day in (2, 3)] == [False, True]
    elsewhere = Act([telling(1, 3)], True)
    assert [elsewhere.is_disputed(day) for day in (2, 3)] == [False, True]
    assert not Act([telling(1, 3)], False).is_disputed(3)


def test_an_order_is_undecided_where_windows_meet() -> None:
    """Not where both say the same, nor where one surely comes first by its day or rank."""
    assert undecided(telling(1, 3), telling(3, 5, 1))
    assert not undecided(telling(1, 3), telling(4, 5, 1))
    assert not undecided(telling(1, 3), telling(3, 5))
    assert not undecided(telling(3, 3), telling(3, 3, 1, rank=1))
    assert undecided(telling(3, 3, rank=1), telling(3, 3, 1, rank=1))


def test_of_two_tellings_the_latest_counts() -> None:
    """By its last day, then by its day of recording, then by its id; alone, a telling counts."""
    early = Say(on="2000-01-01", what="a", value=1, act="fall")
    late = Say(on="2000-01-03", what="a", value=2, act="fall")
    alone = sq.replay(sq.Log([early]), said)
    both = sq.replay(sq.Log([late, early]), said)
    assert dict(alone.at("2000-01-01")) == {("a",): 1}
    assert [dict(both.at(f"2000-01-0{day}")) for day in (1, 2, 3)] == [{}, {}, {("a",): 2}]
    recorded = Say(on="2000-01-03", what="a", value=3, act="fall", recorded="2000-01-09")
    three = sq.replay(sq.Log([recorded, late, early]), said)
    assert dict(three.at("2000-01-03")) == {("a",): 3}
    assert dict(three.at("2000-01-03", known="2000-01-08")) == {("a",): 2}
    twins = [Say(on="2000-01-03", what="a", value=value, act="fall") for value in range(4)]
    latest = max(twins, key=lambda event: event.id)
    assert dict(sq.replay(sq.Log(twins), said).at("2000-01-03")) == {("a",): latest.value}
