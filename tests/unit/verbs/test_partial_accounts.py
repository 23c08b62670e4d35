"""A diagnosis of an account that refuses, throttles or lacks something: an answer with its doubt, never a wrong one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from sealane.readers.capture.translate.stopped_tasks import stopped_tasks
from sealane.readers.live import fetch
from sealane.readers.live import stopped_tasks as listing
from sealane.readers.live.fetch import world_of_live
from sealane.readers.live.scope import Scope
from sealane.readers.live.stopped_tasks import stopped_calls
from sealane.report.diagnosis.document import as_json
from sealane.report.diagnosis.text import as_text
from sealane.report.style import PLAIN
from sealane.verbs.diagnose import Diagnosed, diagnosed
from sealane.verbs.observer import Silent
from sealane.verbs.stopped import Seen, seen_live
from sealane.verdicts.cause import Cause
from sealane.verdicts.verdict import Verdict
from tests.unit.diagnosis.test_joining import FAILING
from tests.unit.diagnosis.told import message_of
from tests.unit.readers.live.replay import CLUSTER, Replay, door_into
from tests.worlds.wounds.everything import WOUNDS

SERVICE = Scope(clusters=("main",), services=("app",))
TASK = "arn:aws:ecs:us-east-1:111122223333:task/main/0123456789abcdef0123456789abcdef"
CALLS = sorted({*fetch.CALLS, *listing.CALLS})
# One fault of the network, one of a policy, and one of what is stored.
FAULTS = ("no endpoint for ecr.api", "the role lacks the statement for the secret", "the tag is not there")
SERVICES = ("iam", "secretsmanager", "ecr", "kms", "ecs")
PATIENCE = 30.0


def account(fault: str, refused: Mapping[str, str], more: Mapping[str, Mapping[str, Any]] | None = None) -> Replay:
    """Return an account with a fault, in which a task has stopped over it."""
    reason = message_of(FAILING[fault][1])
    task = {"taskArn": TASK, "clusterArn": CLUSTER, "group": "service:app", "stoppedReason": reason}
    told: dict[str, Mapping[str, Any]] = {
        "ecs:ListTasks": {"taskArns": [TASK]},
        "ecs:DescribeTasks": {"tasks": [task]},
    }
    return Replay(WOUNDS[fault].broken, refused, {**told, **(more or {})})


def read(fault: str, refused: Mapping[str, str], more: Mapping[str, Mapping[str, Any]] | None = None) -> Diagnosed:
    """Diagnose the account live."""
    seen, _ = seen_live(door_into(account(fault, refused, more)), SERVICE)
    return diagnosed(seen, seen.tasks, Silent())


def throttled(fault: str, *calls: str) -> tuple[Diagnosed, float]:
    """Diagnose the account while AWS throttles some calls, and return how long sealane would have waited."""
    waited: list[float] = []
    door = door_into(account(fault, dict.fromkeys(calls, "ThrottlingException")))
    told = stopped_calls(door, SERVICE)
    world, _ = world_of_live(door, SERVICE, stopped=told, wait=waited.append)
    return diagnosed(Seen(world=world, tasks=stopped_tasks(told)), stopped_tasks(told), Silent()), sum(waited)


def asked(fault: str) -> list[str]:
    """Return the calls that a diagnosis of the account makes when nothing is refused."""
    replay = account(fault, {})
    seen_live(door_into(replay), SERVICE)
    return sorted(set(replay.asked))


def judge(found: Diagnosed, truth: Cause) -> bool:
    """Tell whether the true cause was proved; nothing else may be, and what is not proved must be in doubt."""
    assert as_json(found)["schema"] == "sealane/diagnosis/1"
    assert as_text(found, PLAIN)
    if not found.stopped:
        return False
    (one,) = found.stopped
    if one.diagnosis.proved:
        assert one.diagnosis.causes[0].cause is truth
        return True
    assert one.diagnosis.step_now in {None, Verdict.UNKNOWN}
    assert truth not in {out.cause for out in one.diagnosis.ruled_out}
    return False


def truth_of(fault: str) -> Cause:
    """Return the cause that was put in."""
    cause = FAILING[fault][1].cause
    assert cause is not None
    return cause


@pytest.mark.parametrize("fault", FAULTS)
def test_a_whole_account_proves_the_cause(fault: str) -> None:
    """Where everything may be read, the cause is proved: what the others are held against."""
    assert judge(read(fault, {}), truth_of(fault))


@pytest.mark.parametrize("fault", FAULTS)
def test_each_call_refused_in_turn_leaves_an_answer(fault: str) -> None:
    """Without any one permission the true cause is proved still, or nothing is, and it is never ruled out."""
    # What the first fault does not depend on is asked of it alone, for the others would say the same.
    calls = [call for call in asked(fault) if fault == FAULTS[0] or call.partition(":")[0] in SERVICES]
    outcomes = {call: judge(read(fault, {call: "AccessDeniedException"}), truth_of(fault)) for call in calls}
    assert any(outcomes.values())
    assert not all(outcomes.values())


def test_each_service_throttled_in_turn_leaves_an_answer_in_time() -> None:
    """What AWS keeps throttling is unread, after a while that is the same for one service as for all of them."""
    fault = FAULTS[0]
    by_service: dict[str, list[str]] = {}
    for call in asked(fault):
        by_service.setdefault(call.partition(":")[0], []).append(call)
    waits = {}
    for service, calls in by_service.items():
        found, waits[service] = throttled(fault, *calls)
        judge(found, truth_of(fault))
    assert all(0 < waited <= PATIENCE for service, waited in waits.items() if service != "sts")
    everything, waited = throttled(fault, *CALLS)
    assert not judge(everything, truth_of(fault))
    assert waited <= PATIENCE
    assert throttled(fault)[1] == 0


def test_an_account_that_refuses_everything_is_not_taken_for_health() -> None:
    """No stopped task is known, and the actions that would tell are named."""
    found = read(FAULTS[0], dict.fromkeys(CALLS, "AccessDeniedException"))
    assert found.stopped == ()
    assert "ecs:ListTasks" in found.unread
    assert as_text(found, PLAIN).startswith("UNKNOWN  ")


GONE: Mapping[str, tuple[Mapping[str, str], Mapping[str, Mapping[str, Any]]]] = {
    "subnets": ({}, {"ec2:DescribeSubnets": {"Subnets": []}}),
    "subnets, with an error": ({"ec2:DescribeSubnets": "InvalidSubnetID.NotFound"}, {}),
    "the VPC": ({}, {"ec2:DescribeVpcs": {"Vpcs": []}}),
    "security groups": ({}, {"ec2:DescribeSecurityGroups": {"SecurityGroups": []}}),
    "roles": ({"iam:GetRole": "NoSuchEntity"}, {}),
    "the task definition": ({"ecs:DescribeTaskDefinition": "ClientException"}, {}),
    "the secret": ({"secretsmanager:DescribeSecret": "ResourceNotFoundException"}, {}),
    "the repository": ({"ecr:DescribeRepositories": "RepositoryNotFoundException"}, {}),
    "the file system": ({"efs:DescribeFileSystems": "FileSystemNotFound"}, {}),
    "the key": ({"kms:DescribeKey": "NotFoundException"}, {}),
}


@pytest.mark.parametrize("gone", GONE)
def test_what_was_deleted_since_is_answered(gone: str) -> None:
    """A subnet, role or task definition that is gone by now leaves an answer that is told in both forms."""
    refused, more = GONE[gone]
    found = read(FAULTS[0], refused, more)
    (one,) = found.stopped
    assert one.diagnosis.symptom.family is not None
    assert as_json(found)["symptom"]["host"] == "api.ecr.us-east-1.amazonaws.com"
    assert as_text(found, PLAIN).startswith("FAILED  ")


def test_a_task_of_a_service_that_is_gone_keeps_its_message() -> None:
    """The cluster is read without the service, and the message answers by what it says itself."""
    seen, _ = seen_live(
        door_into(account(FAULTS[0], {}, {"ecs:DescribeServices": {"services": []}})), Scope(clusters=("main",))
    )
    found = diagnosed(seen, seen.tasks, Silent())
    (one,) = found.stopped
    assert not one.diagnosis.proved
    assert Cause.ENDPOINT_MISSING in {cause.cause for cause in one.diagnosis.causes}
