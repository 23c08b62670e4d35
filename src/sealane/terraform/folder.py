"""The folder Terraform works in, on disk: what sealane wrote there, and where things lie."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from sealane.terraform.placing import put

STATE = "terraform.tfstate"
# Never written over and never removed, whatever a caller's files are called.
_TERRAFORMS_OWN = (STATE, STATE + ".backup", ".terraform.lock.hcl", ".terraform")


class Folder:
    """A workspace folder; the subfolder `.work` is sealane's, everything else Terraform reads."""

    def __init__(self, path: Path) -> None:
        """Take the path; nothing is created yet."""
        self.path = path
        self.work = path / ".work"

    def create(self) -> None:
        """Create the folder, closed to other users and out of version control, when it is not there."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.work.mkdir(mode=0o700, exist_ok=True)
        ignore = self.path / ".gitignore"
        if not ignore.exists():
            put(ignore, b"*\n")

    @property
    def lock(self) -> Path:
        """The workspace's lock file."""
        return self.work / "lock"

    @property
    def plan(self) -> Path:
        """The saved plan."""
        return self.work / "plan"

    @property
    def variables(self) -> Path:
        """The values of the root module's variables."""
        return self.work / "variables.tfvars.json"

    @property
    def initialised(self) -> Path:
        """What the last successful `init` was made for."""
        return self.work / "initialised.json"

    @property
    def state(self) -> Path:
        """The local state file; absent when the state is in a bucket."""
        return self.path / STATE

    def log(self, stage: str) -> Path:
        """The file for a command's output."""
        return self.work / f"{stage}.jsonl"

    def write(self, files: Mapping[str, str]) -> tuple[str, ...]:
        """Make the files of the earlier call into these; return the names that were written or removed.

        Files that sealane did not write are left alone, and so are Terraform's own.

        Raises:
            ValueError: a name that leads out of the folder or is Terraform's own.

        """
        for name in files:
            _check(name)
        self.create()
        manifest = self.work / "written.json"
        before = set(_names(manifest))
        gone = sorted(before - files.keys())
        # Both the old and the new names are noted first: whatever is cut short, nothing is forgotten.
        put(manifest, json.dumps(sorted(before | files.keys())).encode())
        changed = [name for name, text in files.items() if self._write_one(name, text)]
        for name in gone:
            (self.path / name).unlink(missing_ok=True)
        put(manifest, json.dumps(sorted(files)).encode())
        return (*changed, *gone)

    def _write_one(self, name: str, text: str) -> bool:
        path = self.path / name
        content = text.encode()
        try:
            if path.read_bytes() == content:
                return False
        except FileNotFoundError:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        put(path, content)
        return True


def _check(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts or path.parts[0] in (*_TERRAFORMS_OWN, ".work"):
        msg = f"not a name for a file in the workspace: {name!r}"
        raise ValueError(msg)


def _names(manifest: Path) -> list[str]:
    try:
        names = json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        return []
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
