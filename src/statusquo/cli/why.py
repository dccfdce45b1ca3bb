"""`statusquo why PROJECTION KEY... --on DAY`: what makes a fact hold, or ended it."""

from itertools import islice

from statusquo.cli.answering import Answer
from statusquo.cli.arguments import Request
from statusquo.cli.asking import day_of, ids_by_name, log_of, projection_named
from statusquo.cli.mistakes import UsageMistake
from statusquo.cli.patience import patience
from statusquo.cli.reasons import Reason, document, table
from statusquo.cli.reasons_page import page
from statusquo.lines.keys import Key, KeyPlace
from statusquo.projecting.decorators import Derived, Projection
from statusquo.timelines.replaying import replay
from statusquo.timelines.timeline import Timeline

_NEAR = 5


def answer(request: Request) -> Answer:
    """Answer why the fact that is asked for holds, or does not."""
    projection = projection_named(request.words[0])
    words = request.words[1:]
    _check_places(projection, words)
    if request.on is None:
        raise UsageMistake(f"on which day? add --on DAY, as in `{_example(projection)}`")
    day = day_of(request.on)
    log = log_of(request)
    patience.step(f"replaying {projection.name}")
    timeline = replay(log, projection)
    key = _key(timeline, words)
    reason = Reason(timeline, timeline.why(key, on=day), _near(timeline, key), request.log is None)
    return Answer(
        lines=lambda screen: page(reason, screen),
        document=lambda: document(reason),
        table=lambda: table(reason),
    )


def _example(projection: Projection | Derived) -> str:
    places = " ".join(name.upper() for name in projection.key)
    return f"statusquo why {projection.name} {places} --on 2020-11-10"


def _check_places(projection: Projection | Derived, words: list[str]) -> None:
    if len(words) == len(projection.key):
        return
    many = "only " if len(words) < len(projection.key) else ""
    raise UsageMistake(
        f"a key of {projection.name} has {len(projection.key)} places, and here are {many}"
        f"{len(words)}; write `{_example(projection)}`, with quotes around a place of two words"
    )


def _key(timeline: Timeline, words: list[str]) -> Key:
    """The words as a key; one is a number where the known keys have numbers in that place."""
    columns = list(zip(*timeline.named_keys(), strict=True))
    ids = ids_by_name(timeline.log)
    return tuple(
        _place(word, columns[number] if columns else (), ids) for number, word in enumerate(words)
    )


def _place(word: str, known: tuple[KeyPlace, ...], ids: dict[str, str]) -> KeyPlace:
    """The place that a word means: as written, a number, or the actor that is called so."""
    if word in known:
        return word
    number = next((place for place in known if isinstance(place, int) and str(place) == word), None)
    return ids.get(word.casefold(), word) if number is None else number


def _near(timeline: Timeline, key: Key) -> tuple[Key, ...]:
    """Keys that may have been meant: with names for ids, in another order or case; else alike."""
    if timeline.course.space.code_of(key) is not None:
        return ()
    ids = ids_by_name(timeline.log)
    meant = _folded(tuple(ids.get(str(place).casefold(), place) for place in key))
    same = [known for known in timeline.named_keys() if _folded(known) == meant]
    return tuple(islice(same or timeline.course.space.near(key), _NEAR))


def _folded(key: Key) -> list[str]:
    return sorted(str(place).casefold() for place in key)
