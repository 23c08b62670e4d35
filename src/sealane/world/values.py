"""Known, unknown and unread values, and where a fact comes from."""

from __future__ import annotations

from typing import Generic, TypeVar

from sealane.records import dataclass

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Known(Generic[T_co]):
    """A value that the source states; one without a hash, as a policy that is an object, may stand in a set too."""

    value: T_co

    def __hash__(self) -> int:
        """Return the value's hash; all that have none share one, and are told apart by being equal or not."""
        try:
            return hash((self.value,))
        except TypeError:
            return 0


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that is not decided until apply; `reason` names what decides it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that we were refused or never asked for; `action` is the IAM action that would read it."""

    reason: str
    action: str = ""


Value = Known[T_co] | Unknown | Unread


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact stands: a Terraform address, an ARN or id, or a path in the spec; with file and line when known."""

    name: str
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        """Render the name, followed by file and line when they are known."""
        return f"{self.name} ({self.file}:{self.line})" if self.file else self.name
