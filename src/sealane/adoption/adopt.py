"""One service, read from AWS, to the spec and the Terraform that take it over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sealane.adoption.container import container_remarks, withheld
from sealane.adoption.endpoints import (
    endpoint_remarks,
    endpoints_of,
    further_services,
    group_ids,
    matched,
    take_endpoints,
)
from sealane.adoption.files import added_files
from sealane.adoption.found import Found
from sealane.adoption.load_balancers import Front, front_of, front_remarks, outside_blocks, take_front
from sealane.adoption.logs import log_group, log_group_node, logs_remarks
from sealane.adoption.name_servers import name_server_remarks, take_name_servers, zone_remarks
from sealane.adoption.network import Land, land_of, network_remarks, take_network
from sealane.adoption.network_acls import acl_remarks, take_acls
from sealane.adoption.questions import variable_blocks, variables_of
from sealane.adoption.remark import Remark
from sealane.adoption.roles import role_remarks, take_roles
from sealane.adoption.security_groups import Groups, default_is_used, group_remarks, groups_of, take_groups
from sealane.adoption.services import service_keeps, service_remarks, stack_remarks
from sealane.adoption.spec_document import cluster_name, document_of
from sealane.adoption.taken import TAGS, WHOLE, Taken
from sealane.adoption.task import task_remarks
from sealane.adoption.volumes import groups_of_targets, take_volumes, volume_remarks
from sealane.grammar.partitions import partition_of
from sealane.records import dataclass, replace
from sealane.spec.load import Loaded, load
from sealane.startup.endpoints import endpoint_needs
from sealane.startup.intent import log_group_name, steps_of
from sealane.terraform.files import File
from sealane.terraform.files.draft import Draft, Service
from sealane.terraform.files.drafting import draft_of
from sealane.terraform.files.write import written
from sealane.terraform.hcl import Block, block
from sealane.terraform.hcl_values import Value, reference
from sealane.world.tasks import Setting
from sealane.world.values import Unknown

SPEC: Final = "sealane.yaml"
_CLUSTER_IGNORED = (*TAGS, "setting", "configuration", "service_connect_defaults")
_HEAD = """\
# Written from what AWS says of the service. Terraform owns it, in this folder: after a change here, `sealane export
# --force .` writes the files again and leaves what is kept beside them. `sealane apply` is for another, new service.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """The files that take a service over, the resources that they import, and what else there is to know."""

    files: tuple[File, ...]
    taken: tuple[Taken, ...]
    remarks: tuple[Remark, ...]
    loaded: Loaded

    def refusals(self, left_out: frozenset[str]) -> tuple[Remark, ...]:
        """Return the remarks that stop the adoption."""
        return tuple(one for one in self.remarks if one.refuses(left_out))


def adopt(found: Found) -> Adopted:
    """Return everything that takes one service over.

    Raises:
        InputError: when what AWS has is nothing that a spec may say, with the reasons.

    """
    setting = Setting(
        partition=partition_of(found.region).name, region=found.region, account=Unknown("Terraform reads it")
    )
    front = front_of(found)
    text, loaded, further = _spec(found, front, setting)
    spec = loaded.spec
    draft = draft_of(spec, steps_of(spec, setting), setting, None)
    variables = variables_of(withheld(found), draft.services[0].label)
    references = {name: reference(f"var.{variable}") for name, variable in variables.items()}
    draft = replace(draft, services=(replace(draft.services[0], withheld=references),))
    joined = _Joined(found, front, draft)
    taken, blocks = joined.taken()
    asked = tuple(variable_blocks(variables, draft.services[0].name))
    return Adopted(
        files=(
            File(name=SPEC, text=_HEAD + text),
            *written(draft),
            *added_files(taken, (*asked, *blocks)),
        ),
        taken=taken,
        remarks=tuple(dict.fromkeys(joined.remarks(further))),
        loaded=loaded,
    )


def _spec(found: Found, front: Front | None, setting: Setting) -> tuple[str, Loaded, list[str]]:
    """Return the spec's text and the spec: with what the application calls, by its endpoints."""
    document = document_of(found, front)
    text = _yaml(document)
    loaded = load(text, SPEC)
    needs = endpoint_needs(steps_of(loaded.spec, setting))
    further = further_services(found, list(needs))
    if further:
        network = list(document).index("services")
        parts = list(document.items())
        parts.insert(network, ("endpoints", {"aws_services": further}))
        text = _yaml(dict(parts))
        loaded = load(text, SPEC)
    return text, loaded, further


