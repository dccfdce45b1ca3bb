"""The history of the facts of one projection: of states, of sums, of derived facts, patched."""
