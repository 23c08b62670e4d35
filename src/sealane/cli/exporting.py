"""What `sealane export` does with its arguments, whoever read them."""

from __future__ import annotations

from pathlib import Path

from sealane.cli.screen import talk
from sealane.cli.settings import AWS, SPEC, Option, request_of

OPTIONS = (
    *SPEC,
    *AWS,
    Option(("--module",), "module", "flag", "Write a reusable module: no provider of its own, README, example, tests."),
    Option(("--force",), "force", "flag", "Replace files that differ."),
)


def run(folder: str, *, force: bool, module: bool, **options: object) -> None:
    """Write a Terraform module into `folder` and say what to do with it."""
    from sealane.cli.talker import Talker
    from sealane.verbs.export import export

    exported = export(request_of(options), Path(folder), Talker(), force=force, module=module)
    talk(f"wrote {len(exported.files)} files to {folder}")
    if module:
        talk(f"next: `cd {folder} && terraform init && terraform test`, then call it as {folder}/examples/basic does")
        return
    talk(f"next: `cd {folder} && terraform init && terraform apply`")
    talk(f"another image: `terraform apply -var {exported.variables[0]}=<repository>:<tag>`")
