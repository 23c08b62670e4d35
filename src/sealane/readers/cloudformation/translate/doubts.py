"""What may be there that is not listed: resources under open conditions, stacks elsewhere, VPCs of somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.fields import fields_of
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.translate.finding import Finding, outside, reason_of, scope_of
from sealane.readers.cloudformation.translate.vpcs import VPC
from sealane.world.gaps import Gap, Noun
from sealane.world.values import Known, Unknown

_NOUNS: Final[Mapping[str, Noun]] = {
    "AWS::EC2::VPC": Noun.VPCS,
    "AWS::EC2::Subnet": Noun.SUBNETS,
    "AWS::EC2::RouteTable": Noun.ROUTE_TABLES,
    "AWS::EC2::SecurityGroup": Noun.SECURITY_GROUPS,
    "AWS::EC2::SecurityGroupVpcAssociation": Noun.SECURITY_GROUPS,
    "Custom::VpcRestrictDefaultSG": Noun.SECURITY_GROUPS,
    "AWS::EC2::NetworkAcl": Noun.NETWORK_ACLS,
    "AWS::EC2::VPCEndpoint": Noun.ENDPOINTS,
    "AWS::EC2::InternetGateway": Noun.GATEWAYS,
    "AWS::EC2::EgressOnlyInternetGateway": Noun.GATEWAYS,
    "AWS::EC2::VPNGateway": Noun.GATEWAYS,
    "AWS::EC2::CarrierGateway": Noun.GATEWAYS,
    "AWS::EC2::NatGateway": Noun.NAT_GATEWAYS,
    "AWS::EC2::VPCPeeringConnection": Noun.PEERING_CONNECTIONS,
    "AWS::EC2::TransitGateway": Noun.TRANSIT_GATEWAYS,
    "AWS::EC2::TransitGatewayAttachment": Noun.TRANSIT_GATEWAYS,
    "AWS::EC2::TransitGatewayVpcAttachment": Noun.TRANSIT_GATEWAYS,
    "AWS::EC2::TransitGatewayPeeringAttachment": Noun.TRANSIT_GATEWAYS,
    "AWS::EC2::TransitGatewayConnect": Noun.TRANSIT_GATEWAYS,
    "AWS::EC2::TransitGatewayRouteTable": Noun.TRANSIT_GATEWAYS,
    "AWS::EC2::NetworkInterface": Noun.INTERFACES,
    "AWS::EC2::Instance": Noun.INSTANCES,
    "AWS::EC2::PrefixList": Noun.PREFIX_LISTS,
    "AWS::EC2::DHCPOptions": Noun.DHCP_OPTIONS,
    "AWS::EC2::VPCBlockPublicAccessOptions": Noun.BLOCK_PUBLIC_ACCESS,
    "AWS::Route53::HostedZone": Noun.HOSTED_ZONES,
    "AWS::ServiceDiscovery::PrivateDnsNamespace": Noun.HOSTED_ZONES,
    "AWS::Route53Resolver::ResolverRule": Noun.RESOLVER_RULES,
    "AWS::Route53Resolver::FirewallRuleGroup": Noun.FIREWALL_GROUPS,
    "AWS::IAM::Role": Noun.ROLES,
    "AWS::IAM::ManagedPolicy": Noun.POLICIES,
    "AWS::Organizations::Policy": Noun.ORGANISATIONS,
    "AWS::ECR::Repository": Noun.REPOSITORIES,
    "AWS::ECR::PullThroughCacheRule": Noun.CACHE_RULES,
    "AWS::SecretsManager::Secret": Noun.SECRETS,
    "AWS::SSM::Parameter": Noun.PARAMETERS,
    "AWS::Logs::LogGroup": Noun.LOG_GROUPS,
    "AWS::S3::Bucket": Noun.BUCKETS,
    "AWS::KMS::Key": Noun.KEYS,
    "AWS::KMS::Alias": Noun.KEYS,
    "AWS::EFS::FileSystem": Noun.FILE_SYSTEMS,
    "AWS::EFS::AccessPoint": Noun.FILE_SYSTEMS,
    "AWS::EFS::MountTarget": Noun.MOUNT_TARGETS,
    "AWS::ElasticLoadBalancingV2::LoadBalancer": Noun.LOAD_BALANCERS,
    "AWS::ECS::Service": Noun.SERVICES,
    "AWS::ECS::TaskSet": Noun.SERVICES,
    "AWS::Events::Rule": Noun.SERVICES,
    "AWS::Scheduler::Schedule": Noun.SERVICES,
    "AWS::Pipes::Pipe": Noun.SERVICES,
    "AWS::StepFunctions::StateMachine": Noun.SERVICES,
    "AWS::ECS::TaskDefinition": Noun.TASK_DEFINITIONS,
    "AWS::ECS::Cluster": Noun.CLUSTERS,
    "AWS::ECS::ClusterCapacityProviderAssociations": Noun.CLUSTERS,
}
_NEVER_READ: Final[Mapping[str, tuple[Noun, ...]]] = {
    "AWS::Route53Profiles::ProfileAssociation": (Noun.HOSTED_ZONES, Noun.RESOLVER_RULES, Noun.FIREWALL_GROUPS),
    "AWS::EC2::RouteServerPropagation": (Noun.ROUTE_TABLES,),
    "AWS::EC2::TransitGatewayMulticastDomain": (Noun.TRANSIT_GATEWAYS,),
    "AWS::EC2::LocalGatewayRouteTableVPCAssociation": (Noun.GATEWAYS,),
    "AWS::NetworkFirewall::Firewall": (Noun.ENDPOINTS,),
}
NETWORK: Final = (
    *(Noun.VPCS, Noun.SUBNETS, Noun.ROUTE_TABLES, Noun.SECURITY_GROUPS, Noun.NETWORK_ACLS, Noun.ENDPOINTS),
    *(Noun.GATEWAYS, Noun.NAT_GATEWAYS, Noun.PEERING_CONNECTIONS, Noun.TRANSIT_GATEWAYS, Noun.INTERFACES),
    *(Noun.INSTANCES, Noun.DHCP_OPTIONS, Noun.HOSTED_ZONES, Noun.RESOLVER_RULES, Noun.FIREWALL_GROUPS),
)
"""What may be in a VPC that the template only refers to."""

_NESTED = ("AWS::CloudFormation::Stack", "AWS::ServiceCatalog::CloudFormationProvisionedProduct")
_VPC_PROPERTIES = ("VpcId", "VPCId", "PeerVpcId")


def doubts(holdings: Holdings) -> Iterator[Finding]:
    """Yield gaps: by open conditions, by what is kept elsewhere, by VPCs that are not of this template."""
    for resource in holdings.doubtful():
        noun = _NOUNS.get(resource.kind)
        if noun is not None:
            yield Gap(noun=noun, why=reason_of(resource), scope=_scope(resource, holdings))
    for resource in holdings.resources.values():
        if resource.kind in _NESTED or resource.kind.endswith("::MODULE"):
            why = Unknown(f"what {resource.key} makes is not in the template")
            yield from (Gap(noun=noun, why=why) for noun in Noun)
        for noun in _NEVER_READ.get(resource.kind, ()):
            yield Gap(noun=noun, why=Unknown(f"{resource.key} is of a type that is not read"))
    for vpc in dict.fromkeys(_foreign_vpcs(holdings)):
        yield from (Gap(noun=noun, why=outside(vpc), scope=vpc) for noun in NETWORK)


def _scope(resource: Resource, holdings: Holdings) -> str:
    fields = fields_of(resource, holdings)
    return scope_of(fields.key("VpcId", VPC)) if fields.has("VpcId") else ""


def _foreign_vpcs(holdings: Holdings) -> Iterator[str]:
    """Yield the keys of VPCs that something is put into and that the template does not make."""
    made = {resource.key for resource in holdings.of(VPC)}
    for resource in holdings.resources.values():
        fields = fields_of(resource, holdings)
        for name in _VPC_PROPERTIES:
            key = fields.key(name, VPC) if fields.has(name) else Known("")
            if isinstance(key, Known) and key.value and key.value not in made:
                yield key.value
