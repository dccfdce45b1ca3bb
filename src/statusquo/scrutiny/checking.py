"""Checking a log: its corrections, declarations, projections, and what observers saw."""

import importlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from statusquo.courses.findings import Finding, finding_at
from statusquo.dates.days import civil
from statusquo.lines.declarations import Source
from statusquo.lines.keys import shown_key
from statusquo.lines.remarks import Coverage, Observation
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection
from statusquo.ranges import Range
from statusquo.scrutiny.heirs import nobody_took_over
from statusquo.scrutiny.observing import contradicted
from statusquo.timelines.replaying import replay_each
from statusquo.timelines.timeline import Timeline

Projections = Iterable[Projection | Derived] | Projection | Derived


def shipped_projections() -> tuple[Projection | Derived, ...]:
    """The projections that come with the library: the default, named here and nowhere else."""
    room: Any = importlib.import_module("statusquo.projections")
    return tuple(room.PROJECTIONS.values())


def check(log: Log, projections: Projections | None = None) -> tuple[Finding, ...]:
    """Everything in `log` that a person should look at, by each of `projections`.

    The shipped projections are used where none are given. Observations are compared with what
    their projection says: one is contradicted only if it disagrees with every possible value on
    every evening from the day before its first day to its last; where the log claims no
    completeness, an absent fact contradicts nothing.
    """
    if isinstance(projections, (Projection, Derived)):
        projections = (projections,)
    chosen = shipped_projections() if projections is None else tuple(projections)
    timelines = {timeline.projection.name: timeline for timeline in replay_each(log, chosen)}
    found = [
        *_corrections(log),
        *_declarations(log),
        *(finding for timeline in timelines.values() for finding in timeline.findings()),
        *(finding for timeline in timelines.values() for finding in nobody_took_over(timeline)),
        *_remarks(log, timelines),
    ]
    return tuple(dict.fromkeys(found))


def _corrections(log: Log) -> list[Finding]:
    kinship = log.kinship
    found = [
        finding_at(
            log,
            (log.row_of(corrector),),
            code="correction-unknown",
            text=f"it corrects {target[:12]}, which this log does not have",
        )
        for target in kinship.corrected()
        if kinship.find(target) is None
        for corrector in kinship.corrections(target)
    ]
    found += [
        finding_at(
            log,
            (log.row_of(corrector), log.row_of(corrected)),
            code="correction-early",
            text=f"it was recorded on {corrector.recorded} and corrects {target[:12]}, which was "
            f"recorded later, on {corrected.recorded}: one of the two days is wrong",
        )
        for target in kinship.corrected()
        if (corrected := kinship.find(target)) is not None
        for corrector in kinship.corrections(target)
        if corrector.recorded < corrected.recorded
    ]
    for target in kinship.corrected():
        rows = (log.row_of(event) for event in kinship.replacements(target))
        live = sorted((row for row in rows if log.stands(row)), key=lambda r: log.events[r].id)
        if len(live) > 1:
            found.append(
                finding_at(
                    log,
                    tuple(live),
                    code="replacements-differ",
                    text=f"{len(live)} live replacements of {target[:12]}; all stand",
                )
            )
    return found


def _declarations(log: Log) -> list[Finding]:
    by_key: dict[tuple[str, str], list[object]] = defaultdict(list)
    for line in log.declarations:
        name = ("source", line.key) if isinstance(line, Source) else ("actor", line.id)
        by_key[name].append(line)
    found = [
        Finding(
            code="declarations-differ",
            text=f"the {kind} {name} is declared in {len(lines)} ways",
        )
        for (kind, name), lines in sorted(by_key.items())
        if len(lines) > 1
    ]
    return [*found, *_undeclared(log, {name for kind, name in by_key if kind == "source"})]


def _undeclared(log: Log, declared: set[str]) -> list[Finding]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row in log.rows():
        for key in log.events[row].source:
            if key not in declared:
                rows[key].append(row)
    return [
        finding_at(
            log,
            tuple(where),
            code="source-undeclared",
            text=f"the source {key} is not declared in the log",
        )
        for key, where in sorted(rows.items())
    ]


def _remarks(log: Log, timelines: dict[str, Timeline]) -> list[Finding]:
    found: list[Finding] = []
    for row in log.rows():
        remark = log.events[row]
        if isinstance(remark, Observation):
            timeline = timelines.get(remark.about)
            if timeline is None:
                found.append(_about_unknown(log, row, remark.about, timelines))
            else:
                found.extend(_observed(log, row, remark, timeline))
        elif isinstance(remark, Coverage):
            found.extend(_covers(log, row, remark, timelines))
    return found


def _about_unknown(log: Log, row: int, about: str, timelines: dict[str, Timeline]) -> Finding:
    return finding_at(
        log,
        (row,),
        code="projection-unknown",
        text=f"it is about {about!r}, which is none of {', '.join(timelines) or 'no projections'}",
    )


def _covers(
    log: Log, row: int, coverage: Coverage, timelines: dict[str, Timeline]
) -> list[Finding]:
    timeline = timelines.get(coverage.about)
    if timeline is None:
        return [_about_unknown(log, row, coverage.about, timelines)]
    if len(coverage.scope) == len(timeline.names):
        return []
    return [_places(log, row, len(coverage.scope), timeline)]


def _places(log: Log, row: int, places: int, timeline: Timeline) -> Finding:
    return finding_at(
        log,
        (row,),
        code="key-places",
        text=f"it names {places} places, but a key of {timeline.projection.name} has "
        f"{len(timeline.names)}: {', '.join(timeline.names)}",
    )


def _observed(log: Log, row: int, observation: Observation, timeline: Timeline) -> list[Finding]:
    if len(observation.key) != len(timeline.names):
        return [_places(log, row, len(observation.key), timeline)]
    days = contradicted(timeline, observation)
    if not days:
        return []
    said = "holds" if observation.holds else "does not hold"
    if observation.value is not None:
        said = f"has the value {observation.value}"
    values = sorted({_shown(timeline.values(observation.key, on=civil(day))) for day in days})
    return [
        finding_at(
            log,
            (row,),
            code="observation-contradicted",
            text=f"{', '.join(observation.source) or 'a source'} saw that {observation.about} "
            f"{shown_key(observation.key)} {said} in {observation.on}; "
            f"the record has {' or '.join(values)}",
            projection=observation.about,
            key=observation.key,
            on=observation.on.first,
        )
    ]


def _shown(possible: Any) -> str:
    if isinstance(possible, Range):
        return str(possible)
    words = {None: "no such fact", True: "the fact"}
    return " or ".join(sorted(words[v] if v is None or v is True else str(v) for v in possible))
