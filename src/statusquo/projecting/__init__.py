"""Projections, the changes that they make, and the change log in columns."""
