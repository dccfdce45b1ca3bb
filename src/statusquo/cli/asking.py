"""What a request is about: the log, the days, the projections and the actor that it names."""

import sys
from collections.abc import Collection, Iterable

from statusquo.cli.arguments import Request
from statusquo.cli.mistakes import UsageMistake, near, quoted
from statusquo.cli.patience import patience
from statusquo.cli.reporting import in_one_sentence
from statusquo.dates.days import exact_day
from statusquo.errors import InvalidDay
from statusquo.events import record
from statusquo.logs.loading import load
from statusquo.logs.log import Log
from statusquo.logs.view import NoSuchEvent
from statusquo.logs.voices import NoSuchSource
from statusquo.pages.codec import Codec
from statusquo.projecting.decorators import Derived, Projection
from statusquo.projections import PROJECTIONS
from statusquo.timelines.replaying import replay_each
from statusquo.timelines.timeline import Timeline

STANDARD_INPUT = "-"


def log_of(request: Request) -> Log:
    """The view of the log that is asked about; raises `UnreadableLog` with all its problems."""
    return view_of(request, log_at(request.log))


def view_of(request: Request, log: Log) -> Log:
    """The view of a log that is asked for: known, told by some, without some events."""
    known = None if request.known is None else day_of(request.known)
    try:
        log = log.told_by(*request.told_by) if request.told_by else log
        log = log.not_told_by(*request.not_told_by) if request.not_told_by else log
        log = log.without(*request.without) if request.without else log
    except (NoSuchSource, NoSuchEvent) as error:
        raise UsageMistake(in_one_sentence(error)) from None
    return log if known is None else log.known(known)


def view_named(request: Request) -> str:
    """What a view leaves out, in words; nothing where it is the whole log."""
    parts = [
        f"as known on {request.known}" if request.known else "",
        f"told by {', '.join(request.told_by)}" if request.told_by else "",
        f"not told by {', '.join(request.not_told_by)} alone" if request.not_told_by else "",
        f"without {', '.join(request.without)}" if request.without else "",
    ]
    return ", ".join(part for part in parts if part)


def log_at(path: str | None) -> Log:
    """The log at a path, that on standard input, or else the shipped record."""
    patience.step(f"reading {name_of(path)}")
    if path is None:
        return record()
    if not path:
        raise UsageMistake("--log is empty; it takes a page, a folder of pages, or -")
    if path == STANDARD_INPUT:
        return Log.of_pages([Codec().decode_page(sys.stdin.buffer.read(), name_of(path))])
    return load(path)


def named_log(request: Request) -> str:
    """What the log that is asked about is called, and which view of it is taken."""
    view = view_named(request)
    return f"{name_of(request.log)}, {view}" if view else name_of(request.log)


def name_of(path: str | None) -> str:
    """What the log at a path is called."""
    if path is None:
        return "the shipped record"
    return "<stdin>" if path == STANDARD_INPUT else path


def day_of(word: str) -> str:
    """The word, if it is a day as it must be written."""
    try:
        return str(exact_day(word))
    except InvalidDay as error:
        raise UsageMistake(in_one_sentence(error)) from None


def projection_named(name: str) -> Projection | Derived:
    """The shipped projection of this name."""
    if name in PROJECTIONS:
        return PROJECTIONS[name]
    hint = near(name, list(PROJECTIONS)) or f"; there are {', '.join(PROJECTIONS)}"
    raise UsageMistake(f"there is no projection {quoted(name)}{hint}")


def projections_of(request: Request) -> list[Projection | Derived]:
    """The projections that are asked for, each once, in the order of people; all where none is."""
    asked = {projection_named(name).name for name in request.of}
    return [p for name, p in PROJECTIONS.items() if name in asked or not asked]


def timelines_of(log: Log, projections: Iterable[Projection | Derived]) -> list[Timeline]:
    """The log replayed by each projection."""
    return list(replay_each(log, map(_announced, projections)))


def _announced(projection: Projection | Derived) -> Projection | Derived:
    patience.step(f"replaying {projection.name}")
    return projection


def ids_by_name(log: Log) -> dict[str, str]:
    """The ids of the declared actors by their names and ids, in small letters."""
    return {
        name.casefold(): actor.id
        for actor in log.actors().values()
        for name in (*actor.also, actor.name, actor.id)
    }


def places_of(timelines: Iterable[Timeline]) -> set[object]:
    """Everything that stands in a place of a key that the log names."""
    return {place for line in timelines for key in line.named_keys() for place in key}


def actor_of(request: Request, log: Log, named: Collection[object]) -> str | None:
    """The id of the actor that is asked for by its id or by one of its declared names.

    `named` is what the answer may name, declared or not.
    """
    asked = request.actor
    if asked is None:
        return None
    actors = log.actors()
    if asked in actors or asked in named:
        return asked
    meant = ids_by_name(log).get(asked.casefold())
    if meant is not None:
        return meant
    known = [*actors, *(actor.name for actor in actors.values())]
    print(f"note: nothing is called {quoted(asked)}{near(asked, known)}", file=sys.stderr)
    return asked
