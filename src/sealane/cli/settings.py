"""Options that several verbs share: the spec, the image, the AWS settings, the sandbox."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sealane.verbs.request import Request

F = TypeVar("F", bound="Callable[..., Any]")

_SPEC = (
    click.option(
        "-f", "--file", default="sealane.yaml", show_default=True, metavar="FILE", help="The spec; `-` reads stdin."
    ),
    click.option(
        "--image",
        "images",
        multiple=True,
        metavar="[SERVICE=]IMAGE",
        help="Image to run instead of the spec's; alone it needs no spec.",
    ),
)
_AWS = (
    click.option("--sandbox", is_flag=True, help="Speak to the embedded AWS instead of a real account."),
    click.option("--profile", default="", metavar="NAME", help="AWS profile."),
    click.option("--region", default="", metavar="REGION", help="AWS Region."),
    click.option("--role-arn", default="", metavar="ARN", help="Role to assume first."),
    click.option("--endpoint-url", default="", metavar="URL", help="Send every AWS call there."),
)


def spec_options(function: F) -> F:
    """Add `--file` and `--image`."""
    for option in reversed(_SPEC):
        function = option(function)
    return function


def aws_options(function: F) -> F:
    """Add `--sandbox` and the AWS settings."""
    for option in reversed(_AWS):
        function = option(function)
    return function


def request_of(options: Mapping[str, object]) -> Request:
    """Turn the parsed options into what the verbs take."""
    from sealane.verbs.request import Request

    images = options.get("images", ())
    return Request(
        file=str(options.get("file", "sealane.yaml")),
        images=tuple(map(str, images)) if isinstance(images, tuple) else (),
        sandbox=bool(options.get("sandbox", False)),
        profile=str(options.get("profile", "")),
        region=str(options.get("region", "")),
        role_arn=str(options.get("role_arn", "")),
        endpoint_url=str(options.get("endpoint_url", "")),
        environ=dict(os.environ),
        folder=Path.cwd(),
    )
