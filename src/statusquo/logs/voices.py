"""Who speaks: the keys of sources, and the parties that stand behind them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import attrs
import numpy as np

from statusquo.errors import StatusQuoError
from statusquo.lines.declarations import Source
from statusquo.lines.event import Event
from statusquo.lines.remarks import Coverage
from statusquo.logs.columns import Mask, numbers
from statusquo.logs.view import View
from statusquo.pages.near_names import did_you_mean


class NoSuchSource(StatusQuoError, KeyError):
    """Raised when a name is neither the key of a source nor a party that stands behind one."""

    __str__ = StatusQuoError.__str__


@attrs.frozen(eq=False)
class Voices:
    """The declared sources by key, and the keys that events cite."""

    declared: Mapping[str, Sequence[Source]]
    cited: Collection[str]

    def parties(self, key: str) -> tuple[str, ...]:
        """The parties that stand behind a source, in order."""
        works = self.declared.get(key, ())
        return tuple(sorted({work.party for work in works if work.party is not None}))

    def meant(self, names: Iterable[str]) -> set[str]:
        """The keys of the sources that are named, by themselves or by their party."""
        by_party: dict[str, set[str]] = {}
        for key in self.declared:
            for party in self.parties(key):
                by_party.setdefault(party, set()).add(key)
        found: set[str] = set()
        for name in names:
            own = {name} & {*self.declared, *self.cited}
            meant = own | by_party.get(name, set())
            if not meant:
                known = sorted({*self.declared, *self.cited, *by_party})
                raise NoSuchSource(
                    f"{name!r} is neither a source of this log nor a party behind one"
                    f"{did_you_mean(name, known)}",
                    code="source-unknown",
                    hint="log.sources() lists them; a party is what a source declares as its own",
                )
            found |= meant
        return found


def told_only(view: View, wanted: Collection[str], is_kept: Callable[[Event], bool]) -> Mask:
    """The rows of the events that are kept, and of claims of completeness by wanted sources alone.

    A source does not bear a claim if something that it told was replaced by what is not kept.
    """
    kept = np.fromiter(map(is_kept, view.events), np.bool_, len(view.events))
    trusted = set(wanted) - _overruled(view, kept)
    for row in numbers(np.flatnonzero(view.columns.remark)):
        event = view.events[row]
        if isinstance(event, Coverage):
            kept[row] = bool(event.source) and trusted.issuperset(event.source)
    return kept


def _overruled(view: View, kept: Mask) -> set[str]:
    """The sources of kept events in whose place others stand that are not kept."""
    return {
        key
        for name in view.kinship.corrected()
        if (event := view.kinship.find(name)) is not None and kept[view.row_of(event)]
        if any(not kept[view.row_of(other)] for other in view.kinship.replacements(name))
        for key in event.source
    }
