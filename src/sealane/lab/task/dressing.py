"""A container made ready: its image unpacked, its files beside it, its specification written."""

from __future__ import annotations

import resource
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sealane.lab.task.bundle import Frame, specification
from sealane.lab.task.definition import Contained
from sealane.lab.task.documents import Instance
from sealane.lab.task.environment import environment_of
from sealane.lab.task.job import Job
from sealane.lab.task.layout import pulled, unpack
from sealane.lab.task.metadata import credentials_path, v4_uri
from sealane.lab.task.tree import Tree
from sealane.lab.task.users import user_of
from sealane.records import dataclass

_AUTHORITIES: Final = (
    "etc/ssl/certs/ca-certificates.crt",
    "etc/pki/tls/certs/ca-bundle.crt",
    "etc/ssl/ca-bundle.pem",
    "etc/ssl/cert.pem",
    "etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
)
"""Where programs of the usual distributions look for the certificate authorities that they trust."""

_AUTHORITY: Final = "/etc/sealane-lab-authority.pem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dressed:
    """A container that can be started."""

    instance: Instance
    bundle: Path
    specification: Mapping[str, Any]
    stop_signal: str
    group: str


def dress(container: Contained, number: int, job: Job) -> Dressed:
    """Unpack the container's image and say how it runs.

    Raises:
        Unusable: the image cannot be unpacked.
        NoSuchUser: its user is not in it.

    """
    bundle = job.folder / container.name
    image = pulled(job.images[container.name])
    tree = unpack(image, bundle / "rootfs")
    user = user_of(container.user or image.configuration.user, tree)
    identifier = f"{job.task_id}-{number:010d}"
    group = f"{job.group}/{container.name}" if job.group else ""
    logged = job.logs.get(container.name)
    frame = Frame(
        root=str(tree.root),
        hostname=_hostname(job),
        environment=_environment(container, identifier, image.configuration.environment, job),
        binds=(*_files(job), *_authorities(tree, job), *_volumes(container, job)),
        cgroup=group,
        cpu_units=job.identity.cpu_units,
        memory_mib=job.identity.memory_mib,
        privileged=job.privileged,
        ceilings=_ceilings(),
    )
    return Dressed(
        instance=Instance(
            container=container,
            identifier=identifier,
            image_id=image.image_id,
            log_driver=logged.driver if logged else "",
            log_options=logged.options if logged else {},
        ),
        bundle=bundle,
        specification=specification(container, image.configuration, user, frame),
        stop_signal=image.configuration.stop_signal or "SIGTERM",
        group=group,
    )


def _ceilings() -> dict[str, int]:
    """Return the hard limits of this very process, which not even root may raise everywhere."""
    names = [name for name in dir(resource) if name.startswith("RLIMIT_")]
    highest = {name: resource.getrlimit(getattr(resource, name))[1] for name in names}
    return {
        name.removeprefix("RLIMIT_").lower(): limit
        for name, limit in highest.items()
        if limit != resource.RLIM_INFINITY
    }


def _environment(container: Contained, identifier: str, image: tuple[str, ...], job: Job) -> dict[str, str]:
    """Return it, with what Fargate adds.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html
    """
    region = job.identity.region
    secrets = {name: value for (owner, name), value in job.secrets.items() if owner == container.name}
    added = {
        "ECS_CONTAINER_METADATA_URI_V4": v4_uri(identifier),
        "ECS_CONTAINER_METADATA_URI": v4_uri(identifier).replace("/v4/", "/v3/"),
        "AWS_EXECUTION_ENV": "AWS_ECS_FARGATE",
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "HOSTNAME": _hostname(job),
    }
    if job.credentials is not None:
        added["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = credentials_path(job.task_id)
    files = [job.files[place] for place in container.environment_files if place in job.files]
    found = environment_of(image, files, dict(container.environment) | secrets, added)
    # The names of AWS are answered with certificates of the lab's own, which nothing outside it trusts.
    return {"AWS_CA_BUNDLE": _AUTHORITY, "SSL_CERT_FILE": _AUTHORITY} | found


def _hostname(job: Job) -> str:
    return f"ip-{job.identity.address.replace('.', '-').replace(':', '-')}.{job.identity.region}.compute.internal"


def _files(job: Job) -> Iterator[tuple[str, str, bool]]:
    hostname = _hostname(job)
    contents = {
        "resolv.conf": "".join(f"nameserver {server}\n" for server in job.place.servers),
        "hosts": f"127.0.0.1 localhost\n::1 localhost\n{job.identity.address} {hostname}\n",
        "hostname": f"{hostname}\n",
    }
    for name, content in contents.items():
        path = job.folder / name
        path.write_text(content, encoding="utf-8")
        path.chmod(0o644)
        yield str(path), f"/etc/{name}", False
    job.authority.chmod(0o644)
    yield str(job.authority), _AUTHORITY, True


def _authorities(tree: Tree, job: Job) -> Iterator[tuple[str, str, bool]]:
    seen = set()
    for name in _AUTHORITIES:
        path = tree.find(name)
        if path is not None and path.is_file() and path not in seen:
            seen.add(path)
            yield str(job.authority), f"/{path.relative_to(tree.root)}", True


def _volumes(container: Contained, job: Job) -> Iterator[tuple[str, str, bool]]:
    for mount in container.mounts:
        if mount.volume in job.volumes and mount.path:
            yield str(job.volumes[mount.volume]), mount.path, mount.read_only
