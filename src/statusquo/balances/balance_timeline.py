"""The timeline of a balance: scores, shares and reasons for every day of a log."""

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self

import attrs

from statusquo.balances.definition import Balance
from statusquo.balances.holdings import Pair
from statusquo.balances.over_time import period_ends, score_series
from statusquo.balances.reach import reach_of
from statusquo.balances.reckoning import Reckoning, contributions_to
from statusquo.balances.scopes import pair_of_question
from statusquo.balances.scores import Scores, range_of, verdict_of
from statusquo.balances.sharing import SharingTimeline
from statusquo.courses.findings import Finding
from statusquo.dates.days import FIRST_DAY, Day, civil, ordinal
from statusquo.lines.declarations import Declaration
from statusquo.lines.event import Event
from statusquo.logs.choosing import Unwanted
from statusquo.ranges import Range
from statusquo.table import Table
from statusquo.timelines.panels import Frequency
from statusquo.timelines.timeline import InvalidPeriod, Timeline
from statusquo.timelines.turning import Diff
from statusquo.timelines.verdicts import Verdict

if TYPE_CHECKING:
    from statusquo.balances.robustness import Robustness


@attrs.frozen(eq=False)
class BalanceTimeline(SharingTimeline):
    """What a balance says for every day of a log; made by `replay`.

    Keys are (actor, target). Days and `known` are as for `Timeline`. `over` is a region of the
    balance or a tuple of targets. Shares are of what actors have above 0; without `who` all
    actors outside the targets are counted, and `within=True` adds those inside. A question
    about a day after the last that the log recorded, or on which nobody counted has anything
    above 0, is answered by `Verdict.UNKNOWN`.
    """

    @property
    def names(self) -> tuple[str, str]:
        """The names of the places of the keys."""
        return ("actor", "target")

    def named_keys(self) -> tuple[Pair, ...]:
        """The pairs that the log ever names, in order, whether anything counts or not."""
        return tuple(self.scoring.holdings.pairs)

    def __repr__(self) -> str:
        return f"BalanceTimeline of {self.balance.name}: {len(self.named_keys())} pairs"

    # On a day

    def at(self, day: Day, *, known: Day | None = None) -> Scores:
        """The scores at the end of `day`."""
        chosen = self._by(known)
        return Scores(chosen.scoring, chosen.origin, ordinal(day))

    def before(self, day: Day, *, known: Day | None = None) -> Scores:
        """The scores at the end of the day before `day`; before 0001-01-01 there is none."""
        if ordinal(day) == FIRST_DAY:
            raise InvalidPeriod("there is no day before 0001-01-01", code="date-range")
        return self.at(civil(ordinal(day) - 1), known=known)

    def values(self, key: Pair, *, on: Day, known: Day | None = None) -> Range:
        """Bounds of the score of `key` at the end of the day `on`: no reading goes beyond.

        They may be wider than any reading: doubts are taken as independent. Where a scale is a
        range, its ends are in them.
        """
        chosen = self._by(known)
        pair = pair_of_question(key)
        return range_of(reach_of(chosen.balance, chosen.origin, pair, ordinal(on)))

    def holds(self, key: Pair, *, on: Day, known: Day | None = None) -> Verdict:
        """Whether `key` has a score other than 0 at the end of the day `on`.

        UNKNOWN after the last recorded day, and where the log cannot know of some tie or act
        that it names between the two. A score of 0 is NO only where it knows of all of them,
        and names any.
        """
        chosen = self._by(known)
        return verdict_of(chosen.scoring, chosen.origin, pair_of_question(key), ordinal(on))

    def diff(self, start: Day, end: Day, *, known: Day | None = None) -> Diff:
        """What differs between the ends of two days; acts fade, so most scores do."""
        if ordinal(end) < ordinal(start):
            raise InvalidPeriod(
                f"the period ends ({end}) before it begins ({start})",
                code="period-backwards",
                hint=f"write {end} first",
            )
        before, after = (dict(self.at(day, known=known).items()) for day in (start, end))
        return Diff.between(before, after)

    # Over time

    def series(
        self,
        *,
        freq: Frequency = "year",
        since: Day | None = None,
        until: Day | None = None,
        known: Day | None = None,
    ) -> Table:
        """The scores other than 0 at the end of every calendar period, by actor and target.

        The score is exact, and rounded to six places beside that. `on` is the last day of the
        period; the last period is cut at `until`. Without `since` and `until` it runs from the
        first day on which anything counts to the last recorded day, and never beyond that: there
        the log cannot know.
        """
        chosen = self._by(known)
        days = period_ends(chosen.scoring.holdings, chosen.log, freq, since, until)
        return score_series(chosen.scoring.holdings, chosen.balance, days)

    def robust(
        self, question: "Callable[[BalanceTimeline], Any]", *, n: int = 1000, seed: int = 0
    ) -> "Robustness":
        """How a question with the answer True or False fares under other weights.

        It is asked of timelines with `n` sets of drawn weights and half-lives, from half to twice
        those of the balance, and any rho; at the corners of these; and without each family. Signs
        never flip. Where a share in it is undefined, so is that answer: it did not fail.
        """
        # What tries weights makes timelines of this class.
        from statusquo.balances.robustness import robustness_of  # noqa: PLC0415

        return robustness_of(self, question, n, seed)

    # Behind it

    def why(self, key: Pair, *, on: Day, known: Day | None = None) -> Reckoning:
        """What the score of `key` at the end of the day `on` is made of."""
        chosen, pair, day = self._by(known), pair_of_question(key), ordinal(on)
        contributions = contributions_to(chosen.balance, chosen.origin, pair, day)
        said = {name for c in contributions for e in c.events for name in e.source}
        return Reckoning(
            balance=chosen.balance.name,
            key=pair,
            on=civil(day),
            verdict=chosen.holds(pair, on=on),
            score=sum((c.amount for c in contributions), Fraction(0)),
            values=chosen.values(pair, on=on),
            contributions=contributions,
            sources=chosen.log.works(said),
        )

    def findings(self) -> tuple[Finding, ...]:
        """Contradictions met on the way, in the projections that are weighed."""
        found: dict[Finding, None] = {}
        for projection in self.balance.projections:
            found.update(dict.fromkeys(Timeline.made(projection, self.origin).findings()))
        return tuple(found)

    # Other timelines

    def plus(self, *lines: Event | Declaration) -> Self:
        """The same as replaying the log with these lines more."""
        return type(self).made(self.balance, self.origin.plus(lines))

    def without(self, *unwanted: Unwanted) -> Self:
        """The same as replaying `log.without(...)`: with events go what belongs to them."""
        return type(self).made(self.balance, self.origin.leaving_out(self.log.going(*unwanted)))

    def weighing(self, balance: Balance) -> Self:
        """The same log weighed by another balance; what it replayed is not replayed again."""
        return type(self).made(balance, self.origin)
