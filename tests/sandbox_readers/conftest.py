"""A real moto server per worker, emptied before each test, and doors into it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.session import Session

from sealane.readers.live.door import Door

REGION = "us-east-1"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the URL of a server on a port that the system chose."""
    log = tmp_path_factory.mktemp("moto") / "log"
    program = [str(Path(sys.executable).with_name("moto_server")), "-H", "127.0.0.1", "-p", "0"]
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    quiet |= {"MOTO_RECORDER_FILEPATH": str(log.with_name("recording"))}
    with log.open("wb") as out, subprocess.Popen(program, stderr=out, stdout=out, env=quiet) as process:
        try:
            yield _address(log, process)
        finally:
            process.terminate()


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    while process.poll() is None:
        found = re.search(r"Running on (http://127\.0\.0\.1:\d+)", log.read_text(encoding="utf-8"))
        if found:
            return found.group(1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture
def aws(server: str) -> str:
    """Give the URL of an empty account: default VPC, nothing else."""
    request = urllib.request.Request(f"{server}/moto-api/reset", method="POST")  # noqa: S310 - our own server
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - as above
        assert answer.status == 200
    return server


@pytest.fixture
def environ(aws: str, tmp_path: Path) -> dict[str, str]:
    """Give an environment that leads to the account and to nothing else."""
    return {
        "HOME": str(tmp_path),
        "AWS_ENDPOINT_URL": aws,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


@pytest.fixture
def door(environ: dict[str, str]) -> Door:
    """Give a door into the account."""
    return Door(environ=environ)


@pytest.fixture(scope="session")
def session() -> Session:
    """Give one session for all clients: what it has read of a service it does not read again."""
    return Session()


@pytest.fixture
def client(aws: str, session: Session) -> Callable[[str], Any]:
    """Give a maker of plain SDK clients, to furnish the account."""

    def make(name: str) -> Any:  # noqa: ANN401 - clients are built at run time
        return session.create_client(
            name,
            region_name=REGION,
            endpoint_url=aws,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            verify=False,
        )

    return make
