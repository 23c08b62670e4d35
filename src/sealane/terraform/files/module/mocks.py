"""What the module's tests take for AWS, so that they need no account: values for everything that Terraform reads.

https://developer.hashicorp.com/terraform/language/tests/mocking
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.grammar.partitions import partition_of
from sealane.terraform.files.draft import Draft
from sealane.terraform.hcl import Block
from sealane.terraform.hcl_values import Value

ACCOUNT = "123456789012"
_VPC_CIDR = "10.0.0.0/16"


def mock_provider(draft: Draft) -> Block:
    """Return the provider that answers without AWS."""
    answers = dict(_answers(draft))
    body = tuple(Block("mock_data", (kind,), ({"defaults": answer},)) for kind, answer in answers.items())
    return Block("mock_provider", ("aws",), body, comment="No account is asked: these are the answers of AWS.")


def _answers(draft: Draft) -> Iterator[tuple[str, Value]]:
    """Yield what each kind of data source answers."""
    region = draft.setting.region
    yield "aws_caller_identity", {"account_id": ACCOUNT}
    yield "aws_region", {"name": region}
    yield "aws_partition", {"partition": draft.setting.partition, "dns_suffix": partition_of(region).dns_suffix}
    policy = '{"Version":"2012-10-17","Statement":[]}'
    yield "aws_iam_policy_document", {"json": policy, "minified_json": policy}
    if draft.spec.network.existing:
        blocks = [{"association_id": "vpc-cidr-assoc-1", "cidr_block": _VPC_CIDR, "state": "associated"}]
        yield "aws_vpc", {"cidr_block": _VPC_CIDR, "cidr_block_associations": blocks}
    elif isinstance(draft.spec.network.zones, int):
        yield "aws_availability_zones", {"names": [f"{region}{letter}" for letter in "abcdef"]}
    if draft.secrets:
        yield "aws_secretsmanager_secret", {"arn": _secret_arn(draft)}


def _secret_arn(draft: Draft) -> str:
    return f"arn:{draft.setting.partition}:secretsmanager:{draft.setting.region}:{ACCOUNT}:secret:example-AbCdEf"
