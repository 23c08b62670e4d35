"""Whatever ends sealane in the middle of an apply, the next apply converges."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest

if TYPE_CHECKING:
    from tests.terraform.workspace.conftest import Cloud

HERE = Path(__file__).parent
MODULE = HERE / "small.tf"

# Ten moments, spread over the whole: what is killed with, and the line after which it is killed.
MOMENTS = [
    (signal.SIGKILL, "stage init"),
    (signal.SIGINT, "stage plan"),
    (signal.SIGTERM, "stage apply"),
    (signal.SIGKILL, "stage apply"),
    (signal.SIGTERM, "started aws_cloudwatch_log_group.main[0]"),
    (signal.SIGKILL, "started aws_security_group.main[0]"),
    (signal.SIGINT, "started aws_security_group.main[1]"),
    (signal.SIGTERM, "started aws_vpc_security_group_ingress_rule.main[0]"),
    (signal.SIGKILL, "done aws_vpc.main"),
    (signal.SIGINT, "done aws_vpc_security_group_ingress_rule.main[3]"),
]


def drive(folder: Path, environ: dict[str, str]) -> subprocess.Popen[str]:
    """Start an apply."""
    arguments = [sys.executable, str(HERE / "driver.py"), str(folder), str(MODULE)]
    return subprocess.Popen(arguments, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def run_to_the_end(folder: Path, environ: dict[str, str]) -> tuple[int, list[str]]:
    """Apply, and return the exit status and the lines."""
    with drive(folder, environ) as process:
        assert process.stdout
        lines = process.stdout.read().splitlines()
    return process.returncode, lines


def kill_after(folder: Path, environ: dict[str, str], line: str, number: signal.Signals) -> tuple[int, list[str]]:
    """Start an apply, send the signal when the line was printed, and return how the process ended."""
    with drive(folder, environ) as process:
        assert process.stdout
        lines = []
        for text in process.stdout:
            lines.append(text.strip())
            if lines[-1] == line:
                break
        process.send_signal(number)
        lines += process.stdout.read().splitlines()
    assert line in lines, "\n".join(lines)
    return process.returncode, lines


def inventory(cloud: Cloud) -> set[str]:
    """Return the names of everything that exists, but for what every account has."""
    session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
    endpoint = f"http://127.0.0.1:{cloud.port}"
    ec2 = session.client("ec2", endpoint_url=endpoint)
    logs = session.client("logs", endpoint_url=endpoint)
    vpcs = {vpc["VpcId"] for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]}
    groups = {
        group["GroupId"]
        for group in ec2.describe_security_groups()["SecurityGroups"]
        if group["VpcId"] in vpcs and group["GroupName"] != "default"
    }
    return {
        *vpcs,
        *groups,
        *(subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"] if subnet["VpcId"] in vpcs),
        *(
            rule["SecurityGroupRuleId"]
            for rule in ec2.describe_security_group_rules()["SecurityGroupRules"]
            if rule["GroupId"] in groups and not rule["IsEgress"]
        ),
        *(group["logGroupName"] for group in logs.describe_log_groups()["logGroups"]),
    }


def in_state(folder: Path) -> set[str]:
    """Return the names of everything the state knows."""
    resources = json.loads((folder / "terraform.tfstate").read_text())["resources"]
    return {instance["attributes"]["id"] for resource in resources for instance in resource["instances"]}


@pytest.mark.parametrize(
    ("number", "line"), MOMENTS, ids=[f"{number.name}-{line.replace(' ', '-')}" for number, line in MOMENTS]
)
def test_a_killed_apply_converges(
    cloud: Cloud, kept_provider: dict[str, str], tmp_path: Path, number: signal.Signals, line: str
) -> None:
    """After a kill the next apply ends well, the state knows all there is, and then nothing is left to change."""
    environ = cloud.environ() | kept_provider
    status, lines = kill_after(tmp_path / "ws", environ, line, number)
    if number is signal.SIGKILL:
        assert status == -signal.SIGKILL
    else:
        assert status == 3
        assert any(text.startswith("problem interrupted") for text in lines)
        assert cloud.lost() == [], "a stop was sent while AWS was answering"
    status, lines = run_to_the_end(tmp_path / "ws", environ)
    assert status == 0, "\n".join(lines)
    # A kill at the start of a stage may come before its Terraform exists, or after a short one has ended.
    if not line.startswith("stage"):
        assert ("adopting apply" in lines) is (number is signal.SIGKILL)
    assert len(in_state(tmp_path / "ws")) == 12
    assert inventory(cloud) == in_state(tmp_path / "ws")
    if "changes True" in lines:
        status, lines = run_to_the_end(tmp_path / "ws", environ)
    assert (status, lines[-2:]) == (0, ["changes False", "ended"])


def test_terraforms_own_stop_loses_what_is_being_created(
    cloud: Cloud, kept_provider: dict[str, str], tmp_path: Path
) -> None:
    """A SIGINT straight to Terraform at such a moment abandons calls that AWS carries out: what sealane guards."""
    environ = cloud.environ() | kept_provider
    folder = tmp_path / "ws"
    with drive(folder, environ) as process:
        assert process.stdout
        for text in process.stdout:
            if text.strip() == "done aws_vpc.main":
                cloud.delay = 1.0
            if text.strip() == "started aws_security_group.main[1]":
                break
        time.sleep(0.5)
        os.kill(json.loads((folder / ".work/lock").read_text())["terraform"]["pid"], signal.SIGINT)
        process.stdout.read()
    assert process.returncode == 3
    # Whether the state misses them in the end differs between releases; that nobody heard AWS's answer does not.
    assert cloud.lost()


def test_a_second_apply_is_refused_by_name(cloud: Cloud, kept_provider: dict[str, str], tmp_path: Path) -> None:
    """While one apply works, another is refused with the first one's process; the first is not disturbed."""
    environ = cloud.environ() | kept_provider
    with drive(tmp_path / "ws", environ) as first:
        assert first.stdout
        for text in first.stdout:
            if text.strip() == "stage apply":
                break
        status, lines = run_to_the_end(tmp_path / "ws", environ)
        assert status == 3
        assert lines[0].startswith("problem workspace-locked")
        assert f"process={first.pid}" in lines[0]
        assert "verb=apply" in lines[0]
        first.stdout.read()
    assert first.returncode == 0
    assert inventory(cloud) == in_state(tmp_path / "ws")
