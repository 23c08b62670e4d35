"""Which service a host name is, and which names an endpoint's certificate is for."""

from __future__ import annotations

import pytest

from sealane.lab.front.hosts import Host, read_host, served_names, service_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("api.ecr.us-east-1.amazonaws.com", Host(service="ecr.api", region="us-east-1")),
        ("API.ECR.us-east-1.amazonaws.com:443", Host(service="ecr.api", region="us-east-1")),
        ("ecr.us-east-1.api.aws", Host(service="ecr.api", region="us-east-1")),
        ("api.ecr-fips.us-east-1.amazonaws.com", Host(service="ecr-fips.api", region="us-east-1")),
        ("logs.cn-north-1.amazonaws.com.cn", Host(service="logs", region="cn-north-1")),
        ("monitoring.eu-west-1.amazonaws.com", Host(service="monitoring", region="eu-west-1")),
        ("kinesis.eu-west-1.amazonaws.com", Host(service="kinesis-streams", region="eu-west-1")),
        (
            "123456789012.dkr.ecr.us-east-1.amazonaws.com",
            Host(service="ecr.dkr", region="us-east-1", account="123456789012"),
        ),
        (
            "123456789012.dkr-ecr.us-east-1.on.aws",
            Host(service="ecr.dkr", region="us-east-1", account="123456789012"),
        ),
        ("s3.us-east-1.amazonaws.com", Host(service="s3", region="us-east-1")),
        ("a.b.s3.eu-west-1.amazonaws.com", Host(service="s3", region="eu-west-1", bucket="a.b")),
        ("b.s3.dualstack.eu-west-1.amazonaws.com", Host(service="s3", region="eu-west-1", bucket="b")),
        ("b.s3.amazonaws.com", Host(service="s3", region="us-east-1", bucket="b")),
        ("vpce-0a-b.logs.us-east-1.vpce.amazonaws.com", Host(service="logs", region="us-east-1")),
        (
            "b.bucket.vpce-0a-b.s3.us-east-1.vpce.amazonaws.com",
            Host(service="s3", region="us-east-1", bucket="b"),
        ),
        ("iam.amazonaws.com", Host(service="iam", region="us-east-1")),
        ("logs.us-east-1.amazonaws.com.example.com", Host()),
        ("us-east-1.amazonaws.com", Host()),
        ("pypi.org", Host()),
        ("", Host()),
        ("12.dkr.ecr.us-east-1.amazonaws.com", Host(service="ecr.dkr", region="us-east-1")),
    ],
)
def test_a_host_name_is_read(name: str, expected: Host) -> None:
    """Regional, dual-stack, FIPS, an endpoint's own and global names are told apart, and other names are not AWS's."""
    assert read_host(name) == expected


@pytest.mark.parametrize(
    ("full_name", "name"),
    [
        ("com.amazonaws.us-east-1.ecr.api", "api.ecr.us-east-1.amazonaws.com"),
        ("com.amazonaws.us-east-1.ecr.api", "ecr.us-east-1.api.aws"),
        ("cn.com.amazonaws.cn-north-1.ecr.dkr", "*.dkr.ecr.cn-north-1.amazonaws.com.cn"),
        ("com.amazonaws.us-east-1.ecr.dkr", "*.dkr-ecr.us-east-1.on.aws"),
        ("com.amazonaws.us-east-1.s3", "*.s3.us-east-1.amazonaws.com"),
        ("com.amazonaws.us-east-1.logs", "*.logs.us-east-1.vpce.amazonaws.com"),
    ],
)
def test_a_certificate_is_for_its_services_names(full_name: str, name: str) -> None:
    """Each form of a service's name is in it, and that of another service in none."""
    assert name in served_names(full_name)
    assert "secretsmanager.us-east-1.amazonaws.com" not in served_names(full_name)


def test_somebodys_own_service_has_no_names_of_aws() -> None:
    """The name of an endpoint service that is not AWS's says nothing about hosts."""
    own = "com.amazonaws.vpce.us-east-1.vpce-svc-0123"
    assert (served_names(own), service_of(own)) == ((), "vpce-svc-0123")
    assert service_of("com.amazonaws.us-east-1.logs") == "logs"
