"""The identity card of `log-group-missing`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.LOG_GROUP_MISSING,
    title="The log group does not exist and will not be created",
    means=(
        "The `awslogs` driver opens a stream in a log group before the container starts.",
        "The group is not there, and the driver was not told to create it.",
    ),
    evidence=(
        "the log group of `awslogs-group` does not exist in `awslogs-region`",
        "`awslogs-create-group` is not `true`",
    ),
    shown=(
        (
            "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 "
            "times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log "
            "group does not exist."
        ),
    ),
    change="create the log group",
    terraform="""\
resource "aws_cloudwatch_log_group" "app" {
  name              = "/ecs/app"
  retention_in_days = 30
}
""",
    cli="aws logs create-log-group --log-group-name /ecs/app",
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html",
    ),
)
