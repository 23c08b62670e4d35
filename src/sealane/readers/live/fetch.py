"""A live account to a world: asks what the closure of the services needs, in rounds, everything of a round at once.

The answers are kept as a capture, so that what was read can be saved and read again. Only describing, listing and
getting calls are made, never one for the value of a secret.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from sealane.readers.capture.captured import Capture, CapturedCall, actions_of
from sealane.readers.capture.read import world_of
from sealane.readers.capture.translate.references import references
from sealane.readers.capture.translate.runs import with_runs
from sealane.readers.capture.translate.shelf import shelf_of
from sealane.readers.live.asking import THROTTLED, asked
from sealane.readers.live.closure import load_balancers, names, network, repositories, roles, services, stores, transit
from sealane.readers.live.closure.question import Question, Seen
from sealane.readers.live.door import Door, at_once
from sealane.readers.live.scope import Scope, check_found
from sealane.world.services import Cluster, Service
from sealane.world.tasks import TaskDefinition
from sealane.world.world import World

_CLOSURE: Final[tuple[Callable[[Seen], Iterator[Question]], ...]] = (
    services.services,
    services.runners,
    network.network,
    transit.transit,
    names.names,
    roles.roles,
    roles.organisations,
    stores.stores,
    stores.keys,
    stores.file_systems,
    repositories.repositories,
    load_balancers.load_balancers,
)
_MADE: Final = {
    "ec2": "DescribeDhcpOptions DescribeEgressOnlyInternetGateways DescribeInstances DescribeInternetGateways "
    "DescribeManagedPrefixLists DescribeNatGateways DescribeNetworkAcls DescribeNetworkInterfaces DescribePrefixLists "
    "DescribeRouteTables DescribeSecurityGroups DescribeSubnets DescribeTransitGatewayAttachments "
    "DescribeTransitGatewayRouteTables DescribeTransitGatewayVpcAttachments DescribeTransitGateways "
    "DescribeVpcAttribute DescribeVpcBlockPublicAccessExclusions DescribeVpcBlockPublicAccessOptions "
    "DescribeVpcEndpoints DescribeVpcPeeringConnections DescribeVpcs DescribeVpnGateways GetManagedPrefixListEntries "
    "GetTransitGatewayRouteTableAssociations GetTransitGatewayRouteTablePropagations SearchTransitGatewayRoutes",
    "ecr": "BatchGetImage DescribeImages DescribePullThroughCacheRules DescribeRepositories GetRepositoryPolicy",
    "ecs": "DescribeClusters DescribeServices DescribeTaskDefinition ListClusters ListServices",
    "efs": "DescribeAccessPoints DescribeFileSystemPolicy DescribeFileSystems DescribeMountTargetSecurityGroups "
    "DescribeMountTargets",
    "elbv2": "DescribeListeners DescribeLoadBalancers DescribeRules DescribeTargetGroups",
    "events": "ListRuleNamesByTarget ListRules ListTargetsByRule",
    "iam": "GetPolicy GetPolicyVersion GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies",
    "kms": "DescribeKey GetKeyPolicy ListAliases",
    "logs": "DescribeLogGroups",
    "organizations": "DescribePolicy ListParents ListPoliciesForTarget",
    "pipes": "DescribePipe ListPipes",
    "route53": "GetHostedZone ListHostedZonesByVPC ListResourceRecordSets",
    "route53resolver": "GetResolverRule ListFirewallDomains ListFirewallRuleGroupAssociations ListFirewallRules "
    "ListResolverRuleAssociations",
    "s3": "GetBucketEncryption GetBucketLocation GetBucketPolicy ListBuckets",
    "scheduler": "GetSchedule ListSchedules",
    "secretsmanager": "DescribeSecret GetResourcePolicy",
    "ssm": "DescribeParameters",
    "stepfunctions": "DescribeStateMachine ListStateMachines",
    "sts": "GetCallerIdentity",
}
CALLS: Final = frozenset(f"{service}:{name}" for service, names in _MADE.items() for name in names.split())
ACTIONS: Final[tuple[str, ...]] = tuple(sorted({action for call in CALLS for action in actions_of(call)}))
"""The IAM actions that a live reading may use; without one of them what it would read is unread."""

_ROUNDS = 40
_WAITS = (1.0, 2.0, 4.0, 8.0)
# Of all rounds together: what AWS keeps throttling is told as unread, instead of keeping anybody waiting.
_PATIENCE = 30.0


def world_of_live(
    door: Door, scope: Scope, *, stopped: tuple[CapturedCall, ...] = (), wait: Callable[[float], None] = time.sleep
) -> tuple[World, Capture]:
    """Return the world around the services of a scope, and the capture that it was read from.

    What AWS refuses is unread, or a gap that names the missing IAM action. `stopped` are calls that told of stopped
    tasks: what these needed is read too, and the calls stand in the capture.

    Raises:
        InputError: `cluster-not-found`, `service-not-found`.
        EnvironmentFailure: no credentials, expired ones, or AWS cannot be reached.

    """
    reading = _Reading(door, scope, wait)
    reading.calls |= {Question(one.call, one.parameters).key: one for one in stopped if not one.refused}
    reading.run()
    check_found(reading.calls.values(), scope, door.region)
    capture = Capture(name=reading.name, kind="live", calls=tuple(reading.calls.values()))
    return with_runs(world_of(capture), stopped), capture


class _Reading:
    """The questions asked and their answers, in the order in which they were thought of."""

    def __init__(self, door: Door, scope: Scope, wait: Callable[[float], None]) -> None:
        self._door, self._scope, self._wait = door, scope, wait
        self._patience = _PATIENCE
        self.calls: dict[str, CapturedCall] = {}

    @property
    def name(self) -> str:
        """The account and Region, as far as known."""
        account = next((call.account for call in self.calls.values() if call.account), "the account")
        return f"{account} in {self._door.region}"

    def run(self) -> None:
        """Ask until no new question comes."""
        for _ in range(_ROUNDS):
            seen = self._seen()
            thought = {question.key: question for noun in _CLOSURE for question in noun(seen)}
            new = {key: question for key, question in thought.items() if key not in self.calls}
            if not new:
                return
            self.calls |= self._asked(new)

    def _seen(self) -> Seen:
        capture = Capture(name=self.name, calls=tuple(self.calls.values()))
        world = with_runs(world_of(capture), capture.calls)
        wanted = references(world.table(Service).values(), world.table(TaskDefinition), world.table(Cluster))
        return Seen(
            scope=self._scope, shelf=shelf_of(capture.calls), world=world, wanted=wanted, region=self._door.region
        )

    def _asked(self, questions: Mapping[str, Question]) -> dict[str, CapturedCall]:
        """Ask everything at once, and what AWS throttled again after a while."""
        found: dict[str, CapturedCall] = {}
        for pause in (*_WAITS, 0.0):
            left = {key: one for key, one in questions.items() if key not in found or found[key].error == THROTTLED}
            with at_once() as pool:
                found |= dict(zip(left, pool.map(self._ask, left.values()), strict=True))
            if not pause or pause > self._patience or not any(call.error == THROTTLED for call in found.values()):
                break
            self._patience -= pause
            self._wait(pause)
        return {key: found[key] for key in questions}

    def _ask(self, question: Question) -> CapturedCall:
        account = next((call.account for call in self.calls.values() if call.account), "")
        return asked(self._door, question, account)
