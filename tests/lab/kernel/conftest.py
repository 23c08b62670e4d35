"""One enclosure for all tests of the kernel, as starting it takes longer than most of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sealane.lab.kernel import enclosure
from tests.lab.kernel.workshop import Raised, serve

Call = Callable[..., Any]


@pytest.fixture(scope="session")
def workshop() -> Iterator[Call]:
    """Run functions inside: the machine must be able to, so a failure to start is a failure of the test."""
    with enclosure.enter(serve) as inside:

        def call(function: Call, *args: object) -> Any:  # noqa: ANN401 - whatever the function returns
            inside.send((function, args))
            found = inside.receive()
            assert not isinstance(found, Raised), found.trace
            return found

        yield call
