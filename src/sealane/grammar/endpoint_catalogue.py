"""The catalogue behind `endpoint_services`: data only.

Host labels follow the services' Regional host names; they were not each seen in a `describe-vpc-endpoint-services`.
SMTP (`email-smtp`) is left out: it does not speak on port 443. IoT data is left out: its host is an account's own.
"""

from __future__ import annotations

from typing import Final

GATEWAYS: Final = ("s3", "dynamodb")

INTERFACES: Final[dict[str, tuple[str, str]]] = {
    "acm-pca": ("acm-pca", "acm-pca"),
    "application-autoscaling": ("application-autoscaling", "application-autoscaling"),
    "appconfig": ("appconfig", "appconfig"),
    "appconfigdata": ("appconfigdata", "appconfig"),
    "aps": ("aps", "aps"),
    "aps-workspaces": ("aps-workspaces", "aps"),
    "athena": ("athena", "athena"),
    "autoscaling": ("autoscaling", "autoscaling"),
    "batch": ("batch", "batch"),
    "bedrock": ("bedrock", "bedrock"),
    "bedrock-agent": ("bedrock-agent", "bedrock"),
    "bedrock-agent-runtime": ("bedrock-agent-runtime", "bedrock"),
    "bedrock-runtime": ("bedrock-runtime", "bedrock"),
    "cloudformation": ("cloudformation", "cloudformation"),
    "cloudtrail": ("cloudtrail", "cloudtrail"),
    "codeartifact.api": ("codeartifact", "codeartifact"),
    "codeartifact.repositories": ("*.d.codeartifact", "codeartifact"),
    "codebuild": ("codebuild", "codebuild"),
    "codecommit": ("codecommit", "codecommit"),
    "cognito-idp": ("cognito-idp", "cognito-idp"),
    "comprehend": ("comprehend", "comprehend"),
    "data-servicediscovery": ("data-servicediscovery", "servicediscovery"),
    "datasync": ("datasync", "datasync"),
    "dms": ("dms", "dms"),
    "dynamodb-streams": ("streams.dynamodb", "dynamodb"),
    "ebs": ("ebs", "ebs"),
    "ec2": ("ec2", "ec2"),
    "ecr-fips.api": ("api.ecr-fips", "ecr"),
    "ecr-fips.dkr": ("*.dkr.ecr-fips", "ecr"),
    "ecr.api": ("api.ecr", "ecr"),
    "ecr.dkr": ("*.dkr.ecr", "ecr"),
    "ecs": ("ecs", "ecs"),
    "ecs-agent": ("ecs-a", "ecs"),
    "ecs-telemetry": ("ecs-t", "ecs"),
    "elasticache": ("elasticache", "elasticache"),
    "elasticfilesystem": ("elasticfilesystem", "elasticfilesystem"),
    "elasticloadbalancing": ("elasticloadbalancing", "elasticloadbalancing"),
    "email": ("email", "ses"),
    "events": ("events", "events"),
    "execute-api": ("*.execute-api", "execute-api"),
    "git-codecommit": ("git-codecommit", "codecommit"),
    "glue": ("glue", "glue"),
    "guardduty-data": ("guardduty-data", "guardduty"),
    "kafka": ("kafka", "kafka"),
    "kinesis-firehose": ("firehose", "firehose"),
    "kinesis-streams": ("kinesis", "kinesis"),
    "kms": ("kms", "kms"),
    "lambda": ("lambda", "lambda"),
    "license-manager": ("license-manager", "license-manager"),
    "logs": ("logs", "logs"),
    "monitoring": ("monitoring", "cloudwatch"),
    "polly": ("polly", "polly"),
    "rds": ("rds", "rds"),
    "rds-data": ("rds-data", "rds-data"),
    "redshift": ("redshift", "redshift"),
    "redshift-data": ("redshift-data", "redshift-data"),
    "rekognition": ("rekognition", "rekognition"),
    "sagemaker.api": ("api.sagemaker", "sagemaker"),
    "sagemaker.runtime": ("runtime.sagemaker", "sagemaker"),
    "scheduler": ("scheduler", "scheduler"),
    "secretsmanager": ("secretsmanager", "secretsmanager"),
    "servicediscovery": ("servicediscovery", "servicediscovery"),
    "sns": ("sns", "sns"),
    "sqs": ("sqs", "sqs"),
    "ssm": ("ssm", "ssm"),
    "ssmmessages": ("ssmmessages", "ssmmessages"),
    "states": ("states", "states"),
    "sts": ("sts", "sts"),
    "sync-states": ("sync-states", "states"),
    "synthetics": ("synthetics", "synthetics"),
    "textract": ("textract", "textract"),
    "transcribe": ("transcribe", "transcribe"),
    "translate": ("translate", "translate"),
    "xray": ("xray", "xray"),
}
"""Suffix of the service to the DNS label of its host and the prefix of its IAM actions."""

CROSS_REGION: Final = frozenset(
    {"ecr.api", "ecr.dkr", "ecs", "kinesis-firehose", "kms", "kms-fips", "lambda", "s3"},
)
"""Interface services that a VPC of another Region can reach through an endpoint of its own."""

_CHINA: Final = frozenset(
    {
        "application-autoscaling",
        "athena",
        "autoscaling",
        "batch",
        "cloudformation",
        "dms",
        "ebs",
        "ec2",
        "ecr.api",
        "ecr.dkr",
        "elasticache",
        "elasticfilesystem",
        "elasticfilesystem-fips",
        "execute-api",
        "kinesis-streams",
        "lambda",
        "license-manager",
        "monitoring",
        "rds",
        "redshift",
        "redshift-data",
        "s3",
        "sagemaker.api",
        "sagemaker.runtime",
        "sqs",
        "states",
        "sts",
        "sync-states",
        "synthetics",
        "transcribe",
        "xray",
    }
)
_ISO: Final = frozenset(
    {"autoscaling", "ebs", "ec2", "ecr.api", "ecr.dkr", "elasticfilesystem", "execute-api", "sns", "sqs"}
)
_REGISTRY: Final = frozenset({"ecr.api", "ecr.dkr", "execute-api"})

EXCEPTIONS: Final[dict[str, frozenset[str]]] = {
    "cn-north-1": _CHINA,
    "cn-northwest-1": _CHINA | {"polly"},
    "eu-isoe-west-1": _REGISTRY | {"ebs"},
    "eusc-de-east-1": _REGISTRY,
    "us-iso-east-1": _ISO
    | {"application-autoscaling", "athena", "comprehend", "sagemaker.api", "sagemaker.runtime"}
    | {"textract", "transcribe"},
    "us-iso-west-1": _ISO | {"monitoring"},
    "us-isob-east-1": _ISO | {"application-autoscaling", "sagemaker.api", "sagemaker.runtime"},
    "us-isob-west-1": _REGISTRY,
    "us-isof-east-1": _REGISTRY | {"ebs"},
    "us-isof-south-1": _REGISTRY | {"ebs"},
}
"""Region to the interface services, as far as this catalogue has them, that start with the partition's own prefix."""
