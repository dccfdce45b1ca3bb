"""Questions about the facts of a projection: on a day, over time, and why."""
