"""The pseudo parameters.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
"""

from __future__ import annotations

from sealane.grammar.partitions import partition_of
from sealane.readers.cloudformation.values import NOTHING, Evaluated
from sealane.world.text import Hole

REGION = "AWS::Region"
ACCOUNT = "AWS::AccountId"
PARTITION = "AWS::Partition"
SUFFIX = "AWS::URLSuffix"
STACK = "AWS::StackName"
ACCOUNT_TOKEN = "account"  # noqa: S105 - the name of the hole that the proof gives an account too


def pseudo_parameters(region: str, account: str, prefix: str = "") -> dict[str, Evaluated]:
    """Return the value of each; the Region and the account may be unknown, which is said with an empty text.

    `prefix` tells stacks apart that are read together, because each has a name of its own.
    """
    values: dict[str, Evaluated] = {
        "AWS::NoValue": NOTHING,
        STACK: Hole("the stack's name is chosen when it is created", prefix + STACK, plain=True),
        "AWS::StackId": Hole("the stack has no id before it is created", f"{prefix}AWS::StackId"),
        "AWS::NotificationARNs": Hole(
            "the stack's topics are named when it is created", f"{prefix}AWS::NotificationARNs"
        ),
        ACCOUNT: account or Hole("the account is not given", ACCOUNT_TOKEN, plain=True),
    }
    try:
        partition = partition_of(region)
    except KeyError:
        reason = "the Region is not given" if not region else f"{region} is in no partition that is known"
        named = Hole(reason, REGION, plain=True)
        return {
            **values,
            REGION: region or named,
            PARTITION: Hole(reason, PARTITION, plain=True),
            SUFFIX: Hole(reason, SUFFIX, plain=True),
        }
    return {**values, REGION: region, PARTITION: partition.name, SUFFIX: partition.dns_suffix}
