"""What AWS allows and what fits together, one subject a file; every check takes a spec and yields findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from sealane.spec.checks.endpoints import endpoints_of_the_spec
from sealane.spec.checks.environment import environment_of_the_services
from sealane.spec.checks.exec_keys import exec_keys_of_the_services
from sealane.spec.checks.health import health_of_the_services
from sealane.spec.checks.images import images_of_the_services
from sealane.spec.checks.logs import logs_of_the_spec
from sealane.spec.checks.names import names_of_the_spec, names_of_volumes
from sealane.spec.checks.network import network_of_the_spec
from sealane.spec.checks.platform import platforms_of_the_services
from sealane.spec.checks.regions import region_of_the_spec
from sealane.spec.checks.repetition import repetition_in_the_spec
from sealane.spec.checks.roles import roles_of_the_services
from sealane.spec.checks.scaling import scaling_of_the_services
from sealane.spec.checks.secrets import secrets_of_the_services
from sealane.spec.checks.service_connect import service_connect_of_the_services
from sealane.spec.checks.sizes import sizes_of_the_services
from sealane.spec.checks.state import boundary_of_the_spec, state_of_the_spec
from sealane.spec.checks.subnets import subnets_of_the_spec
from sealane.spec.checks.tags import tags_of_the_spec
from sealane.spec.checks.text_forms import text_forms_of_the_services
from sealane.spec.checks.traffic import traffic_of_the_services
from sealane.spec.checks.volumes import volumes_of_the_services
from sealane.spec.checks.zones import zones_of_the_spec
from sealane.spec.finding import Finding

if TYPE_CHECKING:
    from sealane.spec.document import Spec

CHECKS: tuple[Callable[[Spec], Iterator[Finding]], ...] = (
    names_of_the_spec,
    region_of_the_spec,
    tags_of_the_spec,
    state_of_the_spec,
    boundary_of_the_spec,
    network_of_the_spec,
    zones_of_the_spec,
    subnets_of_the_spec,
    endpoints_of_the_spec,
    images_of_the_services,
    sizes_of_the_services,
    platforms_of_the_services,
    environment_of_the_services,
    text_forms_of_the_services,
    secrets_of_the_services,
    logs_of_the_spec,
    health_of_the_services,
    traffic_of_the_services,
    scaling_of_the_services,
    service_connect_of_the_services,
    exec_keys_of_the_services,
    names_of_volumes,
    volumes_of_the_services,
    roles_of_the_services,
    repetition_in_the_spec,
)
"""Every check, in the order of the spec's parts."""


def findings(spec: Spec) -> list[Finding]:
    """Run every check."""
    return [finding for check in CHECKS for finding in check(spec)]
