"""Example tests with `given_history`: they pass where they should, and say well why they fail."""

from collections.abc import Callable

import pytest

import statusquo as sq
from statusquo.events import Accession, ParticipationChange, Withdrawal
from statusquo.projections import membership, participation
from statusquo.testing import given_history
from statusquo.testing.examples import Expectations

KEY = ("league", "atlantis")
JOINED = Accession(on="1990-03-10", organisation="league", member="atlantis")
LEFT = Withdrawal(on="1995-06-20", organisation="league", member="atlantis")
FROZEN = ParticipationChange(
    on="1992-01-01", organisation="league", member="atlantis", manner="empty chair"
)
TEXT = """
    {"type":"accession","on":"1990-03-10","organisation":"league","member":"atlantis"}
    {"type":"withdrawal","on":"1995-06-20","organisation":"league","member":"atlantis"}
"""


def test_a_history_in_python() -> None:
    """Facts, verdicts and spells are expected one after another."""
    given_history(JOINED, LEFT).of(membership).expect("1990-03-09", {}).expect(
        "1990-03-10", {KEY: True}
    ).expect("1995-06-20", {}).expect_holds(KEY, on="1992-01-01").expect_holds(
        KEY, on="1990-03-09", verdict="unknown"
    ).expect_spells([(KEY, "1990-03-10", "1995-06-20")])


def test_a_history_as_text() -> None:
    """Lines as on a page, indented as people do, and keys alone for facts that are True."""
    given_history(TEXT).of(membership).expect("1994-01-01", {KEY}).expect("1996-01-01", [])


def test_text_and_events_together_under_two_projections() -> None:
    """The same history is looked at again under another projection, and spelt by value."""
    given_history(TEXT, FROZEN).of(membership).expect("1993-01-01", {KEY}).of(participation).expect(
        "1993-01-01", {KEY: "empty chair"}
    ).expect_holds(KEY, on="1993-01-01", value="full", verdict=sq.Verdict.NO).expect_spells(
        [
            (KEY, "full", "1990-03-10", "1992-01-01"),
            (KEY, "empty chair", "1992-01-01", "1995-06-20"),
        ],
        by="value",
    )


def test_a_history_as_known_then() -> None:
    """What was known on a day is expected of that day, corrections as of then."""
    later = Withdrawal(
        on="1996-01-01",
        organisation="league",
        member="atlantis",
        replaces=LEFT.id,
        recorded="1999-01-01",
    )
    history = given_history(JOINED, LEFT, later).of(membership)
    history.expect("1995-07-01", {KEY}).expect("1995-07-01", {}, known="1998-01-01")
    history.expect_spells([(KEY, "1990-03-10", "1996-01-01")])
    history.expect_spells([(KEY, "1990-03-10", "1995-06-20")], known="1998-01-01")


def test_open_spells_and_unread_text() -> None:
    """An open end is None; text that is no page is refused with the place."""
    given_history(JOINED).of(membership).expect_spells([(KEY, "1990-03-10", None)])
    with pytest.raises(sq.UnreadableLog, match="given:2"):
        given_history(f"{TEXT.splitlines()[1]}\n  nonsense")
    with pytest.raises(sq.UnreadableLog, match="accession"):
        given_history(TEXT, vocabulary=[])


HISTORY = """The history:
  {"type":"accession","on":"1990-03-10","organisation":"league","member":"atlantis"}
  {"type":"withdrawal","on":"1995-06-20","organisation":"league","member":"atlantis"}"""
ENDED = """Why:
  membership: league atlantis does not hold at the end of 1995-06-20 (verdict: no)
    because of 1995-06-20 withdrawal"""
HOLDS = """Why:
  membership: league atlantis holds at the end of 1991-01-01 (verdict: yes)
    because of 1990-03-10 accession"""


@pytest.mark.parametrize(
    ("expecting", "wanted", "found", "why"),
    [
        (lambda h: h.expect("1995-06-20", {KEY}), "True", "nothing", ENDED),
        (lambda h: h.expect("1991-01-01", {}), "nothing", "True", HOLDS),
        (lambda h: h.expect("1991-01-01", {KEY: 1}), "1", "True", HOLDS),
        (lambda h: h.expect_holds(KEY, on="1991-01-01", verdict="no"), "no", "yes", HOLDS),
        (
            lambda h: h.expect_spells([]),
            "nothing",
            "from 1990-03-10, until 1995-06-20",
            ENDED,
        ),
        (
            lambda h: h.expect_spells([(KEY, "1990-03-10", None)]),
            "from 1990-03-10, open",
            "from 1990-03-10, until 1995-06-20",
            ENDED,
        ),
    ],
)
def test_a_failure_says_what_differs_and_why(
    expecting: Callable[[Expectations], object], wanted: str, found: str, why: str
) -> None:
    """What was expected, what is there, why it is so, and the history to look at."""
    with pytest.raises(AssertionError) as caught:
        expecting(given_history(JOINED, LEFT).of(membership))
    text = str(caught.value)
    assert text.startswith("membership is not as expected ")
    assert f"  league atlantis\n    expected: {wanted}\n    there is: {found}\n" in text
    assert why in text
    assert text.endswith(HISTORY)


def test_a_failure_says_as_known_when() -> None:
    """The day of knowing is told, and a key of other places needs no reason."""
    history = given_history(JOINED).of(membership)
    with pytest.raises(AssertionError, match="1991-01-01, as known on 1990-01-01:"):
        history.expect("1991-01-01", {KEY}, known="1990-01-01")
    with pytest.raises(AssertionError) as caught:
        history.expect("1991-01-01", {("league",): True, KEY: True})
    assert "Why" not in str(caught.value)
