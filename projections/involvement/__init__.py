"""Who takes part in a region's conflicts from outside, how often, and who was the first.

`external_involvement` makes a projection for a region and a coding rule; beside it stand the
questions that go over many of its facts.
"""
