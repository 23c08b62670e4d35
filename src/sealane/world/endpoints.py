"""VPC endpoints of every type."""

from __future__ import annotations

import enum

from sealane.records import dataclass
from sealane.world.policies import Document
from sealane.world.text import Text
from sealane.world.values import Known, Origin, Value

# AWS gives an endpoint that names no policy one that allows everything:
# https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
OPEN_POLICY = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}'


class EndpointKind(enum.StrEnum):
    """The types of `CreateVpcEndpoint`."""

    INTERFACE = "Interface"
    GATEWAY = "Gateway"
    LOAD_BALANCER = "GatewayLoadBalancer"
    RESOURCE = "Resource"
    SERVICE_NETWORK = "ServiceNetwork"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A VPC endpoint.

    Attributes:
        service_name: `com.amazonaws.us-east-1.ecr.api`, or the name of somebody's own endpoint service.
        service_region: the service's Region when it is not the VPC's own, otherwise empty.
        state: `available`, or what AWS says; a planned one counts as available.
        private_dns: `PrivateDnsEnabled`.
        private_dns_for_inbound_only: `PrivateDnsOnlyForInboundResolverEndpoint`, for S3 alone.
        private_names: the names it takes when the source says them; otherwise they follow from the service.
        subnets: keys of the subnets with an interface of it.
        addresses: pairs of a subnet's key and the address there, as far as the source has them.
        route_tables: keys of the tables that a gateway endpoint is associated with.
        security_groups: keys of its security groups; empty means the VPC's default group.
        policy: `OPEN_POLICY` when it has none of its own.
        aws_id: as that of a VPC.

    """

    id: str
    origin: Origin
    vpc: Value[str]
    service_name: Value[str]
    kind: EndpointKind
    state: Value[str] = Known("available")
    service_region: Value[str] = Known("")
    private_dns: Value[bool] = Known(False)  # noqa: FBT003 - a gateway endpoint has none
    private_dns_for_inbound_only: Value[bool] = Known(False)  # noqa: FBT003 - as above
    private_names: tuple[str, ...] = ()
    subnets: Value[tuple[str, ...]] = Known(())
    addresses: tuple[tuple[str, str], ...] = ()
    route_tables: Value[tuple[str, ...]] = Known(())
    security_groups: Value[tuple[str, ...]] = Known(())
    policy: Value[Document] = Known(OPEN_POLICY)
    aws_id: Value[Text] = Known("")
