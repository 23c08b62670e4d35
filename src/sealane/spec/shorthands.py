"""The short ways to write common parts, turned into their full form.

Each function takes whatever was written and returns it unchanged when it is no shorthand; the models call them
before they validate, so a spec file and a spec built in Python read alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, LiteralString

SERVICE_OF_A_SINGLE_IMAGE = "app"
"""Name of the service when the spec only says `image`."""

_SECRET = re.compile(r"arn:[^:]*:secretsmanager:")
_PARAMETER = re.compile(r"arn:[^:]*:ssm:")
# The text that ECS itself takes as `valueFrom`: the secret's ARN, then JSON key, version stage and version id.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
_ECS_PARTS = 10
_ARN_PARTS = 7
_BOTH: Final = "image-and-services"
_AMBIGUOUS: Final = "secret-ambiguous"
_WRONG_TYPE: Final = "wrong-type"


def spec(value: Any) -> Any:  # noqa: ANN401 - what a file says can be anything
    """Read `image: X` at the top as `services: {app: {image: X}}`."""
    if not isinstance(value, Mapping) or "image" not in value:
        return value
    if "services" in value:
        raise _refusal(
            _BOTH,
            "the spec has both `image` and `services`",
            {"key": "image", "hint": "move the image into a service: `services: {app: {image: …}}`"},
        )
    rest = {key: part for key, part in value.items() if key != "image"}
    return {**rest, "services": {SERVICE_OF_A_SINGLE_IMAGE: {"image": value["image"]}}}


def workload(value: Any) -> Any:  # noqa: ANN401 - as above
    """Read a text as the service's image."""
    return {"image": value} if isinstance(value, str) else value


def switch(value: Any) -> Any:  # noqa: ANN401 - as above
    """Read `true` as a block with every default and `false` as no block."""
    if value is True:
        return {}
    return None if value is False else value


def health_command(value: Any) -> Any:  # noqa: ANN401 - as above
    """Read a text as a command for the container's shell."""
    return ("CMD-SHELL", value) if isinstance(value, str) else value


def secret(value: Any) -> Any:  # noqa: ANN401 - as above
    """Read an ARN of Secrets Manager or Parameter Store, or a parameter's path, as the reference it is."""
    if not isinstance(value, str):
        return value
    if _SECRET.match(value):
        return _from_secrets_manager(value)
    if _PARAMETER.match(value) or value.startswith("/"):
        return {"parameter": value}
    raise _refusal(
        _AMBIGUOUS,
        "`{value}` may name a secret of Secrets Manager or a parameter of Parameter Store",
        {
            "value": value,
            "hint": f"say which: `{{parameter: {value}}}` for Parameter Store, or for Secrets Manager its ARN, which "
            f"`aws secretsmanager describe-secret --secret-id {value} --query ARN` prints",
        },
    )


def number_or_names(value: Any) -> Any:  # noqa: ANN401 - as above
    """Refuse anything but a count or a list of zones with one error instead of one for each possibility."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, (list, tuple)) and all(isinstance(zone, str) for zone in value):
        return tuple(value)
    raise _refusal(
        _WRONG_TYPE,
        "`zones` takes a number, or a list of zone names or ids",
        {"hint": "`zones: 2`, or `zones: [us-east-1a, us-east-1b]`"},
    )


def _refusal(kind: LiteralString, message: LiteralString, context: dict[str, Any]) -> ValueError:
    """Return what Pydantic reports with the value's path; a spec in which nothing is wrong needs no Pydantic."""
    from pydantic_core import PydanticCustomError

    return PydanticCustomError(kind, message, context)


def _from_secrets_manager(arn: str) -> dict[str, str]:
    parts = arn.split(":")
    if len(parts) <= _ARN_PARTS:
        return {"secret": arn}
    found = {"secret": ":".join(parts[:_ARN_PARTS])}
    names = ("key", "version_stage", "version_id")
    found.update({name: part for name, part in zip(names, parts[_ARN_PARTS:_ECS_PARTS], strict=False) if part})
    if len(parts) > _ECS_PARTS:
        found["secret"] = arn
    return found
