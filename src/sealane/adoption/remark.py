"""What an adoption does that nobody could read from the spec alone: one remark for each thing, from a closed list."""

from __future__ import annotations

import enum

from sealane.records import dataclass


class Outcome(enum.StrEnum):
    """What happens to a thing when the written Terraform is applied."""

    KEPT = "kept"
    RENEWED = "renewed"
    CHANGED = "changed"
    ASKED = "asked"
    LOST = "lost"
    BARRED = "barred"


class Matter(enum.StrEnum):
    """Everything that a remark can be about."""

    CONTAINER = "container"
    CONTAINER_NAME = "container-name"
    CONTAINER_SETTING = "container-setting"
    CONTAINER_LIMIT = "container-limit"
    WITHHELD = "withheld"
    TASK_FAMILY = "task-family"
    TASK_SETTING = "task-setting"
    TASK_ROLE = "task-role"
    ROLE = "role"
    VOLUME = "volume"
    LOGS = "logs"
    LOG_GROUP = "log-group"
    LOG_STREAMS = "log-streams"
    SERVICE_SETTING = "service-setting"
    CONTROLLER = "deployment-controller"
    CAPACITY = "capacity"
    LAUNCH_TYPE = "launch-type"
    DESIRED_COUNT = "desired-count"
    PUBLIC_ADDRESS = "public-address"
    SECURITY_GROUP = "security-group"
    DEFAULT_GROUP = "default-group"
    WAY_OUT = "way-out"
    ROUTE_TABLE = "route-table"
    GATEWAY = "gateway"
    NETWORK_ACL = "network-acl"
    NAME_SERVERS = "name-servers"
    PRIVATE_ZONE = "private-zone"
    IPV6 = "ipv6"
    DNS = "dns"
    ENDPOINT = "endpoint"
    ENDPOINT_POLICY = "endpoint-policy"
    PRIVATE_NAMES = "private-names"
    APPLICATION_ENDPOINT = "application-endpoint"
    LOAD_BALANCER = "load-balancer"
    STACK = "stack"
    SHARED_SUBNET = "shared-subnet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing and what happens to it; `about` names it, `facts` are what else is known of it."""

    matter: Matter
    about: str
    outcome: Outcome
    facts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name by which it is left out."""
        return f"{self.matter}:{self.about}"

    def refuses(self, left_out: frozenset[str]) -> bool:
        """Tell whether it stops the adoption; what would be lost may be left out by name or by its matter."""
        if self.outcome is Outcome.BARRED:
            return True
        return self.outcome is Outcome.LOST and left_out.isdisjoint({self.name, str(self.matter)})


def kept(matter: Matter, about: str, *facts: str) -> Remark:
    """Return a remark on what stays as AWS has it."""
    return Remark(matter=matter, about=about, outcome=Outcome.KEPT, facts=facts)


def renewed(matter: Matter, about: str, *facts: str) -> Remark:
    """Return a remark on what is made new beside the old one, which is left over."""
    return Remark(matter=matter, about=about, outcome=Outcome.RENEWED, facts=facts)


def changed(matter: Matter, about: str, *facts: str) -> Remark:
    """Return a remark on what is changed where it stands."""
    return Remark(matter=matter, about=about, outcome=Outcome.CHANGED, facts=facts)


def asked(matter: Matter, about: str, *facts: str) -> Remark:
    """Return a remark on a value that the source withholds, for which Terraform asks."""
    return Remark(matter=matter, about=about, outcome=Outcome.ASKED, facts=facts)


def lost(matter: Matter, about: str, *facts: str) -> Remark:
    """Return a remark on what nothing written here can say."""
    return Remark(matter=matter, about=about, outcome=Outcome.LOST, facts=facts)


def barred(matter: Matter, about: str, *facts: str) -> Remark:
    """Return a remark on what cannot be taken over at all."""
    return Remark(matter=matter, about=about, outcome=Outcome.BARRED, facts=facts)
