"""The estates under `examples/`: what each shows, and what sealane says of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sealane.pricing.bill_of import bill_of
from sealane.pricing.usage import Usage
from sealane.proof.prove import prove
from sealane.report.cost.money import dollars
from sealane.terraform.linking.variables import Variables
from sealane.verbs.prices import shipped
from sealane.verbs.prove_sources import world_from_directory
from sealane.verdicts.proof import Proof
from sealane.world.services import Service
from sealane.world.world import World

EXAMPLES = Path(__file__).parents[2] / "examples"
ACCOUNT = "123456789012"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estate:
    """A Terraform directory of the gallery; `spec` is the file it was written from, `None` where a person wrote it."""

    name: str
    folder: Path
    shows: str
    spec: Path | None = None

    def world(self) -> World:
        """Return what it would make."""
        return world_from_directory(self.folder, environ=os.environ, variables=Variables(account=ACCOUNT))


# What no spec says of itself: these were written by hand.
_BY_HAND = {
    "moving-from-nat/before": "The usual way through a NAT gateway: it starts, and is not sealed.",
    "moving-from-nat/after": "The same service with endpoints in its place.",
    "central-endpoints/terraform": "Endpoints in one VPC for all others, over a transit gateway, with zones of one's "
    "own; layers by a gateway endpoint.",
}


def estates() -> Iterator[Estate]:
    """Yield every estate of the gallery, in the order of their names."""
    for folder in sorted({path.parent for path in EXAMPLES.rglob("*.tf")}):
        name = folder.relative_to(EXAMPLES).as_posix()
        spec = folder.parent / "sealane.yaml"
        if spec.exists():
            yield Estate(name=folder.parent.name, folder=folder, shows=_first_comment(spec), spec=spec)
        else:
            yield Estate(name=name.removesuffix("/terraform"), folder=folder, shows=_BY_HAND[name])


def _first_comment(spec: Path) -> str:
    lines = spec.read_text(encoding="utf-8").splitlines()
    said = [line.removeprefix("#").strip() for line in lines[: lines.index("version: 1")] if line.startswith("#")]
    return " ".join(said)


def row(estate: Estate, world: World, proof: Proof) -> str:
    """Return the estate's row of the gallery's table."""
    starts = _of([str(service.starts) for service in proof.services])
    sealed = _of([str(service.sealed) for service in proof.services])
    total = bill_of(world, shipped(), Usage()).total
    month = "not known" if total.unknown else dollars(total.known)
    source = (estate.spec or estate.folder).relative_to(EXAMPLES).as_posix()
    count = len(world.table(Service))
    return f"| [{estate.name}]({source}) | {estate.shows} | {count} | {starts} | {sealed} | {month} |"


def _of(verdicts: list[str]) -> str:
    return " · ".join(dict.fromkeys(verdicts))


def table() -> str:
    """Return the whole table, for the page."""
    head = "| example | what it shows | services | starts | sealed | a month |\n| --- | --- | --- | --- | --- | --- |\n"
    rows = []
    for estate in estates():
        world = estate.world()
        rows.append(row(estate, world, prove(world)))
    return head + "\n".join(rows) + "\n"
