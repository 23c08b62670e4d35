"""State in a bucket: two people, two folders, one state; and who comes second is told who is first."""

from __future__ import annotations

import getpass
import json
import os
import subprocess

from sealane.sandbox.clients import client
from tests.journeys.traveller import REGION, Traveller

BUCKET = "state-of-the-journey"
APPLY = ("apply", "--sandbox", "--yes", "--no-watch")


def test_one_state_for_two_folders(person: Traveller) -> None:
    """While one applies, another in the same folder or in another one is refused by name; then both see the same."""
    spec = f"version: 1\nregion: {REGION}\nimage: demo/app:1.0\nstate: {{bucket: {BUCKET}}}\n"
    colleague = person.beside("colleague")
    for each in (person, colleague):
        each.write(spec)
    before = _own(person)
    with person.begin(*APPLY) as first:
        assert first.stderr
        said = ""
        while "created " not in said:
            line = first.stderr.readline()
            assert line, said
            said += line
        _locked_workspace(person, first)
        _locked_state(colleague)
        rest = first.stderr.read()
    assert first.returncode == 0, rest
    s3 = client(person.sandbox, "s3", REGION)
    (key,) = (each["Key"] for each in s3.list_objects_v2(Bucket=BUCKET)["Contents"])
    state = json.loads(s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())
    assert {"aws_vpc", "aws_ecs_service"} < {resource["type"] for resource in state["resources"]}
    assert not (person.folder / ".sealane" / "sandbox" / "terraform.tfstate").exists()
    assert person.must("plan", "--sandbox", "--format", "json").json["changes"] == []
    assert colleague.must(*APPLY, "--format", "json").json["added"] == 0
    colleague.must("destroy", "--sandbox", "--yes")
    assert _own(person) == before
    assert "23 to add" in person.must("plan", "--sandbox").out


def _locked_workspace(person: Traveller, first: subprocess.Popen[str]) -> None:
    refused = person.run(*APPLY)
    assert (refused.status, refused.out) == (3, "")
    assert "[workspace-locked]" in refused.err
    words = (line.split(maxsplit=1) for line in refused.err.splitlines() if line.startswith("  "))
    facts = {pair[0]: pair[1] for pair in words if len(pair) == 2}
    assert (facts["verb"], facts["user"], facts["host"]) == ("apply", getpass.getuser(), os.uname().nodename)
    assert facts["process"] == str(first.pid)
    assert f"`ps -fp {first.pid}`" in facts["help"]


def _locked_state(colleague: Traveller) -> None:
    refused = colleague.run(*APPLY)
    assert (refused.status, refused.out) == (3, "")
    assert "[state-locked]" in refused.err
    assert f"{getpass.getuser()}@{os.uname().nodename}" in refused.err


def _own(person: Traveller) -> list[str]:
    """List what is alive but for the bucket, which the sandbox's first use of the spec makes and keeps."""
    return [line for line in person.holdings() if not line.startswith("s3/")]
