"""What every ARN in a spec must be: an ARN of the right service, in the right Region and partition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sealane.grammar.arns import Arn, ArnProblem, parse
from sealane.grammar.partitions import partition_of
from sealane.spec.finding import Finding, Rule
from sealane.spec.places import Path

_SOURCE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html"
_INVALID: Final = Rule(code="arn-invalid", link=_SOURCE)
_PARTITION: Final = Rule(code="arn-other-partition", link=_SOURCE)
_KEY: Final = re.compile(r"key/[A-Za-z0-9-]+")
_KMS = "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html"


def arn_at(text: str, path: Path, region: str, *, example: str) -> Iterator[Arn | Finding]:
    """Yield the ARN, or what keeps the text from being one that the Region's partition knows."""
    try:
        arn = parse(text)
    except ArnProblem as problem:
        yield _INVALID.broken(path, problem.what, f"write it as `{example}`")
        return
    if region:
        try:
            partition = partition_of(region).name
        except KeyError:
            partition = arn.partition
        if partition != arn.partition:
            what = f"the ARN is of partition `{arn.partition}`, and `{region}` is in `{partition}`"
            yield _PARTITION.broken(path, what, f"use what exists in `{partition}`", also=(("region",),))
            return
    yield arn


def kms_key(text: str, path: Path, region: str) -> Iterator[Finding]:
    """Check the ARN of a KMS key; the services that use it take keys of their own Region only."""
    if not text:
        return
    for found in arn_at(text, path, region, example="arn:aws:kms:REGION:ACCOUNT:key/KEY-ID"):
        if isinstance(found, Finding):
            yield found
        elif found.service != "kms" or not _KEY.fullmatch(found.resource):
            alias = found.resource.startswith("alias/")
            what = f"`{text}` is {'an alias' if alias else 'not the ARN'} of a KMS key"
            hint = (
                f"`aws kms describe-key --key-id {text if alias else 'alias/NAME'} --query KeyMetadata.Arn` prints it"
            )
            yield Rule(code="kms-key-invalid", link=_KMS).broken(path, what, hint)
        elif region and found.region != region:
            what = f"the KMS key is in `{found.region}`, and what it encrypts is in `{region}`"
            hint = f"`aws kms create-key --region {region}`, or replicate a multi-Region key there"
            yield Rule(code="kms-key-other-region", link=_KMS).broken(path, what, hint, also=(("region",),))


def policy(text: str, path: Path, region: str, *, code: str) -> Iterator[Finding]:
    """Check the ARN of an IAM managed policy, AWS's own or a customer's."""
    for found in arn_at(text, path, region, example="arn:aws:iam::ACCOUNT:policy/NAME"):
        if isinstance(found, Finding):
            yield found
        elif found.service != "iam" or not found.resource.startswith("policy/"):
            what = f"`{text}` is not the ARN of an IAM policy"
            hint = "`aws iam list-policies --query 'Policies[].Arn'` prints them"
            link = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html"
            yield Rule(code=code, link=link).broken(path, what, hint)
