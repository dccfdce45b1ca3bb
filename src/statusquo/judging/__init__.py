"""Claims judged over a log: a ruling, its evidence, and on what it depends."""
