"""What changed: each turn of a fact with its event, and the difference between two days."""

from collections.abc import Mapping
from typing import Any, Literal

import attrs
import pendulum

from statusquo.courses.course import Course
from statusquo.dates.days import civil
from statusquo.lines.event import Event
from statusquo.lines.keys import Key
from statusquo.projecting.values import identity


@attrs.frozen(kw_only=True)
class Turn:
    """A fact began, ended or changed on a day; `events` are the ones that made it so.

    `before` and `after` are its values, None where it did not hold.
    """

    on: pendulum.Date
    key: Key
    before: Any
    after: Any
    events: tuple[Event, ...]

    @property
    def kind(self) -> Literal["began", "ended", "changed"]:
        """What happened to the fact."""
        if self.before is None:
            return "began"
        return "ended" if self.after is None else "changed"

    @property
    def event(self) -> Event:
        """The event that made it so; of several, the last."""
        return self.events[-1]


def turns_between(course: Course, after: int, until: int) -> tuple[Turn, ...]:
    """The turns that count in (after, until], in order of days and keys."""
    turns, keys, values = course.turns, course.space.keys, course.values
    found = [
        (int(turns.day[turn]), keys[int(turns.key[turn])], turn)
        for turn in ((turns.day > after) & (turns.day <= until)).nonzero()[0].tolist()
    ]
    return tuple(
        Turn(
            on=civil(day),
            key=key,
            before=values[int(turns.value_before(turn))],
            after=values[int(turns.value[turn])],
            events=course.turned_by(turn),
        )
        for day, key, turn in sorted(found)
    )


@attrs.frozen
class Diff:
    """What differs between the ends of two days.

    `began` has the values now, `ended` the values before, `changed` pairs of both.
    """

    began: Mapping[Key, Any]
    ended: Mapping[Key, Any]
    changed: Mapping[Key, tuple[Any, Any]]

    @classmethod
    def between(cls, before: Mapping[Key, Any], after: Mapping[Key, Any]) -> "Diff":
        """The difference of two mappings of facts."""
        old, new = dict(before.items()), dict(after.items())
        return cls(
            began={key: value for key, value in new.items() if key not in old},
            ended={key: value for key, value in old.items() if key not in new},
            changed={
                key: (old[key], value)
                for key, value in new.items()
                if key in old and identity(old[key]) != identity(value)
            },
        )

    def apply(self, facts: Mapping[Key, Any]) -> dict[Key, Any]:
        """The facts of the first day turned into those of the second.

        >>> Diff({("b",): True}, {("a",): True}, {}).apply({("a",): True})
        {('b',): True}
        """
        kept = {key: value for key, value in facts.items() if key not in self.ended}
        changed = {key: after for key, (_, after) in self.changed.items()}
        return dict(sorted({**kept, **changed, **self.began}.items()))

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.began or self.ended or self.changed)
