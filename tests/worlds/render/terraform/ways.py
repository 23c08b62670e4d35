"""Instances, interfaces, load balancers, transit gateways as Terraform resources."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.world.interfaces import Instance, NetworkInterface
from sealane.world.load_balancers import LoadBalancer
from sealane.world.transit import AttachmentKind, TransitAttachment, TransitGateway, TransitRouteTable
from sealane.world.values import Known
from sealane.world.world import World
from tests.worlds.render.inexpressible import Inexpressible, known
from tests.worlds.render.terraform.block import Attribute, Block, Ref
from tests.worlds.render.terraform.naming import name_of, refer


def blocks(world: World) -> Iterator[Block]:
    """Yield the resources."""
    for interface in world.table(NetworkInterface).values():
        yield from _interface(interface, world)
    yield from map(_instance, world.table(Instance).values())
    for balancer in world.table(LoadBalancer).values():
        yield from _balancer(balancer)
    yield from map(_transit, world.table(TransitGateway).values())
    yield from map(_attachment, world.table(TransitAttachment).values())
    for table in world.table(TransitRouteTable).values():
        yield from _transit_table(table)


def _interface(one: NetworkInterface, world: World) -> Iterator[Block]:
    name = name_of(one.id)
    # What an instance forwards is decided by its interface, so the interface is what there is to change.
    holders = [
        instance.origin.name for instance in world.table(Instance).values() if instance.id == known(one.instance)
    ]
    yield Block(
        type="aws_network_interface",
        name=name,
        values={
            "subnet_id": refer(known(one.subnet)),
            "private_ips": list(known(one.addresses)),
            "security_groups": [refer(group) for group in known(one.security_groups)],
            "source_dest_check": known(one.check),
        },
        key=one.id,
        minted={"id": one.id, "private_ip": known(one.addresses)[0], "interface_type": "interface"},
        origins=(one.origin.name, *holders),
    )
    if known(one.public_address):
        yield Block(
            type="aws_eip",
            name=name,
            values={"domain": "vpc", "network_interface": Ref(one.id)},
            minted={"id": f"eipalloc-{name}", "public_ip": known(one.public_address)},
        )


def _instance(one: Instance) -> Block:
    values: dict[str, Attribute] = {"ami": "ami-0123456789abcdef0", "instance_type": "t4g.nano"}
    values["network_interface"] = [
        {"network_interface_id": Ref(interface), "device_index": place}
        for place, interface in enumerate(known(one.interfaces))
    ]
    return Block(
        type="aws_instance",
        name=name_of(one.id),
        values=values,
        key=one.id,
        minted={
            "id": one.id,
            "subnet_id": known(one.subnet),
            "vpc_security_group_ids": list(known(one.security_groups)),
            "private_ip": known(one.address),
            "public_ip": "203.0.113.10" if known(one.public) else "",
            "source_dest_check": known(one.check),
            "primary_network_interface_id": known(one.interfaces)[0],
        },
    )


def _balancer(one: LoadBalancer) -> Iterator[Block]:
    name = name_of(one.id)
    arn = f"arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/{name}/0123456789"
    yield Block(
        type="aws_lb",
        name=name,
        values={
            "name": one.id,
            "load_balancer_type": known(one.kind),
            "internal": known(one.internal),
            "subnets": [refer(subnet) for subnet in known(one.subnets)],
            "security_groups": [refer(group) for group in known(one.security_groups)],
        },
        key=one.id,
        minted={"id": arn, "arn": arn},
        origins=(one.origin.name,),
    )
    for number, listener in enumerate(one.listeners):
        (target,) = known(listener.targets)
        yield Block(
            type="aws_lb_listener",
            name=f"{name}_{number}",
            values={
                "load_balancer_arn": Ref(one.id, "arn"),
                "port": known(listener.port),
                "protocol": "HTTP",
                "default_action": [{"type": "forward", "target_group_arn": Ref(target, "arn")}],
            },
            minted=dict.fromkeys(("id", "arn"), f"{arn.replace('loadbalancer', 'listener')}/{number}"),
            origins=(listener.origin.name,),
        )


def _transit(one: TransitGateway) -> Block:
    return Block(
        type="aws_ec2_transit_gateway",
        name=name_of(one.id),
        values={"default_route_table_association": "disable", "default_route_table_propagation": "disable"},
        key=one.id,
        minted={"id": one.id, "arn": f"arn:aws:ec2:us-east-1:111122223333:transit-gateway/{one.id}"},
        origins=(one.origin.name,),
    )


def _attachment(one: TransitAttachment) -> Block:
    if one.kind is not AttachmentKind.VPC:
        reason = f"no Terraform resource for an attachment of a {one.kind}"
        raise Inexpressible(reason)
    return Block(
        type="aws_ec2_transit_gateway_vpc_attachment",
        name=name_of(one.id),
        values={
            "transit_gateway_id": Ref(known(one.gateway)),
            "vpc_id": Ref(known(one.resource)),
            "subnet_ids": [Ref(subnet) for subnet in known(one.subnets)],
            "appliance_mode_support": "enable" if known(one.appliance_mode) else "disable",
            "transit_gateway_default_route_table_association": False,
            "transit_gateway_default_route_table_propagation": False,
        },
        key=one.id,
        minted={"id": one.id},
        origins=(one.origin.name,),
    )


def _transit_table(table: TransitRouteTable) -> Iterator[Block]:
    name = name_of(table.id)
    yield Block(
        type="aws_ec2_transit_gateway_route_table",
        name=name,
        values={"transit_gateway_id": Ref(known(table.gateway))},
        key=table.id,
        minted={"id": table.id},
        origins=(table.origin.name,),
    )
    of_table = {"transit_gateway_route_table_id": Ref(table.id)}
    for kind, attachments in (("association", table.associations), ("propagation", table.propagations)):
        for attachment in attachments:
            yield Block(
                type=f"aws_ec2_transit_gateway_route_table_{kind}",
                name=f"{name}_{name_of(attachment)}",
                values={**of_table, "transit_gateway_attachment_id": Ref(attachment)},
                minted={"id": f"{table.id}_{attachment}"},
            )
    for number, route in enumerate(table.routes):
        values: dict[str, Attribute] = {**of_table, "destination_cidr_block": known(route.destination)}
        if route.blackhole:
            values["blackhole"] = True
        elif route.attachment != Known(""):
            values["transit_gateway_attachment_id"] = Ref(known(route.attachment))
        yield Block(
            type="aws_ec2_transit_gateway_route",
            name=f"{name}_{number}",
            values=values,
            minted={"id": f"{table.id}_{known(route.destination)}"},
            origins=(route.origin.name,),
        )
