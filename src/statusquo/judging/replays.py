"""Timelines of one view of a log, each replayed once."""

from typing import Any

from statusquo.logs.log import Log
from statusquo.timelines.replaying import replay


class Replays:
    """The timelines of a log that were asked for, by projection or balance."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self._found: dict[int, tuple[Any, Any]] = {}

    def of(self, projection: Any) -> Any:
        """The timeline of a projection or a balance."""
        if id(projection) not in self._found:
            # The projection is kept with its timeline, so that no other can have its identity.
            self._found[id(projection)] = (projection, replay(self.log, projection))
        return self._found[id(projection)][1]
