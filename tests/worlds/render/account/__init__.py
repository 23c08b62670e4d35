"""Worlds as what stands in an embedded AWS, made through its APIs, each beside the others under names of its own."""
