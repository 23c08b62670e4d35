"""What a diagnosis may read: exactly what it uses, nothing that writes, in every form that a person hands on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from sealane.cli.program import answer
from sealane.errors import InputError
from sealane.readers.capture.captured import actions_of
from sealane.readers.live.scope import Scope
from sealane.report.permissions import as_json, as_terraform, as_text, policy, schema
from sealane.verbs.diagnose import diagnosed
from sealane.verbs.observer import Silent
from sealane.verbs.permissions import Purpose, actions_for
from sealane.verbs.stopped import seen_live
from sealane.world.world import World
from tests.unit.readers.live.replay import CLUSTER, Replay, door_into
from tests.worlds.healthy import healthy
from tests.worlds.wounds.everything import WOUNDS

LEVELS = json.loads(Path(__file__).with_name("access_levels.json").read_text(encoding="utf-8"))["levels"]
TASK = "arn:aws:ecs:us-east-1:111122223333:task/main/0123456789abcdef0123456789abcdef"
SERVICE = Scope(clusters=("main",), services=("app",))
# Worlds that together have every noun of which an account is asked.
NOUNS = (
    "the VPC asks its own name servers",
    "an empty private zone logs.us-east-1.amazonaws.com stands in front",
    "a resolver rule forwards the name elsewhere",
    "DNS Firewall blocks a name",
    "the permissions boundary does not allow logging",
    "a service control policy does not allow logging",
    "IPv6 and a route to egress-only-internet-gateway",
    "a transit gateway leads everything to another VPC's NAT gateway",
    "a load balancer that faces the internet",
)


def stopped(**given: str) -> Mapping[str, Any]:
    """Return what `describe-tasks` answers about one stopped task."""
    task = {
        "taskArn": TASK,
        "clusterArn": CLUSTER,
        "group": "service:app",
        "lastStatus": "STOPPED",
        "stoppedReason": "ResourceInitializationError: unable to pull secrets or registry auth",
        **given,
    }
    return {"tasks": [task]}


NOTHING: Mapping[str, Mapping[str, Any]] = {}
TASKS: Mapping[str, Mapping[str, Any]] = {"ecs:ListTasks": {"taskArns": [TASK]}, "ecs:DescribeTasks": stopped()}
RUNNERS: Mapping[str, Mapping[str, Any]] = {
    "events:ListRuleNamesByTarget": {"RuleNames": ["nightly"]},
    "events:ListRules": {"Rules": [{"Name": "nightly", "State": "ENABLED"}]},
    "events:ListTargetsByRule": {"Targets": []},
    "scheduler:ListSchedules": {"Schedules": [{"Name": "s", "GroupName": "default", "Target": {"Arn": CLUSTER}}]},
    "pipes:ListPipes": {"Pipes": [{"Name": "p", "Target": CLUSTER}]},
    "stepfunctions:ListStateMachines": {"stateMachines": [{"stateMachineArn": f"{CLUSTER}-machine"}]},
}


def used(
    world: World, scope: Scope, tasks: tuple[str, ...] = (), more: Mapping[str, Mapping[str, Any]] = NOTHING
) -> set[str]:
    """Diagnose a live account that stands as a world, and return the IAM actions of every call that was made."""
    replay = Replay(world, more={**TASKS, **more})
    seen, _ = seen_live(door_into(replay), scope, tasks)
    assert diagnosed(seen, seen.tasks, Silent()).stopped
    return {action for call in replay.asked for action in actions_of(call)}


def every_use() -> Iterator[set[str]]:
    """Diagnose a service, a task, a cluster and the whole Region, over worlds of every noun."""
    yield used(healthy(), SERVICE)
    yield used(healthy(), Scope(clusters=("main",)))
    yield used(healthy(), Scope(), (TASK,))
    # With a task of no service everything that runs tasks is asked for.
    yield used(healthy(), Scope(), more={**RUNNERS, "ecs:DescribeTasks": stopped(group="family:app")})
    for name in NOUNS:
        yield used(WOUNDS[name].broken, SERVICE)


def test_the_printed_permissions_are_those_used() -> None:
    """None is used that is not printed, and none is printed that no diagnosis uses; one account alone uses fewer."""
    found = [*every_use()]
    printed = set(policy(Purpose.DIAGNOSE)["Statement"][0]["Action"])
    assert set().union(*found) - printed == set()
    assert printed - set().union(*found) == set()
    assert all(one < printed for one in found)


@pytest.mark.parametrize("purpose", Purpose)
def test_nothing_that_is_printed_writes(purpose: Purpose) -> None:
    """AWS classes every action as listing or reading, and none reads the value of a secret or a parameter."""
    assert set(LEVELS) == {"List", "Read"}
    classed = {action for actions in LEVELS.values() for action in actions}
    assert set(actions_for(purpose)) <= classed
    assert not {"secretsmanager:GetSecretValue", "ssm:GetParameters", "kms:Decrypt"} & classed
    assert all(re.fullmatch(r"(?:Batch)?(?:Get|List|Describe|Search)\w+", one.partition(":")[2]) for one in classed)


def test_diagnosing_reads_what_proving_reads_and_the_tasks() -> None:
    """The difference is what tells of stopped tasks."""
    more = set(actions_for(Purpose.DIAGNOSE)) - set(actions_for(Purpose.PROVE))
    assert more == {"ecs:ListTasks", "ecs:DescribeTasks"}
    assert set(actions_for(Purpose.WATCH)) >= more


@pytest.mark.parametrize("purpose", Purpose)
def test_every_form_has_the_same_actions(purpose: Purpose) -> None:
    """Text is a document that AWS takes, short enough for a managed policy; JSON and Terraform say the same."""
    document = json.loads(as_text(purpose))
    (statement,) = document["Statement"]
    assert statement["Action"] == sorted(set(statement["Action"])) == list(actions_for(purpose))
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    assert len(json.dumps(document, separators=(",", ":"))) <= 6_144
    validator = jsonschema.Draft202012Validator(schema())
    validator.validate(as_json(purpose))
    assert not validator.is_valid({**as_json(purpose), "for": "destroy"})
    assert re.findall(r'^ {6}"([a-z0-9]+:\w+)",$', as_terraform(purpose), re.MULTILINE) == statement["Action"]


def test_the_command_prints_them(capsys: pytest.CaptureFixture[str]) -> None:
    """`--for` takes no task, and `--format terraform` belongs to it; a task's own policies are printed without it."""
    assert not answer(["policies", "--for", "diagnose"])
    assert json.loads(capsys.readouterr().out) == policy(Purpose.DIAGNOSE)
    assert not answer(["policies", "--for", "diagnose", "--format", "terraform"])
    assert capsys.readouterr().out == as_terraform(Purpose.DIAGNOSE)
    for words, code in (
        (["--for", "diagnose", "--region", "us-east-1"], "option-without-task"),
        (["--for", "diagnose", "task.json"], "option-without-task"),
        (["--image", "app:1", "--region", "us-east-1", "--format", "terraform"], "form-needs-purpose"),
    ):
        with pytest.raises(InputError) as caught:
            answer(["policies", *words])
        assert caught.value.problems[0].code == code
