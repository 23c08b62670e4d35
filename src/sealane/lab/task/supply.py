"""What a start is given: its place, credentials, patience, and what is known out of band."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from sealane.records import dataclass, field
from sealane.verdicts.observation import Exchange

EXECUTION_ROLE = "execution-role"
TASK_ROLE = "task-role"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A task's place: its space, its subnet's key, and the name servers that its programs ask."""

    space: str
    subnet: str
    servers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Credentials of a role, as the control plane hands them to the platform."""

    access_key: str
    secret_key: str = field(repr=False)
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """Seconds of patience; AWS's own are longer, and a rehearsal need not wait for them.

    Attributes:
        name: for one question to one name server.
        connection: until a connection is made, and for its handshake.
        answer: until an answer begins, and between its parts.
        pull: for the whole pull of an image.

    """

    name: float = 2.0
    connection: float = 2.5
    answer: float = 10.0
    pull: float = 600.0


class Aside(Protocol):
    """What a start would have learned from an earlier step that failed, so that later ones are made all the same."""

    def token(self, access_key: str, region: str) -> str:
        """Return the token that ECR would have given to whose key it is."""

    def manifest(self, host: str, repository: str, reference: str) -> bytes | None:
        """Return a manifest, `None` when there is none."""

    def layer_url(self, host: str, repository: str, digest: str) -> str:
        """Return the URL that the registry would have redirected to."""


class Pull(Protocol):
    """Whoever runs a program inside a space and says how it ended."""

    def __call__(self, space: str, arguments: list[str], environment: Mapping[str, str], seconds: float) -> Ended:
        """Run it to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a program ended; `status` is `None` when it was stopped for taking too long."""

    status: int | None
    said: str


Wire = Callable[[], Callable[[], tuple[Exchange, ...]]]
"""Marks the moment, and gives what then tells what the other side saw since."""


def nothing_seen() -> Callable[[], tuple[Exchange, ...]]:
    """Stand for a lab that records nothing."""
    return tuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """Everything beside the task itself.

    Attributes:
        keys: credentials by `execution-role` and `task-role`.
        trusts: their trust policies as parsed JSON; `None` for a role that does not exist, missing when not known.
        authority: the file with the certificate authority that alone is trusted.
        folder: where pulled images go.
        task_id: the task's id, part of its log streams' names.
        aside: what is known out of band.
        pull: what runs skopeo; without it images are asked for and not pulled.
        wire: what the other side saw.

    """

    keys: Mapping[str, Keys]
    trusts: Mapping[str, object]
    authority: Path
    folder: Path
    task_id: str
    aside: Aside | None = None
    pull: Pull | None = None
    wire: Wire = nothing_seen
