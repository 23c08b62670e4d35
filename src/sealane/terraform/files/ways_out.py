"""Where the ways out of a task lead: interface endpoints, prefix lists, mount targets."""

from __future__ import annotations

from sealane.records import dataclass
from sealane.startup.endpoint_facts import known
from sealane.startup.needs import EgressNeed
from sealane.terraform.files.draft import Draft, Service
from sealane.terraform.files.names import identifier
from sealane.terraform.files.rules import Peer, from_group
from sealane.terraform.hcl_values import Reference, reference

ENDPOINTS = reference("aws_security_group.endpoints.id")
_GATEWAYS = {"s3": "S3", "dynamodb": "DynamoDB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """One egress rule of a service's tasks: its Terraform name, its other end, its port, what it is for."""

    label: str
    peer: Peer
    port: int
    description: str


def ways_out(service: Service, draft: Draft) -> list[WayOut]:
    """Return the egress rules of a service's tasks, in the order of their needs."""
    return [
        WayOut(label=f"{service.label}_to_{name}", peer=peer, port=need.port, description=description)
        for need in service.egress
        for name, peer, description in _ends(service, need, draft)
    ]


def _ends(service: Service, need: EgressNeed, draft: Draft) -> list[tuple[str, Peer, str]]:
    """Return the ends of one need, each with a name and what it is."""
    match need.towards:
        case "interface-endpoints":
            return [(name, peer, "HTTPS to the interface endpoints") for name, peer in _endpoints(draft).items()]
        case "prefix-list":
            peer: Peer = {"prefix_list_id": _prefix_list(need.suffix, draft)}
            return [(need.suffix, peer, f"HTTPS to {_GATEWAYS[need.suffix]} by the gateway endpoint")]
        case "mount-targets":
            return [(name, peer, "NFS to the file systems") for name, peer in _mounts(service, need, draft).items()]


def _endpoints(draft: Draft) -> dict[str, Peer]:
    """Return where the interface endpoints are: anywhere in the VPC, or in certain groups."""
    if draft.spec.endpoints.ingress == "vpc":
        return {"endpoints": draft.place.everywhere}
    created: dict[str, Peer] = {"endpoints": from_group(ENDPOINTS)} if draft.creates_interfaces else {}
    # One group of each endpoint is enough: a rule matches every interface that has the group.
    groups = [known(use.endpoint.security_groups)[:1] for use in draft.supply.used] if draft.supply else []
    return created | {identifier(group): from_group(group) for found in groups for group in found}


def _mounts(service: Service, need: EgressNeed, draft: Draft) -> dict[str, Peer]:
    """Return where the mount targets are: in the group created for them, in a group that was named, or in the VPC."""
    found: dict[str, Peer] = {}
    for name in need.volumes:
        volume = service.workload.volumes[name]
        if not volume.file_system_id:
            found["file_systems"] = from_group(service.of("aws_security_group", "file_systems", "id"))
        elif volume.security_group_id:
            found[identifier("file_system", volume.security_group_id)] = from_group(volume.security_group_id)
        else:
            found["file_systems_in_vpc"] = draft.place.everywhere
    return found


def _prefix_list(suffix: str, draft: Draft) -> Reference:
    """Return the prefix list of a gateway endpoint's service."""
    if any(need.suffix == suffix and need.kind == "Gateway" for need in draft.created):
        return reference(f"aws_vpc_endpoint.{suffix}.prefix_list_id")
    return reference(f"data.aws_prefix_list.{suffix}.id")
