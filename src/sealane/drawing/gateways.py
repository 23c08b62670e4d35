"""Facts at the edge of a VPC as carriers: endpoints, gateways, what forwards, mount targets, load balancers."""

from __future__ import annotations

from typing import Final

from sealane.drawing.carriers import Carrier, CarrierKind
from sealane.drawing.ground import Ground, OnTheWay, each, suffix_of, text
from sealane.drawing.outside import Outside, OutsideKind
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.gateways import Gateway, GatewayKind, NatGateway, PeeringConnection
from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.load_balancers import LoadBalancer
from sealane.world.stores import FileSystem, MountTarget
from sealane.world.transit import AttachmentKind, TransitAttachment, TransitGateway
from sealane.world.values import Known

INTERNET: Final = Outside(kind=OutsideKind.INTERNET)
_SOMEWHERE: Final = Outside(kind=OutsideKind.SOMEWHERE)
_GATEWAYS: Final = {
    GatewayKind.INTERNET: (CarrierKind.INTERNET_GATEWAY, INTERNET),
    GatewayKind.EGRESS_ONLY: (CarrierKind.EGRESS_ONLY, INTERNET),
    GatewayKind.VPN: (CarrierKind.OTHER_GATEWAY, Outside(kind=OutsideKind.PREMISES)),
}
_ENDPOINTS: Final = {
    EndpointKind.INTERFACE: CarrierKind.INTERFACE_ENDPOINT,
    EndpointKind.GATEWAY: CarrierKind.GATEWAY_ENDPOINT,
}


def of_endpoint(endpoint: Endpoint) -> Carrier:
    """Return an endpoint of the VPC itself."""
    name = suffix_of(text(endpoint.service_name)) or endpoint.origin.name
    outside = Outside(kind=OutsideKind.SERVICE, name=name, region=text(endpoint.service_region))
    return Carrier(
        key=endpoint.id,
        kind=_ENDPOINTS.get(endpoint.kind, CarrierKind.OTHER_ENDPOINT),
        name=name,
        outside=outside,
        origins=(endpoint.origin,),
        subnets=each(endpoint.subnets),
        addresses=endpoint.addresses,
    )


def of_endpoint_elsewhere(endpoint: Endpoint, by: TransitGateway | PeeringConnection, ground: Ground) -> Carrier:
    """Return what leads to an endpoint of another VPC."""
    vpc = ground.name_of_vpc(text(endpoint.vpc))
    name = suffix_of(text(endpoint.service_name)) or endpoint.origin.name
    return Carrier(
        key=f"{by.id}|{endpoint.id}",
        kind=CarrierKind.TRANSIT if isinstance(by, TransitGateway) else CarrierKind.PEERING,
        name=by.origin.name,
        outside=Outside(kind=OutsideKind.VPC, name=name, vpc=vpc),
        origins=(by.origin, endpoint.origin),
    )


def of_fact(fact: OnTheWay, vpc: str, ground: Ground) -> Carrier:
    """Return what a hop stands for, as the carrier of a VPC."""
    match fact:
        case NatGateway():
            return _nat(fact, vpc, ground)
        case Gateway():
            return of_gateway(fact)
        case MountTarget():
            return of_file_system(text(fact.file_system), vpc, ground)
        case TransitGateway():
            return of_transit(fact, vpc, ground)
        case PeeringConnection():
            return _peering(fact, vpc, ground)
        case NetworkInterface() | Instance():
            return _forwarder(fact)


def of_gateway(gateway: Gateway) -> Carrier:
    """Return a gateway at the VPC's edge."""
    kind, outside = _GATEWAYS.get(gateway.kind, (CarrierKind.OTHER_GATEWAY, _SOMEWHERE))
    return Carrier(key=gateway.id, kind=kind, name=gateway.origin.name, outside=outside, origins=(gateway.origin,))


