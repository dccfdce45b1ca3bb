"""Whether an answer stands under other weights."""

from collections.abc import Callable, Iterator
from typing import Any, Literal

import attrs

from statusquo.balances.balance_timeline import BalanceTimeline
from statusquo.balances.definition import Balance
from statusquo.balances.drawing import Trials, corners, drawn, without_families
from statusquo.balances.scoring import Scoring, WeighedTogether
from statusquo.balances.sharing import Answer
from statusquo.balances.terms import InvalidBalance
from statusquo.balances.weightings import Weightings
from statusquo.errors import StatusQuoError
from statusquo.timelines.verdicts import Verdict

Question = Callable[[BalanceTimeline], Any]
Word = Literal["robust", "mostly", "weight-dependent"]


class UndefinedShare(StatusQuoError):
    """Raised within `robust` where a share is of nothing, so that this weighting has no answer."""


@attrs.frozen(eq=False)
class TriedTimeline(BalanceTimeline):
    """A timeline under weights that are tried: what is unknown is raised, not given back."""

    def _defined(self, answer: Answer | None) -> Answer | Verdict:
        if answer is None:
            raise UndefinedShare("nobody has anything above 0 to share", code="share-undefined")
        return answer


@attrs.frozen
class Counts:
    """How many weightings answered yes (`held`), no (`failed`), or could not (`undefined`)."""

    held: int = 0
    failed: int = 0
    undefined: int = 0

    @classmethod
    def of(cls, answers: list[bool | None]) -> "Counts":
        """The counts of some answers, None where there is none."""
        return cls(answers.count(True), answers.count(False), answers.count(None))

    @property
    def total(self) -> int:
        """All of them."""
        return self.held + self.failed + self.undefined

    def __str__(self) -> str:
        return f"{self.held} held, {self.failed} failed, {self.undefined} undefined"


@attrs.frozen(kw_only=True)
class Robustness:
    """How a question is answered under many weightings of a balance.

    `default` is the answer of the balance as it is, None where it has none. `draws` and `corners`
    are counts, `design` says which corners; `flipped_by` names the families without which the
    answer is the other one, `undefined_without` those without which there is none. `nearest` is
    the failing weighting that is nearest to the balance, by doublings of weights and half-lives
    and twice the difference of rho; None where none failed. `digest` is that of the balance.
    """

    default: bool | None
    draws: Counts
    corners: Counts
    design: str
    flipped_by: tuple[str, ...]
    undefined_without: tuple[str, ...]
    nearest: Balance | None = attrs.field(repr=False)
    seed: int
    digest: str

    @property
    def held(self) -> int:
        """The draws in which the answer was yes."""
        return self.draws.held

    @property
    def failed(self) -> int:
        """The draws in which the answer was no."""
        return self.draws.failed

    @property
    def undefined(self) -> int:
        """The draws in which there was no answer; these did not fail."""
        return self.draws.undefined

    @property
    def word(self) -> Word:
        """`robust` if every draw and corner held, `mostly` if at least 9 draws in 10 did."""
        both = (self.draws, self.corners)
        if all(counts.held == counts.total for counts in both):
            return "robust"
        return "mostly" if 10 * self.held >= 9 * self.draws.total else "weight-dependent"

    def __str__(self) -> str:
        shown = {True: "yes", False: "no", None: "undefined"}[self.default]
        return "\n".join(
            [
                f"{self.word} (as it is: {shown})",
                f"  {self.draws.total} draws, seed {self.seed}: {self.draws}",
                f"  {self.corners.total}, {self.design}: {self.corners}",
                f"  flipped without: {', '.join(self.flipped_by) or 'no family'}",
                f"  undefined without: {', '.join(self.undefined_without) or 'no family'}",
            ]
        )


def robustness_of(
    history: BalanceTimeline, question: Question, count: int, seed: int
) -> Robustness:
    """Ask a question under the balance as it is, drawn weights, corners, and without families."""
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise InvalidBalance(
            f"n is a number of draws from 1 on, not {count!r}", code="robust-draws"
        )
    (default,) = _answers(history, Weightings.of(history.balance), question)
    digest = history.balance.digest
    if history.balance.tried is not None:
        history = history.weighing(history.balance.tried)
    balance = history.balance
    draws = drawn(balance, count, seed)
    edges, design = corners(balance)
    told = _answers(history, draws.weightings, question)
    cornered = _answers(history, edges.weightings, question)
    families = without_families(balance)
    left = dict(zip(balance.families, _answers(history, families, question), strict=True))
    return Robustness(
        default=default,
        draws=Counts.of(told),
        corners=Counts.of(cornered),
        design=design,
        flipped_by=tuple(f for f, answer in left.items() if {answer, default} == {True, False}),
        undefined_without=tuple(f for f, a in left.items() if a is None and default is not None),
        nearest=_nearest((draws, told), (edges, cornered)),
        seed=seed,
        digest=digest,
    )


def _answers(
    history: BalanceTimeline, weightings: Weightings, question: Question
) -> list[bool | None]:
    """The answer under each weighting, None where it is undefined."""
    together = WeighedTogether(history.scoring.holdings, weightings)
    return [
        _answer(question, TriedTimeline(history.origin, Scoring(together, number)))
        for number in range(len(weightings))
    ]


def _answer(question: Question, tried: BalanceTimeline) -> bool | None:
    try:
        answer = question(tried)
    except UndefinedShare:
        return None
    except KeyError as missing:
        raise InvalidBalance(
            f"the question asks for {missing}, which has no score under some weights",
            code="robust-question",
            hint="write x.at(day).get(key, 0), which is 0 there",
        ) from missing
    if answer is Verdict.UNKNOWN:
        return None
    if not isinstance(answer, bool):
        raise InvalidBalance(
            f"a question answers True or False, not {answer!r}",
            code="robust-question",
            hint="compare two numbers, as in x.share(...) < x.share(...)",
        )
    return answer


def _nearest(*tried: tuple[Trials, list[bool | None]]) -> Balance | None:
    """The failing weighting nearest to the balance; of equally near ones the first."""
    best: tuple[int, Trials, int] | None = None
    for trials, answers in tried:
        for number, distance in _failures(trials, answers):
            if best is None or distance < best[0]:
                best = distance, trials, number
    return None if best is None else best[1].weightings.row(best[2])


def _failures(trials: Trials, answers: list[bool | None]) -> Iterator[tuple[int, int]]:
    """The failing weightings, each with the square of its distance."""
    for number, answer in enumerate(answers):
        if answer is False:
            yield number, sum(offset * offset for offset in trials.offsets[number])
