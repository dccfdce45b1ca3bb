"""Deliberate mistakes, in projections and in the engine: the kit finds each, with few events."""

import time

import pytest
from defects import engine_days, engine_logs, users
from defects.defect import Defect

import statusquo as sq
from statusquo.testing import check_projection

DEFECTS = {
    defect.name: defect for defect in (*users.DEFECTS, *engine_logs.DEFECTS, *engine_days.DEFECTS)
}
MOST_EVENTS = 3
MOST_SECONDS = 20


def lines_in(text: str) -> list[str]:
    """The lines of the history that a failure shows."""
    return [line for line in text.splitlines() if line.startswith("{")]


def told(error: BaseException) -> str:
    """What an error says, and the history in its notes."""
    return "\n".join([str(error), *getattr(error, "__notes__", [])])


@pytest.mark.parametrize("name", DEFECTS)
def test_the_kit_finds_the_defect(name: str) -> None:
    """It names a law that fits, and shows a history of few events, in little time."""
    defect = DEFECTS[name]
    started = time.process_time()
    with defect.planted(), pytest.raises((AssertionError, sq.ProjectionError)) as caught:
        check_projection(defect.projection, vocabulary=defect.vocabulary)
    seconds = time.process_time() - started
    text = told(caught.value)
    heads = [f"{defect.projection.name} breaks the law of {law}:" for law in defect.laws]
    assert text.startswith(tuple(heads)) or (defect.said and defect.said in text), text
    if defect.events is not None:
        assert 1 <= len(lines_in(text)) <= MOST_EVENTS, text
    assert seconds < MOST_SECONDS


SOUND: dict[str, Defect] = {d.sound.name: d for d in DEFECTS.values()}


@pytest.mark.parametrize("name", SOUND)
def test_without_a_defect_the_kit_finds_nothing(name: str) -> None:
    """The same projections without the mistake pass, in the engine as it is."""
    check_projection(SOUND[name].sound, vocabulary=SOUND[name].vocabulary)


def test_there_are_enough_of_both() -> None:
    """Each has a name of its own, and one sentence."""
    in_engine = [*engine_logs.DEFECTS, *engine_days.DEFECTS]
    assert len(users.DEFECTS) >= 12
    assert len(in_engine) >= 13
    assert len(DEFECTS) == len(users.DEFECTS) + len(in_engine)
    assert sum(d.events is None for d in DEFECTS.values()) <= 1
    assert all(d.laws or d.said for d in DEFECTS.values())
    assert all(d.sentence.endswith(".") and d.sentence.count(".") == 1 for d in DEFECTS.values())
