"""Three set-ups, billed by the prices that sealane brings along and by hand; `docs/cost.md` has the same sums."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from sealane.pricing.bill import Bill
from sealane.pricing.bill_of import bill_of
from sealane.pricing.usage import Usage
from sealane.pricing.usage_reading import usage_of
from sealane.verbs.prices import shipped
from sealane.world.load_balancers import LoadBalancer
from sealane.world.names import HostedZone
from sealane.world.stores import Key, Secret
from sealane.world.transit import AttachmentKind, TransitAttachment
from sealane.world.values import Known, Origin
from sealane.world.world import World
from tests.unit.pricing.estates import estate, gateway, interface, nat, service, subnet_names, task

H = Decimal(730)


def d(text: str) -> Decimal:
    """Return a figure of the price list."""
    return Decimal(text)


def billed(world: World, usage: Usage) -> Bill:
    """Return the bill by the prices that sealane brings along."""
    bill = bill_of(world, shipped(), usage)
    assert bill.total.unknown == ()
    return bill


def cents(amount: Decimal) -> str:
    """Return an amount to the cent."""
    return str(amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def test_smallest_sealed_service() -> None:
    """One task of the smallest size behind three interface endpoints in two zones, with the usage that is assumed."""
    world = estate(service(), task(), interface("ecr.api"), interface("ecr.dkr"), interface("logs"), gateway())
    by_hand = [
        d("0.25") * H * d("0.04048"),  # a quarter of a vCPU: 7.3876
        d("0.5") * H * d("0.004445"),  # half a GB of memory: 1.622425
        3 * 2 * H * d("0.01"),  # three endpoints in two zones: 43.80
        0 * H,  # the gateway endpoint of S3, by which the images come
        1 * d("0.50"),  # a GB of log, written
        1 * d("0.03"),  # and kept for a month
        1 * d("0.01"),  # the same GB through the endpoint of CloudWatch Logs
    ]
    assert sum(by_hand) == d("53.350025")
    assert billed(world, Usage()).total.known == d("53.350025")
    assert cents(d("53.350025")) == "53.35"


def test_service_behind_nat_gateways() -> None:
    """Four Arm tasks in London behind a load balancer, with a NAT gateway in each of two zones and no endpoint."""
    region = "eu-west-2"
    balancer = LoadBalancer(
        id="alb",
        origin=Origin("alb"),
        kind=Known("application"),
        internal=Known(True),  # noqa: FBT003 - a value
        subnets=Known(subnet_names()),
    )
    world = estate(
        service(tasks=Known(4), region=region),
        task(cpu=Known("1024"), memory=Known("2048"), architecture="ARM64"),
        nat(0),
        nat(1),
        gateway(region),
        balancer,
        region=region,
    )
    by_hand = [
        4 * 1 * H * d("0.03725"),  # four vCPUs: 108.77
        4 * 2 * H * d("0.00409"),  # eight GB of memory: 23.8856
        2 * H * d("0.05"),  # two NAT gateways: 73.00
        2 * H * d("0.005"),  # with a public address each: 7.30
        200 * d("0.05"),  # 200 GB through them: 10.00
        H * d("0.02646"),  # the load balancer: 19.3158
        1 * H * d("0.0084"),  # one capacity unit of it: 6.132
        4 * 10 * d("0.5985"),  # 40 GB of log, written: 23.94
        4 * 10 * d("0.0315"),  # and kept for a month: 1.26
    ]
    usage = usage_of([("nat-gb", "200"), ("log-gb", "10")])
    assert sum(by_hand) == d("273.6034")
    assert billed(world, usage).total.known == d("273.6034")
    assert cents(d("273.6034")) == "273.60"


def test_large_estate_over_a_tier() -> None:
    """Ten large tasks, five endpoints in three zones with two million GB, a transit gateway, secrets, a key, a zone."""
    suffixes = ("ecr.api", "ecr.dkr", "logs", "secretsmanager", "kms")
    attachment = TransitAttachment(
        id="tgw",
        origin=Origin("tgw"),
        gateway=Known("hub"),
        kind=AttachmentKind.VPC,
        resource=Known("vpc"),
        subnets=Known(subnet_names(3)),
    )
    arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:"
    world = estate(
        service(tasks=Known(10)),
        task(cpu=Known("2048"), memory=Known("8 GB"), ephemeral_storage_gib=50),
        *(interface(suffix, zones=3) for suffix in suffixes),
        gateway(),
        attachment,
        *(Secret(id=name, origin=Origin(name), name=Known(name), arn=Known(arn + name)) for name in ("a", "b", "c")),
        Key(id="key", origin=Origin("key"), arn=Known("arn:aws:kms:us-east-1:111122223333:key/1"), policy=Known("")),
        HostedZone(id="zone", origin=Origin("zone"), name=Known("example.internal"), vpcs=Known(("vpc",))),
        zones=3,
    )
    by_hand = [
        10 * 2 * H * d("0.04048"),  # twenty vCPUs: 591.008
        10 * 8 * H * d("0.004445"),  # eighty GB of memory: 259.588
        10 * 30 * H * d("0.000111"),  # of fifty GB of storage each, twenty are included: 24.309
        5 * 3 * H * d("0.01"),  # five endpoints in three zones: 109.50
        1_048_576 * d("0.01") + 951_424 * d("0.006"),  # two million GB, over the first border: 16,194.304
        1 * H * d("0.05"),  # the attachment to the transit gateway: 36.50
        100 * d("0.02"),  # and 100 GB over it: 2.00
        3 * d("0.40"),  # three secrets: 1.20
        1 * d("1.00"),  # a key
        1 * d("0.50"),  # a hosted zone
        10 * 2 * d("0.50"),  # twenty GB of log, written: 10.00
        10 * 2 * 3 * d("0.03"),  # and kept for three months: 1.80
    ]
    usage = usage_of([("endpoint-gb", "2000000"), ("transit-gb", "100"), ("log-gb", "2"), ("log-months", "3")])
    assert sum(by_hand) == d("17231.709")
    assert billed(world, usage).total.known == d("17231.709")
    assert cents(d("17231.709")) == "17231.71"
