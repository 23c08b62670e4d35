"""What a capture does not say: calls that nobody made, that AWS refused, that saw a part, or whose answer names nobody.

A gap of something that tasks name one by one, a secret or a role, has as its scope the identifier that the task's step
has. A gap of what a VPC holds has the VPC's id. A gap that can be about anything of its noun has no scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sealane.readers.capture.captured import action_of
from sealane.readers.capture.translate.shelf import Answer, Shelf, command_of, unread
from sealane.readers.capture.translate.transit import transit_gaps
from sealane.world.gaps import Gap, Noun
from sealane.world.network_acls import NetworkAcl
from sealane.world.route_tables import RouteTable
from sealane.world.security_groups import SecurityGroup
from sealane.world.subnets import Subnet
from sealane.world.transit import TransitAttachment
from sealane.world.values import Known, Unread
from sealane.world.vpcs import Vpc
from sealane.world.world import World

# The calls that tell everything of a noun.
LISTS: Mapping[Noun, tuple[str, ...]] = {
    Noun.VPCS: ("ec2:DescribeVpcs",),
    Noun.SUBNETS: ("ec2:DescribeSubnets",),
    Noun.ROUTE_TABLES: ("ec2:DescribeRouteTables",),
    Noun.SECURITY_GROUPS: ("ec2:DescribeSecurityGroups",),
    Noun.NETWORK_ACLS: ("ec2:DescribeNetworkAcls",),
    Noun.ENDPOINTS: ("ec2:DescribeVpcEndpoints",),
    Noun.GATEWAYS: ("ec2:DescribeInternetGateways",),
    Noun.NAT_GATEWAYS: ("ec2:DescribeNatGateways",),
    Noun.PEERING_CONNECTIONS: ("ec2:DescribeVpcPeeringConnections",),
    Noun.TRANSIT_GATEWAYS: ("ec2:DescribeTransitGatewayAttachments",),
    Noun.INTERFACES: ("ec2:DescribeNetworkInterfaces",),
    Noun.INSTANCES: ("ec2:DescribeInstances",),
    Noun.BLOCK_PUBLIC_ACCESS: ("ec2:DescribeVpcBlockPublicAccessOptions",),
    Noun.HOSTED_ZONES: ("route53:ListHostedZonesByVPC",),
    Noun.RESOLVER_RULES: ("route53resolver:ListResolverRuleAssociations",),
    Noun.FIREWALL_GROUPS: ("route53resolver:ListFirewallRuleGroupAssociations",),
    Noun.CACHE_RULES: ("ecr:DescribePullThroughCacheRules",),
    Noun.SERVICES: ("ecs:DescribeServices",),
}
# Whose answers do not tell everything of a noun, so that a refusal is a gap but a call that nobody made is none.
_ALSO: Mapping[str, Noun] = {
    "ec2:DescribeEgressOnlyInternetGateways": Noun.GATEWAYS,
    "ec2:DescribeVpnGateways": Noun.GATEWAYS,
    "ec2:DescribeCarrierGateways": Noun.GATEWAYS,
    "ec2:DescribeDhcpOptions": Noun.DHCP_OPTIONS,
    "ec2:DescribePrefixLists": Noun.PREFIX_LISTS,
    "ec2:DescribeManagedPrefixLists": Noun.PREFIX_LISTS,
    "ec2:GetManagedPrefixListEntries": Noun.PREFIX_LISTS,
    "ec2:DescribeTransitGateways": Noun.TRANSIT_GATEWAYS,
    "ec2:DescribeTransitGatewayRouteTables": Noun.TRANSIT_GATEWAYS,
    "ec2:SearchTransitGatewayRoutes": Noun.TRANSIT_GATEWAYS,
    "ec2:GetTransitGatewayRouteTableAssociations": Noun.TRANSIT_GATEWAYS,
    "ec2:GetTransitGatewayRouteTablePropagations": Noun.TRANSIT_GATEWAYS,
    "ec2:DescribeTransitGatewayVpcAttachments": Noun.TRANSIT_GATEWAYS,
    "ecs:DescribeTaskDefinition": Noun.TASK_DEFINITIONS,
    "ecs:ListServices": Noun.SERVICES,
    "ecs:DescribeClusters": Noun.CLUSTERS,
    "ecs:ListClusters": Noun.CLUSTERS,
    "efs:DescribeMountTargetSecurityGroups": Noun.MOUNT_TARGETS,
    "efs:DescribeMountTargets": Noun.MOUNT_TARGETS,
    "elbv2:DescribeLoadBalancers": Noun.LOAD_BALANCERS,
    "elbv2:DescribeTargetGroups": Noun.LOAD_BALANCERS,
    "elbv2:DescribeListeners": Noun.LOAD_BALANCERS,
    "elbv2:DescribeRules": Noun.LOAD_BALANCERS,
    "events:ListTargetsByRule": Noun.SERVICES,
    "scheduler:GetSchedule": Noun.SERVICES,
    "pipes:DescribePipe": Noun.SERVICES,
    "stepfunctions:DescribeStateMachine": Noun.SERVICES,
    "iam:GetPolicyVersion": Noun.POLICIES,
    "iam:ListRolePolicies": Noun.ROLES,
    "iam:ListAttachedRolePolicies": Noun.ROLES,
    "kms:GetKeyPolicy": Noun.KEYS,
    "route53:ListResourceRecordSets": Noun.HOSTED_ZONES,
    "route53resolver:ListResolverRules": Noun.RESOLVER_RULES,
    "route53resolver:GetResolverRule": Noun.RESOLVER_RULES,
    "route53resolver:ListFirewallRules": Noun.FIREWALL_GROUPS,
    "route53resolver:ListFirewallDomains": Noun.FIREWALL_GROUPS,
    "s3:GetBucketPolicy": Noun.BUCKETS,
    "s3:GetBucketLocation": Noun.BUCKETS,
    "s3:GetBucketEncryption": Noun.BUCKETS,
}
EVERYTHING = "*"
_VPC_ID = r"vpc-[0-9a-f]+"
_TAKE_A_VPC = frozenset({"route53:ListHostedZonesByVPC"})
_BY_VPC = frozenset(
    {
        *(Noun.SUBNETS, Noun.ROUTE_TABLES, Noun.SECURITY_GROUPS, Noun.NETWORK_ACLS, Noun.ENDPOINTS, Noun.GATEWAYS),
        *(Noun.NAT_GATEWAYS, Noun.PEERING_CONNECTIONS, Noun.TRANSIT_GATEWAYS, Noun.INTERFACES, Noun.INSTANCES),
        *(Noun.HOSTED_ZONES, Noun.RESOLVER_RULES, Noun.FIREWALL_GROUPS),
    }
)
# A VPC always has one of each: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html
_IN_EVERY_VPC = (
    (Noun.ROUTE_TABLES, RouteTable),
    (Noun.SECURITY_GROUPS, SecurityGroup),
    (Noun.NETWORK_ACLS, NetworkAcl),
    (Noun.SUBNETS, Subnet),
)
_NOUN_OF = {call: noun for noun, calls in LISTS.items() for call in calls} | dict(_ALSO)


def gaps(shelf: Shelf, world: World) -> Iterator[Gap]:
    """Yield what may be missing of each noun."""
    for noun, calls in LISTS.items():
        yield from _of_noun(noun, calls, shelf, world)
    for call, noun in _ALSO.items():
        yield from (_refused(noun, answer) for answer in shelf.every(call) if answer.call.refused)
    yield from _cut_short(shelf)
    yield from _unclaimed(shelf)
    yield from _unseen_vpcs(shelf, world)
    tables = "ec2:DescribeTransitGatewayRouteTables"
    if world.table(TransitAttachment) and not shelf.every(tables):
        yield Gap(noun=Noun.TRANSIT_GATEWAYS, why=shelf.why_not(tables))
    yield from transit_gaps(shelf)


def _of_noun(noun: Noun, calls: tuple[str, ...], shelf: Shelf, world: World) -> Iterator[Gap]:
    for call in calls:
        answers = shelf.every(call)
        yield from (_refused(noun, answer) for answer in answers if answer.call.refused)
        if not answers:
            yield Gap(noun=noun, why=Unread(f"the answer of {command_of(call)} is missing", action_of(call)))
            continue
        scopes = {scope_of(answer) for answer in answers}
        if noun in _BY_VPC and EVERYTHING not in scopes:
            for vpc in world.table(Vpc):
                if vpc not in scopes:
                    why = Unread(f"{command_of(call)} was not asked about {vpc}", action_of(call))
                    yield Gap(noun=noun, why=why, scope=vpc)


def scope_of(answer: Answer) -> str:
    """Return the only VPC that a call was asked about, `EVERYTHING`, or empty when it was asked about something else.

    What was asked is not known of an answer that stands alone: then it is taken for everything, unless the call is one
    that takes a VPC and nothing else.
    """
    parameters = answer.call.parameters
    asked = parameters.get("VPCId") or parameters.get("VpcId")
    if isinstance(asked, str):
        return asked
    if answer.call.call in _TAKE_A_VPC:
        return answer.named(_VPC_ID)
    for name in ("Filters", "Filter"):
        filters = parameters.get(name)
        for one in filters if isinstance(filters, list) else ():
            values = one.get("Values") if isinstance(one, dict) else None
            if isinstance(values, list) and len(values) == 1 and str(values[0]).startswith("vpc-"):
                return str(values[0])
    return "" if parameters else EVERYTHING


def _refused(noun: Noun, answer: Answer) -> Gap:
    return Gap(noun=noun, why=unread(answer.call), scope=scope_of(answer) if answer.call.parameters else "")


def _cut_short(shelf: Shelf) -> Iterator[Gap]:
    for call, noun in _NOUN_OF.items():
        for answer in shelf.answers(call):
            if answer.call.partial:
                why = Unread(f"{answer.node.file} holds a part of what {command_of(call)} has", action_of(call))
                yield Gap(noun=noun, why=why)


def _unclaimed(shelf: Shelf) -> Iterator[Gap]:
    for one in shelf.unclaimed:
        noun = _NOUN_OF.get(one.call.call, Noun.ORGANISATIONS)
        where = one.call.file or command_of(one.call.call)
        yield Gap(noun=noun, why=Unread(f"{where} does not say {one.lacks}: let the file's name tell"))


def _unseen_vpcs(shelf: Shelf, world: World) -> Iterator[Gap]:
    """Say of which VPCs nothing was read that every VPC has: those calls were asked about others."""
    for noun, kind in _IN_EVERY_VPC:
        seen = set(_vpcs(world.table(kind).values()))
        for vpc in world.table(Vpc):
            if vpc not in seen and shelf.asked(LISTS[noun][0]):
                why = Unread(f"{command_of(LISTS[noun][0])} shows nothing of {vpc}", action_of(LISTS[noun][0]))
                yield Gap(noun=noun, why=why, scope=vpc)


def _vpcs(facts: Iterable[object]) -> Iterator[str]:
    for fact in facts:
        vpc = getattr(fact, "vpc", None)
        if isinstance(vpc, Known):
            yield str(vpc.value)
