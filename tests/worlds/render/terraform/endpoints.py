"""VPC endpoints as Terraform resources."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.world.endpoints import OPEN_POLICY, Endpoint, EndpointKind
from sealane.world.world import World
from tests.worlds.render.inexpressible import known
from tests.worlds.render.terraform.block import Attribute, Block, Json
from tests.worlds.render.terraform.naming import name_of, refer


def blocks(world: World) -> Iterator[Block]:
    """Yield the endpoints; one without groups of its own gets the VPC's default one from AWS."""
    for endpoint in world.table(Endpoint).values():
        gateway = endpoint.kind is EndpointKind.GATEWAY
        values: dict[str, Attribute] = {
            "vpc_id": refer(known(endpoint.vpc)),
            "service_name": known(endpoint.service_name),
            "vpc_endpoint_type": endpoint.kind.value,
        }
        if gateway:
            values["route_table_ids"] = [refer(table) for table in known(endpoint.route_tables)]
        else:
            values["private_dns_enabled"] = known(endpoint.private_dns)
            values["subnet_ids"] = [refer(subnet) for subnet in known(endpoint.subnets)]
            if known(endpoint.security_groups):
                values["security_group_ids"] = [refer(group) for group in known(endpoint.security_groups)]
        policy = known(endpoint.policy)
        if policy != OPEN_POLICY:
            values["policy"] = Json(str(policy))
        yield Block(
            type="aws_vpc_endpoint",
            name=name_of(endpoint.id),
            values=values,
            key=endpoint.id,
            minted={
                "id": endpoint.id,
                "arn": f"arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/{endpoint.id}",
                "state": "available",
                "policy": OPEN_POLICY,
                **({"prefix_list_id": "pl-63a5400a"} if gateway else {}),
                "security_group_ids": [] if gateway else [f"sg-default-{known(endpoint.vpc)}"],
            },
            origins=(endpoint.origin.name,),
        )
