"""Numbers that measure facts of another projection stand behind those facts.

A projection measures another if its values are numbers and its keys begin with the other's keys,
as the strength of forces does with where they are stationed.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import attrs

from statusquo.cli.day import Part
from statusquo.cli.holding import Held
from statusquo.cli.wording import shown_value, shown_words
from statusquo.dates.days import ordinal
from statusquo.lines.keys import Key
from statusquo.ranges import Range

_NUMBERS = (int, Fraction, Decimal, Range)
Name = tuple[str, Key]


@attrs.frozen
class Figures:
    """The figures of each fact by its projection and key, and the facts that they come from."""

    of: dict[Name, list[str]]
    told: set[Name]
    day: int

    @classmethod
    def among(cls, parts: Sequence[Part], day: str) -> "Figures":
        """The figures among what the projections of a day say, each with its year."""
        found = cls({}, set(), ordinal(day))
        for measuring in parts:
            measured = _measured(measuring, parts)
            if measured is not None:
                found._take(measuring, measured)
        return found

    def _take(self, measuring: Part, measured: Part) -> None:
        places = len(measured.timeline.names)
        held = {fact.key for fact in measured.facts if fact.value is not None}
        for fact in measuring.facts:
            key = fact.key[:places]
            if key in held and fact.value is not None:
                name = (measured.timeline.projection.name, key)
                self.of.setdefault(name, []).append(_figure(fact, places, self.day))
                self.told.add((measuring.timeline.projection.name, fact.key))

    def behind(self, fact: Held) -> tuple[str, ...]:
        """The figures of a fact."""
        return tuple(self.of.get((fact.timeline.projection.name, fact.key), ()))

    def untold(self, part: Part) -> list[Held]:
        """The facts of a projection that do not stand behind others."""
        name = part.timeline.projection.name
        return [fact for fact in part.facts if (name, fact.key) not in self.told]


def _measured(measuring: Part, parts: Sequence[Part]) -> Part | None:
    values = [fact.value for fact in measuring.facts if fact.value is not None]
    if not all(isinstance(v, _NUMBERS) and not isinstance(v, bool) for v in values):
        return None
    names = measuring.timeline.names
    return next(
        (
            part
            for part in parts
            if len(part.timeline.names) < len(names)
            and part.timeline.names == names[: len(part.timeline.names)]
            and all(fact.value is None or fact.value is True for fact in part.facts)
        ),
        None,
    )


def _figure(fact: Held, places: int, day: int) -> str:
    values = [fact.value, *fact.others]
    shown = " or ".join(shown_value(value) for value in values)
    words = " ".join(part for part in (shown, shown_words(fact.key[places:])) if part)
    since = fact.since(day)
    return f"{words}{'' if since is None else f' {since}'}{'' if fact.is_sure else '?'}"
