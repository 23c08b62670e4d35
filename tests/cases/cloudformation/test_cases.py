"""Each folder beside this file is a template and the world that is read from it.

A new case needs no Python: a `template.yaml` or `template.json`, and `expected.json` as `listing.py` writes a world;
`setting.json` may say parameters, Region and account.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sealane.readers.cloudformation.read import world_of_template
from sealane.world.route_tables import RouteTable
from sealane.world.services import Service
from sealane.world.values import Known
from sealane.world.world import World
from tests.cases.cloudformation.listing import listed

HERE = Path(__file__).parent
CASES = sorted(path.name for path in HERE.iterdir() if (path / "expected.json").is_file())
SETTING: dict[str, Any] = {"region": "us-east-1", "account": "111122223333"}


def world_of(case: str) -> World:
    """Read the template of a case."""
    template = next((HERE / case).glob("template.*"))
    setting = HERE / case / "setting.json"
    more: dict[str, Any] = json.loads(setting.read_text(encoding="utf-8")) if setting.is_file() else {}
    return world_of_template(template.read_bytes(), template.name, **SETTING, **more)


@pytest.mark.parametrize("case", CASES)
def test_case(case: str) -> None:
    """The template comes to exactly the expected facts."""
    expected = json.loads((HERE / case / "expected.json").read_text(encoding="utf-8"))
    assert listed(world_of(case)) == expected


def test_forms_agree() -> None:
    """The same template in YAML and in JSON comes to the same world."""
    assert listed(world_of("healthy_yaml")) == listed(world_of("healthy_json"))


@pytest.mark.parametrize("case", [case for case in CASES if case.startswith("healthy")])
def test_places_are_lines_of_the_template(case: str) -> None:
    """Each fact names the line on which its resource is written."""
    template = next((HERE / case).glob("template.*"))
    lines = template.read_text(encoding="utf-8").splitlines()
    service = next(iter(world_of(case).table(Service).values()))
    assert service.id in lines[service.origin.line - 1]
    assert service.origin.file == template.name


def test_cdk_subnets_are_linked() -> None:
    """What the CDK writes as references leads from the service to the table of each of its subnets."""
    world = world_of("healthy_cdk")
    service = next(iter(world.table(Service).values()))
    used = {subnet for table in world.table(RouteTable).values() for subnet in table.subnets}
    assert isinstance(service.subnets, Known)
    assert set(service.subnets.value) == used
