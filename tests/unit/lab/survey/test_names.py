"""What names mean in the blueprint's VPCs."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from sealane.lab.mount_names import mount_host
from sealane.lab.survey.survey import survey
from sealane.records import replace
from sealane.world.names import FirewallGroup, FirewallRule, HostedZone, Record, ResolverRule
from sealane.world.stores import FileSystem, MountTarget
from sealane.world.values import Known, Unknown
from sealane.world.vpcs import DhcpOptions
from sealane.world.world import Fact
from tests.lab.on_paper import address_in
from tests.unit.lab.survey.flows import API, OTHER_TASK, OUTSIDE, S3_ADDRESS, TASK, flow, resolved, with_facts
from tests.unit.reachability.estate import HOSTS, REGION, S3, endpoint, gateway_endpoint, healthy, origin, vpc

NAME, REGISTRY = HOSTS["ecr.api"], HOSTS["ecr.dkr"]
BUCKET = f"prod-{REGION}-starport-layer-bucket.s3.{REGION}.amazonaws.com"
INTERNET = (ip_address("44.192.0.1"), ip_address("2600:1f00:ffff::1"))
FILES = f"fs-0123.efs.{REGION}.amazonaws.com"


def private() -> tuple[object, ...]:
    """Return the endpoint's addresses in the healthy world."""
    blueprint = survey(healthy())
    return tuple(address_in(blueprint, f"endpoint:endpoint-ecr.api:ends-{zone}") for zone in "ab")


def zone(name: str, *records: Record, vpcs: tuple[str, ...] = ("vpc",)) -> HostedZone:
    """Return a private hosted zone."""
    return HostedZone(id=name, origin=origin(name), name=Known(name), vpcs=Known(vpcs), records=records)


def record(name: str, *values: str, kind: str = "A", alias: str = "") -> Record:
    """Return a record."""
    return Record(origin=origin(name), name=Known(name), kind=Known(kind), values=Known(values), alias=Known(alias))


def forwarding(domain: str, kind: str = "FORWARD") -> ResolverRule:
    """Return a resolver rule."""
    return ResolverRule(
        id=f"{kind} {domain}", origin=origin(domain), domain=Known(domain), kind=Known(kind), vpcs=Known(("vpc",))
    )


def firewall(*rules: tuple[str, str]) -> FirewallGroup:
    """Return a DNS Firewall group with rules in their order, each an action and a domain."""
    made = tuple(
        FirewallRule(origin=origin(domain), priority=Known(number), action=Known(action), domains=Known((domain,)))
        for number, (action, domain) in enumerate(rules)
    )
    return FirewallGroup(id="firewall", origin=origin("firewall"), vpcs=Known((("vpc", 1),)), rules=made)


def test_endpoints_have_their_names_and_everything_else_is_public() -> None:
    """A name and a wildcard lead to endpoints, S3's names into its blocks, and others to one address outside."""
    assert resolved(healthy(), NAME) == private()
    assert resolved(healthy(), REGISTRY)[0] in {
        address_in(survey(healthy()), f"endpoint:endpoint-ecr.dkr:ends-{one}") for one in "ab"
    }
    assert resolved(healthy(), BUCKET) == (ip_address(S3_ADDRESS),)
    assert resolved(healthy(), "public.ecr.aws") == INTERNET
    assert resolved(healthy(), f"other.{NAME}") == ()


@pytest.mark.parametrize(
    "wound",
    [
        endpoint("ecr.api", private_dns=Known(value=False)),
        endpoint("ecr.api", state=Known("pendingAcceptance")),
        vpc(dns_hostnames=Known(value=False)),
    ],
)
def test_without_private_dns_a_name_is_public(wound: Fact) -> None:
    """Without private DNS, without the VPC's attribute, or before the endpoint works, the name is public."""
    assert resolved(healthy(), NAME) == private()
    assert resolved(with_facts(wound), NAME) == INTERNET


def test_without_dns_support_nobody_answers() -> None:
    """The name server is not there at all."""
    off = with_facts(vpc(dns_support=Known(value=False)))
    assert resolved(off, NAME) == ()
    assert not flow(off, TASK, "10.0.0.2", 53, protocol=17).space
    assert flow(healthy(), TASK, "10.0.0.2", 53, protocol=17).back


