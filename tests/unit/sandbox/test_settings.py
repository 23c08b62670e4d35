"""What a client sets and forgets to speak to the sandbox."""

from __future__ import annotations

import os
import subprocess

import pytest

from sealane.sandbox import settings
from sealane.sandbox.record import Sandbox

SANDBOX = Sandbox(
    instance="0123", endpoint="http://127.0.0.1:4321", pid=1, account="123456789012", started="", folder="/f", token="t"
)


def test_every_setting_of_the_user_is_replaced() -> None:
    """No credential, profile, role, Region or endpoint of the user survives."""
    users = {
        "AWS_ACCESS_KEY_ID": "AKIAREAL",
        "AWS_SECRET_ACCESS_KEY": "real",
        "AWS_SESSION_TOKEN": "real",
        "AWS_PROFILE": "production",
        "AWS_ROLE_ARN": "arn:aws:iam::1:role/real",
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/token",
        "AWS_CA_BUNDLE": "/ca.pem",
        "AWS_ENDPOINT_URL_S3": "https://s3.example",
        "AWS_ENDPOINT_URL_SOMETHING_NEW": "https://new.example",
        "AWS_REGION": "eu-west-1",
        "AWS_CONFIG_FILE": "/home/me/.aws/config",
        "AWS_BEARER_TOKEN_BEDROCK": "real",
    }
    got = settings.environment(users, SANDBOX, "us-east-2")
    assert got == settings.variables(SANDBOX, "us-east-2")
    assert got["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4321"
    assert (got["AWS_REGION"], got["AWS_DEFAULT_REGION"]) == ("us-east-2", "us-east-2")


def test_the_rest_of_the_environment_stays() -> None:
    """What has nothing to do with credentials or endpoints is left as it was."""
    users = {"PATH": "/bin", "AWS_PAGER": "", "AWS_DEFAULT_OUTPUT": "table", "TF_LOG": "info", "AWSOME": "yes"}
    got = settings.environment(users, SANDBOX, "us-east-1")
    assert {name: got[name] for name in users} == users


@pytest.mark.parametrize("proxy", ["HTTP_PROXY", "https_proxy"])
def test_loopback_goes_past_a_proxy(proxy: str) -> None:
    """With a proxy set, loopback is exempted beside what was exempted before; without one nothing is added."""
    got = settings.environment({proxy: "http://proxy:1", "NO_PROXY": "corp"}, SANDBOX, "us-east-1")
    assert got["NO_PROXY"] == got["no_proxy"] == "corp,127.0.0.1,localhost"
    assert "NO_PROXY" not in settings.environment({}, SANDBOX, "us-east-1")


def test_the_printed_lines_do_what_the_mapping_does() -> None:
    """A shell that evaluates the lines ends with the same AWS variables as `environment` gives."""
    users = {"PATH": os.environ["PATH"], "AWS_PROFILE": "p", "AWS_ENDPOINT_URL_ECS": "https://x", "AWS_REGION": "r"}
    script = settings.exports(SANDBOX, "eu-central-1", users) + "env -0"
    shown = subprocess.run(["sh", "-c", script], env=users, capture_output=True, check=True).stdout.decode()
    got = dict(line.split("=", 1) for line in shown.split("\0") if line.startswith("AWS_"))
    assert got == settings.variables(SANDBOX, "eu-central-1")


def test_nothing_set_is_also_removed() -> None:
    """The two lists never contradict each other."""
    users = {**dict.fromkeys(settings.REMOVED, "x"), **settings.variables(SANDBOX, "r")}
    assert set(settings.removals(users)) == set(settings.REMOVED)
