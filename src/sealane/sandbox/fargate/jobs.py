"""A launch whose start has worked, to the job of running its containers."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sealane.lab.sockets import Spaces
from sealane.lab.task.connections import Caller
from sealane.lab.task.definition import Contained, contained
from sealane.lab.task.documents import Identity, moment
from sealane.lab.task.job import Job, Logged
from sealane.lab.task.scene import Prepared
from sealane.lab.task.shipping import Stream
from sealane.lab.task.signing import Service
from sealane.lab.task.steps.log_stream import stream_name
from sealane.lab.task.subjects import host_of, name_of
from sealane.lab.task.supply import EXECUTION_ROLE, TASK_ROLE, Place, Timeouts
from sealane.sandbox.fargate.orders import Launch
from sealane.startup.step import StepName
from sealane.world.tasks import Container
from sealane.world.values import Known

_VALID = dt.timedelta(hours=6)


def job_of(  # noqa: PLR0913 (what a job is made of)
    launch: Launch,
    spaces: Spaces,
    place: Place,
    prepared: Prepared,
    *,
    address: str,
    authority: Path,
    began: float,
    group: str,
    privileged: bool,
) -> Job:
    """Return the job."""
    overrides = {one.get("name"): one for one in launch.overrides.get("containerOverrides") or ()}
    containers = tuple(contained(one, overrides.get(one["name"])) for one in launch.definition["containerDefinitions"])
    caller = Caller(spaces=spaces, place=place, timeouts=Timeouts(), authority=authority)
    return Job(
        containers=containers,
        images=prepared.images,
        secrets=prepared.secrets,
        files=_files(containers, prepared),
        identity=_identity(launch, place, address, began),
        place=place,
        folder=Path(launch.folder),
        authority=authority,
        logs={one.name: logged for one in launch.task.containers if (logged := _logged(one, launch, caller))},
        volumes=_volumes(launch),
        credentials=(lambda: _credentials(launch)) if TASK_ROLE in launch.keys else None,
        group=group,
        privileged=privileged,
    )


def _files(containers: tuple[Contained, ...], prepared: Prepared) -> dict[str, bytes]:
    """Return files of variables by ARN; they were kept by bucket and key."""
    arns = {arn for one in containers for arn in one.environment_files}
    return {arn: prepared.files[place][0] for arn in arns if (place := arn.rpartition(":::")[2]) in prepared.files}


def _identity(launch: Launch, place: Place, address: str, began: float) -> Identity:
    definition = launch.definition
    return Identity(
        arn=launch.arn,
        cluster=launch.cluster,
        family=str(definition["family"]),
        revision=str(definition["revision"]),
        region=launch.setting.region,
        address=address,
        zone=launch.zone,
        block=launch.block,
        servers=place.servers,
        service=launch.service,
        cpu_units=int(definition.get("cpu") or 0),
        memory_mib=int(definition.get("memory") or 0),
        created=began,
        pull_started=began,
        pull_stopped=time.time(),
    )


def _logged(container: Container, launch: Launch, caller: Caller) -> Logged | None:
    if container.log.driver != "awslogs" or EXECUTION_ROLE not in launch.keys:
        return None
    step = next(
        (one for one in launch.steps if one.name is StepName.LOG_STREAM and one.subject == container.name), None
    )
    if step is None:
        return None
    region = container.log.option("awslogs-region")
    service = Service(name="logs", host=host_of(step), region=region.value if isinstance(region, Known) else "")
    stream = Stream(
        caller=caller,
        keys=lambda: launch.keys[EXECUTION_ROLE],
        service=service,
        group=name_of(step.calls[0].resources[0]),
        name=stream_name(container, launch.arn.rpartition("/")[2]),
    )
    options = dict(container.log.options.value) if isinstance(container.log.options, Known) else {}
    return Logged(driver="awslogs", options=options, put=stream.put)


def _volumes(launch: Launch) -> dict[str, Path]:
    """Make a folder for each volume; those of EFS outlive the task, and are the same for all that mount them."""
    found = {}
    tasks = Path(launch.folder).parent
    for volume in launch.definition.get("volumes") or ():
        shared: Mapping[str, Any] = volume.get("efsVolumeConfiguration") or {}
        root = str(shared.get("rootDirectory") or "/").strip("/").replace("..", "")
        name = str(volume["name"])
        own = Path(launch.folder) / "volumes" / name
        folder = tasks.parent / "efs" / shared["fileSystemId"] / root if shared else own
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
        found[name] = folder
    return found


def _credentials(launch: Launch) -> dict[str, str]:
    keys = launch.keys[TASK_ROLE]
    return {
        "AccessKeyId": keys.access_key,
        "SecretAccessKey": keys.secret_key,
        "Token": keys.token,
        "RoleArn": launch.roles[TASK_ROLE][1],
        "Expiration": moment(time.time() + _VALID.total_seconds()),
    }
