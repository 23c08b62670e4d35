"""A capture to a directory that `folder` reads back: one file for each call, for its owner's eyes only."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from sealane.errors import EnvironmentFailure, InputError, Problem
from sealane.readers.capture.captured import Capture, CapturedCall
from sealane.readers.capture.redact import redacted

_FILE_MODE = 0o600
_FOLDER_MODE = 0o700
_LONGEST_NAME = 60


def save(capture: Capture, folder: Path) -> tuple[Path, ...]:
    """Write a capture into a directory that is new or empty; secrets in it are left out.

    Raises:
        InputError: there is something in the directory.
        EnvironmentFailure: the machine does not let it be written.

    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise InputError(_occupied(folder))
        folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        return tuple(_write(folder / _name(call, number), call) for number, call in enumerate(capture.calls, start=1))
    except OSError as error:
        raise EnvironmentFailure(_unwritable(folder, error)) from None


def document_of(call: CapturedCall) -> dict[str, object]:
    """Return a call as it stands in its file."""
    head: dict[str, object] = {"call": call.call, "parameters": dict(call.parameters)}
    head |= {name: value for name, value in (("region", call.region), ("account", call.account)) if value}
    if call.partial:
        head["partial"] = True
    if call.error:
        return {"sealane": head, "error": {"code": call.error, "message": call.said}}
    return {"sealane": head, "output": redacted(call.output)}


def _name(call: CapturedCall, number: int) -> str:
    service, _, operation = call.call.partition(":")
    dashed = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", operation).lower()
    return f"{number:04}-{service}-{dashed}"[:_LONGEST_NAME] + ".json"


def _write(path: Path, call: CapturedCall) -> Path:
    text = json.dumps(document_of(call), indent=2, ensure_ascii=False)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE), "w", encoding="utf-8") as file:
        file.write(f"{text}\n")
    return path


def _occupied(folder: Path) -> Problem:
    return Problem(
        code="capture-folder-occupied",
        what=f"There is something in {folder} already, and a capture mixed with another one would tell of neither",
        hint="name a directory that does not exist yet",
    )


def _unwritable(folder: Path, error: OSError) -> Problem:
    return Problem(
        code="capture-not-written",
        what=f"{folder} cannot be written",
        facts=(("because", error.strerror or str(error)),),
        hint=f"`ls -ld {folder.parent}`",
    )
