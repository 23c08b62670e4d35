"""Directories linked by the real Terraform and the real AWS provider, each once for all tests of a session."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from sealane.verbs.prove_sources import world_from_directory
from sealane.world.world import World

MODULES = Path(__file__).parent / "modules"

Linked = Callable[..., World]


@pytest.fixture(scope="session")
def linked() -> Linked:
    """Give a function that links a module of `modules` with some variables."""

    @cache
    def link(name: str, *assigned: str) -> World:
        return world_from_directory(MODULES / name, environ=os.environ, assigned=assigned)

    return link
