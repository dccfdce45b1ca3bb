"""Events as machines code them from news: who did what to whom, on a scale of conflict."""

from decimal import Decimal
from typing import Any

import attrs

from statusquo.errors import InvalidEvent
from statusquo.lines.event import Event

_MOST = Decimal(10)


def _on_the_scale(_event: Event, _attribute: object, value: Any) -> None:
    if not (isinstance(value, Decimal) and value.is_finite() and -_MOST <= value <= _MOST):
        raise InvalidEvent(
            f"Goldstein's scale goes from -10 to 10, and {value} is not on it",
            code="goldstein-scale",
            hint='give it as a Decimal, such as Decimal("-4.4")',
        )


@attrs.frozen(kw_only=True)
class CodedEvent(Event):
    """`actor` did to `target` what `code` says, as `dataset` codes it from the news.

    `goldstein` is how cooperative that kind of act is, from -10 (attack) to 10 (help), as the
    data set gives it. It is of the kind, not of this act. `ref` keeps the data set's own id.
    """

    actor: str
    target: str
    code: str
    goldstein: Decimal = attrs.field(validator=_on_the_scale)
    dataset: str
