"""Faults on purpose: the pieces of a world that a start may depend on, and the same world with one of them gone.

A rehearsal takes them away one by one to show what each would cost. One noun a file; nothing is judged here.
"""
