"""The reference pages, each from what it is about."""
