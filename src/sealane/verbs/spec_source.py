"""A spec as a source: the Terraform that would be written from it is linked, and nothing is asked of AWS."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sealane.errors import InputError, Place, Problem
from sealane.grammar.partitions import partition_of
from sealane.spec.load import decode, load_plainly
from sealane.startup.intent import steps_of
from sealane.terraform import files
from sealane.terraform.events import Observer
from sealane.verbs.called import with_calls
from sealane.verbs.prove_sources import world_from_written
from sealane.verbs.saving import save
from sealane.world.tasks import Setting
from sealane.world.values import Unknown

if TYPE_CHECKING:
    from sealane.readers.recognise import Recognised
    from sealane.spec.document import Spec
    from sealane.terraform.linking.variables import Variables
    from sealane.world.world import World


def world_from_spec(
    found: Recognised, *, region: str, variables: Variables, environ: Mapping[str, str], observer: Observer
) -> World:
    """Return the world that a spec's Terraform would make.

    Raises:
        InputError: the spec is wrong, or names an existing VPC, which only the account can show.
        EnvironmentFailure: Terraform is missing or cannot link.

    """
    spec = load_plainly(decode(found.content, found.name), found.name).spec
    if spec.network.existing:
        raise InputError(_needs_account(found.name, spec))
    where = spec.region or region
    if not where:
        raise InputError(_needs_region(found.name))
    setting = Setting(
        partition=partition_of(where).name, region=where, account=Unknown("read from the caller by Terraform")
    )
    with TemporaryDirectory(prefix="sealane-spec-") as scratch:
        for file in files.write(spec, steps_of(spec, setting), setting, None):
            save(Path(scratch) / file.name, file.text)
        world = world_from_written(Path(scratch), found.name, variables=variables, environ=environ, observer=observer)
    return with_calls(world, spec.endpoints.aws_services)


def _needs_account(name: str, spec: Spec) -> Problem:
    return Problem(
        code="spec-needs-account",
        what=f"{name} builds on {spec.network.vpc_id}, which only the account can show",
        hint=f"`sealane plan --file {name}` reads that VPC and proves the plan",
        place=Place(file=name),
    )


def _needs_region(name: str) -> Problem:
    return Problem(
        code="spec-needs-region",
        what=f"{name} names no Region",
        hint="add `region: us-east-1` to it, or give `--region us-east-1`",
        place=Place(file=name),
    )
