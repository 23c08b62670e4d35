"""The preflight against a real server: what a healthy account yields, what each wound yields, and what it asks for."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from sealane.readers.live.door import Door
from sealane.readers.live.network import existing_network
from sealane.readers.live.preflight.account import ACTIONS, preflight
from sealane.readers.live.preflight.finding import Finding
from sealane.readers.live.preflight.images import PlatformMismatch
from sealane.readers.live.preflight.names_taken import Planned
from sealane.spec.document import Spec
from sealane.startup.needs import EndpointNeed
from sealane.world.tasks import Setting
from sealane.world.values import Known
from tests.sandbox_readers.recorder import recorded

_SETTING = Setting(partition="aws", region="us-east-1", account=Known("123456789012"))
_INDEX = "application/vnd.oci.image.index.v1+json"
_SINGLE = "application/vnd.oci.image.manifest.v1+json"
_NEEDS = tuple(
    EndpointNeed(
        suffix=suffix, kind="Interface", service_name=f"com.amazonaws.us-east-1.{suffix}", private_names=(), reasons=()
    )
    for suffix in ("ecr.api", "ecr.dkr", "logs")
)

Client = Callable[[str], Any]


def push(client: Client, repository: str, tag: str, *platforms: str) -> None:
    """Put an image into ECR whose index names some platforms; its manifests are there as well."""
    ecr = client("ecr")
    ecr.create_repository(repositoryName=repository)
    parts = []
    for number, platform in enumerate(platforms):
        inner = {
            "schemaVersion": 2,
            "mediaType": _SINGLE,
            "layers": [],
            "number": number,
        }
        put = ecr.put_image(repositoryName=repository, imageManifest=json.dumps(inner), imageTag=f"part-{number}")
        system, _, architecture = platform.partition("/")
        digest = put["image"]["imageId"]["imageDigest"]
        parts.append({"digest": digest, "platform": {"os": system, "architecture": architecture}})
    manifest = json.dumps({"schemaVersion": 2, "mediaType": _INDEX, "manifests": parts})
    ecr.put_image(repositoryName=repository, imageManifest=manifest, imageTag=tag, imageManifestMediaType=_INDEX)


def spec(**service: Any) -> Spec:
    """Return a spec with one service."""
    return Spec.model_validate({"region": "us-east-1", "services": {"app": {"image": "demo/app:1.0", **service}}})


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """Return the code of each finding."""
    return [finding.code for finding in findings]


def test_healthy_image_yields_nothing(door: Door, client: Client) -> None:
    """An image for the platform and endpoint services in the zones: nothing to say."""
    push(client, "demo/app", "1.0", "linux/amd64", "linux/arm64")
    assert preflight(door, spec(), _SETTING, needs=_NEEDS) == ()
    assert preflight(door, spec(architecture="arm64"), _SETTING, needs=_NEEDS) == ()


def test_image_is_missing_step_by_step(door: Door, client: Client) -> None:
    """First the repository, then the tag, then the platform is missing."""
    assert codes(preflight(door, spec(), _SETTING)) == ["image-missing"]
    push(client, "demo/app", "0.9", "linux/arm64")
    assert codes(preflight(door, spec(), _SETTING)) == ["image-missing"]
    (finding,) = preflight(door, spec(image="demo/app:0.9"), _SETTING)
    assert isinstance(finding, PlatformMismatch)
    assert codes(preflight(door, spec(image="demo/app:0.9", architecture="arm64"), _SETTING)) == []
    absent = "demo/app@sha256:" + "0" * 64
    assert codes(preflight(door, spec(image=absent), _SETTING)) == ["image-missing"]


def test_endpoint_service_that_aws_does_not_offer_is_found(door: Door, client: Client) -> None:
    """A service of that name does not exist, the others do."""
    push(client, "demo/app", "1.0", "linux/amd64")
    odd = EndpointNeed(
        suffix="teapot", kind="Interface", service_name="com.amazonaws.us-east-1.teapot", private_names=(), reasons=()
    )
    assert codes(preflight(door, spec(), _SETTING, needs=(*_NEEDS, odd))) == ["endpoint-service-missing"]


def test_secrets_and_parameters_are_looked_up(door: Door, client: Client) -> None:
    """Present ones yield nothing, missing and deleted ones are found, a secret without a value too."""
    push(client, "demo/app", "1.0", "linux/amd64")
    secrets, parameters = client("secretsmanager"), client("ssm")
    arn = secrets.create_secret(Name="db", SecretString='{"password": "x"}')["ARN"]
    empty = secrets.create_secret(Name="empty")["ARN"]
    gone = secrets.create_secret(Name="gone", SecretString="x")["ARN"]
    secrets.delete_secret(SecretId=gone)
    parameters.put_parameter(Name="/app/level", Value="x", Type="String")
    parameters.put_parameter(Name="plain", Value="x", Type="String")
    parameter_arn = "arn:aws:ssm:us-east-1:123456789012:parameter/plain"

    def found(**secret: str) -> list[str]:
        return codes(preflight(door, spec(secrets={"X": secret}), _SETTING))

    assert found(secret=arn, key="password") == []
    assert found(secret="db") == []
    assert found(secret=gone) == ["secret-deleted"]
    assert found(secret=arn.replace(":db-", ":dc-")) == ["secret-missing"]
    assert found(secret=empty) == ["secret-version-missing"]
    assert found(parameter="/app/level") == []
    assert found(parameter=parameter_arn) == []
    assert found(parameter="/app/none") == ["parameter-missing"]


def test_keys_and_certificates_are_looked_up(door: Door, client: Client) -> None:
    """An enabled key and an issued certificate yield nothing; disabled, missing, pending ones are found."""
    push(client, "demo/app", "1.0", "linux/amd64")
    kms, acm = client("kms"), client("acm")
    key = kms.create_key()["KeyMetadata"]["Arn"]
    assert codes(preflight(door, spec(logs={"kms_key": key}), _SETTING)) == []
    kms.disable_key(KeyId=key.rpartition("/")[2])
    assert codes(preflight(door, spec(logs={"kms_key": key}), _SETTING)) == ["key-not-enabled"]
    absent = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
    assert codes(preflight(door, spec(logs={"kms_key": absent}), _SETTING)) == ["key-missing"]
    arn = acm.request_certificate(DomainName="app.example", ValidationMethod="DNS")["CertificateArn"]

    def found(certificate: str) -> list[str]:
        balancer = {"port": 8080, "load_balancer": {"certificate_arn": certificate}}
        return codes(preflight(door, spec(**balancer), _SETTING))

    assert found(arn) == ["certificate-not-issued"]
    assert found(arn[:-12] + "000000000000") == ["certificate-missing"]
    assert found(arn.replace("us-east-1", "eu-west-1")) == ["certificate-other-region"]


def test_buckets_and_policies_are_looked_up(door: Door, client: Client) -> None:
    """The environment file, the state's bucket and the boundary: there, then not there."""
    push(client, "demo/app", "1.0", "linux/amd64")
    client("s3").create_bucket(Bucket="settings")
    client("s3").put_object(Bucket="settings", Key="app.env", Body=b"A=1")
    everything = {"Effect": "Allow", "Action": "*", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [everything]})
    boundary = client("iam").create_policy(PolicyName="boundary", PolicyDocument=document)["Policy"]["Arn"]

    def found(file: str, bucket: str, policy: str) -> list[str]:
        wanted = spec(environment_files=[f"arn:aws:s3:::{file}"])
        whole = {**wanted.model_dump(), "state": {"bucket": bucket}, "permissions_boundary": policy}
        return sorted(codes(preflight(door, Spec.model_validate(whole), _SETTING)))

    assert found("settings/app.env", "settings", boundary) == []
    missing = ["environment-file-missing", "policy-missing", "state-bucket-missing"]
    assert found("settings/none.env", "nothing-here", f"{boundary}x") == missing


