"""Instances and network interfaces of the estate's own.

https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.lab.blueprint.spaces import SpaceKind
from sealane.lab.blueprint.tasks import Undrawn
from sealane.lab.survey.claims import Claim
from sealane.lab.survey.known import address_of, known, unknowns
from sealane.lab.survey.land import Land
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.stores import MountTarget
from sealane.world.values import Known, Value

# AWS makes these for what is drawn by itself.
_REQUESTED = frozenset(
    {"nat_gateway", "vpc_endpoint", "efs", "transit_gateway", "gateway_load_balancer_endpoint", "load_balancer"}
    | {"network_load_balancer", "gateway_load_balancer"}
)


def is_drawn_by_itself(interface: NetworkInterface) -> bool:
    """Tell whether an interface belongs to an endpoint, a NAT gateway or the like, which the world has as a fact."""
    return interface.kind in _REQUESTED


def claims(land: Land) -> Iterator[Claim | Undrawn]:
    """Yield the interfaces that stand for themselves, and those of instances that name none."""
    owners: dict[str, Instance] = {}
    for instance in land.world.table(Instance).values():
        named = known(instance.interfaces, ())
        owners |= dict.fromkeys(named[:1], instance)
        if not any(key in land.world.table(NetworkInterface) for key in named):
            yield from _of_instance(land, instance)
    mounted = {(one.subnet, one.address) for one in land.world.table(MountTarget).values()}
    for interface in land.world.table(NetworkInterface).values():
        # The interface of a mount target is drawn with it, whatever type the account calls it.
        own = any((interface.subnet, Known(one)) in mounted for one in known(interface.addresses, ()))
        if not is_drawn_by_itself(interface) and not own:
            yield from _of_interface(land, interface, owners)


def _of_instance(land: Land, instance: Instance) -> Iterator[Claim | Undrawn]:
    what = f"instance {instance.origin.name}"
    subnet, address = known(instance.subnet, ""), known(instance.address, "")
    if subnet not in land.plots:
        yield from unknowns(what, instance.subnet)
        return
    yield from unknowns(what, instance.security_groups, instance.public, instance.check)
    yield from _software(what, instance.check)
    yield Claim(
        name=f"instance:{instance.id}",
        kind=SpaceKind.INTERFACE,
        stands_for=instance.id,
        subnet=subnet,
        groups=known(instance.security_groups, ()),
        addresses=(address,) if address else (),
        public=known(instance.public, False),  # noqa: FBT003 - one that nobody knows is drawn without
        translates=_translates(instance.check),
        targets=(instance.id, *known(instance.interfaces, ())),
    )


def _of_interface(land: Land, interface: NetworkInterface, owners: dict[str, Instance]) -> Iterator[Claim | Undrawn]:
    what = f"network interface {interface.origin.name}"
    subnet = known(interface.subnet, "")
    if subnet not in land.plots:
        yield from unknowns(what, interface.subnet)
        return
    yield from unknowns(what, interface.security_groups, interface.public_address, interface.check)
    yield from _software(what, interface.check)
    owner = owners.get(interface.id)
    public = known(interface.public_address, "")
    yield Claim(
        name=f"interface:{interface.id}",
        kind=SpaceKind.INTERFACE,
        stands_for=interface.id,
        subnet=subnet,
        groups=known(interface.security_groups, ()),
        addresses=(*known(interface.addresses, ())[:1], *known(interface.ipv6_addresses, ())),
        public=bool(public),
        public_address=public if address_of(public) else "",
        translates=_translates(interface.check),
        targets=(interface.id, *((owner.id,) if owner else ())),
    )


def _translates(check: Value[bool]) -> bool:
    """Tell whether an interface sends on what is for others: with the check on, AWS drops it.

    https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
    """
    return check == Known(False)  # noqa: FBT003 - a value


def _software(what: str, check: Value[bool]) -> Iterator[Undrawn]:
    if check == Known(False):  # noqa: FBT003 - a value
        yield Undrawn(what=what, why="what it does with packets for others is its software's; drawn as a NAT instance")
