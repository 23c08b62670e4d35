"""The providers of a tree: which blocks configure AWS, what else has to be stood in for, and where the packages lie."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from sealane.errors import InputError, Place, Problem
from sealane.terraform import provider
from sealane.terraform.configuration.blocks import Block, unquoted
from sealane.terraform.configuration.module import Module
from sealane.terraform.configuration.tree import Tree
from sealane.terraform.mirrors import platform_name

# Part of Terraform itself.
_BUILT_IN: Final = "terraform"


def aws_name(module: Module) -> str:
    """Return the local name of the AWS provider in a module."""
    return next((name for name in module.providers() if module.is_aws(name)), "aws")


def aliases(module: Module, local_name: str) -> Iterator[str]:
    """Yield the aliases of a module's blocks for a provider, an empty one for the block without."""
    for block in module.blocks("provider"):
        if block.labels == (local_name,):
            alias = block.arguments.get("alias")
            yield (unquoted(alias.text) or "") if alias else ""


def configurations(tree: Tree) -> int:
    """Return how many configurations of the AWS provider there are."""
    found = {(module.folder, alias) for module in tree.modules.values() for alias in aliases(module, aws_name(module))}
    return len(found | {(tree.root.folder, "")})


def foreign_providers(tree: Tree) -> dict[str, tuple[str, ...]]:
    """Return the local names of the providers other than AWS, with the root module's aliases of each.

    Raises:
        InputError: `module-configures-provider`, where a called module configures one itself.

    """
    names: set[str] = set()
    for module in tree.modules.values():
        for block in module.blocks("provider"):
            if module.path and not module.is_aws(block.labels[0]):
                raise InputError(_configured_within(module, block))
        used = {module.provider_of(block) for kind in ("resource", "data") for block in module.blocks(kind)}
        used |= {*module.providers(), *(block.labels[0] for block in module.blocks("provider") if block.labels)}
        names |= {name for name in used if not module.is_aws(name)}
    return {name: tuple({"", *aliases(tree.root, name)}) for name in sorted(names - {_BUILT_IN})}


def root_alias(tree: Tree, module: Module, block: Block) -> str | None:
    """Return the alias of the root module's AWS provider that a resource uses; `None` when that cannot be told."""
    said = block.arguments.get("provider")
    name = (unquoted(said.text) or said.text).strip() if said else aws_name(module)
    path = module.path
    while path:
        parent = tree.modules.get(path[:-1])
        call = next((one for one in parent.blocks("module") if one.labels == (path[-1],)), None) if parent else None
        if call is None or any(True for _ in tree.modules[path].blocks("provider")):
            return None
        given = _given(call)
        if given is None and "." in name:
            return None
        name = (given or {}).get(name, name)
        path = path[:-1]
    return name.partition(".")[2]


def user_packages(folder: Path) -> Path | None:
    """Return the folder of the providers that the user's own `init` has installed."""
    found = folder / ".terraform/providers"
    return found if found.is_dir() else None


def aws_binary(folder: Path, source: provider.ProviderSource) -> Path | None:
    """Return the AWS provider's executable: the one that the directory already uses, else this machine's."""
    pattern = f".terraform/providers/*/hashicorp/aws/*/{platform_name()}/terraform-provider-aws*"
    own = [path for path in sorted(folder.glob(pattern)) if os.access(path, os.X_OK) and path.is_file()]
    return own[-1] if own else source.binary


def plugin_folders(folder: Path, source: provider.ProviderSource, environ: Mapping[str, str]) -> list[Path]:
    """Return the folders on this machine that `init` may take providers from; no registry is among them."""
    own = user_packages(folder)
    cache = environ.get("TF_PLUGIN_CACHE_DIR")
    mirror = source.package.mirror if source.package else None
    places = (own, mirror, *provider.implied_mirrors(environ), Path(cache) if cache else None)
    return [path for path in dict.fromkeys(places) if path and path.is_dir()]


def _given(call: Block) -> dict[str, str] | None:
    """Return the `providers` of a module call, `None` when it has none."""
    said = call.arguments.get("providers")
    if said is None:
        return None
    pairs = (line.partition("=") for line in said.text.strip("{} \n\t").replace(",", "\n").splitlines())
    return {name.strip(): value.strip() for name, equals, value in pairs if equals}


def _configured_within(module: Module, block: Block) -> Problem:
    return Problem(
        code="module-configures-provider",
        what=f"{module.address} configures the provider {block.labels[0]} itself, so nothing can stand in for it",
        hint="prove a plan instead: `terraform plan -out=plan`, `terraform show -json plan > plan.json`, "
        "`sealane prove plan.json`; or configure the provider in the root module",
        link="https://developer.hashicorp.com/terraform/language/modules/develop/providers#legacy-shared-modules-with-provider-configurations",
        place=Place(file=block.file, line=block.line, column=block.column),
    )
