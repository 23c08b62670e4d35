"""Instances, interfaces, load balancers, transit gateways as resources of a template."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.load_balancers import LoadBalancer
from sealane.world.transit import AttachmentKind, TransitAttachment, TransitGateway, TransitRouteTable
from sealane.world.world import Fact, World
from tests.worlds.render.inexpressible import Inexpressible, known
from tests.worlds.render.template.resource import Names, Resource, logical


def resources(world: World, names: Names) -> Iterator[Resource]:
    """Yield the resources."""
    for interface in world.table(NetworkInterface).values():
        yield from _interface(interface, names)
    for instance in world.table(Instance).values():
        yield _instance(instance, names)
    for balancer in world.table(LoadBalancer).values():
        yield from _balancer(balancer, names)
    yield from _transit(world, names)


def _fact(kind: str, fact: Fact, names: Names, properties: dict[str, object]) -> Resource:
    key, origin = fact.id, fact.origin.name
    return Resource(type=kind, name=names.by_key[key], properties=properties, key=key, origins=(origin,))


def _interface(one: NetworkInterface, names: Names) -> Iterator[Resource]:
    properties: dict[str, object] = {
        "SubnetId": names.ref(known(one.subnet)),
        "PrivateIpAddress": known(one.addresses)[0],
        "GroupSet": names.refs(known(one.security_groups)),
        "SourceDestCheck": known(one.check),
    }
    yield _fact("AWS::EC2::NetworkInterface", one, names, properties)
    if known(one.public_address):
        yield Resource(
            type="AWS::EC2::EIPAssociation",
            name=logical("Address", one.id),
            properties={"AllocationId": "eipalloc-0123456789abcdef1", "NetworkInterfaceId": names.ref(one.id)},
        )


def _instance(one: Instance, names: Names) -> Resource:
    interfaces = [
        {"NetworkInterfaceId": names.ref(interface), "DeviceIndex": str(place)}
        for place, interface in enumerate(known(one.interfaces))
    ]
    properties: dict[str, object] = {
        "ImageId": "ami-0123456789abcdef0",
        "InstanceType": "t4g.nano",
        "NetworkInterfaces": interfaces,
    }
    return _fact("AWS::EC2::Instance", one, names, properties)


def _balancer(one: LoadBalancer, names: Names) -> Iterator[Resource]:
    properties: dict[str, object] = {
        "Type": known(one.kind),
        "Scheme": "internal" if known(one.internal) else "internet-facing",
        "Subnets": names.refs(known(one.subnets)),
        "SecurityGroups": names.refs(known(one.security_groups)),
    }
    yield _fact("AWS::ElasticLoadBalancingV2::LoadBalancer", one, names, properties)
    for number, listener in enumerate(one.listeners):
        (target,) = known(listener.targets)
        yield Resource(
            type="AWS::ElasticLoadBalancingV2::Listener",
            name=logical("Listener", one.id, number),
            properties={
                "LoadBalancerArn": names.ref(one.id),
                "Port": known(listener.port),
                "Protocol": "HTTP",
                "DefaultActions": [{"Type": "forward", "TargetGroupArn": {"Ref": logical("Targets", target)}}],
            },
            origins=(listener.origin.name,),
        )


def _transit(world: World, names: Names) -> Iterator[Resource]:
    off = {"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"}
    for gateway in world.table(TransitGateway).values():
        yield _fact("AWS::EC2::TransitGateway", gateway, names, dict(off))
    for attachment in world.table(TransitAttachment).values():
        if attachment.kind is not AttachmentKind.VPC:
            reason = f"an attachment of a {attachment.kind} in a template"
            raise Inexpressible(reason)
        properties: dict[str, object] = {
            "TransitGatewayId": names.ref(known(attachment.gateway)),
            "VpcId": names.ref(known(attachment.resource)),
            "SubnetIds": names.refs(known(attachment.subnets)),
        }
        yield _fact("AWS::EC2::TransitGatewayAttachment", attachment, names, properties)
    for table in world.table(TransitRouteTable).values():
        yield from _table(table, names)


def _table(table: TransitRouteTable, names: Names) -> Iterator[Resource]:
    gateway: dict[str, object] = {"TransitGatewayId": names.ref(known(table.gateway))}
    yield _fact("AWS::EC2::TransitGatewayRouteTable", table, names, gateway)
    of_table = {"TransitGatewayRouteTableId": names.ref(table.id)}
    for kind, attachments in (("Association", table.associations), ("Propagation", table.propagations)):
        for attachment in attachments:
            yield Resource(
                type=f"AWS::EC2::TransitGatewayRouteTable{kind}",
                name=logical(kind, attachment),
                properties={**of_table, "TransitGatewayAttachmentId": names.ref(attachment)},
            )
    for number, route in enumerate(table.routes):
        leads = (
            {"Blackhole": True}
            if route.blackhole
            else {"TransitGatewayAttachmentId": names.ref(known(route.attachment))}
        )
        yield Resource(
            type="AWS::EC2::TransitGatewayRoute",
            name=logical("TransitRoute", table.id, number),
            properties={**of_table, "DestinationCidrBlock": known(route.destination), **leads},
            origins=(route.origin.name,),
        )
