"""Values that a capture withholds: Terraform asks for each by a variable without a default."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.terraform.files.names import identifiers
from sealane.terraform.hcl import Block
from sealane.terraform.hcl_values import Code, Value

_TYPES = {"command": "list(string)", "health-check": "list(string)"}


def variables_of(withheld: list[str], label: str) -> dict[str, str]:
    """Return the name of a variable for each value."""
    return identifiers((name, (label, *name.split(":", 1))) for name in withheld)


def variable_blocks(variables: dict[str, str], service: str) -> Iterator[Block]:
    """Yield the variables."""
    for name, variable in variables.items():
        what = name.partition(":")[2] or name
        about: dict[str, Value] = {
            "type": Code(_TYPES.get(name, "string")),
            "description": f"{what} of {service}: the capture does not hold its value",
        }
        yield Block("variable", (variable,), (about,))