def test_names_that_exist_are_warned_of(door: Door, client: Client) -> None:
    """Log group, cluster and role of these names: warned of when they are there, and not before."""
    push(client, "demo/app", "1.0", "linux/amd64")
    planned = Planned(log_groups=("/ecs/app",), clusters=("app",), roles=("app-execution",))
    client("logs").create_log_group(logGroupName="/ecs/app-2")
    assert preflight(door, spec(), _SETTING, planned=planned) == ()
    client("logs").create_log_group(logGroupName="/ecs/app")
    client("ecs").create_cluster(clusterName="app")
    trust = json.dumps({"Version": "2012-10-17", "Statement": []})
    client("iam").create_role(RoleName="app-execution", AssumeRolePolicyDocument=trust)
    assert codes(preflight(door, spec(), _SETTING, planned=planned)) == ["name-taken"] * 3


@pytest.fixture
def everything(client: Client) -> tuple[Spec, str, str]:
    """Furnish the account with all that a spec can name, and give the spec with its VPC and subnet."""
    push(client, "demo/app", "1.0", "linux/amd64")
    ecr, efs, ec2 = client("ecr"), client("efs"), client("ec2")
    config = {"digest": "sha256:" + "c" * 64}
    single = json.dumps({"schemaVersion": 2, "mediaType": _SINGLE, "config": config, "layers": []})
    ecr.put_image(repositoryName="demo/app", imageManifest=single, imageTag="single")
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.1.0/24", AvailabilityZone="us-east-1a")["Subnet"]["SubnetId"]
    system = efs.create_file_system(CreationToken="one")["FileSystemId"]
    point = efs.create_access_point(ClientToken="one", FileSystemId=system)["AccessPointId"]
    client("s3").create_bucket(Bucket="settings")
    client("s3").put_object(Bucket="settings", Key="app.env", Body=b"A=1")
    service = {
        "image": "demo/app:single",
        "port": 8080,
        "secrets": {
            "A": {"secret": client("secretsmanager").create_secret(Name="db", SecretString="x")["ARN"]},
            "B": {"parameter": "/app/level"},
        },
        "environment_files": ["arn:aws:s3:::settings/app.env"],
        "logs": {"kms_key": client("kms").create_key()["KeyMetadata"]["Arn"]},
        "load_balancer": {
            "certificate_arn": client("acm").request_certificate(DomainName="app.example")["CertificateArn"]
        },
        "volumes": {"data": {"path": "/data", "file_system_id": system, "access_point_id": point}},
        "task_role_policies": ["arn:aws:iam::123456789012:policy/none"],
    }
    return Spec.model_validate({"state": {"bucket": "settings"}, "services": {"app": service}}), vpc, subnet


