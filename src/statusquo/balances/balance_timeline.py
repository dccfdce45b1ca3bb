"""The timeline of a balance: scores, shares and reasons for every day of a log."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from statusquo.balances.definition import Balance
from statusquo.balances.halving import UNIT
from statusquo.balances.holdings import Pair, holdings_of
from statusquo.balances.over_time import period_ends, score_series, share_series
from statusquo.balances.reach import reach_of
from statusquo.balances.reckoning import Reckoning, contributions_to
from statusquo.balances.scopes import Over, pair_of_question, scope_of
from statusquo.balances.scores import Scores, range_of, verdict_of
from statusquo.balances.scoring import Scoring, weighed_once
from statusquo.balances.shares import (
    Concentration,
    Per,
    Share,
    check_per,
    concentration_of,
    share_of,
)
from statusquo.balances.tallies import Sheet
from statusquo.courses.findings import Finding
from statusquo.courses.origins import Origin
from statusquo.dates.days import FIRST_DAY, Day, civil, ordinal
from statusquo.lines.declarations import Declaration
from statusquo.lines.event import Event
from statusquo.lines.keys import KeyPlace
from statusquo.logs.choosing import Unwanted
from statusquo.logs.log import Log
from statusquo.ranges import Range
from statusquo.table import Table
from statusquo.timelines.panels import Frequency
from statusquo.timelines.timeline import InvalidPeriod, Timeline
from statusquo.timelines.turning import Diff
from statusquo.timelines.verdicts import Verdict

if TYPE_CHECKING:
    from statusquo.balances.robustness import Robustness

Answer = TypeVar("Answer")


@attrs.frozen(eq=False)
class BalanceTimeline:
    """What a balance says for every day of a log; made by `replay`.

    Keys are (actor, target). Days and `known` are as for `Timeline`. `over` is a region of the
    balance or a tuple of targets. Shares are of what actors have above 0; without `who` all
    actors outside the targets are counted, and `within=True` adds those inside. A question
    about a day after the last that the log recorded, or on which nobody counted has anything
    above 0, is answered by `Verdict.UNKNOWN`.
    """

    origin: Origin = attrs.field(repr=False)
    scoring: Scoring = attrs.field(repr=False)

    @classmethod
    def made(cls, balance: Balance, origin: Origin) -> "BalanceTimeline":
        """The timeline of a balance over what a log was replayed to."""
        return cls(origin, weighed_once(balance, holdings_of(balance, origin)))

    @property
    def balance(self) -> Balance:
        """The balance, with its weights."""
        return self.scoring.balance

    @property
    def log(self) -> Log:
        """The log that was replayed."""
        return self.origin.log

    @property
    def names(self) -> tuple[str, str]:
        """The names of the places of the keys."""
        return ("actor", "target")

    def named_keys(self) -> tuple[Pair, ...]:
        """The pairs that the log ever names, in order, whether anything counts or not."""
        return tuple(self.scoring.holdings.pairs)

    def __repr__(self) -> str:
        return f"BalanceTimeline of {self.balance.name}: {len(self.named_keys())} pairs"

    def known(self, day: Day) -> "BalanceTimeline":
        """The timeline as known on a day, the same as that of `log.known(day)`."""
        then = min(ordinal(day), self.log.known_on)
        return type(self).made(self.balance, self.origin.known(then))

    def _by(self, known: Day | None) -> "BalanceTimeline":
        return self if known is None else self.known(known)

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

    # On several targets

    def share(
        self,
        actor: KeyPlace,
        *,
        over: Over,
        on: Day,
        per: Per = "pooled",
        who: Iterable[KeyPlace] | None = None,
        within: bool = False,
        known: Day | None = None,
    ) -> Share | Verdict:
        """The share of an actor in what all who are counted have above 0 with the targets.

        `per="pooled"`: of the sum over targets; `per="target"`: the mean of the shares on each
        target on which anybody has a score above 0. The others are named in its `undefined`.
        """
        check_per(per)
        sheet = self._sheet(known, over, on, who, within, actor)
        return self._defined(None if sheet is None else share_of(sheet, actor, per))

    def concentration(
        self,
        over: Over,
        *,
        on: Day,
        per: Per = "pooled",
        who: Iterable[KeyPlace] | None = None,
        within: bool = False,
        known: Day | None = None,
    ) -> Concentration | Verdict:
        """The sum of the squared shares of all who are counted: 1 is a monopoly."""
        check_per(per)
        sheet = self._sheet(known, over, on, who, within)
        return self._defined(None if sheet is None else concentration_of(sheet, per))

    def alienation(
        self, actor: KeyPlace, *, over: Over, on: Day, known: Day | None = None
    ) -> Fraction | Verdict:
        """What an actor has below 0 with the targets, together and without the sign.

        It is never mixed into a share.
        """
        sheet = self._sheet(known, over, on, (actor,), False, actor)
        below = None if sheet is None else Fraction(sum(sheet.negative(actor)), 1 << UNIT)
        return self._defined(below)

    def _defined(self, answer: Answer | None) -> Answer | Verdict:
        return Verdict.UNKNOWN if answer is None else answer

    def _sheet(
        self,
        known: Day | None,
        over: Over,
        on: Day,
        who: Iterable[KeyPlace] | None,
        within: bool,
        *actors: KeyPlace,
    ) -> Sheet | None:
        """The scores that a question is about; None after the last recorded day."""
        chosen, day = self._by(known), ordinal(on)
        scope = scope_of(chosen.scoring, over, who, within, *actors)
        return chosen.scoring.sheet(scope, day) if day <= chosen.log.last_recorded() else None

    # Over time

    def series(
        self,
        *,
        freq: Frequency = "year",
        since: Day | None = None,
        until: Day | None = None,
        known: Day | None = None,
    ) -> Table:
        """The scores other than 0 at the end of every calendar period: actor, target, on, score.

        `on` is the last day of the period; the last period is cut at `until`. Without `since` and
        `until` it runs from the first day on which anything counts to the last recorded day, and
        never beyond that: there the log cannot know.
        """
        chosen = self._by(known)
        days = period_ends(chosen.scoring.holdings, chosen.log, freq, since, until)
        return score_series(chosen.scoring.holdings, chosen.balance, days)

    def share_series(
        self,
        over: Over,
        *,
        freq: Frequency = "year",
        per: Per = "pooled",
        who: Iterable[KeyPlace] | None = None,
        within: bool = False,
        since: Day | None = None,
        until: Day | None = None,
        known: Day | None = None,
    ) -> Table:
        """The shares at the end of every calendar period: actor, on, share; see `series`.

        A share is None where nobody has a score above 0.
        """
        check_per(per)
        chosen = self._by(known)
        scope = scope_of(chosen.scoring, over, who, within)
        days = period_ends(chosen.scoring.holdings, chosen.log, freq, since, until)
        return share_series(chosen.scoring, scope, per, days)

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

    def plus(self, *lines: Event | Declaration) -> "BalanceTimeline":
        """The same as replaying the log with these lines more."""
        return type(self).made(self.balance, self.origin.plus(lines))

    def without(self, *unwanted: Unwanted) -> "BalanceTimeline":
        """The same as replaying `log.without(...)`: with events go what belongs to them."""
        return type(self).made(self.balance, self.origin.leaving_out(self.log.going(*unwanted)))

    def weighing(self, balance: Balance) -> "BalanceTimeline":
        """The same log weighed by another balance; what it replayed is not replayed again."""
        return type(self).made(balance, self.origin)
