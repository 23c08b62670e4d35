"""What a live reading is about: services, clusters, all that runs tasks in a Region, or VPCs and policies alone."""

from __future__ import annotations

from collections.abc import Iterable

from sealane.errors import InputError, Problem
from sealane.readers.capture.captured import CapturedCall
from sealane.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a live reading starts; everything else follows from what the tasks need.

    Attributes:
        clusters: names or ARNs; empty for all of the Region.
        services: names or ARNs in the only cluster named; empty for all of them, and for schedules, pipes and state
            machines that run tasks there.
        vpcs: ids of VPCs to read without any service, for what a plan adds to them.
        policies: ARNs of policies to read without any role, for the roles of a plan that names them.
        alone: whether the tasks that were asked for before are all that it is about, and no service of the clusters.

    Raises:
        InputError: `scope-unclear`, when services are named without their cluster, or with several.

    """

    clusters: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    vpcs: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    alone: bool = False

    @property
    def of_services(self) -> bool:
        """Whether it starts from services; where VPCs or policies are named nothing is read but those."""
        return not self.vpcs and not self.policies

    def __post_init__(self) -> None:
        """Refuse services whose cluster is not clear."""
        if self.services and len(self.clusters) != 1:
            problem = Problem(
                code="scope-unclear",
                what="A service is named without the one cluster that it runs in",
                facts=(("services", ", ".join(self.services)), ("clusters", ", ".join(self.clusters) or "none")),
                hint=f"`--cluster NAME --service {self.services[0]}`; see yours with `aws ecs list-clusters`",
                link="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html",
            )
            raise InputError(problem)


def check_found(calls: Iterable[CapturedCall], scope: Scope, region: str) -> None:
    """Refuse a scope that names what AWS says is not there.

    Raises:
        InputError: `cluster-not-found`, `service-not-found`.

    """
    clusters: set[str] = set()
    services: set[str] = set()
    asked: set[str] = set()
    for call in calls:
        if call.call == "ecs:DescribeClusters" and call.answered:
            asked.add("clusters")
            clusters |= _names(call, "clusters", "clusterName", "clusterArn")
        if call.call == "ecs:DescribeServices" and call.answered:
            asked.add("services")
            services |= _names(call, "services", "serviceName", "serviceArn")
    problems = [
        _missing("cluster", name, region) for name in scope.clusters if "clusters" in asked and name not in clusters
    ]
    problems += [
        _missing("service", name, region, scope.clusters[0])
        for name in scope.services
        if "services" in asked and name not in services and not problems
    ]
    if problems:
        raise InputError(*problems)


def _names(call: CapturedCall, key: str, *members: str) -> set[str]:
    listed = call.output.get(key)
    found = listed if isinstance(listed, list) else []
    return {
        str(one.get(member))
        for one in found
        if isinstance(one, dict) and one.get("status") != "INACTIVE"
        for member in members
    }


def _missing(what: str, name: str, region: str, cluster: str = "") -> Problem:
    command = f"aws ecs list-services --cluster {cluster}" if cluster else "aws ecs list-clusters"
    return Problem(
        code=f"{what}-not-found",
        what=f"There is no {what} {name} in this account and Region",
        facts=((what, name), ("Region", region), *((("cluster", cluster),) if cluster else ())),
        hint=f"see what is there with `{command} --region {region}`",
    )
