"""The page on the memo, written by judging every claim on the shipped record.

Run as a program, it writes docs/memo.md; a test holds the page against it.
"""

import inspect
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import statusquo as sq
from statusquo.balances.shares import Per
from statusquo.events import record
from statusquo.judging.claim import Claim
from statusquo.judging.evidence import shown_coverage
from statusquo.judging.judgement import Judgement
from statusquo.lines.canonical import type_name
from statusquo.lines.event import Event
from statusquo.projections import influence
from statusquo.projections.balances.weights import ALTERNATIVES
from statusquo.projections.memo import CLAIMS
from statusquo.projections.memo.balance_claims import QUESTIONS, Plain
from statusquo.projections.memo.days import KNOWN_THEN, MAJOR_OUTSIDERS

PAGE = Path(__file__).parent.parent / "docs" / "memo.md"
BEGIN, END = "<!-- claims: begin -->\n", "<!-- claims: end -->\n"
MOST_LINES = 6
DRAWS = 1000


def section(number: int, claim: Claim, log: sq.Log) -> str:
    """What the page says of one claim."""
    now = claim.judge(log)
    then = claim.judge(log, known=KNOWN_THEN)
    lines = [
        f"### {number}. {claim.text}",
        "",
        f"`{claim.name}`: {_question(claim)}",
        "",
        "```python",
        textwrap.dedent(inspect.getsource(claim.decide)).rstrip(),
        "```",
        "",
        f"- by the whole record: {now.headline}",
        f"- as known on {KNOWN_THEN}: {then.headline}",
        *_weighed(claim, log),
        "",
        *_evidence(now),
        *_otherwise(claim, now, log),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _question(claim: Claim) -> str:
    return " ".join((claim.decide.__doc__ or "").split())


def _weighed(claim: Claim, log: sq.Log) -> Iterator[str]:
    """The ruling under each table of weights and each way of adding up, and how robust it is."""
    if claim.name not in QUESTIONS:
        return
    ways = claim.choices.get("per", ("",))
    for per in ways:
        shown: list[str] = []
        for weights in ALTERNATIVES:
            choices = {"weights": weights} | ({"per": per} if per else {})
            ruling = claim.judge(log, choices=choices, vary=False).ruling
            shown.append(f"{weights} {ruling}")
        yield f"- {per or 'by the score'}: {', '.join(shown)}; {_robust(claim, log, per)}"


def _robust(claim: Claim, log: sq.Log, per: str) -> str:
    question, way = QUESTIONS[claim.name], cast("Per", per or "pooled")
    history = sq.replay(log, influence())
    found = history.robust(lambda x: question(Plain(x, way, MAJOR_OUTSIDERS)), n=DRAWS)
    draws = found.draws
    held = f"{found.word}: of {draws.total} weightings {draws.held} hold and {draws.failed} do not"
    return held + (f", {draws.undefined} are undefined" if draws.undefined else "")


def _evidence(judged: Judgement) -> Iterator[str]:
    found = judged.evidence
    groups = (
        ("For it", [str(fact) for fact in found.facts]),
        ("Against it", [str(fact) for fact in found.counterexamples]),
        ("Perhaps", [str(fact) for fact in found.possible]),
        ("Said or compared", list(found.notes)),
        ("Events", [_event(event) for event in found.events]),
        ("Told otherwise", [_event(event) for event in found.rivals]),
        ("The record has them all", [f"`{shown_coverage(each)}`" for each in found.complete]),
        ("The record may lack", list(found.missing)),
    )
    for name, lines in groups:
        if lines:
            yield f"{name}:"
            yield ""
            yield from _listed(lines)


def _otherwise(claim: Claim, judged: Judgement, log: sq.Log) -> Iterator[str]:
    """What is found under other choices that give another ruling."""
    for each in judged.depends_on:
        if each.kind != "choice":
            continue
        found = claim.judge(log, choices=each.choices, vary=False).evidence
        lines = [*(f"for: {fact}" for fact in found.facts), *found.notes]
        lines = [*(f"against: {fact}" for fact in found.counterexamples), *lines]
        lines += [f"may lack: {scope}" for scope in found.missing]
        yield f"{each.setting[0].upper()}{each.setting[1:]} it {_VERBS[each.ruling]}:"
        yield ""
        yield from _listed(lines)


_VERBS = {
    sq.Ruling.HOLDS: "holds",
    sq.Ruling.FAILS: "fails",
    sq.Ruling.UNDECIDABLE: "is undecidable",
}


def _listed(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"- {line}" for line in lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        yield f"- and {len(lines) - MOST_LINES} more"
    yield ""


def _event(event: Event) -> str:
    sources = ", ".join(event.source)
    return f"{event.on} {type_name(type(event))} `{event.id[:12]}` [{sources}]"


def summary(log: sq.Log) -> str:
    """How many claims have which ruling, by the whole record and as known when it was written."""
    head = [f"| ruling | by the whole record | as known on {KNOWN_THEN} |", "|---|---|---|"]
    by_all = Counter(str(c.judge(log, vary=False).ruling) for c in CLAIMS.values())
    then = log.known(KNOWN_THEN)
    by_then = Counter(str(c.judge(then, vary=False).ruling) for c in CLAIMS.values())
    rulings = ("HOLDS", "FAILS", "UNDECIDABLE")
    rows = [f"| {ruling} | {by_all[ruling]} | {by_then[ruling]} |" for ruling in rulings]
    return "\n".join([*head, *rows]) + "\n"


def generated(log: sq.Log) -> str:
    """All that is generated of the page."""
    sections = (section(number, claim, log) for number, claim in enumerate(CLAIMS.values(), 1))
    return f"{summary(log)}\n" + "\n".join(sections)


def sections_of(page: str) -> dict[str, str]:
    """The sections of the generated part of a page by their headings, the summary under ""."""
    inside = page.split(BEGIN)[1].split(END, maxsplit=1)[0].strip("\n")
    found: dict[str, list[str]] = {"": []}
    heading = ""
    for line in inside.split("\n"):
        if line.startswith("### "):
            heading = line
            found[heading] = []
        found[heading].append(line)
    return {name: "\n".join(lines).strip("\n") for name, lines in found.items()}


def write_page() -> None:
    """Write what is generated into the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    page = f"{before}{BEGIN}\n{generated(record())}\n{END}{after}"
    PAGE.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_page()
