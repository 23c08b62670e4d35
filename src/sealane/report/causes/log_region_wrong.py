"""The identity card of `log-region-wrong`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.LOG_REGION_WRONG,
    title="The Region of the logs is wrong or has no path",
    means=(
        "`awslogs-region` is not a Region, or it is another Region than the task's.",
        (
            "There is no cross-Region endpoint for CloudWatch Logs, so the logs of a sealed task must stay in"
            " its own Region."
        ),
    ),
    evidence=(
        ("`awslogs-region` is no Region of the partition, or it is not the task's and the task has no way there"),
    ),
    shown=(
        (
            "ResourceInitializationError: failed to validate logger args: … MissingEndpoint: 'Endpoint' "
            "configuration is required for this service"
        ),
        (
            "ResourceInitializationError: failed to validate logger args: … There is a connection issue "
            "between the task and Amazon CloudWatch"
        ),
    ),
    change="set `awslogs-region` to the task's own Region",
    terraform="""\
logConfiguration = {
  logDriver = "awslogs"
  options = {
    awslogs-group         = aws_cloudwatch_log_group.app.name
    awslogs-region        = data.aws_region.current.region
    awslogs-stream-prefix = "app"
  }
}
""",
    cli="aws ecs register-task-definition --cli-input-json file://task-definition.json",
    links=(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        ("https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html"),
    ),
)
