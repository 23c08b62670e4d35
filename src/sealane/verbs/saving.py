"""Saving an answer: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from sealane.errors import EnvironmentFailure, Problem
from sealane.terraform.placing import SHARED, put


def save(path: Path, text: str) -> None:
    """Write a file in one step, so that an interrupt leaves the old one or the new one; makes missing folders.

    Raises:
        EnvironmentFailure: when the place cannot be written.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, text.encode(), mode=SHARED)
    except OSError as error:
        raise EnvironmentFailure(_not_writable(path, error.strerror or str(error))) from error


def check_place(path: Path) -> None:
    """Look whether a file could be saved, before work is done whose answer would then have no place.

    Raises:
        EnvironmentFailure: when it is plain that it cannot.

    """
    above = next(folder for folder in path.absolute().parents if folder.exists())
    if path.is_dir():
        raise EnvironmentFailure(_not_writable(path, "it is a folder"))
    if not above.is_dir():
        raise EnvironmentFailure(_not_writable(path, f"{above} is no folder"))
    if not os.access(above, os.W_OK | os.X_OK):
        raise EnvironmentFailure(_not_writable(path, f"{above} is not yours to write to"))


def _not_writable(path: Path, reason: str) -> Problem:
    return Problem(
        code="not-writable",
        what=f"`{path}` cannot be written",
        facts=(("reason", reason),),
        hint=f"choose a place that you may write to; see what is there with `ls -ld {path.parent}`",
    )
