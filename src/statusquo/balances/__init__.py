"""Balances: what facts and acts weigh together, between whom, on any day.

A balance of one's own needs projections and a table of weights. Here it is of credit: a currency
peg is a tie, and counts while it holds; a loan is an act, and fades.

>>> import attrs, statusquo as sq
>>> @attrs.frozen(kw_only=True)
... class Peg(sq.Event):
...     bank: str
...     country: str
>>> @attrs.frozen(kw_only=True)
... class Loan(sq.Event):
...     bank: str
...     country: str
...     millions: int
>>> @sq.projection(key=("actor", "target"))
... def pegs(event):
...     return sq.Set((event.bank, event.country)) if isinstance(event, Peg) else None
>>> @sq.projection(key=("actor", "target"))
... def loans(event):
...     if isinstance(event, Loan):
...         return sq.Add((event.bank, event.country), event.millions)
>>> credit = sq.Balance(
...     name="credit",
...     ties={"peg": sq.Tie(pegs, 4)},
...     acts={"loan": sq.Act(loans, 2, half_life=sq.years(5))},
...     regions={"isles": ("Atlantis", "Lilliput")},
... )
>>> log = sq.Log([
...     Peg(on="1990-01-01", bank="North", country="Atlantis"),
...     Loan(on="1995-01-01", bank="South", country="Atlantis", millions=6),
... ])
>>> history = sq.replay(log, credit)
>>> history.at("1995-01-01")
Scores at the end of 1995-01-01: 2 of (actor, target)
  North Atlantis: 4.0000
  South Atlantis: 12.0000
>>> history.share("South", over="isles", on="1995-01-01")
Share(3, 4)
>>> def leads(x):
...     south, north = (x.share(bank, over="isles", on="1995-01-01") for bank in ("South", "North"))
...     return south > north
>>> print(history.robust(leads, n=200))
mostly (as it is: yes)
  200 draws, seed 0: 197 held, 3 failed, 0 undefined
  16, every corner: 12 held, 4 failed, 0 undefined
  flipped without: loan
  undefined without: no family
"""
