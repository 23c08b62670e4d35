"""The identity card of `size-not-offered`."""

from __future__ import annotations

from sealane.report.causes.card import Card
from sealane.verdicts.cause import Cause

CARD = Card(
    cause=Cause.SIZE_NOT_OFFERED,
    title="Fargate does not offer this pair of cpu and memory",
    means=(
        (
            "Fargate offers certain amounts of memory for each amount of cpu, and some of them on Linux or on"
            " newer platform versions only."
        ),
    ),
    evidence=(
        "`cpu` and `memory` of the task definition are known",
        "the pair is in no row of AWS's table for the task's operating system and platform version",
    ),
    shown=(
        "ClientException: Invalid 'cpu' setting for task",
        "No Fargate configuration exists for given values",
    ),
    change="take a pair from AWS's table",
    terraform="""\
resource "aws_ecs_task_definition" "app" {
  # …
  cpu    = 1024
  memory = 2048
}
""",
    cli="aws ecs register-task-definition --cli-input-json file://task-definition.json",
    links=("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",),
)
