"""Interfaces, instances, load balancers, transit gateways, as EC2 and Elastic Load Balancing answer."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.load_balancers import LoadBalancer
from sealane.world.transit import TransitAttachment, TransitGateway, TransitRoute, TransitRouteTable
from sealane.world.world import World
from tests.worlds.render.capture.files import ACCOUNT, REGION
from tests.worlds.render.capture.network import Answer
from tests.worlds.render.inexpressible import known


def balancer_arn(name: str) -> str:
    """Return the ARN of a load balancer."""
    return f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:loadbalancer/app/{name}/50dc6c495c0c9188"


def target_arn(name: str) -> str:
    """Return the ARN of a target group."""
    return f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:targetgroup/{name}/73e2d6bc24d8a067"


def answers(world: World) -> Iterator[Answer]:
    """Yield the answers."""
    interfaces = [_interface(one, world) for one in world.table(NetworkInterface).values()]
    yield "describe-network-interfaces", {"NetworkInterfaces": interfaces}
    instances = [_instance(one) for one in world.table(Instance).values()]
    yield "describe-instances", {"Reservations": [{"Instances": instances}] if instances else []}
    yield from _balancers(world)
    yield from _transit(world)


def _interface(one: NetworkInterface, world: World) -> dict[str, object]:
    holder = world.table(Instance).get(known(one.instance))
    found: dict[str, object] = {
        "NetworkInterfaceId": one.id,
        "SubnetId": known(one.subnet),
        "PrivateIpAddress": known(one.addresses)[0],
        "PrivateIpAddresses": [{"PrivateIpAddress": address} for address in known(one.addresses)],
        "Groups": [{"GroupId": group} for group in known(one.security_groups)],
        "Ipv6Addresses": [],
        "SourceDestCheck": known(one.check),
        "InterfaceType": "interface",
    }
    if holder is not None:
        found["Attachment"] = {"InstanceId": holder.id, "DeviceIndex": 0}
    if known(one.public_address):
        found["Association"] = {"PublicIp": known(one.public_address)}
    return found


def _instance(one: Instance) -> dict[str, object]:
    return {
        "InstanceId": one.id,
        "SubnetId": known(one.subnet),
        "State": {"Name": "running"},
        "SecurityGroups": [{"GroupId": group} for group in known(one.security_groups)],
        "NetworkInterfaces": [
            {"NetworkInterfaceId": interface, "Attachment": {"DeviceIndex": place}}
            for place, interface in enumerate(known(one.interfaces))
        ],
        "PrivateIpAddress": known(one.address),
        "PublicIpAddress": "203.0.113.10" if known(one.public) else "",
        "SourceDestCheck": known(one.check),
    }


def _balancers(world: World) -> Iterator[Answer]:
    balancers = list(world.table(LoadBalancer).values())
    yield "describe-load-balancers", {"LoadBalancers": [_balancer(one) for one in balancers]}
    for one in balancers:
        listeners: list[dict[str, object]] = []
        for number, listener in enumerate(one.listeners):
            arn = f"{balancer_arn(one.id).replace(':loadbalancer/', ':listener/')}/{number:016}"
            action = {"Type": "forward", "TargetGroupArn": target_arn(known(listener.targets)[0])}
            listeners.append(
                {
                    "ListenerArn": arn,
                    "LoadBalancerArn": balancer_arn(one.id),
                    "Port": known(listener.port),
                    "Protocol": "HTTP",
                    "DefaultActions": [action],
                }
            )
            rule = {"RuleArn": f"{arn.replace(':listener/', ':listener-rule/')}/1", "IsDefault": True}
            yield f"describe-rules-{one.id}-{number}", {"Rules": [{**rule, "Actions": [action]}]}
        yield f"describe-listeners-{one.id}", {"Listeners": listeners}


def _balancer(one: LoadBalancer) -> dict[str, object]:
    return {
        "LoadBalancerArn": balancer_arn(one.id),
        "LoadBalancerName": one.id,
        "Type": known(one.kind),
        "Scheme": "internal" if known(one.internal) else "internet-facing",
        "AvailabilityZones": [{"SubnetId": subnet} for subnet in known(one.subnets)],
        "SecurityGroups": list(known(one.security_groups)),
    }


def _transit(world: World) -> Iterator[Answer]:
    attachments = list(world.table(TransitAttachment).values())
    gateways = [_gateway(one) for one in world.table(TransitGateway).values()]
    yield "describe-transit-gateways", {"TransitGateways": gateways}
    yield (
        "describe-transit-gateway-attachments",
        {"TransitGatewayAttachments": [_attachment(one) for one in attachments]},
    )
    yield (
        "describe-transit-gateway-vpc-attachments",
        {"TransitGatewayVpcAttachments": [_vpc_attachment(one) for one in attachments]},
    )
    tables = list(world.table(TransitRouteTable).values())
    yield "describe-transit-gateway-route-tables", {"TransitGatewayRouteTables": [_table(one) for one in tables]}
    for table in tables:
        routes = [_route(one) for one in table.routes]
        yield f"search-transit-gateway-routes-{table.id}", {"Routes": routes, "AdditionalRoutesAvailable": False}
        for name, key, listed in (
            ("associations", "Associations", table.associations),
            ("propagations", "TransitGatewayRouteTablePropagations", table.propagations),
        ):
            found = [{"TransitGatewayAttachmentId": one, "State": "associated"} for one in listed]
            yield f"get-transit-gateway-route-table-{name}-{table.id}", {key: found}


def _gateway(one: TransitGateway) -> dict[str, object]:
    options = {"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"}
    return {"TransitGatewayId": one.id, "State": "available", "Options": options}


def _table(one: TransitRouteTable) -> dict[str, object]:
    found = {"TransitGatewayRouteTableId": one.id, "TransitGatewayId": known(one.gateway)}
    return {**found, "State": "available"}


def _attachment(one: TransitAttachment) -> dict[str, object]:
    return {
        "TransitGatewayAttachmentId": one.id,
        "TransitGatewayId": known(one.gateway),
        "ResourceType": one.kind.value,
        "ResourceId": known(one.resource),
        "State": "available",
    }


def _vpc_attachment(one: TransitAttachment) -> dict[str, object]:
    return {
        "TransitGatewayAttachmentId": one.id,
        "TransitGatewayId": known(one.gateway),
        "VpcId": known(one.resource),
        "SubnetIds": list(known(one.subnets)),
        "Options": {"ApplianceModeSupport": "enable" if known(one.appliance_mode) else "disable"},
        "State": "available",
    }


def _route(one: TransitRoute) -> dict[str, object]:
    return {
        "DestinationCidrBlock": known(one.destination),
        "TransitGatewayAttachments": [] if one.blackhole else [{"TransitGatewayAttachmentId": known(one.attachment)}],
        "Type": "static",
        "State": "blackhole" if one.blackhole else "active",
    }
