"""`tests/sealed.tftest.hcl`: a plan of the module is private and closed, whatever is changed in it later."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.terraform.files.draft import Draft, endpoint_label
from sealane.terraform.files.module.mocks import mock_provider
from sealane.terraform.files.ways_out import WayOut, ways_out
from sealane.terraform.hcl import Block, Item, block
from sealane.terraform.hcl_values import Code, Value

_ANYWHERE = '["0.0.0.0/0", "::/0"]'
# A rule has one end: a block, or a group or prefix list, whose ids no plan knows.
_BLOCK = 'coalesce(rule.cidr_ipv4, rule.cidr_ipv6, "none")'


def plan_test(draft: Draft) -> Iterator[Block]:
    """Yield the mocked provider, the images, and one plan with its assertions."""
    yield mock_provider(draft)
    yield images(draft)
    body: list[Item] = [{"command": Code("plan")}]
    body += [
        block("assert", {"condition": Code(condition), "error_message": message})
        for condition, message in (*_network(draft), *_endpoints(draft), *_services(draft))
    ]
    yield Block("run", ("sealed",), tuple(body))


def images(draft: Draft) -> Block:
    """Return the images that the tests run."""
    values: dict[str, Value] = {f"{service.label}_image": service.workload.image for service in draft.services}
    return block("variables", values)


def _network(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield what holds of a network that is created here."""
    if draft.spec.network.existing:
        return
    yield (
        "aws_vpc.main.enable_dns_support && aws_vpc.main.enable_dns_hostnames",
        "Without both DNS attributes the private names of the endpoints do not resolve.",
    )
    subnets = ", ".join(f"aws_subnet.{name}" for name, _ in draft.place.subnets)
    yield (
        f"alltrue([for subnet in [{subnets}] : !subnet.map_public_ip_on_launch])",
        "A subnet gives public addresses to what starts in it.",
    )


def _endpoints(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield what holds of the endpoints."""
    labels = [endpoint_label(need) for need in draft.created if need.kind == "Interface"]
    if labels:
        listed = ", ".join(f"aws_vpc_endpoint.{label}" for label in labels)
        yield (
            f"alltrue([for endpoint in [{listed}] : endpoint.private_dns_enabled])",
            "An interface endpoint has no private DNS name, so the service's own name leads elsewhere.",
        )


def _services(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield what holds of the services."""
    for service in draft.services:
        yield (
            f"!aws_ecs_service.{service.label}.network_configuration[0].assign_public_ip",
            f"A task of {service.name} has a public address.",
        )
        ways = ways_out(service, draft)
        if ways:
            every = ", ".join(_rules(way) for way in ways)
            yield (
                f"alltrue([for rule in concat({every}) : !contains({_ANYWHERE}, {_BLOCK})])",
                f"Tasks of {service.name} may send packets to anywhere.",
            )


def _rules(way: WayOut) -> str:
    """Return the list of the rules of one way out: one, or one for each CIDR block of the VPC."""
    rule = f"aws_vpc_security_group_egress_rule.{way.label}"
    return f"values({rule})" if "for_each" in way.peer else f"[{rule}]"
