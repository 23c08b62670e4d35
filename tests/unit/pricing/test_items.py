"""What is billed of each kind of resource, and what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sealane.pricing.bill import Line, Omission
from sealane.pricing.bill_of import bill_of
from sealane.pricing.charge import Charge
from sealane.pricing.usage import Usage
from sealane.pricing.usage_reading import usage_of
from sealane.records import replace
from sealane.verbs.prices import shipped
from sealane.world.endpoints import EndpointKind
from sealane.world.gaps import Gap, Noun
from sealane.world.gateways import NatGateway
from sealane.world.load_balancers import LoadBalancer
from sealane.world.services import RunnerKind, on_spot
from sealane.world.stores import FileSystem, Image, Key, Repository, Secret
from sealane.world.transit import AttachmentKind, TransitAttachment
from sealane.world.values import Known, Origin, Unknown, Unread
from sealane.world.world import World, world_of
from tests.unit.pricing.estates import estate, gateway, interface, nat, round_prices, service, subnet_names, task

PRICES = round_prices()
ASSUMED = Usage()


def quantities(world: World, usage: Usage = ASSUMED) -> dict[tuple[str, str], Decimal | str]:
    """Return how much is billed by charge and resource; of what is not known, why."""
    return {(str(line.charge), line.origin.name): _quantity(line) for line in bill_of(world, PRICES, usage).lines}


def _quantity(line: Line) -> Decimal | str:
    return line.quantity.value if isinstance(line.quantity, Known) else line.quantity.reason


def test_endpoints_are_billed_by_zone() -> None:
    """An interface endpoint costs its hours in each zone, a gateway nothing, other kinds have charges of their own."""
    firewall = replace(interface("gwlb", zones=1), kind=EndpointKind.LOAD_BALANCER)
    database = replace(interface("db"), kind=EndpointKind.RESOURCE)
    world = estate(interface("logs"), interface("kms", zones=1), gateway(), firewall, database)
    found = quantities(world)
    assert found["endpoint-hour", "logs"] == 2 * 730
    assert found["endpoint-hour", "kms"] == 730
    assert found["gateway-load-balancer-endpoint-hour", "gwlb"] == 730
    assert found["resource-endpoint-hour", "db"] == 2 * 730
    free = bill_of(estate(gateway()), shipped(), ASSUMED)
    assert [(line.charge, line.amount) for line in free.lines] == [(Charge.GATEWAY_ENDPOINT, Known(Decimal(0)))]
    endless = replace(interface("sts"), subnets=Unknown("an apply decides it"))
    assert quantities(estate(endless))["endpoint-hour", "sts"] == "an apply decides it"


def test_tasks_are_billed_by_size() -> None:
    """The vCPU and memory count for each task and hour, storage above 20 GB, and a service of no task costs nothing."""
    world = estate(service(tasks=Known(3)), task(cpu=Known("1 vCPU"), memory=Known("2048"), ephemeral_storage_gib=25))
    found = quantities(world)
    assert found["fargate-vcpu-hour", "app"] == 3 * 730
    assert found["fargate-memory-hour", "app"] == 3 * 2 * 730
    assert found["fargate-storage-hour", "app"] == 3 * 5 * 730
    assert ("fargate-storage-hour", "app") not in quantities(estate(service(), task()))
    assert quantities(estate(service(tasks=Known(0)), task()))["fargate-vcpu-hour", "app"] == 0
    assert (
        quantities(estate(service(), task(cpu=Known("many"))))["fargate-vcpu-hour", "app"]
        == "`many` is no size of a task"
    )
    undecided = service(tasks=Unknown("a variable decides it"))
    assert quantities(estate(undecided, task()))["fargate-vcpu-hour", "app"] == "a variable decides it"
    assert "is not in estate" in str(quantities(estate(service()))["fargate-vcpu-hour", "app"])


@pytest.mark.parametrize(
    ("about", "spot", "expected"),
    [
        ({}, False, {"fargate-vcpu-hour", "fargate-memory-hour"}),
        ({"architecture": "ARM64"}, False, {"fargate-arm-vcpu-hour", "fargate-arm-memory-hour"}),
        ({}, True, {"fargate-spot-vcpu-hour", "fargate-spot-memory-hour"}),
        ({"architecture": "ARM64"}, True, {"fargate-arm-spot-vcpu-hour", "fargate-arm-spot-memory-hour"}),
        (
            {"operating_system": "WINDOWS_SERVER_2022_CORE"},
            False,
            {"fargate-windows-vcpu-hour", "fargate-windows-memory-hour", "fargate-windows-licence-hour"},
        ),
    ],
)
def test_platform_decides_the_charge(about: dict[str, str], spot: bool, expected: set[str]) -> None:  # noqa: FBT001
    """Arm, Spot and Windows have charges of their own, Windows a licence too."""
    world = estate(service(spot=Known(spot)), task(**about))
    assert {charge for charge, _ in quantities(world) if charge.startswith("fargate")} == expected


def test_spot_has_no_price() -> None:
    """AWS keeps it out of its list, so that the sum is unknown; tasks divided between both are not known at all."""
    prices = replace(PRICES, prices={key: one for key, one in PRICES.prices.items() if "spot" not in key[0]})
    bill = bill_of(estate(service(spot=Known(True)), task()), prices, ASSUMED)  # noqa: FBT003 - a value
    assert "supply and demand" in str(bill.total.amount)
    assert on_spot(["FARGATE"]) == Known(False)  # noqa: FBT003 - a value
    assert on_spot(["FARGATE_SPOT"]) == Known(True)  # noqa: FBT003 - a value
    divided = on_spot(["FARGATE", "FARGATE_SPOT"])
    assert isinstance(divided, Unknown)
    assert quantities(estate(service(spot=divided), task()))["fargate-vcpu-hour", "app"] == divided.reason


def test_run_time_of_a_schedule_is_said_or_unknown() -> None:
    """Nobody can know how long a scheduled task runs, until somebody says it; a service's runs all month."""
    world = estate(service(kind=RunnerKind.SCHEDULE), task())
    assert "run-hours" in str(quantities(world)["fargate-vcpu-hour", "app"])
    assert quantities(world, usage_of([("run-hours", "8")]))["fargate-vcpu-hour", "app"] == 2
    assert quantities(estate(service(), task()), usage_of([("run-hours", "8")]))["fargate-vcpu-hour", "app"] == Decimal(
        "182.5"
    )


