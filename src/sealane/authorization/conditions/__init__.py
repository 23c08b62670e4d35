"""The operators of the `Condition` element, one file for each family, and how several values count together."""
