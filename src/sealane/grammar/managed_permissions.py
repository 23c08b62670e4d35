"""AWS-managed policies: permissions. Generated: do not edit.

Written by `tests/tools/write_managed_policies.py` from the policies that moto collects from AWS:
https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
"""

from __future__ import annotations

from typing import Final

# Name to path, default version, day of that version, and document.
POLICIES: Final[dict[str, tuple[str, str, str, str]]] = {
    "AWSDenyAll": (
        "/",
        "v2",
        "2023-12-18",
        """{"Statement": [{"Action": ["*"], "Effect": "Deny", "Resource": "*", "Sid": "DenyAll"}], "Version":
"2012-10-17"}""",
    ),
    "AWSKeyManagementServicePowerUser": (
        "/",
        "v2",
        "2017-03-07",
        """{"Statement": [{"Action": ["kms:CreateAlias", "kms:CreateKey", "kms:DeleteAlias", "kms:Describe*",
"kms:GenerateRandom", "kms:Get*", "kms:List*", "kms:TagResource", "kms:UntagResource", "iam:ListGroups",
"iam:ListRoles", "iam:ListUsers"], "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AWSLambdaBasicExecutionRole": (
        "/service-role/",
        "v1",
        "2015-04-09",
        """{"Statement": [{"Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], "Effect":
"Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AWSMarketplaceMeteringFullAccess": (
        "/",
        "v1",
        "2016-03-17",
        """{"Statement": [{"Action": ["aws-marketplace:MeterUsage"], "Effect": "Allow", "Resource": "*"}],
"Version": "2012-10-17"}""",
    ),
    "AWSMarketplaceMeteringRegisterUsage": (
        "/",
        "v1",
        "2019-11-21",
        """{"Statement": [{"Action": ["aws-marketplace:RegisterUsage"], "Effect": "Allow", "Resource": "*"}],
"Version": "2012-10-17"}""",
    ),
    "AdministratorAccess": (
        "/",
        "v1",
        "2015-02-06",
        """{"Statement": [{"Action": "*", "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonSSMFullAccess": (
        "/",
        "v4",
        "2019-11-20",
        """{"Statement": [{"Action": ["cloudwatch:PutMetricData", "ds:CreateComputer", "ds:DescribeDirectories",
"ec2:DescribeInstanceStatus", "logs:*", "ssm:*", "ec2messages:*"], "Effect": "Allow", "Resource": "*"},
{"Action": "iam:CreateServiceLinkedRole", "Condition": {"StringLike": {"iam:AWSServiceName":
"ssm.amazonaws.com"}}, "Effect": "Allow", "Resource":
"arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM*"}, {"Action":
["iam:DeleteServiceLinkedRole", "iam:GetServiceLinkedRoleDeletionStatus"], "Effect": "Allow", "Resource":
"arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM*"}, {"Action":
["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel",
"ssmmessages:OpenDataChannel"], "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonSSMManagedInstanceCore": (
        "/",
        "v2",
        "2019-05-23",
        """{"Statement": [{"Action": ["ssm:DescribeAssociation", "ssm:GetDeployablePatchSnapshotForInstance",
"ssm:GetDocument", "ssm:DescribeDocument", "ssm:GetManifest", "ssm:GetParameter", "ssm:GetParameters",
"ssm:ListAssociations", "ssm:ListInstanceAssociations", "ssm:PutInventory", "ssm:PutComplianceItems",
"ssm:PutConfigurePackageResult", "ssm:UpdateAssociationStatus", "ssm:UpdateInstanceAssociationStatus",
"ssm:UpdateInstanceInformation"], "Effect": "Allow", "Resource": "*"}, {"Action":
["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel",
"ssmmessages:OpenDataChannel"], "Effect": "Allow", "Resource": "*"}, {"Action":
["ec2messages:AcknowledgeMessage", "ec2messages:DeleteMessage", "ec2messages:FailMessage",
"ec2messages:GetEndpoint", "ec2messages:GetMessages", "ec2messages:SendReply"], "Effect": "Allow",
"Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonSSMReadOnlyAccess": (
        "/",
        "v1",
        "2015-05-29",
        """{"Statement": [{"Action": ["ssm:Describe*", "ssm:Get*", "ssm:List*"], "Effect": "Allow", "Resource":
"*"}], "Version": "2012-10-17"}""",
    ),
    "IAMFullAccess": (
        "/",
        "v2",
        "2019-06-21",
        """{"Statement": [{"Action": ["iam:*", "organizations:DescribeAccount",
"organizations:DescribeOrganization", "organizations:DescribeOrganizationalUnit",
"organizations:DescribePolicy", "organizations:ListChildren", "organizations:ListParents",
"organizations:ListPoliciesForTarget", "organizations:ListRoots", "organizations:ListPolicies",
"organizations:ListTargetsForPolicy"], "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "IAMReadOnlyAccess": (
        "/",
        "v4",
        "2018-01-25",
        """{"Statement": [{"Action": ["iam:GenerateCredentialReport", "iam:GenerateServiceLastAccessedDetails",
"iam:Get*", "iam:List*", "iam:SimulateCustomPolicy", "iam:SimulatePrincipalPolicy"], "Effect": "Allow",
"Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "PowerUserAccess": (
        "/",
        "v12",
        "2026-02-12",
        """{"Statement": [{"Effect": "Allow", "NotAction": ["iam:*", "organizations:*", "account:*"], "Resource":
"*"}, {"Action": ["account:GetAccountInformation", "account:GetGovCloudAccountInformation",
"account:GetPrimaryEmail", "account:ListRegions", "iam:CreateServiceLinkedRole",
"iam:DeleteServiceLinkedRole", "iam:ListRoles", "organizations:DescribeEffectivePolicy",
"organizations:DescribeOrganization"], "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "SecretsManagerReadWrite": (
        "/",
        "v6",
        "2026-08-25",
        """{"Statement": [{"Action": ["secretsmanager:*", "cloudformation:CreateChangeSet",
"cloudformation:DescribeChangeSet", "cloudformation:DescribeStackResource",
"cloudformation:DescribeStacks", "cloudformation:ExecuteChangeSet", "docdb-elastic:GetCluster",
"docdb-elastic:ListClusters", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
"kms:DescribeKey", "kms:ListAliases", "kms:ListKeys", "lambda:ListFunctions", "rds:DescribeDBClusters",
"rds:DescribeDBInstances", "redshift:DescribeClusters", "redshift-serverless:ListWorkgroups",
"redshift-serverless:GetNamespace", "tag:GetResources"], "Effect": "Allow", "Resource": "*", "Sid":
"BasePermissions"}, {"Action": ["lambda:AddPermission", "lambda:CreateFunction", "lambda:GetFunction",
"lambda:InvokeFunction", "lambda:UpdateFunctionConfiguration"], "Effect": "Allow", "Resource":
"arn:aws:lambda:*:*:function:SecretsManager*", "Sid": "LambdaPermissions"}, {"Action":
["serverlessrepo:CreateCloudFormationChangeSet", "serverlessrepo:GetApplication"], "Effect": "Allow",
"Resource": "arn:aws:serverlessrepo:*:*:applications/SecretsManager*", "Sid": "SARPermissions"},
{"Action": ["s3:GetObject"], "Effect": "Allow", "Resource":
["arn:aws:s3:::awsserverlessrepo-changesets*", "arn:aws:s3:::secrets-manager-rotation-apps-*/*"], "Sid":
"S3Permissions"}, {"Action": ["cloudformation:TagResource", "cloudformation:UntagResource"], "Condition":
{"StringEquals": {"cloudformation:CreateAction": ["CreateChangeSet", "ExecuteChangeSet"]}}, "Effect":
"Allow", "Resource": "*", "Sid": "CloudFormationTagOnCreate"}], "Version": "2012-10-17"}""",
    ),
}
