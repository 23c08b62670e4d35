"""The Price List API: what is asked of it for a Region, and its products to prices.

https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, Final

import msgspec

from sealane.grammar.patterns import pattern
from sealane.pricing.charge import Charge
from sealane.pricing.exact import ZERO
from sealane.pricing.price import Price, Status, Tier
from sealane.pricing.price_list import PriceList, price_list
from sealane.records import dataclass

LINK: Final = "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html"
CALLED_IN: Final = "us-east-1"
"""The API speaks of every Region and is called in few: https://docs.aws.amazon.com/general/latest/gr/billing.html"""

# A usage type begins with a code of the Region, but for most of those of us-east-1.
_PREFIX: Final = pattern(r"(?:[A-Z]{2,4}[0-9]?[0-9]?-|[a-z]{2}(?:-[a-z]+)+-[0-9]-)?(.+)")


@dataclass(frozen=True, slots=True)
class _Product:
    """How a product is told from others: its service, its usage type without the Region, and an operation if any."""

    service: str
    usage: str
    operation: str = ""


_APPLICATION: Final = "LoadBalancing:Application"
_NETWORK: Final = "LoadBalancing:Network"
_PRODUCTS: Final[Mapping[_Product, Charge]] = {
    _Product("AmazonVPC", "VpcEndpoint-Hours"): Charge.ENDPOINT_HOUR,
    _Product("AmazonVPC", "VpcEndpoint-Bytes"): Charge.ENDPOINT_DATA,
    _Product("AmazonVPC", "VpcEndpoint-GWLBE-Hours"): Charge.GATEWAY_LOAD_BALANCER_ENDPOINT_HOUR,
    _Product("AmazonVPC", "VpcEndpoint-GWLBE-Bytes"): Charge.GATEWAY_LOAD_BALANCER_ENDPOINT_DATA,
    _Product("AmazonVPC", "PublicIPv4:InUseAddress"): Charge.PUBLIC_ADDRESS_HOUR,
    _Product("AmazonVPC", "TransitGateway-Hours", "TransitGatewayVPC"): Charge.TRANSIT_ATTACHMENT_HOUR,
    _Product("AmazonVPC", "TransitGateway-Bytes", "TransitGatewayVPC"): Charge.TRANSIT_DATA,
    _Product("AmazonEC2", "NatGateway-Hours", "NatGateway"): Charge.NAT_GATEWAY_HOUR,
    _Product("AmazonEC2", "NatGateway-Bytes", "NatGateway"): Charge.NAT_GATEWAY_DATA,
    _Product("AmazonECS", "Fargate-vCPU-Hours:perCPU"): Charge.FARGATE_VCPU_HOUR,
    _Product("AmazonECS", "Fargate-GB-Hours"): Charge.FARGATE_MEMORY_HOUR,
    _Product("AmazonECS", "Fargate-ARM-vCPU-Hours:perCPU"): Charge.FARGATE_ARM_VCPU_HOUR,
    _Product("AmazonECS", "Fargate-ARM-GB-Hours"): Charge.FARGATE_ARM_MEMORY_HOUR,
    _Product("AmazonECS", "Fargate-Windows-vCPU-Hours:perCPU"): Charge.FARGATE_WINDOWS_VCPU_HOUR,
    _Product("AmazonECS", "Fargate-Windows-GB-Hours"): Charge.FARGATE_WINDOWS_MEMORY_HOUR,
    _Product("AmazonECS", "Fargate-Windows-OS-Hours:perCPU"): Charge.FARGATE_WINDOWS_LICENCE_HOUR,
    _Product("AmazonECS", "Fargate-EphemeralStorage-GB-Hours"): Charge.FARGATE_STORAGE_HOUR,
    _Product("AmazonCloudWatch", "DataProcessing-Bytes", "PutLogEvents"): Charge.LOG_INGESTION,
    _Product("AmazonCloudWatch", "TimedStorage-ByteHrs"): Charge.LOG_STORAGE,
    _Product("AWSELB", "LoadBalancerUsage", _APPLICATION): Charge.APPLICATION_LOAD_BALANCER_HOUR,
    _Product("AWSELB", "LCUUsage", _APPLICATION): Charge.APPLICATION_LOAD_BALANCER_UNIT,
    _Product("AWSELB", "LoadBalancerUsage", _NETWORK): Charge.NETWORK_LOAD_BALANCER_HOUR,
    _Product("AWSELB", "LCUUsage", _NETWORK): Charge.NETWORK_LOAD_BALANCER_UNIT,
    _Product("AmazonECR", "TimedStorage-ByteHrs"): Charge.IMAGE_STORAGE,
    _Product("AWSSecretsManager", "AWSSecretsManager-Secrets"): Charge.SECRET,
    _Product("awskms", "KMS-Keys"): Charge.KEY,
}

