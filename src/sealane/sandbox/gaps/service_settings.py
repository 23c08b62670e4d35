# ruff: noqa: SLF001 (a gap reaches into moto by its nature)
"""Settings of an ECS service that moto forgets.

AWS: DescribeServices returns what CreateService and UpdateService were given.
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html
moto 5.2: keeps the settings below out of its model, so they read back as absent and Terraform wants to set them again.
"""

from __future__ import annotations

from typing import Any

from sealane.sandbox.seam import Original, around

_KEPT = {
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
    "capacityProviderStrategy": "capacity_provider_strategy",
    "deploymentConfiguration": "deployment_configuration",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "enableExecuteCommand": "enable_execute_command",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
    "placementConstraints": "placement_constraints",
    "placementStrategy": "placement_strategy",
}


def close() -> None:
    """Keep what was asked for on moto's service object, where its serializer finds it by name."""
    from moto.ecs.responses import EC2ContainerServiceResponse

    @around(EC2ContainerServiceResponse, "create_service")
    def create(original: Original, self: Any) -> Any:  # noqa: ANN401
        answer = original(self)
        _keep(self, answer)
        return answer

    @around(EC2ContainerServiceResponse, "update_service")
    def update(original: Original, self: Any) -> Any:  # noqa: ANN401
        answer = original(self)
        _keep(self, answer)
        return answer


def _keep(response: Any, answer: Any) -> None:  # noqa: ANN401
    service = answer.result["service"]
    for asked, kept in _KEPT.items():
        value = response._get_param(asked)
        if value is not None:
            setattr(service, kept, value)
