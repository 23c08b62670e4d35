"""Captures on disk: one that is healthy, and what becomes of it when files are missing, broken, empty or refused."""

from __future__ import annotations

import json
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sealane.errors import InputError
from sealane.readers.capture.captured import Capture
from sealane.readers.capture.folder import looks_like_capture, read_folder
from sealane.readers.capture.read import world_of
from sealane.readers.capture.save import save
from sealane.records import replace
from sealane.world.endpoints import Endpoint
from sealane.world.gaps import Noun
from sealane.world.policies import Role
from sealane.world.route_tables import RouteTable
from sealane.world.services import Service
from sealane.world.stores import Repository
from sealane.world.values import Known, Unread
from sealane.world.vpcs import Vpc
from sealane.world.world import World
from tests.worlds.likeness import said

HEALTHY = Path(__file__).with_name("healthy")


def read(folder: Path) -> World:
    """Return the world of a folder."""
    return world_of(read_folder(folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the healthy capture to wound."""
    return Path(shutil.copytree(HEALTHY, tmp_path / "capture"))


def files(folder: Path, command: str) -> Iterator[Path]:
    """Yield the files of a command."""
    yield from sorted(folder.glob(f"*-{command}.json"))


def wound(path: Path, change: Any) -> None:  # noqa: ANN401 - a function on a document
    """Change the answer in a file."""
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document["output"])
    path.write_text(json.dumps(document), encoding="utf-8")


def test_healthy_capture_lacks_nothing() -> None:
    """It has the service with its task, role, image and VPC, four endpoints, and no gap; origins name the files."""
    world = read(HEALTHY)
    assert world.gaps == ()
    assert len(world.table(Service)) == len(world.table(Vpc)) == len(world.table(Repository)) == 1
    suffixes = sorted(
        endpoint.service_name.value.removeprefix("com.amazonaws.us-east-1.")
        for endpoint in world.table(Endpoint).values()
        if isinstance(endpoint.service_name, Known)
    )
    assert suffixes == ["ecr.api", "ecr.dkr", "logs", "s3"]
    (vpc,) = world.table(Vpc).values()
    assert (vpc.dns_support, vpc.dns_hostnames, vpc.region) == (
        Known(value=True),
        Known(value=True),
        Known("us-east-1"),
    )
    assert vpc.origin.file.endswith("healthy/0015-ec2-describe-vpcs.json")
    (repository,) = world.table(Repository).values()
    assert isinstance(repository.images, Known)
    assert repository.images.value[0].tags == ("1.0",)


def test_half_of_the_files_make_gaps_and_no_crash(folder: Path) -> None:
    """Whichever half is missing, what is left is read and what is missing is said."""
    every = sorted(folder.iterdir())
    for half in (every[::2], every[1::2]):
        target = folder.with_name(f"half-{half[0].stem}")
        target.mkdir()
        for path in half:
            shutil.copy(path, target)
        assert read(target).gaps


@pytest.mark.parametrize("path", sorted(HEALTHY.glob("*.json")), ids=lambda path: path.stem)
def test_no_file_is_missing_unnoticed(folder: Path, path: Path) -> None:
    """Without any one file the world says less, or says that something is missing; it never says something else."""
    whole = read(folder)
    (folder / path.name).unlink()
    left = read(folder)
    told, before = said(left), said(whole)
    assert {kind: set(facts) for kind, facts in told.items()}.keys() <= before.keys()
    for kind, facts in told.items():
        assert set(facts) <= set(before[kind])


def test_plain_outputs_say_the_same(folder: Path, tmp_path: Path) -> None:
    """The outputs without the calls around them, as people save them, give the same facts where names tell the rest."""
    target = tmp_path / "plain"
    target.mkdir()
    for path in sorted(folder.iterdir()):
        document = json.loads(path.read_text(encoding="utf-8"))
        parameters = document["sealane"]["parameters"]
        whose = next(
            (str(parameters[name]) for name in ("RoleName", "PrefixListId", "VPCId") if name in parameters), "x"
        )
        region = document["sealane"]["region"]
        if "output" in document:
            (target / f"{path.stem}.{whose}.{region}.json").write_text(json.dumps(document["output"]), encoding="utf-8")
        else:
            operation = document["sealane"]["call"].partition(":")[2]
            code, message = document["error"]["code"], document["error"]["message"]
            text = f"\nAn error occurred ({code}) when calling the {operation} operation: {message}\n"
            (target / f"{path.stem}.txt").write_text(text, encoding="utf-8")
    plain, wrapped = read(target), read(folder)
    assert said(plain)["Endpoint"] == said(wrapped)["Endpoint"]
    assert said(plain)["Role"] == said(wrapped)["Role"]
    assert said(plain)["Vpc"] == said(wrapped)["Vpc"]
    assert said(plain)["Repository"] == said(wrapped)["Repository"]
    differing = {kind for kind, facts in said(plain).items() if facts != said(wrapped).get(kind)}
    assert differing <= {"Cluster"}, "only what a cluster's Exec uses depends on how it was asked"
    assert [gap.noun for gap in plain.gaps] == []


def test_refusal_saved_as_text_makes_a_fact_unread(folder: Path) -> None:
    """What the CLI prints when AWS refuses stands for the answer, with the action and AWS's code."""
    (path,) = files(folder, "ec2-describe-nat-gateways")
    path.unlink()
    refusal = "An error occurred (UnauthorizedOperation) when calling the DescribeNatGateways operation: You are not"
    (folder / "nat.txt").write_text(refusal, encoding="utf-8")
    (gap,) = read(folder).gaps
    assert gap.noun is Noun.NAT_GATEWAYS
    assert isinstance(gap.why, Unread)
    assert gap.why.action == "ec2:DescribeNatGateways"
    assert "UnauthorizedOperation" in gap.why.reason


def test_empty_file_of_a_command_is_a_call_without_answer(folder: Path) -> None:
    """A shell leaves an empty file when a command fails; its name says which one it was."""
    (path,) = files(folder, "ec2-describe-network-acls")
    path.write_text("", encoding="utf-8")
    assert {gap.noun for gap in read(folder).gaps} == {Noun.NETWORK_ACLS}


def test_broken_files_are_each_told_with_their_place(folder: Path) -> None:
    """Every broken file is a problem of its own, with file, line and column, and nothing is read in spite of them."""
    first, second = list(files(folder, "ec2-describe-subnets"))
    first.write_text('{"Subnets": [', encoding="utf-8")
    second.write_text('{"Subnets": {}}', encoding="utf-8")
    with pytest.raises(InputError) as broken:
        read_folder(folder)
    (problem,) = broken.value.problems
    assert problem.code == "json-invalid"
    assert problem.place is not None
    assert problem.place.file.endswith(first.name)
    assert problem.place.line == 1
    first.unlink()
    with pytest.raises(InputError) as wrong:
        read(folder)
    assert [problem.code for problem in wrong.value.problems] == ["json-wrong-type"]


def test_folder_without_answers_is_refused(tmp_path: Path) -> None:
    """An empty folder, one with other files and none at all each have their problem, and look like no capture."""
    (tmp_path / "notes.md").write_text("# notes", encoding="utf-8")
    (tmp_path / "list.json").write_text("[1, 2]", encoding="utf-8")
    with pytest.raises(InputError) as empty:
        read_folder(tmp_path)
    with pytest.raises(InputError) as missing:
        read_folder(tmp_path / "nowhere")
    assert [problem.code for problem in empty.value.problems] == ["capture-empty"]
    assert [problem.code for problem in missing.value.problems] == ["capture-missing"]
    assert not looks_like_capture(tmp_path)
    assert looks_like_capture(HEALTHY)


def test_files_that_are_none_of_ours_are_named(folder: Path) -> None:
    """Other files do no harm, and the capture says which they were; hidden ones are not looked at."""
    (folder / "README.md").write_text("# capture", encoding="utf-8")
    (folder / "other.json").write_text('{"Tags": []}', encoding="utf-8")
    (folder / ".hidden.json").write_text("{", encoding="utf-8")
    capture = read_folder(folder)
    assert capture.ignored == ("README.md", "other.json")
    assert world_of(capture).gaps == ()


def test_encodings_of_other_shells_are_read(folder: Path) -> None:
    """PowerShell redirects as UTF-16 with a mark, others put a mark before UTF-8."""
    for encoding in ("utf-16", "utf-8-sig"):
        for path in files(folder, "ec2-describe-vpcs"):
            text = path.read_text(encoding="utf-8") if encoding == "utf-16" else path.read_bytes().decode("utf-16")
            path.write_bytes(text.encode(encoding))
        assert len(read(folder).table(Vpc)) == 1


def test_half_an_output_is_a_gap(folder: Path) -> None:
    """An output with a token for the next page is not all that there is."""
    (path,) = files(folder, "ec2-describe-route-tables")
    output = json.loads(path.read_text(encoding="utf-8"))["output"]
    path.write_text(json.dumps(output | {"NextToken": "more"}), encoding="utf-8")
    assert {gap.noun for gap in read(folder).gaps} == {Noun.ROUTE_TABLES}


def test_account_and_region_come_from_the_folder(tmp_path: Path) -> None:
    """Plain outputs of two accounts in two folders keep apart what they are about."""
    both = tmp_path / "both"
    for account, region in (("111122223333", "us-east-1"), ("444455556666", "eu-west-1")):
        own = both / account / region
        own.mkdir(parents=True)
        identity = {"Account": account, "UserId": "u", "Arn": f"arn:aws:iam::{account}:user/u"}
        (both / account / "identity.json").write_text(json.dumps(identity), encoding="utf-8")
        vpc = {"VpcId": f"vpc-{account}", "CidrBlock": "10.0.0.0/16", "OwnerId": account}
        (own / "vpcs.json").write_text(json.dumps({"Vpcs": [vpc]}), encoding="utf-8")
    capture = read_folder(both)
    assert {(call.account, call.region) for call in capture.calls if call.call == "ec2:DescribeVpcs"} == {
        ("111122223333", "us-east-1"),
        ("444455556666", "eu-west-1"),
    }
    regions = {key: vpc.region for key, vpc in world_of(capture).table(Vpc).items()}
    assert regions == {"vpc-111122223333": Known("us-east-1"), "vpc-444455556666": Known("eu-west-1")}


def test_saved_capture_reads_as_the_same_world(tmp_path: Path) -> None:
    """Writing and reading change nothing but the place, and only the owner may look."""
    capture = read_folder(HEALTHY)
    written = save(capture, tmp_path / "new")
    assert said(read(tmp_path / "new")) == said(world_of(capture))
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_capture_is_not_written_into_another_one(tmp_path: Path) -> None:
    """A folder with something in it is refused, an empty one is taken."""
    capture = Capture(name="x", calls=read_folder(HEALTHY).calls[:1])
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "old.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        save(capture, tmp_path / "full")
    assert [problem.code for problem in refused.value.problems] == ["capture-folder-occupied"]
    (tmp_path / "empty").mkdir()
    assert len(save(capture, tmp_path / "empty")) == 1


def test_secrets_are_not_written(tmp_path: Path) -> None:
    """Values of environment variables and tokens of log drivers stay out of the files, and their names stay in."""
    definition = {
        "taskDefinition": {
            "taskDefinitionArn": "arn:aws:ecs:us-east-1:111122223333:task-definition/a:1",
            "containerDefinitions": [
                {
                    "name": "a",
                    "environment": [{"name": "PASSWORD", "value": "hunter2"}],
                    "command": ["--password", "hunter2"],
                    "logConfiguration": {
                        "logDriver": "splunk",
                        "options": {"splunk-token": "hunter2", "splunk-url": "u"},
                    },
                }
            ],
        }
    }
    machine = {
        "stateMachineArn": "arn:m",
        "definition": json.dumps({"States": {"A": {"Environment": [{"Name": "P", "Value": "hunter2"}]}}}),
    }
    (call, *_) = read_folder(HEALTHY).calls
    calls = (
        replace(call, call="ecs:DescribeTaskDefinition", output=definition),
        replace(call, call="stepfunctions:DescribeStateMachine", output=machine),
    )
    written = save(Capture(name="x", calls=calls), tmp_path / "new")
    text = "".join(path.read_text(encoding="utf-8") for path in written)
    assert "hunter2" not in text
    assert "PASSWORD" in text
    assert "splunk-url" in text
    assert "(not kept)" in text


def test_wound_is_seen(folder: Path) -> None:
    """What is changed in a file is changed in the world, and nothing else."""
    (path,) = files(folder, "ec2-describe-vpc-endpoints")
    wound(path, lambda output: output["VpcEndpoints"].pop())
    assert len(read(folder).table(Endpoint)) == 3
    (tables,) = files(folder, "ec2-describe-route-tables")
    wound(tables, lambda output: [table["Associations"].clear() for table in output["RouteTables"]])
    assert not any(table.main or table.subnets for table in read(folder).table(RouteTable).values())
    for roles in files(folder, "iam-get-role"):
        roles.unlink()
    assert read(folder).table(Role) == {}
    assert {gap.noun for gap in read(folder).gaps} == {Noun.ROLES}
