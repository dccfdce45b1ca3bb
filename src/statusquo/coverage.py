"""How far the log claims to know, and the verdict that follows where it does not."""

import enum
from collections.abc import Sequence

import attrs

from statusquo.days import ordinal
from statusquo.keys import Key, matches
from statusquo.remarks import Coverage


class Verdict(enum.Enum):
    """The answer to "did it hold": sure, open between readings, sure not, or not known here."""

    YES = "yes"
    POSSIBLE = "possible"
    NO = "no"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        """Refused: a verdict has four answers, and reading two of them as no would be wrong."""
        raise TypeError("a verdict is not true or false; compare it: `verdict is Verdict.YES`")


@attrs.frozen
class Horizons:
    """The coverages of one projection, and the last day on which the log recorded anything."""

    coverages: Sequence[Coverage]
    last_recorded: int

    def of_key(self, key: Key) -> tuple[Coverage, ...]:
        """The coverages whose scope the key is in."""
        return tuple(c for c in self.coverages if matches(c.scope, key))

    def horizon(self, key: Key) -> int:
        """The last day of which the log can know anything about the key."""
        return max((ordinal(c.until) for c in self.of_key(key)), default=self.last_recorded)

    def covered(self, key: Key, day: int) -> bool:
        """Whether the log claims to be complete about the key on a day."""
        return any(ordinal(c.since) <= day <= ordinal(c.until) for c in self.of_key(key))
