"""The verdict on a fact: a sure answer only where the log can give one."""

import enum


class Verdict(enum.Enum):
    """The answer to "did it hold": sure, open between readings, sure not, or not known here.

    >>> str(Verdict.UNKNOWN)
    'unknown'
    """

    YES = "yes"
    POSSIBLE = "possible"
    NO = "no"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        """Refused: a verdict has four answers, and reading two of them as no would be wrong."""
        raise TypeError("a verdict is not true or false; compare it: `verdict is Verdict.YES`")
