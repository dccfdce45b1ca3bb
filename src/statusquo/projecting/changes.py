"""The three changes that a projection may return.

Set(key, value=True)   from this event on the fact `key` holds with `value`
End(pattern)           what matches stops holding; each `...` stands for exactly one place
Add(key, amount)       a sum goes up or down
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from statusquo.lines.keys import Key, Pattern
from statusquo.ranges import Range

Amount = int | Fraction | Decimal | Range


@attrs.define
class Set:
    """From this event on the fact `key` holds with `value`, which is never None.

    >>> Set(("UN", "CHE"))
    Set(key=('UN', 'CHE'), value=True)
    """

    key: Key
    value: Any = True


@attrs.define
class End:
    """What matches `pattern` stops holding.

    >>> End(("UN", ...))
    End(pattern=('UN', Ellipsis))
    """

    pattern: Pattern


@attrs.define
class Add:
    """The sum `key` goes up by `amount`, or down where it is negative.

    >>> Add(("FRA", "ITA"), -3)
    Add(key=('FRA', 'ITA'), amount=-3)
    """

    key: Key
    amount: Amount


Change = Set | End | Add
Changes = Change | Iterable[Change] | None