QUERIES: Final[tuple[tuple[str, Mapping[str, str]], ...]] = (
    ("AmazonVPC", {}),
    ("AmazonEC2", {"productFamily": "NAT Gateway"}),
    ("AmazonECS", {"productFamily": "Compute"}),
    ("AmazonCloudWatch", {"productFamily": "Data Payload"}),
    ("AmazonCloudWatch", {"productFamily": "Storage Snapshot"}),
    ("AWSELB", {}),
    ("AmazonECR", {}),
    ("AWSSecretsManager", {}),
    ("awskms", {}),
)
"""What is asked: a service, and the fields beside the Region that keep the answer short."""


class _Dimension(msgspec.Struct):
    price: dict[str, str] = msgspec.field(name="pricePerUnit")
    begin: str = msgspec.field(name="beginRange", default="0")


class _Term(msgspec.Struct):
    dimensions: dict[str, _Dimension] = msgspec.field(name="priceDimensions")


class _Terms(msgspec.Struct):
    demand: dict[str, _Term] = msgspec.field(name="OnDemand", default_factory=dict)


class _Described(msgspec.Struct):
    attributes: dict[str, Any] = {}


class _Document(msgspec.Struct):
    product: _Described
    service: str = msgspec.field(name="serviceCode", default="")
    terms: _Terms = msgspec.field(default_factory=_Terms)
    published: str = msgspec.field(name="publicationDate", default="")


def prices_of(documents: Iterable[str], region: str) -> PriceList:
    """Return the prices of a Region that an answer has; of products that are told twice and differently, none."""
    found: dict[Charge, Price] = {}
    doubtful: set[Charge] = set()
    for price in _prices(documents, region):
        known = found.setdefault(price.charge, price)
        if known.tiers != price.tiers:
            doubtful.add(price.charge)
    newest = max((price.date for price in found.values()), default="")
    kept = (price for charge, price in found.items() if charge not in doubtful)
    return price_list("the live price list", newest, kept)


def _prices(documents: Iterable[str], region: str) -> Iterator[Price]:
    for text in documents:
        try:
            document = msgspec.json.decode(text, type=_Document)
        except (msgspec.DecodeError, RecursionError):
            # What has another form is no product that is looked for.
            continue
        charge = _charge(document)
        tiers = _tiers(document)
        if charge is not None and tiers and document.product.attributes.get("regionCode") == region:
            yield Price(
                charge=charge,
                region=region,
                tiers=tiers,
                status=Status.CONFIRMED,
                date=document.published[:10],
                link=LINK,
            )


def _charge(document: _Document) -> Charge | None:
    attributes = document.product.attributes
    match = _PREFIX.fullmatch(str(attributes.get("usagetype", "")))
    if match is None:
        return None
    operation = str(attributes.get("operation", ""))
    for usage in dict.fromkeys((str(attributes.get("usagetype")), match[1])):
        for said in (operation, ""):
            charge = _PRODUCTS.get(_Product(document.service, usage, said))
            if charge is not None:
                return charge
    return None


def _tiers(document: _Document) -> tuple[Tier, ...]:
    """Return the tiers in dollars; none where a figure cannot be read."""
    terms = [term for term in document.terms.demand.values() if term.dimensions]
    if len(terms) != 1:
        return ()
    try:
        tiers = sorted(
            (Tier(above=Decimal(one.begin), price=Decimal(one.price["USD"])) for one in terms[0].dimensions.values()),
            key=lambda tier: tier.above,
        )
    except (InvalidOperation, KeyError):
        return ()
    rising = all(later.above > earlier.above for earlier, later in pairwise(tiers))
    return tuple(tiers) if tiers[0].above == ZERO and rising else ()
