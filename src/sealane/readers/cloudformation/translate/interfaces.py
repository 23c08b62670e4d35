"""Network interfaces and instances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import Fields, all_known, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, reason_of
from sealane.readers.cloudformation.translate.security_groups import GROUP
from sealane.readers.cloudformation.translate.subnets import SUBNET
from sealane.world.interfaces import Instance, NetworkInterface, made_with
from sealane.world.values import Known, Unknown, Value

INTERFACE = "AWS::EC2::NetworkInterface"
INSTANCE = "AWS::EC2::Instance"
_ATTACHMENT = "AWS::EC2::NetworkInterfaceAttachment"
_ANYBODY = "\0anybody"
_ADDRESSES = ("AWS::EC2::EIP", "AWS::EC2::EIPAssociation")


def interfaces(holdings: Holdings) -> Iterator[Finding]:
    """Yield network interfaces.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-networkinterface.html
    """
    yield from _interfaces(holdings).values()


def _interfaces(holdings: Holdings) -> dict[str, NetworkInterface]:
    attached = dict(_attached(holdings))
    own = dict(_with_address(holdings, "NetworkInterfaceId", INTERFACE))
    of_instances = dict(_with_address(holdings, "InstanceId", INSTANCE))
    found: dict[str, NetworkInterface] = {}
    for resource in holdings.of(INTERFACE):
        fields = fields_of(resource, holdings)
        instance = attached.get(resource.key, Known(""))
        # An address given to an instance is that of its primary interface.
        given = _given(of_instances, instance.value) if isinstance(instance, Known) else instance
        found[resource.key] = NetworkInterface(
            id=resource.key,
            origin=resource.origin,
            subnet=fields.key("SubnetId", SUBNET),
            addresses=_addresses(fields),
            security_groups=fields.keys("GroupSet", GROUP),
            ipv6_addresses=_ipv6(fields),
            public_address=own.get(resource.key) or own.get(_ANYBODY, given),
            check=fields.flag("SourceDestCheck", default=True),
            instance=instance,
        )
    return found


def instances(holdings: Holdings) -> Iterator[Finding]:
    """Yield instances.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-instance.html
    """
    public = dict(_with_address(holdings, "InstanceId", INSTANCE))
    attached = list(_attached(holdings))
    interfaces_here = _interfaces(holdings)
    for resource in holdings.of(INSTANCE):
        fields = fields_of(resource, holdings)
        listed, hidden = fields.items("NetworkInterfaces")
        first = listed[0] if listed else Fields({}, holdings, resource.key)
        own = first if first.has("SubnetId") or first.has("GroupSet") else fields
        groups = "GroupSet" if own is first else "SecurityGroupIds"
        keys = [one.key("NetworkInterfaceId", INTERFACE) for one in listed if one.has("NetworkInterfaceId")]
        later = [Known(interface) for interface, instance in attached if instance == Known(resource.key)]
        instance = Instance(
            id=resource.key,
            origin=resource.origin,
            subnet=own.key("SubnetId", SUBNET),
            security_groups=own.keys(groups, GROUP),
            interfaces=hidden[0] if hidden else all_known([*keys, *later]),
            address=_address(fields),
            public=_public(first, _given(public, resource.key)),
            check=fields.flag("SourceDestCheck", default=True),
        )
        primary = first.key("NetworkInterfaceId", INTERFACE)
        with_own = interfaces_here.get(primary.value) if isinstance(primary, Known) else None
        yield instance if with_own is None else made_with(instance, with_own)


def _public(first: Fields, given: Value[str]) -> Value[bool]:
    """Tell whether an instance has a public address; without a word about it the subnet decides."""
    if not isinstance(given, Known):
        return given
    if given.value:
        return Known(True)  # noqa: FBT003 - a value
    if first.has("AssociatePublicIpAddress"):
        return first.flag("AssociatePublicIpAddress", default=False)
    return Unknown("the subnet decides whether the instance gets a public address")


def _address(fields: Fields) -> Value[str]:
    if fields.has("PrivateIpAddress"):
        return fields.text("PrivateIpAddress")
    return Unknown("AWS chooses the private address")


def _addresses(fields: Fields) -> Value[tuple[str, ...]]:
    listed, hidden = fields.items("PrivateIpAddresses")
    found = [fields.text("PrivateIpAddress")] if fields.has("PrivateIpAddress") else []
    found += [one.text("PrivateIpAddress") for one in listed]
    known = [one.value for one in found if isinstance(one, Known)]
    if not found or hidden or len(known) != len(found):
        return Unknown("AWS chooses the private address")
    return Known(tuple(dict.fromkeys(known)))


def _ipv6(fields: Fields) -> Value[tuple[str, ...]]:
    listed, hidden = fields.items("Ipv6Addresses")
    found = [one.text("Ipv6Address") for one in listed]
    known = [one.value for one in found if isinstance(one, Known)]
    if fields.has("Ipv6AddressCount") or hidden or len(known) != len(found):
        return Unknown("AWS chooses the IPv6 address")
    return Known(tuple(known))


def _attached(holdings: Holdings) -> Iterator[tuple[str, Value[str]]]:
    """Yield interfaces with the instance that each is attached to."""
    for resource in (*holdings.of(_ATTACHMENT), *holdings.doubtful(_ATTACHMENT)):
        fields = fields_of(resource, holdings)
        interface = fields.key("NetworkInterfaceId", INTERFACE)
        if isinstance(interface, Known):
            yield interface.value, _or_reason(fields.key("InstanceId", INSTANCE), resource)
    for resource in holdings.of(INSTANCE):
        for one in fields_of(resource, holdings).items("NetworkInterfaces")[0]:
            interface = one.key("NetworkInterfaceId", INTERFACE)
            if isinstance(interface, Known) and interface.value:
                yield interface.value, Known(resource.key)


def _or_reason(instance: Value[str], resource: Resource) -> Value[str]:
    return instance if resource.maybe is None else reason_of(resource)


def _given(addresses: Mapping[str, Value[str]], key: str) -> Value[str]:
    return addresses.get(key) or addresses.get(_ANYBODY, Known(""))


def _with_address(holdings: Holdings, name: str, kind: str) -> Iterator[tuple[str, Value[str]]]:
    """Yield the keys of what gets an Elastic IP address, each with the key of what gives it one."""
    for resource in (*holdings.doubtful(*_ADDRESSES), *holdings.of(*_ADDRESSES)):
        key = fields_of(resource, holdings).key(name, kind)
        if not isinstance(key, Known):
            # It may be anybody's who has no other.
            yield _ANYBODY, key
        elif key.value:
            yield key.value, Known(resource.key) if resource.maybe is None else reason_of(resource)