def test_mount_target_is_looked_for_in_the_zone(door: Door, client: Client, everything: tuple[Spec, str, str]) -> None:
    """Without a mount target in the subnet's zone the finding is there, with one it is gone."""
    whole, vpc, subnet = everything
    network = existing_network(door, vpc, (subnet,))
    assert "efs-mount-target-missing" in codes(preflight(door, whole, _SETTING, network=network))
    system = whole.services["app"].volumes["data"].file_system_id
    client("efs").create_mount_target(FileSystemId=system, SubnetId=subnet)
    after = codes(preflight(door, whole, _SETTING, network=network))
    assert not {"efs-mount-target-missing", "file-system-missing", "access-point-elsewhere"} & set(after)


def test_actions_are_exactly_those_used(environ: dict[str, str], everything: tuple[Spec, str, str]) -> None:
    """The published list of IAM actions is what preflights really use: one of a new VPC and one of an existing VPC."""
    whole, vpc, subnet = everything
    door, recorder = recorded(environ)
    planned = Planned(log_groups=("/ecs/app",), clusters=("app",), roles=("app-execution",))
    preflight(door, whole, _SETTING, needs=_NEEDS, planned=planned)
    network = existing_network(Door(environ=environ), vpc, (subnet,))
    preflight(door, whole, _SETTING, network=network)
    assert recorder.actions == ACTIONS
