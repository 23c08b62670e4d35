"""A VPC that is there already: only what is missing is written."""

from __future__ import annotations

from sealane.spec.load import load
from sealane.startup.endpoints import endpoint_needs
from sealane.startup.intent import steps_of
from sealane.startup.supply import Supply, missing
from sealane.world.endpoints import Endpoint, EndpointKind
from sealane.world.existing_network import ExistingNetwork
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import Direction, GroupRule, PeerKind, SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.tasks import Setting
from sealane.world.values import Known, Origin, Unknown
from sealane.world.vpcs import Vpc
from tests.unit.terraform.files.written import block, written

HERE = Origin("test")
SUBNETS = ("subnet-0123456789abcdef0", "subnet-0123456789abcdef1")
TEXT = f"image: a/b:1\nnetwork: {{vpc_id: vpc-0123456789abcdef0, subnet_ids: [{', '.join(SUBNETS)}]}}"


def endpoint(suffix: str, kind: str = "Interface", tables: tuple[str, ...] = ()) -> Endpoint:
    """Return an endpoint that serves."""
    return Endpoint(
        id=f"vpce-{suffix}",
        origin=HERE,
        vpc=Known("vpc-0123456789abcdef0"),
        service_name=Known(f"com.amazonaws.us-east-1.{suffix}"),
        kind=EndpointKind(kind),
        private_dns=Known(kind == "Interface"),
        route_tables=Known(tables),
        security_groups=Known(("sg-0123456789abcdef0",) if kind == "Interface" else ()),
    )


VPC = Vpc(
    id="vpc-0123456789abcdef0",
    origin=HERE,
    cidrs=Known(("10.0.0.0/16",)),
    dns_support=Known(value=True),
    dns_hostnames=Known(value=True),
)
TABLE = RouteTable(id="rtb-1", origin=HERE, vpc=Known(VPC.id), main=True)


def subnet(place: int, name: str) -> Subnet:
    """Return a subnet in a zone of its own."""
    return Subnet(
        id=name,
        origin=HERE,
        vpc=Known(VPC.id),
        cidr=Known(f"10.0.{place}.0/24"),
        zone_id=Known(f"use1-az{place}"),
        zone_name=Known(f"us-east-1{'ab'[place - 1]}"),
        free_addresses=Known(200),
    )


def group(admitted: str) -> SecurityGroup:
    """Return the endpoints' group, open to a block."""
    rule = GroupRule(
        origin=HERE,
        direction=Direction.INGRESS,
        protocol=Known("tcp"),
        from_port=Known(443),
        to_port=Known(443),
        kind=PeerKind.CIDR,
        peer=Known(admitted),
    )
    return SecurityGroup(id="sg-0123456789abcdef0", origin=HERE, vpc=Known(VPC.id), rules=(rule,))


def supply(text: str, *endpoints: Endpoint, admitted: str = "10.0.0.0/16") -> Supply:
    """Return what is missing for a spec in a VPC with these endpoints."""
    network = ExistingNetwork(
        vpc=VPC,
        subnets=tuple(subnet(place, name) for place, name in enumerate(SUBNETS, 1)),
        route_tables=(TABLE,),
        endpoints=endpoints,
        security_groups=(group(admitted),),
        name_servers=Known(("AmazonProvidedDNS",)),
    )
    spec = load(f"version: 1\nregion: us-east-1\n{text}\n", "sealane.yaml").spec
    setting = Setting(partition="aws", region="us-east-1", account=Unknown("read by Terraform"))
    return missing(endpoint_needs(steps_of(spec, setting)), network, SUBNETS)


def test_everything_is_missing() -> None:
    """In a VPC without endpoints all are added, in the subnets that were named and on the table these use."""
    files = written(TEXT, supply(TEXT))
    assert "resource" not in files["network.tf"]
    assert files["endpoints.tf"].count('resource "aws_vpc_endpoint"') == 4
    added = block(files["endpoints.tf"], 'resource "aws_vpc_endpoint" "ecr_dkr"')
    assert "[data.aws_subnet.private_a.id, data.aws_subnet.private_b.id]" in added
    assert 'route_table_ids   = ["rtb-1"]' in block(files["endpoints.tf"], 'resource "aws_vpc_endpoint" "s3"')


def test_nothing_is_missing() -> None:
    """Where every endpoint serves there is no endpoint file, and S3's prefix list is looked up."""
    there = [endpoint(suffix) for suffix in ("ecr.api", "ecr.dkr", "logs")]
    files = written(TEXT, supply(TEXT, *there, endpoint("s3", "Gateway", ("rtb-1",))))
    assert "endpoints.tf" not in files
    assert 'data "aws_prefix_list" "s3"' in files["data.tf"]
    assert "prefix_list_id    = data.aws_prefix_list.s3.id" in files["security_groups.tf"]
    assert 'resource "aws_security_group" "endpoints"' not in files["security_groups.tf"]


def test_a_route_table_is_associated() -> None:
    """A gateway endpoint that misses the tasks' route table gets an association, and says for which step."""
    there = [endpoint(suffix) for suffix in ("ecr.api", "ecr.dkr", "logs")]
    files = written(TEXT, supply(TEXT, *there, endpoint("s3", "Gateway", ("rtb-other",))))
    added = block(files["endpoints.tf"], 'resource "aws_vpc_endpoint_route_table_association" "s3_rtb_1"')
    assert "step image-layers of app" in added
    assert 'vpc_endpoint_id = "vpce-s3"' in added
    assert "aws_vpc_endpoint_route_table_association.s3_rtb_1," in files["service.tf"]


def test_closed_groups_are_opened_once() -> None:
    """A group that several endpoints share and that keeps the tasks out gets one rule for each service."""
    there = [endpoint(suffix) for suffix in ("ecr.api", "ecr.dkr", "logs")]
    text = f"{TEXT}\nendpoints: {{ingress: tasks}}"
    files = written(text, supply(text, *there, admitted="10.9.0.0/16"))
    label = "sg_0123456789abcdef0_from_app"
    assert files["security_groups.tf"].count(f'"{label}"') == 1
    assert f"aws_vpc_security_group_ingress_rule.{label}," in files["service.tf"]
    away = block(files["security_groups.tf"], 'resource "aws_vpc_security_group_egress_rule" "app_to_sg_')
    assert 'referenced_security_group_id = "sg-0123456789abcdef0"' in away
    open_groups = written(text, supply(text, *there))
    assert label not in open_groups["security_groups.tf"]
