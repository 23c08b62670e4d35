"""A person with a folder and a sandbox of their own, for one test; the sandbox ends with it, however it goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sealane.sandbox import daemon
from tests.journeys.traveller import Traveller, traveller


@pytest.fixture
def nobody(tmp_path: Path) -> Iterator[Traveller]:
    """Give a person who has not started anything."""
    person = traveller(tmp_path)
    yield person
    daemon.stop(person.environ)


@pytest.fixture
def person(nobody: Traveller) -> Traveller:
    """Give a person with a running sandbox that holds the image demo/app:1.0, and in which no task runs."""
    nobody.must("sandbox", "start", "--no-tasks")
    nobody.must("sandbox", "push", "demo/app:1.0")
    return nobody
