"""From a request to everything that is decided before Terraform runs: spec, steps, needs, files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sealane.grammar.partitions import partition_of
from sealane.records import dataclass
from sealane.startup.endpoints import endpoint_needs
from sealane.startup.intent import steps_of
from sealane.terraform import files
from sealane.verbs.aws import Aws, aws
from sealane.verbs.observer import Observer, Stage
from sealane.verbs.wanted import wanted
from sealane.world.tasks import Setting
from sealane.world.values import Unknown

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.spec.load import Loaded
    from sealane.startup.needs import EndpointNeed, TaskSteps
    from sealane.startup.supply import Supply
    from sealane.terraform.files import File
    from sealane.verbs.request import Request
    from sealane.world.existing_network import ExistingNetwork


# In which form the files are written: `files.write` is the root module.
Writer = Callable[["Spec", tuple["TaskSteps", ...], Setting, "Supply | None"], tuple["File", ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """A loaded spec, the AWS it is for, and the folder that `.sealane` lies in."""

    loaded: Loaded
    aws: Aws
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A spec with all that follows from it; `needs` are the endpoints to create.

    `network` is the existing VPC, `None` when one is created.
    """

    loaded: Loaded
    aws: Aws
    setting: Setting
    tasks: tuple[TaskSteps, ...]
    needs: tuple[EndpointNeed, ...]
    network: ExistingNetwork | None
    files: tuple[File, ...]


def intend(request: Request, observer: Observer) -> Intent:
    """Load the spec and decide which AWS it is for.

    Raises:
        InputError: when the spec or an argument is wrong.
        EnvironmentFailure: when the sandbox does not start.

    """
    observer.stage(Stage.READ_SPEC)
    loaded = wanted(request)
    for warning in loaded.warnings:
        observer.warn(warning)
    return Intent(loaded=loaded, aws=aws(request, loaded.spec.region, observer), folder=request.folder)


def settle(intent: Intent, observer: Observer, write: Writer = files.write) -> Settled:
    """Read an existing VPC where the spec names one, and write the files in memory.

    Whoever applies the files must hold the workspace before: what an interrupted apply still creates would else be
    taken for the VPC owner's.

    Raises:
        InputError: when the existing VPC is unfit.
        EnvironmentFailure: when AWS cannot be asked.

    """
    spec, where = intent.loaded.spec, intent.aws
    setting = Setting(
        partition=partition_of(where.region).name,
        region=where.region,
        account=Unknown("read from the caller's credentials by Terraform"),
    )
    tasks = steps_of(spec, setting)
    needs = endpoint_needs(tasks)
    supply, network = None, None
    if spec.network.existing:
        from sealane.verbs.supplied import supplied

        observer.stage(Stage.READ_ACCOUNT, spec.network.vpc_id)
        supply, network = supplied(spec, needs, where, observer, intent.folder)
        needs = tuple(new.need for new in supply.added)
    observer.stage(Stage.WRITE_FILES)
    written = write(spec, tasks, setting, supply)
    return Settled(
        loaded=intent.loaded,
        aws=where,
        setting=setting,
        tasks=tasks,
        needs=needs,
        network=network,
        files=tuple(written),
    )
