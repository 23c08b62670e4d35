"""A directory is read and nothing else: it is not written to, nothing in it runs, nobody is asked."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sealane.terraform.linking.variables import Variables
from sealane.verbs.prove_sources import world_from_directory
from sealane.world.endpoints import Endpoint
from sealane.world.security_groups import SecurityGroup
from sealane.world.values import Known, Unknown
from sealane.world.world import World

HOSTILE = Path(__file__).parent / "modules" / "hostile"


def listing(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Path]:
    """Give the world of the hostile module, and the folder in which it would have left its mark."""
    base = tmp_path_factory.mktemp("hostile")
    module, temporary = base / "module", base / "temporary"
    shutil.copytree(HOSTILE, module)
    temporary.mkdir()
    before = listing(module)
    marks = base / "marks"
    marks.mkdir()
    os.environ["TMPDIR"], kept = str(temporary), os.environ.get("TMPDIR")
    try:
        world = world_from_directory(
            module, environ=os.environ, variables=Variables(assigned=(f"mark={marks / 'mark'}",))
        )
    finally:
        del os.environ["TMPDIR"]
        if kept is not None:
            os.environ["TMPDIR"] = kept
    assert listing(module) == before
    return world, marks


def test_no_provisioner_runs(linked: tuple[World, Path]) -> None:
    """A `local-exec` leaves no trace, although the resources around it are in the world."""
    world, marks = linked
    assert "aws_security_group.tasks" in world.table(SecurityGroup)
    assert not list(marks.iterdir())


def test_what_was_not_read_is_not_known(linked: tuple[World, Path]) -> None:
    """A remote state, a list of subnets and what a parameter decides stay unknown."""
    far, near = (linked[0].table(Endpoint)[f"aws_vpc_endpoint.{name}"] for name in ("far", "near"))
    assert isinstance(far.vpc, Unknown)
    assert not isinstance(far.subnets, Known)
    assert isinstance(near.private_dns, Unknown)
    assert not isinstance(near.security_groups, Known)


def test_what_is_looked_up_is_still_one_thing(linked: tuple[World, Path]) -> None:
    """The group and the endpoint in a VPC that is looked up are in the same one, whichever that is."""
    world, _ = linked
    near = world.table(Endpoint)["aws_vpc_endpoint.near"]
    assert near.vpc == Known("data.aws_vpc.shared")
    assert world.table(SecurityGroup)["aws_security_group.tasks"].vpc == near.vpc
