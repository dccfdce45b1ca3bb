"""The shipped record keeps its own rules: cited, declared, in form, and free of contradictions."""

import collections
import datetime
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import statusquo as sq
import statusquo.events
from statusquo.events import VOCABULARY, Mediation, record
from statusquo.pages.codec import Codec
from statusquo.pages.files import read_pages
from statusquo.projecting.decorators import Projection
from statusquo.projections import PROJECTIONS, control, recognition, stationing, strength

PAGES = Path(statusquo.events.__file__).resolve().parent / "pages"
REMARKS = (sq.Observation, sq.Coverage, sq.Retraction)
WINDOW = (datetime.date(1900, 1, 1), datetime.date(2024, 12, 31))

ACTORS = [
    "answerer",
    "breaker",
    "declared_by",
    "debtor",
    "gatekeeper",
    "giver",
    "granter",
    "holder",
    "host",
    "invoker",
    "issuer",
    "mediator",
    "member",
    "organisation",
    "partner",
    "party",
    "polity",
    "predecessor",
    "previous",
    "recipient",
    "recogniser",
    "recognised",
    "sender",
    "site",
    "successor",
    "supplier",
    "target",
    "trainee",
    "trainer",
    "user",
]
"""Fields that hold the id of an actor."""

LISTS = ("against", "chairs", "helped", "participants", "parties")
"""Fields that hold the ids of several."""


@cache
def lines() -> tuple[sq.Event, ...]:
    return tuple(line for line in record() if isinstance(line, sq.Event))


def events() -> list[sq.Event]:
    return [line for line in lines() if not isinstance(line, REMARKS)]


def observations() -> list[sq.Observation]:
    return [line for line in lines() if isinstance(line, sq.Observation)]


def sources() -> dict[str, sq.Source]:
    return {source.key: source for source in record().declarations if isinstance(source, sq.Source)}


def actors_of(line: object) -> Iterator[str]:
    """Every id of an actor that a line names."""
    for name in ACTORS:
        value = getattr(line, name, None)
        if isinstance(value, str):
            yield value
    for name in LISTS:
        yield from getattr(line, name, ())
    for duty in getattr(line, "duties", ()):
        yield from (*duty.territory, *filter(None, [duty.debtor]))
    if isinstance(line, Mediation) and line.by is not None:
        yield line.by
    territory = getattr(line, "territory", None)
    if isinstance(territory, str):
        yield territory


def witnessed(observation: sq.Observation) -> set[str]:
    """The sources of the events that say something of the observed key."""
    projection = PROJECTIONS[observation.about]
    assert isinstance(projection, Projection)
    cited: set[str] = set()
    for event in events():
        changes = projection(event)
        for change in changes if isinstance(changes, (list, tuple)) else [changes]:
            if change is not None and matches(change, observation.key):
                cited.update(event.source)
    return cited


def matches(change: object, key: tuple[object, ...]) -> bool:
    places = change.pattern if isinstance(change, sq.End) else getattr(change, "key", ())
    return len(places) == len(key) and all(
        place in (..., part) for place, part in zip(places, key, strict=True)
    )


def test_nothing_in_it_contradicts_itself() -> None:
    """No finding: corrections, declarations, replay, observations and coverage."""
    assert sq.check(record()) == ()


@pytest.mark.parametrize("file", sorted(PAGES.glob("*.jsonl")), ids=lambda file: file.stem)
def test_pages_are_canonical(file: Path) -> None:
    """A page is what `fmt` would write."""
    (page,) = read_pages(file, VOCABULARY)
    assert Codec(VOCABULARY).encode_page(page.lines) == file.read_bytes()


def test_every_line_has_a_source() -> None:
    assert [line for line in lines() if not line.source] == []


def test_sources_are_declared_and_used() -> None:
    cited = {key for line in lines() for key in line.source}
    assert cited == set(sources())


def test_one_work_has_one_key() -> None:
    works = collections.Counter((s.title, s.issuer, s.published) for s in sources().values())
    assert [work for work, times in works.items() if times > 1] == []


def test_actors_are_declared_and_used() -> None:
    named = {name for line in events() for name in actors_of(line)}
    named |= {source.party for source in sources().values() if source.party is not None}
    assert named == set(record().actors())


def test_lines_lie_in_the_time_of_the_record() -> None:
    """From 1900 to the end of 2024, or open."""
    first, last = WINDOW
    for line in lines():
        assert line.on.text.startswith("[..") or first <= line.on.first <= last, line
        assert line.on.last is None or first <= line.on.last <= last, line


def test_notes_are_of_one_form() -> None:
    """They begin with a capital or a figure and end without a stop."""
    notes = [line.note for line in lines() if line.note is not None]
    assert [note for note in notes if note[0].islower() or note.endswith(".")] == []


def test_an_act_has_several_tellings() -> None:
    acts = collections.Counter(line.act for line in lines() if line.act is not None)
    assert [act for act, tellings in acts.items() if tellings == 1] == []


def test_it_is_as_large_as_promised() -> None:
    assert len(events()) >= 250
    assert len(observations()) >= 40


def test_observations_have_other_sources_than_what_they_check() -> None:
    shared = [
        (observation.about, observation.key, set(observation.source) & witnessed(observation))
        for observation in observations()
    ]
    assert [clash for clash in shared if clash[-1]] == []


def test_observations_check_facts_of_the_record() -> None:
    """What an observer saw is a fact that some event tells of, unless the observer saw nothing."""
    unknown = [o for o in observations() if o.holds is not False and not witnessed(o)]
    assert unknown == []


def corrections() -> list[tuple[sq.Event, sq.Event]]:
    """Each replacement and each retraction, with what it corrects."""
    by_id = {line.id: line for line in lines()}
    return [
        *((line, by_id[line.replaces]) for line in lines() if line.replaces is not None),
        *((line, by_id[line.of]) for line in lines() if isinstance(line, sq.Retraction)),
    ]


def test_a_correction_comes_after_what_it_corrects() -> None:
    late = [pair for pair in corrections() if pair[0].recorded <= pair[1].recorded]
    assert late == []


def test_a_correction_has_a_source_of_its_own() -> None:
    assert [new for new, old in corrections() if set(new.source) <= set(old.source)] == []


@pytest.mark.parametrize(
    ("projection", "key", "day", "eve", "before", "after"),
    [
        (
            strength,
            ("USA", "AFG", "AFG", "combat", "reported"),
            "2017-08-25",
            "2017-08-29",
            8400,
            11000,
        ),
        (stationing, ("TUR", "AZE", "AZE", "garrison"), "2020-10-01", "2020-10-08", None, True),
        (
            stationing,
            ("RUS", "GEO", "abkhazia", "facility"),
            "2009-06-01",
            "2010-08-13",
            None,
            True,
        ),
        (control, ("lele-tepe",), "2016-04-10", "2016-04-29", "nagorno-karabakh", "AZE"),
        (recognition, ("VUT", "abkhazia"), "2011-05-31", "2011-06-09", None, True),
    ],
)
def test_what_was_known_is_told_from_what_is_known(
    projection: Projection, key: tuple[str, ...], day: str, eve: str, before: object, after: object
) -> None:
    """Issuers that corrected themselves: what was believed on the eve, and what is known since."""
    believed = sq.replay(record().known(eve), projection).at(day)
    known = sq.replay(record(), projection).at(day)
    assert (believed.get(key), known.get(key)) == (before, after)
