"""What holds while a directory is linked: the tools, what stands for AWS, and the folder for the copies."""

from __future__ import annotations

import json
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from sealane.errors import EnvironmentFailure, Problem
from sealane.terraform import binary, provider
from sealane.terraform.binary import Binary
from sealane.terraform.configuration.tree import Tree
from sealane.terraform.linking.added import additions
from sealane.terraform.linking.copy import Copy, adopt, copy
from sealane.terraform.linking.given import Given
from sealane.terraform.linking.invented import DIGITS
from sealane.terraform.linking.offline import serving
from sealane.terraform.linking.provider_process import isolated, running
from sealane.terraform.linking.providers import aws_binary, configurations, foreign_providers, plugin_folders
from sealane.terraform.linking.refusals import not_initialised, rejected
from sealane.terraform.linking.rewriting import Rules
from sealane.terraform.linking.testing import Terraform, initialise
from sealane.terraform.linking.variables import PREFIX, Variables

# With a number of six digits it is as long as an id of AWS's, and made of the same signs.
# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
_SIGNS: Final = 17 - DIGITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Everything that copies of a tree are planned with.

    `mocked` are the providers other than AWS, which are never asked; `nonce` is a word that stands in no file.
    """

    tree: Tree
    terraform: Terraform
    plugins: tuple[Path, ...]
    mocked: Mapping[str, tuple[str, ...]]
    nonce: str
    workspace: str
    _ready: list[Copy] = field(default_factory=list)

    def prepare(self, name: str, rules: Rules, defaults: Mapping[Path, str] | None = None) -> tuple[Copy, Terraform]:
        """Make a copy by some rules, with a provider's defaults by module folder, and make Terraform ready in it.

        Raises:
            InputError: what Terraform says is wrong with the directory.

        """
        rules = replace(rules, workspace=self.workspace)
        made = copy(self.tree, self.terraform.folder / name, rules, additions(rules, defaults or {}))
        terraform = replace(self.terraform, folder=made.root)
        if self._ready:
            adopt(made, self._ready[0])
        elif errors := initialise(terraform, self.plugins):
            raise rejected(errors, made)
        self._ready.append(made)
        return made, terraform


@contextmanager
def opened(tree: Tree, environ: Mapping[str, str], variables: Variables, given: Given) -> Iterator[Session]:
    """Start what is needed, and end and remove all of it afterwards.

    Raises:
        InputError: `directory-not-initialised`, `module-configures-provider`.
        EnvironmentFailure: Terraform is missing, or is one that cannot link.

    """
    found = binary.find(environ)
    if found.is_opentofu:
        raise EnvironmentFailure(_opentofu(found))
    mocked = foreign_providers(tree)
    source = provider.find(environ)
    aws = aws_binary(tree.folder, source)
    plugins = tuple(plugin_folders(tree.folder, source, environ))
    if aws is None and not plugins:
        raise not_initialised(tree.folder, "")
    nonce = _nonce(tree)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sealane-link-")))
        isolation = isolated(environ, stack.enter_context(serving(nonce)))
        # A provider that is kept running has one configuration, whatever Terraform's files say.
        alone = aws is not None and configurations(tree) == 1
        attached = stack.enter_context(running(aws, isolation)) if aws and alone else {}
        users = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
        terraform = Terraform(
            binary=found,
            environ=isolation | users | attached,
            folder=folder,
            variables=(*_given_values(folder, given), *variables.arguments()),
        )
        yield Session(
            tree=tree,
            terraform=terraform,
            plugins=plugins,
            mocked=mocked,
            nonce=nonce,
            workspace=_workspace(tree.folder, environ),
        )


def _workspace(folder: Path, environ: Mapping[str, str]) -> str:
    """Return the workspace that Terraform would work in.

    https://developer.hashicorp.com/terraform/language/state/workspaces
    """
    if named := environ.get("TF_WORKSPACE"):
        return named
    try:
        return (folder / ".terraform/environment").read_text(encoding="utf-8").strip() or "default"
    except (OSError, UnicodeDecodeError):
        return "default"


def _given_values(folder: Path, given: Given) -> tuple[str, ...]:
    if not given.variables:
        return ()
    path = folder / "given.tfvars.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(dict(given.variables)), encoding="utf-8")
    return (f"-var-file={path}",)


def _nonce(tree: Tree) -> str:
    """Return a word of which no file of the tree has anything."""
    texts = [file.text for module in tree.modules.values() for file in module.files]
    while True:
        word = secrets.choice("abcdef") + secrets.token_hex(_SIGNS)[: _SIGNS - 1]
        if not any(word in text for text in texts):
            return word


def _opentofu(found: Binary) -> Problem:
    return Problem(
        code="linking-needs-terraform",
        what="OpenTofu cannot give invented ids to a plan, so it cannot link a directory",
        facts=(("found", found.where),),
        hint="prove a plan instead: `tofu plan -out=plan && tofu show -json plan > plan.json`, "
        "`sealane prove plan.json`; or name a Terraform with `SEALANE_TERRAFORM=PATH`, "
        "as `.venv/bin/pip install 'sealane[terraform]'` brings one",
        link="https://developer.hashicorp.com/terraform/language/tests/mocking",
    )
