"""Partitions, their Regions, and the host names that follow no pattern. Generated: do not edit.

Written by `tests/tools/write_partition_table.py` from the endpoint data of AWS's SDK for Python:
https://github.com/boto/botocore/tree/develop/botocore/data
"""

from __future__ import annotations

from typing import Final

PARTITIONS: Final[tuple[tuple[str, str, str, tuple[str, ...]], ...]] = (
    (
        "aws",
        "amazonaws.com",
        "api.aws",
        (
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-central-1",
            "ca-west-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "me-west-1",
            "mx-central-1",
            "sa-east-1",
            "sa-west-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
        ),
    ),
    (
        "aws-cn",
        "amazonaws.com.cn",
        "api.amazonwebservices.com.cn",
        (
            "cn-north-1",
            "cn-northwest-1",
        ),
    ),
    (
        "aws-eusc",
        "amazonaws.eu",
        "api.amazonwebservices.eu",
        ("eusc-de-east-1",),
    ),
    (
        "aws-iso",
        "c2s.ic.gov",
        "api.aws.ic.gov",
        (
            "us-iso-east-1",
            "us-iso-west-1",
        ),
    ),
    (
        "aws-iso-b",
        "sc2s.sgov.gov",
        "api.aws.scloud",
        (
            "us-isob-east-1",
            "us-isob-west-1",
        ),
    ),
    (
        "aws-iso-e",
        "cloud.adc-e.uk",
        "api.cloud-aws.adc-e.uk",
        ("eu-isoe-west-1",),
    ),
    (
        "aws-iso-f",
        "csp.hci.ic.gov",
        "api.aws.hci.ic.gov",
        (
            "us-isof-east-1",
            "us-isof-south-1",
        ),
    ),
    (
        "aws-us-gov",
        "amazonaws.com",
        "api.aws",
        (
            "us-gov-east-1",
            "us-gov-west-1",
        ),
    ),
)

IRREGULAR_HOSTS: Final[dict[tuple[str, str], str]] = {
    ("transcribe", "cn-north-1"): "cn.transcribe.cn-north-1.amazonaws.com.cn",
    ("transcribe", "cn-northwest-1"): "cn.transcribe.cn-northwest-1.amazonaws.com.cn",
}
