"""The real server reaches nothing but this machine and says so when moto cannot answer."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from sealane.sandbox.clients import client
from sealane.sandbox.record import Sandbox


def test_the_server_holds_nothing_of_the_users_environment(sandbox: Sandbox) -> None:
    """Its environment has the fake key, and no AWS variable but those we set."""
    raw = Path(f"/proc/{sandbox.pid}/environ").read_bytes().decode().split("\0")
    held = dict(line.split("=", 1) for line in raw if "=" in line)
    assert {name: held[name] for name in held if name.startswith("AWS_")} == {
        "AWS_ACCESS_KEY_ID": "sandbox",
        "AWS_SECRET_ACCESS_KEY": "sandbox",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def test_the_server_does_not_call_out_when_asked_to(sandbox: Sandbox) -> None:
    """A topic that delivers over HTTP to a public name is refused by the fence, and the server lives on."""
    sns = client(sandbox, "sns", "us-east-1")
    topic = sns.create_topic(Name="out")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="http", Endpoint="http://example.com/hook")
    with pytest.raises(ClientError, match="reaches nothing but this machine"):
        sns.publish(TopicArn=topic, Message="hello")
    assert "FenceError" in sandbox.log.read_text()
    assert client(sandbox, "sts", "us-east-1").get_caller_identity()["Account"] == sandbox.account


@pytest.mark.parametrize("service", ["ec2", "ecs", "iam", "efs"])
def test_what_moto_cannot_do_is_answered_at_once(sandbox: Sandbox, service: str) -> None:
    """A call that moto lacks ends with our code, well before any client's patience with retries."""
    calls = {
        "ec2": ("describe_ipams", {}),
        "ecs": ("list_services_by_namespace", {"namespace": "x"}),
        "iam": ("list_service_specific_credentials", {}),
        "efs": ("describe_replication_configurations", {}),
    }
    name, arguments = calls[service]
    before = time.monotonic()
    with pytest.raises(ClientError, match="SandboxCannot"):
        getattr(client(sandbox, service, "us-east-1"), name)(**arguments)
    assert time.monotonic() - before < 10
