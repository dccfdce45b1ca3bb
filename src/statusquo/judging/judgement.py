"""A judgement: the ruling on a claim, its evidence, and on what the ruling depends."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs
import pendulum

from statusquo.judging.evidence import Evidence
from statusquo.judging.rulings import Ruling, in_order
from statusquo.logs.log import Log


@attrs.frozen(eq=False, kw_only=True)
class Variation:
    """The ruling with one thing otherwise: a choice, a date, a telling or a source.

    `kind` is "choice", "date", "telling", "source", "party" or "reading"; `setting` says in words
    what is otherwise. Judging `log` with `choices` gives the same ruling. Of kind "reading" there
    is no log: the dates do not exclude that ruling, and no single date that was tried shows it.
    """

    kind: str
    setting: str
    ruling: Ruling
    log: Log | None = attrs.field(default=None, repr=False)
    choices: Mapping[str, str] = attrs.field(factory=dict[str, str])

    def to_dict(self) -> dict[str, object]:
        """What is otherwise, and the ruling, in plain values, for JSON."""
        return {"kind": self.kind, "setting": self.setting, "ruling": self.ruling.value}


@attrs.frozen(eq=False, kw_only=True)
class Judgement:
    """What a log says of a claim; it prints itself for people.

    `depends_on` has each variation under which the ruling is another one, in the order in which
    they are tried: choices, dates, tellings, sources, parties. `same_under` are those that were
    tried and change nothing; `untried` says in words what was not.
    """

    name: str
    text: str
    ruling: Ruling
    evidence: Evidence
    depends_on: tuple[Variation, ...] = ()
    same_under: tuple[Variation, ...] = ()
    untried: tuple[str, ...] = ()
    choices: Mapping[str, str] = attrs.field(factory=dict[str, str])
    known: pendulum.Date | None = None
    told_by: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """The ruling, and each other one with all under which it is given: never one of several.

        >>> other = Variation(kind="choice", setting="under rule = any", ruling=Ruling.FAILS,
        ...                   choices={"rule": "any"})
        >>> Judgement(name="c", text="...", ruling=Ruling.HOLDS, evidence=Evidence(),
        ...           depends_on=(other,), choices={"rule": "troops"}).headline
        'HOLDS under rule = troops; FAILS under rule = any'
        """
        if not self.depends_on:
            return str(self.ruling)
        parts = [f"{self.ruling} {self._default()}"]
        for ruling in in_order(each.ruling for each in self.depends_on):
            several = [each for each in self.depends_on if each.ruling is ruling]
            parts.append(f"{ruling} {', '.join(_settings(several))}")
        return "; ".join(parts)

    def _default(self) -> str:
        """What the ruling is given under, as far as choices of the claim change it."""
        chosen = [
            f"{name} = {value}"
            for name, value in self.choices.items()
            if any(each.choices.get(name, value) != value for each in self.depends_on)
        ]
        return f"under {', '.join(chosen)}" if chosen else "by default"

    def __str__(self) -> str:
        return "\n".join([self.text, f"  {self.headline}", *(f"  {line}" for line in self.lines())])

    __repr__ = __str__

    def lines(self) -> Iterator[str]:
        """The evidence for people, with what was tried, a line for each thing."""
        if self.known is not None:
            yield f"as known on {self.known}"
        if self.told_by:
            yield f"told by {', '.join(self.told_by)}"
        yield from self.evidence.shown()
        yield from (f"{each.ruling} {each.setting}" for each in self.depends_on)
        if self.same_under:
            yield f"the same with {_counted(self.same_under)} otherwise"
        yield from (f"not tried: {words}" for words in self.untried)

    def to_dict(self) -> dict[str, object]:
        """The judgement in plain values, for JSON."""
        return {
            "claim": self.name,
            "text": self.text,
            "ruling": self.ruling.value,
            "headline": self.headline,
            "choices": dict(self.choices),
            "known": None if self.known is None else str(self.known),
            "told_by": list(self.told_by),
            "depends_on": [each.to_dict() for each in self.depends_on],
            "same_under": [each.to_dict() for each in self.same_under],
            "untried": list(self.untried),
            "evidence": self.evidence.to_dict(),
        }


_FEW = 3
_MANY = {
    "date": "with any one of {} dates otherwise",
    "telling": "if any one of {} tellings alone is right",
    "source": "without any one of {} sources",
}


def _settings(several: Sequence[Variation]) -> Iterator[str]:
    """What is otherwise, in words; dates, tellings and sources are counted where they are many."""
    groups: dict[str, list[str]] = {}
    for each in several:
        kind = "source" if each.kind == "party" else each.kind
        groups.setdefault(kind, []).append(each.setting)
    for kind, words in groups.items():
        many = len(words) > _FEW and kind in _MANY
        yield from [_MANY[kind].format(len(words))] if many else words


def _counted(several: Sequence[Variation]) -> str:
    counts = Counter(each.kind for each in several)
    words = (_PLURALS[kind] if n > 1 else kind for kind, n in counts.items())
    return ", ".join(f"{n} {word}" for n, word in zip(counts.values(), words, strict=True))


_PLURALS = {
    "choice": "choices",
    "date": "dates",
    "telling": "tellings",
    "source": "sources",
    "party": "parties",
    "reading": "readings",
}
