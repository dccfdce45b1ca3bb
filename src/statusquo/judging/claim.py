"""A claim: a sentence about what happened, and the question to a log that decides it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

import attrs

from statusquo.courses.revising import WholeReplay
from statusquo.dates.days import Day
from statusquo.errors import StatusQuoError
from statusquo.judging.inquiry import Inquiry
from statusquo.judging.judgement import Judgement, Variation
from statusquo.judging.points import Point
from statusquo.judging.replays import Replays
from statusquo.judging.rulings import in_order
from statusquo.judging.varying import Setting, bounded, settings
from statusquo.logs.log import Log

Decide = Callable[[Inquiry], Point]
NO_CHOICES: Mapping[str, str] = MappingProxyType({})


OTHER_READING = "perhaps on another reading of the dates"


class InvalidClaim(StatusQuoError, ValueError):
    """Raised when a claim is ill-defined, or is judged by a choice that it does not have."""


class ClaimError(StatusQuoError):
    """Raised when the question of a claim raises, or returns what is no point."""


def _checked_choices(choices: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    for name, options in choices.items():
        if isinstance(options, str) or not options or len({*options}) != len(options):
            raise InvalidClaim(
                f"the choice {name!r} needs several alternatives, each once, the default first",
                code="claim-choices",
                hint=f'write choices={{{name!r}: ("one", "other")}}',
            )
    return MappingProxyType({name: tuple(options) for name, options in choices.items()})


@attrs.frozen(eq=False)
class Claim:
    """A sentence that a log can hold up, refute or leave open, and the question that decides it.

    `decide` is given an `Inquiry` and returns a point. `choices` are the coding rules on which
    scholars may differ, each with its alternatives, the default first. Raises `InvalidClaim`.

    >>> from statusquo.lines.event import Event
    >>> from statusquo.projecting.changes import Set
    >>> from statusquo.projecting.decorators import projection
    >>> @projection(key=("source",))
    ... def heard(event):
    ...     return [Set((source,)) for source in event.source]
    >>> claim = Claim("The almanac was heard.", lambda ask: ask.holds(
    ...     heard, ("almanac",), on="1999-12-31"), name="heard")
    >>> claim.judge(Log([Event(on="1999", source="almanac")])).headline
    'HOLDS by default; UNDECIDABLE without source almanac'
    """

    text: str
    decide: Decide = attrs.field(repr=False)
    name: str = attrs.field(kw_only=True, default="")
    choices: Mapping[str, tuple[str, ...]] = attrs.field(
        kw_only=True, factory=dict[str, tuple[str, ...]], converter=_checked_choices
    )

    def __attrs_post_init__(self) -> None:
        """Check that it can be asked, and take the name of the question where none is given."""
        if not callable(self.decide) or not self.text:
            raise InvalidClaim(
                "a claim needs a text and a function that decides it", code="claim-invalid"
            )
        if not self.name:
            named = str(getattr(self.decide, "__name__", "claim"))
            object.__setattr__(self, "name", named.strip("_<>").replace("_", "-"))

    def judge(
        self,
        log: Log,
        *,
        known: Day | None = None,
        told_by: str | Sequence[str] = (),
        choices: Mapping[str, str] = NO_CHOICES,
        vary: bool = True,
    ) -> Judgement:
        """The ruling on the claim by a log, its evidence, and on what it depends.

        It is judged as known on a day, as told by some sources, and with other alternatives of
        its choices, where these are given. Then it is judged again with one thing otherwise, all
        else the same: each alternative of a choice; the first and the last day of each uncertain
        event of the evidence, or without it where it may not have happened, and all of them at
        once; each telling of an act as the only one; without each source, and each party, of the
        evidence. At most twelve of each are tried, twenty-four sources. Rulings that the dates do
        not exclude, though none of these shows them, are told as such. `vary=False` leaves it out.

        Raises `ClaimError` where the question raises, `InvalidClaim` for unknown choices.
        """
        names = (told_by,) if isinstance(told_by, str) else tuple(told_by)
        view = _view(log, known, names)
        chosen = self._chosen(choices)
        replays = Replays(WholeReplay(view))
        ask = Inquiry(replays, chosen)
        point = self.point(ask)
        evidence = attrs.evolve(point.evidence, sources=view.works(point.evidence.source_keys))
        varied, untried = self._varied(replays, point, chosen) if vary else ([], [])
        return Judgement(
            name=self.name,
            text=self.text,
            ruling=point.ruling,
            evidence=evidence,
            depends_on=tuple(each for each in varied if each.ruling is not point.ruling),
            same_under=tuple(each for each in varied if each.ruling is point.ruling),
            untried=tuple(untried),
            choices=chosen,
            known=ask.known,
            told_by=names,
        )

    def _chosen(self, choices: Mapping[str, str]) -> Mapping[str, str]:
        for name, value in choices.items():
            if value not in self.choices.get(name, ()):
                known = "; ".join(f"{n} = {' or '.join(v)}" for n, v in self.choices.items())
                raise InvalidClaim(
                    f"the claim {self.name} has no choice {name} = {value}",
                    code="claim-choice",
                    hint=f"it has {known or 'no choices'}",
                )
        return {name: choices.get(name, options[0]) for name, options in self.choices.items()}

    def _varied(
        self, replays: Replays, point: Point, chosen: Mapping[str, str]
    ) -> tuple[list[Variation], list[str]]:
        """The rulings with one thing otherwise; readings that are not excluded come last."""
        found = settings(replays, point.evidence, chosen, self.choices)
        tried, untried = bounded(found)
        varied = [self._variation(setting) for setting in tried]
        shown = {point.ruling, *(v.ruling for v in varied if v.kind in ("date", "telling"))}
        varied += [
            Variation(kind="reading", setting=OTHER_READING, ruling=ruling)
            for ruling in in_order(point.readings - shown)
        ]
        return varied, untried

    def _variation(self, setting: Setting) -> Variation:
        replays = setting.replays()
        point = self.point(Inquiry(replays, setting.choices), setting.words)
        return Variation(
            kind=setting.kind,
            setting=setting.words,
            ruling=point.ruling,
            log=replays.log,
            choices=setting.choices,
        )

    def point(self, ask: Inquiry, setting: str = "") -> Point:
        """What the question says in an inquiry; raises `ClaimError`, with the claim's name."""
        try:
            found: Any = self.decide(ask)
        except Exception as error:
            raise self._failed(_said(error), setting, _place(error), _hint(error)) from error
        if isinstance(found, Point):
            return found
        what = f"its question returned {found!r}, which is no point"
        raise self._failed(what, setting, None, _RETURNED)

    def _failed(
        self, what: str, setting: str, place: tuple[str, int] | None, hint: str | None
    ) -> ClaimError:
        under = f" {setting}" if setting else ""
        return ClaimError(
            f"the claim {self.name} cannot be judged{under}: {what}",
            code="claim-raised",
            file=None if place is None else place[0],
            line=None if place is None else place[1],
            hint=hint,
        )


def _view(log: Log, known: Day | None, told_by: tuple[str, ...]) -> Log:
    """What is judged of a log: what some sources tell, as known on a day."""
    if not isinstance(log, Log):
        raise InvalidClaim(
            f"a claim is judged by a log, not by {type(log).__name__}",
            code="log-expected",
            hint="sq.load(path) reads a log, sq.Log(events) makes one",
        )
    view = log.told_by(*told_by) if told_by else log
    return view if known is None else view.known(known)


_RETURNED = "a question returns what ask.holds(), ask.some() and the others give it"


def _said(error: Exception) -> str:
    return (
        error.message if isinstance(error, StatusQuoError) else f"{type(error).__name__}: {error}"
    )


def _hint(error: Exception) -> str | None:
    return error.hint if isinstance(error, StatusQuoError) else None


def _place(error: Exception) -> tuple[str, int] | None:
    """Where in the question it went wrong: the frame below the one that called it."""
    trace: TracebackType | None = error.__traceback__
    below = None if trace is None else trace.tb_next
    if below is None:
        return None
    return Path(below.tb_frame.f_code.co_filename).name, below.tb_lineno
