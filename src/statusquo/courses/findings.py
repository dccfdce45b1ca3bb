"""What a log says of itself that cannot all be right: data about the record, never raised."""

import attrs
import pendulum

from statusquo.lines.keys import Key
from statusquo.logs.log import Log


@attrs.frozen(kw_only=True)
class Finding:
    """Something in the record that a person should look at.

    `events` are the ids concerned; `page` and `line` the place of the first, where it was read
    from a page.
    """

    code: str
    text: str
    projection: str | None = None
    key: Key | None = None
    on: pendulum.Date | None = None
    events: tuple[str, ...] = ()
    page: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.page}:{self.line}: " if self.page else ""
        about = f" ({', '.join(event[:12] for event in self.events)})" if self.events else ""
        return f"{place}{self.code}: {self.text}{about}"


def finding_at(log: Log, rows: tuple[int, ...], **said: object) -> Finding:
    """A finding about the events at `rows`, with the place of the first."""
    place = log.place(rows[0]) or (None, None)
    return Finding(
        events=tuple(log.events[row].id for row in rows),
        page=place[0],
        line=place[1],
        **said,  # type: ignore[arg-type]
    )
