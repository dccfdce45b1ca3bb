"""Claims on the command line: the judgements, in every form."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from commands import document, said

import statusquo as sq
from statusquo.events import Accession, record
from statusquo.projections.memo import CLAIMS

if TYPE_CHECKING:
    from pathlib import Path

GAZETTE = sq.Source(key="gazette", title="Gazette", issuer="East", party="EAST")
JOINED = Accession(
    on="1952-02-18", organisation="NATO", member="TUR", source="gazette", recorded="1960-01-01"
)
LATER = Accession(on="2020-10-01", organisation="NATO", member="EAST", source="herald")
LOG = sq.Log([GAZETTE, JOINED, LATER])


@pytest.fixture
def page(tmp_path: Path) -> str:
    """A page on which only one of the claims can be decided."""
    path = tmp_path / "page.jsonl"
    LOG.save(path)
    return str(path)


def test_every_claim_is_judged_where_none_is_named(page: str) -> None:
    """Without names each claim has its text and its ruling, in order."""
    answer = said("claims", "--log", page)
    assert (answer.status, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert [line for line in lines if line in CLAIMS] == list(CLAIMS)
    for name, claim in CLAIMS.items():
        ruling = claim.judge(LOG, vary=False).ruling
        told = lines[lines.index(name) : lines.index(name) + 4]
        assert any(line.startswith(f"  {ruling}") for line in told)


def test_the_shipped_record_is_the_default() -> None:
    """Without --log a claim is judged by the record."""
    (row,) = document("claims", "turkey-in-nato")["rows"]
    assert row == CLAIMS["turkey-in-nato"].judge(record()).to_dict()


def test_a_name_brings_the_evidence(page: str) -> None:
    """A claim that is named is shown with its facts, its events by short ids, and its sources."""
    answer = said("claims", "turkey-in-nato", "--log", page)
    assert answer.out == (
        f"Claims by {page}\n"
        "1 claim: 1 HOLDS; 1 depends on a choice, a date or a source\n"
        "\n"
        "turkey-in-nato\n"
        "  Turkey was a member of NATO when the war began.\n"
        "  HOLDS by default; UNDECIDABLE without source gazette, without party EAST\n"
        "  for: membership NATO TUR, at the end of 2020-09-27 (verdict: yes)\n"
        "  because of 1952-02-18 accession organisation=NATO member=TUR [gazette] "
        f"{JOINED.id[:12]}\n"
        "  source gazette: Gazette (East)\n"
        "  UNDECIDABLE without source gazette\n"
        "  UNDECIDABLE without party EAST\n"
    )


VIEWS: list[tuple[tuple[str, ...], sq.Log]] = [
    ((), LOG),
    (("--known", "1959-12-31"), LOG.known("1959-12-31")),
    (("--told-by", "EAST"), LOG.told_by("EAST")),
    (("--not-told-by", "gazette"), LOG.not_told_by("gazette")),
    (("--without", JOINED.id[:10]), LOG.without(JOINED)),
]


@pytest.mark.parametrize(("options", "view"), VIEWS, ids=lambda value: " ".join(map(str, value)))
def test_every_form_has_the_judgements_of_the_view(
    page: str, options: tuple[str, ...], view: sq.Log
) -> None:
    """JSON, its lines and CSV say what the judgement on the view says."""
    words = ("claims", "turkey-in-nato", "armenia-an-ally", "--log", page, *options)
    judgements = [CLAIMS[name].judge(view) for name in words[1:3]]
    rows: list[dict[str, Any]] = [judgement.to_dict() for judgement in judgements]
    assert document(*words) == {"verb": "claims", "rows": rows}
    lines = said(*words, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == rows
    cells = list(csv.DictReader(io.StringIO(said(*words, "--format", "csv").out)))
    assert [(row["claim"], row["ruling"], row["headline"]) for row in cells] == [
        (j.name, j.ruling.value, j.headline) for j in judgements
    ]
    assert [row["sources"] for row in cells] == [
        " ".join(j.evidence.source_keys) for j in judgements
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("claims turkey-in-nat", 'no claim "turkey-in-nat"; did you mean "turkey-in-nato"?'),
        ("claims q", 'no claim "q"; `statusquo claims` lists them'),
        ("claims --told-by nobody", "'nobody' is neither a source of this log nor a party"),
        ("claims --of membership", 'claims has no option "--of"'),
    ],
)
def test_a_slip_gets_one_sentence(words: str, sentence: str) -> None:
    """What cannot be asked gives exit 2 and one line."""
    answer = said(*words.split())
    assert (answer.status, answer.out) == (2, "")
    assert sentence in answer.err


def test_a_claim_that_cannot_be_judged_is_named(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake in a claim is told as the claim's, with exit 1 and no traceback."""
    broken = sq.Claim("It is so.", lambda ask: ask.choice("rule"), name="broken")
    monkeypatch.setitem(CLAIMS, "broken", broken)
    answer = said("claims", "broken", "--log", page)
    assert (answer.status, answer.out) == (1, "")
    assert "claim-raised: the claim broken cannot be judged" in answer.err
