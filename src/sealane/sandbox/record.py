"""What is known about the running sandbox, and the file that remembers it between two commands."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

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
    fresh = folder / f"{_FILE}.{sandbox.instance}"
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(asdict(sandbox), out, indent=2)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(folder / _FILE)


def forget(folder: Path) -> None:
    """Remove the record; nothing happens when there is none."""
    (folder / _FILE).unlink(missing_ok=True)
