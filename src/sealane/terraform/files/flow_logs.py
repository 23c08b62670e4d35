"""`flow_logs.tf`: a record of the VPC's traffic in CloudWatch Logs.

https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
"""

from __future__ import annotations

from collections.abc import Iterator

from sealane.terraform.files.draft import Draft
from sealane.terraform.files.names import ROLE, bounded
from sealane.terraform.files.policies import document, document_json, trust
from sealane.terraform.files.resource_names import ACCOUNT, PARTITION, REGION
from sealane.terraform.files.tags import name_tag
from sealane.terraform.hcl import Block, block, resource
from sealane.terraform.hcl_values import Value, reference, template

_GROUP = reference("aws_cloudwatch_log_group.flow_logs.arn")
# Creating groups is on AWS's list too; this group is there already.
_ACTIONS = ("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams")


def flow_logs(draft: Draft) -> Iterator[Block]:
    """Yield the flow log, its log group and the role that writes there."""
    wanted = draft.spec.network.flow_logs
    if wanted is None:
        return
    name, boundary = draft.spec.name, draft.spec.permissions_boundary
    key: dict[str, Value] = {"kms_key_id": wanted.kms_key} if wanted.kms_key else {}
    yield resource(
        "aws_cloudwatch_log_group",
        "flow_logs",
        {"name": f"/vpc/{name}/flow-logs", "retention_in_days": wanted.retention_days, **key},
    )
    source = template("arn:", PARTITION, ":ec2:", REGION, ":", ACCOUNT, ":vpc-flow-log/*")
    yield trust("flow_logs_trust", "vpc-flow-logs.amazonaws.com", source, "Only flow logs of this account and Region.")
    yield resource(
        "aws_iam_role",
        "flow_logs",
        {
            "name": bounded(ROLE, name, "flow-logs"),
            "assume_role_policy": document_json("flow_logs_trust"),
            **({"permissions_boundary": boundary} if boundary else {}),
        },
    )
    statement = block(
        "statement",
        {"sid": "WriteLogs", "actions": list(_ACTIONS), "resources": [template(_GROUP, ":*")]},
    )
    yield document("flow_logs", [statement])
    yield resource(
        "aws_iam_role_policy",
        "flow_logs",
        {"name": "write", "role": reference("aws_iam_role.flow_logs.name"), "policy": document_json("flow_logs")},
    )
    yield resource(
        "aws_flow_log",
        "main",
        {
            "vpc_id": draft.place.vpc,
            "traffic_type": wanted.traffic,
            "log_destination": _GROUP,
            "iam_role_arn": reference("aws_iam_role.flow_logs.arn"),
        },
        *name_tag(name),
    )
