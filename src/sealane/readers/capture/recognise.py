"""Which call an answer belongs to, told from its top-level keys, and where those say too little from what is below."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

Answer = Mapping[str, Any]

# One key says everything.
_BY_KEY: Final[Mapping[str, str]] = {
    "Vpcs": "ec2:DescribeVpcs",
    "EnableDnsSupport": "ec2:DescribeVpcAttribute",
    "EnableDnsHostnames": "ec2:DescribeVpcAttribute",
    "Subnets": "ec2:DescribeSubnets",
    "RouteTables": "ec2:DescribeRouteTables",
    "SecurityGroupRules": "ec2:DescribeSecurityGroupRules",
    "SecurityGroupVpcAssociations": "ec2:DescribeSecurityGroupVpcAssociations",
    "NetworkAcls": "ec2:DescribeNetworkAcls",
    "VpcEndpoints": "ec2:DescribeVpcEndpoints",
    "InternetGateways": "ec2:DescribeInternetGateways",
    "EgressOnlyInternetGateways": "ec2:DescribeEgressOnlyInternetGateways",
    "CarrierGateways": "ec2:DescribeCarrierGateways",
    "NatGateways": "ec2:DescribeNatGateways",
    "VpcPeeringConnections": "ec2:DescribeVpcPeeringConnections",
    "VpnGateways": "ec2:DescribeVpnGateways",
    "TransitGateways": "ec2:DescribeTransitGateways",
    "TransitGatewayAttachments": "ec2:DescribeTransitGatewayAttachments",
    "TransitGatewayVpcAttachments": "ec2:DescribeTransitGatewayVpcAttachments",
    "TransitGatewayRouteTables": "ec2:DescribeTransitGatewayRouteTables",
    "TransitGatewayRouteTablePropagations": "ec2:GetTransitGatewayRouteTablePropagations",
    "AdditionalRoutesAvailable": "ec2:SearchTransitGatewayRoutes",
    "NetworkInterfaces": "ec2:DescribeNetworkInterfaces",
    "Reservations": "ec2:DescribeInstances",
    "DhcpOptions": "ec2:DescribeDhcpOptions",
    "VpcBlockPublicAccessOptions": "ec2:DescribeVpcBlockPublicAccessOptions",
    "VpcBlockPublicAccessExclusions": "ec2:DescribeVpcBlockPublicAccessExclusions",
    "services": "ecs:DescribeServices",
    "taskDefinition": "ecs:DescribeTaskDefinition",
    "clusters": "ecs:DescribeClusters",
    "tasks": "ecs:DescribeTasks",
    "serviceArns": "ecs:ListServices",
    "clusterArns": "ecs:ListClusters",
    "taskArns": "ecs:ListTasks",
    "taskDefinitionArns": "ecs:ListTaskDefinitions",
    "repositories": "ecr:DescribeRepositories",
    "imageDetails": "ecr:DescribeImages",
    "images": "ecr:BatchGetImage",
    "imageIds": "ecr:ListImages",
    "pullThroughCacheRules": "ecr:DescribePullThroughCacheRules",
    "RoleDetailList": "iam:GetAccountAuthorizationDetails",
    "Role": "iam:GetRole",
    "Roles": "iam:ListRoles",
    "PolicyNames": "iam:ListRolePolicies",
    "AttachedPolicies": "iam:ListAttachedRolePolicies",
    "PolicyVersion": "iam:GetPolicyVersion",
    "ResourcePolicy": "secretsmanager:GetResourcePolicy",
    "SecretList": "secretsmanager:ListSecrets",
    "logGroups": "logs:DescribeLogGroups",
    "LocationConstraint": "s3:GetBucketLocation",
    "ServerSideEncryptionConfiguration": "s3:GetBucketEncryption",
    "Buckets": "s3:ListBuckets",
    "BucketRegion": "s3:HeadBucket",
    "KeyMetadata": "kms:DescribeKey",
    "Aliases": "kms:ListAliases",
    "MountTargets": "efs:DescribeMountTargets",
    "LoadBalancers": "elbv2:DescribeLoadBalancers",
    "Listeners": "elbv2:DescribeListeners",
    "TargetGroups": "elbv2:DescribeTargetGroups",
    "HostedZone": "route53:GetHostedZone",
    "HostedZones": "route53:ListHostedZones",
    "HostedZoneSummaries": "route53:ListHostedZonesByVPC",
    "ResourceRecordSets": "route53:ListResourceRecordSets",
    "ResolverRules": "route53resolver:ListResolverRules",
    "ResolverRule": "route53resolver:GetResolverRule",
    "ResolverRuleAssociations": "route53resolver:ListResolverRuleAssociations",
    "FirewallRuleGroups": "route53resolver:ListFirewallRuleGroups",
    "FirewallRuleGroupAssociations": "route53resolver:ListFirewallRuleGroupAssociations",
    "FirewallRules": "route53resolver:ListFirewallRules",
    "FirewallDomainLists": "route53resolver:ListFirewallDomainLists",
    "Domains": "route53resolver:ListFirewallDomains",
    "Targets": "events:ListTargetsByRule",
    "Schedules": "scheduler:ListSchedules",
    "Pipes": "pipes:ListPipes",
    "stateMachines": "stepfunctions:ListStateMachines",
    "stateMachineArn": "stepfunctions:DescribeStateMachine",
    "Roots": "organizations:ListRoots",
    "Parents": "organizations:ListParents",
}
_FIRST = ("ResourcePolicy", "taskDefinition", "ScheduleExpression", "RoleDetailList")
_ERROR = re.compile(r"An error occurred \((?P<code>[\w.]+)\) when calling the (?P<operation>\w+) operation[^:]*: ?")


def call_of(answer: Answer) -> str:
    """Return the call, `ec2:DescribeVpcs`; empty when nothing known answers like this."""
    for key in (*_FIRST, *answer):
        if key not in answer:
            continue
        if key in _NARROWED:
            return _NARROWED[key](answer)
        if key in _BY_KEY:
            return _BY_KEY[key]
    return _by_several(answer)


def call_of_name(name: str) -> str:
    """Return the call that a file's name tells, `describe-vpcs` in it; empty when it tells none."""
    dashed = name.lower().replace("_", "-")
    calls = _calls_by_name()
    # The longest is the most exact: a listing of policies for a target is no listing of policies.
    return max((calls[found] for found in _names_of_calls().findall(dashed)), key=len, default="")


