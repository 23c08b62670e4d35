"""An answer says which call it belongs to, and a refusal too."""

from __future__ import annotations

from typing import Any

import pytest

from sealane.readers.capture.recognise import OPERATIONS, call_of, call_of_name, error_of


@pytest.mark.parametrize(
    ("answer", "call"),
    [
        ({"Vpcs": []}, "ec2:DescribeVpcs"),
        ({"VpcId": "vpc-1", "EnableDnsSupport": {"Value": True}}, "ec2:DescribeVpcAttribute"),
        ({"SecurityGroups": [{"GroupId": "sg-1"}]}, "ec2:DescribeSecurityGroups"),
        ({"SecurityGroups": ["sg-1"]}, "efs:DescribeMountTargetSecurityGroups"),
        ({"SecurityGroups": []}, "ec2:DescribeSecurityGroups"),
        ({"Routes": [], "AdditionalRoutesAvailable": False}, "ec2:SearchTransitGatewayRoutes"),
        ({"PrefixLists": [{"PrefixListId": "pl-1", "OwnerId": "AWS"}]}, "ec2:DescribeManagedPrefixLists"),
        ({"PrefixLists": [{"PrefixListId": "pl-1", "Cidrs": []}]}, "ec2:DescribePrefixLists"),
        ({"Entries": [{"Cidr": "10.0.0.0/8"}]}, "ec2:GetManagedPrefixListEntries"),
        ({"Entries": [{"Other": 1}]}, ""),
        ({"Policy": {"Arn": "a", "PolicyName": "p"}}, "iam:GetPolicy"),
        ({"Policy": {"PolicySummary": {}, "Content": "{}"}}, "organizations:DescribePolicy"),
        ({"Policy": "{}", "PolicyName": "default"}, "kms:GetKeyPolicy"),
        ({"Policy": "{}"}, "s3:GetBucketPolicy"),
        ({"Policy": "{}", "FileSystemId": "fs-1"}, "efs:DescribeFileSystemPolicy"),
        ({"Policy": "{}", "RevisionId": "1"}, ""),
        ({"Policies": [{"PolicyName": "p", "Arn": "a"}]}, "iam:ListPolicies"),
        ({"Policies": [{"Id": "p-1", "Type": "SERVICE_CONTROL_POLICY"}]}, "organizations:ListPoliciesForTarget"),
        ({"Rules": [{"RuleArn": "a"}]}, "elbv2:DescribeRules"),
        ({"Rules": [{"Name": "nightly"}]}, "events:ListRules"),
        ({"registryId": "1", "repositoryName": "app", "policyText": "{}"}, "ecr:GetRepositoryPolicy"),
        ({"registryId": "1", "policyText": "{}"}, ""),
        ({"ARN": "a", "Name": "n", "ResourcePolicy": "{}"}, "secretsmanager:GetResourcePolicy"),
        ({"ARN": "a", "Name": "n"}, "secretsmanager:GetResourcePolicy"),
        ({"ARN": "a", "Name": "n", "CreatedDate": "x"}, "secretsmanager:DescribeSecret"),
        ({"UserId": "u", "Account": "1", "Arn": "a"}, "sts:GetCallerIdentity"),
        ({"RoleName": "r", "PolicyName": "p", "PolicyDocument": {}}, "iam:GetRolePolicy"),
        ({"FileSystems": [{"FileSystemId": "fs-1"}]}, "efs:DescribeFileSystems"),
        ({"FileSystems": [{"FileSystemType": "LUSTRE"}]}, ""),
        ({"Name": "s", "ScheduleExpression": "rate(1 day)", "Target": {}}, "scheduler:GetSchedule"),
        ({"Name": "r", "ScheduleExpression": "rate(1 day)"}, "events:DescribeRule"),
        ({"Parameters": [{"Name": "p"}]}, "ssm:DescribeParameters"),
        ({"Parameters": {"P": {"Type": "String"}}, "Resources": {}}, ""),
        ({"LocationConstraint": None}, "s3:GetBucketLocation"),
        ({"planned_values": {}}, ""),
        ({}, ""),
    ],
)
def test_call_is_told_by_the_answer(answer: dict[str, Any], call: str) -> None:
    """The top-level key tells the call, and where several share it, what stands below; what is not ours has none."""
    assert call_of(answer) == call


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("describe-route-tables.json", "ec2:DescribeRouteTables"),
        ("0007_ec2_describe_vpcs.json", "ec2:DescribeVpcs"),
        ("describe-vpc-attribute-vpc-1.json", "ec2:DescribeVpcAttribute"),
        ("get-role-policy-app.json", "iam:GetRolePolicy"),
        ("notes.json", ""),
    ],
)
def test_call_is_told_by_a_name(name: str, call: str) -> None:
    """A whole command in a file's name counts, the longest one, and anything else does not."""
    assert call_of_name(name) == call


def test_refusal_is_told_by_what_the_cli_prints() -> None:
    """Call, code and message are taken apart, the CLI's older prefix of a code goes, and other text is no refusal."""
    text = "\nAn error occurred (AccessDenied) when calling the GetRole operation: User: x is not authorized\n"
    assert error_of(text) == ("iam:GetRole", "AccessDenied", "User: x is not authorized")
    retried = (
        "An error occurred (Client.UnauthorizedOperation) when calling the DescribeVpcs operation (reached max): no"
    )
    assert error_of(retried) == ("ec2:DescribeVpcs", "UnauthorizedOperation", "no")
    assert error_of("An error occurred somewhere") == ("", "", "")


def test_no_two_operations_are_told_apart_by_nothing() -> None:
    """Each operation is listed once, as a service's name and an operation's."""
    assert len(OPERATIONS) == len(set(OPERATIONS))
    assert all(call.count(":") == 1 for call in OPERATIONS)