def test_an_s3_interface_endpoint_answers_unless_it_is_for_inbound_alone() -> None:
    """Its names reach the VPC only where the option for inbound resolver endpoints is off."""
    one = endpoint("s3", service_name=Known(S3))
    assert resolved(with_facts(one), BUCKET) != (ip_address(S3_ADDRESS),)
    inbound = endpoint("s3", service_name=Known(S3), private_dns_for_inbound_only=Known(value=True))
    assert resolved(with_facts(inbound), BUCKET) == (ip_address(S3_ADDRESS),)


@pytest.mark.parametrize(
    ("added", "meant"),
    [
        ((zone("amazonaws.com"),), "private"),
        ((zone(f"{REGION}.amazonaws.com", vpcs=("other",)),), "private"),
        ((zone(f"other.{NAME}", record(f"other.{NAME}", "10.9.9.9")),), "private"),
        ((forwarding(f"ecr.{REGION}.amazonaws.com"),), "private"),
        ((forwarding("."),), "private"),
        ((forwarding(NAME),), "nothing"),
        ((firewall(("BLOCK", NAME)),), "nothing"),
        ((firewall(("BLOCK", "*.amazonaws.com")),), "nothing"),
        ((firewall(("BLOCK", "*")),), "nothing"),
        ((firewall(("ALLOW", NAME), ("BLOCK", "*")),), "private"),
        ((firewall(("ALERT", "*.amazonaws.com"), ("BLOCK", "*")),), "private"),
    ],
)
def test_the_most_specific_has_the_name(added: tuple[Fact, ...], meant: str) -> None:
    """Zones and rules have what no endpoint has more specifically, a rule of the same name wins, a firewall blocks."""
    assert resolved(healthy(), NAME) == private()
    assert resolved(with_facts(*added), NAME) == (private() if meant == "private" else ())


def test_of_two_zones_of_one_name_the_users_own_stands() -> None:
    """AWS would refuse one of them, which is said; what is drawn is the one that may keep packets from the endpoint."""
    world = with_facts(zone(NAME, record(NAME, "10.0.11.9")))
    assert resolved(world, NAME) == (ip_address("10.0.11.9"),)
    assert [one.what for one in survey(world).undrawn] == [f"an endpoint's own zone {NAME}"]
    assert resolved(healthy(), NAME) == private()


def test_a_gateway_endpoint_without_both_attributes_has_no_names() -> None:
    """Those whose table leads to the endpoint get no answer for S3, others the public one, and other names stay."""
    off = vpc(dns_hostnames=Known(value=False))
    assert resolved(with_facts(off), BUCKET) == ()
    elsewhere = gateway_endpoint(route_tables=Known(("vpc#main-route-table",)))
    assert resolved(with_facts(off, elsewhere), BUCKET) == resolved(healthy(), BUCKET) != ()
    assert resolved(with_facts(off), "example.org") == INTERNET
    spared = (forwarding("amazonaws.com", "SYSTEM"), firewall(("ALERT", "*.amazonaws.com"), ("BLOCK", BUCKET)))
    assert resolved(with_facts(off, *spared), BUCKET) == ()
    assert resolved(with_facts(*spared), BUCKET) == resolved(healthy(), BUCKET)


def test_a_zone_blanks_out_what_it_does_not_have() -> None:
    """In an own zone a record decides, a wildcard for what has none, and nothing falls through to the public."""
    empty = with_facts(zone(f"s3.{REGION}.amazonaws.com"))
    assert resolved(empty, BUCKET) == ()
    full = with_facts(zone("corp.test", record("*.corp.test", "10.0.1.1"), record("a.b.corp.test", "10.0.1.2")))
    assert resolved(full, "x.corp.test") == (ip_address("10.0.1.1"),)
    assert resolved(full, "a.b.corp.test") == (ip_address("10.0.1.2"),)
    assert resolved(full, "c.b.corp.test") == ()
    assert resolved(full, "x.corp.example") == INTERNET


