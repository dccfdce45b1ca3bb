"""`statusquo compare PAGE_OR_FOLDER [PAGE_OR_FOLDER]`: where two logs do not say the same."""

from statusquo.cli.answering import Answer
from statusquo.cli.arguments import Request
from statusquo.cli.asking import actor_of, log_at, name_of, projections_of, view_named, view_of
from statusquo.cli.differences import answered, cells_of, naming
from statusquo.cli.patience import patience
from statusquo.lines.plain_text import visible
from statusquo.projecting.decorators import Derived, Projection
from statusquo.scrutiny.comparing import compare
from statusquo.table import Table


def answer(request: Request) -> Answer:
    """Answer where the two logs that are asked about differ."""
    first, second = (None, request.words[0]) if len(request.words) == 1 else request.words
    log_a, log_b = (view_of(request, log_at(path)) for path in (first, second))
    found: list[tuple[Projection | Derived, Table]] = []
    for projection in projections_of(request):
        patience.step(f"comparing {projection.name}")
        found.append((projection, compare(log_a, log_b, projection)))
    names = {"a": name_of(first), "b": name_of(second)}
    view = view_named(request)
    return answered(
        visible(f"a: {names['a']}; b: {names['b']}" + (f"; both {view}" if view else "")),
        naming(found, actor_of(request, log_a | log_b, cells_of(found))),
        {"verb": "compare", **names},
        "the two say the same",
    )
