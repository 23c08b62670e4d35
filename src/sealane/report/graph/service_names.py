"""How AWS calls the services behind endpoints.

https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
"""

from __future__ import annotations

from typing import Final

_NAMES: Final = {
    "autoscaling": "EC2 Auto Scaling",
    "dynamodb": "Amazon DynamoDB",
    "ec2": "Amazon EC2",
    "ecr": "Amazon ECR",
    "ecs": "Amazon ECS",
    "ecs-agent": "Amazon ECS",
    "ecs-telemetry": "Amazon ECS",
    "elasticfilesystem": "Amazon EFS",
    "elasticloadbalancing": "Elastic Load Balancing",
    "events": "Amazon EventBridge",
    "execute-api": "Amazon API Gateway",
    "firehose": "Amazon Data Firehose",
    "kinesis-firehose": "Amazon Data Firehose",
    "kinesis-streams": "Amazon Kinesis",
    "kms": "AWS KMS",
    "lambda": "AWS Lambda",
    "logs": "CloudWatch Logs",
    "monitoring": "CloudWatch",
    "rds": "Amazon RDS",
    "s3": "Amazon S3",
    "s3express": "Amazon S3 Express",
    "secretsmanager": "Secrets Manager",
    "servicediscovery": "AWS Cloud Map",
    "sns": "Amazon SNS",
    "sqs": "Amazon SQS",
    "ssm": "Systems Manager",
    "ssmmessages": "Systems Manager",
    "states": "AWS Step Functions",
    "sts": "AWS STS",
    "xray": "AWS X-Ray",
}


def service_name(suffix: str) -> str:
    """Return the name of the service with an endpoint of this suffix (`ecr.api`), empty where we know none."""
    return _NAMES.get(suffix) or _NAMES.get(suffix.partition(".")[0], "")
