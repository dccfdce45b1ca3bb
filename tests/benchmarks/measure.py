"""Measure speed as ratios in one run: `python tests/benchmarks/measure.py [EVENTS]`.

Times are CPU seconds of this process (`process_time`), each the median of several runs, with what
is in and out of a figure said beside it. Machines differ and are noisy: believe the ratios.
"""

import datetime
import gc
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import cattrs
import orjson
import pendulum
from cattrs.strategies import configure_tagged_union
from synthetic import BODIES, DAYS, FIRST, STATES, write_page

import statusquo as sq
from statusquo.events import Accession, Departure, Deployment, Dissolution, Withdrawal
from statusquo.pages.collector import resting_gc
from statusquo.pages.files import read_pages
from statusquo.pages.vocabulary import Vocabulary
from statusquo.projections import membership, stationing, strength

CLASSES = (Accession, Withdrawal, Deployment, Departure)


def seconds(action: Callable[[], Any], runs: int = 3) -> float:
    """The median CPU time of an action, garbage collected before each run."""
    times: list[float] = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return statistics.median(times)


def said(figure: str, value: str, scope: str) -> None:
    """Print one figure with what is in it."""
    print(f"{figure:<44} {value:>18}   {scope}")  # noqa: T201


def by_cattrs(page: pathlib.Path) -> list[Any]:
    """The obvious way: orjson, and a cattrs tagged union, dates and ids remembered by text."""
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=False)
    days: dict[str, Any] = {}

    def when(text: str, _: object) -> sq.When:
        return sq.When.of(text)

    def day(text: str, _: object) -> pendulum.Date:
        if text not in days:
            days[text] = pendulum.Date.fromisoformat(text)
        return days[text]

    converter.register_structure_hook(sq.When, when)
    converter.register_structure_hook(pendulum.Date, day)
    converter.register_structure_hook(int | sq.Range | None, lambda value, _: value)
    union = Accession | Withdrawal | Deployment | Departure
    kebab = {cls: cls.__name__.lower() for cls in CLASSES}
    configure_tagged_union(union, converter, tag_name="type", tag_generator=kebab.__getitem__)
    gc.disable()
    try:
        return [
            converter.structure(orjson.loads(line), union)
            for line in page.read_bytes().splitlines()
        ]
    finally:
        gc.enable()


def folded(events: list[Any], day: int) -> dict[Any, Any]:
    """The whole state on a day by folding anew: the events are sorted already."""
    state: dict[Any, Any] = {}
    for event in events:
        if event.on.last_day > day:
            break
        change = membership(event)
        if isinstance(change, sq.Set):
            state[change.key] = change.value
        elif isinstance(change, sq.End):
            state.pop(change.pattern, None)
    return state


def measure_loading(page: pathlib.Path, events: int) -> sq.Log:
    """Loading against the obvious way."""
    gc.collect()
    obvious = seconds(lambda: by_cattrs(page), runs=1)
    ours = seconds(lambda: sq.load(page), runs=1)
    scope = "page on disk to events in a log; strict, ids and duplicates included; gc off in both"
    said("load, cattrs tagged union over orjson", f"{events / obvious / 1e3:.0f} k events/s", scope)
    said("load, statusquo", f"{events / ours / 1e3:.0f} k events/s", scope)
    said("ratio (aim 2.5)", f"{obvious / ours:.2f}", "")
    return sq.load(page)


def measure_replay(log: sq.Log, events: int) -> sq.Timeline:
    """Replaying one projection, which uses half of the events."""
    start = time.process_time()
    columns = log.columns
    said(
        "headers into columns, once a log",
        f"{(time.process_time() - start) / events * 1e6:.2f} us/event",
        f"{len(columns.first)} events; every replay of the log shares them",
    )
    one = seconds(lambda: sq.replay(log, membership))
    said("replay of one projection (aim 2)", f"{one / events * 1e6:.2f} us/event", "columns given")
    return sq.replay(log, membership)


