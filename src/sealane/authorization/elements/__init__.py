"""The elements of a statement that choose requests: `Action`, `Resource`, `Principal`, and their opposites."""
