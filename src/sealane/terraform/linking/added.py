"""Blocks of ours in a copy: a provider that asks nobody, a resource to wait for, the Region as an output."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from sealane.terraform.configuration.module import Module
from sealane.terraform.linking.providers import aliases, aws_name
from sealane.terraform.linking.rewriting import PENDING, Rules, aliases_of_resources

REGION: Final = "sealane_region"
"""The name of an output; those of the provider's aliases follow it."""

_QUIET: Final = """\
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  max_retries                 = 1
"""


def additions(rules: Rules, defaults: Mapping[Path, str]) -> Callable[[Module], tuple[str, str]]:
    """Return the function that gives what is added to a module, and what overrides blocks of it."""

    def texts(module: Module) -> tuple[str, str]:
        name = aws_name(module)
        configured = tuple(dict.fromkeys(aliases(module, name)))
        added = [_pending()] if any(rules.pending(module, block) for block in module.blocks("data")) else []
        if not module.path:
            if "" not in configured:
                added.append(f'provider "{name}" {{\n{_QUIET}}}\n')
            added += [_region(name, alias) for alias in dict.fromkeys(("", *configured))]
        if rules.invented:
            added.append(aliases_of_resources(module))
        overrides = [*(_quiet(name, alias) for alias in configured), defaults.get(module.folder, "")]
        return "\n".join(added), "\n".join(overrides)

    return texts


def region_output(alias: str) -> str:
    """Return the name of the output that tells the Region of a provider."""
    return f"{REGION}_{alias}" if alias else REGION


def is_ours(address: str) -> bool:
    """Tell whether a resource is not the user's."""
    return address.endswith(PENDING) or f"data.aws_region.{REGION}" in address


def _pending() -> str:
    kind, name = PENDING.split(".")
    return f'resource "{kind}" "{name}" {{}}\n'


def _region(name: str, alias: str) -> str:
    provider = f"{name}.{alias}" if alias else name
    output = region_output(alias)
    return (
        f'data "aws_region" "{output}" {{\n  provider = {provider}\n}}\n'
        f'output "{output}" {{\n  value = data.aws_region.{output}.id\n}}\n'
    )


def _quiet(name: str, alias: str) -> str:
    said = f'  alias = "{alias}"\n' if alias else ""
    return f'provider "{name}" {{\n{said}{_QUIET}}}\n'
