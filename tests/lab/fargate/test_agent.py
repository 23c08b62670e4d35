"""The sandbox's tasks run in its own network, and ECS there says what AWS's would."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import cast

import pytest

from sealane.sandbox import daemon, demo_image, images, registry
from sealane.sandbox import packets as kept
from sealane.sandbox.fargate import access
from sealane.sandbox.record import Sandbox
from tests.lab.fargate.estate import REGION, Estate, estate, until
from tests.lab.kernel.traces import gone, mounted, namespaces_of, traces_here


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give an environment whose sandbox is nobody else's."""
    return {**os.environ, "SEALANE_SANDBOX_DIR": str(tmp_path_factory.mktemp("fargate"))}


@pytest.fixture(scope="module")
def here(environ: dict[str, str]) -> Iterator[Estate]:
    """Give a sandbox with an agent and a network."""
    sandbox = daemon.start(environ)
    assert access.state(sandbox).runs is False
    packets = Path(environ["SEALANE_SANDBOX_DIR"]) / "packets"
    packets.mkdir()
    found = access.ensure(sandbox, environ, capture=str(packets))
    assert found.runs, found.missing
    assert found.capture == str(packets)
    yield estate(sandbox, str(packets))
    daemon.stop(environ)


def test_a_service_runs_and_writes_its_log(here: Estate) -> None:
    """A created service reaches a steady state, with its task's states, address and output as on AWS."""
    here.client("ecs").create_service(
        cluster="c",
        serviceName="web",
        taskDefinition="web",
        desiredCount=1,
        launchType="FARGATE",
        networkConfiguration=here.network,
        deploymentConfiguration={"deploymentCircuitBreaker": {"enable": True, "rollback": True}},
    )
    until(lambda: here.service()["deployments"][0]["rolloutState"] == "COMPLETED")
    (task,) = here.tasks(serviceName="web")
    assert (task["lastStatus"], task["group"]) == ("RUNNING", "service:web")
    details = {one["name"]: one["value"] for one in task["attachments"][0]["details"]}
    assert details["subnetId"] == here.subnet
    assert details["privateIPv4Address"].startswith("10.1.1.")
    assert here.service()["runningCount"] == 1
    messages = until(lambda: _steady(here))
    assert any(message.startswith("(service web) has started 1 tasks: (task ") for message in messages)
    lines = until(lambda: [line for line in here.lines() if "ready: answering" in line])
    assert lines
    assert any("pulled through its endpoint" in line for line in here.lines())


def test_the_packets_of_a_pull_went_to_its_endpoints_and_nowhere_else(here: Estate) -> None:
    """The agent's own pull is on the wire: by the name server, each endpoint and S3, and by nobody else."""
    (file,) = kept.files(Path(here.packets))
    assert file.name == f"{REGION}.pcapng"
    said = kept.spoken(file)
    ec2 = here.client("ec2")
    lists = ec2.describe_managed_prefix_lists()["PrefixLists"]
    s3 = next(one["PrefixListId"] for one in lists if one["PrefixListName"].endswith(".s3"))
    blocks = [one["Cidr"] for one in ec2.get_managed_prefix_list_entries(PrefixListId=s3)["Entries"]]
    endpoints = ec2.describe_vpc_endpoints(VpcEndpointIds=list(here.endpoints.values()))["VpcEndpoints"]
    interfaces = [one for endpoint in endpoints for one in endpoint.get("NetworkInterfaceIds") or ()]
    found = ec2.describe_network_interfaces(NetworkInterfaceIds=interfaces)["NetworkInterfaces"]
    addresses = {one["PrivateIpAddress"] for one in found}
    # The address two above the VPC's base, and the link-local one.
    resolvers = {"10.1.0.2", "169.254.169.253"}
    meant = {str(one.destination) for one in said}
    assert addresses <= meant
    away = [one for one in meant - addresses - resolvers if not any(ip_address(one) in ip_network(b) for b in blocks)]
    assert away == []
    assert not any(one.elsewhere for one in said)
    pulled = [one for one in said if one.destination not in addresses | resolvers]
    assert sum(one.octets for one in pulled) > 1_000_000
    assert {(one.protocol, one.port) for one in pulled} == {(6, 443)}
    assert {one.name for one in pulled} == {f"endpoint com.amazonaws.{REGION}.s3"}
    assert [one for one in said if not one.answered] == []


