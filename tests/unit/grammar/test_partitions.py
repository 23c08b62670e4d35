"""Partitions, Regions, hosts and endpoint service names."""

from __future__ import annotations

import botocore.session
import pytest

from sealane.grammar.endpoint_services import (
    endpoint_service,
    known_suffixes,
    offered_across_regions,
)
from sealane.grammar.partitions import host, known_regions, partition_of, partitions, service_name
from tests.tools.write_partition_table import TABLE, irregular_hosts, render
from tests.tools.write_partition_table import partitions as partitions_of_the_sdk

RESOLVER = botocore.session.get_session().get_component("endpoint_resolver")
STEP_HOSTS = ("api.ecr", "logs", "secretsmanager", "ssm", "s3", "kms", "sts", "ecs", "firehose", "kinesis", "dynamodb")


def test_the_table_is_what_the_sdk_says() -> None:
    """Partitions, suffixes and Regions equal those of the SDK's own endpoint data."""
    ours = [(p.name, p.dns_suffix, p.dual_stack_dns_suffix, p.regions) for p in partitions()]
    assert ours == partitions_of_the_sdk()


def test_the_table_on_disk_is_generated() -> None:
    """Nobody edited the table by hand: the tool would write the same values."""
    written: dict[str, object] = {}
    generated: dict[str, object] = {}
    exec(TABLE.read_text(), written)  # noqa: S102 - our own data file
    exec(render(), generated)  # noqa: S102 - as above
    assert written["PARTITIONS"] == generated["PARTITIONS"]
    assert written["IRREGULAR_HOSTS"] == irregular_hosts() == generated["IRREGULAR_HOSTS"]


@pytest.mark.parametrize("service", STEP_HOSTS)
def test_hosts_are_those_of_the_sdk(service: str) -> None:
    """Every host that a step calls is the one that the SDK resolves, in every Region that the SDK lists."""
    for region in known_regions():
        endpoint = RESOLVER.construct_endpoint(service, region)
        if endpoint is not None:
            assert host(service, region) == endpoint["hostname"]


@pytest.mark.parametrize("suffix", known_suffixes())
def test_every_endpoint_service_has_the_host_of_the_sdk(suffix: str) -> None:
    """The private name of every endpoint service is the Regional host that the SDK resolves for its label."""
    service = endpoint_service(suffix)
    for region in ("us-east-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1", "eusc-de-east-1"):
        hostname = RESOLVER.construct_endpoint(service.label.removeprefix("*."), region)["hostname"]
        assert service.private_name(region).removeprefix("*.") == hostname


def test_an_unknown_region_has_no_partition() -> None:
    """A Region that does not exist is refused instead of guessed."""
    with pytest.raises(KeyError):
        partition_of("us-east-11")
    assert "us-east-11" not in known_regions()
    assert partition_of("us-east-1").name == "aws"


@pytest.mark.parametrize(
    ("suffix", "region", "name"),
    [
        ("ecr.api", "us-east-1", "com.amazonaws.us-east-1.ecr.api"),
        ("ecr.dkr", "us-gov-west-1", "com.amazonaws.us-gov-west-1.ecr.dkr"),
        ("ecr.dkr", "cn-north-1", "cn.com.amazonaws.cn-north-1.ecr.dkr"),
        ("logs", "cn-north-1", "com.amazonaws.cn-north-1.logs"),
        ("sqs", "cn-northwest-1", "cn.com.amazonaws.cn-northwest-1.sqs"),
        ("polly", "cn-northwest-1", "cn.com.amazonaws.cn-northwest-1.polly"),
        ("polly", "cn-north-1", "com.amazonaws.cn-north-1.polly"),
        ("ecr.api", "us-iso-east-1", "gov.ic.c2s.us-iso-east-1.ecr.api"),
        ("secretsmanager", "us-iso-east-1", "com.amazonaws.us-iso-east-1.secretsmanager"),
        ("ecr.api", "us-isob-west-1", "gov.sgov.sc2s.us-isob-west-1.ecr.api"),
        ("ecr.dkr", "us-isof-south-1", "gov.ic.hci.csp.us-isof-south-1.ecr.dkr"),
        ("ebs", "eu-isoe-west-1", "uk.adc-e.cloud.eu-isoe-west-1.ebs"),
        ("ecr.api", "eusc-de-east-1", "eu.amazonaws.eusc-de-east-1.ecr.api"),
        ("logs", "eusc-de-east-1", "com.amazonaws.eusc-de-east-1.logs"),
    ],
)
def test_service_names_follow_the_exceptions(suffix: str, region: str, name: str) -> None:
    """A service has the prefix of its partition exactly where AWS gives it one."""
    assert endpoint_service(suffix).full_name(region) == name


def test_the_s3_gateway_of_china_keeps_the_general_prefix() -> None:
    """The exception for S3 in China is about the interface endpoint only."""
    assert endpoint_service("s3").full_name("cn-north-1") == "com.amazonaws.cn-north-1.s3"
    assert service_name("s3", "cn-north-1") == "cn.com.amazonaws.cn-north-1.s3"


def test_private_names() -> None:
    """A wildcard keeps its star, a plain label is the Regional host."""
    assert endpoint_service("ecr.dkr").private_name("us-east-1") == "*.dkr.ecr.us-east-1.amazonaws.com"
    assert endpoint_service("kinesis-firehose").private_name("cn-north-1") == "firehose.cn-north-1.amazonaws.com.cn"


def test_what_crosses_regions() -> None:
    """Registry and layers can be reached across Regions, logs and secrets cannot."""
    assert offered_across_regions("ecr.dkr")
    assert not offered_across_regions("logs")
