"""Elastic network interfaces and instances, as far as packets are sent from, to or through them."""

from __future__ import annotations

from sealane.records import dataclass, replace
from sealane.world.values import Known, Origin, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkInterface:
    """A network interface.

    `kind` is AWS's `InterfaceType` (`interface`, `nat_gateway`, `vpc_endpoint`, `lambda`, `efs`, …), `instance` the key
    of the instance it is attached to, empty for none. `public_address` is the key of an Elastic IP whose address an
    apply decides, empty for none. `check` is the source and destination check, which keeps an interface from
    forwarding.
    https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
    """

    id: str
    origin: Origin
    subnet: Value[str]
    addresses: Value[tuple[str, ...]]
    security_groups: Value[tuple[str, ...]]
    ipv6_addresses: Value[tuple[str, ...]] = Known(())
    public_address: Value[str] = Known("")
    check: Value[bool] = Known(True)  # noqa: FBT003 - AWS's default
    kind: str = "interface"
    instance: Value[str] = Known("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """An EC2 instance; `interfaces` are keys, the primary one first. `public` is whether it has a public address."""

    id: str
    origin: Origin
    subnet: Value[str]
    security_groups: Value[tuple[str, ...]]
    interfaces: Value[tuple[str, ...]] = Known(())
    address: Value[str] = Known("")
    public: Value[bool] = Known(False)  # noqa: FBT003 - a private subnet gives none
    check: Value[bool] = Known(True)  # noqa: FBT003 - AWS's default


def made_with(instance: Instance, interface: NetworkInterface) -> Instance:
    """Return an instance whose primary interface is one of its own: what an instance has it has by that one.

    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html
    """
    public, addresses = interface.public_address, interface.addresses
    return replace(
        instance,
        subnet=interface.subnet,
        security_groups=interface.security_groups,
        address=Known(addresses.value[0]) if isinstance(addresses, Known) and addresses.value else instance.address,
        public=Known(bool(public.value)) if isinstance(public, Known) else public,
        check=interface.check,
    )
