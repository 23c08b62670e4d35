"""What apply made, read back from the account that it made it in: the same as the plan says, and as a capture says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import sealane
from sealane.readers.capture.captured import Capture
from sealane.readers.capture.folder import read_folder
from sealane.readers.capture.read import world_of
from sealane.readers.capture.save import save
from sealane.readers.live.door import Door
from sealane.readers.live.fetch import world_of_live
from sealane.readers.live.scope import Scope
from sealane.readers.plan.read import world_of_plan
from sealane.sandbox import daemon, settings
from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox
from sealane.verbs.gate import Judgement
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Noun
from sealane.world.services import Service
from sealane.world.values import Known
from sealane.world.world import World
from tests.journeys.traveller import REGION, traveller
from tests.worlds.likeness import said

SPEC = Path(__file__).parents[2] / "examples" / "minimal" / "sealane.yaml"
_BY_ARN = frozenset({"aws_iam_role", "aws_ecs_cluster", "aws_ecs_task_definition"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A sandbox in which the minimal example stands, what was read of it, and a plan that changes nothing."""

    sandbox: Sandbox
    door: Door
    world: World
    capture: Capture
    plan: bytes


@pytest.fixture(scope="module")
def applied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Applied]:
    """Give the minimal example, applied."""
    person = traveller(tmp_path_factory.mktemp("live"))
    try:
        person.must("sandbox", "start", "--no-tasks")
        person.must("sandbox", "push", "demo/app:1.0")
        person.write(SPEC.read_text(encoding="utf-8"))
        person.must("apply", "--sandbox", "--yes")
        sandbox = daemon.running(person.environ)
        assert sandbox is not None
        plans: list[bytes] = []

        def gate(plan: bytes) -> Judgement:
            plans.append(plan)
            return Judgement(verdict="holds")

        spec = sealane.load(SPEC.read_text(encoding="utf-8"))
        planned = sealane.plan(spec, folder=person.folder, sandbox=True, gate=gate, environ=dict(person.environ))
        assert planned.changes == ()
        door = Door(environ=settings.environment(person.environ, sandbox, REGION), region=REGION)
        world, capture = world_of_live(door, Scope())
        yield Applied(sandbox=sandbox, door=door, world=world, capture=capture, plan=plans[0])
    finally:
        daemon.stop(person.environ)


def test_everything_that_was_made_is_read_without_gaps(applied: Applied) -> None:
    """The service with its role, image and network is there, and nothing is left open."""
    counts = {kind.__name__: len(facts) for kind, facts in applied.world.tables.items()}
    assert counts == {
        "Vpc": 1,
        "BlockPublicAccess": 1,
        "Subnet": 2,
        "RouteTable": 2,
        "SecurityGroup": 3,
        "NetworkAcl": 1,
        "Endpoint": 4,
        "NetworkInterface": 6,
        "PrefixList": counts["PrefixList"],
        "Role": 2,
        "Repository": 1,
        "LogGroup": 1,
        "Cluster": 1,
        "TaskDefinition": 1,
        "Service": 1,
    }
    assert applied.world.gaps == ()
    assert applied.world.source.assumed == {Noun.ORGANISATIONS}


def test_saved_capture_is_the_same_world(applied: Applied, tmp_path: Path) -> None:
    """What was fetched and written reads as what was read."""
    save(applied.capture, tmp_path / "saved")
    again = world_of(read_folder(tmp_path / "saved"))
    assert said(again) == said(applied.world)
    assert again.gaps == applied.world.gaps


def test_plan_that_changes_nothing_says_the_same(applied: Applied) -> None:
    """For what both can see, the plan and the account give the same facts but for their origins."""
    keys = _keys(json.loads(applied.plan))
    planned = _compared(said(world_of_plan(applied.plan, "plan.json")), keys)
    live = _compared(said(applied.world), {})
    for kind in sorted(planned.keys() & live.keys()):
        for key, fact in planned[kind].items():
            assert key in live[kind], f"{kind} {key}"
            assert _differing(fact, live[kind][key]) == set(), f"{fact}\n{live[kind][key]}"
    shared = {"Vpc", "Subnet", "RouteTable", "SecurityGroup", "NetworkAcl", "Endpoint", "Role", "LogGroup", "Cluster"}
    assert shared | {"TaskDefinition", "Service"} <= planned.keys() & live.keys()


