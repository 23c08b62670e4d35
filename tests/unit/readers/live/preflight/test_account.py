"""The whole preflight in memory: a healthy account yields nothing, and each wound exactly what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.errors import EnvironmentFailure, InputError
from sealane.readers.live.preflight.account import ACTIONS, preflight
from sealane.readers.live.preflight.finding import Finding, NotSeen, Severity, refuse_errors
from sealane.readers.live.preflight.names_taken import Planned
from tests.unit.readers.live.account_in_memory import Account, denied, door_to, error
from tests.unit.readers.live.preflight import healthy
from tests.unit.readers.live.preflight.healthy import found, manifest, spec

_FOREIGN = {
    "mediaType": "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
    "urls": ["https://mcr.example/layer"],
}


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Return code and severity of each finding."""
    return [(finding.code, finding.severity.value) for finding in findings]


@pytest.mark.parametrize("existing", [True, False])
def test_healthy_account_yields_nothing(existing: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Nothing is found where everything is there, in an existing VPC and in a new one."""
    assert found(existing=existing) == ()


@pytest.mark.parametrize(
    ("operation", "answer", "code", "severity"),
    [
        ("BatchGetImage", error("RepositoryNotFoundException"), "image-missing", "error"),
        ("BatchGetImage", {"images": [], "failures": [{"failureCode": "ImageNotFound"}]}, "image-missing", "error"),
        ("BatchGetImage", manifest({"config": {"digest": "d"}, "layers": [_FOREIGN]}), "foreign-layers", "error"),
        ("BatchGetImage", {"images": [{"imageManifest": "not JSON"}]}, "preflight-not-seen", "unknown"),
        ("GetDownloadUrlForLayer", error("LayerInaccessibleException"), "preflight-not-seen", "unknown"),
        ("DescribeSecret", error("ResourceNotFoundException"), "secret-missing", "error"),
        ("DescribeSecret", {"ARN": "a", "DeletedDate": "2026-01-01"}, "secret-deleted", "error"),
        ("DescribeSecret", {"ARN": "a", "VersionIdsToStages": {}}, "secret-version-missing", "error"),
        (
            "DescribeSecret",
            {"ARN": "a", "KmsKeyId": healthy.KEY, "VersionIdsToStages": {"v": ["AWSCURRENT"]}},
            "key-not-named",
            "warning",
        ),
        ("DescribeParameters", {"Parameters": []}, "parameter-missing", "error"),
        (
            "DescribeParameters",
            {"Parameters": [{"Type": "SecureString", "KeyId": healthy.KEY}]},
            "key-not-named",
            "warning",
        ),
        ("DescribeKey", error("NotFoundException"), "key-missing", "error"),
        ("DescribeKey", {"KeyMetadata": {"KeyState": "PendingDeletion"}}, "key-not-enabled", "error"),
        ("DescribeCertificate", error("ResourceNotFoundException"), "certificate-missing", "error"),
        (
            "DescribeCertificate",
            {"Certificate": {"Status": "PENDING_VALIDATION"}},
            "certificate-not-issued",
            "error",
        ),
        ("DescribeFileSystems", error("FileSystemNotFound"), "file-system-missing", "error"),
        (
            "DescribeFileSystems",
            {"FileSystems": [{"LifeCycleState": "deleting"}]},
            "file-system-not-available",
            "error",
        ),
        ("DescribeMountTargets", {"MountTargets": []}, "efs-mount-target-missing", "error"),
        (
            "DescribeMountTargets",
            {"MountTargets": [{"VpcId": "vpc-2", "AvailabilityZoneId": "use1-az1", "LifeCycleState": "available"}]},
            "efs-mount-target-missing",
            "error",
        ),
        ("DescribeAccessPoints", error("AccessPointNotFound"), "access-point-missing", "error"),
        ("DescribeAccessPoints", {"AccessPoints": [{"FileSystemId": "fs-2"}]}, "access-point-elsewhere", "error"),
        ("HeadObject", error("404", "Not Found"), "environment-file-missing", "error"),
        ("HeadObject", error("403", "Forbidden"), "preflight-not-seen", "unknown"),
        ("HeadBucket", error("404", "Not Found"), "state-bucket-missing", "error"),
        ("HeadBucket", error("403", "Forbidden"), "preflight-not-seen", "unknown"),
        ("HeadBucket", {"BucketRegion": "eu-west-1"}, "state-bucket-other-region", "error"),
        ("DescribeLogGroups", {"logGroups": [{"logGroupName": "/ecs/app"}]}, "name-taken", "warning"),
        ("DescribeClusters", {"clusters": [{"status": "ACTIVE"}]}, "name-taken", "warning"),
        ("GetRole", {"Role": {}}, "name-taken", "warning"),
        ("DescribeVpcEndpointServices", {"ServiceDetails": []}, "endpoint-service-missing", "error"),
    ],
)
def test_one_wound_is_one_finding(operation: str, answer: Any, code: str, severity: str) -> None:  # noqa: ANN401 - any answer
    """One wrong answer yields exactly one finding, of the right code and severity, that says what to do."""
    findings = found({operation: answer})
    assert codes(findings) == [(code, severity)]
    problem = findings[0].problem()
    assert problem.code == code
    assert problem.facts
    assert problem.hint


@pytest.mark.parametrize("operation", sorted(set(healthy.answers()) - {"GetPolicy", "DescribeAvailabilityZones"}))
def test_refused_call_is_unknown_and_named(operation: str) -> None:
    """A refused call is one open question that names the action, never an error and never silence."""
    (finding,) = found({operation: denied(f"any:{operation}")})
    assert isinstance(finding, NotSeen)
    assert finding.severity is Severity.UNKNOWN
    assert finding.unread.action.split(":")[0] in {
        "ecr",
        "ec2",
        "ecs",
        "efs",
        "s3",
        "iam",
        "ssm",
        "kms",
        "acm",
        "logs",
    } | {
        "secretsmanager",
        "elasticfilesystem",
    }
    assert finding.unread.action in ACTIONS
    assert f"`{finding.unread.action}`" in finding.problem().hint


def test_policies_are_looked_at_one_by_one() -> None:
    """Of two policies only the missing one is found."""
    missing = error("NoSuchEntity")

    def policy(**asked: str) -> dict[str, Any]:
        if asked["PolicyArn"] == healthy.BOUNDARY:
            raise missing
        return {"Policy": {}}

    (finding,) = found({"GetPolicy": policy})
    assert (finding.code, finding.where) == ("policy-missing", "permissions_boundary")
    refused = found({"GetPolicy": denied("iam:GetPolicy")})
    assert codes(refused) == [("preflight-not-seen", "unknown")] * 2


def test_expired_credentials_stop_the_preflight() -> None:
    """What concerns every call is no finding."""
    with pytest.raises(EnvironmentFailure) as caught:
        found({"DescribeKey": error("ExpiredToken")})
    assert caught.value.problems[0].code == "credentials-expired"


def test_names_matter_only_before_there_is_a_state() -> None:
    """Once a state may hold them, existing names are nothing to warn of, and nobody asks for them."""
    account = Account(healthy.answers() | {"GetRole": {"Role": {}}}, healthy.blobs())
    door = door_to(account)
    assert preflight(door, spec(), healthy.SETTING, network=healthy.network()) == ()
    assert not {"iam:GetRole", "ecs:DescribeClusters", "logs:DescribeLogGroups"} & set(account.actions)
    warned = preflight(door, spec(), healthy.SETTING, network=healthy.network(), planned=Planned(roles=("app",)))
    assert codes(warned) == [("name-taken", "warning")]


def test_errors_come_first_and_block() -> None:
    """Errors stand before warnings and unknowns, and only errors refuse, as bad input."""
    findings = found(
        {
            "DescribeSecret": error("ResourceNotFoundException"),
            "GetRole": {"Role": {}},
            "HeadObject": error("403"),
        }
    )
    assert [finding.severity.value for finding in findings] == ["error", "warning", "unknown"]
    refuse_errors(findings[1:])
    with pytest.raises(InputError) as caught:
        refuse_errors(findings)
    assert [problem.code for problem in caught.value.problems] == ["secret-missing"]
    assert caught.value.status == 2


def test_key_of_another_region_is_refused_where_its_region_matters() -> None:
    """A log group's key must be in its Region; a secret's key is where the secret is."""
    other = healthy.KEY.replace("us-east-1", "eu-west-1")
    assert codes(found(of=spec({"logs": {"kms_key": other}}))) == [("key-other-region", "error")]
    secret = {"PASSWORD": {"secret": healthy.SECRET, "kms_key": other}}
    assert found(of=spec({"secrets": secret})) == ()


def test_named_key_of_a_secret_is_no_warning() -> None:
    """A secret under a customer managed key is fine once the spec names a key."""
    described = {"ARN": "a", "KmsKeyId": healthy.KEY, "VersionIdsToStages": {"v": ["AWSCURRENT"]}}
    named = {"PASSWORD": {"secret": healthy.SECRET, "kms_key": healthy.KEY}}
    assert found({"DescribeSecret": described}, of=spec({"secrets": named})) == ()
    assert codes(found({"DescribeSecret": described})) == [("key-not-named", "warning")]


def test_version_of_a_secret_is_looked_for() -> None:
    """A stage or version id that the secret does not have is found, one that it has is not."""
    held = {"ARN": "a", "VersionIdsToStages": {"v1": ["AWSCURRENT"], "v2": ["green"]}}
    for wanted, expected in (
        ({"version_stage": "green"}, []),
        ({"version_stage": "blue"}, ["secret-version-missing"]),
        ({"version_id": "v2"}, []),
        ({"version_id": "v3"}, ["secret-version-missing"]),
    ):
        secret = {"PASSWORD": {"secret": healthy.SECRET, **wanted}}
        assert [finding.code for finding in found({"DescribeSecret": held}, of=spec({"secrets": secret}))] == expected


def test_values_are_never_read() -> None:
    """No action of the preflight reads a value or changes anything."""
    assert not {
        action for action in ACTIONS if "Value" in action or action in {"ssm:GetParameters", "ssm:GetParameter"}
    }
    verbs = ("Describe", "List", "Get", "BatchGet")
    assert all(action.split(":")[1].startswith(verbs) for action in ACTIONS)
