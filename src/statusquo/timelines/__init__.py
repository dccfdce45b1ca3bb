"""Timelines: every question about the facts of a projection over time."""