def test_public_addresses_count() -> None:
    """Tasks, NAT gateways and load balancers on the internet have them; private ones and internal ones do not."""
    exposed = replace(service(tasks=Known(4)), public_address=Known(True))  # noqa: FBT003 - a value
    found = quantities(estate(exposed, task(), nat(), _balancer(internal=False)))
    assert found["public-address-hour", "app"] == 4 * 730
    assert found["public-address-hour", "nat-0"] == 730
    assert found["public-address-hour", "alb"] == 2 * 730
    private = replace(nat(), public=Known(False))  # noqa: FBT003 - a value
    none = quantities(estate(service(), task(), private, _balancer(internal=True)))
    assert not [key for key in none if key[0] == "public-address-hour"]


def test_regional_nat_gateway_is_not_counted() -> None:
    """In how many zones it is nobody knows, so that nobody knows its hours; a deleted one costs nothing."""
    regional = NatGateway(
        id="nat",
        origin=Origin("nat"),
        subnet=Known(""),
        public=Known(True),  # noqa: FBT003 - a value
        vpc=Known("vpc"),
    )
    assert "every zone" in str(quantities(estate(regional))["nat-gateway-hour", "nat"])
    assert quantities(estate(nat()))["nat-gateway-hour", "nat-0"] == 730
    assert quantities(estate(replace(nat(), state=Known("deleted")))) == {}


def test_load_balancers_by_kind() -> None:
    """Each kind has its hour and its units; the usage says how many; a gateway load balancer is named as left out."""
    network = replace(_balancer(internal=True), id="nlb", origin=Origin("nlb"), kind=Known("network"))
    other = replace(_balancer(internal=True), id="gw", origin=Origin("gw"), kind=Known("gateway"))
    world = estate(_balancer(internal=True), network, other)
    found = quantities(world, usage_of([("load-balancer-units", "2.5")]))
    assert found["application-load-balancer-hour", "alb"] == 730
    assert found["application-load-balancer-unit", "alb"] == Decimal("1825.0")
    assert found["network-load-balancer-hour", "nlb"] == 730
    left_out = {one.omission: one.origins for one in bill_of(world, PRICES, ASSUMED).absent}
    assert left_out[Omission.GATEWAY_LOAD_BALANCERS] == (Origin("gw"),)


def test_traffic_follows_from_the_tasks() -> None:
    """A log goes through the endpoint that is there, else through NAT; an image by the gateway for nothing."""
    usage = usage_of([("log-gb", "3"), ("starts", "10"), ("image-gb", "0.5")])
    tasks = (service(tasks=Known(2)), task())
    sealed = quantities(estate(*tasks, interface("logs"), gateway()), usage)
    assert sealed["endpoint-data", "us-east-1"] == 2 * 3
    assert not [key for key in sealed if key[0] == "nat-gateway-data"]
    open_ = quantities(estate(*tasks, nat(), gateway()), usage)
    assert open_["nat-gateway-data", "us-east-1"] == 2 * 3
    without_gateway = quantities(estate(*tasks, nat()), usage)
    assert without_gateway["nat-gateway-data", "us-east-1"] == 2 * 3 + 2 * 10 * Decimal("0.5")
    by_interface = quantities(estate(*tasks, interface("logs"), interface("s3")), usage)
    assert by_interface["endpoint-data", "us-east-1"] == 2 * 3 + 2 * 10 * Decimal("0.5")
    said = quantities(estate(*tasks, interface("logs")), usage_of([("endpoint-gb", "7")]))
    assert said["endpoint-data", "us-east-1"] == 7


