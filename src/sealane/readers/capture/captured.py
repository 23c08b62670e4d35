"""One call and what it answered, and a capture: the calls of one reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sealane.records import dataclass, field

# AWS says with these that what was asked for does not exist, which is an answer.
_ABSENT = frozenset(
    {
        "AWSOrganizationsNotInUseException",
        "ClusterNotFoundException",
        "FileSystemNotFound",
        "ImageNotFoundException",
        "NoSuchBucket",
        "NoSuchBucketPolicy",
        "NoSuchEntity",
        "NoSuchHostedZone",
        "NotFoundException",
        "ParameterNotFound",
        "PolicyNotFound",
        "RepositoryNotFoundException",
        "RepositoryPolicyNotFoundException",
        "ResourceNotFoundException",
        "ServerSideEncryptionConfigurationNotFoundError",
        "ServiceNotFoundException",
        "StateMachineDoesNotExist",
    }
)
# The prefix of IAM actions, where it is not the SDK's name of the service.
_PREFIXES = {
    "efs": "elasticfilesystem",
    "elbv2": "elasticloadbalancing",
    "stepfunctions": "states",
}
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
_ACTIONS = {
    "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
    "s3:HeadBucket": "s3:ListBucket",
    "s3:ListBuckets": "s3:ListAllMyBuckets",
}

# A call that AWS lets nobody make who lacks another action too.
# https://docs.aws.amazon.com/efs/latest/ug/API_DescribeMountTargetSecurityGroups.html
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53.html
_BESIDE = {
    "efs:DescribeMountTargetSecurityGroups": "ec2:DescribeNetworkInterfaceAttribute",
    "route53:ListHostedZonesByVPC": "ec2:DescribeVpcs",
    "route53resolver:ListResolverRuleAssociations": "ec2:DescribeVpcs",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedCall:
    """One call of an AWS API and its answer.

    Attributes:
        call: the SDK's name of the service and the API's of the operation, as `ec2:DescribeVpcs`.
        output: the answer as the AWS CLI prints it, all pages in one.
        parameters: what was asked, as far as known.
        region: the Region that was asked, empty where unknown.
        account: the 12-digit id of the account that was asked, empty where unknown.
        file: the path of the file inside the capture, empty for a live call.
        place: the path of that file as a person would open it.
        error: AWS's error code; empty when the call was answered.
        said: AWS's message with it.
        partial: whether there are further pages that the answer lacks.

    """

    call: str
    output: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    region: str = ""
    account: str = ""
    file: str = ""
    place: str = ""
    error: str = ""
    said: str = ""
    partial: bool = False

    @property
    def answered(self) -> bool:
        """Whether AWS gave what was asked for."""
        return not self.error

    @property
    def absent(self) -> bool:
        """Whether AWS said that what was asked for does not exist."""
        return self.error in _ABSENT

    @property
    def refused(self) -> bool:
        """Whether AWS did not let the question be answered, so that nothing follows from it."""
        return bool(self.error) and not self.absent

    @property
    def action(self) -> str:
        """The IAM action that permits the call."""
        return action_of(self.call)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Calls of one reading; `name` is the folder's as the user gave it, `ignored` are files that hold nothing known.

    `kind` is the kind of source that a world of it has.
    """

    name: str
    calls: tuple[CapturedCall, ...]
    ignored: tuple[str, ...] = ()
    kind: str = "capture"


def action_of(call: str) -> str:
    """Return the IAM action that permits a call.

    https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
    """
    service, _, operation = call.partition(":")
    return _ACTIONS.get(call) or f"{_PREFIXES.get(service, service)}:{operation}"


def actions_of(call: str) -> tuple[str, ...]:
    """Return every IAM action without which AWS does not answer a call."""
    beside = _BESIDE.get(call)
    return (action_of(call), beside) if beside else (action_of(call),)
