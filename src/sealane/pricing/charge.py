"""What AWS charges for, by a name of our own that every Region shares, and in which unit."""

from __future__ import annotations

import enum
from typing import Final


class Unit(enum.StrEnum):
    """What a quantity counts."""

    HOURS = "hours"
    GIGABYTES = "gigabytes"
    ZONES = "zones"
    TASKS = "tasks"
    VCPUS = "vcpus"
    ADDRESSES = "addresses"
    LOAD_BALANCER_UNITS = "load-balancer-units"
    MONTHS = "months"
    PIECES = "pieces"
    STARTS = "starts"
    VPCS = "vpcs"
    DIRECTIONS = "directions"


class Charge(enum.StrEnum):
    """One kind of charge; a price is found by it and the Region."""

    ENDPOINT_HOUR = "endpoint-hour"
    ENDPOINT_DATA = "endpoint-data"
    GATEWAY_ENDPOINT = "gateway-endpoint"
    GATEWAY_LOAD_BALANCER_ENDPOINT_HOUR = "gateway-load-balancer-endpoint-hour"
    GATEWAY_LOAD_BALANCER_ENDPOINT_DATA = "gateway-load-balancer-endpoint-data"
    RESOURCE_ENDPOINT_HOUR = "resource-endpoint-hour"
    NAT_GATEWAY_HOUR = "nat-gateway-hour"
    NAT_GATEWAY_DATA = "nat-gateway-data"
    PUBLIC_ADDRESS_HOUR = "public-address-hour"
    FARGATE_VCPU_HOUR = "fargate-vcpu-hour"
    FARGATE_MEMORY_HOUR = "fargate-memory-hour"
    FARGATE_ARM_VCPU_HOUR = "fargate-arm-vcpu-hour"
    FARGATE_ARM_MEMORY_HOUR = "fargate-arm-memory-hour"
    FARGATE_WINDOWS_VCPU_HOUR = "fargate-windows-vcpu-hour"
    FARGATE_WINDOWS_MEMORY_HOUR = "fargate-windows-memory-hour"
    FARGATE_WINDOWS_LICENCE_HOUR = "fargate-windows-licence-hour"
    FARGATE_SPOT_VCPU_HOUR = "fargate-spot-vcpu-hour"
    FARGATE_SPOT_MEMORY_HOUR = "fargate-spot-memory-hour"
    FARGATE_ARM_SPOT_VCPU_HOUR = "fargate-arm-spot-vcpu-hour"
    FARGATE_ARM_SPOT_MEMORY_HOUR = "fargate-arm-spot-memory-hour"
    FARGATE_STORAGE_HOUR = "fargate-storage-hour"
    LOG_INGESTION = "log-ingestion"
    LOG_STORAGE = "log-storage"
    APPLICATION_LOAD_BALANCER_HOUR = "application-load-balancer-hour"
    APPLICATION_LOAD_BALANCER_UNIT = "application-load-balancer-unit"
    NETWORK_LOAD_BALANCER_HOUR = "network-load-balancer-hour"
    NETWORK_LOAD_BALANCER_UNIT = "network-load-balancer-unit"
    IMAGE_STORAGE = "image-storage"
    CROSS_ZONE_DATA = "cross-zone-data"
    TRANSIT_ATTACHMENT_HOUR = "transit-attachment-hour"
    TRANSIT_DATA = "transit-data"
    HOSTED_ZONE = "hosted-zone"
    SECRET = "secret"  # noqa: S105 - the name of a charge
    KEY = "key"


SPOT: Final = frozenset(
    {
        Charge.FARGATE_SPOT_VCPU_HOUR,
        Charge.FARGATE_SPOT_MEMORY_HOUR,
        Charge.FARGATE_ARM_SPOT_VCPU_HOUR,
        Charge.FARGATE_ARM_SPOT_MEMORY_HOUR,
    }
)
"""What AWS sets anew with supply and demand and keeps out of its price list: https://aws.amazon.com/fargate/pricing/"""
