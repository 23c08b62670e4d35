"""What charges, units, usages and omissions are called."""

from __future__ import annotations

from typing import Final

from sealane.pricing.bill import Omission
from sealane.pricing.charge import Charge, Unit

CHARGES: Final = {
    Charge.ENDPOINT_HOUR: "interface endpoint",
    Charge.ENDPOINT_DATA: "interface endpoint data",
    Charge.GATEWAY_ENDPOINT: "gateway endpoint (free)",
    Charge.GATEWAY_LOAD_BALANCER_ENDPOINT_HOUR: "gateway load balancer endpoint",
    Charge.GATEWAY_LOAD_BALANCER_ENDPOINT_DATA: "gateway load balancer endpoint data",
    Charge.RESOURCE_ENDPOINT_HOUR: "resource endpoint",
    Charge.NAT_GATEWAY_HOUR: "NAT gateway",
    Charge.NAT_GATEWAY_DATA: "NAT gateway data",
    Charge.PUBLIC_ADDRESS_HOUR: "public IPv4 address",
    Charge.FARGATE_VCPU_HOUR: "Fargate vCPU",
    Charge.FARGATE_MEMORY_HOUR: "Fargate memory",
    Charge.FARGATE_ARM_VCPU_HOUR: "Fargate vCPU (Arm)",
    Charge.FARGATE_ARM_MEMORY_HOUR: "Fargate memory (Arm)",
    Charge.FARGATE_WINDOWS_VCPU_HOUR: "Fargate vCPU (Windows)",
    Charge.FARGATE_WINDOWS_MEMORY_HOUR: "Fargate memory (Windows)",
    Charge.FARGATE_WINDOWS_LICENCE_HOUR: "Windows licence",
    Charge.FARGATE_SPOT_VCPU_HOUR: "Fargate Spot vCPU",
    Charge.FARGATE_SPOT_MEMORY_HOUR: "Fargate Spot memory",
    Charge.FARGATE_ARM_SPOT_VCPU_HOUR: "Fargate Spot vCPU (Arm)",
    Charge.FARGATE_ARM_SPOT_MEMORY_HOUR: "Fargate Spot memory (Arm)",
    Charge.FARGATE_STORAGE_HOUR: "Fargate storage above 20 GB",
    Charge.LOG_INGESTION: "CloudWatch Logs, written",
    Charge.LOG_STORAGE: "CloudWatch Logs, kept",
    Charge.APPLICATION_LOAD_BALANCER_HOUR: "application load balancer",
    Charge.APPLICATION_LOAD_BALANCER_UNIT: "application load balancer units",
    Charge.NETWORK_LOAD_BALANCER_HOUR: "network load balancer",
    Charge.NETWORK_LOAD_BALANCER_UNIT: "network load balancer units",
    Charge.IMAGE_STORAGE: "ECR storage",
    Charge.CROSS_ZONE_DATA: "data between zones",
    Charge.TRANSIT_ATTACHMENT_HOUR: "transit gateway attachment",
    Charge.TRANSIT_DATA: "transit gateway data",
    Charge.HOSTED_ZONE: "private hosted zones",
    Charge.SECRET: "secret",
    Charge.KEY: "KMS key",
}

UNITS: Final = {
    Unit.HOURS: ("h", "h"),
    Unit.GIGABYTES: ("GB", "GB"),
    Unit.ZONES: ("zone", "zones"),
    Unit.TASKS: ("task", "tasks"),
    Unit.VCPUS: ("vCPU", "vCPU"),
    Unit.ADDRESSES: ("address", "addresses"),
    Unit.LOAD_BALANCER_UNITS: ("unit", "units"),
    Unit.MONTHS: ("month", "months"),
    Unit.PIECES: ("", ""),
    Unit.STARTS: ("start", "starts"),
    Unit.VPCS: ("VPC", "VPCs"),
    Unit.DIRECTIONS: ("direction", "directions"),
}

USAGES: Final = {
    "log-gb": "GB of log that each task writes",
    "log-months": "months that a log is kept, counted uncompressed",
    "starts": "starts of each task",
    "image-gb": "GB of an image in its registry",
    "images": "images kept in each repository, where the source does not list them",
    "data-gb": "GB of other traffic of each task",
    "endpoint-gb": "GB through all interface endpoints of a Region",
    "nat-gb": "GB through all NAT gateways of a Region",
    "load-balancer-units": "capacity units that each load balancer uses on average",
    "cross-zone-gb": "GB from zone to zone in each Region",
    "transit-gb": "GB that each attached VPC sends to its transit gateway",
    "run-hours": "hours that each task runs which no service keeps running",
    "vpcs": "VPCs that would share central endpoints",
}

OMISSIONS: Final = {
    Omission.TAXES: "taxes",
    Omission.DISCOUNTS: "discounts, Savings Plans and support plans: all prices are on-demand list prices",
    Omission.FREE_TIER: "the free tier: nothing is taken off for it",
    Omission.INTERNET_TRAFFIC: "traffic to the internet and to other Regions",
    Omission.REQUESTS: "charges by request (ECR, S3, KMS, Secrets Manager, Route 53), Container Insights, alarms",
    Omission.NOT_SEEN: "what the source does not show",
    Omission.LOOKED_UP: "what the source only looks up, because somebody else pays for it",
    Omission.FILE_SYSTEMS: "EFS file systems",
    Omission.INSTANCES: "EC2 instances",
    Omission.OTHER_ADDRESSES: "public addresses of other network interfaces",
    Omission.OTHER_ATTACHMENTS: "attachments of a transit gateway that are no VPC",
    Omission.SERVICE_NETWORKS: "endpoints of VPC Lattice service networks",
    Omission.CROSS_REGION: "what an endpoint to another Region's service costs beside its hours",
    Omission.GATEWAY_LOAD_BALANCERS: "gateway load balancers",
    Omission.DNS_FIREWALL: "DNS Firewall",
    Omission.RESOLVER_ENDPOINTS: "Route 53 Resolver endpoints",
    Omission.EXISTING_VPC: "what the existing VPC costs",
}
