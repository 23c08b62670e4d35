"""docker-registry as a child of the sandbox's server, which it lives and ends with; one that dies alone comes again.

It stores in the sandbox's folder, on the file system and not in moto's S3: see docs/decisions/0010-layers-on-disk.md.
https://distribution.github.io/distribution/about/configuration/
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any, Final

from sealane.sandbox import group
from sealane.sandbox.isolation import Fence
from sealane.sandbox.record import Sandbox

FOLDER: Final = "registry"
_LISTENING = re.compile(r"listening on (?P<place>127\.0\.0\.1:[0-9]+)")
_START_SECONDS = 30.0
_ANY_PORT: Final = "0"
_TOO_SOON: Final = 1.0


class RegistryProcess:
    """Keeps one docker-registry, started when first asked for and again when it has died."""

    def __init__(self, sandbox: Sandbox, fence: Fence, environ: dict[str, str]) -> None:
        """Start nothing yet; `environ` is the server's own, which holds nothing of the user's."""
        self._sandbox = sandbox
        self._fence = fence
        self._environ = environ
        self._child: subprocess.Popen[str] | None = None
        self._url = ""
        self._ended = False
        self._lock = threading.Lock()

    def keep(self, question: dict[str, Any]) -> dict[str, str]:
        """Return where the registry listens and stores; `question["binary"]` is the program."""
        with self._lock:
            if self._child is None or self._child.poll() is not None:
                self._start(Path(str(question["binary"])))
            return {"url": self._url, "folder": str(self._folder)}

    def end(self) -> None:
        """End it, and forget what it stored."""
        with self._lock:
            self._ended = True
            if self._child is not None:
                self._child.kill()
                self._child.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _folder(self) -> Path:
        return Path(self._sandbox.folder) / FOLDER

    def _start(self, binary: Path) -> None:
        """Start it where it was before, for the tasks' network leads there; elsewhere when the port is taken by now."""
        self._folder.mkdir(exist_ok=True, mode=0o700)
        self._fence.admit(binary)
        began = time.monotonic()
        try:
            child, self._url = self._listening(binary, self._url.rpartition(":")[2] or _ANY_PORT)
        except RuntimeError:
            if not self._url:
                raise
            child, self._url = self._listening(binary, _ANY_PORT)
        self._child = child
        threading.Thread(target=self._mourn, args=(child, binary, began), daemon=True).start()

    def _listening(self, binary: Path, port: str) -> tuple[subprocess.Popen[str], str]:
        settings = self._folder / "settings.json"
        settings.write_text(json.dumps(_settings(self._folder, port)), encoding="utf-8")
        child = subprocess.Popen(
            [os.fspath(binary), "serve", os.fspath(settings)],
            env=self._environ | {group.MARK: self._sandbox.instance},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        timer = threading.Timer(_START_SECONDS, child.kill)
        timer.start()
        try:
            return child, _read_place(child)
        finally:
            timer.cancel()

    def _mourn(self, child: subprocess.Popen[str], binary: Path, began: float) -> None:
        """Start it again when it has died in the middle of its work; one that cannot live waits to be asked for."""
        child.wait()
        with self._lock:
            if self._ended or self._child is not child or time.monotonic() - began < _TOO_SOON:
                return
            with contextlib.suppress(RuntimeError, OSError):
                self._start(binary)


def _settings(folder: Path, port: str) -> dict[str, Any]:
    """Return the registry's settings; JSON is YAML, and a port of 0 is one that is free."""
    return {
        "version": 0.1,
        "log": {"level": "info", "accesslog": {"disabled": True}},
        "storage": {
            "filesystem": {"rootdirectory": os.fspath(folder)},
            "cache": {"blobdescriptor": "inmemory"},
            "delete": {"enabled": True},
            "maintenance": {"uploadpurging": {"enabled": False}},
        },
        "http": {"addr": f"127.0.0.1:{port}", "secret": secrets.token_hex(16)},
        # Layers that stay with another registry, as those of Windows, are named by its URL in the manifest.
        "validation": {"manifests": {"urls": {"allow": ["^https?://"]}}},
    }


def _read_place(child: subprocess.Popen[str]) -> str:
    out = child.stdout
    if out is None:
        msg = "the registry has no output"
        raise RuntimeError(msg)
    lines: list[str] = []
    for line in out:
        lines.append(line)
        if found := _LISTENING.search(line):
            threading.Thread(target=_drain, args=(out,), daemon=True).start()
            return f"http://{found['place']}"
    said = lines[-1].strip() if lines else "nothing"
    msg = f"docker-registry ended with status {child.wait()}; it said: {said}"
    raise RuntimeError(msg)


def _drain(out: IO[str]) -> None:
    # A pipe that nobody reads fills, and then the registry waits for ever.
    for line in out:
        sys.stdout.write(line)
