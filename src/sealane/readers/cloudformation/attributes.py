"""What a reference to a resource is as text: a name, an id, an ARN, with holes where a deployment mints a part.

The return values of each type: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-template-resource-type-ref.html
The forms of ARNs: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from sealane.readers.cloudformation.pseudo import ACCOUNT, PARTITION, REGION, SUFFIX
from sealane.readers.cloudformation.values import Spelled, spelled
from sealane.world.text import Hole

Ask = Callable[[str], Spelled | None]
"""Gives the text of a property or pseudo parameter, `None` when it is not there."""

ATTACHED_SECRET: Final = "AWS::SecretsManager::SecretTargetAttachment"  # noqa: S105 - the name of a type
"""The type of which `Ref` gives the ARN of the secret that it attaches to a database."""

_NAMED: Final = {
    "AWS::DynamoDB::Table": "TableName",
    "AWS::ECR::Repository": "RepositoryName",
    "AWS::ECS::Cluster": "ClusterName",
    "AWS::ECS::CapacityProvider": "Name",
    "AWS::Events::Rule": "Name",
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
    "AWS::IAM::Group": "GroupName",
    "AWS::KMS::Alias": "AliasName",
    "AWS::Kinesis::Stream": "Name",
    "AWS::KinesisFirehose::DeliveryStream": "DeliveryStreamName",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::SSM::Parameter": "Name",
    "AWS::Scheduler::Schedule": "Name",
}
"""The types of which `Ref` gives a name that a property may choose."""

_BY_ARN: Final = frozenset(
    {
        *("AWS::ECS::Service", "AWS::ECS::TaskDefinition", "AWS::IAM::ManagedPolicy", "AWS::SecretsManager::Secret"),
        *("AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancingV2::TargetGroup"),
        *("AWS::ElasticLoadBalancingV2::Listener", "AWS::SNS::Topic", "AWS::StepFunctions::StateMachine"),
    }
)
"""The types of which `Ref` gives an ARN."""

_ARNS: Final = {
    "AWS::DynamoDB::Table": "arn:{P}:dynamodb:{R}:{A}:table/{TableName}",
    "AWS::ECR::Repository": "arn:{P}:ecr:{R}:{A}:repository/{RepositoryName}",
    "AWS::ECS::Cluster": "arn:{P}:ecs:{R}:{A}:cluster/{ClusterName}",
    "AWS::ECS::Service": "arn:{P}:ecs:{R}:{A}:service/{#cluster}/{ServiceName}",
    "AWS::ECS::TaskDefinition": "arn:{P}:ecs:{R}:{A}:task-definition/{Family}:{#revision}",
    "AWS::EFS::AccessPoint": "arn:{P}:elasticfilesystem:{R}:{A}:access-point/{#}",
    "AWS::EFS::FileSystem": "arn:{P}:elasticfilesystem:{R}:{A}:file-system/{#}",
    "AWS::Events::Rule": "arn:{P}:events:{R}:{A}:rule/{Name}",
    "AWS::IAM::ManagedPolicy": "arn:{P}:iam::{A}:policy{Path}{ManagedPolicyName}",
    "AWS::IAM::Role": "arn:{P}:iam::{A}:role{Path}{RoleName}",
    "AWS::KMS::Key": "arn:{P}:kms:{R}:{A}:key/{#}",
    "AWS::Kinesis::Stream": "arn:{P}:kinesis:{R}:{A}:stream/{Name}",
    "AWS::KinesisFirehose::DeliveryStream": "arn:{P}:firehose:{R}:{A}:deliverystream/{DeliveryStreamName}",
    "AWS::Lambda::Function": "arn:{P}:lambda:{R}:{A}:function:{FunctionName}",
    "AWS::Logs::LogGroup": "arn:{P}:logs:{R}:{A}:log-group:{LogGroupName}:*",
    "AWS::S3::Bucket": "arn:{P}:s3:::{BucketName}",
    "AWS::SNS::Topic": "arn:{P}:sns:{R}:{A}:{TopicName}",
    "AWS::SQS::Queue": "arn:{P}:sqs:{R}:{A}:{QueueName}",
    "AWS::SSM::Parameter": "arn:{P}:ssm:{R}:{A}:parameter{/Name}",
    "AWS::SecretsManager::Secret": "arn:{P}:secretsmanager:{R}:{A}:secret:{Name}-{#suffix}",
    "AWS::StepFunctions::StateMachine": "arn:{P}:states:{R}:{A}:stateMachine:{StateMachineName}",
}
_ARN_ATTRIBUTES: Final = frozenset(
    {"Arn", "ServiceArn", "TaskDefinitionArn", "TopicArn", "PolicyArn", "LoadBalancerArn"}
)
OWN_IDS: Final = frozenset(
    {
        *("Id", "AccessPointId", "FileSystemId", "GroupId", "VpcId", "SubnetId", "RouteTableId", "InternetGatewayId"),
        *("NatGatewayId", "TransitGatewayId", "TransitGatewayRouteTableId", "PrefixListId", "KeyId", "VPNGatewayId"),
        *("DhcpOptionsId", "ResolverRuleId", "InstanceId", "MountTargetId", "ExclusionId"),
    }
)
"""The attributes that are a resource's own id, unless a property of that name says that it is another's."""

_PSEUDO: Final = {"P": PARTITION, "R": REGION, "A": ACCOUNT, "S": SUFFIX}
_FIELD = re.compile(r"\{([^}]*)\}")


def ref_text(kind: str, key: str, ask: Ask) -> Spelled:
    """Return what `Ref` puts into a text: a name that a property chooses, an ARN, or an id that AWS mints."""
    if kind in _BY_ARN:
        return arn_of(kind, key, ask)
    if kind == ATTACHED_SECRET:
        return _or(ask("SecretId"), minted(key, "arn"))
    name = _NAMED.get(kind)
    if name is None:
        return minted(key, "id")
    chosen = ask(name)
    return minted(key, "name") if chosen is None else chosen


def attribute_text(kind: str, key: str, attribute: str, ask: Ask) -> Spelled:
    """Return what `Fn::GetAtt` puts into a text.

    An attribute that bears a property's name repeats the property; what else AWS says is known after the deployment.
    """
    if attribute in _ARN_ATTRIBUTES or (kind, attribute) == ("AWS::SecretsManager::Secret", "Id"):
        return arn_of(kind, key, ask)
    if attribute == "RepositoryUri":
        return _filled("{A}.dkr.ecr.{R}.{S}/{RepositoryName}", key, ask)
    chosen = ask(attribute)
    if chosen is not None:
        return chosen
    if attribute in OWN_IDS:
        return minted(key, "id")
    return Hole(f"{key} has no {attribute} before it is deployed", f"{key}.{attribute}")


def arn_of(kind: str, key: str, ask: Ask) -> Spelled:
    """Return the ARN of a resource; a hole when its form is not known."""
    form = _ARNS.get(kind)
    return Hole(f"{key} has no ARN before it is deployed", f"{key}.arn") if form is None else _filled(form, key, ask)


def minted(key: str, part: str) -> Hole:
    """Stand for a name or id that AWS makes up: it holds no colon and no wildcard."""
    return Hole(f"AWS makes up the {part} of {key} when it is deployed", f"{key}.{part}", plain=True)


def key_in(token: str) -> str:
    """Return the key of the resource that a hole is the id, name or ARN of; empty when it is none."""
    key, _, part = token.rpartition(".")
    return key if part in ("id", "name", "arn") else ""


def _filled(form: str, key: str, ask: Ask) -> Spelled:
    parts: list[Spelled] = []
    end = 0
    for found in _FIELD.finditer(form):
        parts += [form[end : found.start()], _field(found[1], key, ask)]
        end = found.end()
    return spelled([*parts, form[end:]])


def _field(name: str, key: str, ask: Ask) -> Spelled:
    if name in _PSEUDO:
        return _or(ask(_PSEUDO[name]), Hole(f"{_PSEUDO[name]} is not known", _PSEUDO[name], plain=True))
    if name.startswith("#"):
        return minted(key, name[1:] or "id")
    if name == "Path":
        return _or(ask(name), "/")
    if name.startswith("/"):
        value = _or(ask(name[1:]), minted(key, "name"))
        rooted = isinstance(value, str) and value.startswith("/")
        return value if rooted else spelled(["/", value])
    return _or(ask(name), minted(key, "name"))


def _or(value: Spelled | None, otherwise: Spelled) -> Spelled:
    return otherwise if value is None else value
