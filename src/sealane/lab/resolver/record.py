"""What was asked of a lab's name servers."""

from __future__ import annotations

import threading

from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question and its answer.

    Attributes:
        when: seconds since the epoch.
        space: the space of the name server that was asked.
        client: the address of the asker.
        name, kind: the name without closing dot, and the type of record.
        code: `NOERROR`, `NXDOMAIN`, …, or `SILENT` when nothing was answered.
        addresses: what the name resolved to.

    """

    when: float
    space: str
    client: str
    name: str
    kind: str
    code: str
    addresses: tuple[str, ...] = ()


class Queries:
    """The questions so far, in order; many threads may write and read."""

    def __init__(self) -> None:
        """Start empty."""
        self._queries: list[Query] = []
        self._lock = threading.Lock()

    def add(self, query: Query) -> None:
        """Append one."""
        with self._lock:
            self._queries.append(query)

    def mark(self) -> int:
        """Return a mark for `since`."""
        with self._lock:
            return len(self._queries)

    def since(self, mark: int = 0) -> tuple[Query, ...]:
        """Return what was asked after a mark."""
        with self._lock:
            return tuple(self._queries[mark:])
