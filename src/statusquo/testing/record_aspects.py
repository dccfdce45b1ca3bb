"""What there is to check of a record: aspects, each with its name and what is wrong, in words."""

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import attrs

from statusquo.courses.findings import Finding
from statusquo.errors import StatusQuoError, UnreadableLog
from statusquo.lines.event import Event
from statusquo.lines.keys import shown_key
from statusquo.lines.page import Page
from statusquo.lines.remarks import Coverage, Observation
from statusquo.logs.log import Log
from statusquo.pages.codec import Codec
from statusquo.pages.files import read_pages
from statusquo.pages.replacing import read_whole
from statusquo.pages.vocabulary import Vocabulary
from statusquo.projecting.decorators import Derived, Projection
from statusquo.scrutiny.checking import check
from statusquo.testing.late_facts import LateFact, late_facts
from statusquo.timelines.replaying import replay

Look = Callable[[], Sequence[str]]
"""Looks at one aspect, and says what is wrong with it; nothing where all is well."""

UNDECLARED = "source-undeclared"


@attrs.frozen(eq=False)
class Record:
    """A record that is checked: where it is, and the classes and projections it is read by."""

    path: str
    vocabulary: Vocabulary
    projections: tuple[Projection | Derived, ...]
    own: bool = False

    @functools.cached_property
    def pages(self) -> list[Page]:
        """Its pages; raises `StatusQuoError` where they cannot be read."""
        return read_pages(self.path, self.vocabulary)

    @functools.cached_property
    def log(self) -> Log:
        """Its log."""
        return Log.of_pages(self.pages)


def aspects(record: Record) -> Iterator[tuple[str, Look]]:
    """The aspects of a record by their names; of one that cannot be read, only that.

    >>> [name for name, look in aspects(Record("nowhere.jsonl", Vocabulary(()), ()))]
    ['readable']
    """
    unreadable = _problems(record)
    yield "readable", _saying(unreadable)
    if unreadable:
        return
    yield "canonical-form", lambda: [*_changes(record)]
    try:
        findings = check(record.log, record.projections)
    except StatusQuoError as error:  # a projection failed: nothing can be said by it
        yield "no-findings", _saying([str(error)])
        return
    undeclared = [str(finding) for finding in findings if finding.code == UNDECLARED]
    yield "sources-declared", _saying(undeclared)
    remarks = _remarks(record.log)
    others = [f for f in findings if f.code != UNDECLARED and _remark_of(f) not in remarks]
    yield from _of_findings(others)
    for id_, name in remarks.items():
        yield name, _look_at(record, id_, [f for f in findings if _remark_of(f) == id_])


def _saying(said: Sequence[str]) -> Look:
    return lambda: said


def _problems(record: Record) -> list[str]:
    try:
        _ = record.log
    except UnreadableLog as error:
        unread = [error.unread] if error.unread else []
        return [*map(str, error.problems), *unread, "nothing else of it was checked"]
    except StatusQuoError as error:
        return [str(error)]
    return []


def _changes(record: Record) -> Iterator[str]:
    """For each page the first line that would be written otherwise."""
    codec = Codec(record.vocabulary)
    for page in record.pages:
        before = read_whole(Path(page.name)).splitlines(keepends=True)
        after = codec.encode_page(page.lines).splitlines(keepends=True)
        if before != after:
            same = (one == other for one, other in zip(before, after, strict=False))
            line = next((n for n, is_same in enumerate(same, 1) if not is_same), len(after) + 1)
            yield str(_not_canonical(page.name, min(line, len(before)), own=record.own))


def _not_canonical(page: str, line: int, *, own: bool) -> StatusQuoError:
    hint = "statusquo.pages.files.fmt_page(page, VOCABULARY)" if own else f"statusquo fmt {page}"
    return StatusQuoError(
        "from this line on the page is not written in the canonical form",
        code="form-other",
        file=page,
        line=line,
        hint=f"{hint} writes it so, and changes no id",
    )


def _of_findings(findings: Sequence[Finding]) -> Iterator[tuple[str, Look]]:
    """One aspect for each code that was found, so that each can be left out or expected."""
    by_code = defaultdict[str, list[str]](list)
    for finding in findings:
        by_code[finding.code].append(str(finding))
    for code, said in sorted(by_code.items()):
        yield f"finding[{code}]", _saying(said)
    if not by_code:
        yield "no-findings", _saying([])


def _remark_of(finding: Finding) -> str | None:
    """The id of the one line that a finding is about."""
    return finding.events[0] if len(finding.events) == 1 else None


def _remarks(log: Log) -> dict[str, str]:
    """By id, the names of the observations and coverages that stand; no two have the same."""
    standing = [event for event in log.standing() if isinstance(event, (Observation, Coverage))]
    names = {event.id: _name(event) for event in standing}
    often = Counter(names.values())
    return {
        id_: f"{name[:-1]} {id_[:12]}]" if often[name] > 1 else name for id_, name in names.items()
    }


def _name(remark: Observation | Coverage) -> str:
    if isinstance(remark, Observation):
        return f"observation[{remark.about} {shown_key(remark.key)} {remark.on}]"
    return f"coverage[{_claimed(remark)}]"


def _claimed(claim: Coverage) -> str:
    scope = shown_key(tuple("*" if place is ... else place for place in claim.scope))
    return f"{claim.about} {scope} {claim.since} to {claim.until}"


def _look_at(record: Record, id_: str, findings: Sequence[Finding]) -> Look:
    def look() -> list[str]:
        remark = record.log.find(id_)
        if findings or not isinstance(remark, Coverage):
            return [str(finding) for finding in findings]
        [about] = [each for each in record.projections if each.name == remark.about]
        late = late_facts(replay(record.log, about), remark)
        return [_late(record.log, remark, fact) for fact in late]

    return look


def _late(log: Log, claim: Coverage, fact: LateFact) -> str:
    place, line = log.place(log.row_of(claim)) or (None, None)
    return str(
        StatusQuoError(
            f"complete about {_claimed(claim)}, as recorded on {claim.recorded}; but "
            f"{shown_key(fact.key)} surely holds on {fact.on}, by {_cited(log, fact.event)}",
            code="coverage-belied",
            file=place,
            line=line,
            hint="claim it anew, with `replaces` and the day on which it was looked at again",
        )
    )


def _cited(log: Log, event: Event) -> str:
    place = log.place(log.row_of(event))
    where = event.id[:12] if place is None else f"{place[0]}:{place[1]}"
    return f"{where}, recorded on {event.recorded}"
