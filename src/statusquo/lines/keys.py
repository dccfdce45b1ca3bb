"""Keys of facts, and patterns that match them place by place."""

from types import EllipsisType

KeyPlace = str | int
Key = tuple[KeyPlace, ...]
Pattern = tuple[KeyPlace | EllipsisType, ...]


def matches(pattern: Pattern, key: Key) -> bool:
    """Whether every place of `key` equals that of `pattern`; `...` equals any one place.

    >>> matches(("CSTO", ...), ("CSTO", "ARM")), matches((..., "ARM"), ("CSTO", "GEO"))
    (True, False)
    """
    return len(pattern) == len(key) and all(
        wanted is ... or (wanted == place and type(wanted) is type(place))
        for wanted, place in zip(pattern, key, strict=True)
    )


def shown_key(key: tuple[object, ...]) -> str:
    """A key as people read it.

    >>> shown_key(("CSTO", "ARM"))
    'CSTO ARM'
    """
    return " ".join(str(place) for place in key)
