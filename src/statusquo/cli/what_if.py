"""`statusquo what-if EVENT...`: what would differ in the log without some events."""

from collections.abc import Iterator

from statusquo.cli.answering import Answer
from statusquo.cli.arguments import Request
from statusquo.cli.asking import log_of, named_log, projections_of
from statusquo.cli.differences import section
from statusquo.cli.mistakes import UsageMistake
from statusquo.cli.patience import patience
from statusquo.cli.reporting import in_one_sentence
from statusquo.cli.screen import Screen
from statusquo.cli.wording import SHORT, counted, shown_act, shown_sources
from statusquo.errors import StatusQuoError
from statusquo.lines.canonical import plain
from statusquo.lines.event import Event
from statusquo.lines.plain_text import visible
from statusquo.scrutiny.supposing import HONEST, consequences
from statusquo.table import Table


def answer(request: Request) -> Answer:
    """Answer what would differ without the events that are named."""
    log = log_of(request)
    patience.step("replaying")
    try:
        gone = log.going(*request.words)
    except StatusQuoError as error:
        raise UsageMistake(in_one_sentence(error)) from None
    found = consequences(log, without=gone, projections=projections_of(request))
    rows = [{name: plain(cell) for name, cell in row.items()} for row in found]
    return Answer(
        lines=lambda screen: page(named_log(request), gone, found, screen),
        document=lambda: {"verb": "what-if", "note": HONEST, "rows": rows},
        table=lambda: found,
    )


def page(name: str, gone: tuple[Event, ...], found: Table, screen: Screen) -> Iterator[str]:
    """What would differ, for people: the events left out, and then the facts."""
    yield screen.head(f"If it had not happened, by {visible(name)}")
    for event in gone:
        act = f"{event.on} {shown_act(event)} {shown_sources(event)} {event.id[:SHORT]}"
        yield from screen.folded(act, 2, 4)
    yield ""
    if len(found):
        yield screen.head(f"would differ, {counted(len(found), 'row')}")
        yield from section(found, screen)
    else:
        yield "nothing would differ"
    yield ""
    yield from screen.prose(HONEST)
