"""What keeps Fargate from placing a task, in words."""

from __future__ import annotations

from sealane.proof.blocks.placement import SizeNotOffered, SubnetFull, ZoneNotOffered
from sealane.report.blocks.words import Wording, Words
from sealane.report.escape import literal

# `16 vCPU`, `122880`, `0.5 GB`: what AWS takes is shorter.
_LONGEST_AMOUNT = 12
_SIZES = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"
_ZONES = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html"
_FULL = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/failed-to-start-error.html"


def _size(block: SizeNotOffered) -> Words:
    system = "Windows" if block.operating_system.startswith("WINDOWS") else "Linux"
    if block.nearest is None:
        change = "take a pair of `cpu` and `memory` from AWS's table"
    else:
        change = f"set `cpu` to `{block.nearest[0]}` and `memory` to `{block.nearest[1]}`"
    pair = f"{_amount(block.cpu)} CPU units with {_amount(block.memory)} MiB of memory"
    return Words(sentence=f"Fargate does not offer {pair} on {system}", change=change, link=_SIZES)


def _amount(text: str) -> str:
    """Quote an amount; what is none may be anything, a secret in the wrong place too, and is not repeated."""
    bare = text.replace(" ", "").replace(".", "")
    return literal(text) if len(text) <= _LONGEST_AMOUNT and bare.isalnum() else "no number of"


def _zone(block: ZoneNotOffered) -> Words:
    name = literal(block.origin.name)
    return Words(
        sentence=f"Fargate does not run in the zone {literal(block.zone)} of {name}",
        change=f"take {name} out of the service, and use subnets of other zones",
        link=_ZONES,
    )


def _full(block: SubnetFull) -> Words:
    name = literal(block.origin.name)
    return Words(
        sentence=f"{name} has no free address, and each task takes one",
        change="add a larger subnet to the service",
        link=_FULL,
    )


TABLE: Wording = {SizeNotOffered: _size, ZoneNotOffered: _zone, SubnetFull: _full}
