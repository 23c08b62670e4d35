"""The ARN of what a step acts on, as a policy names it.

What is not known yet is written as a placeholder, `${account}` or `${file-system}`, for whoever fills it in.
https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

from __future__ import annotations

from sealane.grammar.arns import has_random_suffix
from sealane.grammar.images import parse
from sealane.grammar.partitions import known_regions, partition_of
from sealane.startup.image_layers import layer_bucket
from sealane.startup.step import Kind, Resource
from sealane.world.tasks import Setting
from sealane.world.values import Known, Value

_SUFFIX = "-??????"
"""Secrets Manager ends every ARN in six random characters, which a name alone does not say.

https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
"""


def arn_of(resource: Resource, setting: Setting) -> str:
    """Return the ARN, or the pattern of ARNs, that a policy's `Resource` takes."""
    if resource.kind is Kind.ANYTHING:
        return "*"
    region = _or_own(resource.region, Known(setting.region), "${region}")
    partition = partition_of(region).name if region in known_regions() else setting.partition
    if resource.kind is Kind.LAYER_BUCKET:
        return f"arn:{partition}:s3:::{layer_bucket(region)}/*"
    identifier = resource.identifier.value if isinstance(resource.identifier, Known) else f"${{{resource.kind}}}"
    if identifier.startswith("arn:"):
        return _whole(identifier, resource.kind)
    if resource.kind in {Kind.OBJECT, Kind.BUCKET}:
        return f"arn:{partition}:s3:::{identifier}"
    account = _or_own(resource.account, setting.account, "${account}")
    return f"arn:{partition}:{_rest(resource.kind, region, account, identifier)}"


def _rest(kind: Kind, region: str, account: str, identifier: str) -> str:
    where = f"{region}:{account}"
    match kind:
        case Kind.REPOSITORY:
            return f"ecr:{where}:repository/{_repository(identifier)}"
        case Kind.SECRET:
            return f"secretsmanager:{where}:secret:{identifier}{_SUFFIX}"
        case Kind.PARAMETER:
            return f"ssm:{where}:parameter/{identifier.removeprefix('/')}"
        case Kind.LOG_GROUP:
            # The streams of the group too: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/
            # iam-access-control-overview-cwl.html
            return f"logs:{where}:log-group:{identifier}:*"
        case Kind.FILE_SYSTEM:
            return f"elasticfilesystem:{where}:file-system/{identifier}"
        case Kind.DELIVERY_STREAM:
            return f"firehose:{where}:deliverystream/{identifier}"
        case Kind.DATA_STREAM:
            return f"kinesis:{where}:stream/{identifier}"
        case Kind.ROLE:
            return f"iam::{account}:role/{identifier}"
        case _:
            return f"kms:{where}:key/{identifier}"


def _whole(arn: str, kind: Kind) -> str:
    """Return an ARN as it is; one of a secret without its random characters stands for every version of them."""
    if kind is Kind.SECRET and not has_random_suffix(arn.rpartition(":")[2]):
        return f"{arn}{_SUFFIX}"
    return arn


def _repository(identifier: str) -> str:
    return identifier if identifier.startswith("${") else parse(identifier).repository


def _or_own(value: Value[str], own: Value[str], placeholder: str) -> str:
    """Return a Region or an account; one that is not named is the task's own, one that is not known a placeholder."""
    chosen = own if value == Known("") else value
    return chosen.value if isinstance(chosen, Known) else placeholder
