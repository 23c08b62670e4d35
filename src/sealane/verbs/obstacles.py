"""What makes an existing VPC unfit, each with the command that its owner can run."""

from __future__ import annotations

from sealane.errors import Problem
from sealane.startup.supply_findings import (
    CustomNameServers,
    NamesTaken,
    Obstacle,
    RouteTableMissing,
    SubnetMissing,
    SubnetOfAnotherVpc,
    TooFewAddresses,
    VpcDnsOff,
)
from sealane.world.values import Known, Value

_OPTIONS = {"enableDnsSupport": "--enable-dns-support", "enableDnsHostnames": "--enable-dns-hostnames"}


def obstacle_problem(obstacle: Obstacle) -> Problem:
    """Return the problem that an obstacle is."""
    match obstacle:
        case VpcDnsOff():
            return _dns_off(obstacle)
        case CustomNameServers():
            return _name_servers(obstacle)
        case SubnetMissing():
            return Problem(
                code="subnet-not-found",
                what=f"there is no subnet {obstacle.subnet_id}",
                facts=(("VPC", obstacle.vpc.id),),
                hint=f"`aws ec2 describe-subnets --filters Name=vpc-id,Values={obstacle.vpc.id}`",
            )
        case SubnetOfAnotherVpc():
            return Problem(
                code="subnet-elsewhere",
                what=f"subnet {obstacle.subnet.id} belongs to {_shown(obstacle.subnet.vpc)}, not to {obstacle.vpc.id}",
                hint=f"`aws ec2 describe-subnets --filters Name=vpc-id,Values={obstacle.vpc.id}`",
            )
        case RouteTableMissing():
            return Problem(
                code="route-table-not-found",
                what=f"no route table of subnet {obstacle.subnet.id} could be seen",
                hint="`aws ec2 describe-route-tables`, with credentials that may see the VPC's owner's tables",
                link="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html",
            )
        case TooFewAddresses():
            return _too_few(obstacle)
        case NamesTaken():
            return _names_taken(obstacle)


def _dns_off(obstacle: VpcDnsOff) -> Problem:
    return Problem(
        code="vpc-dns-off",
        what=f"{obstacle.attribute} is off in {obstacle.vpc.id}, so the endpoints' private names do not resolve",
        hint=f"`aws ec2 modify-vpc-attribute --vpc-id {obstacle.vpc.id} {_OPTIONS[obstacle.attribute]}`",
        link="https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
    )


def _name_servers(obstacle: CustomNameServers) -> Problem:
    return Problem(
        code="names-custom-server",
        what=f"the DHCP options of {obstacle.vpc.id} send name queries to servers that do not know private names",
        facts=(("name servers", ", ".join(obstacle.servers)),),
        hint="give the VPC DHCP options with AmazonProvidedDNS: "
        f"`aws ec2 associate-dhcp-options --vpc-id {obstacle.vpc.id} --dhcp-options-id default`",
        link="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
    )


def _too_few(obstacle: TooFewAddresses) -> Problem:
    names = ", ".join(subnet.id for subnet in obstacle.subnets)
    return Problem(
        code="subnet-full",
        what=f"the subnets have {obstacle.free} free addresses and {obstacle.wanted} are needed",
        facts=(("subnets", names),),
        hint="name more or larger subnets in `network.subnet_ids`, or lower `desired_count`",
        link="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
    )


def _names_taken(obstacle: NamesTaken) -> Problem:
    endpoint, state = obstacle.endpoint, _shown(obstacle.endpoint.state)
    return Problem(
        code="endpoint-not-available",
        what=f"endpoint {endpoint.id} for {obstacle.need.suffix} is {state} and holds the private names",
        facts=(("private names", ", ".join(obstacle.need.private_names)),),
        hint="wait until it is available, or remove it: "
        f"`aws ec2 delete-vpc-endpoints --vpc-endpoint-ids {endpoint.id}`",
        link="https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
    )


def _shown(value: Value[str]) -> str:
    return value.value if isinstance(value, Known) else value.reason
