"""docker-registry as a child of the sandbox's server, which it lives and ends with.

It stores in the sandbox's folder, on the file system and not in moto's S3: see docs/decisions/0010-layers-on-disk.md.
https://distribution.github.io/distribution/about/configuration/
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any, Final

from sealane.sandbox import group
from sealane.sandbox.isolation import Fence
from sealane.sandbox.record import Sandbox

FOLDER: Final = "registry"
_LISTENING = re.compile(r"listening on (?P<place>127\.0\.0\.1:[0-9]+)")
_START_SECONDS = 30.0


class RegistryProcess:
    """Keeps one docker-registry, started when first asked for and again when it has died."""

    def __init__(self, sandbox: Sandbox, fence: Fence, environ: dict[str, str]) -> None:
        """Start nothing yet; `environ` is the server's own, which holds nothing of the user's."""
        self._sandbox = sandbox
        self._fence = fence
        self._environ = environ
        self._child: subprocess.Popen[str] | None = None
        self._url = ""
        self._lock = threading.Lock()

    def keep(self, question: dict[str, Any]) -> dict[str, str]:
        """Return where the registry listens and stores; `question["binary"]` is the program."""
        with self._lock:
            if self._child is None or self._child.poll() is not None:
                self._start(Path(str(question["binary"])))
            return {"url": self._url, "folder": str(self._folder)}

    def end(self) -> None:
        """End it, and forget what it stored."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _folder(self) -> Path:
        return Path(self._sandbox.folder) / FOLDER

    def _start(self, binary: Path) -> None:
        self._folder.mkdir(exist_ok=True, mode=0o700)
        settings = self._folder / "settings.json"
        settings.write_text(json.dumps(_settings(self._folder)), encoding="utf-8")
        self._fence.admit(binary)
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
            self._url = _read_place(child)
        finally:
            timer.cancel()
        self._child = child


def _settings(folder: Path) -> dict[str, Any]:
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
        "http": {"addr": "127.0.0.1:0", "secret": secrets.token_hex(16)},
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
