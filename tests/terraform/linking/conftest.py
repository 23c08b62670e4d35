"""Directories linked by the real Terraform and the real AWS provider, each once for all tests of a run."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from sealane.terraform.linking.variables import Variables
from sealane.verbs.prove_sources import world_from_directory
from sealane.world.world import World
from tests.shared import made_once

MODULES = Path(__file__).parent / "modules"

Linked = Callable[..., World]


@pytest.fixture(scope="session")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Linked:
    """Give a function that links a module of `modules` with some variables."""

    @cache
    def link(name: str, *assigned: str) -> World:
        def make() -> World:
            return world_from_directory(MODULES / name, environ=os.environ, variables=Variables(assigned=assigned))

        return made_once(tmp_path_factory, f"linked {name} {assigned}", make)

    return link
