"""The npm package iam-simulate in a folder of its own, installed on first use from its own lock."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from benchmarks.places import ROOT, WORK

SOURCE = ROOT / "benchmarks" / "iam_simulate"
PROGRAM = SOURCE / "decide.mjs"
_NAMES = ("package.json", "package-lock.json")


class UnavailableError(Exception):
    """The package cannot be had on this machine."""


def folder() -> Path:
    """Return the folder that has the package, installing it if need be (about 20 MB).

    Raises:
        UnavailableError: when Node.js or npm is missing or the package cannot be installed.

    """
    if not shutil.which("node") or not shutil.which("npm"):
        msg = "Node.js and npm are not on PATH; iam-simulate runs in the one and comes by the other"
        raise UnavailableError(msg)
    found = WORK / "iam-simulate"
    digest = hashlib.sha256(b"".join((SOURCE / name).read_bytes() for name in _NAMES)).hexdigest()
    stamp = found / digest
    if not stamp.exists():
        shutil.rmtree(found, ignore_errors=True)
        found.mkdir(parents=True)
        for name in _NAMES:
            shutil.copy(SOURCE / name, found)
        install = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        done = subprocess.run(install, cwd=found, check=False, capture_output=True, text=True)
        if done.returncode:
            msg = f"iam-simulate could not be installed: {done.stderr.strip()[-300:]}"
            raise UnavailableError(msg)
        stamp.touch()
    return found
