"""What is worth knowing, in words."""

from __future__ import annotations

from sealane.proof.blocks.advice import EndpointPolicyOpen, EndpointSuperfluous, SingleZone
from sealane.report.blocks.words import Wording, Words
from sealane.report.escape import literal

_ENDPOINTS = "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html"
_POLICIES = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html"
_ZONES = "https://docs.aws.amazon.com/AmazonECS/latest/bestpracticesguide/availability.html"


def _open(block: EndpointPolicyOpen) -> Words:
    name = literal(block.origin.name)
    return Words(
        sentence=f"the policy of {name} lets data be carried to resources of foreign accounts",
        change="limit it to what the tasks need: `sealane policies` writes such a policy",
        link=_POLICIES,
    )


def _superfluous(block: EndpointSuperfluous) -> Words:
    return Words(
        sentence=f"no step of any service here needs {literal(block.origin.name)}",
        change="remove it, unless the application or something else uses it",
        link=_ENDPOINTS,
    )


def _single_zone(block: SingleZone) -> Words:
    name, zone = literal(block.origin.name), literal(block.zone)
    if block.what == "service":
        sentence = f"all subnets of {name} are in the zone {zone}, whose loss stops the service"
    else:
        sentence = f"{name} is in the zone {zone} alone, whose loss stops what needs the endpoint"
    return Words(sentence=sentence, change="add a subnet of another zone", link=_ZONES)


TABLE: Wording = {
    EndpointPolicyOpen: _open,
    EndpointSuperfluous: _superfluous,
    SingleZone: _single_zone,
}
