"""Saving an answer: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from sealane.errors import EnvironmentFailure, Problem


def save(path: Path, text: str) -> None:
    """Write a file in one step, so that an interrupt leaves the old one or the new one; makes missing folders.

    Raises:
        EnvironmentFailure: when the place cannot be written.

    """
    fresh = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise EnvironmentFailure(
            Problem(
                code="not-writable",
                what=f"`{path}` cannot be written",
                facts=(("reason", error.strerror or str(error)),),
                hint=f"choose a place that you may write to; see what is there with `ls -ld {path.parent}`",
            )
        ) from error
