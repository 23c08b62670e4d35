"""One enclosure for all tests of tasks, and the demo's image as it is when it has been pulled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sealane.lab.kernel import enclosure
from tests.lab.kernel.workshop import Raised, serve
from tests.lab.task.tasks import laid

Call = Callable[..., Any]


@pytest.fixture(scope="module")
def inside() -> Iterator[Call]:
    """Run functions inside: the machine must be able to, so a failure to start is a failure of the test."""
    with enclosure.enter(serve) as opened:

        def call(function: Call, *args: object) -> Any:  # noqa: ANN401 - whatever the function returns
            opened.send((function, args))
            found = opened.receive()
            assert not isinstance(found, Raised), found.trace
            return found

        yield call


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an OCI layout with the demo's image, which has a shell."""
    return laid(tmp_path_factory.mktemp("image") / "layout")