def measure_memory(log: sq.Log) -> None:
    """What a timeline holds, beyond the log."""
    gc.collect()
    tracemalloc.start()
    history = sq.replay(log, membership)
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    changes = len(history.course.changes)  # type: ignore[attr-defined]
    scope = f"{changes} changes, {len(history.course.space.keys)} keys; columns, keys, turns"
    said("memory of a timeline (aim 250)", f"{held / changes:.0f} bytes/change", scope)


def measure_asking(log: sq.Log, history: sq.Timeline) -> None:
    """The whole state, one fact, and why, against folding anew."""
    middle = FIRST.toordinal() + DAYS // 2
    day = pendulum.Date.fromordinal(middle)
    history.at(day)
    events = sorted(log.events, key=lambda event: (event.on.last_day, event.rank, event.id))
    anew = seconds(lambda: folded(events, middle))
    view = seconds(lambda: [len(history.at(day)) for _ in range(20)]) / 20
    said("whole state on a day, folding anew", f"{anew * 1e3:.1f} ms", "events sorted before")
    said("whole state on a day, lazy view", f"{view * 1e3:.3f} ms", "which keys hold, counted")
    said("ratio (aim 300)", f"{anew / view:.0f}", "")
    assert folded(events, middle) == history.at(day)
    fact, why = asking_times(history, day)
    said("one fact on one day (aim 5)", f"{fact:.2f} us", "at(day)[key], day as Date")
    said("why of one fact (aim 50)", f"{why:.1f} us", "")


def asking_times(history: sq.Timeline, day: pendulum.Date) -> tuple[float, float]:
    """Microseconds for one fact and for one why, over many keys."""
    keys = list(history.at(day))[::7][:2000]
    fact = seconds(lambda: [history.at(day)[key] for key in keys], runs=5) / len(keys)
    some = keys[:300]
    why = seconds(lambda: [history.why(key, on=day) for key in some], runs=3) / len(some)
    return fact * 1e6, why * 1e6


def known_and_folded(events: list[Any], day: int, known: int) -> dict[Any, Any]:
    """The whole state on a day as known on another, by filtering and folding anew."""
    return folded([e for e in events if e.recorded.toordinal() <= known], day)


