"""The arguments that say what a tool is about: a source to read, or the account where that is permitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.errors import InputError, Problem
from sealane.mcp.places import Inside, inside
from sealane.mcp.tool import Arguments, Schema, text, texts
from sealane.verbs.request import Request
from sealane.verbs.subject import Subject

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions


def source_arguments(permissions: Permissions) -> Schema:
    """Return the schemas of the arguments that name a source."""
    kinds = "a Terraform plan or state from `terraform show -json`, a CloudFormation template, what `cdk synth` wrote, "
    kinds += "a folder of saved `aws … describe-*` answers, a sealane.yaml"
    taken: Schema = {
        "source": text(
            f"Path of what to read: {kinds}{', a directory with Terraform' if permissions.terraform else ''}."
        ),
        "region": text("AWS Region, where the source names none."),
        "account": text("The 12 digits of the account, where the source names none."),
        "variables": texts("`NAME=VALUE` for variables or parameters."),
        "subnets": texts("Where task definitions would run that nothing runs."),
        "security_groups": texts("With which groups they would."),
    }
    if permissions.terraform:
        taken["config"] = text("The Terraform directory that a plan came from, which links it exactly.")
        taken["variable_files"] = texts("Files with Terraform variables.")
    if permissions.live:
        taken["live"] = {"type": "boolean", "description": "Read the account instead of a source; nothing is written."}
        taken["clusters"] = texts("With live: only these clusters.")
        taken["services"] = texts("With live: only these services.")
    return taken


def subject_of(arguments: Arguments, permissions: Permissions) -> tuple[Subject, Request]:
    """Turn arguments into a subject, and the request that it is read with.

    Raises:
        InputError: when nothing or two things are named, or a path may not be read.

    """
    source, live = arguments.get("source", ""), bool(arguments.get("live"))
    if bool(source) == live:
        what = "both a source and the account are named" if live else "nothing is named that could be read"
        also = ", or live: true" if permissions.live else "; the account is not read, for the server is not told --live"
        raise InputError(Problem(code="source-unclear", what=what, hint=f'source: "plan.json"{also}'))
    place = source_place(source, permissions) if source else Inside(root=permissions.roots[0], name="")
    config = arguments.get("config", "")
    subject = Subject(
        source=place.name,
        account=arguments.get("account", ""),
        config=str(inside(config, permissions).path) if config else "",
        variable_files=tuple(str(inside(one, permissions).path) for one in arguments.get("variable_files", ())),
        variables=tuple(arguments.get("variables", ())),
        clusters=tuple(arguments.get("clusters", ())),
        services=tuple(arguments.get("services", ())),
        subnets=tuple(arguments.get("subnets", ())),
        security_groups=tuple(arguments.get("security_groups", ())),
    )
    return subject, request_of(arguments, permissions, place)


def request_of(arguments: Arguments, permissions: Permissions, place: Inside) -> Request:
    """Return the request that is read in a place's root, in the Region that is named or the server's own."""
    settings = {**permissions.aws, **({"region": arguments["region"]} if arguments.get("region") else {})}
    return Request(**settings, environ=permissions.environ, folder=place.root)


def source_place(source: str, permissions: Permissions) -> Inside:
    """Return where a source is; one that Terraform would be run on only where that is permitted.

    Raises:
        InputError: when it may not be read.

    """
    place = inside(source, permissions)
    if place.path.is_dir() and not permissions.terraform:
        from sealane.readers.recognise import SourceKind, recognise

        if recognise(place.path, source).kind is SourceKind.DIRECTORY:
            raise InputError(_needs_terraform(source))
    return place


def _needs_terraform(source: str) -> Problem:
    return Problem(
        code="terraform-not-permitted",
        what=f"`{source}` has Terraform, which this server may not run",
        facts=(("why", "it may read other files than those of the directory, and fetch modules"),),
        hint="give a plan, `terraform show -json PLAN > plan.json`, or start the server with `sealane mcp --terraform`",
    )