def of_transit(gateway: TransitGateway, vpc: str, ground: Ground, *, outside: Outside | None = None) -> Carrier:
    """Return a transit gateway, which leads to the other VPCs that are attached to it unless `outside` is known."""
    end = outside or _beyond(gateway, vpc, ground)
    return Carrier(
        key=f"{gateway.id}|{end.kind}|{end.vpc}",
        kind=CarrierKind.TRANSIT,
        name=gateway.origin.name,
        outside=end,
        origins=(gateway.origin,),
    )


def of_file_system(key: str, vpc: str, ground: Ground) -> Carrier:
    """Return a file system by its mount targets in a VPC; without any it is absent."""
    own = {subnet.id for subnet in ground.subnets_of(vpc)}
    every = ground.world.table(MountTarget).values()
    targets = [one for one in every if text(one.file_system) == key and text(one.subnet) in own]
    fact = ground.world.table(FileSystem).get(key)
    return Carrier(
        key=f"files:{key}",
        kind=CarrierKind.MOUNT_TARGET,
        name=fact.origin.name if fact else key,
        outside=Outside(kind=OutsideKind.SERVICE, name="elasticfilesystem"),
        origins=tuple(one.origin for one in targets),
        subnets=tuple(dict.fromkeys(text(one.subnet) for one in targets)),
        addresses=tuple((text(one.subnet), text(one.address)) for one in targets if text(one.address)),
        absent=not targets,
    )


def of_load_balancer(balancer: LoadBalancer, gate: str) -> Carrier:
    """Return a load balancer; whether the internet reaches one of unknown scheme is left to the seal."""
    facing = balancer.internal == Known(value=False)
    return Carrier(
        key=balancer.id,
        kind=CarrierKind.LOAD_BALANCER,
        name=balancer.origin.name,
        outside=INTERNET if facing else _SOMEWHERE,
        origins=(balancer.origin,),
        subnets=each(balancer.subnets),
        gate=gate if facing else "",
        faces_internet=facing,
    )


def _nat(nat: NatGateway, vpc: str, ground: Ground) -> Carrier:
    """Return the NAT gateways of a VPC in one row, as they are made: one for each zone."""
    alike = [one for one in ground.nat_gateways_of(vpc) if one.public == nat.public] or [nat]
    public = nat.public != Known(value=False)
    return Carrier(
        key=f"nat:{'public' if public else 'private'}",
        kind=CarrierKind.NAT,
        name=nat.origin.name if len(alike) == 1 else alike[0].origin.name,
        outside=INTERNET if public else _SOMEWHERE,
        origins=tuple(one.origin for one in alike),
        subnets=tuple(dict.fromkeys(text(one.subnet) for one in alike if text(one.subnet))),
        gate=ground.gate_of(vpc) if public else "",
    )


def _peering(peering: PeeringConnection, vpc: str, ground: Ground) -> Carrier:
    ends = [text(peering.requester), text(peering.accepter)]
    other = next((end for end in ends if end and end != vpc), "")
    return Carrier(
        key=peering.id,
        kind=CarrierKind.PEERING,
        name=peering.origin.name,
        outside=Outside(kind=OutsideKind.VPC, vpc=ground.name_of_vpc(other)),
        origins=(peering.origin,),
    )


def _forwarder(fact: NetworkInterface | Instance) -> Carrier:
    subnet = text(fact.subnet)
    return Carrier(
        key=fact.id,
        kind=CarrierKind.FORWARDER,
        name=fact.origin.name,
        outside=INTERNET,
        origins=(fact.origin,),
        subnets=(subnet,) if subnet else (),
    )


def _beyond(gateway: TransitGateway, vpc: str, ground: Ground) -> Outside:
    attached = [one for one in ground.world.table(TransitAttachment).values() if one.gateway == Known(gateway.id)]
    others = [text(one.resource) for one in attached if one.kind is AttachmentKind.VPC and one.resource != Known(vpc)]
    names = dict.fromkeys(ground.name_of_vpc(key) for key in others if key)
    if not names:
        premises = any(one.kind in {AttachmentKind.VPN, AttachmentKind.DIRECT_CONNECT} for one in attached)
        return Outside(kind=OutsideKind.PREMISES) if premises else _SOMEWHERE
    return Outside(kind=OutsideKind.VPC, vpc=", ".join(names))
