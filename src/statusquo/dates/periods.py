"""Sets of days as sorted, disjoint, half-open periods [start, end) of ordinals."""

Periods = tuple[tuple[int, int], ...]


def union(*many: Periods) -> Periods:
    """The days in any of them.

    >>> union(((1, 3),), ((2, 5), (7, 9)))
    ((1, 5), (7, 9))
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(period for periods in many for period in periods):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def intersection(one: Periods, other: Periods) -> Periods:
    """The days in both.

    >>> intersection(((1, 5), (7, 9)), ((4, 8),))
    ((4, 5), (7, 8))
    """
    common: list[tuple[int, int]] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < end:
            common.append((start, end))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(common)


def minus(one: Periods, other: Periods) -> Periods:
    """The days in the first and not in the second.

    >>> minus(((1, 9),), ((2, 3), (5, 20)))
    ((1, 2), (3, 5))
    """
    left: list[tuple[int, int]] = []
    for start, end in one:
        at = start
        for hole_start, hole_end in other:
            if hole_end <= at or hole_start >= end:
                continue
            if hole_start > at:
                left.append((at, hole_start))
            at = max(at, hole_end)
        if at < end:
            left.append((at, end))
    return tuple(left)


def contains(periods: Periods, day: int) -> bool:
    """Whether `day` lies in one of them.

    >>> contains(((1, 3),), 3)
    False
    """
    return any(start <= day < end for start, end in periods)
