"""The arguments of the tools that are about the tasks of a spec, a task definition or an image."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sealane.errors import InputError, Problem
from sealane.mcp.places import Inside, inside
from sealane.mcp.subjects import request_of
from sealane.mcp.tool import Arguments, Schema, text
from sealane.records import replace

if TYPE_CHECKING:
    from sealane.mcp.permissions import Permissions
    from sealane.verbs.understand import Understood

_NO_FILE: Final = "sealane-mcp-no-spec.yaml"


def task_arguments(permissions: Permissions) -> Schema:
    """Return the schemas of the arguments."""
    del permissions
    return {
        "file": text(
            "Path of a sealane.yaml, or of a task definition as `register-task-definition` takes it, in JSON."
        ),
        "image": text("An ECR image alone, `payments/api:1.4.2` for example, in the place of a file."),
        "region": text("AWS Region, where the file names none."),
        "account": text("The 12 digits of the account, to be written into ARNs."),
        "platform_version": text("Fargate platform version of a task definition."),
    }


def understood_of(arguments: Arguments, permissions: Permissions) -> Understood:
    """Derive what the tasks need; no account is asked.

    Raises:
        InputError: when nothing or two things are named, or what is named is wrong.

    """
    from sealane.verbs.understand import understand

    file, image = arguments.get("file", ""), arguments.get("image", "")
    if bool(file) == bool(image):
        what = "both a file and an image are named" if file else "neither a file nor an image is named"
        raise InputError(Problem(code="task-unclear", what=what, hint='file: "sealane.yaml", or image: "demo/app:1.0"'))
    # An image alone is one that is asked about where no file is.
    place = inside(file, permissions) if file else Inside(root=permissions.roots[0], name=_NO_FILE)
    request = replace(
        request_of(arguments, permissions, place), file=place.name, images=(image,) if image else (), sandbox=False
    )
    return understand(
        request, account=arguments.get("account", ""), platform_version=arguments.get("platform_version", "")
    )
