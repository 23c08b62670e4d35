"""The identity card of `role-not-assumable`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.ROLE_NOT_ASSUMABLE,
    title="The role is absent, or its trust policy keeps ECS tasks out",
    means=(
        (
            "ECS assumes the execution role and the task role before it starts the task, as the service "
            "`ecs-tasks.amazonaws.com`."
        ),
        (
            "The role is not there, or its trust policy does not let that service in, or only under "
            "conditions that do not hold."
        ),
    ),
    evidence=(
        "the role does not exist, or",
        ("no statement of its trust policy allows `sts:AssumeRole` for `ecs-tasks.amazonaws.com`, or one denies it"),
    ),
    shown=(
        (
            "ECS was unable to assume the role '<role>' that was provided for this task. Please verify that "
            "the role being passed has the proper trust relationship and permissions"
        ),
    ),
    change="let `ecs-tasks.amazonaws.com` assume the role",
    terraform="""\
data "aws_iam_policy_document" "ecs_tasks" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "execution" {
  name               = "app-execution"
  assume_role_policy = data.aws_iam_policy_document.ecs_tasks.json
}
""",
    cli="aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json",
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
    ),
)
