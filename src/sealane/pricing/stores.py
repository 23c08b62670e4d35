"""What is stored costs: logs, images, secrets and customer managed keys.

https://aws.amazon.com/cloudwatch/pricing/, https://aws.amazon.com/ecr/pricing/,
https://aws.amazon.com/secrets-manager/pricing/, https://aws.amazon.com/kms/pricing/
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from sealane.pricing.bill import Line, line_of
from sealane.pricing.charge import Charge, Unit
from sealane.pricing.places import looked_up, only_region
from sealane.pricing.tasks import counted, running
from sealane.world.services import Service
from sealane.world.stores import Key, Repository, Secret
from sealane.world.tasks import TaskDefinition
from sealane.world.text import Text
from sealane.world.values import Known, Value
from sealane.world.world import World

if TYPE_CHECKING:
    from sealane.pricing.price_list import PriceList
    from sealane.pricing.usage import Usage

_REGION = 3


def lines(world: World, prices: PriceList, usage: Usage) -> Iterator[Line]:
    """Yield what the logs of each service cost, and each repository, secret and key."""
    for service in running(world):
        if _logs(world, service):
            yield from _of_logs(service, prices, usage)
    for key, repository in world.table(Repository).items():
        if not looked_up(world, key):
            yield _of_images(repository, world, prices, usage)
    month = (Known(Decimal(1)), Unit.MONTHS)
    for key, secret in world.table(Secret).items():
        if not looked_up(world, key) and secret.deleted != Known(True):  # noqa: FBT003 - a value
            region = _region(secret.arn, world)
            yield line_of(Charge.SECRET, secret.origin, region, ((Known(Decimal(1)), Unit.PIECES), month), prices)
    for key, one in world.table(Key).items():
        if not looked_up(world, key) and not any(alias.startswith("alias/aws/") for alias in one.aliases):
            region = _region(one.arn, world)
            yield line_of(Charge.KEY, one.origin, region, ((Known(Decimal(1)), Unit.PIECES), month), prices)


def _of_logs(service: Service, prices: PriceList, usage: Usage) -> Iterator[Line]:
    region = Known(service.setting.region)
    written = ((counted(service), Unit.TASKS), (Known(usage.log_gb), Unit.GIGABYTES))
    yield line_of(Charge.LOG_INGESTION, service.origin, region, written, prices)
    kept = (*written, (Known(usage.log_months), Unit.MONTHS))
    yield line_of(Charge.LOG_STORAGE, service.origin, region, kept, prices)


def _of_images(repository: Repository, world: World, prices: PriceList, usage: Usage) -> Line:
    region = repository.region if repository.region != Known("") else only_region(world)
    images = repository.images
    count = Decimal(len(images.value)) if isinstance(images, Known) else usage.images
    factors = ((Known(count), Unit.PIECES), (Known(usage.image_gb), Unit.GIGABYTES))
    return line_of(Charge.IMAGE_STORAGE, repository.origin, region, factors, prices)


def _logs(world: World, service: Service) -> bool:
    """Tell whether a service's containers log to CloudWatch, as far as it is known."""
    task = world.find(TaskDefinition, service.task_definition)
    return isinstance(task, Known) and any(container.log.driver == "awslogs" for container in task.value.containers)


def _region(arn: Value[Text], world: World) -> Value[str]:
    if isinstance(arn, Known) and isinstance(arn.value, str):
        parts = arn.value.split(":")
        if len(parts) > _REGION and parts[_REGION]:
            return Known(parts[_REGION])
    return only_region(world)
