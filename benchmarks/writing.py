"""How long a stack of a hundred services takes to be written as Terraform."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks import cdk
from benchmarks.places import ROOT, SEALANE, fresh
from benchmarks.trial import Comparison, Outcome, Trial, Unmeasured, WrongAnswerError, ordinary_environment
from sealane.terraform.binary import find

SERVICES = 100
_NAME = f"Terraform of {SERVICES} services written"


def spec_of(services: int) -> str:
    """Return a spec of many services with nothing but an image and a size."""
    lines = ["version: 1", "name: bench", "region: us-east-1", "services:"]
    for number in range(services):
        lines += [f"  svc{number:03}:", f"    image: demo/svc{number:03}:1.0", "    cpu: 256", "    memory: 512"]
    return "\n".join(lines) + "\n"


def comparisons() -> Iterator[Comparison | Outcome]:
    """Yield the writing of the stack against `terraform version`, and against the CDK with and without its checks."""
    terraform = find(ordinary_environment())
    yield Comparison(
        name=_NAME,
        against="terraform version",
        subject=exporting(),
        yardstick=Trial(commands=((*terraform.command, "version"),)),
        repetitions=11,
        budget=5.0,
    )
    against = "CDK for Python, as it comes"
    try:
        python = cdk.interpreter()
    except cdk.UnavailableError as reason:
        yield Unmeasured(name=_NAME, against=against, because=str(reason))
        return
    yield _against_cdk(python, against, {}, budget=1 / 30, beyond=1 / 60)
    yield _against_cdk(python, "CDK without its validation", {"CDK_VALIDATION": "false"}, budget=None, beyond=None)


def exporting() -> Trial:
    """Return the trial that writes the whole stack into an empty folder."""
    folder = fresh("writing")
    (folder / "sealane.yaml").write_text(spec_of(SERVICES), encoding="utf-8")
    target = folder / "infra"
    return Trial(
        commands=((SEALANE, "export", target.name),),
        folder=folder,
        before=partial(shutil.rmtree, target, ignore_errors=True),
        after=partial(_expect_terraform, target),
    )


def _against_cdk(
    python: str, against: str, settings: dict[str, str], *, budget: float | None, beyond: float | None
) -> Comparison:
    target = fresh("synthesised")
    synthesis = Trial(
        commands=((python, str(ROOT / "benchmarks" / "cdk_stack.py"), str(target), str(SERVICES)),),
        environ=ordinary_environment() | cdk.QUIET | settings,
        after=partial(_expect_template, target),
    )
    return Comparison(
        name=_NAME,
        against=against,
        subject=exporting(),
        yardstick=synthesis,
        repetitions=3,
        budget=budget,
        beyond=beyond,
    )


def _expect_terraform(folder: Path) -> None:
    """Refuse an export that lacks a service."""
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.tf"))
    _expect(text.count('resource "aws_ecs_service"'), "Terraform")


def _expect_template(folder: Path) -> None:
    """Refuse a template that lacks a service."""
    template = json.loads((folder / "Bench.template.json").read_text(encoding="utf-8"))
    kinds = [resource["Type"] for resource in template["Resources"].values()]
    _expect(kinds.count("AWS::ECS::Service"), "template")


def _expect(found: int, where: str) -> None:
    if found != SERVICES:
        msg = f"the {where} holds {found} services instead of {SERVICES}"
        raise WrongAnswerError(msg)
