"""What is known about the running sandbox, and the file that remembers it between two commands."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sealane.terraform.placing import put

ACCOUNT = "123456789012"
"""The account of the embedded AWS: moto's own default, and the account AWS uses in its examples."""

_FILE = "sandbox.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sandbox:
    """One running embedded AWS.

    Attributes:
        instance: random identifier, new with every start, so that state of an earlier sandbox is recognised as such.
        endpoint: `http://127.0.0.1:PORT`, the endpoint of every service.
        pid: process identifier of the server, which leads its own session and process group.
        account: the 12-digit account everything lives in.
        started: moment of the start, ISO 8601 in UTC.
        folder: the runtime folder that holds the record and the log.
        token: secret that admits to the sandbox's own routes; only in the record file, which only its owner can read.

    """

    instance: str
    endpoint: str
    pid: int
    account: str
    started: str
    folder: str
    token: str = field(repr=False)

    @property
    def port(self) -> int:
        """Return the port of the endpoint."""
        return int(self.endpoint.rpartition(":")[2])

    @property
    def log(self) -> Path:
        """Return the file that the server writes its log to."""
        return log_file(Path(self.folder))


def log_file(folder: Path) -> Path:
    """Return the log's place in a runtime folder."""
    return folder / "sandbox.log"


def read(folder: Path) -> Sandbox | None:
    """Return the recorded sandbox, or `None` when there is no record or it is not one of ours."""
    try:
        return Sandbox(**json.loads((folder / _FILE).read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None


def write(folder: Path, sandbox: Sandbox) -> None:
    """Write the record in one step, readable by its owner only: a reader sees all of it or none."""
    put(folder / _FILE, json.dumps(asdict(sandbox), indent=2).encode(), durable=True)


def forget(folder: Path) -> None:
    """Remove the record; nothing happens when there is none."""
    (folder / _FILE).unlink(missing_ok=True)
