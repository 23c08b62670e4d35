"""`examples/basic`: a root module that calls the module, as a person would."""

from __future__ import annotations

from collections.abc import Iterator

from sealane.terraform.files.draft import Draft
from sealane.terraform.files.versions import provider, terraform
from sealane.terraform.hcl import GAP, Block
from sealane.terraform.hcl_values import reference

_SOURCE = "../.."


def example(draft: Draft) -> Iterator[Block]:
    """Yield the settings, the call of the module, and what it gives back."""
    yield terraform(draft)
    yield provider(draft)
    yield call(draft, _SOURCE)
    for name in ("services", "log_groups"):
        yield Block("output", (name,), ({"value": reference(f"module.{module_label(draft)}.{name}")},))


def call(draft: Draft, source: str) -> Block:
    """Return the call of the module from a folder that `source` leads back from."""
    images = {f"{service.label}_image": service.workload.image for service in draft.services}
    return Block("module", (module_label(draft),), ({"source": source}, GAP, images))


def module_label(draft: Draft) -> str:
    """Return the name that the example calls the module by."""
    return draft.services[0].label
