"""A secret under the very ARN that a world has for it, where the embedded AWS would mint one of its own.

Secrets Manager ends each ARN in six random characters, which policies and task definitions then name:
https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
"""

from __future__ import annotations

from typing import Any

from sealane.sandbox import caller
from sealane.sandbox.record import Sandbox

ROUTE = "secret-arn"


def give(sandbox: Sandbox, arn: str, name: str) -> None:
    """Give the secret of a name, in the ARN's account and Region, this ARN.

    Raises:
        EnvironmentFailure: the sandbox does not answer.

    """
    caller.ask(sandbox, ROUTE, {"arn": arn, "name": name})


def given(question: dict[str, Any]) -> None:
    """Do it; runs inside the server."""
    from moto.secretsmanager.models import secretsmanager_backends

    arn, name = str(question["arn"]), str(question["name"])
    _, _, _, region, account, *_ = arn.split(":")
    secretsmanager_backends[account][region].secrets[name].arn = arn
