"""The whole preflight: every check of the spec against the account, at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sealane.readers.live.call import permissions
from sealane.readers.live.door import Door, at_once
from sealane.readers.live.preflight import (
    buckets,
    certificates,
    endpoint_services,
    file_systems,
    images,
    keys,
    names_taken,
    parameters,
    policies,
    secrets,
    zones,
)
from sealane.readers.live.preflight.finding import Check, Finding, Severity
from sealane.readers.live.preflight.names_taken import Planned
from sealane.spec.document import Spec
from sealane.startup.needs import EndpointNeed
from sealane.world.existing_network import ExistingNetwork
from sealane.world.tasks import Setting

ACTIONS: tuple[str, ...] = permissions(
    *images.CALLS,
    *zones.CALLS,
    *endpoint_services.CALLS,
    *secrets.CALLS,
    *parameters.CALLS,
    *keys.CALLS,
    *names_taken.CALLS,
    *certificates.CALLS,
    *file_systems.CALLS,
    *buckets.CALLS,
    *policies.CALLS,
)
"""Every IAM action that a preflight may use; all of them only read."""

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.UNKNOWN)


def preflight(
    door: Door,
    spec: Spec,
    setting: Setting,
    *,
    needs: tuple[EndpointNeed, ...] = (),
    network: ExistingNetwork | None = None,
    planned: Planned | None = None,
) -> tuple[Finding, ...]:
    """Compare what the spec asks for with what the account has, before anything is written.

    Args:
        door: the way into the account.
        spec: what is asked for; already checked on its own.
        setting: partition, Region and account of the tasks.
        needs: the endpoints that will be created.
        network: the existing VPC, `None` when a new one will be created.
        planned: names that will be created, `None` once there is a state that may hold them.

    Returns:
        Errors first, then warnings, then what could not be seen.

    Raises:
        EnvironmentFailure: no credentials, or expired ones.

    """
    with at_once() as pool:
        looks = [pool.submit(check, door) for check in _checks(spec, setting, needs, network, planned)]
    findings = [finding for done in looks for finding in done.result()]
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: _ORDER.index(finding.severity)))


def _checks(
    spec: Spec,
    setting: Setting,
    needs: tuple[EndpointNeed, ...],
    network: ExistingNetwork | None,
    planned: Planned | None,
) -> Iterator[Check]:
    yield partial(_zones, spec, needs, network)
    yield from images.checks(spec, setting)
    yield from secrets.checks(spec, setting)
    yield from parameters.checks(spec, setting)
    yield from keys.checks(spec, setting)
    yield from certificates.checks(spec, setting)
    yield from file_systems.checks(spec, setting, network)
    yield from buckets.checks(spec, setting)
    yield from policies.checks(spec)
    yield from names_taken.checks(planned or Planned())


def _zones(
    spec: Spec, needs: tuple[EndpointNeed, ...], network: ExistingNetwork | None, door: Door
) -> tuple[Finding, ...]:
    windows = any(workload.operating_system != "linux" for workload in spec.services.values())
    chosen = zones.chosen_zones(door, spec.network, network, windows=windows)
    return (*chosen.findings, *endpoint_services.check(needs, chosen.zones, door))