def test_aliases_and_other_names_are_followed() -> None:
    """An alias of an endpoint means its addresses, another name what that means in the VPC, a ring nothing."""
    made = zone(
        "corp.test",
        record("api.corp.test", alias="endpoint-ecr.api"),
        record("www.corp.test", NAME, kind="CNAME"),
        record("out.corp.test", "example.org", kind="CNAME"),
        record("ring.corp.test", "ring.corp.test", kind="CNAME"),
    )
    world = with_facts(made)
    assert resolved(world, "api.corp.test") == private()
    assert resolved(world, "www.corp.test") == private()
    assert resolved(world, "out.corp.test") == INTERNET
    assert resolved(world, "ring.corp.test") == ()


def test_a_system_rule_takes_names_back_from_a_shorter_one() -> None:
    """What is forwarded as a whole is answered by the VPC again for a part."""
    all_forwarded = with_facts(forwarding("."))
    assert resolved(all_forwarded, BUCKET) == ()
    partly = with_facts(forwarding("."), forwarding("amazonaws.com", "SYSTEM"))
    assert resolved(partly, BUCKET) == (ip_address(S3_ADDRESS),)
    assert resolved(partly, "example.org") == ()


@pytest.mark.parametrize(
    ("servers", "meant"),
    [
        (("AmazonProvidedDNS",), "private"),
        (("10.0.0.2",), "private"),
        (("169.254.169.253",), "private"),
        (("8.8.8.8",), "nothing"),
        (("10.0.5.5",), "nothing"),
    ],
)
def test_dhcp_options_say_whom_a_task_asks(servers: tuple[str, ...], meant: str) -> None:
    """Amazon's server knows private names, however it is called; another one is not reached, or not known."""
    options = DhcpOptions(id="dhcp", origin=origin("dhcp"), name_servers=Known(servers))
    world = with_facts(vpc(dhcp_options=Known("dhcp")), options)
    assert resolved(world, NAME) == (private() if meant == "private" else ())
    outside = [one for one in survey(world).resolvers if one.space == OUTSIDE]
    assert bool(outside) is (servers == ("8.8.8.8",))


def test_a_file_system_answers_by_the_zone_of_who_asks() -> None:
    """Each task gets the mount target of its own zone, and nobody outside of the VPC any."""
    files = FileSystem(id="files", origin=origin("files"), arn=Known("arn:aws:efs:::file-system/fs-0123"))
    world = with_facts(files)
    blueprint = survey(world)
    for space, mount in ((TASK, "mount:mount-a"), (OTHER_TASK, "mount:mount-b")):
        assert resolved(world, FILES, space) == (address_in(blueprint, mount),)
    assert resolved(healthy(), FILES) == ()


@pytest.mark.parametrize("key", ["aws_efs_file_system.files", 'module.a.aws_efs_file_system.x["b c"]'])
def test_a_file_system_answers_before_its_id_is_known(key: str) -> None:
    """Before an apply a task asks for a file system by its key, with what no host name holds taken out."""
    files = FileSystem(id=key, origin=origin(key), arn=Unknown("only an apply decides it"))
    targets = [replace(target, file_system=Known(key)) for target in healthy().table(MountTarget).values()]
    world = with_facts(files, *targets)
    host = mount_host(f"{key}.efs.{REGION}.amazonaws.com")
    assert not set(host) & set('[]" ')
    assert resolved(world, host, TASK) == (address_in(survey(world), "mount:mount-a"),)
    assert resolved(world, FILES, TASK) == ()


def test_a_name_that_nobody_can_follow_is_said() -> None:
    """An endpoint of a service without known names, and an alias of a load balancer, are told of."""
    odd = endpoint("ecr.api", service_name=Known("com.amazonaws.vpce.us-east-1.vpce-svc-1"))
    alias = zone("corp.test", record("lb.corp.test", alias="x.elb.us-east-1.amazonaws.com"))
    said = {one.what for one in survey(with_facts(odd, alias)).undrawn}
    assert said == {"names of endpoint endpoint-ecr.api", "record lb.corp.test"}
    assert survey(with_facts(gateway_endpoint())).undrawn == ()
    assert API in {space.name for space in survey(healthy()).spaces}
