"""Which of two events of one day comes first, and why: the one table of ranks.

Events replay by day, then by rank. Most events need none: they touch different facts. Where an
ending and a beginning fall on one day, the ranks below say what the evening of that day looked
like. Events of one rank, day and key that lead to different values stay undecided.
"""

# The end of a body that is followed on the same day by a new beginning
# (a body is wound up and founded again) leaves the new one standing.
BODY_ENDS = -30

# A polity that ends loses what it had before its successors receive theirs.
POLITY_ENDS = -20

# Who leaves goes before who comes: a handover, a renewal or a return on one day leaves the
# newcomer in place.
ENDS = -10

# What begins, and whatever has no reason to be elsewhere.
BEGINS = 0

# A figure, a consent or a way of taking part describes what began that day, so it comes after it.
DESCRIBES = 10

# A fight, a part in it or a truce may begin and end on one day; who has ended one does not begin it
# again under the same name that day. So its end comes after its beginning.
CLOSES = 20
