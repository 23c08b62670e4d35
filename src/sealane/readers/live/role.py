"""Temporary credentials of a role, for a program that is given them in its environment."""

from __future__ import annotations

from collections.abc import Mapping

from sealane.readers.live.call import Call, permissions
from sealane.readers.live.door import Door

_ASSUME = Call(service="sts", operation="AssumeRole")
_SESSION = "sealane"

ACTIONS: tuple[str, ...] = permissions(_ASSUME)


def role_environment(door: Door, role_arn: str, environ: Mapping[str, str]) -> dict[str, str]:
    """Return `environ` with the role's credentials in place of every other source; they last an hour.

    https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html

    Raises:
        EnvironmentFailure: the role cannot be assumed, or AWS cannot be asked.

    """
    answer = door.ask(_ASSUME, RoleArn=role_arn, RoleSessionName=_SESSION)["Credentials"]
    # A profile would win over credentials in the environment, so it is left out.
    kept = {name: value for name, value in environ.items() if name not in {"AWS_PROFILE", "AWS_DEFAULT_PROFILE"}}
    return kept | {
        "AWS_ACCESS_KEY_ID": str(answer["AccessKeyId"]),
        "AWS_SECRET_ACCESS_KEY": str(answer["SecretAccessKey"]),
        "AWS_SESSION_TOKEN": str(answer["SessionToken"]),
    }
