"""A plan with its directory, and what an apply then really makes, beside the embedded AWS."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sealane.errors import InputError
from sealane.readers.state.read import world_of_state
from sealane.sandbox import daemon
from sealane.sandbox.provider import VARIABLE, keep_provider
from sealane.sandbox.settings import environment
from sealane.terraform import provider
from sealane.terraform.environment import child_environment
from sealane.terraform.linking.variables import Variables
from sealane.verbs.prove_sources import world_from_directory, world_from_plan_and_directory
from sealane.world.endpoints import Endpoint
from sealane.world.route_tables import RouteTable
from sealane.world.subnets import Subnet
from sealane.world.values import Known
from sealane.world.world import World
from tests.sandbox.terraform_folder import provider_binary
from tests.terraform.written.root_module import run

MODULES = Path(__file__).parent / "modules"


@pytest.fixture(scope="module")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """Give a folder with the `sliced` module, initialised, and an environment that leads to a sandbox."""
    base = tmp_path_factory.mktemp("given")
    environ = {**os.environ, "SEALANE_SANDBOX_DIR": str(base / "sandbox")}
    sandbox = daemon.start(environ)
    folder = base / "sliced"
    shutil.copytree(MODULES / "sliced", folder)
    there = environment(child_environment(os.environ), sandbox, "us-east-2")
    plugins = provider.find(os.environ).plugin_folder(base / "links", is_opentofu=False)
    run(folder, there, "init", *([f"-plugin-dir={plugins}"] if plugins else []))
    yield folder, there | {VARIABLE: keep_provider(sandbox, provider_binary(), "us-east-2")}
    daemon.stop(environ)


@pytest.fixture(scope="module")
def plan(initialised: tuple[Path, dict[str, str]]) -> bytes:
    """Give a plan of the module, made with a value for its variable."""
    folder, environ = initialised
    run(folder, environ, "plan", "-out=plan", "-var=routed=1")
    return run(folder, environ, "show", "-json", "plan").encode()


@pytest.fixture(scope="module")
def linked(initialised: tuple[Path, dict[str, str]], plan: bytes) -> World:
    """Give the world of the plan with its directory."""
    return world_from_plan_and_directory(plan, "plan.json", initialised[0], environ=os.environ)


def relations(world: World) -> dict[str, object]:
    """Return which subnets and route tables each endpoint has, which VPC each subnet and table, where that is known."""
    found: dict[str, object] = {}
    for kind, names in (
        (Endpoint, ("vpc", "subnets", "route_tables")),
        (Subnet, ("vpc", "cidr")),
        (RouteTable, ("vpc",)),
    ):
        for key, fact in world.table(kind).items():
            for name in names:
                value = getattr(fact, name)
                if isinstance(value, Known):
                    found[f"{key}.{name}"] = sorted(value.value) if isinstance(value.value, tuple) else value.value
    return found


def test_a_plan_is_linked_by_its_directory_with_the_plans_own_variables(linked: World) -> None:
    """The variable that was given to the plan, and not its default, says how many tables are routed."""
    endpoints = linked.table(Endpoint)
    assert endpoints["aws_vpc_endpoint.s3"].route_tables == Known(("aws_route_table.p[0]",))
    assert endpoints["aws_vpc_endpoint.logs"].subnets == Known(("aws_subnet.p[0]", "aws_subnet.p[2]"))


def test_a_plan_of_another_directory_is_refused(plan: bytes) -> None:
    """A plan whose resources the directory does not have is an error that names some of them."""
    with pytest.raises(InputError) as caught:
        world_from_plan_and_directory(plan, "plan.json", MODULES / "offsets", environ=os.environ)
    assert caught.value.problems[0].code == "plan-of-another-directory"
    assert "aws_route_table.p[0]" in caught.value.problems[0].facts[0][1]


def test_what_is_linked_before_is_what_is_there_after_an_apply(
    initialised: tuple[Path, dict[str, str]], linked: World
) -> None:
    """Every relation that linking knows is, after the apply, what the state says, and linking knows nearly all."""
    folder, environ = initialised
    run(folder, environ, "apply", "-auto-approve", "plan")
    state = world_of_state(run(folder, environ, "show", "-json").encode(), "state.json")
    before, after = relations(linked), relations(state)
    assert before == {key: value for key, value in after.items() if key in before}
    # Which subnet sorts first is AWS's to decide.
    assert after.keys() - before.keys() <= {"aws_vpc_endpoint.dkr.subnets"}


def test_the_directory_alone_knows_the_same_but_for_the_variable(
    initialised: tuple[Path, dict[str, str]], linked: World
) -> None:
    """Without the plan the same directory, given the same value, has the same relations."""
    alone = world_from_directory(initialised[0], environ=os.environ, variables=Variables(assigned=("routed=1",)))
    assert relations(alone) == relations(linked)
