"""Python packages that only the benchmarks need, each in an environment of its own, made on first use."""

from __future__ import annotations

import hashlib
import subprocess
import sys

from benchmarks.places import WORK


class UnavailableError(Exception):
    """A package cannot be had on this machine."""


def interpreter(requirement: str) -> str:
    """Return the Python that has a package, which `requirement` names with its version.

    Raises:
        UnavailableError: when it cannot be installed.

    """
    name = requirement.partition("==")[0]
    folder = WORK / name
    python = str(folder / "bin" / "python")
    stamp = folder / hashlib.sha256(requirement.encode()).hexdigest()
    if stamp.exists():
        return python
    install = (python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", requirement)
    for command in ((sys.executable, "-m", "venv", "--clear", str(folder)), install):
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            msg = f"{requirement} could not be installed: {done.stderr.strip()[-300:]}"
            raise UnavailableError(msg)
    stamp.touch()
    return python
