"""The CDK for Python in an environment of its own, made on first use from its own lock."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys

from benchmarks.places import ROOT, WORK

LOCK = ROOT / "benchmarks" / "requirements-cdk.lock"

# jsii, the bridge between the CDK's two languages, comments on the version of Node.js.
QUIET = {
    "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1",
    "JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION": "1",
    "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1",
}


class UnavailableError(Exception):
    """The CDK cannot be had on this machine."""


def interpreter() -> str:
    """Return the Python that has the CDK, installing it if need be (about 450 MB, most of a minute).

    Raises:
        UnavailableError: when Node.js is missing or the packages cannot be installed.

    """
    if not shutil.which("node"):
        msg = "Node.js is not on PATH; the CDK runs in it"
        raise UnavailableError(msg)
    folder = WORK / "cdk"
    python = str(folder / "bin" / "python")
    stamp = folder / hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.exists():
        install = (
            python,
            "-m",
            "pip",
            "install",
            "-qq",
            "--disable-pip-version-check",
            "--require-hashes",
            "-r",
            str(LOCK),
        )
        for command in ((sys.executable, "-m", "venv", "--clear", str(folder)), install):
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            if done.returncode:
                msg = f"the CDK could not be installed: {done.stderr.strip()[-300:]}"
                raise UnavailableError(msg)
        stamp.touch()
    return python
