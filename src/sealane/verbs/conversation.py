"""What is said on a pull or merge request, on whatever code host it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment of ours that is there: where it can be changed, where it can be read, and what it says."""

    path: str
    address: str
    body: str


class Conversation(Protocol):
    """The comments on one pull or merge request."""

    @property
    def limit(self) -> int:
        """How many characters a comment may have."""

    def own(self, mark: str) -> Iterator[Comment]:
        """Go through the comments that begin with the mark and that nobody else has written."""

    def create(self, body: str) -> str:
        """Write a comment and return its address."""

    def update(self, comment: Comment, body: str) -> str:
        """Write a comment anew and return its address."""
