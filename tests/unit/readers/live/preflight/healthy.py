"""A spec that uses everything, and an account in memory that has everything it asks for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sealane.readers.live.preflight.account import preflight
from sealane.readers.live.preflight.finding import Finding
from sealane.readers.live.preflight.names_taken import Planned
from sealane.spec.document import Spec
from sealane.startup.needs import EndpointNeed
from sealane.world.existing_network import ExistingNetwork
from sealane.world.subnets import Subnet
from sealane.world.tasks import Setting
from sealane.world.values import Known, Origin
from sealane.world.vpcs import Vpc
from tests.unit.readers.live.account_in_memory import Account, door_to

ACCOUNT = "111122223333"
_ARN = f"us-east-1:{ACCOUNT}"
KEY = f"arn:aws:kms:{_ARN}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
SECRET = f"arn:aws:secretsmanager:{_ARN}:secret:db-AbCdEf"
CERTIFICATE = f"arn:aws:acm:{_ARN}:certificate/1234abcd"
BOUNDARY = f"arn:aws:iam::{ACCOUNT}:policy/boundary"
DIGEST = "sha256:" + "c" * 64
CONFIG = "https://layers.example/config"

SERVICE: dict[str, Any] = {
    "image": "demo/app:1.0",
    "port": 8080,
    "secrets": {"PASSWORD": {"secret": SECRET, "key": "password"}, "LEVEL": {"parameter": "/app/level"}},
    "environment_files": ["arn:aws:s3:::settings/app.env"],
    "logs": {"kms_key": KEY},
    "load_balancer": {"certificate_arn": CERTIFICATE},
    "volumes": {"data": {"path": "/data", "file_system_id": "fs-01234567", "access_point_id": "fsap-01234567"}},
    "task_role_policies": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
}
SPEC: dict[str, Any] = {
    "name": "app",
    "region": "us-east-1",
    "permissions_boundary": BOUNDARY,
    "state": {"bucket": "states"},
    "services": {"app": SERVICE},
}
SETTING = Setting(partition="aws", region="us-east-1", account=Known(ACCOUNT))
PLANNED = Planned(log_groups=("/ecs/app",), clusters=("app",), roles=("app-execution",))
NEED = EndpointNeed(
    suffix="ecr.api",
    kind="Interface",
    service_name="com.amazonaws.us-east-1.ecr.api",
    private_names=("api.ecr.us-east-1.amazonaws.com",),
    reasons=(),
)
SINGLE = {"config": {"digest": DIGEST}, "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip"}]}
ZONES = [
    {
        "ZoneName": f"us-east-1{letter}",
        "ZoneId": f"use1-az{number}",
        "State": "available",
        "ZoneType": "availability-zone",
    }
    for letter, number in (("c", 4), ("a", 1), ("b", 2))
]


def manifest(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `BatchGetImage` says of a manifest."""
    return {"images": [{"imageManifest": json.dumps(document)}]}


def answers() -> dict[str, Any]:
    """Return the answers of an account that has everything."""
    return {
        "BatchGetImage": manifest(SINGLE),
        "GetDownloadUrlForLayer": {"downloadUrl": CONFIG},
        "DescribeAvailabilityZones": {"AvailabilityZones": ZONES},
        "DescribeVpcEndpointServices": {
            "ServiceDetails": [
                {
                    "ServiceName": NEED.service_name,
                    "ServiceType": [{"ServiceType": "Interface"}],
                    "AvailabilityZones": ["us-east-1a", "us-east-1b", "us-east-1c"],
                }
            ]
        },
        "DescribeSecret": {"ARN": SECRET, "VersionIdsToStages": {"v1": ["AWSCURRENT"]}},
        "DescribeParameters": {"Parameters": [{"Name": "/app/level", "Type": "String"}]},
        "DescribeKey": {"KeyMetadata": {"KeyState": "Enabled"}},
        "DescribeCertificate": {"Certificate": {"Status": "ISSUED"}},
        "DescribeFileSystems": {"FileSystems": [{"LifeCycleState": "available"}]},
        "DescribeMountTargets": {
            "MountTargets": [{"VpcId": "vpc-1", "AvailabilityZoneId": "use1-az1", "LifeCycleState": "available"}]
        },
        "DescribeAccessPoints": {"AccessPoints": [{"FileSystemId": "fs-01234567"}]},
        "HeadObject": {"ContentLength": 3},
        "HeadBucket": {"BucketRegion": "us-east-1"},
        "GetPolicy": {"Policy": {}},
        "DescribeLogGroups": {"logGroups": [{"logGroupName": "/ecs/app-other"}]},
        "DescribeClusters": {"clusters": [{"status": "INACTIVE"}]},
        "GetRole": error_no_role(),
    }


def error_no_role() -> Exception:
    """Return IAM's word that there is no such role."""
    from tests.unit.readers.live.account_in_memory import error

    return error("NoSuchEntity")


def blobs(platform: str = "linux/amd64") -> dict[str, bytes]:
    """Return the configuration blob of an image for a platform."""
    system, _, architecture = platform.partition("/")
    return {CONFIG: json.dumps({"os": system, "architecture": architecture}).encode()}


def network() -> ExistingNetwork:
    """Return an existing VPC with one subnet."""
    subnet = Subnet(
        id="subnet-1",
        origin=Origin("subnet-1"),
        vpc=Known("vpc-1"),
        cidr=Known("10.0.1.0/24"),
        zone_id=Known("use1-az1"),
        zone_name=Known("us-east-1a"),
        free_addresses=Known(200),
    )
    on = Known(value=True)
    vpc = Vpc(id="vpc-1", origin=Origin("vpc-1"), cidrs=Known(("10.0.0.0/16",)), dns_support=on, dns_hostnames=on)
    return ExistingNetwork(
        vpc=vpc,
        subnets=(subnet,),
        route_tables=(),
        endpoints=(),
        security_groups=(),
        name_servers=Known(("AmazonProvidedDNS",)),
    )


def spec(service: Mapping[str, Any] | None = None, **changes: Any) -> Spec:
    """Return the spec with some keys of the service, or of the whole, replaced."""
    return Spec.model_validate({**SPEC, "services": {"app": {**SERVICE, **(service or {})}}, **changes})


def found(
    wound: Mapping[str, Any] | None = None,
    *,
    of: Spec | None = None,
    blob: Mapping[str, bytes] | None = None,
    existing: bool = True,
    needs: tuple[EndpointNeed, ...] = (NEED,),
) -> tuple[Finding, ...]:
    """Run the preflight in the healthy account with some answers replaced."""
    account = Account(answers() | dict(wound or {}), blobs() if blob is None else blob)
    return preflight(
        door_to(account), of or spec(), SETTING, needs=needs, network=network() if existing else None, planned=PLANNED
    )
