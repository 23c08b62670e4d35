"""AWS-managed policies: messaging. Generated: do not edit.

Written by `tests/tools/write_managed_policies.py` from the policies that moto collects from AWS:
https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
"""

from __future__ import annotations

from typing import Final

# Name to path, default version, day of that version, and document.
POLICIES: Final[dict[str, tuple[str, str, str, str]]] = {
    "AWSStepFunctionsFullAccess": (
        "/",
        "v1",
        "2017-01-11",
        """{"Statement": [{"Action": "states:*", "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonAPIGatewayInvokeFullAccess": (
        "/",
        "v2",
        "2018-12-18",
        """{"Statement": [{"Action": ["execute-api:Invoke", "execute-api:ManageConnections"], "Effect": "Allow",
"Resource": "arn:aws:execute-api:*:*:*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonEventBridgeFullAccess": (
        "/",
        "v7",
        "2026-02-12",
        """{"Statement": [{"Action": ["events:*", "schemas:*", "scheduler:*", "pipes:*"], "Effect": "Allow",
"Resource": "*", "Sid": "EventBridgeActions"}, {"Action": "iam:CreateServiceLinkedRole", "Condition":
{"StringEquals": {"iam:AWSServiceName": "apidestinations.events.amazonaws.com"}}, "Effect": "Allow",
"Resource":
"arn:aws:iam::*:role/aws-service-role/apidestinations.events.amazonaws.com/AWSServiceRoleForAmazonEventBridgeApiDestinations",
"Sid": "IAMCreateServiceLinkedRoleForApiDestinations"}, {"Action": "iam:CreateServiceLinkedRole",
"Condition": {"StringEquals": {"iam:AWSServiceName": "schemas.amazonaws.com"}}, "Effect": "Allow",
"Resource": "arn:aws:iam::*:role/aws-service-role/schemas.amazonaws.com/AWSServiceRoleForSchemas", "Sid":
"IAMCreateServiceLinkedRoleForAmazonEventBridgeSchemas"}, {"Action": ["secretsmanager:CreateSecret",
"secretsmanager:UpdateSecret", "secretsmanager:DeleteSecret", "secretsmanager:GetSecretValue",
"secretsmanager:PutSecretValue"], "Effect": "Allow", "Resource":
"arn:aws:secretsmanager:*:*:secret:events!*", "Sid": "SecretsManagerAccessForApiDestinations"},
{"Action": "iam:PassRole", "Condition": {"StringLike": {"iam:PassedToService": "events.amazonaws.com"}},
"Effect": "Allow", "Resource": "arn:aws:iam::*:role/*", "Sid": "IAMPassRoleAccessForEventBridge"},
{"Action": "iam:PassRole", "Condition": {"StringLike": {"iam:PassedToService":
"scheduler.amazonaws.com"}}, "Effect": "Allow", "Resource": "arn:aws:iam::*:role/*", "Sid":
"IAMPassRoleAccessForScheduler"}, {"Action": "iam:PassRole", "Condition": {"StringLike":
{"iam:PassedToService": "pipes.amazonaws.com"}}, "Effect": "Allow", "Resource": "arn:aws:iam::*:role/*",
"Sid": "IAMPassRoleAccessForPipes"}], "Version": "2012-10-17"}""",
    ),
    "AmazonKinesisFirehoseFullAccess": (
        "/",
        "v1",
        "2015-10-07",
        """{"Statement": [{"Action": ["firehose:*"], "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonKinesisFullAccess": (
        "/",
        "v1",
        "2015-02-06",
        """{"Statement": [{"Action": "kinesis:*", "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonKinesisReadOnlyAccess": (
        "/",
        "v1",
        "2015-02-06",
        """{"Statement": [{"Action": ["kinesis:Get*", "kinesis:List*", "kinesis:Describe*"], "Effect": "Allow",
"Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonSNSFullAccess": (
        "/",
        "v2",
        "2024-09-24",
        """{"Statement": [{"Action": "sns:*", "Effect": "Allow", "Resource": "*", "Sid": "SNSFullAccess"},
{"Action": ["sms-voice:DescribeVerifiedDestinationNumbers", "sms-voice:CreateVerifiedDestinationNumber",
"sms-voice:SendDestinationNumberVerificationCode", "sms-voice:SendTextMessage",
"sms-voice:DeleteVerifiedDestinationNumber", "sms-voice:VerifyDestinationNumber",
"sms-voice:DescribeAccountAttributes", "sms-voice:DescribeSpendLimits", "sms-voice:DescribePhoneNumbers",
"sms-voice:SetTextMessageSpendLimitOverride", "sms-voice:DescribeOptedOutNumbers",
"sms-voice:DeleteOptedOutNumber"], "Condition": {"StringEquals": {"aws:CalledViaLast":
"sns.amazonaws.com"}}, "Effect": "Allow", "Resource": "*", "Sid": "SMSAccessViaSNS"}], "Version":
"2012-10-17"}""",
    ),
    "AmazonSNSReadOnlyAccess": (
        "/",
        "v2",
        "2024-09-24",
        """{"Statement": [{"Action": ["sns:GetTopicAttributes", "sns:List*", "sns:CheckIfPhoneNumberIsOptedOut",
"sns:GetEndpointAttributes", "sns:GetDataProtectionPolicy", "sns:GetPlatformApplicationAttributes",
"sns:GetSMSAttributes", "sns:GetSMSSandboxAccountStatus", "sns:GetSubscriptionAttributes"], "Effect":
"Allow", "Resource": "*", "Sid": "SNSReadOnlyAccess"}, {"Action":
["sms-voice:DescribeVerifiedDestinationNumbers", "sms-voice:DescribeAccountAttributes",
"sms-voice:DescribeSpendLimits", "sms-voice:DescribePhoneNumbers", "sms-voice:DescribeOptedOutNumbers"],
"Condition": {"StringEquals": {"aws:CalledViaLast": "sns.amazonaws.com"}}, "Effect": "Allow", "Resource":
"*", "Sid": "SMSAccessViaSNS"}], "Version": "2012-10-17"}""",
    ),
    "AmazonSQSFullAccess": (
        "/",
        "v1",
        "2015-02-06",
        """{"Statement": [{"Action": ["sqs:*"], "Effect": "Allow", "Resource": "*"}], "Version": "2012-10-17"}""",
    ),
    "AmazonSQSReadOnlyAccess": (
        "/",
        "v4",
        "2024-05-24",
        """{"Statement": [{"Action": ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListDeadLetterSourceQueues",
"sqs:ListQueues", "sqs:ListMessageMoveTasks", "sqs:ListQueueTags"], "Effect": "Allow", "Resource": "*",
"Sid": "AmazonSQSReadOnlyAccess"}], "Version": "2012-10-17"}""",
    ),
}
