"""A sandbox of its own for every test module, in a folder of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from sealane.sandbox import daemon
from sealane.sandbox.record import Sandbox


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give an environment whose sandbox is nobody else's."""
    return {**os.environ, "SEALANE_SANDBOX_DIR": str(tmp_path_factory.mktemp("sandbox"))}


@pytest.fixture(scope="module")
def sandbox(environ: dict[str, str]) -> Iterator[Sandbox]:
    """Give a running sandbox, ended when the module is done."""
    yield daemon.start(environ)
    daemon.stop(environ)