def _yaml(document: dict[str, Any]) -> str:
    import yaml

    text: str = yaml.safe_dump(document, sort_keys=False, default_flow_style=False, allow_unicode=True, width=120)
    return text


class _Joined:
    """What the nouns say of one service, joined: each asks the others only through this."""

    def __init__(self, found: Found, front: Front | None, draft: Draft) -> None:
        """Sort out subnets, tables and groups."""
        self._found, self._front, self._draft = found, front, draft
        self._service: Service = draft.services[0]
        self._land: Land = land_of(found, [name for name, _ in draft.place.subnets])
        pairs = matched(found, [one.need for one in draft.endpoints])
        behind = [group_ids(node) for node in pairs.values() if node.text("VpcEndpointType") == "Interface"]
        self._own = found.network.texts("securityGroups")
        balanced = front.balancer.texts("SecurityGroups") if front else ()
        further = (*(group for some in behind for group in some), *groups_of_targets(found), *balanced)
        self._groups: Groups = groups_of(found, (*self._own, *further))
        others = [group_ids(one) for one in endpoints_of(found) if one.text("VpcEndpointType") == "Interface"]
        used = (self._own, *behind, *others)
        self._default_used = default_is_used(found, self._groups.default, used)

    def taken(self) -> tuple[tuple[Taken, ...], tuple[Block, ...]]:
        """Return what is taken over or kept, and the blocks that nothing else writes."""
        pairs = [
            *take_network(self._found, self._land),
            *take_acls(self._found, self._land),
            *take_name_servers(self._found),
            *take_groups(self._groups, default_used=self._default_used),
            *((one, None) for one in self._rest()),
        ]
        return tuple(one for one, _ in pairs), tuple(written_ for _, written_ in pairs if written_ is not None)

    def remarks(self, further: list[str]) -> Iterator[Remark]:
        """Yield everything that nobody could read from the spec."""
        found, spec, service = self._found, self._draft.spec.name, self._service.name
        yield from stack_remarks(found)
        yield from service_remarks(found)
        yield from container_remarks(found, service)
        yield from task_remarks(found, f"{spec}-{service}")
        yield from volume_remarks(found)
        yield from logs_remarks(found, service)
        yield from role_remarks(found, spec, service)
        yield from group_remarks(self._groups, default_used=self._default_used)
        yield from network_remarks(found, self._land)
        yield from acl_remarks(found)
        yield from name_server_remarks(found)
        yield from zone_remarks(found)
        yield from endpoint_remarks(found, self._draft.endpoints, further)
        yield from front_remarks(found, self._front)

    def _rest(self) -> Iterator[Taken]:
        found, label = self._found, self._service.label
        yield from take_endpoints(self._draft.endpoints, found, self._land, self._groups)
        yield from take_roles(found, self._draft.spec.name, self._service.name, label)
        yield from self._cluster()
        group = log_group(found)
        if group:
            standing = log_group_node(found) is not None
            named: dict[str, Value] = {}
            if group != log_group_name(self._draft.spec, self._service.name):
                named["name"] = group
            ignored = TAGS if standing else ()
            kind = "aws_cloudwatch_log_group"
            yield Taken(kind=kind, label=label, id=group if standing else "", kept=named, ignored=ignored)
        yield from take_front(self._front, self._service, self._groups)
        yield from take_volumes(found, self._service, self._land.names, self._groups)
        yield self._ecs_service()

    def _cluster(self) -> Iterator[Taken]:
        name = cluster_name(self._found)
        kept: dict[str, Value] = {} if name == self._draft.spec.name else {"name": name}
        yield Taken(kind="aws_ecs_cluster", label="main", id=name, kept=kept, ignored=_CLUSTER_IGNORED)
        if self._service.workload.spot:
            yield Taken(kind="aws_ecs_cluster_capacity_providers", label="main", id=name, ignored=WHOLE)

    def _ecs_service(self) -> Taken:
        found, service = self._found, self._service
        kept, blocks = service_keeps(found, service.name)
        new: Value = service.of("aws_security_group", "tasks", "id")
        network = block(
            "network_configuration",
            {
                "subnets": list(self._draft.place.subnet_ids),
                "security_groups": [new, *self._groups.references(self._own)],
                "assign_public_ip": found.network.text("assignPublicIp") == "ENABLED",
            },
        )
        outside = outside_blocks(found, self._front, service.name)
        return Taken(
            kind="aws_ecs_service",
            label=service.label,
            id=f"{cluster_name(found)}/{found.name}",
            kept=kept,
            blocks=(*blocks, network, *outside),
            ignored=(*TAGS, "desired_count"),
        )
