"""The claims of the memo: the page says what judging them on the shipped record says."""

import pytest
from memo_page import PAGE, QUESTIONS, Plain, section, sections_of, summary

import statusquo as sq
from statusquo.events import record
from statusquo.projections import ALTERNATIVES, influence
from statusquo.projections.memo import CLAIMS

SECTIONS = sections_of(PAGE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def log() -> sq.Log:
    """The shipped record."""
    return record()


def test_the_page_counts_the_rulings(log: sq.Log) -> None:
    """The table at the head of the claims is what judging gives."""
    assert SECTIONS[""].strip() == summary(log).strip(), "run python tests/memo_page.py"


@pytest.mark.parametrize("name", CLAIMS)
def test_the_page_has_the_claim_as_it_is_judged(name: str, log: sq.Log) -> None:
    """Its ruling, what it depends on, its question and its evidence."""
    number = list(CLAIMS).index(name) + 1
    written = section(number, CLAIMS[name], log).strip()
    assert SECTIONS[written.split("\n")[0]] == written, "run python tests/memo_page.py"


def test_there_are_thirty_claims_and_more() -> None:
    """Every claim has a name and a text of its own, and the page has no other."""
    assert len(CLAIMS) >= 30
    assert len({claim.text for claim in CLAIMS.values()}) == len(CLAIMS) == len(SECTIONS) - 1
    assert set(QUESTIONS) <= set(CLAIMS)


def test_questions_of_a_balance_are_those_of_the_claims(log: sq.Log) -> None:
    """What is asked under many weightings has, under the default ones, the ruling of the claim."""
    history = sq.replay(log, influence())
    for name, question in QUESTIONS.items():
        claim = CLAIMS[name]
        choices = {"actors": "all outside"} if "actors" in claim.choices else {}
        ruling = claim.judge(log, choices=choices, vary=False).ruling
        assert (ruling is sq.Ruling.HOLDS) == bool(question(Plain(history))), name
    assert set(CLAIMS["russia-fell"].choices["weights"]) == set(ALTERNATIVES)
