"""Linking a directory: one plan in which nothing is invented, then two with everything invented."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sealane.terraform.configuration.blocks import Block
from sealane.terraform.configuration.tree import Tree, read_tree, unindexed
from sealane.terraform.linking import test_files
from sealane.terraform.linking.added import region_output
from sealane.terraform.linking.defaults import default_blocks
from sealane.terraform.linking.given import Given
from sealane.terraform.linking.inventing import Copies, Known, invent
from sealane.terraform.linking.linked import LinkedState, Written
from sealane.terraform.linking.planned import Planned, changes_of, decode
from sealane.terraform.linking.providers import root_alias
from sealane.terraform.linking.refusals import check_modules, no_configuration, rejected
from sealane.terraform.linking.session import Session, opened
from sealane.terraform.linking.sources import ZONES, doubting_rules, first_rules, is_overridden, linking_rules
from sealane.terraform.linking.testing import run_tests
from sealane.terraform.linking.variables import Variables, check_variables

_PLAIN = "plain"


def link(
    directory: Path,
    environ: Mapping[str, str],
    *,
    variables: Variables | None = None,
    given: Given | None = None,
    region: str = "",
    texts: Mapping[Path, str] | None = None,
) -> LinkedState:
    """Plan a directory and link what the plan leaves open; nothing in it is changed, run or asked of AWS.

    Args:
        directory: the root module's.
        environ: the user's environment: where Terraform is, and `TF_VAR_…`.
        variables: the values of variables that the user gives.
        given: what a plan of the same directory tells.
        region: the Region for a provider block that names none.
        texts: what is to stand in files of the directory, by their paths, in the place of what does.

    Raises:
        InputError: the directory cannot be planned: its modules or providers are not on this machine
            (`module-not-installed`, `directory-not-initialised`), a variable has no value (`variable-missing`), no
            Region is named (`region-missing`), a number depends on what AWS answers (`number-not-decided`), or
            Terraform says what is wrong (`terraform-rejects`).
        EnvironmentFailure: Terraform is missing, or is not one that can link.

    """
    variables, given = variables or Variables(), given or Given()
    if region:
        environ = {**environ, "AWS_REGION": region}
    folder = Path(os.path.abspath(directory))  # noqa: PTH100 - with `..` taken out, as Terraform does
    tree = read_tree(folder, texts)
    if not tree.root.files:
        raise no_configuration(directory)
    check_modules(tree)
    if not given.variables:
        check_variables(tree.root, variables, environ)
    with opened(tree, environ, variables, given) as session:
        return _linked(session, given)


def _linked(session: Session, given: Given) -> LinkedState:
    tree = session.tree
    read = {address: values for address, values in given.data.items() if is_overridden(address)}
    there, terraform = session.prepare(_PLAIN, first_rules({unindexed(address) for address in read}))
    plain = run_tests(terraform, {_PLAIN: test_files.plain(session.mocked, read)})[_PLAIN]
    if not plain.plan:
        raise rejected(plain.errors, there)
    planned = decode(plain.plan)
    regions = _regions(tree, planned)
    known = Known(data=read, account=_account(read), regions=regions)
    defaults = default_blocks(tree, planned)
    _, linking = session.prepare("linking", linking_rules(), defaults)
    _, doubting = session.prepare("doubting", doubting_rules({unindexed(address) for address in read}), defaults)
    invention = invent(Copies(linking=linking, doubting=doubting), planned, known, session.mocked, session.nonce)
    first, second = invention.plans or (None, None)
    return LinkedState(
        changes=changes_of(plain.plan),
        first=first,
        second=second,
        third=invention.third,
        nonce=session.nonce,
        account=known.account,
        regions=regions,
        written={address: _written(block, tree) for address, block in tree.places().items()},
        zones_assumed=_uses_zones(tree) and not any(_is_zones(address) for address in read),
        not_in_directory=tuple(sorted(given.addresses - {change.address for change in planned.resource_changes})),
        refused="; ".join(f"{error.summary.rstrip('.')}: {error.detail}" for error in invention.errors),
    )


def _regions(tree: Tree, planned: Planned) -> dict[str, str]:
    """Return the Region of every resource and data source by its address without indices, where it can be told."""
    found: dict[str, str] = {}
    for module in tree.modules.values():
        for kind in ("resource", "data"):
            for block in module.blocks(kind):
                alias = root_alias(tree, module, block)
                output = planned.output_changes.get(region_output(alias)) if alias is not None else None
                if output and isinstance(output.after, str):
                    found[module.addressed(block)] = output.after
    return found


def _account(read: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the account that a plan's caller had, empty where the plan did not ask."""
    accounts = {
        str(values.get("account_id", ""))
        for address, values in read.items()
        if unindexed(address).split(".")[-2] == "aws_caller_identity"
    }
    return accounts.pop() if len(accounts) == 1 else ""


def _written(block: Block, tree: Tree) -> Written:
    path = Path(block.file)
    shown = str(path.relative_to(tree.folder)) if path.is_relative_to(tree.folder) else str(path)
    inner = (one.labels[0] if one.type == "dynamic" and one.labels else one.type for one in block.blocks)
    return Written(file=shown, line=block.line, arguments=frozenset((*block.arguments, *inner)))


def _uses_zones(tree: Tree) -> bool:
    return any(block.labels[:1] == (ZONES,) for module in tree.modules.values() for block in module.blocks("data"))


def _is_zones(address: str) -> bool:
    return unindexed(address).split(".")[-2] == ZONES
