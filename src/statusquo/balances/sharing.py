"""What is weighed on several targets at once: shares, concentration, alienation."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Self, TypeVar

import attrs

from statusquo.balances.definition import Balance
from statusquo.balances.halving import UNIT
from statusquo.balances.holdings import holdings_of
from statusquo.balances.over_time import period_ends, share_series
from statusquo.balances.scopes import Over, scope_of
from statusquo.balances.scoring import Scoring, weighed_once
from statusquo.balances.share_bounds import share_bounds
from statusquo.balances.shares import (
    Concentration,
    Per,
    Share,
    check_per,
    concentration_of,
    share_of,
)
from statusquo.balances.tallies import Sheet
from statusquo.courses.origins import Origin
from statusquo.dates.days import Day, ordinal
from statusquo.lines.keys import KeyPlace
from statusquo.logs.log import Log
from statusquo.ranges import Range
from statusquo.table import Table
from statusquo.timelines.panels import Frequency
from statusquo.timelines.verdicts import Verdict

Answer = TypeVar("Answer")


@attrs.frozen(eq=False)
class SharingTimeline:
    """The questions of a `BalanceTimeline` about several targets at once."""

    origin: Origin = attrs.field(repr=False)
    scoring: Scoring = attrs.field(repr=False)

    @classmethod
    def made(cls, balance: Balance, origin: Origin) -> Self:
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

    def known(self, day: Day) -> Self:
        """The timeline as known on a day, the same as that of `log.known(day)`."""
        then = min(ordinal(day), self.log.known_on)
        origin, together = self.scoring.together.known(self.origin, then)
        return type(self)(origin, Scoring(together, self.scoring.number))

    def _by(self, known: Day | None) -> Self:
        return self if known is None else self.known(known)

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

    def share_values(
        self,
        actor: KeyPlace,
        *,
        over: Over,
        on: Day,
        per: Per = "pooled",
        who: Iterable[KeyPlace] | None = None,
        within: bool = False,
        known: Day | None = None,
    ) -> Range | Verdict:
        """Bounds of the share on all readings on which there is one; see `values`."""
        check_per(per)
        chosen, day = self._by(known), ordinal(on)
        scope = scope_of(chosen.scoring, over, who, within, actor)
        if day > chosen.log.last_recorded():
            return self._defined(None)
        pairs = chosen.scoring.holdings.pairs
        told = (chosen.balance, chosen.origin, scope, pairs, actor, per, day)
        return self._defined(share_bounds(*told))

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
        """The shares at the end of every calendar period, by actor; see `series`.

        A share is None where nobody has a score above 0.
        """
        check_per(per)
        chosen = self._by(known)
        scope = scope_of(chosen.scoring, over, who, within)
        days = period_ends(chosen.scoring.holdings, chosen.log, freq, since, until)
        return share_series(chosen.scoring, scope, per, days)
