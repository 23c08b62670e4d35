"""`endpoints.tf`: one VPC endpoint for each service that some step needs, and which step that is."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.startup.needs import EndpointNeed
from sealane.startup.sequence import cards
from sealane.startup.step import StepName
from sealane.terraform.files.admissions import association_references, associations
from sealane.terraform.files.draft import Created, Draft, endpoint_label
from sealane.terraform.files.policies import document, endpoint_statement
from sealane.terraform.files.tags import name_tag
from sealane.terraform.files.ways_out import ENDPOINTS
from sealane.terraform.hcl import Block, resource
from sealane.terraform.hcl_values import Value, reference

# More services than this are counted, not named.
_NAMED = 6


def endpoints(draft: Draft) -> Iterator[Block]:
    """Yield the endpoints, each with its policy before it, and what is added to existing ones."""
    for created in draft.endpoints:
        yield from _endpoint(created, draft)
    yield from associations(draft, reason)


def _endpoint(created: Created, draft: Draft) -> Iterator[Block]:
    """Yield one endpoint."""
    need, label = created.need, endpoint_label(created.need)
    about: dict[str, Value] = {
        "vpc_id": draft.place.vpc,
        "service_name": need.service_name,
        "vpc_endpoint_type": need.kind,
    }
    if need.region:
        about["service_region"] = need.region
    if need.kind == "Gateway":
        about["route_table_ids"] = list(created.places)
    else:
        about["subnet_ids"] = list(created.places)
        about["security_group_ids"] = [ENDPOINTS]
        about["private_dns_enabled"] = True
    if statements := draft.endpoint_policies.get(need.service_name):
        gateway = need.kind == "Gateway"
        written = [endpoint_statement(statement, draft, gateway=gateway) for statement in statements]
        yield document(f"{label}_endpoint", written)
        # AWS counts white space too: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html
        about["policy"] = reference(f"data.aws_iam_policy_document.{label}_endpoint.minified_json")
    yield resource("aws_vpc_endpoint", label, about, *name_tag(draft.spec.name, label), comment=reason(need))


def reason(need: EndpointNeed) -> str:
    """Return which steps of which services need an endpoint, one line for each step."""
    titles = {card.name: card.title for card in cards()}
    tasks: dict[StepName, dict[str, None]] = {}
    for task, step in need.reasons:
        tasks.setdefault(step.name, {})[task] = None
    return "\n".join(f"{titles[name]}: step {name} of {_listed(list(found))}." for name, found in tasks.items())


def _listed(tasks: list[str]) -> str:
    """Return the names of some services, and how many more there are."""
    if len(tasks) > _NAMED:
        return f"{', '.join(tasks[: _NAMED - 1])} and {len(tasks) - _NAMED + 1} more"
    return " and ".join([", ".join(tasks[:-1]), tasks[-1]] if len(tasks) > 1 else tasks)


def endpoint_references(draft: Draft) -> list[Value]:
    """Return references to the endpoints and their routes, for what must not start before them."""
    own = () if draft.spec.network.existing else draft.place.subnets
    return [
        *(reference(f"aws_vpc_endpoint.{endpoint_label(need)}") for need in draft.created),
        *(reference(f"aws_route_table_association.{name}") for name, _ in own),
        *association_references(draft),
    ]
