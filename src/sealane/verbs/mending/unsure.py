"""A change that has no sure place in the user's files."""

from __future__ import annotations


class Unsure(Exception):
    """Why a change cannot be written into the files, in words that follow "because"."""

    def __init__(self, reason: str) -> None:
        """Take the reason."""
        super().__init__(reason)
        self.reason = reason