def test_one_service_can_be_read_alone(applied: Applied) -> None:
    """Naming the service leads to the same facts."""
    world, _ = world_of_live(applied.door, Scope(clusters=("app",), services=("app",)))
    assert said(world) == said(applied.world)


def test_what_is_changed_in_the_account_is_changed_in_the_world(applied: Applied) -> None:
    """An endpoint that somebody deletes is gone from the next reading, and nothing else is."""
    ec2 = client(applied.sandbox, "ec2", REGION)
    (logs,) = (
        key
        for key, endpoint in applied.world.table(Endpoint).items()
        if endpoint.service_name == Known(f"com.amazonaws.{REGION}.logs")
    )
    ec2.delete_vpc_endpoints(VpcEndpointIds=[logs])
    world, _ = world_of_live(applied.door, Scope())
    assert set(applied.world.table(Endpoint)) - set(world.table(Endpoint)) == {logs}
    assert set(world.table(Service)) == set(applied.world.table(Service))


def _keys(plan: Mapping[str, Any]) -> dict[str, str]:
    """Return what each key of the plan's world is called in the account."""
    found: dict[str, str] = {}
    roots = (plan["planned_values"]["root_module"], plan["prior_state"]["values"]["root_module"])
    for resource in (one for root in roots for one in root["resources"]):
        values, address = resource["values"], resource["address"]
        found[address] = values["arn"] if resource["type"] in _BY_ARN else values.get("id") or ""
        if resource["type"] == "aws_cloudwatch_log_group":
            found[address] = values["name"]
        if resource["type"] == "aws_vpc":
            found[f"{address}#main-route-table"] = values["main_route_table_id"]
            found[f"{address}#default-network-acl"] = values["default_network_acl_id"]
            found[f"{address}#default-security-group"] = values["default_security_group_id"]
        if resource["type"] == "aws_vpc_endpoint" and values.get("prefix_list_id"):
            found[f"{address}#prefix-list"] = values["prefix_list_id"]
    return found


def _compared(facts: dict[str, dict[str, object]], keys: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return facts with the account's keys, lists without order and documents without layout."""
    return {
        kind: {keys.get(key, key): _plain(fact, keys) for key, fact in of_kind.items()}
        for kind, of_kind in facts.items()
    }


def _plain(value: object, keys: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return _document(keys.get(value, value))
    if isinstance(value, tuple):
        return tuple(sorted((_plain(one, keys) for one in value), key=repr))
    if isinstance(value, dict):
        # A policy inside a role has a key of the source's own.
        left_out = {"id", "arn"} if value["type"] == "Policy" else set()
        if value["type"] == "NetworkAcl" and value["default"]:
            value = _default_acl(value)
        return {name: _plain(one, keys) for name, one in value.items() if name not in left_out}
    return value


def _default_acl(fact: dict[str, Any]) -> dict[str, Any]:
    """Return a default ACL without what is said of it in one place and understood in the other.

    An account names the subnets that have it for want of another one; its entries for IPv6 come with the VPC's first
    IPv6 block, and this VPC has none.
    """
    entries = tuple(entry for entry in fact["entries"] if ":" not in entry["cidr"]["value"])
    return {**fact, "subnets": (), "entries": entries}


def _document(text: str) -> str:
    if not text.startswith("{"):
        return text
    document = json.loads(text)
    # The version that AWS writes into the policy that allows everything says nothing.
    document.pop("Version", None)
    return json.dumps(document, sort_keys=True)


def _differing(planned: dict[str, Any], live: dict[str, Any]) -> set[str]:
    """Return the fields in which two facts contradict each other: where both say something, and not the same.

    Only a source whose keys are others tells AWS's id, and a plan leaves the account of a log group empty.
    """
    left_out = {"aws_id"} | ({"account"} if planned.get("account") == {"type": "Known", "value": ""} else set())
    return {
        name
        for name in planned.keys() - left_out
        if planned[name] != live[name] and not _unsaid(planned[name]) and not _unsaid(live[name])
    }


def _unsaid(value: object) -> bool:
    return isinstance(value, dict) and value["type"] in {"Unread", "Unknown"}
