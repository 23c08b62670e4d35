"""AWS-managed policies: telemetry. Generated: do not edit.

Written by `tests/tools/write_managed_policies.py` from the policies that moto collects from AWS:
https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
"""

from __future__ import annotations

from typing import Final

# Name to path, default version, day of that version, and document.
POLICIES: Final[dict[str, tuple[str, str, str, str]]] = {
    "AWSXRayDaemonWriteAccess": (
        "/",
        "v2",
        "2024-02-13",
        """{"Statement": [{"Action": ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules",
"xray:GetSamplingTargets", "xray:GetSamplingStatisticSummaries"], "Effect": "Allow", "Resource": ["*"],
"Sid": "AWSXRayDaemonWriteAccess"}], "Version": "2012-10-17"}""",
    ),
    "AWSXrayWriteOnlyAccess": (
        "/",
        "v2",
        "2018-08-28",
        """{"Statement": [{"Action": ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules",
"xray:GetSamplingTargets", "xray:GetSamplingStatisticSummaries"], "Effect": "Allow", "Resource": ["*"]}],
"Version": "2012-10-17"}""",
    ),
    "AmazonPrometheusRemoteWriteAccess": (
        "/",
        "v1",
        "2020-12-19",
        """{"Statement": [{"Action": ["aps:RemoteWrite"], "Effect": "Allow", "Resource": "*"}], "Version":
"2012-10-17"}""",
    ),
    "CloudWatchAgentServerPolicy": (
        "/",
        "v3",
        "2024-02-06",
        """{"Statement": [{"Action": ["cloudwatch:PutMetricData", "ec2:DescribeVolumes", "ec2:DescribeTags",
"logs:PutLogEvents", "logs:PutRetentionPolicy", "logs:DescribeLogStreams", "logs:DescribeLogGroups",
"logs:CreateLogStream", "logs:CreateLogGroup", "xray:PutTraceSegments", "xray:PutTelemetryRecords",
"xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:GetSamplingStatisticSummaries"], "Effect":
"Allow", "Resource": "*", "Sid": "CWACloudWatchServerPermissions"}, {"Action": ["ssm:GetParameter"],
"Effect": "Allow", "Resource": "arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*", "Sid":
"CWASSMServerPermissions"}], "Version": "2012-10-17"}""",
    ),
    "CloudWatchFullAccess": (
        "/",
        "v4",
        "2022-11-27",
        """{"Statement": [{"Action": ["autoscaling:Describe*", "cloudwatch:*", "logs:*", "sns:*", "iam:GetPolicy",
"iam:GetPolicyVersion", "iam:GetRole", "oam:ListSinks"], "Effect": "Allow", "Resource": "*"}, {"Action":
"iam:CreateServiceLinkedRole", "Condition": {"StringLike": {"iam:AWSServiceName":
"events.amazonaws.com"}}, "Effect": "Allow", "Resource":
"arn:aws:iam::*:role/aws-service-role/events.amazonaws.com/AWSServiceRoleForCloudWatchEvents*"},
{"Action": ["oam:ListAttachedLinks"], "Effect": "Allow", "Resource": "arn:aws:oam:*:*:sink/*"}],
"Version": "2012-10-17"}""",
    ),
    "CloudWatchFullAccessV2": (
        "/",
        "v17",
        "2026-09-22",
        """{"Statement": [{"Action": ["application-autoscaling:DescribeScalingPolicies", "application-signals:*",
"autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribePolicies", "cloudwatch:*", "logs:*",
"sns:CreateTopic", "sns:ListSubscriptions", "sns:ListSubscriptionsByTopic", "sns:ListTopics",
"sns:Subscribe", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:GetRole", "oam:ListSinks",
"observabilityadmin:GetCentralizationRuleForOrganization",
"observabilityadmin:ListCentralizationRulesForOrganization",
"observabilityadmin:CreateCentralizationRuleForOrganization",
"observabilityadmin:UpdateCentralizationRuleForOrganization",
"observabilityadmin:DeleteCentralizationRuleForOrganization",
"observabilityadmin:StartTelemetryEvaluation", "observabilityadmin:GetTelemetryEvaluationStatus",
"observabilityadmin:ListResourceTelemetry", "observabilityadmin:StopTelemetryEvaluation",
"observabilityadmin:StartTelemetryEvaluationForOrganization",
"observabilityadmin:GetTelemetryEvaluationStatusForOrganization",
"observabilityadmin:ListResourceTelemetryForOrganization",
"observabilityadmin:StopTelemetryEvaluationForOrganization", "observabilityadmin:CreateTelemetryRule",
"observabilityadmin:GetTelemetryRule", "observabilityadmin:ListTelemetryRules",
"observabilityadmin:UpdateTelemetryRule", "observabilityadmin:DeleteTelemetryRule",
"observabilityadmin:CreateTelemetryRuleForOrganization",
"observabilityadmin:GetTelemetryRuleForOrganization",
"observabilityadmin:ListTelemetryRulesForOrganization",
"observabilityadmin:UpdateTelemetryRuleForOrganization",
"observabilityadmin:DeleteTelemetryRuleForOrganization",
"observabilityadmin:GetTelemetryEnrichmentStatus", "observabilityadmin:StartTelemetryEnrichment",
"observabilityadmin:StopTelemetryEnrichment", "observabilityadmin:TagResource",
"observabilityadmin:UntagResource", "observabilityadmin:ListTagsForResource",
"observabilityadmin:CreateTelemetryPipeline", "observabilityadmin:GetTelemetryPipeline",
"observabilityadmin:UpdateTelemetryPipeline", "observabilityadmin:DeleteTelemetryPipeline",
"observabilityadmin:ListTelemetryPipelines", "observabilityadmin:TestTelemetryPipeline",
"observabilityadmin:ValidateTelemetryPipelineConfiguration",
"observabilityadmin:CreateS3TableIntegration", "observabilityadmin:GetS3TableIntegration",
"observabilityadmin:ListS3TableIntegrations", "observabilityadmin:DeleteS3TableIntegration",
"observabilityadmin:CreateDatasetIntegration", "observabilityadmin:GetDatasetIntegration",
"observabilityadmin:ListDatasetIntegrations", "observabilityadmin:UpdateDatasetIntegration",
"observabilityadmin:DeleteDatasetIntegration", "rum:*", "synthetics:*", "xray:*"], "Effect": "Allow",
"Resource": "*", "Sid": "CloudWatchFullAccessPermissions"}, {"Action": "iam:CreateServiceLinkedRole",
"Condition": {"StringLike": {"iam:AWSServiceName": "application-signals.cloudwatch.amazonaws.com"}},
"Effect": "Allow", "Resource":
"arn:aws:iam::*:role/aws-service-role/application-signals.cloudwatch.amazonaws.com/AWSServiceRoleForCloudWatchApplicationSignals",
"Sid": "CloudWatchApplicationSignalsServiceLinkedRolePermissions"}, {"Action":
"iam:CreateServiceLinkedRole", "Condition": {"StringLike": {"iam:AWSServiceName":
"events.amazonaws.com"}}, "Effect": "Allow", "Resource":
"arn:aws:iam::*:role/aws-service-role/events.amazonaws.com/AWSServiceRoleForCloudWatchEvents*", "Sid":
"EventsServicePermissions"}, {"Action": ["oam:ListAttachedLinks"], "Effect": "Allow", "Resource":
"arn:aws:oam:*:*:sink/*", "Sid": "OAMReadPermissions"}, {"Action":
["cloudtrail:CreateServiceLinkedChannel", "cloudtrail:GetChannel"], "Effect": "Allow", "Resource":
"arn:aws:cloudtrail:*:*:channel/aws-service-channel/application-signals/*", "Sid":
"CloudWatchCloudTrailPermissions"}, {"Action": ["cloudtrail:ListChannels"], "Effect": "Allow",
"Resource": "*", "Sid": "CloudWatchApplicationSignalsCloudTrailListPermissions"}, {"Action":
["servicequotas:GetServiceQuota"], "Effect": "Allow", "Resource": ["arn:aws:servicequotas:*:*:s3/*",
"arn:aws:servicequotas:*:*:dynamodb/*", "arn:aws:servicequotas:*:*:kinesis/*",
"arn:aws:servicequotas:*:*:sns/*", "arn:aws:servicequotas:*:*:bedrock/*",
"arn:aws:servicequotas:*:*:lambda/*", "arn:aws:servicequotas:*:*:fargate/*",
"arn:aws:servicequotas:*:*:elasticloadbalancing/*", "arn:aws:servicequotas:*:*:ec2/*"], "Sid":
"CloudWatchServiceQuotaPermissions"}, {"Action": ["resource-explorer-2:ListIndexes",
"resource-explorer-2:Search"], "Effect": "Allow", "Resource":
["arn:aws:resource-explorer-2:*::view/AWSServiceViewForApplicationSignals/service-view",
"arn:aws:resource-explorer-2:*::view/AWSServiceViewForApplicationSignalsOrgScopeProd/service-view"],
"Sid": "CloudWatchResourceExplorerPermissions"}, {"Action": ["iam:CreateServiceLinkedRole"], "Condition":
{"StringEquals": {"iam:AWSServiceName": ["resource-explorer-2.amazonaws.com"]}}, "Effect": "Allow",
"Resource":
"arn:aws:iam::*:role/aws-service-role/resource-explorer-2.amazonaws.com/AWSServiceRoleForResourceExplorer",
"Sid": "CloudWatchResourceExplorerSLRPermissions"}, {"Action": ["resource-explorer-2:CreateIndex"],
"Effect": "Allow", "Resource": "arn:aws:resource-explorer-2:*:*:index/*", "Sid":
"CloudWatchResourceExplorerCreateIndexPermissions"}, {"Action": "iam:PassRole", "Condition": {"ArnLike":
{"iam:AssociatedResourceArn": "arn:aws:observabilityadmin:*:*:s3tableintegration/*"}, "StringEquals":
{"iam:PassedToService": "logs.amazonaws.com"}}, "Effect": "Allow", "Resource": "*"}, {"Action":
"iam:PassRole", "Condition": {"ArnLike": {"iam:AssociatedResourceArn":
"arn:aws:observabilityadmin:*:*:telemetry-pipeline/*"}, "StringEquals": {"iam:PassedToService":
["logs.amazonaws.com", "telemetry-pipelines.observabilityadmin.amazonaws.com"]}}, "Effect": "Allow",
"Resource": "*"}, {"Action": ["s3tables:CreateTableBucket", "s3tables:PutTableBucketEncryption"],
"Condition": {"ForAnyValue:StringEquals": {"aws:CalledVia": "observabilityadmin.amazonaws.com"}},
"Effect": "Allow", "Resource": "arn:aws:s3tables:*:*:bucket/aws-cloudwatch"}, {"Action":
["s3tables:PutTableBucketPolicy"], "Effect": "Allow", "Resource":
"arn:aws:s3tables:*:*:bucket/aws-cloudwatch"}, {"Action": "iam:PassRole", "Condition": {"ArnLike":
{"iam:AssociatedResourceArn": "arn:aws:logs:*:*:scheduled-query:*"}, "StringEquals":
{"iam:PassedToService": "logs.amazonaws.com"}}, "Effect": "Allow", "Resource": "*", "Sid":
"LogAlarmScheduledQueryPassRolePermissions"}, {"Action": "iam:PassRole", "Condition": {"ArnLike":
{"iam:AssociatedResourceArn": "arn:aws:cloudwatch:*:*:alarm:*"}, "StringEquals": {"iam:PassedToService":
"cloudwatch.amazonaws.com"}}, "Effect": "Allow", "Resource": "*", "Sid":
"LogAlarmLogLinesPassRolePermissions"}], "Version": "2012-10-17"}""",
    ),
    "CloudWatchLogsFullAccess": (
        "/",
        "v8",
        "2026-02-12",
        """{"Statement": [{"Action": ["logs:*", "cloudwatch:GenerateQuery",
"cloudwatch:GenerateQueryResultsSummary", "observabilityadmin:GetS3TableIntegration",
"observabilityadmin:ListS3TableIntegrations", "observabilityadmin:ListTelemetryPipelines"], "Effect":
"Allow", "Resource": "*", "Sid": "CloudWatchLogsFullAccess"}], "Version": "2012-10-17"}""",
    ),
    "CloudWatchLogsReadOnlyAccess": (
        "/",
        "v12",
        "2026-02-12",
        """{"Statement": [{"Action": ["logs:Describe*", "logs:Get*", "logs:List*", "logs:StartQuery",
"logs:StopQuery", "logs:TestMetricFilter", "logs:FilterLogEvents", "logs:StartLiveTail",
"logs:StopLiveTail", "cloudwatch:GenerateQuery", "cloudwatch:GenerateQueryResultsSummary",
"observabilityadmin:ListS3TableIntegrations", "observabilityadmin:GetS3TableIntegration",
"observabilityadmin:ListTelemetryPipelines"], "Effect": "Allow", "Resource": "*", "Sid":
"CloudWatchLogsReadOnlyAccess"}], "Version": "2012-10-17"}""",
    ),
    "CloudWatchReadOnlyAccess": (
        "/",
        "v25",
        "2026-09-22",
        """{"Statement": [{"Action": ["application-autoscaling:DescribeScalingPolicies",
"application-signals:BatchGet*", "application-signals:Get*", "application-signals:List*",
"autoscaling:Describe*", "cloudtrail:ListChannels", "cloudwatch:BatchGet*", "cloudwatch:Describe*",
"cloudwatch:GenerateQuery", "cloudwatch:Get*", "cloudwatch:List*",
"cloudwatch:CreateOneTimeDeepLinkCode", "logs:Get*", "logs:List*", "logs:StartQuery", "logs:StopQuery",
"logs:Describe*", "logs:TestMetricFilter", "logs:FilterLogEvents", "logs:StartLiveTail",
"logs:StopLiveTail", "oam:ListSinks", "observabilityadmin:GetCentralizationRuleForOrganization",
"observabilityadmin:ListCentralizationRulesForOrganization",
"observabilityadmin:GetTelemetryEvaluationStatus",
"observabilityadmin:GetTelemetryEvaluationStatusForOrganization", "observabilityadmin:GetTelemetryRule",
"observabilityadmin:GetTelemetryRuleForOrganization", "observabilityadmin:ListResourceTelemetry",
"observabilityadmin:ListResourceTelemetryForOrganization", "observabilityadmin:ListTelemetryRules",
"observabilityadmin:ListTelemetryRulesForOrganization",
"observabilityadmin:GetTelemetryEnrichmentStatus", "observabilityadmin:ListTagsForResource",
"observabilityadmin:GetTelemetryPipeline", "observabilityadmin:ListTelemetryPipelines",
"observabilityadmin:TestTelemetryPipeline", "observabilityadmin:ValidateTelemetryPipelineConfiguration",
"observabilityadmin:GetS3TableIntegration", "observabilityadmin:ListS3TableIntegrations",
"observabilityadmin:GetDatasetIntegration", "observabilityadmin:ListDatasetIntegrations", "sns:Get*",
"sns:List*", "rum:BatchGet*", "rum:Get*", "rum:List*", "synthetics:Describe*", "synthetics:Get*",
"synthetics:List*", "xray:BatchGet*", "xray:Get*", "xray:List*", "xray:StartTraceRetrieval",
"xray:CancelTraceRetrieval"], "Effect": "Allow", "Resource": "*", "Sid":
"CloudWatchReadOnlyAccessPermissions"}, {"Action": ["oam:ListAttachedLinks"], "Effect": "Allow",
"Resource": "arn:aws:oam:*:*:sink/*", "Sid": "OAMReadPermissions"}, {"Action": "iam:GetRole", "Effect":
"Allow", "Resource":
"arn:aws:iam::*:role/aws-service-role/application-signals.cloudwatch.amazonaws.com/AWSServiceRoleForCloudWatchApplicationSignals",
"Sid": "CloudWatchReadOnlyGetRolePermissions"}, {"Action": ["cloudtrail:GetChannel"], "Effect": "Allow",
"Resource": "arn:aws:cloudtrail:*:*:channel/aws-service-channel/application-signals/*", "Sid":
"CloudWatchCloudTrailPermissions"}, {"Action": ["servicequotas:GetServiceQuota"], "Effect": "Allow",
"Resource": ["arn:aws:servicequotas:*:*:s3/*", "arn:aws:servicequotas:*:*:dynamodb/*",
"arn:aws:servicequotas:*:*:kinesis/*", "arn:aws:servicequotas:*:*:sns/*",
"arn:aws:servicequotas:*:*:bedrock/*", "arn:aws:servicequotas:*:*:lambda/*",
"arn:aws:servicequotas:*:*:fargate/*", "arn:aws:servicequotas:*:*:elasticloadbalancing/*",
"arn:aws:servicequotas:*:*:ec2/*"], "Sid": "CloudWatchServiceQuotaPermissions"}, {"Action":
["resource-explorer-2:ListIndexes", "resource-explorer-2:Search"], "Effect": "Allow", "Resource":
["arn:aws:resource-explorer-2:*::view/AWSServiceViewForApplicationSignals/service-view",
"arn:aws:resource-explorer-2:*::view/AWSServiceViewForApplicationSignalsOrgScopeProd/service-view"],
"Sid": "CloudWatchResourceExplorerPermissions"}], "Version": "2012-10-17"}""",
    ),
}
