"""What a question ranges over: keys that match places, in a period, and what is complete of it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from types import EllipsisType

import attrs

from statusquo.dates.days import FIRST_DAY, Day, civil, ordinal
from statusquo.errors import StatusQuoError
from statusquo.judging.absence import absent
from statusquo.judging.evidence import Evidence
from statusquo.judging.points import Point
from statusquo.judging.rulings import Ruling
from statusquo.lines.keys import Key, KeyPlace, Pattern, shown_key
from statusquo.lines.remarks import Coverage
from statusquo.logs.columns import numbers
from statusquo.projecting.keyspace import check_names
from statusquo.timelines.timeline import Timeline

Places = KeyPlace | Sequence[KeyPlace]


class InvalidQuestion(StatusQuoError, ValueError):
    """Raised when a claim asks what cannot be asked: a period without an end, say."""


@attrs.frozen
class Days:
    """The days from `first` to `last`, both included, as ordinals.

    `whole` days are meant with every moment of them; else their ends.
    """

    first: int
    last: int
    whole: bool

    @classmethod
    def asked(cls, on: Day | None, since: Day | None, until: Day | None) -> "Days":
        """The end of the day `on`, or every moment from `since` to `until`."""
        if on is not None and since is None and until is None:
            return cls(ordinal(on), ordinal(on), whole=False)
        if on is not None or since is None or until is None:
            raise InvalidQuestion(
                "a question is about a day or about a period",
                code="claim-period",
                hint="give on=, or both since= and until=",
            )
        return cls.period(since, until)

    @classmethod
    def period(cls, since: Day, until: Day) -> "Days":
        """Every moment from `since` to `until`; raises `InvalidQuestion` if it runs backwards."""
        first, last = ordinal(since), ordinal(until)
        if last < first:
            raise InvalidQuestion(
                f"the period ends ({until}) before it begins ({since})",
                code="claim-period",
                hint=f"write since={str(until)!r}",
            )
        return cls(first, last, whole=True)

    @property
    def eve(self) -> int:
        """The first day whose end counts: what held before the morning is there in the morning."""
        return max(self.first - self.whole, FIRST_DAY)

    def __str__(self) -> str:
        if not self.whole:
            return f"at the end of {civil(self.first)}"
        return f"{civil(self.first)} to {civil(self.last)}"


@attrs.frozen(eq=False)
class Scope:
    """The keys of a timeline that match one of several patterns, in some days."""

    history: Timeline
    patterns: tuple[Pattern, ...]
    days: Days

    @classmethod
    def of(cls, history: Timeline, places: Mapping[str, Places], days: Days) -> "Scope":
        """The scope of keys with these places, each one place or several of which any will do."""
        check_names(history.names, places)
        options = [_options(places.get(name, ...)) for name in history.names]
        return cls(history, tuple(product(*options)), days)

    def named(self) -> Iterator[Key]:
        """The keys in it that the log ever names, and those that are given whole, in order."""
        space, found = self.history.course.space, set[Key]()
        for pattern in self.patterns:
            fixed = {n: p for n, p in zip(space.names, pattern, strict=True) if p is not ...}
            found.update(space.keys[code] for code in numbers(space.named(fixed)))
            if len(fixed) == len(pattern):
                found.add(tuple(fixed.values()))
        return iter(sorted(found, key=lambda key: tuple((str(type(p)), p) for p in key)))

    def silence(self) -> Point:
        """What it means that no fact of the scope is seen: that none holds, or nobody knows.

        Of no keys at all nothing is known: where a place has no alternatives, that is missing.
        """
        nowhere = f"{self.history.projection.name}: no place is named, {self.days}"
        points = [self._silence(pattern) for pattern in self.patterns]
        return _either(points or [_unknown(nowhere)])

    def _silence(self, pattern: Pattern) -> Point:
        """The same of one pattern: the log claims to be complete, or knows of a whole key."""
        covering = _covering(self._claims(pattern), self.days)
        if covering is not None:
            return Point.of(Ruling.FAILS, Evidence(complete=tuple(covering)))
        key = tuple(place for place in pattern if not isinstance(place, EllipsisType))
        if len(key) < len(pattern):
            return _unknown(self._shown(pattern))
        days = telling_days(self.history, key, self.days)
        found = _either([absent(self.history, key, day) for day in days])
        lacks = found.ruling is Ruling.UNDECIDABLE
        return found if not lacks else attrs.evolve(found, evidence=_lacking(self._shown(pattern)))

    def _claims(self, pattern: Pattern) -> list[Coverage]:
        """The claims of completeness of which the scope has all that a pattern matches."""
        name, log = self.history.projection.name, self.history.log
        return [c for c in log.coverages if c.about == name and _holds_all(c.scope, pattern)]

    def _shown(self, pattern: Pattern) -> str:
        shown = shown_key(tuple("*" if place is ... else place for place in pattern))
        return f"{self.history.projection.name} {shown}, {self.days}"


def telling_days(history: Timeline, key: Key, days: Days) -> list[int]:
    """Days that tell of all: from each to the next nothing changes in what is known of a key."""
    claims = history.horizons.of_key(key)
    edges = {edge for c in claims for edge in (ordinal(c.since), ordinal(c.until) + 1)}
    code = history.course.space.code_of(key)
    ends = [event.on.last_day for _, event in history.course.endings() if code is None]
    turns = ends if code is None else history.course.deciding_days(code)
    later = {*edges, *turns, history.horizons.horizon(key) + 1}
    return sorted({days.eve, days.first, *(d for d in later if days.eve < d <= days.last)})


def _either(points: Sequence[Point]) -> Point:
    found = points[0]
    for point in points[1:]:
        found |= point
    return found


def _unknown(scope: str) -> Point:
    return Point.of(Ruling.UNDECIDABLE, _lacking(scope))


def _lacking(scope: str) -> Evidence:
    return Evidence(missing=(scope,))


def _options(places: Places | EllipsisType) -> Sequence[KeyPlace | EllipsisType]:
    if isinstance(places, EllipsisType):
        return (places,)
    return (places,) if isinstance(places, (str, int)) else tuple(dict.fromkeys(places))


def _holds_all(scope: Pattern, pattern: Pattern) -> bool:
    """Whether a scope has every key that a pattern matches."""
    return len(scope) == len(pattern) and all(
        wide is ... or (wide == narrow and type(wide) is type(narrow))
        for wide, narrow in zip(scope, pattern, strict=True)
    )


def _covering(claims: Sequence[Coverage], days: Days) -> list[Coverage] | None:
    """Claims that cover the days together, None where some day is in none of them."""
    found: list[Coverage] = []
    day = days.first
    while day <= days.last:
        fitting = [c for c in claims if ordinal(c.since) <= day <= ordinal(c.until)]
        if not fitting:
            return None
        found.append(max(fitting, key=lambda claim: (ordinal(claim.until), claim.id)))
        day = ordinal(found[-1].until) + 1
    return found
