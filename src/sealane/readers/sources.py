"""Any source but a directory with .tf files, which only Terraform can read, to a world.

The reader of a source is imported when there is one of its kind, because start-up time is a budget.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from sealane.errors import InputError, Problem
from sealane.readers.recognise import Recognised, SourceKind
from sealane.records import replace
from sealane.world.world import World


def world_of_source(
    source: Recognised, *, parameters: Mapping[str, str] | None = None, region: str = "", account: str = ""
) -> World:
    """Read a source that was recognised.

    `parameters` are those of CloudFormation templates; `region` and `account` are where a template is deployed to that
    does not say so itself.

    Raises:
        InputError: when the source is wrong somewhere, or is a directory with .tf files.
        EnvironmentFailure: when it cannot be read here.

    """
    match source.kind:
        case SourceKind.PLAN:
            from sealane.readers.plan.read import world_of_plan

            return world_of_plan(source.content, source.name, account)
        case SourceKind.STATE | SourceKind.STATE_FILE:
            return _of_state(source)
        case SourceKind.CAPTURE if source.path is not None:
            from sealane.readers.capture.folder import read_folder
            from sealane.readers.capture.read import world_of as world_of_capture

            return world_of_capture(read_folder(source.path, source.name))
        case SourceKind.TEMPLATE | SourceKind.ASSEMBLY:
            return _of_templates(source, parameters, region, account)
        case _:
            what = f"{source.name} must be planned before it can be read"
            raise InputError(Problem(code="source-needs-plan", what=what))


def _of_state(source: Recognised) -> World:
    from sealane.readers.state.read import world_of_state
    from sealane.readers.state_file import shown_state

    shown = source.content if source.kind is SourceKind.STATE else shown_state(source.content, source.name)
    return world_of_state(shown, source.name)


def _of_templates(source: Recognised, parameters: Mapping[str, str] | None, region: str, account: str) -> World:
    from sealane.readers.cloudformation.assembly import file_beside, templates_of
    from sealane.readers.cloudformation.read import Template, world_of_templates

    folder = source.path
    if source.kind is SourceKind.ASSEMBLY and folder is not None:
        templates = templates_of(folder, source.name)
    else:
        templates = (Template(name=source.name, text=source.content),)
        folder = None if folder is None else folder.parent
    placed = tuple(replace(one, region=one.region or region, account=one.account or account) for one in templates)
    return world_of_templates(
        placed, name=source.name, parameters=parameters, beside=None if folder is None else partial(file_beside, folder)
    )