def test_a_task_that_is_stopped_is_replaced(here: Estate) -> None:
    """Who stops a task sees its stop code and reason, and the service starts another one."""
    (task,) = here.tasks(serviceName="web")
    here.client("ecs").stop_task(cluster="c", task=task["taskArn"], reason="to see")
    stopped = until(lambda: [one for one in here.tasks("STOPPED") if one["lastStatus"] == "STOPPED"])[0]
    assert (stopped["stopCode"], stopped["stoppedReason"]) == ("UserInitiated", "to see")
    assert stopped["containers"][0]["exitCode"] == 0
    other = until(lambda: [one for one in here.tasks(serviceName="web") if one["lastStatus"] == "RUNNING"])[0]
    assert other["taskArn"] != task["taskArn"]


def test_a_task_without_a_service_runs_with_its_overrides(here: Estate) -> None:
    """A task that somebody runs starts at PROVISIONING, has the command that was asked for, and its exit code."""
    override = {"name": "app", "command": ["health"]}
    (task,) = here.client("ecs").run_task(
        cluster="c",
        taskDefinition="web",
        launchType="FARGATE",
        networkConfiguration=here.network,
        overrides={"containerOverrides": [override]},
    )["tasks"]
    assert task["lastStatus"] == "PROVISIONING"
    mine = until(lambda: [one for one in here.tasks("STOPPED", family="web") if one["taskArn"] == task["taskArn"]])[0]
    mine = until(lambda: [one for one in here.tasks("STOPPED") if _over(one, task["taskArn"])])[0]
    assert mine["stopCode"] == "EssentialContainerExited"
    # The demo's image asks its own health at once, and nobody answers there yet.
    assert mine["containers"][0]["exitCode"] == 1


def test_a_registry_killed_in_the_middle_of_a_pull_comes_again(here: Estate, environ: dict[str, str]) -> None:
    """The pull under way fails as ECS says it, the service's next task is pulled, and a push finds the registry."""
    (before,) = here.tasks(serviceName="web")
    stood = registry.ensure(here.sandbox, environ)
    (victim,) = _programs(here.sandbox, "docker-registry")
    # One that is stopped answers nothing, so the pull is in its middle for as long as it takes.
    os.kill(victim, signal.SIGSTOP)
    here.client("ecs").stop_task(cluster="c", task=before["taskArn"], reason="for another pull")
    until(lambda: _asked(int(stood.url.rpartition(":")[2])))
    os.kill(victim, signal.SIGKILL)
    lost = until(lambda: [one for one in here.tasks("STOPPED") if one.get("stopCode") == "TaskFailedToStart"])[0]
    assert "CannotPullContainerError" in lost["stoppedReason"]
    assert until(lambda: [one for one in here.tasks(serviceName="web") if one["lastStatus"] == "RUNNING"])
    assert registry.ensure(here.sandbox, environ) == stood
    assert victim not in _programs(here.sandbox, "docker-registry")
    place = images.Place(account=here.sandbox.account, region=REGION, repository="web", tag="1")
    assert images.push_demo(here.sandbox, place)


def test_a_broken_network_fails_the_start_as_on_aws(here: Estate) -> None:
    """Without the registry's endpoint a new deployment fails in AWS's words, and the circuit breaker goes back.

    A task that runs meanwhile meets the change too.
    """
    watcher = _watcher(here)
    until(lambda: "at first: reached" in here.lines())
    here.client("ec2").delete_vpc_endpoints(VpcEndpointIds=[here.endpoints["ecr.api"]])
    until(lambda: "at last: not reached" in here.lines())
    here.client("ecs").stop_task(cluster="c", task=watcher, reason="seen")
    before = here.tasks(serviceName="web")[0]["taskArn"]
    ecs = here.client("ecs")
    ecs.register_task_definition(**_again(here))
    ecs.update_service(cluster="c", service="web", taskDefinition="web:2")
    lost = until(lambda: [one for one in here.tasks("STOPPED") if "registry auth" in one["stoppedReason"]])[0]
    assert lost["stopCode"] == "TaskFailedToStart"
    assert "The task cannot pull registry auth from Amazon ECR: There is a connection issue" in lost["stoppedReason"]
    assert f"https://api.ecr.{REGION}.amazonaws.com/" in lost["stoppedReason"]
    until(lambda: here.service()["deployments"][0]["taskDefinition"].endswith("web:1"), 60)
    assert [one["taskArn"] for one in here.tasks(serviceName="web") if one["lastStatus"] == "RUNNING"] == [before]
    messages = [event["message"] for event in here.service()["events"]]
    assert any("was unable to place a task. Reason: ResourceInitializationError" in message for message in messages)
    assert any("rolling back to deployment" in message for message in messages)


