"""Timelines of one view of a log, each replayed once."""

from typing import Any, cast

from statusquo.courses.origins import Origin
from statusquo.logs.log import Log
from statusquo.projecting.decorators import Derived, Projection
from statusquo.timelines.replaying import Definition, replay
from statusquo.timelines.timeline import Timeline


class Replays:
    """The timelines of a log that were asked for, by projection or balance; parts are shared."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self._found: dict[int, tuple[Any, Any]] = {}

    @property
    def log(self) -> Log:
        """The log that is replayed."""
        return self.origin.log

    def of(self, projection: Any) -> Any:
        """The timeline of a projection or a balance."""
        if id(projection) not in self._found:
            # The projection is kept with its timeline, so that no other can have its identity.
            self._found[id(projection)] = (projection, self._replayed(projection))
        return self._found[id(projection)][1]

    def _replayed(self, projection: Any) -> Any:
        if isinstance(projection, (Projection, Derived)):
            return Timeline.made(projection, self.origin)
        if isinstance(projection, Definition):
            return cast("Any", projection).replayed(self.origin)
        return replay(self.log, projection)
