"""Options that several verbs share: the spec, the image, the AWS settings, the sandbox.

They are declared as values, which click gets for most verbs and `sealane.cli.quick` reads by itself for some.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from sealane.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sealane.verbs.request import Request

F = TypeVar("F", bound="Callable[..., Any]")


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its names, the key of its value, and whether it takes a text, several, or none."""

    names: tuple[str, ...]
    key: str
    kind: Literal["text", "texts", "flag"]
    help: str
    metavar: str = ""
    default: str = ""


SPEC = (
    Option(("-f", "--file"), "file", "text", "The spec; `-` reads stdin.", "FILE", "sealane.yaml"),
    Option(
        ("--image",),
        "images",
        "texts",
        "Image to run instead of the spec's; alone it needs no spec.",
        "[SERVICE=]IMAGE",
    ),
)
AWS = (
    Option(("--sandbox",), "sandbox", "flag", "Speak to the embedded AWS instead of a real account."),
    Option(("--profile",), "profile", "text", "AWS profile.", "NAME"),
    Option(("--region",), "region", "text", "AWS Region.", "REGION"),
    Option(("--role-arn",), "role_arn", "text", "Role to assume first.", "ARN"),
    Option(("--endpoint-url",), "endpoint_url", "text", "Send every AWS call there.", "URL"),
)


def spec_options(function: F) -> F:
    """Add `--file` and `--image`."""
    return with_options(*SPEC)(function)


def aws_options(function: F) -> F:
    """Add `--sandbox` and the AWS settings."""
    return with_options(*AWS)(function)


def with_options(*options: Option) -> Callable[[F], F]:
    """Return a decorator that gives the options to a command of click."""
    import click

    def decorated(function: F) -> F:
        for option in reversed(options):
            about: dict[str, Any] = {"help": option.help}
            if option.kind == "flag":
                about["is_flag"] = True
            else:
                about["metavar"] = option.metavar
            if option.kind == "texts":
                about["multiple"] = True
            if option.kind == "text":
                about |= {"default": option.default, "show_default": bool(option.default)}
            function = click.option(*option.names, option.key, **about)(function)
        return function

    return decorated


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