def test_a_killed_agent_leaves_nothing(here: Estate, environ: dict[str, str]) -> None:
    """When the agent dies its tasks are told to have ended and nothing of them runs, and a new one starts afresh."""
    state = access.state(here.sandbox)
    inside = _descendants(state.pid)
    assert inside
    os.kill(state.pid, signal.SIGKILL)
    until(lambda: not any(_lives(pid) for pid in inside))
    until(lambda: not access.state(here.sandbox).runs)
    assert all(one["lastStatus"] == "STOPPED" for one in until(lambda: here.tasks("STOPPED")))
    until(lambda: not list(Path("/sys/fs/cgroup").glob(f"*/sealane-{here.sandbox.instance}")))
    assert access.ensure(here.sandbox, environ).pid not in {0, state.pid}


def test_a_killed_sandbox_takes_everything_with_it(here: Estate, environ: dict[str, str]) -> None:
    """When the server is killed, agent, lab and containers end too, and stopping removes folders and control groups."""
    until(lambda: [one for one in here.tasks(serviceName="web") if one["lastStatus"] == "PENDING"])
    state = access.state(here.sandbox)
    everything = _descendants(here.sandbox.pid) | {state.pid}
    namespaces = namespaces_of(everything)
    traces = traces_here(namespaces)
    assert len(traces.held) > len(traces.processes) > 0
    os.kill(here.sandbox.pid, signal.SIGKILL)
    until(lambda: not any(_lives(pid) for pid in _descendants(state.pid) | {state.pid}))
    daemon.stop(environ)
    until(lambda: not any(_lives(pid) for pid in everything))
    left = {entry.name for entry in Path(here.sandbox.folder).iterdir()}
    assert not left & {"tasks", "efs", "registry", "sandbox.json"}
    assert gone(traces)
    assert not mounted(namespaces)
    assert str(environ["SEALANE_SANDBOX_DIR"]) not in Path("/proc/self/mountinfo").read_text(encoding="utf-8")
    assert not list(Path("/sys/fs/cgroup").glob(f"*/sealane-{here.sandbox.instance}"))


def _lives(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return False


def _steady(here: Estate) -> list[str]:
    messages = [event["message"] for event in here.service()["events"]]
    return messages if "(service web) has reached a steady state." in messages else []


def _over(task: dict[str, str], arn: str) -> bool:
    return task["taskArn"] == arn and task["lastStatus"] == "STOPPED"


def _watcher(here: Estate) -> str:
    """Run a task that says whether it reaches the endpoint of ECR's API, at first and when that changes."""
    program = f"""
import socket, time
def reached():
    try:
        socket.create_connection(("api.ecr.{REGION}.amazonaws.com", 443), timeout=0.5).close()
    except OSError:
        return "not reached"
    return "reached"
first = reached()
print("at first:", first, flush=True)
while (last := reached()) == first:
    time.sleep(0.1)
print("at last:", last, flush=True)
time.sleep(600)
"""
    told = _again(here)
    (container,) = cast("list[dict[str, object]]", told["containerDefinitions"])
    image = demo_image.build()
    manifest = json.loads(image.manifest)
    interpreter = json.loads(image.blobs[manifest["config"]["digest"]])["config"]["Entrypoint"][0]
    watching = {**container, "entryPoint": [interpreter, "-c", program]}
    ecs = here.client("ecs")
    ecs.register_task_definition(**{**told, "family": "watcher", "containerDefinitions": [watching]})
    where = {"launchType": "FARGATE", "networkConfiguration": here.network}
    arn: str = ecs.run_task(cluster="c", taskDefinition="watcher", **where)["tasks"][0]["taskArn"]
    return arn


def _asked(port: int) -> bool:
    """Tell whether somebody of this machine has a connection to a port of its loopback."""
    lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    return any(line.split()[2].endswith(f":{port:04X}") and line.split()[3] == "01" for line in lines)


def _programs(sandbox: Sandbox, name: str) -> list[int]:
    """Return the processes of a program below the sandbox."""
    return [pid for pid in _descendants(sandbox.pid) if _lives(pid) and name == _name(pid)]


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _again(here: Estate) -> dict[str, object]:
    told = here.client("ecs").describe_task_definition(taskDefinition="web")["taskDefinition"]
    kept = ("family", "networkMode", "requiresCompatibilities", "cpu", "memory", "executionRoleArn")
    return {**{name: told[name] for name in kept}, "containerDefinitions": told["containerDefinitions"]}


def _descendants(pid: int) -> set[int]:
    """Return the processes below one."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
    found, grown = {pid}, True
    while grown:
        more = {child for child, parent in parents.items() if parent in found} - found
        grown = bool(more)
        found |= more
    return found - {pid}
