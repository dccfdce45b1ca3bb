"""Lines about other lines: they change no fact by themselves."""

from decimal import Decimal
from fractions import Fraction

import attrs
import pendulum

from statusquo.dates.when import When
from statusquo.errors import InvalidEvent
from statusquo.lines.converters import as_day, as_id, as_key, as_pattern, as_when
from statusquo.lines.event import Event
from statusquo.lines.keys import Key, Pattern
from statusquo.ranges import Range


@attrs.frozen(kw_only=True)
class Retraction(Event):
    """The event `of` did not happen, as far as is now known; `on` is the day of retracting.

    >>> Retraction(of="7f3ac81b" * 4, on="2021-03-01").of[:8]
    '7f3ac81b'
    """

    of: str = attrs.field(converter=as_id)


Value = bool | int | str | Range | Fraction | Decimal | None
"""What an observation can say that a fact was; None where it only says whether it held."""


def _just_one_statement(observation: "Observation", _attribute: object, value: Value) -> None:
    if (observation.holds is None) == (value is None):
        raise InvalidEvent(
            "an observation says either `holds` (true or false) or a `value`, not both",
            code="observation-unclear",
        )


@attrs.frozen(kw_only=True)
class Observation(Event):
    """A source says that a fact of the projection `about` did or did not hold on a day.

    It never changes a fact; `check` compares it with what the replay says.

    >>> Observation(about="membership", key=("UN", "CHE"), holds=False, on="1999-01-01").key
    ('UN', 'CHE')
    """

    about: str
    key: Key = attrs.field(converter=as_key)
    holds: bool | None = None
    value: Value = attrs.field(default=None, validator=_just_one_statement)


def _ends_after_it_starts(coverage: "Coverage", _attribute: object, until: pendulum.Date) -> None:
    if until < coverage.since:
        raise InvalidEvent(
            f"a coverage cannot end ({until}) before it begins ({coverage.since})",
            code="coverage-backwards",
        )


def _reached(coverage: "Coverage") -> When:
    return When.of(coverage.until)


@attrs.frozen(kw_only=True)
class Coverage(Event):
    """For keys of `about` that match `scope` the log claims to be complete, both days included.

    `on`, the day on which the claim was made, is `until` where it is left out.

    >>> Coverage(about="membership", scope=("UN", ...), since="1945-10-24", until="2000-12-31").on
    When('2000-12-31')
    """

    about: str
    scope: Pattern = attrs.field(converter=as_pattern)
    since: pendulum.Date = attrs.field(converter=as_day)
    until: pendulum.Date = attrs.field(converter=as_day, validator=_ends_after_it_starts)
    on: When = attrs.field(default=attrs.Factory(_reached, takes_self=True), converter=as_when)
    # Again, since its default needs `on`, and fields get their values in the order of the class.
    recorded: pendulum.Date = attrs.field(
        default=attrs.fields(Event).recorded.default, converter=as_day
    )


REMARKS = (Retraction, Observation, Coverage)
"""The classes of lines that change no fact."""