def measure_knowing(log: sq.Log, history: sq.Timeline) -> None:
    """The state as known on a day, each day of knowing asked for the first time."""
    day, first = pendulum.Date.fromordinal(FIRST.toordinal() + DAYS // 2), FIRST.toordinal()
    events = sorted(log.events, key=lambda event: (event.on.last_day, event.rank, event.id))
    days = [pendulum.Date.fromordinal(first + DAYS * n // 24) for n in range(10, 20)]
    middle = days[5].toordinal()
    anew = seconds(lambda: known_and_folded(events, day.toordinal(), middle))
    asked = seconds(lambda: [len(history.at(day, known=known)) for known in days]) / len(days)
    said("state as known then, filter and fold", f"{anew * 1e3:.1f} ms", "events sorted before")
    said("state as known then, at(v, known=k)", f"{asked * 1e3:.2f} ms", "a new k each time")
    said("ratio (aim 20)", f"{anew / asked:.0f}", "which keys hold, counted")
    known = days[5]
    assert known_and_folded(events, day.toordinal(), middle) == history.at(day, known=known)
    keys = list(history.at(day, known=known))[:500]
    fact = seconds(lambda: [history.at(day, known=known)[key] for key in keys]) / len(keys)
    said(
        "one fact, at(v, known=k)[key]", f"{fact * 1e6:.1f} us", "that day of knowing asked before"
    )


def measure_late(log: sq.Log, history: sq.Timeline) -> None:
    """A late event that touches one key, against replaying the log with it."""
    refs = iter(range(1_000_000))

    def event() -> Accession:
        return Accession(
            on="1950-05-05", organisation="O001", member="S001", ref=f"late {next(refs)}"
        )

    def late() -> None:
        history.plus(event()).holds(("O001", "S001"), on="1950-05-06")

    late()
    asked = seconds(lambda: [late() for _ in range(20)], runs=5) / 20
    more = seconds(lambda: len(history.plus(event()).at("1950-05-06")))
    anew = seconds(lambda: sq.replay(log.plus(event()), membership), runs=1)
    said("late event, replay of log.plus(event)", f"{anew:.2f} s", "headers of the log given")
    said("late event, history.plus(event)", f"{asked * 1e3:.2f} ms", "and one fact of it asked")
    said("ratio (aim 1000)", f"{anew / asked:.0f}", "one key touched, which has 6 events")
    said("  with the whole state counted after it", f"{more * 1e3:.2f} ms", "")
    pattern = seconds(
        lambda: history.plus(
            Dissolution(on="1950-05-05", organisation="O001", ref=str(next(refs)))
        ).holds(("O001", "S001"), on="1950-05-06")
    )
    said("  an ending of all members of one body", f"{pattern * 1e3:.2f} ms", "200 keys touched")


@sq.projection(key=("organisation",))
def joinings(event: Any) -> Any:
    """How often somebody joined: a sum."""
    return sq.Add((event.organisation,), 1) if isinstance(event, Accession) else None


@sq.derived(
    key=("sender", "host"),
    share=("sender", "host", "site", "role"),
    there=stationing,
    many=strength,
)
def garrisons(there: sq.Fact, many: sq.Fact) -> Any:
    """Whose forces are where, with how many: a derived fact."""
    return sq.Set((there.sender, there.host), many.value)


def measure_late_kinds(log: sq.Log) -> None:
    """Late events of every kind, against replaying the log with them."""
    refs = iter(range(1_000_000))
    where = {"sender": "S001", "host": "S002", "site": "north", "role": "base"}

    def told() -> sq.Event:
        return Accession(
            on="1950", organisation="O001", member="S001", act="one act", ref=f"told {next(refs)}"
        )

    def paid() -> sq.Event:
        return Accession(on="1950-05-05", organisation="new", member="S1", ref=f"{next(refs)}")

    def put() -> sq.Event:
        return Deployment(on="1950-05-05", troops=next(refs), **where)  # type: ignore[arg-type]

    asked: list[tuple[str, Any, Callable[[], sq.Event], tuple[str, ...]]] = [
        ("a telling of an act", membership, told, ("O001", "S001")),
        ("an amount of a sum", joinings, paid, ("new",)),
        ("a part of a derived fact", garrisons, put, ("S001", "S002")),
    ]
    log = log.plus(told())
    for name, projection, event, key in asked:
        history = sq.replay(log, projection)
        history.plus(event()).holds(key, on="1951-01-01")
        late = seconds(
            lambda h=history, e=event, k=key: [
                h.plus(e()).holds(k, on="1951-01-01") for _ in range(20)
            ]
        )
        anew = seconds(lambda p=projection, e=event: sq.replay(log.plus(e()), p), runs=1)
        shown = f"{late / 20 * 1e3:.2f} ms / {anew * 20 / late:.0f}"
        said(f"  late: {name}", shown, f"{len(log)} events; time / ratio to a replay")


def measure_doubt(events: int) -> None:
    """Certain and possible against the nominal reading, where one body in a hundred is unsure."""
    draw = random.Random(events)
    lines = []
    for number in range(events):
        body, state = draw.choice(BODIES), draw.choice(STATES)
        day = FIRST + datetime.timedelta(days=draw.randrange(DAYS))
        on = day.strftime("%Y-%m") if body in BODIES[::100] else day.isoformat()
        kind = Accession if draw.random() < 0.7 else Withdrawal
        lines.append(kind(on=on, organisation=body, member=state, ref=str(number)))
    history = sq.replay(sq.Log(lines), membership)
    day = pendulum.Date(1921, 7, 1)
    gc.collect()
    gc.freeze()
    start = time.process_time()
    history.at(day).possible()
    first = time.process_time() - start
    nominal = seconds(lambda: dict(history.at(day).items()), runs=7)
    certain = seconds(lambda: dict(history.at(day).certain().items()), runs=7)
    possible = seconds(lambda: history.at(day).possible(), runs=7)
    unsure = len(history.course.doubtful)
    scope = f"{len(history.at(day))} facts, {unsure} of {len(history.named_keys())} keys unsure"
    said("nominal facts of a day as a dict", f"{nominal * 1e3:.1f} ms", scope)
    shown = f"{certain / nominal:.2f} / {possible / nominal:.2f}"
    said("certain, possible over nominal (aim 2)", shown, "asked before once")
    said("  the first question for possible", f"{first / nominal:.2f}", "unsure keys are read then")


def measure_growth(folder: pathlib.Path, events: int) -> None:
    """How the cost of one fact grows with the log."""
    size = 10_000
    while size <= events:
        page = folder / f"{size}.jsonl"
        write_page(page, size)
        history = sq.replay(sq.load(page), membership)
        fact, why = asking_times(history, pendulum.Date(1921, 7, 1))
        said(f"  growth: {size} events", f"{fact:.2f} / {why:.1f} us", "one fact / one why")
        size *= 10


def measure_hot_key() -> None:
    """One key with very many events: exact days with ties, and days known only by month."""
    for count, form in ((100_000, "%Y-%m-%d"), (10_000, "%Y-%m")):
        days = (FIRST + datetime.timedelta(days=number * 7 % 40_000) for number in range(count))
        log = sq.Log(
            (Accession if number % 3 else Withdrawal)(
                on=day.strftime(form), organisation="O", member="S", ref=str(number)
            )
            for number, day in enumerate(days)
        )
        history = sq.replay(log, membership)
        replayed = seconds(lambda log=log: sq.replay(log, membership), runs=1)
        spelt = seconds(lambda history=history: history.spells(by="value"), runs=1)
        shown = f"{replayed:.2f} / {spelt:.2f} s"
        said(f"  one key, {count} events, dates as {form}", shown, "replay / spells by value")


def measure_parts(page: pathlib.Path, events: int) -> None:
    """What of loading goes to the lines, and what to making one log of them."""
    vocabulary = Vocabulary(CLASSES)
    with resting_gc():
        read = seconds(lambda: read_pages(page, vocabulary), runs=1)
        pages = read_pages(page, vocabulary)
        made = seconds(lambda: sq.Log.of_pages(pages), runs=1)
    said("  of it lines to events with ids", f"{read / events * 1e6:.2f} us/event", "")
    said("  of it duplicates, places", f"{made / events * 1e6:.2f} us/event", "")


def measure_processes() -> None:
    """Whole processes, interpreter included."""
    import resource  # noqa: PLC0415

    def cpu(*arguments: str) -> float:
        times: list[float] = []
        for _ in range(5):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return statistics.median(times)

    at = cpu("-m", "statusquo", "at", "2020-11-10")
    said("statusquo at 2020-11-10 (aim 0.6)", f"{at:.2f} s", "whole process on the record")
    bare = "import statusquo"
    said("import statusquo (aim 0.25)", f"{cpu('-c', bare):.2f} s", "whole process")
    used = "import statusquo as sq; sq.load, sq.replay, sq.check, sq.append"
    said("import statusquo and all it gives", f"{cpu('-c', used):.2f} s", "whole process")


def main() -> None:
    """Run all measurements."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        page = folder / "page.jsonl"
        write_page(page, events)
        log = measure_loading(page, events)
        measure_parts(page, events)
        gc.collect()
        gc.freeze()
        history = measure_replay(log, events)
        measure_asking(log, history)
        measure_knowing(log, history)
        measure_late(log, history)
        measure_memory(log)
        del log, history
        size = min(events, 100_000)
        write_page(page, size)
        measure_late_kinds(sq.load(page))
        measure_growth(folder, events)
    measure_doubt(min(events, 200_000))
    measure_hot_key()
    measure_processes()


if __name__ == "__main__":
    main()
