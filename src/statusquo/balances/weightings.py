"""Weightings: one balance under one or many sets of weights, half-lives and rho."""

import functools
from collections.abc import Sequence
from fractions import Fraction

import attrs
import numpy as np

from statusquo.balances.definition import Balance
from statusquo.balances.doubled import Doubled, Floats
from statusquo.balances.halving import UNIT
from statusquo.balances.terms import Act, Term


@attrs.frozen(eq=False, slots=False)
class Weightings:
    """A balance whose weights are multiplied, and whose half-lives are divided, by factors.

    Each row of `weights` has a factor for every term, in order; each of `fading` one for every
    act, by which its half-life is divided; `rho` has one number a row. All are exact as floats.
    Where `rho` is None it is that of the balance.
    """

    balance: Balance
    weights: Floats
    fading: Floats
    rho: Floats | None = None

    @classmethod
    def of(cls, balance: Balance) -> "Weightings":
        """Only the balance as it is."""
        return cls(balance, np.ones((1, len(balance.terms))), np.ones((1, len(balance.acts))))

    def __len__(self) -> int:
        return len(self.weights)

    def part(self, rows: slice) -> "Weightings":
        """Only some rows."""
        rho = None if self.rho is None else self.rho[rows]
        return Weightings(self.balance, self.weights[rows], self.fading[rows], rho)

    def row(self, number: int) -> Balance:
        """The balance that one row stands for, exactly."""
        names = zip(self.balance.terms.items(), self.weights[number].tolist(), strict=True)
        acts = zip(self.balance.acts.items(), self.fading[number].tolist(), strict=True)
        return self.balance.replacing(
            weights={name: term.weight * Fraction(factor) for (name, term), factor in names},
            half_lives={name: act.half_life / Fraction(factor) for (name, act), factor in acts},
            rho=self.exact_rho(number),
        )

    def exact_rho(self, number: int) -> Fraction:
        """The rho of one row."""
        return self.balance.rho if self.rho is None else Fraction(float(self.rho[number]))

    def exact_weight(self, number: int, term: int) -> Fraction:
        """The weight of a term in one row."""
        return self._terms[term].weight * Fraction(float(self.weights[number, term]))

    def exact_half_life(self, number: int, term: int) -> Fraction:
        """The half-life of an act, given by its place among the terms, in one row."""
        own = term - len(self.balance.ties)
        return self._acts[own].half_life / Fraction(float(self.fading[number, own]))

    @functools.cached_property
    def _terms(self) -> Sequence[Term]:
        return list(self.balance.terms.values())

    @functools.cached_property
    def _acts(self) -> Sequence[Act]:
        return list(self.balance.acts.values())

    @functools.cached_property
    def in_units(self) -> Doubled:
        """The weights of all rows, in units."""
        weights = (term.weight for term in self.balance.terms.values())
        own = Doubled.of(weights).scaled(float(1 << UNIT))
        return own.at((None, slice(None))).scaled(self.weights)

    @functools.cached_property
    def rates(self) -> Doubled:
        """How many half-lives a day is, for the acts of all rows."""
        own = Doubled.of(1 / act.half_life for act in self.balance.acts.values())
        return own.at((None, slice(None))).scaled(self.fading)

    @functools.cached_property
    def rhos(self) -> Doubled:
        """The rho of all rows."""
        if self.rho is None:
            own = Doubled.of([self.balance.rho])
            return own.at(np.zeros(len(self), dtype=np.int64))
        return Doubled(self.rho, np.zeros(len(self.rho)))
