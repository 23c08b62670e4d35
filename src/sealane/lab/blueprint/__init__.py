"""The vocabulary of a lab: what is to stand in the kernel, as one complete value.

Spaces, links, routes, gates, translations, names and listeners; nothing here knows AWS or makes a system call.
"""
