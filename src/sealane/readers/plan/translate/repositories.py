"""Private ECR repositories and pull through cache rules."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.plan.estate import Estate
from sealane.readers.plan.kinds import REPOSITORY
from sealane.readers.plan.resource import Resource
from sealane.readers.plan.translate.children import Children, children
from sealane.readers.plan.translate.documents import document_of
from sealane.readers.plan.translate.settings import arn_of, region_of
from sealane.world.policies import Document
from sealane.world.stores import CacheRule, Repository
from sealane.world.text import Text
from sealane.world.values import Known, Unread, Value


def translate(estate: Estate) -> Iterator[Repository | CacheRule]:
    """Yield the repositories with their policies, and the cache rules."""
    policies = children(estate, ("aws_ecr_repository_policy",), "repository", REPOSITORY)
    for resource in estate.of("aws_ecr_repository"):
        if estate.key_of(resource) == resource.address:
            yield Repository(
                id=resource.address,
                origin=estate.origin(resource),
                name=resource.text("name"),
                account=_account(resource),
                region=region_of(resource),
                policy=_policy(estate, resource, policies),
                arn=_arn(resource),
            )
    for resource in estate.managed("aws_ecr_pull_through_cache_rule"):
        yield CacheRule(
            id=resource.address,
            origin=estate.origin(resource),
            prefix=resource.text("ecr_repository_prefix"),
            upstream=resource.text("upstream_registry_url"),
            region=region_of(resource),
        )


def _account(resource: Resource) -> Value[str]:
    registry = resource.literal("registry_id")
    return Known(registry) if registry else resource.home.setting.account


def _arn(resource: Resource) -> Value[Text]:
    if resource.literal("arn"):
        return Known(resource.literal("arn"))
    name = resource.text("name")
    return Known(arn_of(resource, "ecr", f"repository/{name.value}")) if isinstance(name, Known) else name


def _policy(estate: Estate, resource: Resource, policies: Children) -> Value[Document]:
    for other in policies.of(resource.address):
        return document_of(estate, other, "policy")
    if policies.strays:
        return policies.strays[0]
    if resource.home.data:
        return Unread(f"the policy of {resource.address} is not in the source", "ecr:GetRepositoryPolicy")
    return Known("")