def test_logs_only_where_they_are_written() -> None:
    """A task whose containers log elsewhere writes nothing to CloudWatch Logs."""
    assert quantities(estate(service(), task()))["log-ingestion", "app"] == 1
    assert ("log-ingestion", "app") not in quantities(estate(service(), task(logs="splunk")))


def test_stored_things() -> None:
    """Images as listed or assumed, secrets and keys by the month, but no key of AWS's own and no secret that goes."""
    image = Image(tags=("1.0",), digest="sha256:aa")
    listed = _repository("listed", Known((image, image, image)))
    unread = _repository("unread", Unread("not asked"))
    secret = Secret(
        id="s", origin=Origin("s"), name=Known("s"), arn=Known("arn:aws:secretsmanager:us-east-1:1:secret:s")
    )
    going = replace(secret, id="g", origin=Origin("g"), deleted=Known(True))  # noqa: FBT003 - a value
    own = Key(id="k", origin=Origin("k"), arn=Known("arn:aws:kms:us-east-1:1:key/k"), policy=Known(""))
    awss = replace(own, id="a", origin=Origin("a"), aliases=("alias/aws/ecr",))
    found = quantities(estate(listed, unread, secret, going, own, awss))
    assert found["image-storage", "listed"] == Decimal("1.5")
    assert found["image-storage", "unread"] == Decimal("0.5")
    assert found["secret", "s"] == 1
    assert found["key", "k"] == 1
    assert not {("secret", "g"), ("key", "a")} & set(found)


def test_transit_attachments() -> None:
    """An attached VPC costs its hours and what it sends; another kind of attachment is named as left out."""
    vpc = TransitAttachment(
        id="t",
        origin=Origin("t"),
        gateway=Known("hub"),
        kind=AttachmentKind.VPC,
        resource=Known("vpc"),
        subnets=Known(subnet_names()),
    )
    vpn = replace(vpc, id="v", origin=Origin("v"), kind=AttachmentKind.VPN)
    world = estate(vpc, vpn)
    found = quantities(world, usage_of([("transit-gb", "9")]))
    assert found["transit-attachment-hour", "t"] == 730
    assert found["transit-data", "t"] == 9
    left_out = {one.omission: one.origins for one in bill_of(world, PRICES, ASSUMED).absent}
    assert left_out[Omission.OTHER_ATTACHMENTS] == (Origin("v"),)


def test_what_is_looked_up_is_somebody_elses() -> None:
    """Terraform's data sources cost their owner; the same key in an account's own capture is billed."""
    found = replace(interface("logs"), id="data.aws_vpc_endpoint.logs")
    world = estate(found, FileSystem(id="fs", origin=Origin("fs")))
    planned = replace(world, source=replace(world.source, kind="terraform-plan"))
    assert ("endpoint-hour", "logs") in quantities(world)
    assert ("endpoint-hour", "logs") not in quantities(planned)
    left_out = {one.omission for one in bill_of(planned, PRICES, ASSUMED).absent}
    assert {Omission.LOOKED_UP, Omission.FILE_SYSTEMS, Omission.TAXES} <= left_out


def test_gaps_are_named() -> None:
    """What the source may not show is told with its reason; a gap of what costs nothing is not."""
    gaps = (
        Gap(noun=Noun.ENDPOINTS, why=Unread("refused"), scope="vpc"),
        Gap(noun=Noun.ROLES, why=Unread("refused")),
    )
    world = world_of(estate().source, [], gaps)
    seen = [one for one in bill_of(world, PRICES, ASSUMED).absent if one.omission is Omission.NOT_SEEN]
    assert [(one.origins, one.why) for one in seen] == [((Origin("vpc"),), "endpoints: refused")]


def test_no_region_lends_its_price() -> None:
    """In a Region without prices everything is unknown, and no known price of another one is used."""
    world = estate(service(region="eu-north-1"), task(), interface("logs", region="eu-north-1"), region="eu-north-1")
    bill = bill_of(world, PRICES, ASSUMED)
    assert bill.total.known == 0
    assert {line.charge for line in bill.total.unknown} == {line.charge for line in bill.lines}
    here = bill_of(estate(service(), task(), interface("logs")), PRICES, ASSUMED)
    assert here.total.unknown == ()


def _balancer(*, internal: bool) -> LoadBalancer:
    return LoadBalancer(
        id="alb",
        origin=Origin("alb"),
        kind=Known("application"),
        internal=Known(internal),
        subnets=Known(subnet_names()),
    )


def _repository(name: str, images: Known[tuple[Image, ...]] | Unread) -> Repository:
    return Repository(
        id=name,
        origin=Origin(name),
        name=Known(name),
        account=Known("111122223333"),
        region=Known("us-east-1"),
        images=images,
    )
