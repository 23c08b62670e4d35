"""AWS-managed policies: stores. Generated: do not edit.

Written by `tests/tools/write_managed_policies.py` from the policies that moto collects from AWS:
https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
"""

from __future__ import annotations

from typing import Final

# Name to path, default version, day of that version, and document.
POLICIES: Final[dict[str, tuple[str, str, str, str]]] = {
    "AmazonDynamoDBFullAccess": (
        "/",
        "v15",
        "2021-01-29",
        """{"Statement": [{"Action": ["dynamodb:*", "dax:*", "application-autoscaling:DeleteScalingPolicy",
"application-autoscaling:DeregisterScalableTarget", "application-autoscaling:DescribeScalableTargets",
"application-autoscaling:DescribeScalingActivities", "application-autoscaling:DescribeScalingPolicies",
"application-autoscaling:PutScalingPolicy", "application-autoscaling:RegisterScalableTarget",
"cloudwatch:DeleteAlarms", "cloudwatch:DescribeAlarmHistory", "cloudwatch:DescribeAlarms",
"cloudwatch:DescribeAlarmsForMetric", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics",
"cloudwatch:PutMetricAlarm", "cloudwatch:GetMetricData", "datapipeline:ActivatePipeline",
"datapipeline:CreatePipeline", "datapipeline:DeletePipeline", "datapipeline:DescribeObjects",
"datapipeline:DescribePipelines", "datapipeline:GetPipelineDefinition", "datapipeline:ListPipelines",
"datapipeline:PutPipelineDefinition", "datapipeline:QueryObjects", "ec2:DescribeVpcs",
"ec2:DescribeSubnets", "ec2:DescribeSecurityGroups", "iam:GetRole", "iam:ListRoles", "kms:DescribeKey",
"kms:ListAliases", "sns:CreateTopic", "sns:DeleteTopic", "sns:ListSubscriptions",
"sns:ListSubscriptionsByTopic", "sns:ListTopics", "sns:Subscribe", "sns:Unsubscribe",
"sns:SetTopicAttributes", "lambda:CreateFunction", "lambda:ListFunctions",
"lambda:ListEventSourceMappings", "lambda:CreateEventSourceMapping", "lambda:DeleteEventSourceMapping",
"lambda:GetFunctionConfiguration", "lambda:DeleteFunction", "resource-groups:ListGroups",
"resource-groups:ListGroupResources", "resource-groups:GetGroup", "resource-groups:GetGroupQuery",
"resource-groups:DeleteGroup", "resource-groups:CreateGroup", "tag:GetResources", "kinesis:ListStreams",
"kinesis:DescribeStream", "kinesis:DescribeStreamSummary"], "Effect": "Allow", "Resource": "*"},
{"Action": "cloudwatch:GetInsightRuleReport", "Effect": "Allow", "Resource":
"arn:aws:cloudwatch:*:*:insight-rule/DynamoDBContributorInsights*"}, {"Action": ["iam:PassRole"],
"Condition": {"StringLike": {"iam:PassedToService": ["application-autoscaling.amazonaws.com",
"application-autoscaling.amazonaws.com.cn", "dax.amazonaws.com"]}}, "Effect": "Allow", "Resource": "*"},
{"Action": ["iam:CreateServiceLinkedRole"], "Condition": {"StringEquals": {"iam:AWSServiceName":
["replication.dynamodb.amazonaws.com", "dax.amazonaws.com",
"dynamodb.application-autoscaling.amazonaws.com", "contributorinsights.dynamodb.amazonaws.com",
"kinesisreplication.dynamodb.amazonaws.com"]}}, "Effect": "Allow", "Resource": "*"}], "Version":
"2012-10-17"}""",
    ),
    "AmazonDynamoDBFullAccess_v2": (
        "/",
        "v3",
        "2026-02-12",
        """{"Statement": [{"Action": ["dynamodb:*", "dax:*"], "Effect": "Allow", "Resource": "*", "Sid":
"DDBAndDAXFullAccess"}, {"Action": ["kms:DescribeKey", "kms:ListAliases"], "Effect": "Allow", "Resource":
"*", "Sid": "KMSIntegration"}, {"Action": ["lambda:ListEventSourceMappings", "lambda:ListFunctions"],
"Effect": "Allow", "Resource": "*", "Sid": "LambdaIntegration"}, {"Action": ["sns:ListTopics"], "Effect":
"Allow", "Resource": "*", "Sid": "DaxSNSIntegration"}, {"Action":
["application-autoscaling:DeleteScalingPolicy", "application-autoscaling:DeregisterScalableTarget",
"application-autoscaling:PutScalingPolicy", "application-autoscaling:RegisterScalableTarget"],
"Condition": {"StringEquals": {"application-autoscaling:service-namespace": "dynamodb"}}, "Effect":
"Allow", "Resource": "*", "Sid": "ApplicationAutoscalingIntegration"}, {"Action":
["application-autoscaling:DescribeScalableTargets", "application-autoscaling:DescribeScalingActivities",
"application-autoscaling:DescribeScalingPolicies"], "Effect": "Allow", "Resource": "*", "Sid":
"ApplicationAutoscalingDescribeActions"}, {"Action": ["tag:GetResources"], "Effect": "Allow", "Resource":
"*", "Sid": "TagManagement"}, {"Action": ["cloudwatch:DescribeAlarms", "cloudwatch:GetMetricStatistics",
"cloudwatch:GetMetricData"], "Effect": "Allow", "Resource": "*", "Sid": "CloudwatchMonitoring"},
{"Action": ["kinesis:ListStreams", "kinesis:DescribeStream", "kinesis:DescribeStreamSummary"], "Effect":
"Allow", "Resource": "*", "Sid": "ListKinesisResources"}, {"Action": ["ec2:DescribeVpcs",
"ec2:DescribeSubnets", "ec2:DescribeSecurityGroups"], "Effect": "Allow", "Resource": "*", "Sid":
"ListEC2ResourcesForDaxClusterCreation"}, {"Action": "cloudwatch:GetInsightRuleReport", "Effect":
"Allow", "Resource": "arn:aws:cloudwatch:*:*:insight-rule/DynamoDBContributorInsights*", "Sid":
"CloudwatchInsightsRules"}, {"Action": ["iam:CreateServiceLinkedRole"], "Condition": {"StringEquals":
{"iam:AWSServiceName": ["replication.dynamodb.amazonaws.com", "dax.amazonaws.com",
"dynamodb.application-autoscaling.amazonaws.com", "contributorinsights.dynamodb.amazonaws.com",
"kinesisreplication.dynamodb.amazonaws.com"]}}, "Effect": "Allow", "Resource": "*", "Sid":
"ServiceRoleCreation"}, {"Action": ["iam:ListRoles"], "Effect": "Allow", "Resource": ["*"], "Sid":
"IamIntegration"}], "Version": "2012-10-17"}""",
    ),
    "AmazonDynamoDBReadOnlyAccess": (
        "/",
        "v15",
        "2024-11-18",
        """{"Statement": [{"Action": ["application-autoscaling:DescribeScalableTargets",
"application-autoscaling:DescribeScalingActivities", "application-autoscaling:DescribeScalingPolicies",
"cloudwatch:DescribeAlarmHistory", "cloudwatch:DescribeAlarms", "cloudwatch:DescribeAlarmsForMetric",
"cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics", "cloudwatch:GetMetricData",
"datapipeline:DescribeObjects", "datapipeline:DescribePipelines", "datapipeline:GetPipelineDefinition",
"datapipeline:ListPipelines", "datapipeline:QueryObjects", "dynamodb:BatchGetItem", "dynamodb:Describe*",
"dynamodb:List*", "dynamodb:GetAbacStatus", "dynamodb:GetItem", "dynamodb:GetResourcePolicy",
"dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect", "dax:Describe*", "dax:List*", "dax:GetItem",
"dax:BatchGetItem", "dax:Query", "dax:Scan", "ec2:DescribeVpcs", "ec2:DescribeSubnets",
"ec2:DescribeSecurityGroups", "iam:GetRole", "iam:ListRoles", "kms:DescribeKey", "kms:ListAliases",
"sns:ListSubscriptionsByTopic", "sns:ListTopics", "lambda:ListFunctions",
"lambda:ListEventSourceMappings", "lambda:GetFunctionConfiguration", "resource-groups:ListGroups",
"resource-groups:ListGroupResources", "resource-groups:GetGroup", "resource-groups:GetGroupQuery",
"tag:GetResources", "kinesis:ListStreams", "kinesis:DescribeStream", "kinesis:DescribeStreamSummary"],
"Effect": "Allow", "Resource": "*", "Sid": "GeneralReadOnlyAccess"}, {"Action":
"cloudwatch:GetInsightRuleReport", "Effect": "Allow", "Resource":
"arn:aws:cloudwatch:*:*:insight-rule/DynamoDBContributorInsights*", "Sid": "CCIAccess"}], "Version":
"2012-10-17"}""",
    ),
    "AmazonElasticFileSystemClientFullAccess": (
        "/",
        "v1",
        "2020-01-13",
        """{"Statement": [{"Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess",
"elasticfilesystem:ClientWrite", "elasticfilesystem:DescribeMountTargets"], "Effect": "Allow",
"Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonElasticFileSystemClientReadOnlyAccess": (
        "/",
        "v1",
        "2020-01-13",
        """{"Statement": [{"Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:DescribeMountTargets"],
"Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonElasticFileSystemClientReadWriteAccess": (
        "/",
        "v1",
        "2020-01-13",
        """{"Statement": [{"Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite",
"elasticfilesystem:DescribeMountTargets"], "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonElasticFileSystemFullAccess": (
        "/",
        "v10",
        "2024-11-07",
        """{"Statement": [{"Action": ["cloudwatch:DescribeAlarmsForMetric", "cloudwatch:GetMetricData",
"ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeAvailabilityZones",
"ec2:DescribeNetworkInterfaceAttribute", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups",
"ec2:DescribeSubnets", "ec2:DescribeVpcAttribute", "ec2:DescribeVpcs",
"ec2:ModifyNetworkInterfaceAttribute", "elasticfilesystem:CreateFileSystem",
"elasticfilesystem:CreateMountTarget", "elasticfilesystem:CreateTags",
"elasticfilesystem:CreateAccessPoint", "elasticfilesystem:CreateReplicationConfiguration",
"elasticfilesystem:DeleteFileSystem", "elasticfilesystem:DeleteMountTarget",
"elasticfilesystem:DeleteTags", "elasticfilesystem:DeleteAccessPoint",
"elasticfilesystem:DeleteFileSystemPolicy", "elasticfilesystem:DeleteReplicationConfiguration",
"elasticfilesystem:DescribeAccountPreferences", "elasticfilesystem:DescribeBackupPolicy",
"elasticfilesystem:DescribeFileSystems", "elasticfilesystem:DescribeFileSystemPolicy",
"elasticfilesystem:DescribeLifecycleConfiguration", "elasticfilesystem:DescribeMountTargets",
"elasticfilesystem:DescribeMountTargetSecurityGroups", "elasticfilesystem:DescribeTags",
"elasticfilesystem:DescribeAccessPoints", "elasticfilesystem:DescribeReplicationConfigurations",
"elasticfilesystem:ModifyMountTargetSecurityGroups", "elasticfilesystem:PutAccountPreferences",
"elasticfilesystem:PutBackupPolicy", "elasticfilesystem:PutLifecycleConfiguration",
"elasticfilesystem:PutFileSystemPolicy", "elasticfilesystem:UpdateFileSystem",
"elasticfilesystem:UpdateFileSystemProtection", "elasticfilesystem:TagResource",
"elasticfilesystem:UntagResource", "elasticfilesystem:ListTagsForResource", "elasticfilesystem:Backup",
"elasticfilesystem:Restore", "elasticfilesystem:ReplicationRead", "elasticfilesystem:ReplicationWrite",
"kms:DescribeKey", "kms:ListAliases"], "Effect": "Allow", "Resource": "*", "Sid":
"ElasticFileSystemFullAccess"}, {"Action": "iam:CreateServiceLinkedRole", "Condition": {"StringEquals":
{"iam:AWSServiceName": ["elasticfilesystem.amazonaws.com"]}}, "Effect": "Allow", "Resource": "*", "Sid":
"CreateServiceLinkedRoleForEFS"}, {"Action": "iam:PassRole", "Condition": {"StringLike":
{"iam:PassedToService": "elasticfilesystem.amazonaws.com"}}, "Effect": "Allow", "Resource":
"arn:aws:iam::*:role/*", "Sid": "IAMPassRoleAccessForEFS"}], "Version": "2012-10-17"}""",
    ),
    "AmazonElasticFileSystemReadOnlyAccess": (
        "/",
        "v9",
        "2024-11-07",
        """{"Statement": [{"Action": ["cloudwatch:DescribeAlarmsForMetric", "cloudwatch:GetMetricData",
"ec2:DescribeAvailabilityZones", "ec2:DescribeNetworkInterfaceAttribute",
"ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
"ec2:DescribeVpcAttribute", "ec2:DescribeVpcs", "elasticfilesystem:DescribeAccountPreferences",
"elasticfilesystem:DescribeBackupPolicy", "elasticfilesystem:DescribeFileSystems",
"elasticfilesystem:DescribeFileSystemPolicy", "elasticfilesystem:DescribeLifecycleConfiguration",
"elasticfilesystem:DescribeMountTargets", "elasticfilesystem:DescribeMountTargetSecurityGroups",
"elasticfilesystem:DescribeTags", "elasticfilesystem:DescribeAccessPoints",
"elasticfilesystem:DescribeReplicationConfigurations", "elasticfilesystem:ListTagsForResource",
"elasticfilesystem:ReplicationRead", "kms:ListAliases"], "Effect": "Allow", "Resource": "*", "Sid":
"ElasticFileSystemReadOnlyAccess"}], "Version": "2012-10-17"}""",
    ),
    "AmazonRDSDataFullAccess": (
        "/",
        "v3",
        "2019-11-20",
        """{"Statement": [{"Action": ["secretsmanager:GetSecretValue", "secretsmanager:PutResourcePolicy",
"secretsmanager:PutSecretValue", "secretsmanager:DeleteSecret", "secretsmanager:DescribeSecret",
"secretsmanager:TagResource"], "Effect": "Allow", "Resource":
"arn:aws:secretsmanager:*:*:secret:rds-db-credentials/*", "Sid": "SecretsManagerDbCredentialsAccess"},
{"Action": ["dbqms:CreateFavoriteQuery", "dbqms:DescribeFavoriteQueries", "dbqms:UpdateFavoriteQuery",
"dbqms:DeleteFavoriteQueries", "dbqms:GetQueryString", "dbqms:CreateQueryHistory",
"dbqms:DescribeQueryHistory", "dbqms:UpdateQueryHistory", "dbqms:DeleteQueryHistory",
"rds-data:ExecuteSql", "rds-data:ExecuteStatement", "rds-data:BatchExecuteStatement",
"rds-data:BeginTransaction", "rds-data:CommitTransaction", "rds-data:RollbackTransaction",
"secretsmanager:CreateSecret", "secretsmanager:ListSecrets", "secretsmanager:GetRandomPassword",
"tag:GetResources"], "Effect": "Allow", "Resource": "*", "Sid": "RDSDataServiceAccess"}], "Version":
"2012-10-17"}""",
    ),
    "AmazonS3FullAccess": (
        "/",
        "v2",
        "2021-09-27",
        """{"Statement": [{"Action": ["s3:*", "s3-object-lambda:*"], "Effect": "Allow", "Resource": "*"}],
"Version": "2012-10-17"}""",
    ),
    "AmazonS3ReadOnlyAccess": (
        "/",
        "v3",
        "2023-08-10",
        """{"Statement": [{"Action": ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*",
"s3-object-lambda:List*"], "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
}
