"""What modules put together by locals, functions and loops comes out of linking as it would come out of an apply."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sealane.world.endpoints import Endpoint
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import SecurityGroup
from sealane.world.services import Service
from sealane.world.subnets import Subnet
from sealane.world.values import Known, Origin, Unknown
from sealane.world.vpcs import Vpc
from sealane.world.world import World

Linked = Callable[..., World]


def endpoint(world: World, key: str) -> Endpoint:
    """Return an endpoint of a world."""
    return world.table(Endpoint)[key]


def line_of(origin: Origin) -> str:
    """Return the line that an origin names."""
    return Path(origin.file).read_text(encoding="utf-8").splitlines()[origin.line - 1]


def test_endpoints_of_a_map_have_the_subnets_groups_and_tables_that_their_entries_say(linked: Linked) -> None:
    """A `for_each` over merged maps with `try` and `lookup` gives each endpoint its own relations."""
    world = linked("endpoint_map")
    both = ('aws_subnet.this["eu-west-1a"]', 'aws_subnet.this["eu-west-1b"]')
    assert endpoint(world, 'aws_vpc_endpoint.this["api"]').subnets == Known(both)
    assert endpoint(world, 'aws_vpc_endpoint.this["logs"]').subnets == Known(both[:1])
    assert endpoint(world, 'aws_vpc_endpoint.this["dkr"]').security_groups == Known(("aws_security_group.endpoints",))
    tables = ('aws_route_table.this["eu-west-1a"]', 'aws_route_table.this["eu-west-1b"]')
    assert endpoint(world, 'aws_vpc_endpoint.this["s3"]').route_tables == Known(tables)
    assert endpoint(world, 'aws_vpc_endpoint.this["s3"]').subnets == Known(())


def test_a_value_of_a_variable_changes_what_is_there(linked: Linked) -> None:
    """Another entry in the map is one more endpoint, in the Region that the variable names."""
    world = linked("endpoint_map", "region=eu-west-2", 'extra={ sts = { service = "sts", subnets = "private" } }')
    sts = endpoint(world, 'aws_vpc_endpoint.this["sts"]')
    assert sts.service_name == Known("com.amazonaws.eu-west-2.sts")
    assert sts.subnets == Known(('aws_subnet.this["eu-west-2a"]',))
    assert 'aws_vpc_endpoint.this["sts"]' not in linked("endpoint_map").table(Endpoint)


def test_each_rule_of_a_dynamic_block_keeps_its_own_peer(linked: Linked) -> None:
    """Two rules that differ in nothing but the group they name are told apart."""
    group = linked("endpoint_map").table(SecurityGroup)["aws_security_group.endpoints"]
    assert not group.hidden
    assert {(rule.from_port, rule.peer) for rule in group.rules} == {
        (Known(443), Known("aws_security_group.tasks")),
        (Known(443), Known("aws_security_group.admins")),
        (Known(8443), Known("10.9.0.0/16")),
    }


def test_pairs_with_an_offset_are_those_that_the_index_says(linked: Linked) -> None:
    """`count.index + 1` and `element()` that goes round give each subnet its own table, and each table its route."""
    tables = linked("offsets").table(RouteTable)
    assert {key: table.subnets for key, table in tables.items() if not table.main} == {
        "aws_route_table.public": ("aws_subnet.all[0]", "aws_subnet.all[1]", "aws_subnet.all[2]"),
        "aws_route_table.private[0]": ("aws_subnet.all[5]",),
        "aws_route_table.private[1]": ("aws_subnet.all[3]",),
        "aws_route_table.private[2]": ("aws_subnet.all[4]",),
    }
    routed = {
        key
        for key, table in tables.items()
        if any(route.target == Known("aws_nat_gateway.main") for route in table.routes)
    }
    assert routed == {"aws_route_table.private[1]", "aws_route_table.private[2]"}


def test_what_a_block_leaves_out_is_what_aws_makes_of_it(linked: Linked) -> None:
    """DNS host names are off where nothing turns them on, and on where the VPC says so."""
    assert linked("offsets").table(Vpc)["aws_vpc.main"].dns_hostnames == Known(value=False)
    assert linked("nested").table(Vpc)["module.network.aws_vpc.this"].dns_hostnames == Known(value=True)


def test_a_slice_of_route_tables_is_that_slice(linked: Linked) -> None:
    """A gateway endpoint that is routed in two tables of three is not routed in the third."""
    world = linked("sliced")
    assert endpoint(world, "aws_vpc_endpoint.s3").route_tables == Known(
        ("aws_route_table.p[0]", "aws_route_table.p[1]")
    )
    assert endpoint(world, "aws_vpc_endpoint.logs").subnets == Known(("aws_subnet.p[0]", "aws_subnet.p[2]"))
    assert endpoint(world, "aws_vpc_endpoint.api").subnets == Known(("aws_subnet.p[2]",))


def test_what_only_an_apply_decides_stays_unknown(linked: Linked) -> None:
    """No invented id decides which subnet sorts first, nor does a digest of one pass for text."""
    world = linked("sliced")
    assert isinstance(endpoint(world, "aws_vpc_endpoint.dkr").subnets, Unknown)
    assert isinstance(endpoint(world, "aws_vpc_endpoint.sts").policy, Unknown)


def test_an_id_looks_like_an_id_of_aws(linked: Linked) -> None:
    """A module that checks the form of an id finds the form that AWS gives it."""
    assert endpoint(linked("sliced"), "aws_vpc_endpoint.sts").subnets == Known(("aws_subnet.p[0]",))


def test_conditional_resources_are_used_where_they_are(linked: Linked) -> None:
    """`one()`, `try()` with an index that is not there, `compact()` and `coalesce()` lead to what exists."""
    api = endpoint(linked("conditional"), "aws_vpc_endpoint.api")
    assert api.vpc == Known("aws_vpc.this[0]")
    assert api.subnets == Known(("aws_subnet.this[1]",))
    assert api.security_groups == Known(("aws_security_group.new[0]",))


def test_what_is_used_instead_of_a_conditional_resource_is_a_literal(linked: Linked) -> None:
    """Where the module is given a VPC and no group, the given ids stand, and nothing is made."""
    world = linked("conditional", "vpc_id=vpc-0aaaabbbbccccdddd", "create_group=false")
    api = endpoint(world, "aws_vpc_endpoint.api")
    assert api.vpc == Known("vpc-0aaaabbbbccccdddd")
    assert api.security_groups == Known(("sg-0123456789abcdef0",))
    assert not world.table(Vpc)


def test_modules_hand_on_ids_through_every_level(linked: Linked) -> None:
    """Outputs that are maps and lists of ids lead, from a service in a `for_each` module, to the right subnets."""
    world = linked("nested")
    services = world.table(Service)
    shop, admin = (services[f'module.service["{name}"].aws_ecs_service.this'] for name in ("shop", "admin"))
    assert shop.subnets == Known(('module.network.aws_subnet.this["a"]',))
    assert admin.subnets == Known(('module.network.aws_subnet.this["a"]', 'module.network.aws_subnet.this["b"]'))
    assert shop.security_groups == Known(('module.service["shop"].aws_security_group.this',))
    group = world.table(SecurityGroup)['module.service["shop"].aws_security_group.this']
    assert [rule.peer for rule in group.rules] == [Known("module.network.module.endpoints.aws_security_group.this")]


def test_a_module_is_in_the_region_of_the_provider_it_is_given(linked: Linked) -> None:
    """The same module called with another provider alias has endpoints, and a VPC, of that one's Region."""
    world = linked("nested")
    assert {key: vpc.region for key, vpc in world.table(Vpc).items()} == {
        "module.network.aws_vpc.this": Known("us-east-1"),
        "module.far.aws_vpc.this": Known("us-west-1"),
    }
    far = endpoint(world, 'module.far.module.endpoints.aws_vpc_endpoint.this["ecr.api"]')
    assert far.service_name == Known("com.amazonaws.us-west-1.ecr.api")
    assert far.vpc == Known("module.far.aws_vpc.this")


def test_every_fact_knows_the_line_of_its_block(linked: Linked) -> None:
    """File and line are those of the block in the user's own file, also within a nested module."""
    origin = linked("nested").table(Endpoint)['module.far.module.endpoints.aws_vpc_endpoint.this["ecr.api"]'].origin
    text = Path(origin.file).read_text(encoding="utf-8").splitlines()[origin.line - 1]
    assert text == 'resource "aws_vpc_endpoint" "this" {'
    subnet = linked("offsets").table(Subnet)["aws_subnet.all[4]"].origin
    assert (
        Path(subnet.file).read_text(encoding="utf-8").splitlines()[subnet.line - 1] == 'resource "aws_subnet" "all" {'
    )
