"""Endpoint services: what can be reached through a VPC endpoint, where, and under which private names.

AWS: DescribeVpcEndpointServices gives the exact service name (some have a prefix of the partition), its zones and its
private DNS names.
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpointServices.html
moto 5.2: makes the private name from the service's name, which is wrong where the two differ (`ecs-agent` answers to
`ecs-a`); uses the commercial prefix and DNS suffix everywhere; counts Local Zones; has no S3 names but one.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sealane.grammar.endpoint_services import endpoint_service, known_suffixes
from sealane.grammar.partitions import host, known_regions, service_name
from sealane.sandbox.seam import Original, around

_NO_POLICY = frozenset({"ecs-agent", "ecs-telemetry"})
_corrected: dict[str, list[dict[str, Any]]] = {}


def close() -> None:
    """Put the catalogue's services in place of moto's of the same name; the others stay."""
    from moto.ec2.models.vpcs import VPCBackend

    @around(VPCBackend, "_collect_default_endpoint_services")
    def collect(original: Original, *arguments: Any) -> list[dict[str, Any]]:
        region: str = arguments[-1]
        if region not in _corrected and region in known_regions():
            _corrected[region] = _correct(original(*arguments), region)
        return _corrected.get(region) or original(*arguments)


def _correct(motos: list[dict[str, Any]], region: str) -> list[dict[str, Any]]:
    ours = [_service(suffix, region) for suffix in known_suffixes()]
    ours.append(_entry("s3", region, gateway=False, names=_s3_names(region)))
    replaced = {name for suffix in known_suffixes() for name in _names(suffix, region)}
    return ours + [_with_zones(service, region) for service in motos if service["ServiceName"] not in replaced]


def _names(suffix: str, region: str) -> set[str]:
    return {f"com.amazonaws.{region}.{suffix}", service_name(suffix, region)}


def _service(suffix: str, region: str) -> dict[str, Any]:
    known = endpoint_service(suffix)
    return _entry(suffix, region, gateway=known.gateway, names=[] if known.gateway else [known.private_name(region)])


def _s3_names(region: str) -> list[str]:
    # https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
    regional = host("s3", region)
    return [f"*.{regional}", regional, f"*.s3-accesspoint.{regional.removeprefix('s3.')}"]


def _entry(suffix: str, region: str, *, gateway: bool, names: list[str]) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "AcceptanceRequired": False,
        "AvailabilityZones": _zones(region),
        "BaseEndpointDnsNames": [f"{suffix}.{region}.vpce.amazonaws.com"],
        "ManagesVpcEndpoints": False,
        "Owner": "amazon",
        "ServiceId": f"vpce-svc-{_digits(suffix, region, gateway=gateway)}",
        "ServiceName": service_name(suffix, region, gateway=gateway),
        "ServiceType": [{"ServiceType": "Gateway" if gateway else "Interface"}],
        "Tags": [],
        "VpcEndpointPolicySupported": suffix not in _NO_POLICY,
        "SupportedIpAddressTypes": ["ipv4"],
    }
    if names:
        entry |= {
            "PrivateDnsName": names[0],
            "PrivateDnsNames": [{"PrivateDnsName": name} for name in names],
            "PrivateDnsNameVerificationState": "verified",
        }
    return entry


def _with_zones(service: dict[str, Any], region: str) -> dict[str, Any]:
    return service | {"AvailabilityZones": _zones(region)}


def _zones(region: str) -> list[str]:
    from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend

    return [zone.name for zone in RegionsAndZonesBackend.zones[region] if zone.zone_type == "availability-zone"]


def _digits(suffix: str, region: str, *, gateway: bool) -> str:
    return hashlib.sha256(f"{region}/{suffix}/{gateway}".encode()).hexdigest()[:17]