def error_of(text: str) -> tuple[str, str, str]:
    """Return call, code and message of what the AWS CLI prints when AWS refuses; three empty texts for any other."""
    found = _ERROR.search(text)
    if not found:
        return "", "", ""
    operation = found["operation"]
    call = next((call for call in OPERATIONS if call.endswith(f":{operation}")), "")
    return call, found["code"].removeprefix("Client."), text[found.end() :].strip()


@cache
def _calls_by_name() -> Mapping[str, str]:
    return {_dashed(call): call for call in reversed(OPERATIONS)}


@cache
def _names_of_calls() -> re.Pattern[str]:
    longest_first = sorted(_calls_by_name(), key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(longest_first)})(?![a-z])")


def _dashed(call: str) -> str:
    operation = call.partition(":")[2]
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", operation).lower()


def _by_several(answer: Answer) -> str:
    keys = set(answer)
    if {"RoleName", "PolicyName", "PolicyDocument"} <= keys:
        return "iam:GetRolePolicy"
    if {"UserId", "Account", "Arn"} <= keys:
        return "sts:GetCallerIdentity"
    if {"ARN", "Name"} <= keys:
        # A secret without a policy of its own answers with nothing but its names.
        return "secretsmanager:DescribeSecret" if keys - {"ARN", "Name"} else "secretsmanager:GetResourcePolicy"
    if {"TargetParameters", "Source", "Target"} <= keys:
        return "pipes:DescribePipe"
    return ""


def _schedule(answer: Answer) -> str:
    return "scheduler:GetSchedule" if "Target" in answer else "events:DescribeRule"


def _parameters(answer: Answer) -> str:
    # A CloudFormation template has an object under the same key.
    return "ssm:DescribeParameters" if isinstance(answer["Parameters"], list) else ""


def _routes(_answer: Answer) -> str:
    return "ec2:SearchTransitGatewayRoutes"


