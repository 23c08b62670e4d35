"""Tasks of a real server that stop are kept: once each, with their network, by reading alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sealane.cli.program import answer
from sealane.errors import InputError
from sealane.readers.capture.folder import read_folder
from sealane.readers.capture.keeping import Keep
from sealane.readers.capture.kept import captures
from sealane.readers.capture.read import world_of
from sealane.readers.capture.translate.runs import with_runs
from sealane.readers.live.scope import Scope
from sealane.readers.live.task_events import Told, from_lines
from sealane.verbs.watch import ACTIONS, ACTIONS_OF_QUEUE, Round, Watch, heard
from sealane.world.services import Service
from sealane.world.vpcs import Vpc
from tests.sandbox_readers.recorder import recorded

Client = Callable[[str], Any]
REASON = "ResourceInitializationError: unable to pull secrets or registry auth: pull command failed: : signal: killed"
ROOM = 10_000_000


@pytest.fixture
def run(client: Client) -> Callable[[], str]:
    """Give what runs a task, stops it, and returns its ARN."""
    ecs, ec2 = client("ecs"), client("ec2")
    ecs.create_cluster(clusterName="app")
    ecs.register_task_definition(
        family="app",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        cpu="256",
        memory="512",
        containerDefinitions=[{"name": "app", "image": "demo/app:1.0", "memory": 512, "cpu": 256}],
    )
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    group = ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]
    network = {"awsvpcConfiguration": {"subnets": [subnet], "securityGroups": [group]}}

    def stopped() -> str:
        made = ecs.run_task(cluster="app", taskDefinition="app", launchType="FARGATE", networkConfiguration=network)
        arn: str = made["tasks"][0]["taskArn"]
        ecs.stop_task(cluster="app", task=arn, reason=REASON)
        return arn

    return stopped


def names(found: Round) -> list[str]:
    """Return the tasks that were kept."""
    return sorted(one.task.id for one in found.kept)


def test_every_task_is_kept_once_with_its_network(
    environ: dict[str, str], run: Callable[[], str], client: Client, tmp_path: Path
) -> None:
    """Whoever looks again, also another process, keeps only what is new; another network is another capture."""
    door, recorder = recorded(environ)
    scope = Scope(clusters=("app",))
    with Keep(tmp_path / "kept", ROOM) as keep:
        watch = Watch(door=door, scope=scope, keep=keep)
        assert watch.look() == Round()
        first = run()
        found = watch.look()
        assert names(found) == [first]
        second = run()
        assert names(watch.look()) == [second]
    with Keep(tmp_path / "kept", ROOM) as keep:
        watch = Watch(door=door, scope=Scope(), keep=keep)
        assert names(watch.look()) == []
        vpc = client("ec2").describe_vpcs()["Vpcs"][0]["VpcId"]
        client("ec2").create_security_group(GroupName="more", Description="more", VpcId=vpc)
        third = run()
        later = watch.look()
        assert names(later) == [third]
    one, two = found.kept[0].path, later.kept[0].path
    assert one != two
    assert sorted(task.rpartition("/")[2] for task in (first, second)) == sorted(captures(one.parent)[1].tasks)
    capture = read_folder(one)
    world = with_runs(world_of(capture), capture.calls)
    assert len(world.table(Vpc)) == 1
    assert len(world.table(Service)) == 1
    assert set(recorder.actions) <= set(ACTIONS)
    assert all(
        action.partition(":")[2].startswith(("BatchGet", "Describe", "Get", "List", "Search")) for action in ACTIONS
    )


def test_events_of_a_queue_need_no_other_right(
    environ: dict[str, str], run: Callable[[], str], client: Client, tmp_path: Path
) -> None:
    """What a queue tells is kept without asking for tasks, once though it comes several times, and none is deleted."""
    arn = run()
    (task,) = client("ecs").describe_tasks(cluster="app", tasks=[arn])["tasks"]
    event = {"detail-type": "ECS Task State Change", "region": "us-east-1", "detail": task}
    queue = client("sqs").create_queue(QueueName="stopped")["QueueUrl"]
    for body in ("noise", json.dumps(event, default=str), json.dumps(event, default=str)):
        client("sqs").send_message(QueueUrl=queue, MessageBody=body)
    door, recorder = recorded(environ)
    with Keep(tmp_path / "kept", ROOM) as keep:
        watch = Watch(door=door, scope=Scope(clusters=("app",)), keep=keep)
        found = heard(watch, queue, patient=False)
        assert (names(found), found.others) == ([arn], 1)
        assert heard(watch, queue, patient=False) == Round()
        missing = heard(watch, f"{queue}-gone", patient=False)
        assert missing.unread[0].startswith("sqs:ReceiveMessage (")
    assert set(recorder.actions) <= {*ACTIONS, *ACTIONS_OF_QUEUE}
    assert "ecs:ListTasks" not in recorder.actions


def test_what_is_not_there_is_told_and_rubbish_ends_nothing(
    environ: dict[str, str], run: Callable[[], str], tmp_path: Path
) -> None:
    """A misspelt cluster is a problem of the input; an event of another cluster, and one that is none, keep nothing."""
    run()
    door, _ = recorded(environ)
    with Keep(tmp_path / "kept", ROOM) as keep:
        with pytest.raises(InputError) as caught:
            Watch(door=door, scope=Scope(clusters=("app", "ap")), keep=keep).look()
        assert [problem.code for problem in caught.value.problems] == ["cluster-not-found"]
        watch = Watch(door=door, scope=Scope(clusters=("other",)), keep=keep)
        task = {"taskArn": "arn:aws:ecs:us-east-1:1:task/app/1", "clusterArn": "arn:aws:ecs:us-east-1:1:cluster/app"}
        for detail in (task, task | {"attachments": "none"}):
            event = {"detail-type": "ECS Task State Change", "detail": detail | {"stoppedReason": REASON}}
            told: Told = from_lines([json.dumps(event)], "us-east-1")
            assert len(told.calls) == 1
            assert watch.hear(told) == Round()


def test_the_command_keeps_what_events_tell(
    environ: dict[str, str],
    run: Callable[[], str],
    client: Client,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each line of a file that tells of a stop is kept and told as one document; what may not be read is status 3."""
    (task,) = client("ecs").describe_tasks(cluster="app", tasks=[run()])["tasks"]
    event = {"detail-type": "ECS Task State Change", "region": "us-east-1", "detail": task}
    (tmp_path / "events.jsonl").write_text(f"noise\n{json.dumps(event, default=str)}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert answer(["watch", "kept", "--events", "events.jsonl", "--format", "json"]) == 0
    told = capsys.readouterr()
    assert [json.loads(line)["task"] for line in told.out.splitlines()] == [task["taskArn"]]
    assert "kept 1 task in kept" in told.err
    assert answer(["watch", "kept", "--once", "--queue", f"{environ['AWS_ENDPOINT_URL']}/1/none"]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert "sqs:ReceiveMessage" in told.err
