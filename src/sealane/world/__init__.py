"""Facts about an estate, whatever they were read from.

Every value that a source may hide is `Known`, `Unknown` (not decided until apply) or `Unread` (refused, or not asked).
Known to be absent is a known value: an empty tuple or an empty string, never `None`.
Values never change after construction; a change is a new value.
What a fact means for a task belongs in `startup`; how it is read belongs in `readers`.
"""
