"""Private ECR repositories and pull through cache rules."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.translate.naming import chosen_name, known_text, region_of
from sealane.world.stores import NO_POLICY, CacheRule, Repository
from sealane.world.values import Value

REPOSITORY = "AWS::ECR::Repository"
_CACHE = "AWS::ECR::PullThroughCacheRule"


def repositories(holdings: Holdings) -> Iterator[Finding]:
    """Yield repositories, of whose images a template says nothing.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ecr-repository.html
    """
    for resource in holdings.of(REPOSITORY):
        fields = fields_of(resource, holdings)
        yield Repository(
            id=resource.key,
            origin=resource.origin,
            name=chosen_name(fields, "RepositoryName"),
            account=holdings.setting.account,
            region=region_of(holdings),
            policy=fields.document("RepositoryPolicyText", NO_POLICY),
            arn=known_text(holdings.arn(resource)),
        )


def cache_rules(holdings: Holdings) -> Iterator[Finding]:
    """Yield pull through cache rules.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ecr-pullthroughcacherule.html
    """
    for resource in holdings.of(_CACHE):
        fields = fields_of(resource, holdings)
        yield CacheRule(
            id=resource.key,
            origin=resource.origin,
            prefix=fields.text("EcrRepositoryPrefix"),
            upstream=_upstream(fields),
            region=region_of(holdings),
        )


def _upstream(fields: Fields) -> Value[str]:
    return fields.text("UpstreamRegistryUrl" if fields.has("UpstreamRegistryUrl") else "UpstreamRegistry")
