"""`sealane mcp`: the verbs that only read, as tools for a program that speaks MCP."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sealane.cli.settings import aws_options
from sealane.errors import EnvironmentFailure, InputError, Problem

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions


@click.command("mcp", short_help="the verbs that only read, as tools for a program that speaks MCP")
@click.option("--root", "roots", multiple=True, metavar="DIR", help="Read files in there alone; here when left out.")
@click.option("--live", is_flag=True, help="Let tools read the account; nothing is written there.")
@click.option("--terraform", is_flag=True, help="Let Terraform be run on a directory, to link it.")
@aws_options
def command(roots: tuple[str, ...], *, live: bool, terraform: bool, **aws: Any) -> None:
    """Serve prove, diagnose, trace, authorize, endpoints, policies, cost and explain over standard input and output.

    The Model Context Protocol is how assistants and editors use tools: https://modelcontextprotocol.io. No tool writes
    anything. Files are read inside of --root, wherever symbolic links lead; the account only with --live.
    """
    permissions = _permissions(roots, live=live, terraform=terraform, aws=aws)
    try:
        from sealane.mcp.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("sealane"):
            raise
        raise EnvironmentFailure(
            Problem(
                code="extra-missing",
                what="the MCP server needs a package that is not installed",
                facts=(("missing", error.name or str(error)),),
                hint=f"`{sys.executable} -m pip install 'sealane[mcp]'`",
            )
        ) from None
    serve(permissions)


def _permissions(roots: tuple[str, ...], *, live: bool, terraform: bool, aws: dict[str, Any]) -> Permissions:
    """Turn the options into what is permitted.

    Raises:
        InputError: when a root is no folder.

    """
    from sealane.mcp.permissions import Permissions

    folders = [Path(root) for root in roots or (".",)]
    for folder in folders:
        if not folder.is_dir():
            what = f"`{folder}` is no folder"
            raise InputError(Problem(code="root-no-folder", what=what, hint="`sealane mcp --root .`"))
    return Permissions(
        roots=tuple(folder.resolve() for folder in folders),
        live=live or bool(aws["sandbox"]),
        terraform=terraform,
        aws={name: value for name, value in aws.items() if value},
        environ=dict(os.environ),
    )
