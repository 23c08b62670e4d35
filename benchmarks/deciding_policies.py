"""The policies of a realistic estate: roles by habit and by least privilege, limits above, resources beside them."""

from __future__ import annotations

from typing import Any

ACCOUNT = "111122223333"
OTHER = "444455556666"
REGION = "us-east-1"
ENDPOINT = "vpce-0a1b2c3d4e5f60718"
ORGANISATION = "o-a1b2c3d4e5"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"

Document = dict[str, Any]


def document(*statements: Document) -> Document:
    """Make a document."""
    return {"Version": "2012-10-17", "Statement": list(statements)}


def allow(action: str | list[str], resource: str | list[str] = "*", **more: object) -> Document:
    """Make a statement that allows."""
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action: str | list[str], resource: str | list[str] = "*", **more: object) -> Document:
    """Make a statement that denies."""
    return {"Effect": "Deny", "Action": action, "Resource": resource, **more}


def arn(service: str, name: str) -> str:
    """Return an ARN in the account and Region of the estate."""
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{name}"


def least_privilege(name: str) -> Document:
    """Return the execution role's policy of one service, as `sealane policies` would write it."""
    pull = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"]
    through = {"StringEquals": {"kms:ViaService": f"secretsmanager.{REGION}.amazonaws.com"}}
    return document(
        allow("ecr:GetAuthorizationToken"),
        allow(pull, arn("ecr", f"repository/shop/{name}")),
        allow(["logs:CreateLogStream", "logs:PutLogEvents"], arn("logs", f"log-group:/ecs/{name}:*")),
        allow(
            "secretsmanager:GetSecretValue", [arn("secretsmanager", f"secret:{name}/{part}-??????") for part in "ab"]
        ),
        allow("ssm:GetParameters", arn("ssm", f"parameter/{name}/*")),
        allow("kms:Decrypt", KEY, Condition=through),
        allow("s3:GetObject", f"arn:aws:s3:::shop-settings/{name}/*"),
    )


def task_role(name: str) -> Document:
    """Return the policy of what one service itself calls, with variables and ARN conditions."""
    return document(
        allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], arn("dynamodb", f"table/{name}*")),
        allow("sqs:SendMessage", arn("sqs", f"{name}-*")),
        allow("s3:*Object", "arn:aws:s3:::shop-data/${aws:PrincipalTag/team}/*"),
        allow("sns:Publish", "*", Condition={"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:role/{name}-*"}}),
        allow("execute-api:Invoke", arn("execute-api", "abc123/*/GET/*")),
        deny("s3:DeleteObject", "*", Condition={"StringNotLike": {"aws:PrincipalTag/team": ["ops*", "data*"]}}),
    )


BOUNDARY = document(
    allow(["ecr:*", "logs:*", "s3:*", "sqs:*", "sns:*", "ssm:Get*", "secretsmanager:Get*", "kms:Decrypt", "sts:*"]),
    allow("dynamodb:*", "*", Condition={"StringEquals": {"aws:RequestedRegion": [REGION, "eu-west-1"]}}),
    deny(["iam:*", "organizations:*"]),
)
SCP_ROOT = document(
    allow("*"),
    deny("*", "*", Condition={"StringNotEquals": {"aws:RequestedRegion": [REGION, "eu-west-1", "eu-central-1"]}}),
    deny(["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "guardduty:Delete*", "organizations:LeaveOrganization"]),
)
SCP_UNIT = document(
    allow("*"),
    deny("s3:*", "*", Condition={"Bool": {"aws:SecureTransport": "false"}}),
    deny(
        ["ec2:*", "rds:Delete*", "dynamodb:DeleteTable"],
        "*",
        Condition={
            "ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/admin-*", "arn:aws:iam::*:role/break-glass"]}
        },
    ),
)
RCP = document(
    deny(
        ["s3:*", "sqs:*", "kms:*", "secretsmanager:*", "sts:*"],
        "*",
        Principal="*",
        Condition={
            "StringNotEqualsIfExists": {"aws:PrincipalOrgID": ORGANISATION},
            "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
        },
    ),
)
ENDPOINT_OPEN = document(allow("*", "*", Principal="*"))
ENDPOINT_ECR = document(
    allow("ecr:GetAuthorizationToken", "*", Principal="*"),
    allow(
        ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"],
        arn("ecr", "repository/shop/*"),
        Principal="*",
        Condition={"StringEquals": {"aws:PrincipalAccount": ACCOUNT}},
    ),
)
ENDPOINT_S3 = document(
    allow(["s3:GetObject", "s3:PutObject"], ["arn:aws:s3:::shop-*", "arn:aws:s3:::shop-*/*"], Principal="*"),
    allow("s3:GetObject", f"arn:aws:s3:::prod-{REGION}-starport-layer-bucket/*", Principal="*"),
)
BUCKET = document(
    deny(
        "s3:*",
        "arn:aws:s3:::shop-settings/*",
        Principal="*",
        Condition={"StringNotEquals": {"aws:SourceVpce": ENDPOINT}},
    ),
    allow("s3:GetObject", "arn:aws:s3:::shop-settings/shared/*", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"}),
)
KEY_POLICY = document(
    allow("kms:*", "*", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"}),
    allow(
        ["kms:Decrypt", "kms:GenerateDataKey*"],
        "*",
        Principal={"AWS": f"arn:aws:iam::{OTHER}:role/partner"},
        Condition={"StringLike": {"kms:ViaService": "s3.*.amazonaws.com"}},
    ),
)
# A repository's policy names no resource.
REPOSITORY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Pull",
            "Effect": "Allow",
            "Principal": {"AWS": [f"arn:aws:iam::{ACCOUNT}:root", f"arn:aws:iam::{OTHER}:root"]},
            "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"],
        },
        {
            "Sid": "OnlyThroughTheEndpoint",
            "Effect": "Deny",
            "Principal": "*",
            "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            "Condition": {"StringNotEqualsIfExists": {"aws:SourceVpce": [ENDPOINT, "vpce-00000000000000000"]}},
        },
    ],
}
