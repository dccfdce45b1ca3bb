"""`statusquo claims [NAME...]`: what the log says of the shipped claims, and on what it depends."""

from collections import Counter
from collections.abc import Iterator, Sequence

from statusquo.cli.answering import Answer, Document
from statusquo.cli.arguments import Request
from statusquo.cli.asking import log_of, named_log
from statusquo.cli.mistakes import UsageMistake, near, quoted
from statusquo.cli.patience import patience
from statusquo.cli.screen import Screen
from statusquo.cli.wording import counted
from statusquo.judging.claim import Claim
from statusquo.judging.judgement import Judgement
from statusquo.judging.rulings import in_order
from statusquo.lines.plain_text import visible
from statusquo.logs.log import Log
from statusquo.projections.memo import CLAIMS
from statusquo.table import Table

COLUMNS = ("claim", "text", "ruling", "headline", "depends_on", "untried", "events", "sources")


def answer(request: Request) -> Answer:
    """Answer what the log that is asked about says of the claims that are named, or of all."""
    claims = [claim_named(name) for name in dict.fromkeys(request.words)] or [*CLAIMS.values()]
    found = judged(claims, log_of(request))
    in_full = bool(request.words)
    return Answer(
        lines=lambda screen: page(named_log(request), found, screen, in_full=in_full),
        document=lambda: document(found),
        table=lambda: table(found),
    )


def claim_named(name: str) -> Claim:
    """The shipped claim of this name."""
    if name in CLAIMS:
        return CLAIMS[name]
    hint = near(name, list(CLAIMS)) or "; `statusquo claims` lists them"
    raise UsageMistake(f"there is no claim {quoted(name)}{hint}")


def judged(claims: Sequence[Claim], log: Log) -> list[Judgement]:
    """The judgements on some claims, in their order."""
    found: list[Judgement] = []
    for claim in claims:
        patience.step(f"judging {claim.name}")
        found.append(claim.judge(log))
    return found


def document(found: Sequence[Judgement]) -> Document:
    """The answer as one JSON object."""
    return {"verb": "claims", "rows": [judgement.to_dict() for judgement in found]}


def table(found: Sequence[Judgement]) -> Table:
    """The answer as a table; what is several is parted by semicolons, ids and keys by blanks."""
    rows = [
        (
            judgement.name,
            judgement.text,
            judgement.ruling.value,
            judgement.headline,
            "; ".join(f"{each.ruling} {each.setting}" for each in judgement.depends_on),
            "; ".join(judgement.untried),
            " ".join(event.id for event in judgement.evidence.lines),
            " ".join(judgement.evidence.source_keys),
        )
        for judgement in found
    ]
    return Table(COLUMNS, rows, title="claims")


def page(name: str, found: Sequence[Judgement], screen: Screen, *, in_full: bool) -> Iterator[str]:
    """The judgements for people; `in_full` with all their evidence."""
    yield screen.head(f"Claims by {visible(name)}")
    yield f"{counted(len(found), 'claim')}: {_summary(found)}"
    for judgement in found:
        yield ""
        yield screen.head(judgement.name)
        yield from screen.prose(judgement.text, 2, 2)
        yield from screen.prose(judgement.headline, 2, 4)
        if in_full:
            for line in judgement.lines():
                yield from screen.folded(visible(line), 2, 4)


def _summary(found: Sequence[Judgement]) -> str:
    """How many rulings there are of each kind, and how many of them depend on something."""
    counts = Counter(judgement.ruling for judgement in found)
    dependent = sum(bool(judgement.depends_on) for judgement in found)
    parts = [f"{counts[ruling]} {ruling}" for ruling in in_order(counts)]
    verb = "depend" if dependent > 1 else "depends"
    return f"{', '.join(parts)}; {dependent or 'none'} {verb} on a choice, a date or a source"
