"""Where the packets of the failed step must go: the addresses of the endpoints, or mount targets, that serve it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sealane.diagnosis.symptoms.symptom import Symptom
from sealane.records import dataclass
from sealane.startup.step import StepName
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.stores import MountTarget
from sealane.world.values import Known
from sealane.world.world import World

_HTTPS: Final = 443
_NFS: Final = 2049
_SERVICES: Final = {
    StepName.REGISTRY_LOGIN: "ecr.api",
    StepName.REGISTRY_CREDENTIALS: "secretsmanager",
    StepName.SECRETS: "secretsmanager",
    StepName.PARAMETERS: "ssm",
    StepName.ENVIRONMENT_FILES: "s3",
    StepName.LOG_STREAM: "logs",
    StepName.IMAGE_MANIFEST: "ecr.dkr",
    StepName.IMAGE_LAYERS: "s3",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Addresses and the port; `exact` when the message itself names the address that was called."""

    addresses: frozenset[str]
    port: int
    exact: bool = False


def targets_of(symptom: Symptom, world: World | None) -> Targets:
    """Return where the failed call went: the address of the message, else every address that serves its one step."""
    port = symptom.port or (_NFS if symptom.step is StepName.VOLUME_MOUNT else _HTTPS)
    if symptom.address:
        return Targets(addresses=frozenset({symptom.address}), port=port, exact=True)
    if world is None or len(symptom.steps) != 1:
        return Targets(addresses=frozenset(), port=port)
    return Targets(addresses=frozenset(_serving(symptom, world)), port=port)


def _serving(symptom: Symptom, world: World) -> Iterator[str]:
    if symptom.step is StepName.VOLUME_MOUNT:
        for target in world.table(MountTarget).values():
            if isinstance(target.address, Known) and target.address.value:
                yield target.address.value
        return
    suffix = symptom.service or (_SERVICES.get(symptom.steps[0], "") if not symptom.host else "")
    for endpoint in world.table(Endpoint).values():
        if suffix and endpoint.kind is EndpointKind.INTERFACE and _is_of(endpoint, suffix):
            yield from (address for _, address in endpoint.addresses if address)


def _is_of(endpoint: Endpoint, suffix: str) -> bool:
    name = endpoint.service_name
    return isinstance(name, Known) and name.value.endswith(f".{suffix}")
