"""The ways out that a task's security group must leave open: a fold over its steps.

https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
https://docs.aws.amazon.com/efs/latest/ug/network-access.html
"""

from __future__ import annotations

from collections.abc import Iterable

from sealane.startup.journeys import HTTPS
from sealane.startup.needs import EgressNeed
from sealane.startup.step import GatewayEndpoint, InterfaceEndpoint, MountTarget, Step
from sealane.startup.volume_mount import NFS


def egress_needs(steps: Iterable[Step]) -> tuple[EgressNeed, ...]:
    """Return each way out once: interface endpoints, then prefix lists, then mount targets.

    What only a path to elsewhere could carry opens nothing.
    """
    interfaces = False
    gateways: dict[str, None] = {}
    volumes: dict[str, None] = {}
    for step in steps:
        match step.carrier:
            case InterfaceEndpoint():
                interfaces = True
            case GatewayEndpoint(suffix=suffix):
                gateways[suffix] = None
            case MountTarget():
                volumes[step.subject] = None
            case _:
                pass
    needs = [EgressNeed(port=HTTPS, towards="interface-endpoints")] if interfaces else []
    needs += [EgressNeed(port=HTTPS, towards="prefix-list", suffix=name) for name in sorted(gateways, reverse=True)]
    needs += [EgressNeed(port=NFS, towards="mount-targets", volumes=tuple(volumes))] if volumes else []
    return tuple(needs)
