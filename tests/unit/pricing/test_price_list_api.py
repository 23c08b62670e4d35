"""The products of AWS's Price List API to prices; the documents have its form, the figures are made up."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from sealane.pricing.charge import Charge
from sealane.pricing.price import Status, Tier
from sealane.pricing.price_list import PriceList
from sealane.pricing.price_list_api import prices_of

REGION = "eu-west-1"


def product(service: str, usage: str, *dimensions: tuple[str, str], operation: str = "", region: str = REGION) -> str:
    """Return a product; a dimension is the number that it begins at and its price."""
    priced = {
        f"A.B.{number}": {"unit": "Hrs", "beginRange": begin, "endRange": "Inf", "pricePerUnit": {"USD": price}}
        for number, (begin, price) in enumerate(dimensions)
    }
    return json.dumps(
        {
            "product": {
                "productFamily": "Anything",
                "attributes": {"regionCode": region, "usagetype": usage, "operation": operation},
                "sku": "A",
            },
            "serviceCode": service,
            "terms": {"OnDemand": {"A.B": {"priceDimensions": priced, "offerTermCode": "B"}}},
            "version": "20260917",
            "publicationDate": "2026-09-17T19:05:28Z",
        }
    )


def read(*documents: str) -> PriceList:
    """Return the prices of some products."""
    return prices_of(documents, REGION)


HOUR = product("AmazonVPC", "EU-VpcEndpoint-Hours", ("0", "0.0110000000"), operation="VpcEndpoint")


def test_a_product_becomes_a_price() -> None:
    """Charge, Region, exact figure and the day of the list are those of the product."""
    found = read(HOUR).prices[Charge.ENDPOINT_HOUR, REGION]
    assert found.tiers == (Tier(above=Decimal(0), price=Decimal("0.0110000000")),)
    assert (found.status, found.date) == (Status.CONFIRMED, "2026-09-17")
    assert read(HOUR).as_of == "2026-09-17"
    assert read(product("AmazonVPC", "USE1-VpcEndpoint-Hours", ("0", "1"), region="us-east-1")).prices == {}


@pytest.mark.parametrize(
    ("service", "usage", "operation", "charge"),
    [
        ("AmazonEC2", "NatGateway-Hours", "NatGateway", Charge.NAT_GATEWAY_HOUR),
        ("AmazonEC2", "EU-NatGateway-Bytes", "NatGateway", Charge.NAT_GATEWAY_DATA),
        ("AmazonVPC", "USW2-PublicIPv4:InUseAddress", "", Charge.PUBLIC_ADDRESS_HOUR),
        ("AmazonVPC", "APS1-TransitGateway-Hours", "TransitGatewayVPC", Charge.TRANSIT_ATTACHMENT_HOUR),
        ("AmazonECS", "USE1-Fargate-vCPU-Hours:perCPU", "", Charge.FARGATE_VCPU_HOUR),
        ("AmazonECS", "EUC1-Fargate-ARM-GB-Hours", "", Charge.FARGATE_ARM_MEMORY_HOUR),
        ("AmazonECS", "USE2-Fargate-Windows-OS-Hours:perCPU", "", Charge.FARGATE_WINDOWS_LICENCE_HOUR),
        ("AWSELB", "EU-LoadBalancerUsage", "LoadBalancing:Network", Charge.NETWORK_LOAD_BALANCER_HOUR),
        ("AWSELB", "LCUUsage", "LoadBalancing:Application", Charge.APPLICATION_LOAD_BALANCER_UNIT),
        ("AmazonCloudWatch", "EU-DataProcessing-Bytes", "PutLogEvents", Charge.LOG_INGESTION),
        ("AmazonCloudWatch", "EU-TimedStorage-ByteHrs", "HourlyStorageMetering", Charge.LOG_STORAGE),
        ("AmazonECR", "EU-TimedStorage-ByteHrs", "", Charge.IMAGE_STORAGE),
        ("awskms", "eu-west-1-KMS-Keys", "", Charge.KEY),
        ("AWSSecretsManager", "EU-AWSSecretsManager-Secrets", "", Charge.SECRET),
    ],
)
def test_products_are_told_apart(service: str, usage: str, operation: str, charge: Charge) -> None:
    """Each is found by its usage type without the Region, with the operation where that decides."""
    assert set(read(product(service, usage, ("0", "1"), operation=operation)).prices) == {(charge, REGION)}


@pytest.mark.parametrize(
    ("service", "usage", "operation"),
    [
        ("AmazonEC2", "EU-RegionalNatGateway-Hours", "RegionalNatGateway"),
        ("AmazonEC2", "EU-NatGateway-Prvd-Hours", "NatGateway"),
        ("AmazonVPC", "EU-TransitGateway-Hours", "TransitGatewayVPN"),
        ("AmazonVPC", "EU-PublicIPv4:IdleAddress", ""),
        ("AWSELB", "EU-LoadBalancerUsage", "LoadBalancing"),
        ("AWSELB", "EU-Outposts-LoadBalancerUsage", "LoadBalancing:Application"),
        ("AmazonS3", "EU-TimedStorage-ByteHrs", ""),
        ("AmazonECS", "EU-Fargate-vCPU-Hours", ""),
    ],
)
def test_other_products_are_left_alone(service: str, usage: str, operation: str) -> None:
    """What only looks alike is no price of ours."""
    assert read(product(service, usage, ("0", "1"), operation=operation)).prices == {}


def test_tiers_come_in_order() -> None:
    """Dimensions in any order become rising tiers; such that do not begin at zero are no price."""
    usage = "EU-VpcEndpoint-Bytes"
    found = read(product("AmazonVPC", usage, ("1048576", "0.006"), ("0", "0.01"), ("5242880", "0.004")))
    price = found.prices[Charge.ENDPOINT_DATA, REGION]
    assert [tier.above for tier in price.tiers] == [0, 1_048_576, 5_242_880]
    assert price.cost(Decimal(1_048_577)) == Decimal("10485.766")
    assert read(product("AmazonVPC", usage, ("5", "0.01"))).prices == {}
    assert read(product("AmazonVPC", usage, ("0", "free"))).prices == {}


def test_two_answers_for_one_charge_are_none() -> None:
    """The same product twice is one price; two that do not agree are no price, rather than the wrong one."""
    assert len(read(HOUR, HOUR).prices) == 1
    other = product("AmazonVPC", "EU-VpcEndpoint-Hours", ("0", "0.02"), operation="VpcEndpoint")
    assert read(HOUR, other).prices == {}


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"product": 1}', '{"product": {}, "terms": {"OnDemand": {}}}'])
def test_what_is_no_product_is_skipped(text: str) -> None:
    """A document of another form takes nothing from the others."""
    assert len(read(text, HOUR).prices) == 1
