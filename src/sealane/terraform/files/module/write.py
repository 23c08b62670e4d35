"""The files of the module: the root module's without what only a root module may say, and what goes beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sealane.terraform.files.drafting import draft_of
from sealane.terraform.files.module.example import example
from sealane.terraform.files.module.plan_test import plan_test
from sealane.terraform.files.module.readme import readme
from sealane.terraform.files.module.refusal_test import refusal_test
from sealane.terraform.files.module.region import lookups_in_region
from sealane.terraform.files.versions import required
from sealane.terraform.files.write import FILES, File
from sealane.terraform.hcl import Item, block, document

if TYPE_CHECKING:
    from sealane.spec.document import Spec
    from sealane.startup.needs import TaskSteps
    from sealane.startup.supply import Supply
    from sealane.terraform.files.draft import Draft
    from sealane.world.tasks import Setting

# The caller gives values, so a module has none.
_LEFT_OUT = frozenset({"terraform.tfvars"})
# A reader opens `main.tf` first.
_RENAMED = {"service.tf": "main.tf"}


def write_module(spec: Spec, tasks: tuple[TaskSteps, ...], setting: Setting, supply: Supply | None) -> tuple[File, ...]:
    """Return the files of a reusable module for a spec; names hold folders, separated by `/`."""
    draft = draft_of(spec, tasks, setting, supply)
    code = tuple(_code(draft))
    beside = (
        ("README.md", readme(draft)),
        ("examples/basic/main.tf", document(example(draft))),
        ("tests/sealed.tftest.hcl", document(plan_test(draft))),
        ("tests/variables.tftest.hcl", document(refusal_test(draft))),
    )
    return (*code, *(File(name=name, text=text) for name, text in beside))


def _code(draft: Draft) -> list[File]:
    """Return the module's own Terraform."""
    parts = {**dict(FILES), "data.tf": lookups_in_region, "versions.tf": _versions}
    contents = {name: tuple(part(draft)) for name, part in parts.items() if name not in _LEFT_OUT}
    return [File(name=_RENAMED.get(name, name), text=document(items)) for name, items in contents.items() if items]


def _versions(_: Draft) -> tuple[Item, ...]:
    """Return what the module requires; the provider's settings and the backend are the caller's."""
    return (block("terraform", *required()),)
