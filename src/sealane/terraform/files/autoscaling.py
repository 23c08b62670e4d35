"""`autoscaling.tf`: target tracking of the number of tasks."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.terraform.files.draft import Draft, Service
from sealane.terraform.files.names import bounded
from sealane.terraform.hcl import Block, block, resource
from sealane.terraform.hcl_values import reference, template

_METRICS = {"cpu": "ECSServiceAverageCPUUtilization", "memory": "ECSServiceAverageMemoryUtilization"}
# https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html
_LONGEST = 255


def scales(service: Service) -> bool:
    """Say whether a service's number of tasks is moved by autoscaling."""
    return service.workload.autoscaling is not None


def autoscaling(draft: Draft) -> Iterator[Block]:
    """Yield the scalable target and its policies, service by service."""
    for service in draft.services:
        yield from _of(service, draft)


def _of(service: Service, draft: Draft) -> Iterator[Block]:
    """Yield what scales one service."""
    scaling = service.workload.autoscaling
    if scaling is None:
        return
    cluster, own = reference("aws_ecs_cluster.main.name"), service.of("aws_ecs_service", "", "name")
    yield resource(
        "aws_appautoscaling_target",
        service.label,
        {
            "service_namespace": "ecs",
            "resource_id": template("service/", cluster, "/", own),
            "scalable_dimension": "ecs:service:DesiredCount",
            "min_capacity": scaling.minimum,
            "max_capacity": scaling.maximum,
        },
    )
    for metric, percent in (("cpu", scaling.cpu_percent), ("memory", scaling.memory_percent)):
        if percent:
            target = f"aws_appautoscaling_target.{service.label}"
            same = ("service_namespace", "resource_id", "scalable_dimension")
            yield resource(
                "aws_appautoscaling_policy",
                f"{service.label}_{metric}",
                {
                    "name": bounded(_LONGEST, draft.spec.name, service.name, metric),
                    "policy_type": "TargetTrackingScaling",
                    **{argument: reference(f"{target}.{argument}") for argument in same},
                },
                block(
                    "target_tracking_scaling_policy_configuration",
                    {"target_value": percent},
                    block("predefined_metric_specification", {"predefined_metric_type": _METRICS[metric]}),
                ),
            )