def _associations(answer: Answer) -> str:
    transit = all("TransitGatewayAttachmentId" in item for item in _members(answer, "Associations"))
    return "ec2:GetTransitGatewayRouteTableAssociations" if transit else ""


def _policy(answer: Answer) -> str:
    policy = answer["Policy"]
    if isinstance(policy, dict):
        return "organizations:DescribePolicy" if "PolicySummary" in policy else "iam:GetPolicy"
    if "FileSystemId" in answer:
        return "efs:DescribeFileSystemPolicy"
    if "PolicyName" in answer:
        return "kms:GetKeyPolicy"
    return "" if "RevisionId" in answer else "s3:GetBucketPolicy"


def _policies(answer: Answer) -> str:
    organisation = any("AwsManaged" in item or "Type" in item for item in _members(answer, "Policies"))
    return "organizations:ListPoliciesForTarget" if organisation else "iam:ListPolicies"


def _rules(answer: Answer) -> str:
    balancer = any("RuleArn" in item for item in _members(answer, "Rules"))
    return "elbv2:DescribeRules" if balancer else "events:ListRules"


def _security_groups(answer: Answer) -> str:
    listed = answer["SecurityGroups"]
    names = isinstance(listed, list) and bool(listed) and all(isinstance(item, str) for item in listed)
    return "efs:DescribeMountTargetSecurityGroups" if names else "ec2:DescribeSecurityGroups"


def _prefix_lists(answer: Answer) -> str:
    managed = any("OwnerId" in item for item in _members(answer, "PrefixLists"))
    return "ec2:DescribeManagedPrefixLists" if managed else "ec2:DescribePrefixLists"


def _entries(answer: Answer) -> str:
    blocks = all("Cidr" in item for item in _members(answer, "Entries"))
    return "ec2:GetManagedPrefixListEntries" if blocks else ""


def _file_systems(answer: Answer) -> str:
    # FSx has the same key: https://docs.aws.amazon.com/fsx/latest/APIReference/API_DescribeFileSystems.html
    other = any("FileSystemType" in item for item in _members(answer, "FileSystems"))
    return "" if other else "efs:DescribeFileSystems"


def _access_points(answer: Answer) -> str:
    ours = all("FileSystemId" in item for item in _members(answer, "AccessPoints"))
    return "efs:DescribeAccessPoints" if ours else ""


def _policy_text(answer: Answer) -> str:
    return "ecr:GetRepositoryPolicy" if "repositoryName" in answer else ""


_NARROWED: Final[Mapping[str, Callable[[Answer], str]]] = {
    "Routes": _routes,
    "Associations": _associations,
    "Policy": _policy,
    "Policies": _policies,
    "Rules": _rules,
    "SecurityGroups": _security_groups,
    "PrefixLists": _prefix_lists,
    "Entries": _entries,
    "FileSystems": _file_systems,
    "AccessPoints": _access_points,
    "policyText": _policy_text,
    "Parameters": _parameters,
    "ScheduleExpression": _schedule,
}

OPERATIONS: Final = tuple(
    dict.fromkeys(
        (
            *_BY_KEY.values(),
            "ec2:DescribeSecurityGroups",
            "ec2:DescribePrefixLists",
            "ec2:DescribeManagedPrefixLists",
            "ec2:GetManagedPrefixListEntries",
            "ec2:GetTransitGatewayRouteTableAssociations",
            "ecr:GetRepositoryPolicy",
            "efs:DescribeAccessPoints",
            "efs:DescribeFileSystemPolicy",
            "efs:DescribeFileSystems",
            "efs:DescribeMountTargetSecurityGroups",
            "elbv2:DescribeRules",
            "events:ListRules",
            "iam:GetPolicy",
            "iam:GetRolePolicy",
            "iam:ListPolicies",
            "kms:GetKeyPolicy",
            "organizations:DescribePolicy",
            "organizations:ListPoliciesForTarget",
            "pipes:DescribePipe",
            "s3:GetBucketPolicy",
            "scheduler:GetSchedule",
            "ssm:DescribeParameters",
            "secretsmanager:DescribeSecret",
            "sts:GetCallerIdentity",
        )
    )
)


def _members(answer: Answer, key: str) -> list[Answer]:
    listed = answer[key]
    return [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
