"""What policies act on, as Terraform writes it: references to what is created or read here, ARNs for the rest."""

from __future__ import annotations

import re

from sealane.startup.resource_arns import arn_of
from sealane.startup.step import Kind, Resource
from sealane.terraform.files.draft import Draft, Service
from sealane.terraform.hcl_values import Template, Value, reference, template
from sealane.world.values import Known

PARTITION = reference("local.partition")
REGION = reference("local.region")
ACCOUNT = reference("local.account_id")

_PLACEHOLDER = re.compile(r"\$\{(partition|region|account)\}")
_PLACES = {"partition": PARTITION, "region": REGION, "account": ACCOUNT}


def resource_values(resources: tuple[Resource, ...], services: tuple[Service, ...], draft: Draft) -> list[Value]:
    """Return the values of a statement's resources; `services` are those whose roles the statement is about."""
    return [value for item in resources for value in _values(item, services, draft)]


def _values(item: Resource, services: tuple[Service, ...], draft: Draft) -> list[Value]:
    """Return the values of one resource: those that belong to the services, or else its ARN."""
    match item.kind:
        case Kind.REPOSITORY if owners := _owners(item, services, draft):
            return [reference(f"local.{service.label}_repository_arn") for service, _ in owners]
        case Kind.LOG_GROUP if owners := _owners(item, services, draft):
            return [_streams_of(service) for service, _ in owners]
        case Kind.FILE_SYSTEM if not isinstance(item.identifier, Known) and (owners := _owners(item, services, draft)):
            return [reference(f"aws_efs_file_system.{service.volumes[volume]}.arn") for service, volume in owners]
        case Kind.SECRET if isinstance(item.identifier, Known) and item.identifier.value in draft.secrets:
            return [reference(f"data.aws_secretsmanager_secret.{draft.secrets[item.identifier.value]}.arn")]
    return [placed(arn_of(item, draft.setting))]


def _streams_of(service: Service) -> Template:
    """Return the ARN of a service's log group and all that is in it.

    It is put together from the group's name, which a plan knows: with the group's own ARN the whole document would be
    left for the apply to read, and nobody could say before what it allows.
    """
    name = service.of("aws_cloudwatch_log_group", "", "name")
    return template("arn:", PARTITION, ":logs:", REGION, ":", ACCOUNT, ":log-group:", name, ":*")


def _owners(item: Resource, services: tuple[Service, ...], draft: Draft) -> list[tuple[Service, str]]:
    """Return those of the services whose steps act on a resource."""
    # A service's name tells it from the others of its spec, and compares faster than all that it holds.
    names = {service.name for service in services}
    return [owner for owner in draft.owners.get(item, ()) if owner[0].name in names]


def placed(text: str) -> Template | str:
    """Return a text with its places for partition, Region and account filled by what Terraform reads from AWS."""
    pieces = _PLACEHOLDER.split(text)
    if len(pieces) == 1:
        return text
    # `split` alternates between text and the name of a place.
    return template(*(_PLACES[piece] if number % 2 else piece for number, piece in enumerate(pieces)))
