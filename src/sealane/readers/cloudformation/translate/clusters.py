"""ECS clusters: where sessions of ECS Exec are kept, and on what tasks run when a service does not say."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.readers.cloudformation.fields import Fields, fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.buckets import BUCKET
from sealane.readers.cloudformation.translate.finding import Finding
from sealane.readers.cloudformation.translate.keys import key_of
from sealane.readers.cloudformation.translate.log_groups import LOG_GROUP
from sealane.readers.cloudformation.translate.naming import chosen_name
from sealane.world.services import Cluster
from sealane.world.values import Known

CLUSTER = "AWS::ECS::Cluster"
_PROVIDERS = "AWS::ECS::ClusterCapacityProviderAssociations"


def clusters(holdings: Holdings) -> Iterator[Finding]:
    """Yield clusters.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ecs-cluster.html
    """
    for resource in holdings.of(CLUSTER):
        fields = fields_of(resource, holdings)
        session = fields.inner("Configuration").inner("ExecuteCommandConfiguration")
        log = session.inner("LogConfiguration")
        yield Cluster(
            id=resource.key,
            origin=resource.origin,
            name=chosen_name(fields, "ClusterName"),
            exec_key=key_of(session, "KmsKeyId", holdings),
            exec_log_group=log.key("CloudWatchLogGroupName", LOG_GROUP),
            exec_bucket=log.key("S3BucketName", BUCKET),
        )


def default_strategy(cluster: str, holdings: Holdings) -> list[Fields]:
    """Return the capacity provider strategy of a cluster for services that name none."""
    found: list[Fields] = []
    for resource in holdings.of(CLUSTER):
        if resource.key == cluster:
            found += fields_of(resource, holdings).items("DefaultCapacityProviderStrategy")[0]
    for resource in holdings.of(_PROVIDERS):
        fields = fields_of(resource, holdings)
        if fields.key("Cluster", CLUSTER) == Known(cluster):
            found += fields.items("DefaultCapacityProviderStrategy")[0]
    return found
