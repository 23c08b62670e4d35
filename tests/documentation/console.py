"""The blocks of a page, and the session that runs those which show a shell."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FENCE: Final = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_SAID: Final = re.compile(r"# exit status (\d)\s*$")
_BY_VERDICT: Final = {"FAILS": 1, "UNKNOWN": 3, "error:": 2}
_MARK: Final = "\x1e"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command of a page, and what stands below it."""

    line: str
    shown: str

    @property
    def status(self) -> int:
        """The exit status that is expected: the one that is said, else that of the verdict shown, else 0."""
        said = _SAID.search(self.line)
        first = self.shown.split(maxsplit=1)[0] if self.shown.strip() else ""
        return int(said[1]) if said else _BY_VERDICT.get(first, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command printed on standard output, and how it ended."""

    out: str
    status: int


def blocks(text: str) -> list[tuple[str, str]]:
    """Return the fenced blocks of a page: language and content."""
    return [(language, content) for _, language, content in _FENCE.findall(text)]


def commands(text: str) -> list[Command]:
    """Return the commands of the blocks of a page that show a shell, in order."""
    found = []
    for language, content in blocks(text):
        parts = re.split(r"^\$ (.*)\n", content, flags=re.MULTILINE)[1:] if language == "console" else []
        found += [Command(line=line, shown=shown) for line, shown in zip(parts[::2], parts[1::2], strict=True)]
    return found


def session(lines: list[str], folder: Path, environ: Mapping[str, str]) -> list[Ran]:
    """Run lines one after the other in one shell, whatever each ends with; `$?` is that of the line before."""
    # Each command is told apart by a mark with its status, which leaves `$?` to the next.
    script = "".join(f"{line}\n(s=$?; printf '{_MARK}%s{_MARK}' $s; exit $s)\n" for line in lines)
    done = subprocess.run(
        ["bash", "--norc", "-c", script], cwd=folder, env=dict(environ), capture_output=True, text=True, check=False
    )
    parts = done.stdout.split(_MARK)
    ran = [Ran(out=out, status=int(status)) for out, status in zip(parts[::2], parts[1::2], strict=False)]
    assert len(ran) == len(lines), done.stderr
    return ran


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a person with sealane on their PATH, a sandbox of their own and no settings."""
    kept = {name: os.environ[name] for name in ("HOME", "TMPDIR", "LANG") if name in os.environ}
    return {
        **kept,
        "PATH": f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
        "COLUMNS": "100",
        "SEALANE_SANDBOX_DIR": str(folder / "sandbox"),
        "XDG_STATE_HOME": str(folder / "state"),
    }


def differs(command: Command, ran: Ran) -> str:
    """Return how a run is not what the page shows, nothing if it is.

    A line of `…` stands for any lines, and `…` in a line for anything in it. Where nothing is shown all is well.
    """
    if ran.status != command.status:
        return f"{command.line}\nended with {ran.status}, not with {command.status}:\n{ran.out}"
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "…" else ".*".join(map(re.escape, line.rstrip().split("…"))) + r"[ \t]*\n"
        for line in command.shown.splitlines()
    )
    said = ran.out if ran.out.endswith("\n") or not ran.out else f"{ran.out}\n"
    if not command.shown.strip() or re.fullmatch(pattern, said):
        return ""
    return f"{command.line}\nprinted:\n{ran.out}"
