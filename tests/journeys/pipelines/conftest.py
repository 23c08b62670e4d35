"""A repository with plans in it, sealane as a pipeline installs it, and a code host that answers."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.pipelines.code_host import CodeHost, code_host
from tests.journeys.wounded_plan import WOUNDS, undecided
from tests.shared import made_once

ROOT = Path(__file__).parents[3]
PLAN = ROOT / "tests" / "cases" / "plan_reading" / "minimal" / "plan.json"


@pytest.fixture
def host() -> Iterator[CodeHost]:
    """Give a code host with a request that nobody has commented on."""
    with code_host() as running:
        yield running


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a checkout with a plan that holds, one that fails, one that cannot be decided, and something else."""
    folder = tmp_path / "repository"
    folder.mkdir()
    plan = PLAN.read_bytes()
    (folder / "holds.json").write_bytes(plan)
    (folder / "undecided.json").write_bytes(undecided(plan))
    (folder / "fails.json").write_bytes(WOUNDS["an endpoint is dropped"].of(undecided(plan)))
    (folder / "other.json").write_text('{"some": "document"}', encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a temporary folder of a runner in which `ci/install` has put sealane, once for all workers."""

    def install() -> Path:
        folder = tmp_path_factory.mktemp("runner")
        subprocess.run([ROOT / "ci" / "install", folder / "sealane"], check=True, capture_output=True)
        return folder

    return made_once(tmp_path_factory, "pipelines", install)
