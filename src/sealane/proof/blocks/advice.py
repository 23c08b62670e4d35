"""What is worth knowing and makes nothing fail."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.verdicts.cause import Cause
from sealane.world.endpoints import Endpoint
from sealane.world.values import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointPolicyOpen:
    """An endpoint's policy lets anybody's resources be reached, so data could be carried to foreign accounts.

    https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
    """

    endpoint: Endpoint
    cause: Cause = Cause.ENDPOINT_POLICY_OPEN

    @property
    def origin(self) -> Origin:
        """The endpoint."""
        return self.endpoint.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointSuperfluous:
    """No step of any service in the source needs the endpoint; the applications may, which nobody can see.

    https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
    """

    endpoint: Endpoint
    cause: Cause = Cause.ENDPOINT_SUPERFLUOUS

    @property
    def origin(self) -> Origin:
        """The endpoint."""
        return self.endpoint.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleZone:
    """One zone's loss stops the service: its subnets, or an endpoint that it needs, are in a single zone.

    `what` is `service` or `endpoint`.
    https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
    """

    what: str
    zone: str
    origin: Origin
    cause: Cause = Cause.SINGLE_ZONE
