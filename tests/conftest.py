"""What every test runs under: no real AWS, no colour, no clock that fails a slow machine, little garbage collection."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings
from xdist.remote import Producer  # type: ignore[import-untyped]  # it ships no types
from xdist.scheduler import Scheduling  # type: ignore[import-untyped]  # it ships no types

from tests.schedule import UnitScheduling, rank
from tests.thoroughness import examples

# A shared or busy machine is slow without being wrong, so no example has a deadline.
settings.register_profile("sealane", deadline=None, max_examples=examples(40), print_blob=True)
settings.load_profile("sealane")

# The certificate bundle stays: it says how this machine speaks TLS, not whose account is spoken to.
_KEPT = {"AWS_CA_BUNDLE"}
_TERMINAL = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"}
# Hundreds of commands and every worker would compile the same source anew.
_WASTEFUL = {"PYTHONDONTWRITEBYTECODE"}

# Terraform and its provider read a schema of half a gigabyte each time they start, and a third of that time would go
# into collecting garbage: https://tip.golang.org/doc/gc-guide#GOGC
_GARBAGE = {"GOGC": "800", "GOMEMLIMIT": "800MiB"}

# The SDK must find neither credentials nor a profile nor the instance metadata of the machine the tests run on.
_NOWHERE = {
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


def pytest_configure() -> None:
    """Take the developer's AWS settings and terminal wishes away before any test, fixture or worker runs."""
    for name in list(os.environ):
        if (name.startswith("AWS_") and name not in _KEPT) or name in _TERMINAL | _WASTEFUL:
            del os.environ[name]
    os.environ.update(_NOWHERE | _GARBAGE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that wait longest first."""
    items.sort(key=lambda item: rank(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Share the tests out by units, whatever way of sharing is asked for, unless every worker is to run all."""
    return None if config.getvalue("dist") == "each" else UnitScheduling(config, log)
