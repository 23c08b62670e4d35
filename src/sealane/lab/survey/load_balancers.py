"""Load balancers: a node in each of their subnets, whose group others may name; what it sends on is not drawn.

https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.blueprint.listeners import Listener, Stands
from sealane.lab.blueprint.spaces import SpaceKind
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.claims import Claim
from sealane.lab.survey.known import known, unknowns
from sealane.lab.survey.land import Land
from sealane.world.load_balancers import LoadBalancer


def space_of_node(balancer: str, subnet: str) -> str:
    """Return the name of the space of a load balancer's node."""
    return f"balancer:{balancer}:{subnet}"


def claims(land: Land) -> Iterator[Claim | Undrawn]:
    """Yield the nodes of load balancers; one that faces the internet has public addresses."""
    for balancer in land.world.table(LoadBalancer).values():
        values = (balancer.subnets, balancer.security_groups, balancer.internal)
        yield from unknowns(f"load balancer {balancer.origin.name}", *values)
        # Only a network load balancer may have none:
        # https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
        bare = known(balancer.kind, "") == "network" and not known(balancer.security_groups, ())
        for subnet in known(balancer.subnets, ()):
            if subnet in land.plots:
                yield Claim(
                    name=space_of_node(balancer.id, subnet),
                    kind=SpaceKind.INTERFACE,
                    stands_for=balancer.id,
                    subnet=subnet,
                    groups=None if bare else known(balancer.security_groups, ()),
                    public=not known(balancer.internal, True),  # noqa: FBT003 - one that nobody knows is internal
                )


def listeners(land: Land) -> Iterator[Listener]:
    """Yield the ports at which nodes accept connections."""
    for balancer in land.world.table(LoadBalancer).values():
        ports = {known(listener.port, 0) for listener in balancer.listeners} - {0}
        for subnet in known(balancer.subnets, ()):
            if subnet in land.plots:
                for port in sorted(ports):
                    yield Listener(space=space_of_node(balancer.id, subnet), port=port, stands=Stands.OTHER)
