"""Network interfaces and instances, with the addresses that make them public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import ADDRESS, GROUP, INSTANCE, INTERFACE, SUBNET, Kind
from sealane.readers.plan.resource import Part, Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.records import dataclass
from sealane.world.interfaces import Instance, NetworkInterface, made_with
from sealane.world.values import Known, Unknown, Value

_INSTANCES: Final = ("aws_instance", "aws_spot_instance_request")


@dataclass(frozen=True, slots=True)
class _Said:
    """What other resources say about interfaces and instances."""

    instance_addresses: Children
    interface_addresses: Children
    groups: Children
    attachments: Children


def translate(estate: Estate) -> Iterator[NetworkInterface | Instance]:
    """Yield the interfaces and instances."""
    addresses = ("aws_eip", "aws_eip_association")
    said = _Said(
        _where_set(estate, addresses, ("instance", "instance_id"), INSTANCE),
        _where_set(estate, addresses, ("network_interface", "network_interface_id"), INTERFACE),
        children(estate, ("aws_network_interface_sg_attachment",), "network_interface_id", INTERFACE),
        children(estate, ("aws_network_interface_attachment",), "network_interface_id", INTERFACE),
    )
    holders: dict[str, str] = {}
    instances: list[tuple[Instance, str]] = []
    for resource in estate.of(*_INSTANCES):
        if estate.key_of(resource) == resource.address:
            instance = _instance(estate, resource, said)
            own = instance.interfaces
            if isinstance(own, Known):
                holders.update(dict.fromkeys(own.value, instance.id))
            else:
                # Any interface may be this instance's.
                said.attachments.strays.append(own)
            instances.append((instance, _primary(estate, resource)))
    interfaces = {
        resource.address: _interface(estate, resource, said, holders)
        for resource in estate.of("aws_network_interface")
        if estate.key_of(resource) == resource.address
    }
    for instance, primary in instances:
        yield made_with(instance, interfaces[primary]) if primary in interfaces else instance
    yield from interfaces.values()


def _where_set(estate: Estate, types: tuple[str, ...], names: tuple[str, str], kind: Kind) -> Children:
    found = Children()
    for type_name, name in zip(types, names, strict=True):
        one = children(estate, (type_name,), name, kind)
        for key, resources in one.owned.items():
            if key:
                found.owned.setdefault(key, []).extend(resources)
        found.strays += one.strays
    return found


def _instance(estate: Estate, resource: Resource, said: _Said) -> Instance:
    own = _own_interfaces(estate, resource)
    subnet = estate.key(resource, "subnet_id", SUBNET)
    groups = estate.keys(resource, "vpc_security_group_ids", GROUP)
    if isinstance(own, Known):
        more = [key for key in said.attachments.owned if _attached_to(estate, said, key, resource.address)]
        own = Known(tuple(dict.fromkeys((*own.value, *more))))
        address, check = _address(resource, "private_ip"), resource.flag("source_dest_check", default=True)
    else:
        # Where it is, and as what, is up to an interface that is not told.
        subnet, groups, address, check = own, own, own, own
    return Instance(
        id=resource.address,
        origin=estate.origin(resource),
        subnet=subnet,
        security_groups=groups,
        interfaces=own,
        address=address,
        public=_public(resource, said.instance_addresses),
        check=check,
    )


def _attached_to(estate: Estate, said: _Said, interface: str, instance: str) -> bool:
    return any(estate.key(one, "instance_id", INSTANCE) == Known(instance) for one in said.attachments.of(interface))


def _own_interfaces(estate: Estate, resource: Resource) -> Value[tuple[str, ...]]:
    parts = resource.blocks("network_interface")
    if isinstance(parts, Unknown):
        return parts if resource.configured("network_interface") else Known(())
    found: list[str] = []
    for part in parts:
        key = estate.key(part, "network_interface_id", INTERFACE)
        if not isinstance(key, Known):
            return key
        found.append(key.value)
    return Known(tuple(found))


def _primary(estate: Estate, resource: Resource) -> str:
    """Return the key of the interface that an instance is made with, empty when it is made with a new one."""
    parts = resource.blocks("network_interface")
    for part in () if isinstance(parts, Unknown) else parts:
        key = estate.key(part, "network_interface_id", INTERFACE)
        if part.number("device_index", 0) == Known(0) and isinstance(key, Known):
            return key.value
    return ""


def _public(resource: Resource, addresses: Children) -> Value[bool]:
    """Return whether an instance has a public address, which its subnet gives it where it says nothing."""
    if addresses.owned.get(resource.address):
        return Known(True)  # noqa: FBT003 - a value
    if addresses.strays:
        return addresses.strays[0]
    value = resource.values.get("associate_public_ip_address")
    if isinstance(value, bool):
        return Known(value)
    if resource.literal("public_ip"):
        return Known(True)  # noqa: FBT003 - a value
    if resource.literal("id"):
        return Known(False)  # noqa: FBT003 - a value
    return resource.why("associate_public_ip_address")


def _interface(estate: Estate, resource: Resource, said: _Said, holders: Mapping[str, str]) -> NetworkInterface:
    return NetworkInterface(
        id=resource.address,
        origin=estate.origin(resource),
        subnet=estate.key(resource, "subnet_id", SUBNET),
        addresses=_addresses(resource),
        security_groups=_groups(estate, resource, said.groups),
        ipv6_addresses=_left_empty(resource, "ipv6_addresses"),
        public_address=_public_address(estate, resource, said, _holder(estate, resource, said, holders)),
        check=resource.flag("source_dest_check", default=True),
        kind=resource.literal("interface_type") or "interface",
        instance=_holder(estate, resource, said, holders),
    )


def _holder(estate: Estate, resource: Resource, said: _Said, holders: Mapping[str, str]) -> Value[str]:
    if resource.address in holders:
        return Known(holders[resource.address])
    for one in said.attachments.of(resource.address):
        return estate.key(one, "instance_id", INSTANCE)
    parts = resource.blocks("attachment")
    if isinstance(parts, Unknown):
        if resource.configured("attachment") or resource.home.data:
            return parts
        parts = ()
    for part in parts:
        return estate.key(part, "instance_id" if resource.home.data else "instance", INSTANCE)
    return said.attachments.strays[0] if said.attachments.strays else Known("")


def _groups(estate: Estate, resource: Resource, more: Children) -> Value[tuple[str, ...]]:
    own = estate.keys(resource, "security_groups", GROUP)
    if not isinstance(own, Known):
        return own
    found = dict.fromkeys(own.value)
    for one in more.of(resource.address):
        group = estate.key(one, "security_group_id", GROUP)
        if not isinstance(group, Known):
            return group
        found[group.value] = None
    return more.strays[0] if more.strays else Known(tuple(found))


def _addresses(resource: Resource) -> Value[tuple[str, ...]]:
    primary = resource.literal("private_ip")
    listed = resource.texts("private_ip_list" if resource.configured("private_ip_list") else "private_ips")
    if isinstance(listed, Known):
        return Known(tuple(dict.fromkeys((*([primary] if primary else []), *listed.value))))
    return listed


def _left_empty(part: Part, name: str) -> Value[tuple[str, ...]]:
    value = part.texts(name)
    return Known(()) if isinstance(value, Unknown) and part.left_out(name) else value


def _address(part: Part, name: str) -> Value[str]:
    value = part.text(name)
    return Known("") if isinstance(value, Unknown) and part.left_out(name) else value


def _public_address(estate: Estate, resource: Resource, said: _Said, holder: Value[str]) -> Value[str]:
    """Return the public address; the key of the Elastic IP that has one as soon as it is applied.

    An Elastic IP given to an instance is that of its primary interface.
    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html
    """
    own = list(said.interface_addresses.of(resource.address))
    if isinstance(holder, Known):
        # That of a secondary one goes on counting here, because a way out too many is the lesser mistake.
        own += said.instance_addresses.of(holder.value)
    elif said.instance_addresses.owned:
        return holder
    for one in own:
        text = one.literal("public_ip")
        if text:
            return Known(text)
        eip = estate.key(one, "allocation_id", ADDRESS) if one.home.type != "aws_eip" else Known(one.address)
        return Known(eip.value or one.address) if isinstance(eip, Known) else Known(one.address)
    strays = (*said.interface_addresses.strays, *said.instance_addresses.strays)
    return strays[0] if strays else Known("")
