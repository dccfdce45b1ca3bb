"""Shares of actors in what is weighed on some targets, and how concentrated these are."""

from fractions import Fraction
from typing import Any, Literal

from statusquo.balances.tallies import Sheet
from statusquo.balances.terms import InvalidBalance
from statusquo.lines.keys import KeyPlace

Per = Literal["pooled", "target"]


class Share(Fraction):
    """A share between 0 and 1, exact.

    `undefined` names the targets on which nobody who is counted has a score above 0. They are
    left out: pooled, they add nothing; per target, the mean is over the others.

    >>> Share.of(Fraction(1, 4), ("Atlantis",)).undefined
    ('Atlantis',)
    """

    __slots__ = ("undefined",)

    undefined: tuple[KeyPlace, ...]

    @classmethod
    def of(cls, value: Fraction, undefined: tuple[KeyPlace, ...]) -> "Share":
        """The share of a value."""
        made = cls(value)
        made.undefined = undefined
        return made

    def __reduce__(self) -> Any:
        return Share.of, (Fraction(self), self.undefined)

    def __copy__(self) -> "Share":
        return self

    def __deepcopy__(self, memo: Any) -> "Share":
        return self


class Concentration(Share):
    """The sum of the squares of shares, from `floor` to 1, a monopoly (Herfindahl and Hirschman).

    `n` actors were counted: those asked about, else those with a score above 0. `floor` is 1/n,
    which equal shares would give.
    """

    __slots__ = ("n",)

    n: int

    @classmethod
    def among(cls, shares: list["Share"], n: int) -> "Concentration":
        """The concentration of the shares of all who have one."""
        made = cls(sum((Fraction(share) ** 2 for share in shares), Fraction(0)))
        made.undefined, made.n = shares[0].undefined, n
        return made

    @property
    def floor(self) -> Fraction:
        """The least that so many actors could give."""
        return Fraction(1, self.n)

    def __reduce__(self) -> Any:
        return _concentration, (Fraction(self), self.undefined, self.n)


def _concentration(value: Fraction, undefined: tuple[KeyPlace, ...], n: int) -> Concentration:
    made = Concentration(value)
    made.undefined, made.n = undefined, n
    return made


def share_of(sheet: Sheet, actor: KeyPlace, per: Per) -> Share | None:
    """The share of an actor; None where nobody has a score above 0.

    Pooled it is of the sum over targets; per target the mean of the shares on each.
    """
    totals = sheet.totals
    own = sheet.positive(actor)
    if not any(totals):
        return None
    undefined = tuple(t for t, all_ in zip(sheet.scope.targets, totals, strict=True) if not all_)
    if per == "pooled":
        return Share.of(Fraction(sum(own), sum(totals)), undefined)
    each = [Fraction(part, all_) for part, all_ in zip(own, totals, strict=True) if all_]
    return Share.of(sum(each, Fraction(0)) / len(each), undefined)


def concentration_of(sheet: Sheet, per: Per) -> Concentration | None:
    """The sum of squared shares over all actors; None where nobody has a score above 0."""
    shares = [share_of(sheet, actor, per) for actor in sheet.actors]
    known = [share for share in shares if share is not None]
    if not known:
        return None
    who = sheet.scope.who
    return Concentration.among(known, sum(s > 0 for s in known) if who is None else len(who))


def check_per(per: str) -> None:
    """Refuse another way than the two."""
    if per not in ("pooled", "target"):
        raise InvalidBalance(
            f'shares are per="pooled" or per="target", not {per!r}', code="balance-per"
        )
