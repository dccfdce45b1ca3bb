"""`statusquo disagreements`: where tellings and sources disagree, and who says what."""

from statusquo.cli.answering import Answer
from statusquo.cli.arguments import Request
from statusquo.cli.asking import actor_of, log_of, named_log, projections_of
from statusquo.cli.differences import answered, cells_of, naming
from statusquo.cli.patience import patience
from statusquo.lines.plain_text import visible
from statusquo.projecting.decorators import Derived, Projection
from statusquo.scrutiny.disagreeing import disagreements
from statusquo.table import Table


def answer(request: Request) -> Answer:
    """Answer where the log that is asked about disagrees with itself."""
    log = log_of(request)
    found: list[tuple[Projection | Derived, Table]] = []
    for projection in projections_of(request):
        patience.step(f"replaying {projection.name}")
        found.append((projection, disagreements(log, projection)))
    return answered(
        f"Disagreements in {visible(named_log(request))}",
        naming(found, actor_of(request, log, cells_of(found))),
        {"verb": "disagreements"},
        "no two tellings or sources disagree",
    )
